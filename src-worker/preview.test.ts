import { describe, expect, it } from 'vitest';
import type { PreviewYear } from '../src-shared/api/preview.ts';
import type { Scenario } from '../src-shared/scenario/schema.ts';
import { Preview } from './preview.ts';
import { openSimulation } from './simulation.ts';
import { defaultScenario, scenarioWith } from './testing/scenarios.ts';
import { company } from './testing/synthetic-census.ts';

const census = company(400);
const going = { isCancelled: () => false };

/** The figures of a run of the same scenario. */
function ofRun(scenario: Scenario): readonly PreviewYear[] {
  const { years } = openSimulation({ scenario, census, replicate: 0 });
  return [...years(going)].map(({ summary, plan }) => ({ summary, plan: plan.summary }));
}

const [standard] = defaultScenario.planDesigns;
if (standard === undefined) throw new Error('the default scenario has no plan design');

const withDesign = (changes: Partial<typeof standard>): Scenario => ({
  ...defaultScenario,
  planDesigns: [{ ...standard, ...changes }],
});

const richer = withDesign({ match: { ...standard.match, frequency: 'perPayPeriod', dollarCap: 3_000 } });
const reallocating = withDesign({
  forfeitures: { ...standard.forfeitures, policy: 'reallocate', openingPool: 100_000 },
  eligibility: {
    ...standard.eligibility,
    excludedClasses: [{ field: 'level', values: [3] }],
  },
});

describe('PINV-24 a preview remembers the workforce side', () => {
  it('PINV-24 scenarios one after the other give the figures of their runs, whatever was changed', () => {
    const preview = new Preview(census);
    const edits: readonly Scenario[] = [
      defaultScenario,
      richer,
      reallocating,
      { ...defaultScenario, planTimeline: [] },
      { ...richer, planTimeline: [{ fromYear: 2027, designId: standard.id }] },
      scenarioWith({ workforce: { targetGrowthRate: 0.08 } }),
      scenarioWith({ simulation: { endYear: 2027 } }),
      { ...scenarioWith({ simulation: { randomSeed: 7 } }), planDesigns: richer.planDesigns },
      {
        ...defaultScenario,
        name: 'Another name',
        limits: { ...defaultScenario.limits, projection: { indexRate: 0.05, wageBaseIndexRate: 0.05 } },
      },
    ];
    for (const scenario of edits) expect(preview.simulate(scenario, going)).toEqual(ofRun(scenario));
  });

  it('INV-30 a preview that was stopped leaves the next one as it would have been', () => {
    for (const asked of [1, 5, 15, 20, 25]) {
      const preview = new Preview(census);
      let questions = 0;
      const stopping = { isCancelled: () => ++questions >= asked };
      expect(() => preview.simulate(defaultScenario, stopping)).toThrow('cancelled');
      expect(preview.simulate(richer, going)).toEqual(ofRun(richer));
    }
  });

  it('PINV-24 settings of the plan alone do not simulate the workforce again', () => {
    const preview = new Preview(census);
    const questionsOf = (scenario: Scenario): number => {
      let questions = 0;
      preview.simulate(scenario, { isCancelled: () => ++questions < 0 });
      return questions;
    };
    const whole = questionsOf(defaultScenario);
    expect(questionsOf(richer)).toBeLessThan(whole / 2);
    expect(questionsOf(scenarioWith({ hiring: { partTimeShare: 0.1 } }))).toBe(whole);
  });
});
