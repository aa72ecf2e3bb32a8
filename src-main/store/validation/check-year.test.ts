import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvariantResult } from '../../../src-shared/columns.ts';
import { checkRun, checkYear, checkYearExactly } from './check-year.ts';
import { screenYear } from './screen.ts';
import { countsOf, readTallies } from './tallies.ts';
import { STUDY_RUN, StudyWorkspace } from './testing/study-workspace.ts';
import { readYearFacts } from './year-facts.ts';

/** A way to spoil the study: statements, the year to check, the numbers of all checks that must fail, and an offender. */
type Spoiling = readonly [sql: string, year: number, ids: readonly number[], offender: string];

let study: StudyWorkspace;
beforeAll(async () => {
  study = await StudyWorkspace.open();
});
afterAll(() => study.close());

const failedIds = (results: readonly InvariantResult[]): number[] =>
  results.filter(({ failed }) => failed > 0).map(({ id }) => Number(id.slice(4)));
const offendersOf = (results: readonly InvariantResult[]): string =>
  results.flatMap(({ id, offenders }) => offenders.map((offender) => `${id} ${offender}`)).join('\n');

async function spoil(connection: DuckDBConnection, sql: string): Promise<void> {
  for (const statement of sql.split(';')) {
    const { rowsChanged } = await connection.run(statement);
    expect(rowsChanged, statement).toBeGreaterThan(0);
  }
}

/** `table SET change` for one person in one year. Persons are numbered as in study.ts, from 0. */
const update = (table: string, change: string, person: number, year: number, more = ''): string =>
  `UPDATE ${table} SET ${change} WHERE simulation_year = ${year} AND person = ${person} ${more}`;
const inSnapshot = (change: string, ids: readonly number[], offender: string): Spoiling => [
  update('snapshot', change, 0, 2027),
  2027,
  ids,
  offender,
];

describe('checkYear', () => {
  it.each([2027, 2028, 2029])('passes the year %i of a valid run, and says what it checked', async (year) => {
    const results = await study.inPassing((connection) => checkYear(connection, STUDY_RUN, year));
    expect(offendersOf(results)).toBe('');
    expect(results.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      ...[1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 19, 20, 21].map((id) => `INV-${id} FAIL`),
      'INV-26 WARN',
    ]);
    for (const { id, checked } of results)
      if (id !== 'INV-8' || year !== 2029) expect(checked, id).toBeGreaterThan(0);
  });

  it('counts what it checked by the rows of the year', async () => {
    const results = await study.inPassing((connection) => checkYear(connection, STUDY_RUN, 2028));
    const checked = Object.fromEntries(results.map((result) => [result.id, result.checked]));
    // 8 people, 6 of them from opening; 2 hires, 2 terminations, 1 promotion, 7 raises; 2 departments of 12 months.
    expect(checked).toEqual({
      'INV-1': 14 + 2 + 2 * 12 * 4,
      'INV-3': 5,
      'INV-4': 6,
      'INV-5': 8,
      'INV-6': 12,
      'INV-7': 12,
      'INV-8': 4,
      'INV-9': 12,
      'INV-10': 8 + 2 * 12,
      'INV-11': 8,
      'INV-12': 3 + 2 + 2 * 12,
      'INV-19': 10,
      'INV-20': 8,
      'INV-21': 8,
      'INV-26': 8,
    });
  });

  it('screens a valid year without doubt', async () => {
    const screens = await study.inPassing(async (connection) => {
      const found = [];
      for (const year of [2027, 2028, 2029]) {
        const facts = await readYearFacts(connection, STUDY_RUN, year);
        const counts = countsOf(await readTallies(connection, facts));
        found.push(await screenYear(connection, facts, counts));
      }
      return found;
    });
    const clear = { isDoubtful: false, isSequenceDoubtful: false, isPayUnusual: false };
    // Somebody's event before the one of 2029 is of 2027.
    expect(screens).toEqual([clear, clear, { ...clear, isSequenceDoubtful: true }]);
  });

  it('names the run that does not exist', async () => {
    await expect(study.inPassing((connection) => checkYear(connection, 99, 2027))).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
  });

  it('names at most 20 offenders and counts all', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, 'UPDATE month_department SET opening = opening + 1, closing = closing + 1');
      return checkYear(connection, STUDY_RUN, 2027);
    });
    expect(results[0]).toMatchObject({ id: 'INV-1', failed: 48 });
    expect(results[0]?.offenders).toHaveLength(20);
  });

  const expectFailures = async ([sql, year, ids, offender]: Spoiling): Promise<void> => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, sql);
      return checkYear(connection, STUDY_RUN, year);
    });
    expect(failedIds(results), offendersOf(results)).toEqual(ids);
    expect(offendersOf(results)).toContain(offender);
  };

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
    ])('%s', (...spoiling) => expectFailures(spoiling));
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
      [
        update('snapshot', 'location = NULL', 3, 2027),
        2027,
        [5],
        'E04 in 2027: location is NULL, expected 1',
      ],
      [update('snapshot', "hire_date = '2026-05-10'", 3, 2027), 2027, [5, 21], 'E04 in 2027'],
      [update('snapshot', "termination_date = '2028-12-30'", 5, 2028), 2028, [5], 'E06 in 2028'],
    ])('%s', (...spoiling) => expectFailures(spoiling));
  });

  describe('INV-4, INV-5 rows of the snapshot and of the opening', () => {
    const row = (person: number): string =>
      `FROM snapshot WHERE simulation_year = 2027 AND person = ${person}`;
    it.each<Spoiling>([
      [
        `DELETE ${row(0)}`,
        2027,
        [1, 3, 4, 5, 12],
        'INV-4 E01 in 2027: employed at opening, but without a row',
      ],
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
      [
        'UPDATE opening_state SET location = 1 WHERE person = 5',
        2027,
        [4, 5],
        'location is NULL, expected 1',
      ],
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
    ])('%s', (...spoiling) => expectFailures(spoiling));
  });

  describe('INV-1, INV-10, INV-12 figures of the summary and the months', () => {
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
    ])('%s', (...spoiling) => expectFailures(spoiling));
  });

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
        [1, 5, 6, 7, 9, 10, 11, 21],
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
    ])('%s', (...spoiling) => expectFailures(spoiling));
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
      [
        update('event_hire', 'sequence = 2', 8, 2028),
        2028,
        [9],
        'E09 in 2028: HIRE of 2028-02-29, sequence 2',
      ],
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
    ])('%s', (...spoiling) => expectFailures(spoiling));
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
      [
        `${events('raise', 0)} AND category = 1`,
        2027,
        [1, 5, 9, 11],
        'INV-11 E01 in 2027: prorated_pay_cents',
      ],
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
      [
        update('event_hire', 'department = 0', 3, 2027),
        2027,
        [1, 5, 10],
        'INV-5 E04 in 2027: department is 1',
      ],
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
    ])('%s', (...spoiling) => expectFailures(spoiling));
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
      [
        raise('previous_pay_cents = 9180001, amount_cents = 321300', 0, merit),
        2027,
        [19],
        'expected 9180000',
      ],
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
      [termination('age_years = 64'), 2027, [21], 'age_years of the TERMINATION is 64, expected 63'],
      [termination('tenure_years = 22'), 2027, [21], 'tenure_years of the TERMINATION is 22, expected 23'],
      [
        termination('severance_cents = severance_cents + 1', 4),
        2027,
        [12],
        'severance_cents of Engineering in month 6',
      ],
      [termination('category = 0', 4), 2027, [1], 'reductions of the summary in 2027: 1, expected 0'],
      [
        update('event_hire', 'category = 0', 3, 2027),
        2027,
        [1],
        'scheduled_hires of the summary in 2027: 1, expected 0',
      ],
    ])('%s', (...spoiling) => expectFailures(spoiling));
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
    ])('%s', (...spoiling) => expectFailures(spoiling));

    it('INV-26 warns without failing', async () => {
      const results = await study.inPassing(async (connection) => {
        await spoil(connection, update('snapshot', 'annual_pay_cents = 99999', 0, 2027));
        return checkYear(connection, STUDY_RUN, 2027);
      });
      expect(results.find(({ id }) => id === 'INV-26')).toMatchObject({ severity: 'WARN', failed: 1 });
    });
  });
});

describe('checkYearExactly', () => {
  it('INV-12 recomputes the payroll of every month from every person (W-56)', async () => {
    const move = (month: number, cents: string): string =>
      `UPDATE month_department SET payroll_cents = payroll_cents ${cents}
       WHERE simulation_year = 2027 AND department = 1 AND month = ${month}`;
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, `${move(5, '+ 1')};${move(6, '- 1')}`);
      return [
        await checkYear(connection, STUDY_RUN, 2027),
        await checkYearExactly(connection, STUDY_RUN, 2027),
      ] as const;
    });
    expect(results.map(failedIds)).toEqual([[], [12]]);
    expect(offendersOf(results[1])).toContain('INV-12 payroll_cents of Sales in month 5 in 2027: ');
  });

  it('names what checkYear names, without a screen', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, update('snapshot', 'employed_days = 364', 0, 2027));
      return checkYearExactly(connection, STUDY_RUN, 2027);
    });
    expect(failedIds(results)).toEqual([5, 10]);
  });
});

describe('checkRun', () => {
  it('passes every year of a valid run', async () => {
    const years = await study.inPassing((connection) => checkRun(connection, STUDY_RUN));
    expect(years.map(({ year, results }) => [year, offendersOf(results)])).toEqual([
      [2027, ''],
      [2028, ''],
      [2029, ''],
    ]);
  });

  it('says in which year something is wrong', async () => {
    const years = await study.inPassing(async (connection) => {
      await spoil(connection, update('snapshot', 'level_since = level_since + 1', 3, 2028));
      return checkRun(connection, STUDY_RUN);
    });
    expect(years.map(({ year, results }) => [year, failedIds(results)])).toEqual([
      [2027, []],
      [2028, [5]],
      [2029, [5]],
    ]);
  });

  it('gives nothing for a run without years', async () => {
    expect(await study.inPassing((connection) => checkRun(connection, 99))).toEqual([]);
  });
});
