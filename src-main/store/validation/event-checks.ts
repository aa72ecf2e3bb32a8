import { breachesIn, type Breach } from './findings.ts';
import type { YearFacts } from './year-facts.ts';
import {
  EVENT_KINDS,
  EVENT_ORDER,
  KIND,
  PLAN_KINDS,
  eventRows,
  firstStartingRows,
  inYear,
  lastSequenceRows,
  openingRows,
  startingRows,
} from './year-relations.ts';

const TYPE_NAME = `CASE kind ${EVENT_KINDS.map(({ type, kind }) => `WHEN ${kind} THEN '${type}'`).join(' ')} END`;
const CATEGORY_COUNT = `CASE kind ${EVENT_KINDS.map(({ kind, categories }) => `WHEN ${kind} THEN ${categories}`).join(' ')} END`;
const IS_PROMOTION = `kind = ${KIND.promotion}`;
const IS_CHANGE = `kind IN (${KIND.promotion}, ${KIND.raise})`;

const BREACHES: readonly Breach[] = [
  ['INV-6', `event || ', after the termination of ' || left_on`, 'effective_date > left_on'],
  ['INV-6', `event || ', on the termination date'`, `${IS_CHANGE} AND effective_date = left_on`],
  ['INV-7', `event || ', not in the year'`, 'year(effective_date) <> simulation_year'],
  ['INV-7', `event || ', before the hire date ' || hire_date`, 'effective_date < hire_date'],
  ['INV-7', `event || ', on the hire date'`, `${IS_CHANGE} AND effective_date = hire_date`],
  [
    'INV-9',
    `event || ', sequence ' || sequence || ', expected ' || sequence_due`,
    'sequence <> sequence_due',
  ],
  ['INV-9', `event || ', year_rank ' || year_rank || ', expected ' || rank_due`, 'year_rank <> rank_due'],
  [
    'INV-9',
    `event || ', duplicate_index ' || duplicate_index || ', expected ' || index_due`,
    'duplicate_index <> index_due',
  ],
  ['INV-9', `event || ', category ' || category || ' does not exist'`, 'category >= categories'],
  [
    'INV-19',
    `event || ', pay before it ' || pay_before || ' cents, expected ' || pay_in_force`,
    'pay_before <> pay_in_force',
  ],
  [
    'INV-19',
    `event || ', amount_cents ' || amount || ', expected ' || (pay_after - pay_before)`,
    'amount <> pay_after - pay_before',
  ],
  [
    'INV-20',
    `event || ', level before it ' || level_before || ', expected ' || level_in_force`,
    'level_before <> level_in_force',
  ],
  [
    'INV-20',
    `event || ', to_level ' || level_after || ', expected ' || (level_before + 1)`,
    `${IS_PROMOTION} AND level_after <> level_before + 1`,
  ],
  [
    'INV-20',
    `event || ', to_level ' || level_after || ', above the top level ' || top_level`,
    `${IS_PROMOTION} AND level_after > top_level`,
  ],
  [
    'INV-20',
    `event || ', pay falls from ' || pay_before || ' to ' || pay_after || ' cents'`,
    'pay_after < pay_before',
  ],
];

/**
 * Events that break INV-6, INV-7, INV-9, INV-19 or INV-20. Every event is put into its place (W-61) by its content, and
 * what it says of itself is compared with the events before it.
 */
export function eventFindings(facts: YearFacts): string {
  const { runKey, year, topLevel } = facts;
  return `WITH starting AS (${firstStartingRows(facts)}),
    leaving AS (
      SELECT person, min(effective_date) AS left_on FROM event_termination
      WHERE run_key = ${runKey} AND simulation_year <= ${year} GROUP BY person
    ),
    placed AS (
      SELECT *,
        row_number() OVER (ORDER BY person, ${EVENT_ORDER}) - 1 AS rank_due,
        row_number() OVER own AS place_in_year,
        CASE WHEN lag(effective_date) OVER own = effective_date AND lag(kind) OVER own = kind
            AND lag(category) OVER own = category
          THEN lag(duplicate_index) OVER own + 1 ELSE 0 END AS index_due,
        last_value(pay_after IGNORE NULLS) OVER before AS pay_set,
        last_value(level_after IGNORE NULLS) OVER before AS level_set
      FROM (${eventRows(facts)})
      WINDOW own AS (PARTITION BY person ORDER BY ${EVENT_ORDER}),
        before AS (PARTITION BY person ORDER BY ${EVENT_ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),
    judged AS (
      SELECT e.*, e.rank_due AS place, ${TYPE_NAME} || ' of ' || e.effective_date AS event,
        coalesce(e.pay_set, CASE WHEN NOT s.is_hired THEN s.annual_pay_cents END) AS pay_in_force,
        coalesce(e.level_set, CASE WHEN NOT s.is_hired THEN s.level END) AS level_in_force,
        coalesce(l.last_sequence, 0) + e.place_in_year AS sequence_due, s.hire_date, t.left_on,
        ${CATEGORY_COUNT} AS categories,
        ${year} AS simulation_year, ${topLevel} AS top_level
      FROM placed e
      LEFT JOIN starting s ON s.person = e.person
      LEFT JOIN leaving t ON t.person = e.person
      LEFT JOIN (${lastSequenceRows(facts, 0)}) l ON l.person = e.person
    )
    ${breachesIn('judged', BREACHES)}`;
}

/** Persons that break INV-8: each has one HIRE unless employed at the opening of the run, and at most one TERMINATION. */
export function lifecycleFindings(facts: YearFacts): string {
  const { runKey, year } = facts;
  const where = `WHERE ${inYear(facts)}`;
  const repeated = (table: string, type: string): string =>
    `SELECT 'INV-8' AS id, person, person AS place, count(*) || ' ${type} events, expected 1' AS words
     FROM ${table} ${where} GROUP BY person HAVING count(*) > 1`;
  const among = (table: string, words: string, persons: string): string =>
    `SELECT DISTINCT 'INV-8', person, person, '${words}' FROM ${table} ${where} AND person ${persons}`;
  const opening = `(SELECT person FROM (${openingRows(facts)}))`;
  const hiredBefore = `(SELECT person FROM opening_state WHERE run_key = ${runKey} UNION ALL
    SELECT person FROM event_hire WHERE run_key = ${runKey} AND simulation_year < ${year})`;
  const leftBefore = `(SELECT person FROM event_termination WHERE run_key = ${runKey} AND simulation_year < ${year})`;
  const known = `(SELECT person FROM (${startingRows(facts)}))`;
  const unknown = `neither employed at opening nor hired, but has`;
  return [
    repeated('event_hire', 'HIRE'),
    repeated('event_termination', 'TERMINATION'),
    among('event_hire', 'hired although employed at opening', `IN ${opening}`),
    among('event_hire', 'hired a second time', `IN ${hiredBefore} AND person NOT IN ${opening}`),
    among('event_termination', 'left a second time', `IN ${leftBefore}`),
    among('event_termination', `${unknown} a TERMINATION`, `NOT IN ${known}`),
    among('event_promotion', `${unknown} a PROMOTION`, `NOT IN ${known}`),
    among('event_raise', `${unknown} a RAISE`, `NOT IN ${known}`),
    ...PLAN_KINDS.map(({ type, table }) => among(table, `${unknown} a ${type}`, `NOT IN ${known}`)),
    among('snapshot', `${unknown} a row of the snapshot`, `NOT IN ${known}`),
  ].join('\nUNION ALL\n');
}
