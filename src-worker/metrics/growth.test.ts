import { describe, expect, it } from 'vitest';
import { toCents } from '../../src-shared/arithmetic.ts';
import { averageBridge, growthMetrics, openingLevels, type GrowthSums } from './growth.ts';

const none: GrowthSums = {
  openingHeads: 0,
  opening: 0,
  stayers: 0,
  stayerOpening: 0,
  stayerCola: 0,
  stayerPromotion: 0,
  stayerMerit: 0,
  stayerMarket: 0,
  closingHeads: 0,
  closing: 0,
};

/** The year of W-59: A and B stay, C leaves, D is hired. */
const example: GrowthSums = {
  openingHeads: 3,
  opening: toCents(240_000),
  stayers: 2,
  stayerOpening: toCents(140_000),
  stayerCola: toCents(2_800),
  stayerPromotion: toCents(8_160),
  stayerMerit: toCents(4_528.8),
  stayerMarket: 0,
  closingHeads: 3,
  closing: toCents(213_488.8),
};

describe('W-57 growth metrics', () => {
  it('W-57 example: B 11.0634 %, C −11.0463 %, A 77,878.40', () => {
    const { metrics } = growthMetrics(example, toCents(233_635.19), 1_095, 365, openingLevels(24_000_000, 3));
    expect(metrics).toEqual({
      paidAverageCents: 7_787_840,
      paidGrowthPpm: null,
      samePersonsGrowthPpm: 110_634,
      positionAverageCents: 7_116_293,
      positionGrowthPpm: -110_463,
    });
  });

  it('W-57 the next year compares with the levels of this one', () => {
    const { levels } = growthMetrics(example, 7_000_000, 365, 365, openingLevels(1, 1));
    const { metrics } = growthMetrics(
      { ...example, closing: toCents(213_488.8) * 2 },
      7_350_000,
      365,
      365,
      levels,
    );
    expect([metrics.paidGrowthPpm, metrics.positionGrowthPpm]).toEqual([50_000, 1_000_000]);
  });

  it('W-57 null where a side is missing', () => {
    const { metrics } = growthMetrics(none, 0, 0, 365, openingLevels(0, 0));
    expect(metrics).toEqual({
      paidAverageCents: null,
      paidGrowthPpm: null,
      samePersonsGrowthPpm: null,
      positionAverageCents: null,
      positionGrowthPpm: null,
    });
  });
});

describe('W-59 average bridge', () => {
  it('W-59 example', () => {
    expect(averageBridge(example)).toEqual({
      openingCents: 8_000_000,
      leaverMixCents: -1_000_000,
      colaCents: 140_000,
      promotionCents: 408_000,
      meritCents: 226_440,
      marketCents: 0,
      hireMixCents: -658_147,
      replacementCents: 0,
      closingCents: 7_116_293,
    });
  });

  it('W-59 without stayers the whole change is replacement', () => {
    const replaced = averageBridge({ ...none, openingHeads: 1, opening: 500, closingHeads: 2, closing: 900 });
    expect(replaced).toMatchObject({
      openingCents: 500,
      replacementCents: -50,
      hireMixCents: 0,
      closingCents: 450,
    });
    expect(averageBridge(none)).toMatchObject({
      openingCents: null,
      replacementCents: 0,
      closingCents: null,
    });
  });
});
