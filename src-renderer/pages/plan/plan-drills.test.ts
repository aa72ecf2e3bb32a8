import { describe, expect, it } from 'vitest';
import { ResultReader } from '../../../src-main/application/results/result-service.ts';
import { ReadableRuns } from '../../../src-main/application/results/run-dictionary.ts';
import { planStudyForTests } from '../../../src-main/application/plan-results/testing/plan-study.ts';
import { PLAN_GROUPINGS, PLAN_METHODS, type PlanCohort } from '../../../src-shared/api/plan-results.ts';
import { CONDITIONS_VIEW, conditionsInView } from '../../state/drill.ts';
import type { Place } from '../../state/navigation.ts';
import { grossCostOf } from '../results/overview-drills.ts';
import {
  IS_ACTIVE,
  IS_ELIGIBLE,
  TAKES_PART,
  classPlace,
  forfeituresPlace,
  isAbove,
  isOfGroup,
  isSuperCatchUpAge,
  methodPlace,
  planPeople,
  rothMandatePlace,
  vestedPlace,
  type PlanScope,
} from './plan-drills.ts';

const study = planStudyForTests(400);
const YEAR = 2027;

/** People and sums of the grid at a place. */
async function gridAt(place: Place) {
  const workspace = study.workspace();
  const reader = new ResultReader(workspace, new ReadableRuns(workspace));
  return reader.totals({
    runId: study.runId(),
    relation: place.pageId === 'people' ? 'snapshot' : 'events',
    conditions: [...conditionsInView(place.view[CONDITIONS_VIEW] ?? null)],
    sort: [],
  });
}
const peopleAt = async (place: Place): Promise<number> => (await gridAt(place)).people;

const scopeOf = (cohort: PlanCohort): PlanScope => ({
  runId: study.runId(),
  year: YEAR,
  startYear: 2025,
  cohort,
});

describe('ways from the figures of the plan to people', () => {
  it.each(['all', 'census', 'newHires', 2026] as const)(
    'lead to as many people as they say, of %s',
    async (cohort) => {
      const scope = scopeOf(cohort);
      const runId = study.runId();
      const { years } = await study.service().years({ runId, cohort });
      const figures = years.find(({ year }) => year === YEAR);
      if (figures === undefined) throw new Error('the year has a plan');
      expect(await peopleAt(planPeople(scope, IS_ACTIVE))).toBe(figures.active);
      expect(await peopleAt(planPeople(scope, ...IS_ELIGIBLE))).toBe(figures.eligible);
      expect(await peopleAt(planPeople(scope, ...TAKES_PART))).toBe(figures.participants);
      for (const method of PLAN_METHODS)
        expect(await peopleAt(methodPlace(scope, method)), method).toBe(figures.methods[method]);
      const { limits, vesting } = figures;
      expect(await peopleAt(planPeople(scope, isAbove('payOverLimit', 0)))).toBe(limits.compensation);
      expect(await peopleAt(planPeople(scope, isAbove('catchUp', 0)))).toBe(limits.catchUp);
      expect(await peopleAt(planPeople(scope, isAbove('catchUp', 0), isSuperCatchUpAge(YEAR)))).toBe(
        limits.superCatchUp,
      );
      expect(await peopleAt(planPeople(scope, isAbove('reduced415', 0)))).toBe(limits.annualAdditions);
      const forfeited = await gridAt(planPeople(scope, isAbove('forfeited', 0)));
      expect(forfeited.people).toBe(vesting.forfeiting);
      expect(forfeited.sums['forfeited'] ?? 0).toBe(vesting.forfeitedMatchCents + vesting.forfeitedCoreCents);
      expect((await gridAt(planPeople(scope))).sums['matchLeft']).toBe(figures.leftCents);
      expect(await peopleAt(vestedPlace(scope, 'fully'))).toBe(vesting.fullyVested);
      expect(await peopleAt(vestedPlace(scope, 'partly'))).toBe(vesting.partlyVested);
      expect(await peopleAt(vestedPlace(scope, 'not'))).toBe(vesting.notVested);
      const { sums } = await gridAt(vestedPlace(scope, null));
      expect((sums['balanceMatch'] ?? 0) + (sums['balanceCore'] ?? 0)).toBe(
        vesting.matchBalanceCents + vesting.coreBalanceCents,
      );
    },
  );

  it('P-60 lead to the people whose catch-up had to be Roth, but for the first year', async () => {
    const { years, designs } = await study.service().years({ runId: study.runId(), cohort: 'all' });
    let found = 0;
    for (const { year, limits } of years) {
      const wages = designs.find((design) => design.year === year)?.plan?.rothCatchUpWagesCents ?? null;
      const place = rothMandatePlace({ ...scopeOf('all'), year }, wages);
      expect(place === null).toBe(year === 2025);
      if (place === null) continue;
      expect(await peopleAt(place), String(year)).toBe(limits.rothMandate);
      found += limits.rothMandate ?? 0;
    }
    expect(found).toBeGreaterThan(0);
  });

  it('P-84, P-85 lead to the contributions of a year, and to the forfeitures before and in it', async () => {
    const { designs } = await study.service().years({ runId: study.runId(), cohort: 'all' });
    let created = 0;
    for (const { year, plan } of designs) {
      if (plan === null) continue;
      const scope = { ...scopeOf('all'), year };
      expect((await gridAt(grossCostOf(scope.runId, year))).sums['amount'] ?? 0).toBe(plan.grossCostCents);
      const { sums } = await gridAt(forfeituresPlace(scope.runId, year, year));
      expect(sums['amount'] ?? 0).toBe(plan.createdCents);
      if (year > scope.startYear) {
        const before = await gridAt(forfeituresPlace(scope.runId, scope.startYear, year - 1));
        expect(before.sums['amount'] ?? 0).toBe(created);
      }
      created += plan.createdCents;
    }
    expect(created).toBeGreaterThan(0);
  });

  it('P-127 lead to the people of each class, elected and effective', async () => {
    const scope = scopeOf('all');
    const detail = await study
      .service()
      .detail({ runId: study.runId(), year: YEAR, cohort: 'all', grouping: 'age' });
    for (const rate of ['elected', 'effective'] as const) {
      const found = await Promise.all(
        detail.distribution[rate].map((_, index) => peopleAt(classPlace(scope, rate, index))),
      );
      expect(found).toEqual(detail.distribution[rate]);
    }
  });

  it.each(PLAN_GROUPINGS)('lead to the people of a group by %s', async (grouping) => {
    const { groups } = await study
      .service()
      .detail({ runId: study.runId(), year: YEAR, cohort: 'all', grouping });
    const scope = scopeOf('all');
    for (const group of groups)
      expect(
        await peopleAt(planPeople(scope, ...TAKES_PART, ...isOfGroup(grouping, group))),
        group.label,
      ).toBe(group.participants);
  });
});
