import { describe, expect, it } from 'vitest';
import { checkYear } from './check-year.ts';
import { expectFailures, spoil, studyForTests, update, type Spoiling } from './testing/spoiling.ts';
import { STUDY_RUN } from './testing/study-workspace.ts';

const study = studyForTests();
const inSnapshot = (change: string, ids: readonly number[], offender: string): Spoiling => [
  update('snapshot', change, 0, 2027),
  2027,
  ids,
  offender,
];

describe('INV-5 every column of the snapshot', () => {
  it.each<Spoiling>([
    inSnapshot('birth_date = birth_date + 1', [4, 5], 'INV-4 E01 in 2027: birth_date is 1985-03-01'),
    inSnapshot('hire_date = hire_date + 1', [4, 5], 'hire_date is 2010-06-16, expected 2010-06-15'),
    inSnapshot("termination_date = '2027-07-01'", [1, 3, 5, 12, 21], 'termination_date is 2027-07-01'),
    inSnapshot('termination_reason = 1', [5, 21], 'INV-5 E01 in 2027: termination_reason is 1, expected 0'),
    inSnapshot('detailed_status = 0', [5, 21], 'INV-21 E01 in 2027: detailed_status is 0'),
    inSnapshot('level = 3', [3, 5], 'INV-5 E01 in 2027: level is 3, expected 2'),
    inSnapshot('level_since = level_since + 1', [5], 'level_since is 2010-06-16'),
    inSnapshot('department = 1', [1, 4, 5, 12], 'INV-5 E01 in 2027: department is 1, expected 0'),
    inSnapshot('location = 1', [4, 5], 'location is 1, expected 0'),
    inSnapshot('cost_centre = NULL', [4, 5], 'cost_centre is NULL, expected 1'),
    inSnapshot('job_title = 1', [4, 5], 'job_title is 1, expected 2'),
    inSnapshot('scheduled_hours_hundredths = 4000', [4, 5], 'scheduled_hours_hundredths is 4000'),
    inSnapshot('flsa_status = 2', [4, 5], 'flsa_status is 2, expected 1'),
    inSnapshot('union_member = true', [4, 5], 'union_member is true, expected false'),
    inSnapshot('annual_pay_cents = 9501302', [5, 12], 'annual_pay_cents is 9501302, expected 9501301'),
    inSnapshot('opening_pay_cents = 9000001', [4, 5], 'opening_pay_cents is 9000001, expected 9000000'),
    inSnapshot('employed_days = 364', [5, 10], 'employed_days is 364, expected 365'),
    inSnapshot('prorated_pay_cents = 9422077', [5, 11, 12], 'prorated_pay_cents is 9422077'),
    inSnapshot('age_at_year_end = 41', [5], 'age_at_year_end is 41, expected 42'),
    inSnapshot('tenure_years = 16', [5], 'tenure_years is 16, expected 17'),
    inSnapshot('age_band = 3', [5], 'age_band is 3, expected 2'),
    inSnapshot('tenure_band = 2', [5], 'tenure_band is 2, expected 3'),
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});

describe('INV-5 leavers and hires', () => {
  it.each<Spoiling>([
    [update('snapshot', 'termination_date = NULL', 2, 2027), 2027, [1, 3, 5, 12, 21], 'E03 in 2027'],
    [update('snapshot', 'tenure_years = 22', 2, 2027), 2027, [5], 'tenure_years is 22, expected 23'],
    [update('snapshot', 'termination_reason = 0', 2, 2027), 2027, [5, 21], 'E03 in 2027'],
    [
      update('snapshot', 'opening_pay_cents = 6000000', 3, 2027),
      2027,
      [5],
      'opening_pay_cents is 6000000, expected NULL',
    ],
    [update('snapshot', 'location = NULL', 3, 2027), 2027, [5], 'E04 in 2027: location is NULL, expected 1'],
    [update('snapshot', "hire_date = '2026-05-10'", 3, 2027), 2027, [5, 21], 'E04 in 2027'],
    [update('snapshot', "termination_date = '2028-12-30'", 5, 2028), 2028, [5], 'E06 in 2028'],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});

describe('INV-4, INV-5 rows of the snapshot and of the opening', () => {
  const row = (person: number): string => `FROM snapshot WHERE simulation_year = 2027 AND person = ${person}`;
  it.each<Spoiling>([
    [`DELETE ${row(0)}`, 2027, [1, 3, 4, 5, 12], 'INV-4 E01 in 2027: employed at opening, but without a row'],
    [`DELETE ${row(3)}`, 2027, [1, 3, 5, 12], 'INV-5 E04 in 2027: without a row of the snapshot'],
    [`INSERT INTO snapshot SELECT * ${row(0)}`, 2027, [1, 3, 5, 12], 'INV-5 E01 in 2027: 2 rows'],
    [
      `INSERT INTO snapshot SELECT * REPLACE (8 AS person) ${row(0)}`,
      2027,
      [1, 3, 4, 5, 8, 12],
      'INV-8 E09 in 2027: neither employed at opening nor hired',
    ],
    // The closing persons of one year open the next.
    [`DELETE ${row(0)}`, 2028, [1, 3, 4, 5, 8, 10], 'INV-4 E01 in 2028: a row of the snapshot'],
    [update('snapshot', 'level = 2', 3, 2027), 2028, [3, 5, 20], 'E04 in 2028: level is 1, expected 2'],
    [update('snapshot', 'annual_pay_cents = 1', 7, 2027), 2028, [4, 5, 11], 'E08 in 2028'],
    ['DELETE FROM opening_state WHERE person = 0', 2027, [1, 3, 4, 5, 8, 10], 'INV-8 E01 in 2027'],
    ['UPDATE opening_state SET location = 1 WHERE person = 5', 2027, [4, 5], 'location is NULL, expected 1'],
    [
      'UPDATE opening_state SET annual_pay_cents = 5699999 WHERE person = 6',
      2027,
      [4, 5, 19],
      'INV-4 E07 in 2027: opening_pay_cents is 5700000, expected 5699999',
    ],
    [
      'INSERT INTO opening_state SELECT * FROM opening_state WHERE person = 0',
      2027,
      [1, 3, 4, 10],
      'INV-4 E01 in 2027: employed at opening 2 times',
    ],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});

describe('INV-26 pay out of bounds', () => {
  it.each<Spoiling>([
    inSnapshot(
      'annual_pay_cents = 99999',
      [5, 12, 26],
      'INV-26 E01 in 2027: annual_pay_cents 99999 after 9000000',
    ),
    inSnapshot('annual_pay_cents = 1000000001', [5, 12, 26], 'INV-26 E01 in 2027'),
    inSnapshot('annual_pay_cents = 14400001', [5, 12, 26], 'INV-26 E01 in 2027'),
    inSnapshot('annual_pay_cents = 14400000', [5, 12], 'annual_pay_cents is 14400000'),
  ])('%s', (...spoiling) => expectFailures(study, spoiling));

  it('INV-26 warns without failing', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, update('snapshot', 'annual_pay_cents = 99999', 0, 2027));
      return checkYear(connection, STUDY_RUN, 2027);
    });
    expect(results.find(({ id }) => id === 'INV-26')).toMatchObject({ severity: 'WARN', failed: 1 });
  });
});
