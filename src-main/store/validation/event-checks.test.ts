import { describe, it } from 'vitest';
import { expectFailures, studyForTests, update, type Spoiling } from './testing/spoiling.ts';

const study = studyForTests();

describe('INV-6, INV-7, INV-8 a life in order', () => {
  const hire = (person: number): string =>
    `FROM event_hire WHERE simulation_year = 2027 AND person = ${person}`;
  const raised = (date: string, person: number, more = ''): string =>
    update('event_raise', `effective_date = '${date}'`, person, 2027, more);
  it.each<Spoiling>([
    [raised('2027-03-15', 2), 2027, [5, 6, 9, 10, 11, 19], 'INV-6 E03 in 2027: RAISE of 2027-03-15, after'],
    [raised('2027-02-28', 2), 2027, [5, 6, 11], 'INV-6 E03 in 2027: RAISE of 2027-02-28, on'],
    [raised('2028-04-01', 0, 'AND category = 1'), 2027, [5, 7, 10, 11], 'INV-7 E01 in 2027: RAISE of 2028'],
    [raised('2026-12-31', 0, 'AND category = 0'), 2027, [5, 7, 10, 11], 'INV-7 E01 in 2027: RAISE of 2026'],
    [
      update('event_hire', "effective_date = '2027-10-25'", 9, 2027),
      2027,
      [1, 5, 6, 7, 9, 10, 11],
      'INV-7 NH-2027-000001 in 2027: TERMINATION of 2027-10-24, before the hire date 2027-10-25',
    ],
    [
      `INSERT INTO event_raise SELECT * REPLACE (2028 AS simulation_year, 11 AS person, 2 AS sequence, 12 AS year_rank,
         DATE '2028-01-01' AS effective_date, 1 AS level, 6200000 AS previous_pay_cents, 6300000 AS new_pay_cents,
         100000 AS amount_cents) FROM event_raise WHERE simulation_year = 2029`,
      2028,
      [1, 5, 7, 11],
      'INV-7 NH-2028-000001 in 2028: RAISE of 2028-01-01, on the hire date',
    ],
    [`INSERT INTO event_hire SELECT * ${hire(3)}`, 2027, [1, 3, 8, 9, 10], 'E04 in 2027: 2 HIRE events'],
    [
      `INSERT INTO event_hire SELECT * REPLACE (0 AS person) ${hire(3)}`,
      2027,
      [1, 3, 8, 9, 10],
      'INV-8 E01 in 2027: hired although employed at opening',
    ],
    [
      'INSERT INTO event_termination SELECT * FROM event_termination WHERE person = 6',
      2027,
      [1, 3, 8, 9, 10],
      'INV-8 E07 in 2027: 2 TERMINATION events',
    ],
    [`DELETE ${hire(3)}`, 2027, [1, 3, 4, 5, 8, 9, 10], 'INV-8 E04 in 2027: neither employed at opening'],
    [
      `INSERT INTO event_hire
       SELECT * REPLACE (2 AS person, 2028 AS simulation_year, DATE '2028-03-01' AS effective_date) ${hire(3)}`,
      2028,
      [1, 3, 5, 6, 8, 9, 10],
      'INV-8 E03 in 2028: hired a second time',
    ],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});

describe('INV-9 numbers and places of events', () => {
  const merit = 'AND category = 1';
  it.each<Spoiling>([
    [
      update('event_raise', 'sequence = 3', 0, 2027, merit),
      2027,
      [9],
      'RAISE of 2027-04-01, sequence 3, expected 2',
    ],
    [update('event_raise', 'sequence = 3 - sequence', 0, 2027), 2027, [9], 'sequence 2, expected 1'],
    [
      update('event_raise', 'sequence = 3', 7, 2029),
      2029,
      [9],
      'E08 in 2029: RAISE of 2029-01-01, sequence 3',
    ],
    [
      `${update('event_raise', 'sequence = sequence + 1', 0, 2028)};
       ${update('event_promotion', 'sequence = sequence + 1', 0, 2028)}`,
      2028,
      [9],
      'INV-9 E01 in 2028: PROMOTION of 2028-01-01, sequence 4, expected 3',
    ],
    [update('event_hire', 'sequence = 2', 8, 2028), 2028, [9], 'E09 in 2028: HIRE of 2028-02-29, sequence 2'],
    [update('event_raise', 'year_rank = 1 - year_rank', 0, 2027), 2027, [9], 'year_rank 1, expected 0'],
    [update('event_raise', 'year_rank = 99', 0, 2027, merit), 2027, [9], 'year_rank 99, expected 1'],
    ['UPDATE event_raise SET year_rank = 1', 2029, [9], 'year_rank 1, expected 0'],
    [
      update('event_raise', 'duplicate_index = 1', 0, 2027, merit),
      2027,
      [9],
      'duplicate_index 1, expected 0',
    ],
    [update('event_raise', 'duplicate_index = 0', 1, 2028), 2028, [9], 'duplicate_index 0, expected 1'],
    [
      'INSERT INTO event_raise SELECT * FROM event_raise WHERE simulation_year = 2028 AND sequence = 5 AND person = 1',
      2028,
      [1, 9, 19],
      'INV-9 E02 in 2028: RAISE of 2028-07-01, sequence 5, expected 6',
    ],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});

describe('INV-1, INV-5, INV-9, INV-11 an event that is missing or moved', () => {
  const events = (table: string, person: number): string =>
    `DELETE FROM event_${table} WHERE simulation_year = 2027 AND person = ${person}`;
  it.each<Spoiling>([
    [
      `${events('raise', 0)} AND category = 0`,
      2027,
      [1, 5, 9, 11, 19],
      'pay before it 9180000 cents, expected 9000000',
    ],
    [`${events('raise', 0)} AND category = 1`, 2027, [1, 5, 9, 11], 'INV-11 E01 in 2027: prorated_pay_cents'],
    [events('promotion', 1), 2027, [1, 3, 5, 9, 11, 19, 20], 'INV-3 closing headcount of level 2 in 2027'],
    [
      events('termination', 6),
      2027,
      [1, 3, 5, 9, 10, 11],
      'INV-10 E07 in 2027: the pay segments have 365 days',
    ],
    [
      update('event_raise', "effective_date = '2027-04-02'", 0, 2027, 'AND category = 1'),
      2027,
      [5, 11],
      'E01',
    ],
    [
      `${update('event_raise', "effective_date = '2027-04-01'", 0, 2027, 'AND category = 0')};
       ${update('event_raise', "effective_date = '2027-01-01'", 0, 2027, 'AND sequence = 2')}`,
      2027,
      [5, 9, 11, 19],
      'INV-9 E01 in 2027: RAISE of 2027-01-01, sequence 2, expected 1',
    ],
    [
      update('event_hire', "effective_date = '2027-05-11'", 3, 2027),
      2027,
      [5, 10, 11],
      'E04 in 2027: hire_date',
    ],
    [update('event_hire', 'department = 0', 3, 2027), 2027, [1, 5, 10], 'INV-5 E04 in 2027: department is 1'],
    [update('event_hire', "birth_date = '1999-05-12'", 3, 2027), 2027, [5], 'E04 in 2027: birth_date'],
    [
      update('event_hire', 'annual_pay_cents = 6099999', 3, 2027),
      2027,
      [5, 11],
      'annual_pay_cents is 6100000',
    ],
    [
      update('event_termination', "effective_date = '2027-03-01'", 2, 2027),
      2027,
      [1, 5, 10, 11],
      'E03 in 2027',
    ],
    [update('event_termination', 'reason = 1', 2, 2027), 2027, [5], 'termination_reason is 3, expected 1'],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});

describe('INV-12, INV-19, INV-20, INV-21 what events say', () => {
  const cola = 'AND category = 0';
  const merit = 'AND category = 1';
  const raise = (change: string, person: number, more: string): string =>
    update('event_raise', change, person, 2027, more);
  const promotion = (change: string): string => update('event_promotion', change, 1, 2027);
  const termination = (change: string, person = 2): string =>
    update('event_termination', change, person, 2027);
  it.each<Spoiling>([
    [raise('previous_pay_cents = 8999999, amount_cents = 180001', 0, cola), 2027, [19], 'expected 9000000'],
    [raise('previous_pay_cents = 9180001, amount_cents = 321300', 0, merit), 2027, [19], 'expected 9180000'],
    [raise('amount_cents = amount_cents + 1', 0, cola), 2027, [19], 'amount_cents 180001, expected 180000'],
    [raise('new_pay_cents = 9501302, amount_cents = 321302', 0, merit), 2027, [5, 11], 'E01 in 2027'],
    [promotion('previous_pay_cents = previous_pay_cents + 1'), 2027, [19], 'INV-19 E02 in 2027: PROMOTION'],
    [
      termination('pay_in_force_cents = 12592590'),
      2027,
      [19],
      'INV-19 E03 in 2027: TERMINATION of 2027-02-28',
    ],
    [
      termination('pay_in_force_cents = 5700001', 6),
      2027,
      [19],
      'pay before it 5700001 cents, expected 5700000',
    ],
    [raise('level = 3', 0, cola), 2027, [20], 'level before it 3, expected 2'],
    [
      raise('level = 1', 1, merit),
      2027,
      [20],
      'INV-20 E02 in 2027: RAISE of 2027-04-01, level before it 1, expected 2',
    ],
    [
      promotion('from_level = 2, to_level = 3'),
      2027,
      [3, 5, 20],
      'PROMOTION of 2027-03-01, level before it 2, expected 1',
    ],
    [promotion('to_level = 3'), 2027, [3, 5, 20], 'to_level 3, expected 2'],
    [
      `UPDATE scenario_version SET document = json_merge_patch(document, '{"jobLevels": [{"level": 1}]}')`,
      2027,
      [20],
      'to_level 2, above the top level 1',
    ],
    [
      update('event_raise', 'new_pay_cents = 30599999, amount_cents = -1', 7, 2029),
      2029,
      [5, 11, 20],
      'INV-20 E08 in 2029: RAISE of 2029-01-01, pay falls from 30600000 to 30599999 cents',
    ],
    [raise('category = 9', 0, merit), 2027, [9], 'category 9 does not exist'],
    [termination('age_years = 64'), 2027, [21], 'age_years of the TERMINATION is 64, expected 63'],
    [termination('tenure_years = 22'), 2027, [21], 'tenure_years of the TERMINATION is 22, expected 23'],
    [
      termination('severance_cents = severance_cents + 1', 4),
      2027,
      [12],
      'severance_cents of Engineering in month 6',
    ],
    [
      `${termination('reason = 9')};${update('snapshot', 'termination_reason = 9', 2, 2027)}`,
      2027,
      [21],
      'INV-21 E03 in 2027: termination_reason is 9',
    ],
    [termination('category = 0', 4), 2027, [1], 'reductions of the summary in 2027: 1, expected 0'],
    [
      update('event_hire', 'category = 0', 3, 2027),
      2027,
      [1, 8],
      'INV-8 simulated hires in 2027: 3, expected 2',
    ],
  ])('%s', (...spoiling) => expectFailures(study, spoiling));
});
