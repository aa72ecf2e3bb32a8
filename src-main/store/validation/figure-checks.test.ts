import { describe, it } from 'vitest';
import { expectFailures, studyForTests, type Spoiling } from './testing/spoiling.ts';

const study = studyForTests();

describe('INV-1, INV-8, INV-10, INV-12 figures of the summary and the months', () => {
  const summary = (column: string, id: number): Spoiling => [
    `UPDATE run_year SET ${column} = ${column} + 1 WHERE simulation_year = 2027`,
    2027,
    [id],
    `INV-${id} ${column} of the summary in 2027`,
  ];
  const month = (column: string, id: number, offender: string): Spoiling => [
    `UPDATE month_department SET ${column} = ${column} + 1
     WHERE simulation_year = 2028 AND month = 2 AND department = 0`,
    2028,
    [id],
    `INV-${id} ${offender}`,
  ];
  it.each<Spoiling>([
    summary('opening', 1),
    summary('hires', 1),
    summary('scheduled_hires', 1),
    summary('experienced_terminations', 1),
    summary('reductions', 1),
    summary('new_hire_terminations', 1),
    summary('promotions', 1),
    summary('raises', 1),
    summary('closing', 1),
    summary('closing_payroll_cents', 12),
    summary('prorated_payroll_cents', 12),
    summary('severance_cents', 12),
    [
      `UPDATE run_year SET event_counts = '{"HIRE": 2, "TERMINATION": 4, "PROMOTION": 1, "RAISE": 8}'`,
      2027,
      [1],
      'HIRE events of the summary in 2027: 2, expected 3',
    ],
    ['DELETE FROM run_year', 2027, [1, 12], 'opening of the summary in 2027: missing, expected 7'],
    [
      "INSERT INTO run_person VALUES (1, 99, 'NH-2027-000003', 2027)",
      2027,
      [8],
      'simulated hires in 2027: 2, expected 3',
    ],
    month('opening', 1, 'opening of Engineering in month 2 in 2028: 3, expected 2'),
    month('hires', 1, 'hires of Engineering in month 2 in 2028: 2, expected 1'),
    month('terminations', 1, 'terminations of Engineering in month 2 in 2028: 1, expected 0'),
    month('closing', 1, 'closing of Engineering in month 2 in 2028: 4, expected 3'),
    month('employed_days', 10, 'employed_days of Engineering in month 2 in 2028: 60, expected 59'),
    month('payroll_cents', 12, 'payroll of the months of Engineering in 2028'),
    month('severance_cents', 12, 'severance_cents of Engineering in month 2 in 2028: 1, expected 0'),
    [
      'DELETE FROM month_department WHERE simulation_year = 2027 AND month = 5 AND department = 1',
      2027,
      [1, 10, 12],
      'hires of Sales in month 5 in 2027: 0, expected 1',
    ],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});
