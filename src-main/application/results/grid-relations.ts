import type { GridColumn, GridKind } from '../../../src-shared/api/results.ts';
import {
  BARRED_REASONS,
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  DEFERRAL_LIMITS,
  DETAILED_STATUSES,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  EVENT_TYPES,
  FLSA_STATUSES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  MATCH_REASONS,
  PLAN_STATUSES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
  VESTING_REASONS,
  type EventType,
} from '../../../src-shared/vocabulary.ts';

/** Where the texts of a column with codes come from. */
type Texts =
  /** A closed list; the first text may stand for "none". */
  | { readonly list: readonly string[]; readonly firstIsNone: boolean }
  /** The dictionary of the run, by kind; its codes begin at the number given. */
  | { readonly dictionary: string };

/** A column of a grid and how the tables of a relation give it. */
export interface GridSource {
  readonly name: string;
  readonly title: string;
  readonly kind: GridKind;
  readonly description: string;
  readonly isSummable: boolean;
  /** Whether its values are looked up row by row in another table: they are read where a condition asks for them only. */
  readonly isLookedUp: boolean;
  /** For texts: what the codes mean. Null for numbers, and for employee ids, which are looked up by person. */
  readonly texts: Texts | null;
  /** SQL of the value by table, with the table as `t`; a table that is not here has no such value. */
  readonly sql: Readonly<Record<string, string>>;
}

/** A table whose rows a grid shows. */
interface GridTable {
  readonly table: string;
  /** SQL of the number that, with the year, names a row and gives the order of the log. */
  readonly rank: string;
}

export interface GridRelation {
  readonly tables: readonly [GridTable, ...GridTable[]];
  /** Whether the ranks of a year are 0, 1, … without gaps. */
  readonly isDense: boolean;
  readonly columns: readonly GridSource[];
}

/** Column that every relation has: whose row it is. */
export const EMPLOYEE = 'employeeId';

interface EventTable {
  readonly table: string;
  readonly type: EventType;
  readonly categories: readonly string[];
}

const EVENT_TABLES: readonly [EventTable, ...EventTable[]] = [
  { table: 'event_hire', type: 'HIRE', categories: HIRE_CATEGORIES },
  { table: 'event_termination', type: 'TERMINATION', categories: TERMINATION_CATEGORIES },
  { table: 'event_promotion', type: 'PROMOTION', categories: PROMOTION_CATEGORIES },
  { table: 'event_raise', type: 'RAISE', categories: RAISE_CATEGORIES },
  { table: 'event_eligibility', type: 'DC_PLAN_ELIGIBILITY', categories: ELIGIBILITY_CATEGORIES },
  { table: 'event_enrollment', type: 'DC_PLAN_ENROLLMENT', categories: ENROLLMENT_CATEGORIES },
  {
    table: 'event_deferral_change',
    type: 'DC_PLAN_DEFERRAL_CHANGE',
    categories: DEFERRAL_CHANGE_CATEGORIES,
  },
  { table: 'event_contribution', type: 'DC_PLAN_CONTRIBUTION', categories: CONTRIBUTION_CATEGORIES },
  { table: 'event_vesting', type: 'DC_PLAN_VESTING', categories: EMPLOYER_SOURCES },
  { table: 'event_forfeiture', type: 'DC_PLAN_FORFEITURE', categories: EMPLOYER_SOURCES },
  { table: 'event_hce_status', type: 'HCE_STATUS', categories: HCE_CATEGORIES },
];

/** Every category that an event may have, each once. */
export const CATEGORIES: readonly string[] = [
  ...new Set(EVENT_TABLES.flatMap(({ categories }) => categories)),
];

/** SQL that turns the code of a table's own list into the code of a longer list. */
const recode = (column: string, own: readonly string[], all: readonly string[]): string =>
  `([${own.map((text) => all.indexOf(text)).join(', ')}])[t.${column} + 1]`;

const inEvents = (sql: (table: EventTable) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(EVENT_TABLES.map((table) => [table.table, sql(table)]));

/** A column of the given tables under one name, or under another name in some of them. */
const of = (tables: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tables).map(([table, column]) => [table, `t.${column}`]));

type About = Partial<Pick<GridSource, 'description' | 'isSummable' | 'isLookedUp' | 'texts'>>;

const column = (
  name: string,
  title: string,
  kind: GridKind,
  sql: Readonly<Record<string, string>>,
  about: About = {},
): GridSource => ({
  name,
  title,
  kind,
  description: '',
  isSummable: false,
  isLookedUp: false,
  texts: null,
  sql,
  ...about,
});

const listOf = (list: readonly string[], firstIsNone = false): About => ({
  texts: { list, firstIsNone },
});
const dictionaryOf = (dictionary: string): About => ({ texts: { dictionary } });
const SUMMED: About = { isSummable: true };

/** Why somebody is barred, left or is vested: one list for one column. */
const REASONS: readonly string[] = [
  ...new Set<string>(['none', ...TERMINATION_REASONS, ...BARRED_REASONS, ...VESTING_REASONS]),
];

const EVENT_COLUMNS: readonly GridSource[] = [
  column(
    'year',
    'Year',
    'integer',
    inEvents(() => 't.simulation_year'),
  ),
  column(
    EMPLOYEE,
    'Employee',
    'text',
    inEvents(() => 't.person'),
  ),
  column(
    'type',
    'Event',
    'choice',
    inEvents(({ type }) => String(EVENT_TYPES.indexOf(type))),
    listOf(EVENT_TYPES),
  ),
  column(
    'category',
    'Category',
    'choice',
    inEvents(({ categories }) => recode('category', categories, CATEGORIES)),
    listOf(CATEGORIES),
  ),
  column(
    'date',
    'Date',
    'date',
    inEvents(() => 't.effective_date'),
  ),
  column(
    'sequence',
    'No.',
    'integer',
    inEvents(() => 't.sequence'),
    {
      description: 'Number of the event among those of the person, over the whole run',
    },
  ),
  column(
    'level',
    'Level',
    'integer',
    of({ event_hire: 'level', event_promotion: 'to_level', event_raise: 'level' }),
    { description: 'After the event' },
  ),
  column('fromLevel', 'From level', 'integer', of({ event_promotion: 'from_level' })),
  column('department', 'Department', 'choice', of({ event_hire: 'department' }), dictionaryOf('department')),
  column(
    'previousPay',
    'Pay before',
    'money',
    of({
      event_promotion: 'previous_pay_cents',
      event_raise: 'previous_pay_cents',
      event_termination: 'pay_in_force_cents',
    }),
  ),
  column(
    'newPay',
    'Pay after',
    'money',
    of({
      event_hire: 'annual_pay_cents',
      event_promotion: 'new_pay_cents',
      event_raise: 'new_pay_cents',
    }),
  ),
  column(
    'amount',
    'Amount',
    'money',
    {
      ...of({
        event_raise: 'amount_cents',
        event_contribution: 'amount_cents',
        event_forfeiture: 'amount_cents',
        event_termination: 'severance_cents',
      }),
      event_promotion: 't.new_pay_cents - t.previous_pay_cents',
    },
    { ...SUMMED, description: 'Change of annual pay, contribution, forfeiture or severance' },
  ),
  column(
    'rate',
    'Rate',
    'rate',
    of({
      event_raise: 'rate_ppm',
      event_promotion: 'increase_ppm',
      event_enrollment: 'rate_ppm',
      event_deferral_change: 'new_rate_ppm',
      event_contribution: 'rate_ppm',
      event_vesting: 'percent_ppm',
      event_forfeiture: 'percent_ppm',
    }),
    { description: 'Increase, elected deferral or vested share' },
  ),
  column('previousRate', 'Rate before', 'rate', of({ event_deferral_change: 'old_rate_ppm' })),
  column(
    'reason',
    'Reason',
    'choice',
    {
      event_termination: recode('reason', TERMINATION_REASONS, REASONS),
      event_eligibility: recode('barred_reason', BARRED_REASONS, REASONS),
      event_vesting: recode('reason', VESTING_REASONS, REASONS),
    },
    listOf(REASONS, true),
  ),
  column('age', 'Age', 'integer', of({ event_termination: 'age_years' })),
  column('tenure', 'Tenure', 'integer', of({ event_termination: 'tenure_years' })),
  column(
    'probability',
    'Probability',
    'rate',
    of({
      event_termination: 'hazard_ppm',
      event_promotion: 'hazard_ppm',
      event_eligibility: 'probability_ppm',
      event_enrollment: 'probability_ppm',
      event_deferral_change: 'probability_ppm',
    }),
    { description: 'Chance the event had' },
  ),
  column(
    'draw',
    'Draw',
    'decimal',
    of({
      event_termination: 'draw',
      event_promotion: 'draw',
      event_eligibility: 'draw',
      event_enrollment: 'draw',
      event_deferral_change: 'draw',
    }),
    { description: 'Random number from 0 to 1 that decided' },
  ),
  column(
    'levelName',
    'Level name',
    'choice',
    of({ event_hire: 'level', event_promotion: 'to_level', event_raise: 'level' }),
    { ...dictionaryOf('level'), description: 'After the event' },
  ),
  column(
    'fromLevelName',
    'From level name',
    'choice',
    of({ event_promotion: 'from_level' }),
    dictionaryOf('level'),
  ),
];

const inSnapshot = (columnName: string): Readonly<Record<string, string>> => of({ snapshot: columnName });
const state = (
  name: string,
  title: string,
  kind: GridKind,
  columnName: string,
  about: About = {},
): GridSource => column(name, title, kind, inSnapshot(columnName), about);

/** The vested part of employer money in ppm; what is rounded never reaches all or nothing. */
const VESTED_SHARE = `CASE
  WHEN t.balance_match_cents + t.balance_core_cents <= 0 THEN NULL
  WHEN t.balance_match_cents * t.vested_match_ppm + t.balance_core_cents * t.vested_core_ppm = 0 THEN 0
  ELSE greatest(1, (t.balance_match_cents * t.vested_match_ppm + t.balance_core_cents * t.vested_core_ppm)
    // (t.balance_match_cents + t.balance_core_cents)) END`;

const SNAPSHOT_COLUMNS: readonly GridSource[] = [
  state('year', 'Year', 'integer', 'simulation_year'),
  state(EMPLOYEE, 'Employee', 'text', 'person'),
  state('status', 'Status', 'choice', 'detailed_status', listOf(DETAILED_STATUSES)),
  state('department', 'Department', 'choice', 'department', dictionaryOf('department')),
  state('location', 'Location', 'choice', 'location', dictionaryOf('location')),
  state('costCentre', 'Cost centre', 'choice', 'cost_centre', dictionaryOf('cost_centre')),
  state('jobTitle', 'Job title', 'choice', 'job_title', dictionaryOf('job_title')),
  state('level', 'Level', 'integer', 'level'),
  state('levelName', 'Level name', 'choice', 'level', dictionaryOf('level')),
  state('annualPay', 'Annual pay', 'money', 'annual_pay_cents', {
    ...SUMMED,
    description: 'Annual rate at the end of the year or at leaving',
  }),
  state('openingPay', 'Opening pay', 'money', 'opening_pay_cents', SUMMED),
  state('earnedPay', 'Pay earned', 'money', 'prorated_pay_cents', {
    ...SUMMED,
    description: 'Pay of the days employed in the year',
  }),
  state('employedDays', 'Days employed', 'integer', 'employed_days', SUMMED),
  state('age', 'Age', 'integer', 'age_at_year_end'),
  state('tenure', 'Tenure', 'integer', 'tenure_years'),
  state('ageBand', 'Age band', 'choice', 'age_band', dictionaryOf('age_band')),
  state('tenureBand', 'Tenure band', 'choice', 'tenure_band', dictionaryOf('tenure_band')),
  state('birthDate', 'Born', 'date', 'birth_date'),
  state('hireDate', 'Hired', 'date', 'hire_date'),
  state('terminationDate', 'Left', 'date', 'termination_date'),
  column(
    'employedTo',
    'Employed to',
    'date',
    { snapshot: 'coalesce(t.termination_date, make_date(t.simulation_year, 12, 31))' },
    { description: 'Last day of employment in the year; 31 December for everyone who stays' },
  ),
  state(
    'terminationReason',
    'Reason for leaving',
    'choice',
    'termination_reason',
    listOf(TERMINATION_REASONS, true),
  ),
  column('hours', 'Hours per week', 'decimal', { snapshot: 't.scheduled_hours_hundredths / 100.0' }),
  state('flsa', 'Overtime status', 'choice', 'flsa_status', listOf(FLSA_STATUSES, true)),
  state('union', 'Union member', 'yesNo', 'union_member'),
  state('planStatus', 'Plan status', 'choice', 'plan_status', listOf(PLAN_STATUSES)),
  state('planEntry', 'Plan entry', 'date', 'plan_entry_date'),
  state('enrolled', 'Enrolled', 'date', 'enrollment_date'),
  state('enrollmentSource', 'Enrolled by', 'choice', 'enrollment_source', listOf(ENROLLMENT_SOURCES, true)),
  state('deferralRate', 'Deferral rate', 'rate', 'deferral_rate_ppm'),
  state('rothShare', 'Roth share', 'rate', 'roth_share_ppm'),
  state('deferral', 'Deferral', 'money', 'base_deferral_cents', SUMMED),
  state('catchUp', 'Catch-up', 'money', 'catch_up_cents', SUMMED),
  state('match', 'Match', 'money', 'match_cents', SUMMED),
  state('trueUp', 'True-up', 'money', 'true_up_cents', SUMMED),
  state('matchReason', 'Match status', 'choice', 'match_reason', listOf(MATCH_REASONS)),
  column(
    'matchLeft',
    'Match left on the table',
    'money',
    { snapshot: 't.match_at_ceiling_cents - t.match_cents - t.true_up_cents' },
    { ...SUMMED, description: 'Match at the ceiling of the formula less the match' },
  ),
  state('core', 'Core', 'money', 'core_cents', SUMMED),
  state('coreExcess', 'Core above the level', 'money', 'core_excess_cents', SUMMED),
  state('deferralLimit', 'Limit reached', 'choice', 'limit_bound', listOf(DEFERRAL_LIMITS, true)),
  state('planPay', 'Plan pay', 'money', 'capped_plan_pay_cents', {
    ...SUMMED,
    description: 'Pay that counts for the plan, up to the limit of the year',
  }),
  column(
    'payOverLimit',
    'Pay over the limit',
    'money',
    { snapshot: 't.plan_pay_cents - t.capped_plan_pay_cents' },
    {
      ...SUMMED,
      description: 'Pay above the limit of the year (401(a)(17)), which does not count for the plan',
    },
  ),
  column(
    'effectiveRate',
    'Effective rate',
    'rate',
    {
      snapshot:
        'CASE WHEN t.plan_pay_cents > 0 THEN (2000000 * (t.base_deferral_cents + t.catch_up_cents) + t.plan_pay_cents) // (2 * t.plan_pay_cents) END',
    },
    { description: 'Deferrals of the year over plan pay' },
  ),
  state('reduced415', 'Cut by 415', 'money', 'reduced_415_cents', {
    ...SUMMED,
    description: 'Returned, reduced or forfeited because of the limit on annual additions',
  }),
  column(
    'forfeited',
    'Forfeited',
    'money',
    { snapshot: 't.forfeited_match_cents + t.forfeited_core_cents' },
    { ...SUMMED, description: 'Employer money that was not vested when the person left' },
  ),
  state('vestedMatch', 'Vested match', 'rate', 'vested_match_ppm'),
  state('vestedCore', 'Vested core', 'rate', 'vested_core_ppm'),
  state('balanceDeferral', 'Deferral account', 'money', 'balance_deferral_cents', SUMMED),
  state('balanceMatch', 'Match account', 'money', 'balance_match_cents', SUMMED),
  state('balanceCore', 'Core account', 'money', 'balance_core_cents', SUMMED),
  column(
    'vestedEmployer',
    'Vested employer money',
    'rate',
    { snapshot: VESTED_SHARE },
    {
      description:
        'Vested part of the match and core accounts; 100% only where all of it is, 0% only where nothing is',
    },
  ),
  column(
    'payBefore',
    'Pay of the year before',
    'money',
    {
      snapshot: `(SELECT b.prorated_pay_cents FROM snapshot b WHERE b.run_key = t.run_key
        AND b.simulation_year = t.simulation_year - 1 AND b.person = t.person)`,
    },
    { isLookedUp: true, description: 'Pay of the days employed in the year before, in this run' },
  ),
  column(
    'severance',
    'Severance',
    'money',
    {
      snapshot: `(SELECT e.severance_cents FROM event_termination e WHERE e.run_key = t.run_key
        AND e.simulation_year = t.simulation_year AND e.person = t.person)`,
    },
    { ...SUMMED, isLookedUp: true, description: 'Of leavers in a reduction in force' },
  ),
  state('hce', 'HCE', 'yesNo', 'is_hce', { description: 'Highly compensated employee' }),
];

function eventTables([first, ...others]: typeof EVENT_TABLES): GridRelation['tables'] {
  const ranked = ({ table }: EventTable): GridTable => ({ table, rank: 't.year_rank' });
  return [ranked(first), ...others.map(ranked)];
}

/** The relations a grid may show. */
export const RELATIONS = {
  events: {
    tables: eventTables(EVENT_TABLES),
    isDense: true,
    columns: EVENT_COLUMNS,
  },
  snapshot: {
    tables: [{ table: 'snapshot', rank: 't.person' }],
    isDense: false,
    columns: SNAPSHOT_COLUMNS,
  },
} as const satisfies Readonly<Record<string, GridRelation>>;

/** What a window is told of a column. */
export const gridColumn = (
  source: GridSource,
  about: Pick<GridColumn, 'choices' | 'hasFewValues'>,
): GridColumn => {
  const { name, title, kind, description, isSummable, isLookedUp } = source;
  return { name, title, kind, description, isSummable, isLookedUp, ...about };
};
