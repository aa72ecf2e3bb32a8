import { describe, expect, it } from 'vitest';
import { ResultReader } from '../../../src-main/application/results/result-service.ts';
import { ReadableRuns } from '../../../src-main/application/results/run-dictionary.ts';
import { planStudyForTests } from '../../../src-main/application/plan-results/testing/plan-study.ts';
import { PLAN_GROUPINGS, PLAN_METHODS, type PlanCohort } from '../../../src-shared/api/plan-results.ts';
import { CONDITIONS_VIEW, conditionsInView } from '../../state/drill.ts';
import type { Place } from '../../state/navigation.ts';
import {
  IS_ACTIVE,
  IS_ELIGIBLE,
  TAKES_PART,
  classPlace,
  isAbove,
  isOfGroup,
  isSuperCatchUpAge,
  methodPlace,
  planPeople,
  type PlanScope,
} from './plan-drills.ts';

const study = planStudyForTests(400);
const YEAR = 2027;

/** People and sums of the grid at a place. */
async function gridAt(place: Place) {
  expect(place.pageId).toBe('people');
  const workspace = study.workspace();
  const reader = new ResultReader(workspace, new ReadableRuns(workspace));
  return reader.totals({
    runId: study.runId(),
    relation: 'snapshot',
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
    },
  );

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
