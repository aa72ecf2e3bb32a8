import {
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  EVENT_TYPES,
  HCE_CATEGORIES,
  HIRE_CATEGORIES,
  PROMOTION_CATEGORIES,
  RAISE_CATEGORIES,
  TERMINATION_CATEGORIES,
  type EventType,
} from '../../../src-shared/vocabulary.ts';
import { EVENT_TABLES } from '../event-tables.ts';
import type { Band, YearFacts } from './year-facts.ts';

/**
 * The relations and expressions that the checks are written in. Keys, years and bounds are whole numbers, so they
 * stand in the text, where the zone maps of the tables see them.
 */

/** Attributes that no event changes: their closing value is their opening value, or that of the HIRE event (W-53). */
export const LASTING_ATTRIBUTES = [
  'birth_date',
  'hire_date',
  'department',
  'location',
  'cost_centre',
  'job_title',
  'scheduled_hours_hundredths',
  'flsa_status',
  'union_member',
] as const;

/** Place of an event type among the events of one date (W-61). */
const kindOf = (type: EventType): number => EVENT_TYPES.indexOf(type);

/** Kinds: what the tables of events are called by in the checks. */
export const KIND = {
  hire: kindOf('HIRE'),
  eligibility: kindOf('DC_PLAN_ELIGIBILITY'),
  enrollment: kindOf('DC_PLAN_ENROLLMENT'),
  deferralChange: kindOf('DC_PLAN_DEFERRAL_CHANGE'),
  promotion: kindOf('PROMOTION'),
  raise: kindOf('RAISE'),
  termination: kindOf('TERMINATION'),
  contribution: kindOf('DC_PLAN_CONTRIBUTION'),
  vesting: kindOf('DC_PLAN_VESTING'),
  forfeiture: kindOf('DC_PLAN_FORFEITURE'),
  hceStatus: kindOf('HCE_STATUS'),
} as const;

/** Number of categories of each event type. */
const CATEGORY_COUNTS: Readonly<Record<EventType, number>> = {
  HIRE: HIRE_CATEGORIES.length,
  DC_PLAN_ELIGIBILITY: ELIGIBILITY_CATEGORIES.length,
  DC_PLAN_ENROLLMENT: ENROLLMENT_CATEGORIES.length,
  DC_PLAN_DEFERRAL_CHANGE: DEFERRAL_CHANGE_CATEGORIES.length,
  PROMOTION: PROMOTION_CATEGORIES.length,
  RAISE: RAISE_CATEGORIES.length,
  TERMINATION: TERMINATION_CATEGORIES.length,
  DC_PLAN_CONTRIBUTION: CONTRIBUTION_CATEGORIES.length,
  DC_PLAN_VESTING: EMPLOYER_SOURCES.length,
  DC_PLAN_FORFEITURE: EMPLOYER_SOURCES.length,
  HCE_STATUS: HCE_CATEGORIES.length,
};

/** A table of events with its kind. */
export interface EventKind {
  readonly type: EventType;
  readonly table: string;
  readonly kind: number;
  readonly categories: number;
}

/** All tables of events, in the order of W-61. */
export const EVENT_KINDS: readonly EventKind[] = EVENT_TABLES.map(({ type, table }) => ({
  type,
  table,
  kind: kindOf(type),
  categories: CATEGORY_COUNTS[type],
}));

const WORKFORCE_KINDS: readonly number[] = [KIND.hire, KIND.promotion, KIND.raise, KIND.termination];

/** The tables of the plan's events. */
export const PLAN_KINDS = EVENT_KINDS.filter(({ kind }) => !WORKFORCE_KINDS.includes(kind));

/** Changes of the deferral rate on one date: a match response comes before the escalation, which adds to it (P-55). */
const DEFERRAL_CHANGE_ORDER = (
  ['optOut', 'withdrawal', 'matchResponse', 'escalation', 'escalationRefused'] as const
).map((category) => DEFERRAL_CHANGE_CATEGORIES.indexOf(category));

/** SQL of the place of a category among those of its type on one date; that of a code out of range is the code. */
export const categoryPlace = (kind: number): string =>
  kind === KIND.deferralChange
    ? `coalesce(list_position([${DEFERRAL_CHANGE_ORDER.join(', ')}], category) - 1, category)`
    : 'category';

/** W-61 within one person; events that are equal in it keep the order of their k (W-60). */
export const EVENT_ORDER = `effective_date, kind,
  CASE WHEN kind = ${KIND.deferralChange} THEN ${categoryPlace(KIND.deferralChange)} ELSE category END,
  duplicate_index, sequence`;

const STATE_COLUMNS = ['person', 'level', 'level_since', 'annual_pay_cents', ...LASTING_ATTRIBUTES];
/** Columns of a HIRE event for the columns of a state. */
const CREATED_COLUMNS = STATE_COLUMNS.map((column) =>
  column === 'level_since' || column === 'hire_date' ? 'effective_date' : column,
);

/** Condition that selects the rows of the year. */
export const inYear = ({ runKey, year }: YearFacts): string =>
  `run_key = ${runKey} AND simulation_year = ${year}`;

/** 31 December before: the days of the year count from it, from 1. */
export const dayZero = ({ year }: YearFacts): string => `make_date(${year - 1}, 12, 31)`;

/** State of the opening persons: those at close of the year before (INV-4). */
export function openingRows({ runKey, year, isFirstYear }: YearFacts): string {
  const columns = STATE_COLUMNS.join(', ');
  return isFirstYear
    ? `SELECT ${columns} FROM opening_state WHERE run_key = ${runKey}`
    : `SELECT ${columns} FROM snapshot
       WHERE run_key = ${runKey} AND simulation_year = ${year - 1} AND termination_date IS NULL`;
}

/**
 * State that the fold starts from: of the opening persons, and of hires as their HIRE event creates it (W-53). Somebody
 * whom the events hire although employed, or twice, is there twice.
 */
export function startingRows(facts: YearFacts): string {
  return `SELECT false AS is_hired, ${STATE_COLUMNS.join(', ')} FROM (${openingRows(facts)})
    UNION ALL SELECT true, ${CREATED_COLUMNS.join(', ')} FROM event_hire WHERE ${inYear(facts)}`;
}

/** As {@link startingRows}, but without a second state for anybody: the opening state and the first HIRE count. */
export function firstStartingRows(facts: YearFacts): string {
  return `SELECT false AS is_hired, ${STATE_COLUMNS.join(', ')} FROM (${openingRows(facts)})
    UNION ALL SELECT true, ${CREATED_COLUMNS.join(', ')} FROM (
      SELECT DISTINCT ON (person) * FROM event_hire
      WHERE ${inYear(facts)} AND person NOT IN (SELECT person FROM (${openingRows(facts)}))
      ORDER BY person, effective_date, sequence
    )`;
}

/**
 * All events of the year with what they say of the state before and after them: pay_before and level_before are
 * claims of the event, pay_after and level_after what it sets (NULL where it sets nothing).
 */
export function eventRows(facts: YearFacts): string {
  const envelope = (kind: number): string =>
    `person, sequence, year_rank, effective_date, ${kind} AS kind, category, duplicate_index`;
  const where = `WHERE ${inYear(facts)}`;
  return `SELECT ${envelope(KIND.hire)}, CAST(NULL AS BIGINT) AS pay_before, annual_pay_cents AS pay_after,
      CAST(NULL AS UTINYINT) AS level_before, level AS level_after, CAST(NULL AS BIGINT) AS amount
    FROM event_hire ${where}
    UNION ALL
    SELECT ${envelope(KIND.promotion)}, previous_pay_cents, new_pay_cents, from_level, to_level, NULL
    FROM event_promotion ${where}
    UNION ALL
    SELECT ${envelope(KIND.raise)}, previous_pay_cents, new_pay_cents, level, NULL, amount_cents
    FROM event_raise ${where}
    UNION ALL
    SELECT ${envelope(KIND.termination)}, pay_in_force_cents, NULL, NULL, NULL, NULL
    FROM event_termination ${where}
    ${PLAN_KINDS.map(
      ({ table, kind }) =>
        `UNION ALL SELECT ${envelope(kind)}, NULL, NULL, NULL, NULL, NULL FROM ${table} ${where}`,
    ).join('\n    ')}`;
}

/** Number of the last event of each person in the years from `firstYear` to the one before. */
export function lastSequenceRows({ runKey, year }: YearFacts, firstYear: number): string {
  const earlier = EVENT_KINDS.map(
    ({ table }) =>
      `SELECT person, sequence FROM ${table}
       WHERE run_key = ${runKey} AND simulation_year BETWEEN ${firstYear} AND ${year - 1}`,
  );
  return `SELECT person, max(sequence) AS last_sequence FROM (${earlier.join(' UNION ALL ')}) GROUP BY person`;
}

/** Completed years from one date to another (W-5): the database, too, counts 29 February from the 28th in common years. */
export function completedYears(from: string, to: string): string {
  return `date_sub('year', ${from}, ${to})`;
}

/** Code of the band that a number of completed years is in; NULL when there is none. */
export function bandOf(bands: readonly Band[], years: string): string {
  const cases = bands.map(({ min, max }, code) => {
    const below = max === null ? '' : ` AND ${years} < ${max}`;
    return `WHEN ${years} >= ${min}${below} THEN ${code}`;
  });
  return `CASE ${cases.join(' ')} END`;
}

/** rnd(rate days / D), pay received (W-54), in whole numbers. */
export function paid(rateDays: string, { days }: YearFacts): string {
  return `((2 * (${rateDays}) + ${days}) // ${2 * days})`;
}

/**
 * Whether the pay of a snapshot row is outside the bounds of INV-26: 1,000 to 10,000,000 a year, and 60 % of change
 * for a stayer.
 */
export function unusualPay(row: string): string {
  const [closing, opening] = [`${row}.annual_pay_cents`, `${row}.opening_pay_cents`];
  return `(${closing} NOT BETWEEN 100000 AND 1000000000
    OR ((${closing} * 5 > ${opening} * 8 OR ${closing} * 5 < ${opening} * 2) AND ${row}.termination_date IS NULL))`;
}
