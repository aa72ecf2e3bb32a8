import type { YearFacts } from './year-facts.ts';
import {
  EVENT_ORDER,
  KIND,
  eventRows,
  inYear,
  lastSequenceRows,
  openingRows,
  startingRows,
} from './year-relations.ts';

const TYPE_NAME = `CASE kind WHEN ${KIND.hire} THEN 'HIRE' WHEN ${KIND.promotion} THEN 'PROMOTION'
  WHEN ${KIND.raise} THEN 'RAISE' ELSE 'TERMINATION' END`;
const IS_CHANGE = `kind IN (${KIND.promotion}, ${KIND.raise})`;

/**
 * Events that break INV-6, INV-7, INV-9, INV-19 or INV-20. Every event is put into its place (W-61) by its content, and
 * what it says of itself is compared with the events before it.
 */
export function eventFindings(facts: YearFacts): string {
  const { runKey, year, topLevel } = facts;
  const finding = (id: string, words: string, condition: string): string =>
    `SELECT '${id}' AS id, person, rank_due AS place, event || ${words} AS words FROM event WHERE ${condition}`;
  return `WITH starting AS (
      SELECT DISTINCT ON (person) * FROM (${startingRows(facts)}) ORDER BY person, is_hired
    ),
    leaving AS (
      SELECT person, min(effective_date) AS left_on FROM event_termination
      WHERE run_key = ${runKey} AND simulation_year <= ${year} GROUP BY person
    ),
    placed AS (
      SELECT *,
        row_number() OVER (ORDER BY person, ${EVENT_ORDER}) - 1 AS rank_due,
        row_number() OVER own AS place_in_year,
        row_number() OVER (PARTITION BY person, effective_date, kind, category
          ORDER BY duplicate_index, sequence) - 1 AS index_due,
        last_value(pay_after IGNORE NULLS) OVER before AS pay_set,
        last_value(level_after IGNORE NULLS) OVER before AS level_set
      FROM (${eventRows(facts)})
      WINDOW own AS (PARTITION BY person ORDER BY ${EVENT_ORDER}),
        before AS (PARTITION BY person ORDER BY ${EVENT_ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),
    event AS (
      SELECT e.*, ${TYPE_NAME} || ' of ' || e.effective_date AS event,
        coalesce(e.pay_set, CASE WHEN NOT s.is_hired THEN s.annual_pay_cents END) AS pay_in_force,
        coalesce(e.level_set, CASE WHEN NOT s.is_hired THEN s.level END) AS level_in_force,
        coalesce(l.last_sequence, 0) + e.place_in_year AS sequence_due,
        s.is_hired, s.hire_date, t.left_on
      FROM placed e
      LEFT JOIN starting s ON s.person = e.person
      LEFT JOIN leaving t ON t.person = e.person
      LEFT JOIN (${lastSequenceRows(facts, 0)}) l ON l.person = e.person
    )
    ${[
      finding('INV-6', `', after the termination of ' || left_on`, 'effective_date > left_on'),
      finding(
        'INV-6',
        `', on the termination date'`,
        `${IS_CHANGE} AND effective_date = left_on AND year(left_on) = ${year}`,
      ),
      finding('INV-7', `', not in the year'`, `year(effective_date) <> ${year}`),
      finding('INV-7', `', before the hire date ' || hire_date`, 'effective_date < hire_date'),
      finding('INV-7', `', on the hire date'`, `${IS_CHANGE} AND effective_date = hire_date AND is_hired`),
      finding(
        'INV-9',
        `', sequence ' || sequence || ', expected ' || sequence_due`,
        'sequence <> sequence_due',
      ),
      finding('INV-9', `', year_rank ' || year_rank || ', expected ' || rank_due`, 'year_rank <> rank_due'),
      finding(
        'INV-9',
        `', duplicate_index ' || duplicate_index || ', expected ' || index_due`,
        'duplicate_index <> index_due',
      ),
      finding(
        'INV-19',
        `', pay before it ' || pay_before || ' cents, expected ' || pay_in_force`,
        'pay_before <> pay_in_force',
      ),
      finding(
        'INV-19',
        `', amount_cents ' || amount || ', expected ' || (pay_after - pay_before)`,
        'amount <> pay_after - pay_before',
      ),
      finding(
        'INV-20',
        `', level ' || level_before || ', expected ' || level_in_force`,
        'level_before <> level_in_force',
      ),
      finding(
        'INV-20',
        `', to_level ' || level_after || ', expected ' || (level_before + 1)`,
        `kind = ${KIND.promotion} AND level_after <> level_before + 1`,
      ),
      finding(
        'INV-20',
        `', to_level ' || level_after || ', above the top level ${topLevel}'`,
        `kind = ${KIND.promotion} AND level_after > ${topLevel}`,
      ),
      finding(
        'INV-20',
        `', pay falls from ' || pay_before || ' to ' || pay_after || ' cents'`,
        'pay_after < pay_before',
      ),
    ].join('\nUNION ALL\n')}`;
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
    among('snapshot', `${unknown} a row of the snapshot`, `NOT IN ${known}`),
  ].join('\nUNION ALL\n');
}
