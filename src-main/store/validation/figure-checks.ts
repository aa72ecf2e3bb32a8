import type { YearCounts } from './screen.ts';
import { foldRelations } from './state-checks.ts';
import type { YearFacts } from './year-facts.ts';
import { inYear, openingRows, paid, startingRows } from './year-relations.ts';

/** Code of `reduction` in the categories of terminations. */
const REDUCTION = 3;

/**
 * Figures that break INV-1, INV-3, INV-10 or INV-12: headcount and payroll of the year, of departments, levels and
 * months, counted from the opening persons and the events and compared with the snapshot, the months and the summary.
 */
export function figureComparison(facts: YearFacts, counts: YearCounts): string {
  return `WITH ${countedRelations(facts)}
    ${[
      ...yearFigures(facts, counts),
      departmentFigures(facts),
      levelFigures(facts),
      ...monthFigures(facts),
      payrollFigures(),
    ].join('\nUNION ALL BY NAME\n')}`;
}

/** Sums over opening persons, events and snapshot by department, level and month: everything else is small. */
function countedRelations(facts: YearFacts): string {
  const where = `WHERE ${inYear(facts)}`;
  const leftInMonth = 'CAST(last_day(effective_date) - effective_date AS INTEGER)';
  return `opened AS MATERIALIZED (
      SELECT department, level, count(*) AS n FROM (${openingRows(facts)}) GROUP BY ALL
    ),
    joined AS MATERIALIZED (
      SELECT department, level, month(effective_date) AS month, count(*) AS n, sum(${leftInMonth} + 1) AS days
      FROM event_hire ${where} GROUP BY ALL
    ),
    gone AS MATERIALIZED (
      SELECT b.department, month(t.effective_date) AS month, count(*) AS n, sum(${leftInMonth}) AS days,
        coalesce(sum(t.severance_cents), 0) AS severance
      FROM (SELECT person, effective_date, severance_cents FROM event_termination ${where}) t
      JOIN (SELECT person, department FROM (${startingRows(facts)})) b ON b.person = t.person GROUP BY ALL
    ),
    people AS MATERIALIZED (
      SELECT department, level, termination_date IS NOT NULL AS has_left, count(*) AS n,
        sum(annual_pay_cents) AS annual_pay, sum(prorated_pay_cents) AS prorated_pay
      FROM snapshot ${where} GROUP BY ALL
    ),
    monthly AS MATERIALIZED (SELECT * FROM month_department ${where}),
    place AS MATERIALIZED (
      SELECT department, coalesce(d.value, 'department ' || department) AS name
      FROM (
        SELECT department FROM opened UNION SELECT department FROM joined UNION SELECT department FROM gone
        UNION SELECT department FROM people UNION SELECT department FROM monthly
      )
      LEFT JOIN run_dictionary d ON d.run_key = ${facts.runKey} AND d.kind = 'department' AND d.code = department
    )`;
}

/** Headcount, events and money of the year against its summary. */
function yearFigures(facts: YearFacts, counts: YearCounts): string[] {
  const where = `WHERE ${inYear(facts)}`;
  const from = (column: string): string => `(SELECT ${column} FROM run_year ${where})`;
  const terminations = (condition: string): string =>
    `(SELECT count(*) FROM event_termination ${where} AND ${condition})`;
  const hiredInYear = `person IN (SELECT person FROM event_hire ${where})`;
  const closing = counts.opening + counts.hires - counts.terminations;
  const ofType = (type: string): string =>
    from(`coalesce(CAST(event_counts->>'$.${type}' AS BIGINT), 0)`);
  const compared: readonly (readonly [id: string, what: string, found: string, expected: string])[] = [
    ['INV-1', 'opening of the summary', from('opening'), `${counts.opening}`],
    ['INV-1', 'hires of the summary', from('hires'), `${counts.hires}`],
    [
      'INV-1',
      'scheduled_hires of the summary',
      from('scheduled_hires'),
      `(SELECT count(*) FROM event_hire ${where} AND category = 1)`,
    ],
    [
      'INV-1',
      'experienced_terminations of the summary',
      from('experienced_terminations'),
      terminations(`category <> ${REDUCTION} AND NOT ${hiredInYear}`),
    ],
    [
      'INV-1',
      'reductions of the summary',
      from('reductions'),
      terminations(`category = ${REDUCTION} AND NOT ${hiredInYear}`),
    ],
    [
      'INV-1',
      'new_hire_terminations of the summary',
      from('new_hire_terminations'),
      terminations(hiredInYear),
    ],
    ['INV-1', 'promotions of the summary', from('promotions'), `${counts.promotions}`],
    ['INV-1', 'raises of the summary', from('raises'), `${counts.raises}`],
    ['INV-1', 'closing of the summary', from('closing'), `${closing}`],
    ['INV-1', 'closing of the snapshot', '(SELECT sum(n) FROM people WHERE NOT has_left)', `${closing}`],
    ['INV-1', 'HIRE events of the summary', ofType('HIRE'), `${counts.hires}`],
    ['INV-1', 'TERMINATION events of the summary', ofType('TERMINATION'), `${counts.terminations}`],
    ['INV-1', 'PROMOTION events of the summary', ofType('PROMOTION'), `${counts.promotions}`],
    ['INV-1', 'RAISE events of the summary', ofType('RAISE'), `${counts.raises}`],
    [
      'INV-12',
      'closing_payroll_cents of the summary',
      from('closing_payroll_cents'),
      '(SELECT sum(annual_pay) FROM people WHERE NOT has_left)',
    ],
    [
      'INV-12',
      'prorated_payroll_cents of the summary',
      from('prorated_payroll_cents'),
      '(SELECT sum(prorated_pay) FROM people)',
    ],
    [
      'INV-12',
      'severance_cents of the summary',
      from('severance_cents'),
      `(SELECT sum(severance_cents) FROM event_termination ${where})`,
    ],
  ];
  return compared.map(
    ([id, what, found, expected], place) =>
      `SELECT '${id}' AS id, ${place} AS place, '${what}' AS what, coalesce(${found}, 0) AS found,
         coalesce(${expected}, 0) AS expected`,
  );
}

/** INV-1 by department. */
function departmentFigures(facts: YearFacts): string {
  void facts;
  const total = (relation: string, condition = 'true'): string =>
    `coalesce((SELECT sum(n) FROM ${relation} r WHERE r.department = place.department AND ${condition}), 0)`;
  return `SELECT 'INV-1' AS id, 100 + department AS place, 'closing of ' || name AS what,
      ${total('people', 'NOT has_left')} AS found,
      ${total('opened')} + ${total('joined')} - ${total('gone')} AS expected
    FROM place`;
}
