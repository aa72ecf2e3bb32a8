import { describe, expect, it } from 'vitest';
import { defaultScenario } from '../../src-worker/testing/scenarios.ts';
import { planInForce } from './plan-in-force.ts';

const { planDesigns } = defaultScenario;
const [standard] = planDesigns;
const designs = standard === undefined ? [] : ['old', 'new'].map((id) => ({ ...standard, id }));
const inForce = (timeline: readonly (readonly [fromYear: number, designId: string])[], year: number) => {
  const plan = planInForce(
    { planDesigns: designs, planTimeline: timeline.map(([fromYear, designId]) => ({ fromYear, designId })) },
    year,
  );
  return plan === null ? null : [plan.design.id, plan.firstYear];
};

describe('the design of a year', () => {
  it('P-23 is that of the entry with the greatest fromYear not after it', () => {
    const timeline = [
      [2024, 'old'],
      [2027, 'new'],
    ] as const;
    expect([2023, 2024, 2026, 2027, 2040].map((year) => inForce(timeline, year))).toEqual([
      null,
      ['old', 2024],
      ['old', 2024],
      ['new', 2027],
      ['new', 2027],
    ]);
  });

  it('P-39 has been in force since the first of consecutive entries that name it', () => {
    const timeline = [
      [2024, 'old'],
      [2025, 'old'],
      [2026, 'new'],
      [2027, 'old'],
    ] as const;
    expect([2025, 2026, 2028].map((year) => inForce(timeline, year))).toEqual([
      ['old', 2024],
      ['new', 2026],
      ['old', 2027],
    ]);
  });
});
