import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PlanCohort, PlanYearFigures } from '../../../src-shared/api/plan-results.ts';
import { limitSettingsOf } from '../../../src-worker/plan/limits.ts';
import { planLimits } from '../../../src-worker/plan/plan-limits.ts';
import { planStudyForTests, PLAN_SCENARIO } from './testing/plan-study.ts';

const study = planStudyForTests(500);

const rowSchema = z.record(z.string(), z.coerce.number());
const read = async (sql: string): Promise<readonly Readonly<Record<string, number>>[]> =>
  z.array(rowSchema).parse(await study.workspace().read(sql));

const yearsOf = async (cohort: PlanCohort = 'all'): Promise<readonly PlanYearFigures[]> =>
  (await study.service().years({ runId: study.runId(), cohort })).years;

const ACTIVE = "detailed_status IN ('newHireActive', 'continuousActive')";
const ELIGIBLE = `${ACTIVE} AND plan_entry_date IS NOT NULL`;
const PARTICIPANT = `${ELIGIBLE} AND plan_status = 'enrolled' AND deferral_rate_ppm > 0`;
const IN_FORCE = 'simulation_year >= 2026';

describe('the plan of a run', () => {
  it('P-23 has figures of the years with a design in force, and says which have none', async () => {
    const { designs, years } = await study.service().years({ runId: study.runId(), cohort: 'all' });
    expect(designs.map(({ year, plan }) => [year, plan?.name ?? null])).toEqual([
      [2025, null],
      [2026, 'Standard plan'],
      [2027, 'Banded plan'],
      [2028, 'Paycheck plan'],
    ]);
    expect(years.map(({ year }) => year)).toEqual([2026, 2027, 2028]);
    await expect(
      study.service().detail({ runId: study.runId(), year: 2025, cohort: 'all', grouping: 'age' }),
    ).rejects.toMatchObject({ code: 'YEAR_NOT_TESTED' });
  });

  it('P-125 counts participation by both denominators and by method', async () => {
    const counted = await read(`
      SELECT count(*) FILTER (${ACTIVE}) AS active, count(*) FILTER (${ELIGIBLE}) AS eligible,
        count(*) FILTER (${PARTICIPANT}) AS participants,
        count(*) FILTER (${PARTICIPANT} AND enrollment_source IN ('auto', 'sweep')) AS auto,
        count(*) FILTER (${PARTICIPANT} AND enrollment_source = 'voluntary') AS voluntary,
        count(*) FILTER (${PARTICIPANT} AND enrollment_source = 'proactive') AS proactive,
        count(*) FILTER (${PARTICIPANT} AND enrollment_source = 'conversion') AS conversion,
        count(*) FILTER (${PARTICIPANT} AND starts_with(enrollment_source, 'census')) AS census,
        count(*) FILTER (${ELIGIBLE} AND plan_status = 'optedOut') AS "optedOut",
        count(*) FILTER (${ELIGIBLE} AND plan_status = 'stopped') AS stopped,
        count(*) FILTER (${ELIGIBLE} AND plan_status = 'neverEnrolled') AS "neverEnrolled"
      FROM fct_workforce_snapshot WHERE ${IN_FORCE} GROUP BY simulation_year ORDER BY simulation_year`);
    const years = await yearsOf();
    expect(
      years.map(({ active, eligible, participants, methods }) => ({
        active,
        eligible,
        participants,
        ...methods,
      })),
    ).toEqual(counted);
    for (const { eligible, active, participants, methods, ...rates } of years) {
      expect(Object.values(methods).reduce((sum, people) => sum + people, 0)).toBe(eligible);
      expect(rates.participationOfEligible).toBe(Math.round((10_000 * participants) / eligible));
      expect(rates.participationOfActive).toBe(Math.round((10_000 * participants) / active));
    }
    expect(years.some(({ methods }) => methods.auto > 0 && methods.optedOut > 0)).toBe(true);
  });

  it('P-126 gives rates and money that tie out with people, events and totals', async () => {
    const people = await read(`
      SELECT CAST(round(avg(deferral_rate_ppm) FILTER (${PARTICIPANT})) AS BIGINT) AS "averageRatePpm",
        CAST(round(1000000 * sum(base_deferral + catch_up_deferral) FILTER (${PARTICIPANT})
          / sum(plan_pay) FILTER (${PARTICIPANT})) AS BIGINT) AS "effectiveRatePpm",
        CAST(round(1000000 * sum(match_contribution + match_true_up + core_contribution + core_excess_contribution)
          / sum(gross_pay)) AS BIGINT) AS "employerCostPpm",
        CAST(round(1000000 * sum(base_deferral + catch_up_deferral) / sum(gross_pay)) AS BIGINT) AS "employeeRatePpm",
        CAST(100 * sum(match_at_ceiling - match_contribution - match_true_up) AS BIGINT) AS "leftCents",
        CAST(100 * sum(gross_pay) AS BIGINT) AS "grossPayCents"
      FROM fct_workforce_snapshot WHERE ${IN_FORCE} GROUP BY simulation_year ORDER BY simulation_year`);
    const events = await read(`
      WITH contributed AS (SELECT simulation_year, event_category AS category, 100 * event_payload.amount AS cents
        FROM fct_yearly_events WHERE event_type = 'DC_PLAN_CONTRIBUTION' AND ${IN_FORCE})
      SELECT CAST(sum(cents) FILTER (category IN ('deferralPreTax', 'deferralRoth')) AS BIGINT) AS "deferralCents",
        CAST(coalesce(sum(cents) FILTER (category IN ('catchUpPreTax', 'catchUpRoth')), 0) AS BIGINT) AS "catchUpCents",
        CAST(sum(cents) FILTER (category = 'match') AS BIGINT) AS "matchCents",
        CAST(coalesce(sum(cents) FILTER (category = 'core'), 0) AS BIGINT) AS "coreCents",
        CAST(coalesce(sum(cents) FILTER (category = 'coreExcess'), 0) AS BIGINT) AS "coreExcessCents"
      FROM contributed GROUP BY simulation_year ORDER BY simulation_year`);
    const years = await yearsOf();
    expect(years).toMatchObject(people);
    expect(years).toMatchObject(events);
    const { designs } = await study.service().years({ runId: study.runId(), cohort: 'all' });
    for (const { year, matchCents, trueUpCents, coreCents, coreExcessCents, vesting } of years) {
      const plan = designs.find((design) => design.year === year)?.plan;
      expect(plan?.grossCostCents).toBe(matchCents + trueUpCents + coreCents + coreExcessCents);
      expect(plan?.createdCents).toBe(vesting.forfeitedMatchCents + vesting.forfeitedCoreCents);
    }
    expect(designs.find(({ year }) => year === 2027)?.plan).toMatchObject({
      forfeiturePolicy: 'expenses',
      expensesCents: 4_000_000,
    });
  });

  it('P-128 counts the people limits cut and those who use a right that depends on one', async () => {
    const limits = limitSettingsOf(PLAN_SCENARIO.limits);
    const wages = (year: number): number => planLimits(year, limits).rothCatchUpWages ?? Infinity;
    const counted = await read(`
      SELECT count(*) FILTER (s.limit_bound = '402g') AS "electiveDeferral",
        count(*) FILTER (s.limit_bound = 'planLimit') AS "planLimit",
        count(*) FILTER (s.reduced_415 > 0) AS "annualAdditions",
        count(*) FILTER (s.capped_plan_pay < s.plan_pay) AS compensation,
        count(*) FILTER (s.catch_up_deferral > 0) AS "catchUp",
        count(*) FILTER (s.catch_up_deferral > 0
          AND s.simulation_year - year(s.birth_date) IN (60, 61, 62, 63)) AS "superCatchUp",
        count(*) FILTER (s.catch_up_deferral > 0 AND 100 * (SELECT b.gross_pay FROM fct_workforce_snapshot b
          WHERE b.employee_id = s.employee_id AND b.simulation_year = s.simulation_year - 1)
          > CASE s.simulation_year WHEN 2026 THEN ${wages(2026)} WHEN 2027 THEN ${wages(2027)}
            ELSE ${wages(2028)} END) AS "rothMandate"
      FROM fct_workforce_snapshot s WHERE ${IN_FORCE} GROUP BY simulation_year ORDER BY simulation_year`);
    const years = await yearsOf();
    expect(years.map(({ limits: counts }) => counts)).toEqual(counted);
    expect(counted.some(({ catchUp = 0, rothMandate = 0 }) => catchUp > rothMandate && rothMandate > 0)).toBe(
      true,
    );
    // Whoever is mandated has no pre-tax catch-up: at most the others have.
    for (const { year, limits: counts } of years) {
      const [preTax] = await read(`
        SELECT count(DISTINCT employee_id) AS people FROM fct_yearly_events
        WHERE event_category = 'catchUpPreTax' AND simulation_year = ${year}`);
      expect(preTax?.['people']).toBeLessThanOrEqual(counts.catchUp - (counts.rothMandate ?? 0));
    }
  });

  it('P-81 sums up vested money of the people employed and what leavers forfeit', async () => {
    const vested = await read(`
      SELECT CAST(100 * sum(balance_match) FILTER (${ACTIVE}) AS BIGINT) AS "matchBalanceCents",
        CAST(100 * sum(balance_core) FILTER (${ACTIVE}) AS BIGINT) AS "coreBalanceCents",
        CAST(round(sum(balance_match * vested_match_ppm + balance_core * vested_core_ppm) FILTER (${ACTIVE})
          / 10000) AS BIGINT) AS "vestedCents",
        count(*) FILTER (${ACTIVE} AND balance_match + balance_core > 0
          AND (balance_match = 0 OR vested_match_ppm = 1000000)
          AND (balance_core = 0 OR vested_core_ppm = 1000000)) AS "fullyVested",
        count(*) FILTER (${ACTIVE} AND balance_match + balance_core > 0) AS "withMoney",
        CAST(100 * sum(forfeited_match) AS BIGINT) AS "forfeitedMatchCents",
        CAST(100 * sum(forfeited_core) AS BIGINT) AS "forfeitedCoreCents",
        count(*) FILTER (forfeited_match + forfeited_core > 0) AS forfeiting
      FROM fct_workforce_snapshot WHERE ${IN_FORCE} GROUP BY simulation_year ORDER BY simulation_year`);
    const years = await yearsOf();
    expect(
      years.map(({ vesting: { partlyVested, notVested, ...vesting } }) => ({
        ...vesting,
        withMoney: vesting.fullyVested + partlyVested + notVested,
      })),
    ).toEqual(vested);
    expect(years.every(({ vesting }) => vesting.forfeiting > 0)).toBe(true);
  });

  it('P-128 divides everybody into census and new hires, and those into the years of hire', async () => {
    const [all, census, newHires] = await Promise.all([yearsOf(), yearsOf('census'), yearsOf('newHires')]);
    const byYear = await Promise.all([2025, 2026, 2027, 2028].map((year) => yearsOf(year)));
    const heads = (years: readonly PlanYearFigures[]): readonly number[] =>
      years.flatMap(({ active, participants, matchCents, leftCents, limits, vesting }) => [
        active,
        participants,
        matchCents,
        leftCents,
        limits.catchUp,
        limits.rothMandate ?? NaN,
        vesting.forfeitedMatchCents,
      ]);
    const sums = (parts: readonly (readonly PlanYearFigures[])[]): readonly number[] =>
      heads(all).map((_, index) => parts.reduce((sum, part) => sum + (heads(part)[index] ?? NaN), 0));
    expect(sums([census, newHires])).toEqual(heads(all));
    expect(sums(byYear)).toEqual(heads(newHires));
  });
});
