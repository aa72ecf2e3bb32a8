/** Ways to spoil the stored study, each with the numbers of the checks that must fail for it, and no others. */
export interface Mutation {
  readonly sql: string | readonly string[];
  readonly year: number;
  readonly ids: readonly number[];
  /** Where the exact check fails for more than the screened one. */
  readonly exactIds?: readonly number[];
  /** Text that some offender contains. */
  readonly names: string;
}

const rowsOf = (table: string, person: number, year: number): string =>
  `${table} WHERE run_key = 1 AND simulation_year = ${year} AND person = ${person}`;
const update = (table: string, change: string, person: number, year: number, more = ''): string =>
  `UPDATE ${table} SET ${change} WHERE run_key = 1 AND simulation_year = ${year} AND person = ${person} ${more}`;
const snapshot = (
  change: string,
  ids: readonly number[],
  names: string,
  person = 0,
  year = 2027,
): Mutation => ({
  sql: update('snapshot', change, person, year),
  year,
  ids,
  names,
});
const summary = (column: string, id: number): Mutation => ({
  sql: `UPDATE run_year SET ${column} = ${column} + 1 WHERE run_key = 1 AND simulation_year = 2027`,
  year: 2027,
  ids: [id],
  names: `${column} of the summary in 2027`,
});
const month = (column: string, id: number): Mutation => ({
  sql: `UPDATE month_department SET ${column} = ${column} + 1 WHERE run_key = 1 AND simulation_year = 2028 AND month = 2 AND department = 0`,
  year: 2028,
  ids: [id],
  names: column === 'payroll_cents' ? 'Engineering' : `${column} of Engineering in month 2 in 2028`,
});
const event = (
  table: string,
  change: string,
  person: number,
  year: number,
  ids: readonly number[],
  names: string,
  more = '',
): Mutation => ({
  sql: update(table, change, person, year, more),
  year,
  ids,
  names,
});

export const MUTATIONS: readonly Mutation[] = [
  // every column of the snapshot
  snapshot('birth_date = birth_date + 1', [4, 5], 'E01 in 2027: birth_date'),
  snapshot('hire_date = hire_date + 1', [4, 5], 'E01 in 2027: hire_date'),
  snapshot("termination_date = '2027-07-01'", [1, 3, 5, 12, 21], 'E01 in 2027: termination_date'),
  snapshot('termination_reason = 1', [5, 21], 'termination_reason'),
  snapshot('detailed_status = 0', [5, 21], 'detailed_status'),
  snapshot('level = level + 1', [3, 5], 'level is 3, expected 2'),
  snapshot('level_since = level_since + 1', [5], 'level_since'),
  snapshot('department = 1', [1, 4, 5, 12], 'department is 1, expected 0'),
  snapshot('location = 1', [4, 5], 'location is 1, expected 0'),
  snapshot('cost_centre = NULL', [4, 5], 'cost_centre is NULL, expected 1'),
  snapshot('job_title = 1', [4, 5], 'job_title'),
  snapshot('scheduled_hours_hundredths = 4000', [4, 5], 'scheduled_hours_hundredths'),
  snapshot('flsa_status = 2', [4, 5], 'flsa_status'),
  snapshot('union_member = true', [4, 5], 'union_member'),
  snapshot(
    'annual_pay_cents = annual_pay_cents + 1',
    [5, 12],
    'annual_pay_cents is 9501302, expected 9501301',
  ),
  snapshot('opening_pay_cents = opening_pay_cents + 1', [4, 5], 'opening_pay_cents'),
  snapshot('employed_days = 364', [5, 10], 'employed_days'),
  snapshot('prorated_pay_cents = prorated_pay_cents + 1', [5, 11, 12], 'prorated_pay_cents'),
  snapshot('age_at_year_end = 41', [5], 'age_at_year_end is 41, expected 42'),
  snapshot('tenure_years = 16', [5], 'tenure_years'),
  snapshot('age_band = 3', [5], 'age_band'),
  snapshot('tenure_band = 2', [5], 'tenure_band'),
  // the same for leavers and hires
  snapshot('termination_date = NULL', [1, 3, 5, 12, 21], 'E03', 2),
  snapshot('tenure_years = 22', [5], 'E03 in 2027: tenure_years is 22, expected 23', 2),
  snapshot('opening_pay_cents = annual_pay_cents', [5], 'E04', 3),
  snapshot('location = NULL', [5], 'E04', 3),
  snapshot("hire_date = '2027-05-11'", [5], 'E04', 3),
  snapshot("hire_date = '2026-05-10'", [5, 21], 'E04', 3),
  snapshot("termination_date = '2028-12-30'", [5], 'E06', 5, 2028),
  snapshot('prorated_pay_cents = prorated_pay_cents - 1', [5, 11, 12], 'NH-2028-000001', 11, 2028),
  // rows of the snapshot
  { sql: `DELETE FROM ${rowsOf('snapshot', 0, 2027)}`, year: 2027, ids: [1, 3, 4, 5, 12], names: 'E01' },
  { sql: `DELETE FROM ${rowsOf('snapshot', 3, 2027)}`, year: 2027, ids: [1, 3, 5, 12], names: 'E04' },
  {
    sql: `INSERT INTO snapshot SELECT * FROM ${rowsOf('snapshot', 0, 2027)}`,
    year: 2027,
    ids: [1, 3, 5, 12],
    names: 'E01',
  },
  {
    sql: `INSERT INTO snapshot SELECT * REPLACE (8 AS person) FROM ${rowsOf('snapshot', 0, 2027)}`,
    year: 2027,
    ids: [1, 3, 4, 5, 8, 12],
    names: 'E09',
  },
  // the state that the year starts from
  {
    sql: `DELETE FROM opening_state WHERE run_key = 1 AND person = 0`,
    year: 2027,
    ids: [1, 3, 4, 5, 8, 12],
    names: 'E01',
  },
  {
    sql: `UPDATE opening_state SET annual_pay_cents = annual_pay_cents - 1 WHERE run_key = 1 AND person = 6`,
    year: 2027,
    ids: [4, 5, 11, 19],
    names: 'E07',
  },
  {
    sql: `INSERT INTO opening_state SELECT * FROM opening_state WHERE person = 0`,
    year: 2027,
    ids: [1, 3, 4],
    names: 'E01',
  },
  event('snapshot', 'annual_pay_cents = annual_pay_cents + 1', 4, 2028, [], ''),
  { sql: update('snapshot', 'level = 2', 3, 2027), year: 2028, ids: [3, 5, 20], names: 'E04' },
  {
    sql: update('snapshot', 'annual_pay_cents = annual_pay_cents + 1', 7, 2027),
    year: 2028,
    ids: [4, 5, 11],
    names: 'E08',
  },
  // summary and months
  ...[
    'opening',
    'hires',
    'scheduled_hires',
    'experienced_terminations',
    'reductions',
    'new_hire_terminations',
    'promotions',
    'raises',
    'closing',
  ].map((column) => summary(column, 1)),
  ...['closing_payroll_cents', 'prorated_payroll_cents', 'severance_cents'].map((column) =>
    summary(column, 12),
  ),
  {
    sql: `UPDATE run_year SET event_counts = '{"HIRE":3,"TERMINATION":4,"PROMOTION":1,"RAISE":9}' WHERE simulation_year = 2027`,
    year: 2027,
    ids: [1],
    names: 'HIRE events',
  },
  {
    sql: `DELETE FROM run_year WHERE simulation_year = 2027`,
    year: 2027,
    ids: [1, 12],
    names: 'opening of the summary in 2027: missing',
  },
  ...['opening', 'hires', 'terminations', 'closing'].map((column) => month(column, 1)),
  month('employed_days', 10),
  month('payroll_cents', 12),
  month('severance_cents', 12),
  {
    sql: `DELETE FROM month_department WHERE simulation_year = 2027 AND month = 5 AND department = 1`,
    year: 2027,
    ids: [1, 10, 12],
    names: 'Sales',
  },
  {
    sql: [
      'UPDATE month_department SET payroll_cents = payroll_cents + 1 WHERE simulation_year = 2027 AND month = 5 AND department = 1',
      'UPDATE month_department SET payroll_cents = payroll_cents - 1 WHERE simulation_year = 2027 AND month = 6 AND department = 1',
    ],
    year: 2027,
    ids: [],
    exactIds: [12],
    names: 'payroll_cents of Sales in month 5 in 2027',
  },
  // events: missing, doubled, moved
  {
    sql: `DELETE FROM ${rowsOf('event_raise', 0, 2027)} AND category = 0`,
    year: 2027,
    ids: [1, 5, 9, 11, 19],
    names: 'E01',
  },
  {
    sql: `DELETE FROM ${rowsOf('event_raise', 0, 2027)} AND category = 1`,
    year: 2027,
    ids: [1, 5, 9, 11],
    names: 'E01',
  },
  {
    sql: `DELETE FROM ${rowsOf('event_promotion', 1, 2027)}`,
    year: 2027,
    ids: [1, 3, 5, 9, 11, 19, 20],
    names: 'E02',
  },
  {
    sql: `DELETE FROM ${rowsOf('event_termination', 6, 2027)}`,
    year: 2027,
    ids: [1, 5, 9, 10, 11],
    names: 'E07',
  },
  {
    sql: `DELETE FROM ${rowsOf('event_hire', 3, 2027)}`,
    year: 2027,
    ids: [1, 3, 4, 5, 8, 9, 10],
    names: 'E04',
  },
  {
    sql: `INSERT INTO event_raise SELECT * FROM ${rowsOf('event_raise', 1, 2028)} AND sequence = 5`,
    year: 2028,
    ids: [1, 9, 19],
    names: 'E02',
  },
  {
    sql: `INSERT INTO event_hire SELECT * REPLACE (0 AS person) FROM ${rowsOf('event_hire', 3, 2027)}`,
    year: 2027,
    ids: [1, 3, 8],
    names: 'E01',
  },
  {
    sql: `INSERT INTO event_hire SELECT * FROM ${rowsOf('event_hire', 3, 2027)}`,
    year: 2027,
    ids: [1, 3, 8, 9],
    names: 'E04',
  },
  {
    sql: `INSERT INTO event_termination SELECT * FROM ${rowsOf('event_termination', 6, 2027)}`,
    year: 2027,
    ids: [1, 8, 9],
    names: 'E07',
  },
  {
    sql: `INSERT INTO event_hire SELECT * REPLACE (2 AS person, 2028 AS simulation_year, DATE '2028-03-01' AS effective_date) FROM ${rowsOf('event_hire', 3, 2027)}`,
    year: 2028,
    ids: [1, 3, 5, 6, 8, 9],
    names: 'E03',
  },
  event('event_raise', "effective_date = '2027-03-15'", 2, 2027, [5, 6, 9, 10, 11, 19], 'E03'),
  event('event_raise', "effective_date = '2027-02-28'", 2, 2027, [5, 6, 11], 'E03'),
  event('event_raise', "effective_date = '2028-04-01'", 0, 2027, [5, 7, 10, 11], 'E01', 'AND category = 1'),
  event('event_raise', "effective_date = '2027-04-02'", 0, 2027, [5, 11], 'E01', 'AND category = 1'),
  event('event_hire', "effective_date = '2027-05-11'", 3, 2027, [1, 5, 10, 11, 12], 'E04'),
  event('event_hire', "effective_date = '2027-10-24'", 9, 2027, [], 'NH-2027-000001'),
  event('event_hire', "effective_date = '2027-10-25'", 9, 2027, [], 'NH-2027-000001'),
  event('event_termination', "effective_date = '2027-03-01'", 2, 2027, [1, 5, 10, 11, 12, 21], 'E03'),
  {
    sql: [
      update('event_raise', "effective_date = '2027-04-01'", 0, 2027, 'AND category = 0'),
      update('event_raise', "effective_date = '2027-01-01'", 0, 2027, 'AND category = 1'),
    ],
    year: 2027,
    ids: [5, 9, 11, 19],
    names: 'E01',
  },
  // numbers of events
  event('event_raise', 'sequence = 3', 0, 2027, [9], 'sequence 3, expected 2', 'AND category = 1'),
  event('event_raise', 'sequence = sequence + 1', 7, 2029, [9], 'E08'),
  event('event_raise', 'sequence = 3 - sequence', 0, 2027, [9], 'E01'),
  event('event_raise', 'year_rank = 1 - year_rank', 0, 2027, [9], 'E01'),
  event('event_raise', 'year_rank = year_rank + 100', 0, 2027, [9], 'E01', 'AND category = 1'),
  event(
    'event_raise',
    'duplicate_index = 1',
    0,
    2027,
    [9],
    'duplicate_index 1, expected 0',
    'AND category = 1',
  ),
  event('event_raise', 'duplicate_index = 0', 1, 2028, [9], 'E02'),
  {
    sql: 'UPDATE event_raise SET sequence = sequence + 1 WHERE simulation_year = 2028 AND person = 0',
    year: 2028,
    ids: [9],
    names: 'E01',
  },
  {
    sql: [
      'UPDATE event_raise SET sequence = sequence + 1 WHERE simulation_year = 2028 AND person = 0',
      'UPDATE event_promotion SET sequence = sequence + 1 WHERE simulation_year = 2028 AND person = 0',
    ],
    year: 2028,
    ids: [9],
    names: 'E01',
  },
  // what events say of the state before them
  event(
    'event_raise',
    'previous_pay_cents = previous_pay_cents - 1',
    0,
    2027,
    [19],
    'E01',
    'AND category = 1',
  ),
  event(
    'event_raise',
    'previous_pay_cents = previous_pay_cents - 1, amount_cents = amount_cents + 1',
    0,
    2027,
    [19],
    'E01',
    'AND category = 0',
  ),
  event('event_raise', 'amount_cents = amount_cents + 1', 0, 2027, [19], 'amount_cents', 'AND category = 0'),
  event(
    'event_raise',
    'new_pay_cents = new_pay_cents + 1, amount_cents = amount_cents + 1',
    0,
    2027,
    [5, 11, 19],
    'E01',
    'AND category = 0',
  ),
  event(
    'event_raise',
    'new_pay_cents = new_pay_cents + 1, amount_cents = amount_cents + 1',
    0,
    2027,
    [5],
    'E01',
    'AND category = 1',
  ),
  event('event_promotion', 'previous_pay_cents = previous_pay_cents + 1', 1, 2027, [19], 'E02'),
  event('event_termination', 'pay_in_force_cents = pay_in_force_cents + 1', 2, 2027, [19], 'E03'),
  event('event_termination', 'pay_in_force_cents = pay_in_force_cents + 1', 6, 2027, [19], 'E07'),
  event('event_raise', 'level = 3', 0, 2027, [20], 'level 3, expected 2', 'AND category = 0'),
  event('event_raise', 'level = 1', 1, 2027, [20], 'E02', 'AND category = 1'),
  event('event_promotion', 'from_level = 2, to_level = 3', 1, 2027, [3, 5, 20], 'E02'),
  event('event_promotion', 'to_level = 3', 1, 2027, [3, 5, 20], 'E02'),
  event('event_promotion', 'from_level = 0', 1, 2027, [3, 20], 'E02'),
  {
    sql: `UPDATE scenario_version SET document = json_merge_patch(document, '{"jobLevels":[{"level":1}]}')`,
    year: 2027,
    ids: [20],
    names: 'above the top level 1',
  },
  event('event_raise', 'new_pay_cents = previous_pay_cents - 1, amount_cents = -1', 7, 2029, [], 'E08'),
  event(
    'event_termination',
    'age_years = age_years + 1',
    2,
    2027,
    [21],
    'the TERMINATION says age 64, expected 63',
  ),
  event(
    'event_termination',
    'tenure_years = tenure_years - 1',
    2,
    2027,
    [21],
    'the TERMINATION says tenure 22, expected 23',
  ),
  event('event_termination', 'reason = 1', 2, 2027, [5], 'termination_reason is 3, expected 1'),
  event('event_termination', 'severance_cents = severance_cents + 1', 4, 2027, [12], 'severance_cents'),
  event('event_termination', 'category = 0', 4, 2027, [1], 'reductions of the summary'),
  event('event_hire', 'category = 0', 3, 2027, [1], 'scheduled_hires of the summary'),
  event('event_hire', 'department = 0', 3, 2027, [1, 5], 'E04'),
  event('event_hire', "birth_date = '1999-05-12'", 3, 2027, [5], 'E04'),
  event('event_hire', 'annual_pay_cents = annual_pay_cents - 1', 3, 2027, [5, 11], 'E04'),
  // pay out of bounds
  snapshot('annual_pay_cents = 99999', [5, 12, 26], 'E01 in 2027: annual_pay_cents 99999 after 9000000'),
  snapshot('annual_pay_cents = 1000000001', [5, 12, 26], 'E01'),
  snapshot('annual_pay_cents = 14400001', [5, 12, 26], 'E01'),
  snapshot('annual_pay_cents = 14400000', [5, 12], 'E01'),
];
