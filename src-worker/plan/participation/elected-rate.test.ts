import { describe, expect, it } from 'vitest';
import { MILLION } from '../../../src-shared/units.ts';
import { DRAW_RANGE } from '../../random/draw-source.ts';
import { design, ppm } from '../money-fixtures.ts';
import {
  activeRate,
  censusRate,
  conversionRate,
  drawnRothShare,
  electionTerms,
  isDrawnToCeiling,
  withinPlanRates,
  type ElectionTerms,
} from './elected-rate.ts';

const termsOf = (
  changes: Partial<typeof design.deferral> = {},
  defaultRate = design.autoEnrollment.defaultRate,
): ElectionTerms =>
  electionTerms({ ...design.deferral, ...changes }, { defaultRate }, design.voluntaryEnrollment.yearOverYear);

describe('rates of the tables', () => {
  it('P-44 an active election takes the cell of age and income, a conversion its starting rate', () => {
    const terms = termsOf({
      defaultRates: [
        [0.01, 0.02],
        [0.03, 0.04],
        [0.05, 0.06],
      ],
    });
    expect([0, 1, 2].map((age) => [activeRate(terms, age, 0), activeRate(terms, age, 1)])).toEqual([
      [10_000, 20_000],
      [30_000, 40_000],
      [50_000, 60_000],
    ]);
    expect([0, 1, 2, 3].map((age) => conversionRate(terms, age))).toEqual([30_000, 40_000, 50_000, 60_000]);
  });

  it('P-39, P-44, PINV-16 automatic enrolment takes the default rate, not above the maximum', () => {
    expect(termsOf().automaticRate).toBe(30_000);
    expect(termsOf({ maximumRate: 0.05 }, 0.06).automaticRate).toBe(50_000);
    expect(termsOf({ minimumRate: 0.05 }).automaticRate).toBe(30_000);
  });
});

describe('isDrawnToCeiling and withinPlanRates', () => {
  it('P-45 a plan without the magnet draws nobody', () => {
    const without = termsOf({ magnet: { enabled: false, probability: 1 } });
    expect(isDrawnToCeiling(without, ppm(30_000), ppm(50_000), 0)).toBe(false);
    const always = termsOf({ magnet: { enabled: true, probability: 1 } });
    expect(isDrawnToCeiling(always, ppm(30_000), ppm(50_000), DRAW_RANGE - 1)).toBe(true);
    expect(isDrawnToCeiling(always, ppm(50_000), ppm(50_000), 0)).toBe(false);
    expect(isDrawnToCeiling(always, ppm(60_000), ppm(50_000), 0)).toBe(false);
  });

  it('P-45 rates are kept within the plan’s minimum and maximum', () => {
    const terms = termsOf({ minimumRate: 0.02, maximumRate: 0.1 });
    expect([0, 20_000, 55_555, 100_000, 150_000].map((rate) => withinPlanRates(terms, ppm(rate)))).toEqual([
      20_000, 20_000, 55_555, 100_000, 100_000,
    ]);
  });
});

describe('censusRate', () => {
  it('P-47 lowers a rate above the maximum and leaves the others, 0 and below the minimum, alone', () => {
    const terms = termsOf({ minimumRate: 0.02, maximumRate: 0.1 });
    expect([0, 5_000, 100_000, 100_001].map((rate) => censusRate(terms, ppm(rate)))).toEqual([
      0, 5_000, 100_000, 100_000,
    ]);
  });
});

describe('drawnRothShare', () => {
  it('P-48 all or nothing, with the share of the plan; nothing in a plan without Roth', () => {
    const draw = (u: number): number => u * DRAW_RANGE;
    const half = termsOf({ roth: { available: true, electionShare: 0.5 } });
    expect([drawnRothShare(half, draw(0.5) - 1), drawnRothShare(half, draw(0.5))]).toEqual([MILLION, 0]);
    expect(drawnRothShare(termsOf({ roth: { available: false, electionShare: 1 } }), 0)).toBe(0);
    expect(drawnRothShare(termsOf(), draw(0.125))).toBe(MILLION);
    expect(drawnRothShare(termsOf(), draw(0.1875))).toBe(0);
  });
});
