import { z } from 'zod';
import { isPersonEvent, fieldsOf, type PersonEvent } from '../../../src-shared/person/event-fields.ts';
import type { PersonHistory, PersonOpening, PersonYear } from '../../../src-shared/person/history.ts';
import { scenarioSchema } from '../../../src-shared/scenario/schema.ts';
import {
  ALLOCATION_REASONS,
  DEFERRAL_LIMITS,
  ENROLLMENT_SOURCES,
  ENTRY_BASES,
  EVENT_TYPES,
  FLSA_STATUSES,
  MATCH_REASONS,
  PLAN_STATUSES,
  type EventType,
} from '../../../src-shared/vocabulary.ts';
import type { Workspace } from '../../store/workspace.ts';
import { dayNumber, dictionaryText, eventsSql, listText } from './event-sql.ts';
import { planTermsOf, type PlanSections } from './plan-terms.ts';

/** What the histories of all people of a run have in common. */
export interface RunFrame {
  readonly runId: string;
  readonly key: number;
  readonly startYear: number;
  readonly endYear: number;
  readonly seed: number;
  readonly replicate: number;
  readonly censusHash: string;
  readonly plan: PlanSections;
  readonly levelNames: readonly string[];
}

const { limits, planDesigns, planTimeline } = scenarioSchema.shape;
/** What of the document of a run is read here; the run has checked the whole of it. */
const planSections = z.object({ limits, planDesigns, planTimeline });
const frameRow = z.object({
  start_year: z.int(),
  end_year: z.int(),
  seed: z.number(),
  replicate: z.int(),
  census_hash: z.string(),
  document: z.string().transform((json) => planSections.parse(JSON.parse(json))),
});

/** The frame of a run, by its key. */
export async function readFrame(
  workspace: Workspace,
  { runId, key, levelNames }: Pick<RunFrame, 'runId' | 'key' | 'levelNames'>,
): Promise<RunFrame> {
  const [row] = await workspace.read(
    `SELECT r.start_year, r.end_year, CAST(r.random_seed AS DOUBLE) AS seed, r.replicate, r.census_hash, s.document
     FROM run r JOIN scenario_version s ON s.scenario_key = r.scenario_key
     WHERE r.run_key = $1`,
    [key],
  );
  const { start_year, end_year, census_hash: censusHash, document: plan, ...luck } = frameRow.parse(row);
  return { runId, key, startYear: start_year, endYear: end_year, censusHash, plan, levelNames, ...luck };
}

const personRow = z.object({ person: z.int(), hired_by_year: z.int().nullable() });
const number = z.number();
const numberOrNone = number.nullable();
const text = z.string();
const textOrNone = text.nullable();
const yesNo = z.boolean();

const openingRow = z.object({
  birthDay: number,
  hireDay: number,
  department: text,
  location: textOrNone,
  costCentre: textOrNone,
  jobTitle: textOrNone,
  scheduledHours: number,
  flsaStatus: textOrNone,
  unionMember: yesNo,
  level: number,
  levelSinceDay: number,
  annualPay: number,
});
const openingPlanRow = z.object({
  entryDay: numberOrNone,
  entryBasis: textOrNone,
  status: text,
  enrollmentDay: numberOrNone,
  enrollmentSource: textOrNone,
  deferralRate: number,
  rothShare: numberOrNone,
  optOutDay: numberOrNone,
  vestedMatch: number,
  vestedCore: number,
  balanceDeferral: number,
  balanceMatch: number,
  balanceCore: number,
  balancesMissing: yesNo,
});
const yearRow = z.object({
  year: number,
  terminationDay: numberOrNone,
  level: number,
  annualPay: number,
  openingPay: numberOrNone,
  proratedPay: number,
  employedDays: number,
  age: number,
  tenure: number,
  deferralRate: numberOrNone,
  baseDeferral: numberOrNone,
  catchUp: numberOrNone,
  matchReason: textOrNone,
  coreReason: textOrNone,
  limitBound: textOrNone,
  cappedPlanPay: numberOrNone,
  creditedYears: numberOrNone,
  isHce: yesNo.nullable(),
  vestedMatch: numberOrNone,
  vestedCore: numberOrNone,
  balanceDeferral: numberOrNone,
  balanceMatch: numberOrNone,
  balanceCore: numberOrNone,
});

const cents = (column: string): string => `CAST(t.${column}_cents AS DOUBLE)`;
const selection = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(', ');

const openingColumns = (runKey: number): Readonly<Record<keyof z.infer<typeof openingRow>, string>> => ({
  birthDay: dayNumber('birth_date'),
  hireDay: dayNumber('hire_date'),
  department: dictionaryText('department', 'department', runKey),
  location: dictionaryText('location', 'location', runKey),
  costCentre: dictionaryText('cost_centre', 'cost_centre', runKey),
  jobTitle: dictionaryText('job_title', 'job_title', runKey),
  scheduledHours: 'CAST(t.scheduled_hours_hundredths AS DOUBLE) / 100',
  flsaStatus: listText('flsa_status', FLSA_STATUSES),
  unionMember: 't.union_member',
  level: 't.level',
  levelSinceDay: dayNumber('level_since'),
  annualPay: cents('annual_pay'),
});

const ACCOUNTS = {
  vestedMatch: 't.vested_match_ppm',
  vestedCore: 't.vested_core_ppm',
  balanceDeferral: cents('balance_deferral'),
  balanceMatch: cents('balance_match'),
  balanceCore: cents('balance_core'),
};

const OPENING_PLAN_COLUMNS: Readonly<Record<keyof z.infer<typeof openingPlanRow>, string>> = {
  entryDay: dayNumber('plan_entry_date'),
  entryBasis: listText('plan_entry_basis', ENTRY_BASES),
  status: listText('plan_status', PLAN_STATUSES),
  enrollmentDay: dayNumber('enrollment_date'),
  enrollmentSource: listText('enrollment_source', ENROLLMENT_SOURCES),
  deferralRate: 't.deferral_rate_ppm',
  rothShare: 't.roth_share_ppm',
  optOutDay: dayNumber('opt_out_date'),
  ...ACCOUNTS,
  balancesMissing: 't.balances_missing',
};

const YEAR_COLUMNS: Readonly<Record<keyof PersonYear, string>> = {
  year: 't.simulation_year',
  terminationDay: dayNumber('termination_date'),
  level: 't.level',
  annualPay: cents('annual_pay'),
  openingPay: cents('opening_pay'),
  proratedPay: cents('prorated_pay'),
  employedDays: 't.employed_days',
  age: 't.age_at_year_end',
  tenure: 't.tenure_years',
  deferralRate: 't.deferral_rate_ppm',
  baseDeferral: cents('base_deferral'),
  catchUp: cents('catch_up'),
  matchReason: listText('match_reason', MATCH_REASONS),
  coreReason: listText('core_reason', ALLOCATION_REASONS),
  limitBound: listText('limit_bound', DEFERRAL_LIMITS),
  cappedPlanPay: cents('capped_plan_pay'),
  creditedYears: 't.credited_years',
  isHce: 't.is_hce',
  ...ACCOUNTS,
};

const eventRow = z.looseObject({ _year: number, _sequence: number, _day: number, _category: text });

/** Everything that a run stores about a person; null when it has nobody of that id. */
export async function readHistory(
  workspace: Workspace,
  frame: RunFrame,
  employeeId: string,
): Promise<PersonHistory | null> {
  const { key, plan, ...shared } = frame;
  const { startYear, endYear } = shared;
  const [found] = await workspace.read(
    `SELECT person, hired_by_year FROM run_person WHERE run_key = ${key} AND employee_id = $1`,
    [employeeId],
  );
  if (found === undefined) return null;
  const { person, hired_by_year: hiredByYear } = personRow.parse(found);
  const [opening, years, events] = await Promise.all([
    readOpening(workspace, key, person),
    workspace
      .read(
        `SELECT ${selection(YEAR_COLUMNS)} FROM snapshot t WHERE t.run_key = ${key} AND t.person = $1 ORDER BY year`,
        [person],
      )
      .then((rows) => z.array(yearRow).parse(rows)),
    Promise.all(EVENT_TYPES.map((type) => readEvents(workspace, key, type, person))),
  ]);
  const inHorizon = Array.from({ length: endYear - startYear + 1 }, (_, index) => startYear + index);
  return {
    ...shared,
    employeeId,
    origin: hiredByYear !== null ? 'simulatedHire' : opening === null ? 'scheduledHire' : 'opening',
    opening,
    events: events.flat().sort((a, b) => a.sequence - b.sequence),
    years,
    planYears: inHorizon.flatMap((year) => planTermsOf(plan, year) ?? []),
  };
}

async function readOpening(workspace: Workspace, key: number, person: number): Promise<PersonOpening | null> {
  const ofPerson = `t.run_key = ${key} AND t.person = $1`;
  const [[state], [plan]] = await Promise.all([
    workspace.read(`SELECT ${selection(openingColumns(key))} FROM opening_state t WHERE ${ofPerson}`, [
      person,
    ]),
    workspace.read(`SELECT ${selection(OPENING_PLAN_COLUMNS)} FROM opening_plan t WHERE ${ofPerson}`, [
      person,
    ]),
  ]);
  if (state === undefined) return null;
  if (plan === undefined) return { ...openingRow.parse(state), plan: null, balancesMissing: false };
  const { balancesMissing, ...stand } = openingPlanRow.parse(plan);
  return { ...openingRow.parse(state), plan: { ...stand, escalationCount: 0 }, balancesMissing };
}

async function readEvents(
  workspace: Workspace,
  key: number,
  type: EventType,
  person: number,
): Promise<readonly PersonEvent[]> {
  const rows = await workspace.read(eventsSql(type, key), [person]);
  const names = fieldsOf(type).map(([name]) => name);
  return z
    .array(eventRow)
    .parse(rows)
    .map((row) => {
      const event: unknown = {
        type,
        category: row._category,
        year: row._year,
        sequence: row._sequence,
        day: row._day,
        payload: Object.fromEntries(names.map((name) => [name, row[name]])),
      };
      if (!isPersonEvent(event)) throw new Error(`a stored ${type} is not what its type says`);
      return event;
    });
}
