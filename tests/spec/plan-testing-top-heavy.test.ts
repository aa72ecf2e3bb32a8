import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Sections 24, 26 and 27 of the plan specification: top-heavy, comparison, distribution. Figures are copied. */

describe('P-114 to P-116 top-heavy', () => {
  it('P-115 3,100,000 of 5,000,000 → 62.00 % top-heavy; 3,000,000 → 60.00 % not', () => {
    const of = (keyBalance: number): unknown => answer('topHeavy', { keyBalance, totalBalance: 5_000_000 });
    expect(of(3_100_000)).toEqual({ ratio: 62, topHeavy: true });
    expect(of(3_000_000)).toEqual({ ratio: 60, topHeavy: false });
    expect(of(3_000_000.01)).toEqual({ ratio: 60, topHeavy: true });
    expect(of(5_000_001)).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(answer('topHeavy', { keyBalance: 0, totalBalance: 0 })).toEqual({ ratio: 0, topHeavy: false });
  });

  it.each([
    [0.08, 900, 0.03, 1_020],
    [0.022, 0, 0.022, 1_408],
    [0.022, 2_500, 0.022, 0],
  ])('P-116 key rate %d, pay 64,000, received %d', (highestKeyRate, received, minimumRate, additional) => {
    const input = { highestKeyRate, pay: 64_000, employerContribution: received };
    expect(answer('topHeavyMinimum', input)).toEqual({ minimumRate, additional });
  });

  it('P-116 pay counts up to the compensation limit', () => {
    const input = { highestKeyRate: 0.05, pay: 500_000 };
    expect(answer('topHeavyMinimum', input)).toMatchObject({ additional: 10_800 });
    expect(answer('topHeavyMinimum', { ...input, year: 2025 })).toMatchObject({ additional: 10_500 });
    expect(answer('topHeavyMinimum', { ...input, limits: { compensation: 100_000 } })).toMatchObject({
      additional: 3_000,
    });
  });

  it.each([
    [36, 4],
    [0, 3],
    [30, 3],
    [31, 4],
    [500, 50],
    [10_000, 50],
  ])('P-114 %d employees → at most %d officers', (employees, maximum) => {
    expect(answer('officersMaximum', { employees })).toEqual({ maximum });
  });
});

describe('P-122 to P-124 winners and losers', () => {
  it.each([
    [1_850, 2_210.5, 360.5, 'winner'],
    [2_400, 2_400.99, 0.99, 'neutral'],
    [2_400, 2_401, 1, 'neutral'],
    [2_400, 2_398.5, -1.5, 'loser'],
  ])('P-122 %d → %d: %d %s', (a, b, change, of) => {
    expect(answer('compare', { a, b })).toEqual({ change, class: of });
  });

  it('P-122 the tolerance is the caller’s, up to 1,000', () => {
    expect(answer('compare', { a: 0, b: 0.01, tolerance: 0 })).toMatchObject({ class: 'winner' });
    expect(answer('compare', { a: 1_000, b: 0, tolerance: 1_000 })).toMatchObject({ class: 'neutral' });
    expect(answer('compare', { a: 0, b: 0, tolerance: 1_000.01 })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(answer('compare', { a: 0, b: 0, tolerance: -1 })).toEqual({ error: 'CALCULATOR_INPUT' });
  });

  it('P-124 31 W, 14 L, 15 N → +28.33 %', () => {
    expect(answer('netPct', { winners: 31, losers: 14, count: 60 })).toEqual({ netPct: 28.33 });
    expect(answer('netPct', { winners: 14, losers: 31, count: 60 })).toEqual({ netPct: -28.33 });
    expect(answer('netPct', { winners: 0, losers: 0, count: 0 })).toEqual({ netPct: null });
    expect(answer('netPct', { winners: 1, losers: 1, count: 1 })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('P-127 distribution', () => {
  it.each([
    [0, '0 %'],
    [0.002, '1 %'],
    [0.0144, '1 %'],
    [0.015, '2 %'],
    [0.0449, '4 %'],
    [0.0949, '9 %'],
    [0.095, '10 %+'],
    [0.5, '10 %+'],
  ])('P-127 %d → %s', (rate, label) => {
    expect(answer('bucket', { rate })).toEqual({ label });
  });
});
