import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLAN_GROUPINGS, type PlanYearDetail } from '../../../src-shared/api/plan-results.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { LAST_BUCKET, deferralBucket } from '../../../src-worker/plan/comparison/deferral-bucket.ts';
import { matchFormula, matchOf } from '../../../src-worker/plan/match-formula.ts';
import { formulaOf, matchTerms } from '../../../src-worker/plan/match.ts';
import { planStudyForTests, PLAN_SCENARIO } from './testing/plan-study.ts';

const study = planStudyForTests(500);

const detail = (
  year: number,
  changed: Partial<Parameters<ReturnType<typeof study.service>['detail']>[0]> = {},
): Promise<PlanYearDetail> =>
  study.service().detail({ runId: study.runId(), year, cohort: 'all', grouping: 'age', ...changed });

const cents = z.coerce.number().transform((dollars) => Math.round(dollars * 100) as Cents);
const personRow = z.object({
  isActive: z.boolean(),
  isEligible: z.boolean(),
  rate: z.coerce.number(),
  deferral: cents,
  planPay: cents,
  cappedPay: cents,
  match: cents,
  atCeiling: cents,
  tenure: z.coerce.number(),
  age: z.coerce.number(),
});

const peopleOf = async (year: number): Promise<readonly z.output<typeof personRow>[]> =>
  z.array(personRow).parse(
    await study.workspace().read(
      `SELECT detailed_status IN ('newHireActive', 'continuousActive') AS "isActive",
         detailed_status IN ('newHireActive', 'continuousActive') AND plan_entry_date IS NOT NULL AS "isEligible",
         deferral_rate_ppm AS rate, base_deferral + catch_up_deferral AS deferral, plan_pay AS "planPay",
         capped_plan_pay AS "cappedPay", match_contribution + match_true_up AS match,
         match_at_ceiling AS "atCeiling", tenure_years AS tenure, age_at_year_end AS age
       FROM fct_workforce_snapshot WHERE simulation_year = $1`,
      [year],
    ),
  );

const designOf = (id: string) => {
  const found = PLAN_SCENARIO.planDesigns.find((design) => design.id === id);
  if (found === undefined) throw new Error(`no design ${id}`);
  return found;
};

describe('one year of the plan', () => {
  it('P-127 distributes eligible people as the calculator classes their elected and effective rates', async () => {
    const { distribution } = await detail(2027);
    const eligible = (await peopleOf(2027)).filter(({ isEligible }) => isEligible);
    const count = (rateOf: (person: (typeof eligible)[number]) => number): readonly number[] =>
      Array.from(
        { length: LAST_BUCKET + 1 },
        (_, bucket) =>
          eligible.filter(
            (person) => deferralBucket(rateOf(person) as Parameters<typeof deferralBucket>[0]) === bucket,
          ).length,
      );
    expect(distribution.elected).toEqual(count(({ rate }) => rate));
    expect(distribution.effective).toEqual(
      count(({ deferral, planPay }) => (deferral === 0 ? 0 : Math.round((deferral * 1_000_000) / planPay))),
    );
    expect(distribution.effective).not.toEqual(distribution.elected);
  });

  it.each([
    [2026, 'standard'],
    [2027, 'banded'],
  ])('P-65 splits the match of %i by tier as the formula pays it, person by person', async (year, id) => {
    const { tiers } = await detail(year);
    if ('unknown' in tiers) throw new Error(tiers.unknown);
    const design = designOf(id);
    const terms = matchTerms(design.match, year);
    const people = (await peopleOf(year)).filter(({ match }) => match > 0);
    // What the deferral of a person fills of each tier, added up tier by tier, up to the cap in dollars.
    const expected = terms.formulas.map((formula) => formula.tiers.map(() => ({ people: 0, cents: 0 })));
    for (const { deferral, cappedPay, match, tenure, age } of people) {
      const formula = formulaOf(terms, tenure, age);
      const band = terms.formulas.indexOf(formula);
      const settings = formula.tiers.map(({ min, max, rate }) => ({
        min: min / 1_000_000,
        max: max / 1_000_000,
        rate: rate / 1_000_000,
      }));
      let before = 0;
      settings.forEach((_, tier) => {
        const upTo = Math.min(
          matchOf(matchFormula(settings.slice(0, tier + 1), null), deferral, cappedPay),
          terms.dollarCap,
        );
        const place = expected[band]?.[tier];
        if (place === undefined) throw new Error('a tier of a band');
        if (upTo > before) place.people += 1;
        place.cents += upTo - before;
        before = upTo;
      });
      expect(before).toBe(match);
    }
    expect(
      tiers.bands.map((band) =>
        band.tiers.map(({ people: heads, cents: paid }) => ({ people: heads, cents: paid })),
      ),
    ).toEqual(expected);
    expect(tiers.bands.map(({ otherCents }) => otherCents)).toEqual(tiers.bands.map(() => 0));
    expect(expected.flat().every(({ cents: paid }) => paid > 0)).toBe(true);
  });

  it('P-68 says that a match paycheck by paycheck cannot be split by year', async () => {
    expect((await detail(2028)).tiers).toEqual({ unknown: 'paychecks' });
    expect((await detail(2028)).core).toBeNull();
  });

  it('P-46, P-126 counts participants at their ceiling by the calculator’s formula of each', async () => {
    const { years } = await study.service().years({ runId: study.runId(), cohort: 'all' });
    for (const [year, id] of [
      [2026, 'standard'],
      [2027, 'banded'],
    ] as const) {
      const terms = matchTerms(designOf(id).match, year);
      const participants = (await peopleOf(year)).filter(({ isEligible, rate }) => isEligible && rate > 0);
      const there = participants.filter(
        ({ rate, tenure, age }) => rate >= formulaOf(terms, tenure, age).ceiling,
      );
      expect(years.find((each) => each.year === year)?.atCeiling).toBe(there.length);
    }
    expect(years.find(({ year }) => year === 2028)?.atCeiling).toEqual({ unknown: 'bridgedService' });
  });

  it('P-71, P-72 sums core by the band that gave it and on pay above the level', async () => {
    const { core } = await detail(2027);
    const rows = z
      .array(
        z.object({
          category: z.string(),
          rate: z.number(),
          people: z.coerce.number(),
          cents: z.coerce.number(),
        }),
      )
      .parse(
        await study.workspace().read(
          `SELECT event_category AS category, event_payload.rate_ppm AS rate, count(*) AS people,
             CAST(100 * sum(event_payload.amount) AS BIGINT) AS cents
           FROM fct_yearly_events WHERE simulation_year = 2027 AND event_type = 'DC_PLAN_CONTRIBUTION' AND event_category IN ('core', 'coreExcess')
           GROUP BY ALL ORDER BY category, rate`,
        ),
      );
    expect(
      [...(core?.bands ?? []), core?.excess].map((part) => [part?.ratePpm, part?.people, part?.cents]),
    ).toEqual(rows.map(({ rate, people, cents: paid }) => [rate, people, paid]));
    expect(core).toMatchObject({ by: 'age', excess: { levelCents: 9_000_000 } });
  });

  it('groups everybody by each grouping so that the groups add up to the year', async () => {
    const { years } = await study.service().years({ runId: study.runId(), cohort: 'newHires' });
    const year = years.find((each) => each.year === 2027);
    if (year === undefined) throw new Error('the year has a plan');
    for (const grouping of PLAN_GROUPINGS) {
      const { groups, left } = await detail(2027, { cohort: 'newHires', grouping });
      const sum = (
        name:
          'active' | 'eligible' | 'participants' | 'deferralCents' | 'matchCents' | 'coreCents' | 'leftCents',
      ) => groups.reduce((total, group) => total + group[name], 0);
      expect({
        active: sum('active'),
        eligible: sum('eligible'),
        participants: sum('participants'),
        deferral: sum('deferralCents'),
        match: sum('matchCents'),
        core: sum('coreCents'),
        left: sum('leftCents'),
      }).toEqual({
        active: year.active,
        eligible: year.eligible,
        participants: year.participants,
        deferral: year.deferralCents + year.catchUpCents,
        match: year.matchCents + year.trueUpCents,
        core: year.coreCents + year.coreExcessCents,
        left: year.leftCents,
      });
      expect(left.participants.cents + left.notParticipating.cents + left.leavers.cents).toBe(year.leftCents);
    }
  });

  it('cuts pay into four quarters of equal heads', async () => {
    const { groups } = await detail(2026, { grouping: 'pay' });
    const heads = groups.map(({ active }) => active);
    expect(heads).toHaveLength(4);
    expect(Math.max(...heads) - Math.min(...heads)).toBeLessThanOrEqual(4);
    expect(groups.map(({ pay }) => pay?.from === null)).toEqual([true, false, false, false]);
  });
});
