import type { EventEnvelope, RunOpening, SnapshotColumns, YearBatch } from '../../src-shared/columns.ts';
import type {
  ContributionEvents,
  DeferralChangeEvents,
  EligibilityEvents,
  EnrollmentEvents,
  ForfeitureEvents,
  HceEvents,
  PlanOpeningColumns,
  PlanSnapshotColumns,
  VestingEvents,
} from '../../src-shared/plan-columns.ts';
import { NO_CODE } from '../../src-shared/units.ts';
import {
  ALLOCATION_REASONS,
  BARRED_REASONS,
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  DEFERRAL_LIMITS,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  ENTRY_BASES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  LOOKBACK_SOURCES,
  MATCH_REASONS,
  PLAN_STATUSES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  RESPONSE_LIMITS,
  TERMINATION_CATEGORIES,
  VESTING_REASONS,
  type EventType,
} from '../../src-shared/vocabulary.ts';
import { byCodePoint } from '../reference/exact.ts';
import type { Row, Value } from '../reference/rows.ts';
import {
  date,
  dateOrNull,
  flag,
  number,
  oneOf,
  orNull,
  ppmOrNull,
  rowsOf,
  type Decode,
  type Decoders,
} from './decode.ts';

/** The plan side of the engine as the plain rows of the reference. */

/** An event of either side; the payload is that of plan events, workforce events are compared elsewhere. */
export interface PlainEvent {
  readonly employeeId: string;
  readonly type: EventType;
  readonly category: string;
  readonly date: string;
  readonly sequence: number;
  readonly duplicateIndex: number;
  readonly payload: Row;
}

const bandOrNull: Decode = (value) => (value === NO_CODE ? null : value);

const envelope = (persons: readonly string[], categories: readonly string[]): Decoders<EventEnvelope> => ({
  person: ['employeeId', oneOf(persons)],
  sequence: ['sequence', number],
  rank: ['rank', number],
  effectiveDay: ['date', date],
  category: ['category', oneOf(categories)],
  duplicateIndex: ['duplicateIndex', number],
});

type Payload<Table extends EventEnvelope> = Decoders<Omit<Table, keyof EventEnvelope>>;

const eligibility: Payload<EligibilityEvents> = {
  ageDay: ['ageDate', date],
  serviceDay: ['serviceDate', dateOrNull],
  planEntryDay: ['planEntryDate', dateOrNull],
  statutoryDay: ['statutoryDate', dateOrNull],
  basis: ['basis', oneOf(ENTRY_BASES)],
  reason: ['reason', oneOf(BARRED_REASONS)],
  probabilityPpm: ['probabilityPpm', ppmOrNull],
  draw: ['draw', orNull],
};

const enrollment: Payload<EnrollmentEvents> = {
  ratePpm: ['ratePpm', number],
  tableRatePpm: ['tableRatePpm', number],
  ceilingPpm: ['ceilingPpm', ppmOrNull],
  magnet: ['magnet', flag],
  rothSharePpm: ['rothSharePpm', number],
  ageSegment: ['ageSegment', number],
  incomeSegment: ['incomeSegment', number],
  probabilityPpm: ['probabilityPpm', ppmOrNull],
  draw: ['draw', orNull],
  dateDraw: ['dateDraw', orNull],
  magnetDraw: ['magnetDraw', orNull],
  rothDraw: ['rothDraw', orNull],
};

const deferralChange: Payload<DeferralChangeEvents> = {
  oldRatePpm: ['oldRatePpm', number],
  newRatePpm: ['newRatePpm', number],
  ceilingPpm: ['ceilingPpm', ppmOrNull],
  limitApplied: ['limitApplied', oneOf(RESPONSE_LIMITS)],
  probabilityPpm: ['probabilityPpm', ppmOrNull],
  draw: ['draw', orNull],
};

const contribution: Payload<ContributionEvents> = {
  amountCents: ['amountCents', number],
  payBaseCents: ['payBaseCents', number],
  ratePpm: ['ratePpm', ppmOrNull],
  band: ['band', bandOrNull],
  limitBound: ['limitBound', oneOf(DEFERRAL_LIMITS)],
  reduced415Cents: ['reduced415Cents', number],
};

const vesting: Payload<VestingEvents> = {
  creditedYears: ['creditedYears', number],
  percentPpm: ['percentPpm', number],
  reason: ['reason', oneOf(VESTING_REASONS)],
  balanceCents: ['balanceCents', number],
};

const forfeiture: Payload<ForfeitureEvents> = {
  balanceCents: ['balanceCents', number],
  percentPpm: ['percentPpm', number],
  amountCents: ['amountCents', number],
};

const hceStatus: Payload<HceEvents> = {
  lookbackPayCents: ['lookbackPayCents', orNull],
  provenance: ['provenance', oneOf(LOOKBACK_SOURCES)],
  thresholdCents: ['thresholdCents', number],
  owner: ['owner', flag],
  payRank: ['payRank', number],
};

/** Plan columns have the rows of the workforce columns beside them. */
type Counted<Columns> = Columns & { readonly rowCount: number };

const snapshot: Decoders<Counted<PlanSnapshotColumns>> = {
  entryDay: ['entryDate', dateOrNull],
  entryBasis: ['entryBasis', oneOf(ENTRY_BASES)],
  planStatus: ['planStatus', oneOf(PLAN_STATUSES)],
  enrollmentDay: ['enrollmentDate', dateOrNull],
  enrollmentSource: ['enrollmentSource', oneOf(ENROLLMENT_SOURCES)],
  deferralRatePpm: ['deferralRatePpm', number],
  rothSharePpm: ['rothSharePpm', ppmOrNull],
  escalationCount: ['escalationCount', number],
  optOutDay: ['optOutDate', dateOrNull],
  scheduledDay: ['scheduledDate', dateOrNull],
  baseCents: ['baseCents', number],
  catchUpCents: ['catchUpCents', number],
  preTaxCents: ['preTaxCents', number],
  rothCents: ['rothCents', number],
  limitBound: ['limitBound', oneOf(DEFERRAL_LIMITS)],
  matchReason: ['matchReason', oneOf(MATCH_REASONS)],
  matchCents: ['matchCents', number],
  trueUpCents: ['trueUpCents', number],
  coreReason: ['coreReason', oneOf(ALLOCATION_REASONS)],
  coreCents: ['coreCents', number],
  coreExcessCents: ['coreExcessCents', number],
  reallocatedCents: ['reallocatedCents', number],
  reduced415Cents: ['reduced415Cents', number],
  planPayCents: ['planPayCents', number],
  cappedPlanPayCents: ['cappedPlanPayCents', number],
  hoursHundredths: ['hoursHundredths', number],
  creditedYears: ['creditedYears', number],
  vestedMatchPpm: ['vestedMatchPpm', number],
  vestedCorePpm: ['vestedCorePpm', number],
  balanceDeferralCents: ['balanceDeferralCents', number],
  balanceMatchCents: ['balanceMatchCents', number],
  balanceCoreCents: ['balanceCoreCents', number],
  forfeitedMatchCents: ['forfeitedMatchCents', number],
  forfeitedCoreCents: ['forfeitedCoreCents', number],
  hce: ['hce', flag],
  unusedCatchUpCents: ['unusedCatchUpCents', number],
  matchAtCeilingCents: ['matchAtCeilingCents', number],
};

const opening: Decoders<Counted<PlanOpeningColumns>> = {
  entryDay: snapshot.entryDay,
  entryBasis: snapshot.entryBasis,
  planStatus: snapshot.planStatus,
  enrollmentDay: snapshot.enrollmentDay,
  enrollmentSource: snapshot.enrollmentSource,
  deferralRatePpm: snapshot.deferralRatePpm,
  rothSharePpm: snapshot.rothSharePpm,
  optOutDay: snapshot.optOutDay,
  creditedYears: snapshot.creditedYears,
  vestedMatchPpm: snapshot.vestedMatchPpm,
  vestedCorePpm: snapshot.vestedCorePpm,
  balanceDeferralCents: snapshot.balanceDeferralCents,
  balanceMatchCents: snapshot.balanceMatchCents,
  balanceCoreCents: snapshot.balanceCoreCents,
  lookbackPayCents: ['lookbackPayCents', orNull],
  lookbackSource: ['lookbackSource', oneOf(LOOKBACK_SOURCES)],
  balancesMissing: ['balancesMissing', flag],
};

const byEmployee = (a: Row, b: Row): number => byCodePoint(String(a['employeeId']), String(b['employeeId']));

const ENVELOPE = ['employeeId', 'sequence', 'rank', 'date', 'category', 'duplicateIndex'];

/** All events of a year in order; their ranks must be the canonical order without a gap (W-61). */
function decodeEvents(batch: YearBatch, persons: readonly string[]): PlainEvent[] {
  const { plan } = batch;
  const of = (categories: readonly string[]) => envelope(persons, categories);
  // Tables of the workforce have more columns: here only the envelope counts.
  const bare = (table: EventEnvelope, categories: readonly string[]) => {
    const { rowCount, person, sequence, rank, effectiveDay, category, duplicateIndex } = table;
    const columns = { rowCount, person, sequence, rank, effectiveDay, category, duplicateIndex };
    return rowsOf<EventEnvelope>(columns, of(categories));
  };
  const tables: readonly { readonly type: EventType; readonly rows: readonly Record<string, Value>[] }[] = [
    { type: 'HIRE', rows: bare(batch.hires, HIRE_CATEGORIES) },
    { type: 'TERMINATION', rows: bare(batch.terminations, TERMINATION_CATEGORIES) },
    { type: 'PROMOTION', rows: bare(batch.promotions, PROMOTION_CATEGORIES) },
    { type: 'RAISE', rows: bare(batch.raises, RAISE_CATEGORIES) },
    {
      type: 'DC_PLAN_ELIGIBILITY',
      rows: rowsOf<EligibilityEvents>(plan.eligibility, { ...of(ELIGIBILITY_CATEGORIES), ...eligibility }),
    },
    {
      type: 'DC_PLAN_ENROLLMENT',
      rows: rowsOf<EnrollmentEvents>(plan.enrollments, { ...of(ENROLLMENT_CATEGORIES), ...enrollment }),
    },
    {
      type: 'DC_PLAN_DEFERRAL_CHANGE',
      rows: rowsOf<DeferralChangeEvents>(plan.deferralChanges, {
        ...of(DEFERRAL_CHANGE_CATEGORIES),
        ...deferralChange,
      }),
    },
    {
      type: 'DC_PLAN_CONTRIBUTION',
      rows: rowsOf<ContributionEvents>(plan.contributions, {
        ...of(CONTRIBUTION_CATEGORIES),
        ...contribution,
      }),
    },
    {
      type: 'DC_PLAN_VESTING',
      rows: rowsOf<VestingEvents>(plan.vesting, { ...of(EMPLOYER_SOURCES), ...vesting }),
    },
    {
      type: 'DC_PLAN_FORFEITURE',
      rows: rowsOf<ForfeitureEvents>(plan.forfeitures, { ...of(EMPLOYER_SOURCES), ...forfeiture }),
    },
    {
      type: 'HCE_STATUS',
      rows: rowsOf<HceEvents>(plan.hceStatus, { ...of(HCE_CATEGORIES), ...hceStatus }),
    },
  ];
  const ranked = tables.flatMap(({ type, rows }) =>
    rows.map((row) => ({ rank: Number(row['rank']), event: plainEvent(type, row) })),
  );
  ranked.sort((a, b) => a.rank - b.rank);
  const stray = ranked.findIndex(({ rank }, i) => rank !== i);
  if (stray >= 0) throw new Error(`rank ${stray} of ${batch.year} is missing or taken twice`);
  return ranked
    .map(({ event }) => event)
    .sort((a, b) => byCodePoint(a.employeeId, b.employeeId) || a.sequence - b.sequence);
}

const plainEvent = (type: EventType, row: Record<string, Value>): PlainEvent => ({
  employeeId: String(row['employeeId']),
  type,
  category: String(row['category']),
  date: String(row['date']),
  sequence: Number(row['sequence']),
  duplicateIndex: Number(row['duplicateIndex']),
  payload: Object.fromEntries(Object.entries(row).filter(([name]) => !ENVELOPE.includes(name))),
});

/** Rows of the plan columns beside the persons of a table. */
const withPersons = (
  rows: readonly Row[],
  persons: SnapshotColumns['person'],
  names: readonly string[],
): Row[] => rows.map((row, i) => ({ employeeId: names[persons[i] ?? -1] ?? '', ...row })).sort(byEmployee);

export interface PlainPlanYear {
  readonly year: number;
  readonly events: readonly PlainEvent[];
  readonly planSnapshot: readonly Row[];
  readonly planSummary: Row | null;
}

/** The plan of one year; `persons` are the ids known so far, those of the year are appended. */
export function decodePlanYear(persons: string[], batch: YearBatch): PlainPlanYear {
  persons.push(...batch.newPersonIds);
  const { summary, snapshot: columns } = batch.plan;
  const { person, rowCount } = batch.snapshot;
  const rows =
    summary === null ? [] : rowsOf<Counted<PlanSnapshotColumns>>({ ...columns, rowCount }, snapshot);
  return {
    year: batch.year,
    events: decodeEvents(batch, persons),
    planSnapshot: withPersons(rows, person, persons),
    planSummary: summary === null ? null : { ...summary },
  };
}

/** The plan state in which people open the run. */
export function decodePlanOpening({ planOpening, opening: workforce, dictionaries }: RunOpening): Row[] {
  const { rowCount, person } = workforce;
  const rows = rowsOf<Counted<PlanOpeningColumns>>({ ...planOpening, rowCount }, opening);
  return withPersons(rows, person, dictionaries.censusPersonIds);
}
