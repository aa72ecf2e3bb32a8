import { TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { breachesIn, type Breach } from './findings.ts';
import type { YearFacts } from './year-facts.ts';
import {
  EVENT_ORDER,
  KIND,
  LASTING_ATTRIBUTES,
  bandOf,
  completedYears,
  dayZero,
  eventRows,
  firstStartingRows,
  inYear,
  openingRows,
  paid,
  unusualPay,
} from './year-relations.ts';

/** Columns of the snapshot that hold state or figures: all but those that say whose row it is (W-53). */
const SNAPSHOT_COLUMNS = [
  ...LASTING_ATTRIBUTES,
  'termination_date',
  'termination_reason',
  'detailed_status',
  'level',
  'level_since',
  'annual_pay_cents',
  'opening_pay_cents',
  'employed_days',
  'prorated_pay_cents',
  'age_at_year_end',
  'tenure_years',
  'age_band',
  'tenure_band',
];

/** Columns whose value at close says what it was at opening (INV-4). */
const OPENING_COLUMNS = [...LASTING_ATTRIBUTES, 'opening_pay_cents'];

/** What the fold gives for the columns that are more than the state it starts from. */
function foldedColumns(facts: YearFacts): Readonly<Record<string, string>> {
  const age = `(${facts.year} - year(b.birth_date))`;
  const tenure = completedYears('b.hire_date', 'b.last_date');
  return {
    termination_date: 'b.left_on',
    termination_reason: 'coalesce(b.reason, 0)',
    detailed_status: 'CASE WHEN b.is_hired THEN 0 ELSE 2 END + CASE WHEN b.left_on IS NULL THEN 0 ELSE 1 END',
    level: 'coalesce(r.level, b.level)',
    level_since: 'coalesce(r.level_since, b.level_since)',
    annual_pay_cents: 'p.closing_rate',
    opening_pay_cents: 'CASE WHEN NOT b.is_hired THEN b.annual_pay_cents END',
    employed_days: 'b.last_day - b.first_day + 1',
    prorated_pay_cents: paid('p.rate_days', facts),
    age_at_year_end: age,
    tenure_years: tenure,
    age_band: bandOf(facts.ageBands, age),
    tenure_band: bandOf(facts.tenureBands, tenure),
  };
}

/**
 * The fold of the events of the year over the state it starts from (W-53), one row for each person who was employed in
 * it, by name `fold`; and the pay segments it implies (W-54), by name `segment`.
 */
export function foldRelations(facts: YearFacts): string {
  const zero = dayZero(facts);
  const folded = Object.entries(foldedColumns(facts)).map(
    ([column, expression]) => `${expression} AS ${column}`,
  );
  return `leaving AS (
      SELECT DISTINCT ON (person) person, effective_date AS left_on, reason, age_years, tenure_years
      FROM event_termination WHERE ${inYear(facts)} ORDER BY person, effective_date, sequence
    ),
    starting AS (${firstStartingRows(facts)}),
    employment AS (
      SELECT s.*, t.left_on, t.reason, t.age_years, t.tenure_years,
        coalesce(t.left_on, make_date(${facts.year}, 12, 31)) AS last_date,
        coalesce(t.left_on - ${zero}, ${facts.days}) AS last_day,
        CASE WHEN s.is_hired THEN s.hire_date - ${zero} ELSE 1 END AS first_day
      FROM starting s LEFT JOIN leaving t ON t.person = s.person
    ),
    change AS (
      SELECT *, effective_date - ${zero} AS day, row_number() OVER (PARTITION BY person ORDER BY ${EVENT_ORDER}) AS place
      FROM (${eventRows(facts)}) WHERE kind IN (${KIND.promotion}, ${KIND.raise})
    ),
    step AS (
      SELECT person, 0 AS place, first_day AS day, annual_pay_cents AS rate FROM employment
      UNION ALL SELECT person, place, day, pay_after FROM change
    ),
    segment AS (
      SELECT e.person, e.department, s.place, s.rate, s.day,
        lead(s.day, 1, e.last_day + 1) OVER (PARTITION BY e.person ORDER BY s.place) AS until
      FROM step s JOIN employment e ON e.person = s.person
    ),
    pay AS (
      SELECT person, CAST(sum(rate * (until - day)) AS BIGINT) AS rate_days, CAST(sum(until - day) AS BIGINT) AS days,
        min(until - day) AS shortest, arg_max(rate, place) AS closing_rate,
        min(rate) FILTER (WHERE until > day) AS lowest_rate, max(rate) FILTER (WHERE until > day) AS highest_rate
      FROM segment GROUP BY person
    ),
    rise AS (
      SELECT person, arg_max(level_after, place) AS level, arg_max(effective_date, place) AS level_since
      FROM change WHERE kind = ${KIND.promotion} GROUP BY person
    ),
    fold AS (
      SELECT b.person, b.is_hired, b.age_years AS stated_age, b.tenure_years AS stated_tenure, b.first_day, b.last_day,
        p.days AS segment_days, p.shortest, p.lowest_rate, p.highest_rate,
        ${LASTING_ATTRIBUTES.map((column) => `b.${column}`).join(', ')}, ${folded.join(', ')}
      FROM employment b JOIN pay p ON p.person = b.person LEFT JOIN rise r ON r.person = b.person
    )`;
}

/** Whether a row of the snapshot differs from the fold in any of some columns. */
function differ(columns: readonly string[]): string {
  return columns.map((column) => `${column} IS DISTINCT FROM due_${column}`).join(' OR ');
}

/** The columns in which a row of the snapshot differs from the fold, in words. */
function differences(columns: readonly string[]): string {
  const parts = columns.map((column) => {
    const text = (value: string): string => `coalesce(CAST(${value} AS VARCHAR), 'NULL')`;
    return `CASE WHEN ${column} IS DISTINCT FROM due_${column}
      THEN '${column} is ' || ${text(column)} || ', expected ' || ${text(`due_${column}`)} END`;
  });
  return `concat_ws('; ', ${parts.join(', ')})`;
}

const HAS_BOTH = 'has_row AND has_fold';
const STATUS_DUE = `(CASE WHEN year(hire_date) = simulation_year THEN 0 ELSE 2 END
  + CASE WHEN termination_date IS NULL THEN 0 ELSE 1 END)`;

const BREACHES: readonly Breach[] = [
  ['INV-4', `'employed at opening, but without a row of the snapshot'`, 'NOT has_row AND NOT is_hired'],
  ['INV-4', `'a row of the snapshot, but neither employed at opening nor hired'`, 'NOT has_fold'],
  ['INV-4', differences(OPENING_COLUMNS), `${HAS_BOTH} AND NOT is_hired AND (${differ(OPENING_COLUMNS)})`],
  ['INV-5', `'without a row of the snapshot'`, 'NOT has_row'],
  ['INV-5', `'a row of the snapshot, but nothing to fold'`, 'NOT has_fold'],
  ['INV-5', differences(SNAPSHOT_COLUMNS), `${HAS_BOTH} AND (${differ(SNAPSHOT_COLUMNS)})`],
  [
    'INV-10',
    `'the pay segments have ' || segment_days || ' days, employed_days is ' || employed_days`,
    'segment_days <> employed_days',
  ],
  [
    'INV-10',
    `'pay segments overlap or leave the employment by ' || -shortest || ' days'`,
    'has_row AND shortest < 0',
  ],
  [
    'INV-11',
    `'prorated_pay_cents is ' || prorated_pay_cents || ', the pay segments give ' || due_prorated_pay_cents`,
    'prorated_pay_cents <> due_prorated_pay_cents',
  ],
  [
    'INV-11',
    `'prorated_pay_cents is ' || prorated_pay_cents || ', the only rate of the year ' || annual_pay_cents`,
    'lowest_rate = highest_rate AND employed_days = days_of_year AND prorated_pay_cents <> annual_pay_cents',
  ],
  [
    'INV-21',
    `'detailed_status is ' || detailed_status || ', the dates give ' || ${STATUS_DUE}`,
    `detailed_status <> ${STATUS_DUE}`,
  ],
  [
    'INV-21',
    `'termination_reason is ' || termination_reason || ', termination_date '
      || coalesce(CAST(termination_date AS VARCHAR), 'NULL')`,
    `(termination_reason = 0) <> (termination_date IS NULL)
      OR termination_reason >= ${TERMINATION_REASONS.length}`,
  ],
  [
    'INV-21',
    `'termination_date is ' || termination_date || ', not in the year'`,
    'year(termination_date) <> simulation_year',
  ],
  [
    'INV-21',
    `'age_years of the TERMINATION is ' || stated_age || ', expected ' || age_due`,
    'stated_age <> age_due',
  ],
  [
    'INV-21',
    `'tenure_years of the TERMINATION is ' || stated_tenure || ', expected ' || due_tenure_years`,
    'stated_tenure <> due_tenure_years',
  ],
];

/** Persons whose snapshot row breaks INV-4, INV-5, INV-10, INV-11 or INV-21. */
export function stateFindings(facts: YearFacts): string {
  const { year, days } = facts;
  const where = `WHERE ${inYear(facts)}`;
  const repeated = (id: string, words: string, rows: string): string =>
    `SELECT '${id}', person, person, ${words} FROM (${rows}) GROUP BY person HAVING count(*) > 1`;
  return `WITH ${foldRelations(facts)},
    compared AS (
      SELECT coalesce(s.person, f.person) AS person, coalesce(s.person, f.person) AS place,
        s.person IS NOT NULL AS has_row, f.person IS NOT NULL AS has_fold, f.is_hired, f.segment_days, f.shortest,
        f.lowest_rate, f.highest_rate, f.stated_age, f.stated_tenure, ${completedYears('f.birth_date', 'f.termination_date')} AS age_due,
        ${SNAPSHOT_COLUMNS.map((column) => `s.${column}, f.${column} AS due_${column}`).join(', ')},
        ${year} AS simulation_year, ${days} AS days_of_year
      FROM (SELECT * FROM snapshot ${where}) s FULL JOIN fold f ON f.person = s.person
    )
    ${breachesIn('compared', BREACHES)}
    UNION ALL
    ${repeated('INV-4', `'employed at opening ' || count(*) || ' times'`, openingRows(facts))}
    UNION ALL
    ${repeated('INV-5', `count(*) || ' rows of the snapshot'`, `SELECT person FROM snapshot ${where}`)}`;
}

/** People whose pay is outside the bounds of INV-26. */
export function payFindings(facts: YearFacts): string {
  return `SELECT 'INV-26' AS id, person, person AS place,
      'annual_pay_cents ' || annual_pay_cents || coalesce(' after ' || opening_pay_cents, '') AS words
    FROM snapshot s WHERE ${inYear(facts)} AND ${unusualPay('s')}`;
}
