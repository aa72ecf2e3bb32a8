import { describe, expect, it } from 'vitest';
import { checkRun, checkYear } from './check-year.ts';
import { first, plannedStudyForTests, SPOILT, type PlanSpoiling } from './testing/planned-study.ts';
import { failedIds, offendersOf, spoil } from './testing/spoiling.ts';

const study = plannedStudyForTests();
const inYear = `simulation_year = ${SPOILT}`;
/** Somebody who defers, stays, and has no catch-up. */
const saver =
  'base_deferral_cents > 0 AND catch_up_cents = 0 AND termination_date IS NULL AND match_cents > 0';

describe('the plan of a valid run', () => {
  it('passes every year, exactly and by the screen, and says what was checked', async () => {
    const years = await study.inPassing((connection) => checkRun(connection, 1));
    expect(years.map(({ year, results }) => [year, offendersOf(results)])).toEqual([
      [SPOILT - 1, ''],
      [SPOILT, ''],
      [SPOILT + 1, ''],
    ]);
    const results = await study.inPassing((connection) => checkYear(connection, 1, SPOILT));
    expect(results.filter(({ id }) => id.startsWith('PINV')).map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 30].map((number) => `PINV-${number}`),
    );
    for (const { id, checked } of results) expect(checked, id).toBeGreaterThan(0);
  });
});

describe('the state of a person', () => {
  it.each<PlanSpoiling>([
    [first('snapshot', 'plan_entry_date = NULL', saver), ['PINV-1', 'PINV-2', 'PINV-30'], 'entry never'],
    [
      first('snapshot', "plan_entry_date = DATE '2026-12-31'", saver),
      ['PINV-2', 'PINV-30'],
      'plan_entry_date is 2026-12-31',
    ],
    [
      first('snapshot', 'plan_entry_basis = 3', saver),
      ['PINV-30'],
      'PINV-30 E0000004 in 2026: plan_entry_basis is 3, expected 1',
    ],
    [first('snapshot', 'plan_status = 3', saver), ['PINV-30'], 'plan_status is 3, expected 2'],
    [first('snapshot', 'enrollment_date = NULL', saver), ['PINV-30'], 'enrollment_date is NULL'],
    [first('snapshot', 'enrollment_source = 0', saver), ['PINV-30'], 'enrollment_source is 0'],
    [first('snapshot', 'escalation_count = escalation_count + 1', saver), ['PINV-30'], 'escalation_count is'],
    [first('snapshot', "opt_out_date = DATE '2026-02-01'", saver), ['PINV-30'], 'opt_out_date is 2026-02-01'],
    [
      first('snapshot', 'hours_hundredths = hours_hundredths + 1', saver),
      ['PINV-30'],
      'hours_hundredths is 208001, expected 208000',
    ],
    [first('snapshot', 'is_hce = NOT is_hce', saver), ['PINV-30'], 'is_hce is'],
    [first('snapshot', 'deferral_rate_ppm = 123456', saver), ['PINV-16'], 'deferral_rate_ppm is 123456'],
    [
      first('snapshot', 'vested_match_ppm = 12345', `${saver} AND vested_match_ppm = 1000000`),
      ['PINV-30'],
      'vested_match_ppm is 12345, expected 1000000',
    ],
    [first('snapshot', 'plan_status = NULL', saver), ['PINV-30'], 'plan_status is NULL'],
  ])('%s', (...spoiling) => study.expectFailures(spoiling));
});

describe('the money of a person', () => {
  it.each<PlanSpoiling>([
    [
      first('snapshot', 'match_cents = match_cents + 1', saver),
      ['PINV-11', 'PINV-12', 'PINV-14'],
      'match_cents is',
    ],
    [
      first('snapshot', 'pre_tax_cents = pre_tax_cents + 1', saver),
      ['PINV-10', 'PINV-11'],
      'pre-tax and Roth are',
    ],
    [first('snapshot', 'match_reason = 5', saver), ['PINV-6'], 'for the reason 5'],
    [first('snapshot', 'core_reason = 5', 'core_cents > 0'), ['PINV-9'], 'for the reason 5'],
    [
      first('snapshot', 'base_deferral_cents = 2450001', saver),
      ['PINV-3', 'PINV-10', 'PINV-11', 'PINV-12'],
      'above the limit 2450000',
    ],
    [
      first('snapshot', 'catch_up_cents = 1', `${saver} AND year(birth_date) > 1977`),
      ['PINV-3', 'PINV-10', 'PINV-11', 'PINV-12'],
      'catch_up_cents is 1 at the age of',
    ],
    [
      first('snapshot', 'prorated_pay_cents = base_deferral_cents', saver),
      ['PINV-5', 'PINV-11'],
      'annual additions are',
    ],
    [
      first('snapshot', 'balance_match_cents = balance_match_cents + 1', saver),
      ['PINV-12'],
      'balance_match_cents is',
    ],
    [
      first('snapshot', 'balance_core_cents = balance_core_cents - 1', saver),
      ['PINV-12'],
      'balance_core_cents is',
    ],
    [
      first('snapshot', 'balance_deferral_cents = balance_deferral_cents - 1', saver),
      ['PINV-12'],
      'balance_deferral_cents is',
    ],
    [
      first('snapshot', 'forfeited_match_cents = 7', saver),
      ['PINV-12', 'PINV-13', 'PINV-14'],
      'forfeited_match_cents is 7, expected 0',
    ],
  ])('%s', (...spoiling) => study.expectFailures(spoiling));
});

describe('the events', () => {
  const remove = (table: string, where = 'true'): string =>
    `DELETE FROM ${table} WHERE rowid = (SELECT min(rowid) FROM ${table} WHERE ${inYear} AND ${where})`;
  it.each<PlanSpoiling>([
    [
      first('event_contribution', 'amount_cents = amount_cents + 1', 'category = 4'),
      ['PINV-11'],
      'match_cents is',
    ],
    [
      first('event_contribution', 'amount_cents = amount_cents - 1', 'category = 0'),
      ['PINV-11'],
      'base_deferral_cents is',
    ],
    [first('event_contribution', 'category = 5', 'category = 4'), ['PINV-11'], 'true_up_cents is 0'],
    [
      first('event_contribution', 'effective_date = effective_date - 1', 'category = 6'),
      ['PINV-2'],
      'settled from',
    ],
    [remove('event_contribution', 'category = 6'), ['PINV-11'], 'core_cents is'],
    [remove('event_contribution', 'category = 1'), ['PINV-11'], 'roth_cents is'],
    [
      first('event_vesting', 'percent_ppm = percent_ppm - 1', 'percent_ppm > 0'),
      ['PINV-30'],
      'vested_match_ppm is 400000, expected 399999',
    ],
    [first('event_vesting', 'balance_cents = balance_cents + 1'), ['PINV-12'], 'INV-12 '],
    [
      remove(
        'event_vesting',
        `category = 0 AND percent_ppm > 0 AND person IN (
           SELECT person FROM snapshot WHERE ${inYear} AND termination_date IS NULL)`,
      ),
      ['PINV-30'],
      'vested_match_ppm is',
    ],
    [
      first('event_forfeiture', 'amount_cents = amount_cents + 1'),
      ['PINV-12'],
      'does not follow from its balance',
    ],
    [remove('event_forfeiture'), ['PINV-12'], 'expected 0'],
    [
      first('event_hce_status', 'lookback_pay_cents = threshold_cents', 'NOT owner'),
      ['PINV-20'],
      'highly compensated neither by pay nor as an owner',
    ],
    [
      first('event_hce_status', 'lookback_pay_cents = lookback_pay_cents + 1'),
      ['PINV-20'],
      'look-back pay is',
    ],
    [remove('event_hce_status'), ['PINV-30'], 'is_hce is 1, expected 0'],
    [
      first('event_eligibility', 'effective_date = effective_date + 1', 'category = 0'),
      ['PINV-30'],
      'plan_entry_date is',
    ],
    [remove('event_eligibility', 'category = 0'), ['PINV-30'], 'expected NULL'],
    [
      first('event_enrollment', 'rate_ppm = 750001', 'category > 1'),
      ['PINV-16'],
      'a rate that the plan does not allow',
    ],
    [
      first(
        'event_enrollment',
        'effective_date = (SELECT min(plan_entry_date) - 1 FROM snapshot s WHERE s.simulation_year = 2026 AND s.person = event_enrollment.person)',
      ),
      ['PINV-2', 'PINV-30'],
      'plan event of',
    ],
    [
      `INSERT INTO event_enrollment SELECT * REPLACE (sequence + 1 AS sequence, effective_date + 1 AS effective_date)
       FROM event_enrollment WHERE rowid = (SELECT min(rowid) FROM event_enrollment WHERE ${inYear})`,
      ['PINV-15', 'PINV-30'],
      '2 enrolments',
    ],
    [
      first('event_deferral_change', 'new_rate_ppm = old_rate_ppm - 1', 'category = 2'),
      ['PINV-16'],
      'a rate that the plan does not allow',
    ],
    [
      `UPDATE snapshot SET plan_status = 3 WHERE simulation_year = ${SPOILT - 1} AND person = (
         SELECT min(person) FROM event_enrollment WHERE ${inYear} AND category = 0
           AND person IN (SELECT person FROM snapshot WHERE simulation_year = ${SPOILT - 1}))`,
      ['PINV-17'],
      'enrolled automatically after an opt-out',
    ],
  ])('%s', (...spoiling) => study.expectFailures(spoiling));

  it('INV-9 a hole among the ranks of any table is found', async () => {
    for (const table of ['event_contribution', 'event_vesting', 'event_hce_status', 'event_enrollment']) {
      const results = await study.inPassing(async (connection) => {
        await spoil(connection, first(table, 'year_rank = year_rank + 100000'));
        return checkYear(connection, 1, SPOILT);
      });
      expect(failedIds(results), table).toContain(9);
    }
  });

  it('INV-8 names plan events of people who are neither employed nor hired', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, first('event_contribution', 'person = 999999'));
      return checkYear(connection, 1, SPOILT);
    });
    expect(offendersOf(results)).toContain(
      'INV-8 person 999999 in 2026: neither employed at opening nor hired, but has a DC_PLAN_CONTRIBUTION',
    );
  });
});

describe('the figures', () => {
  it.each<PlanSpoiling>([
    [
      `UPDATE run_year_plan SET match_cents = match_cents + 1 WHERE ${inYear}`,
      ['PINV-11'],
      'match_cents of the plan',
    ],
    [
      `UPDATE run_year_plan SET gross_cost_cents = 1 WHERE ${inYear}`,
      ['PINV-11'],
      'gross_cost_cents of the plan in 2026: 1',
    ],
    [
      `UPDATE run_year_plan SET pool_available_cents = pool_available_cents + 1 WHERE ${inYear}`,
      ['PINV-13'],
      'pool_available_cents of the plan',
    ],
    [
      `UPDATE run_year_plan SET pool_carried_cents = 5 WHERE ${inYear}`,
      ['PINV-13'],
      'pool_carried_cents of the plan in 2026: 5',
    ],
    [
      `UPDATE run_year_plan SET forfeitures_created_cents = 1 WHERE ${inYear}`,
      ['PINV-13'],
      'forfeitures_created_cents of the plan in 2026: 1',
    ],
    [
      `UPDATE run_year_plan SET net_cash_cents = 1 WHERE ${inYear}`,
      ['PINV-14'],
      'net_cash_cents of the plan in 2026: 1',
    ],
    [
      `UPDATE run_year_plan SET hce_count = hce_count + 1 WHERE ${inYear}`,
      ['PINV-30'],
      'hce_count of the plan',
    ],
    [`UPDATE run_year_plan SET participants = 0 WHERE ${inYear}`, ['PINV-30'], 'participants of the plan'],
    [`DELETE FROM run_year_plan WHERE ${inYear}`, ['PINV-30'], 'years with figures of the plan in 2026: 0'],
  ])('%s', (...spoiling) => study.expectFailures(spoiling));

  it('INV-1 compares the counts of plan events with the summary', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(
        connection,
        `UPDATE run_year SET event_counts = json_merge_patch(event_counts, '{"DC_PLAN_VESTING": 1}') WHERE ${inYear}`,
      );
      return checkYear(connection, 1, SPOILT);
    });
    expect(failedIds(results)).toEqual([1]);
    expect(offendersOf(results)).toContain('DC_PLAN_VESTING events of the summary in 2026: 1, expected');
  });
});
