import { describe, expect, it } from 'vitest';
import type { YearSummary } from '../../../src-shared/columns.ts';
import { headcountBridges, leaverReasons, payGrowth, turnover } from './overview-figures.ts';

const year = (fields: Partial<YearSummary>): YearSummary =>
  ({
    year: 2025,
    opening: 100,
    hires: 20,
    experiencedTerminations: 8,
    newHireTerminations: 2,
    reductions: 5,
    closing: 105,
    ...fields,
  }) as YearSummary;

const LEAVERS = [
  { year: 2025, category: 'experienced', reason: 'retirement', people: 3 },
  { year: 2025, category: 'experienced', reason: 'voluntary', people: 5 },
  { year: 2025, category: 'newHire', reason: 'voluntary', people: 2 },
  { year: 2025, category: 'reduction', reason: 'involuntary', people: 5 },
];

describe('the figures of the overview', () => {
  it('W-24 add the headcount up by reason and check that it ties out', () => {
    expect(leaverReasons({ leavers: LEAVERS })).toEqual(['voluntary', 'retirement', 'reduction']);
    const next = year({ year: 2026, opening: 105, hires: 0, closing: 105 });
    expect(headcountBridges([year({}), next], { leavers: LEAVERS })).toEqual([
      { year: 2025, opening: 100, hires: 20, leavers: [7, 3, 5], closing: 105, tiesOut: true },
      { year: 2026, opening: 105, hires: 0, leavers: [0, 0, 0], closing: 105, tiesOut: true },
    ]);
    expect(headcountBridges([year({ closing: 106 })], { leavers: LEAVERS })[0]?.tiesOut).toBe(false);
    expect(
      headcountBridges([year({}), year({ year: 2026, opening: 104, hires: 0, closing: 104 })], {
        leavers: LEAVERS,
      })[1]?.tiesOut,
    ).toBe(false);
  });

  it('W-59 split the growth of average pay into parts that sum', () => {
    const bridge = {
      openingCents: 8_000_000,
      leaverMixCents: -80_000,
      colaCents: 160_000,
      promotionCents: 0,
      meritCents: 240_000,
      marketCents: 0,
      hireMixCents: -40_000,
      replacementCents: 0,
      closingCents: 8_280_000,
    };
    expect(payGrowth(bridge)).toEqual({
      parts: [
        { name: 'COLA', share: 0.02 },
        { name: 'Merit', share: 0.03 },
        { name: 'Leavers', share: -0.01 },
        { name: 'Hires', share: -0.005 },
      ],
      total: 0.035,
      tiesOut: true,
    });
    expect(payGrowth({ ...bridge, closingCents: 8_290_000 })?.tiesOut).toBe(false);
    expect(payGrowth({ ...bridge, closingCents: null })).toBeNull();
  });

  it('say turnover of the average headcount, and nothing of nobody', () => {
    expect(turnover(year({}))).toBeCloseTo(15 / 102.5, 12);
    expect(turnover(year({ opening: 0, closing: 0 }))).toBeNull();
  });
});
