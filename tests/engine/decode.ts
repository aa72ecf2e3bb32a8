import type {
  CellColumns,
  EventEnvelope,
  HireEvents,
  MonthColumns,
  OpeningColumns,
  PayrollBridge,
  PromotionEvents,
  RaiseEvents,
  RunDictionaries,
  RunOpening,
  SnapshotColumns,
  TerminationEvents,
  YearBatch,
} from '../../src-shared/columns.ts';
import { NO_CODE, NO_DAY } from '../../src-shared/units.ts';
import {
  DETAILED_STATUSES,
  FLSA_STATUSES,
  HIRE_CATEGORIES,
  LEVEL_BASES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
  TERMINATION_RULES,
} from '../../src-shared/vocabulary.ts';
import { iso } from '../reference/calendar.ts';
import { at, byCodePoint } from '../reference/exact.ts';
import type { ReferenceEvent } from '../reference/events.ts';
import type { ReferenceYear } from '../reference/reference.ts';
import type { Row, Value } from '../reference/rows.ts';

/** The columns of the engine as the plain rows of the reference, so that the two can be compared word by word. */

export type Decode = (value: number) => Value;
type Numbers = ArrayLike<number>;
/** What becomes of every column of a table: none can be forgotten, or the types do not fit. */
export type Decoders<Table> = {
  readonly [Column in Exclude<keyof Table, 'rowCount'>]-?: readonly [name: string, decode: Decode];
};
type Columns<Table> = Exclude<keyof Table, 'rowCount'>;
type NumericTable<Table> = { readonly rowCount: number } & Readonly<Record<Columns<Table>, Numbers>>;

export const number: Decode = (value) => value;
export const flag: Decode = (value) => value === 1;
export const orNull: Decode = (value) => (Number.isNaN(value) ? null : value);
export const ppmOrNull: Decode = (value) => (value === -1 ? null : value);
export const date: Decode = (value) => iso(value);
export const dateOrNull: Decode = (value) => (value === NO_DAY ? null : iso(value));
export const oneOf =
  (list: readonly string[]): Decode =>
  (value) =>
    at(list, value);
const oneOfOrNull =
  (list: readonly string[]): Decode =>
  (value) =>
    value === NO_CODE ? null : at(list, value);

export function rowsOf<Table extends NumericTable<Table>>(
  table: Table,
  decoders: Decoders<Table>,
): Record<string, Value>[] {
  const columns = (Object.keys(decoders) as Columns<Table>[]).map((column) => {
    const [name, decode] = decoders[column];
    return { name, decode, values: table[column] };
  });
  for (const column of columns) {
    if (column.values.length !== table.rowCount) {
      throw new Error(`column ${column.name} has ${column.values.length} of ${table.rowCount} rows`);
    }
  }
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(columns.map(({ name, decode, values }) => [name, decode(values[row] ?? Number.NaN)])),
  );
}

interface Names {
  readonly persons: readonly string[];
  readonly dictionaries: RunDictionaries;
}

const personColumns = ({ persons, dictionaries }: Names) =>
  ({
    person: ['employeeId', oneOf(persons)],
    birthDay: ['birthDate', date],
    hireDay: ['hireDate', date],
    level: ['level', number],
    levelSinceDay: ['levelSince', date],
    department: ['department', oneOf(dictionaries.departments)],
    location: ['location', oneOfOrNull(dictionaries.locations)],
    costCentre: ['costCentre', oneOfOrNull(dictionaries.costCentres)],
    jobTitle: ['jobTitle', oneOfOrNull(dictionaries.jobTitles)],
    scheduledHoursHundredths: ['scheduledHours', number],
    flsaStatus: ['flsaStatus', oneOf(FLSA_STATUSES)],
    unionMember: ['unionMember', flag],
    annualPayCents: ['annualPayCents', number],
  }) as const;

const openingDecoders = (names: Names): Decoders<OpeningColumns> => ({
  ...personColumns(names),
  levelBasis: ['levelBasis', oneOf(LEVEL_BASES)],
});

const snapshotDecoders = (names: Names): Decoders<SnapshotColumns> => ({
  ...personColumns(names),
  terminationDay: ['terminationDate', dateOrNull],
  terminationReason: ['terminationReason', oneOf(TERMINATION_REASONS)],
  detailedStatus: ['detailedStatus', oneOf(DETAILED_STATUSES)],
  openingPayCents: ['openingPayCents', orNull],
  employedDays: ['employedDays', number],
  proratedPayCents: ['proratedPayCents', number],
  ageAtYearEnd: ['ageAtYearEnd', number],
  tenureYears: ['tenureYears', number],
  ageBand: ['ageBand', number],
  tenureBand: ['tenureBand', number],
});

const envelope = ({ persons }: Names, categories: readonly string[]): Decoders<EventEnvelope> => ({
  person: ['employeeId', oneOf(persons)],
  sequence: ['sequence', number],
  rank: ['rank', number],
  effectiveDay: ['date', date],
  category: ['category', oneOf(categories)],
  duplicateIndex: ['duplicateIndex', number],
});

const hireDecoders = (names: Names): Decoders<HireEvents> => ({
  ...envelope(names, HIRE_CATEGORIES),
  level: ['level', number],
  annualPayCents: ['annualPayCents', number],
  birthDay: ['birthDate', date],
  department: ['department', oneOf(names.dictionaries.departments)],
  location: ['location', oneOfOrNull(names.dictionaries.locations)],
  costCentre: ['costCentre', oneOfOrNull(names.dictionaries.costCentres)],
  jobTitle: ['jobTitle', oneOfOrNull(names.dictionaries.jobTitles)],
  scheduledHoursHundredths: ['scheduledHours', number],
  flsaStatus: ['flsaStatus', oneOf(FLSA_STATUSES)],
  unionMember: ['unionMember', flag],
  rangeMinCents: ['rangeMinCents', orNull],
  rangeMaxCents: ['rangeMaxCents', orNull],
  percentilePpm: ['percentilePpm', number],
  marketPpm: ['marketPpm', number],
  noisePpm: ['noisePpm', number],
  donor: ['donor', oneOfOrNull(names.persons)],
  monthDraw: ['monthDraw', orNull],
  dayDraw: ['dayDraw', orNull],
  levelDraw: ['levelDraw', orNull],
  departmentDraw: ['departmentDraw', orNull],
  ageBandDraw: ['ageBandDraw', orNull],
  birthDateDraw: ['birthDateDraw', orNull],
  partTimeDraw: ['partTimeDraw', orNull],
  donorDraw: ['donorDraw', orNull],
});

const terminationDecoders = (names: Names): Decoders<TerminationEvents> => ({
  ...envelope(names, TERMINATION_CATEGORIES),
  reason: ['reason', oneOf(TERMINATION_REASONS)],
  payInForceCents: ['payInForceCents', number],
  ageYears: ['ageYears', number],
  tenureYears: ['tenureYears', number],
  hazardPpm: ['hazardPpm', ppmOrNull],
  retirementPpm: ['retirementPpm', ppmOrNull],
  rule: ['rule', oneOf(TERMINATION_RULES)],
  draw: ['draw', orNull],
  raceKey: ['raceKey', orNull],
  quota: ['quota', ppmOrNull],
  reasonDraw: ['reasonDraw', orNull],
  dateDraw: ['dateDraw', orNull],
  dayDraw: ['dayDraw', orNull],
  severanceCents: ['severanceCents', orNull],
});

const promotionDecoders = (names: Names): Decoders<PromotionEvents> => ({
  ...envelope(names, PROMOTION_CATEGORIES),
  fromLevel: ['fromLevel', number],
  toLevel: ['toLevel', number],
  previousPayCents: ['previousPayCents', number],
  newPayCents: ['newPayCents', number],
  increasePpm: ['increasePpm', number],
  hazardPpm: ['hazardPpm', number],
  draw: ['draw', orNull],
  raceKey: ['raceKey', orNull],
  monthDraw: ['monthDraw', orNull],
  dayDraw: ['dayDraw', orNull],
  increaseDraw: ['increaseDraw', orNull],
  floorApplied: ['floorApplied', flag],
  capApplied: ['capApplied', flag],
});

const raiseDecoders = (names: Names): Decoders<RaiseEvents> => ({
  ...envelope(names, RAISE_CATEGORIES),
  previousPayCents: ['previousPayCents', number],
  newPayCents: ['newPayCents', number],
  amountCents: ['amountCents', number],
  ratePpm: ['ratePpm', number],
  level: ['level', number],
  budgetPpm: ['budgetPpm', ppmOrNull],
  weightPpm: ['weightPpm', ppmOrNull],
});

const monthDecoders = (names: Names): Decoders<MonthColumns> => ({
  month: ['month', number],
  department: ['department', oneOf(names.dictionaries.departments)],
  opening: ['opening', number],
  hires: ['hires', number],
  terminations: ['terminations', number],
  closing: ['closing', number],
  employedDays: ['employedDays', number],
  payrollCents: ['payrollCents', number],
  severanceCents: ['severanceCents', number],
});

const cellDecoders: Decoders<CellColumns> = {
  ageBand: ['ageBand', number],
  tenureBand: ['tenureBand', number],
  level: ['level', number],
  headcount: ['headcount', number],
  hazardSumPpm: ['hazardSum', number],
  leavers: ['leavers', number],
};

const byEmployee = (a: { readonly employeeId?: Value }, b: { readonly employeeId?: Value }): number =>
  byCodePoint(String(a.employeeId), String(b.employeeId));

const ENVELOPE = ['employeeId', 'sequence', 'rank', 'date', 'category', 'duplicateIndex'];

/** All events of a year; ranks must be the canonical order without a gap, and tables ascend by it (W-61). */
function eventsOf(batch: YearBatch, names: Names): ReferenceEvent[] {
  const tables = [
    { type: 'HIRE', rows: rowsOf(batch.hires, hireDecoders(names)) },
    { type: 'TERMINATION', rows: rowsOf(batch.terminations, terminationDecoders(names)) },
    { type: 'PROMOTION', rows: rowsOf(batch.promotions, promotionDecoders(names)) },
    { type: 'RAISE', rows: rowsOf(batch.raises, raiseDecoders(names)) },
  ] as const;
  const events = tables.flatMap(({ type, rows }) => {
    if (rows.some((row, i) => i > 0 && Number(row['rank']) <= Number(rows[i - 1]?.['rank']))) {
      throw new Error(`${type} rows are not in canonical order`);
    }
    return rows.map((row) => ({
      rank: Number(row['rank']),
      event: {
        employeeId: String(row['employeeId']),
        type,
        category: String(row['category']),
        date: String(row['date']),
        sequence: Number(row['sequence']),
        duplicateIndex: Number(row['duplicateIndex']),
        payload: Object.fromEntries(Object.entries(row).filter(([name]) => !ENVELOPE.includes(name))),
      },
    }));
  });
  events.sort((a, b) => a.rank - b.rank);
  const indexOf = new Map(names.persons.map((id, index) => [id, index] as const));
  const personOf = (event: ReferenceEvent): number => indexOf.get(event.employeeId) ?? -1;
  for (const [i, { rank, event }] of events.entries()) {
    const before = events[i - 1]?.event;
    const ascends =
      before === undefined ||
      personOf(before) < personOf(event) ||
      (before.employeeId === event.employeeId && before.sequence < event.sequence);
    if (rank !== i || !ascends) throw new Error(`rank ${rank} of ${event.employeeId} is out of order`);
  }
  return events.map(({ event }) => event).sort((a, b) => byEmployee(a, b) || a.sequence - b.sequence);
}

const plainName = (name: string): string => name.replace(/Cents$/, '');

const bridgeRow = (bridge: PayrollBridge): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(bridge)
      .filter(([name]) => name !== 'key')
      .map(([name, value]: [string, number]) => [plainName(name), value]),
  );

function groupsOf({ summary }: YearBatch): Row[] {
  const kinds = [
    { kind: 'level', totals: summary.byLevel, bridges: summary.payrollBridgeByLevel },
    { kind: 'department', totals: summary.byDepartment, bridges: summary.payrollBridgeByDepartment },
  ];
  return kinds.flatMap(({ kind, totals, bridges }) => {
    const known = new Set(bridges.map((bridge) => bridge.key));
    const stray = totals.find((total) => !known.has(total.key) && total.headcount > 0);
    if (stray !== undefined) throw new Error(`no bridge for ${kind} ${stray.key}`);
    return bridges.map((bridge): Row => {
      const total = totals.find((one) => one.key === bridge.key);
      if ((total?.annualPayCents ?? 0) !== bridge.closingCents)
        throw new Error(`${kind} ${bridge.key} differs`);
      return { kind, key: bridge.key, headcount: total?.headcount ?? 0, ...bridgeRow(bridge) };
    });
  });
}

function summaryOf({ summary }: YearBatch): Row {
  const { growth, payrollBridge, averageBridge } = summary;
  if (summary.closingPayrollCents !== payrollBridge.closingCents) throw new Error('closing payrolls differ');
  const prefixed = (prefix: string, bridge: object): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(bridge).map(([name, value]: [string, Value]) => [`${prefix} ${plainName(name)}`, value]),
    );
  return {
    opening: summary.opening,
    hires: summary.hires,
    scheduledHires: summary.scheduledHires,
    experiencedTerminations: summary.experiencedTerminations,
    reductions: summary.reductions,
    newHireTerminations: summary.newHireTerminations,
    promotions: summary.promotions,
    raises: summary.raises,
    closing: summary.closing,
    targetClosing: summary.targetClosing,
    raised: summary.raised,
    unmet: summary.unmet,
    proratedPayrollCents: summary.proratedPayrollCents,
    severanceCents: summary.severanceCents,
    ...growth,
    ...prefixed('payroll', payrollBridge),
    ...prefixed('average', averageBridge),
  };
}

/** The opening state as rows of the reference. */
export const decodeOpening = (run: RunOpening): Row[] =>
  rowsOf(
    run.opening,
    openingDecoders({ persons: run.dictionaries.censusPersonIds, dictionaries: run.dictionaries }),
  );

/** One year as the reference would say it. `persons` are the ids known so far; those of the year are appended. */
export function decodeYear(
  dictionaries: RunDictionaries,
  persons: string[],
  batch: YearBatch,
): ReferenceYear {
  persons.push(...batch.newPersonIds);
  const names: Names = { persons, dictionaries };
  return {
    year: batch.year,
    events: eventsOf(batch, names),
    snapshot: rowsOf(batch.snapshot, snapshotDecoders(names)).sort(byEmployee),
    months: rowsOf(batch.months, monthDecoders(names)),
    cells: rowsOf(batch.cells, cellDecoders),
    summary: summaryOf(batch),
    groups: groupsOf(batch),
    alignment: batch.summary.alignment.map((one) => ({
      process: one.process,
      quota: one.quota,
      hazardSum: one.hazardSumPpm,
      strength: one.strength,
    })),
    warnings: [...new Set(batch.summary.warnings.map((warning) => warning.code))].sort(),
  };
}
