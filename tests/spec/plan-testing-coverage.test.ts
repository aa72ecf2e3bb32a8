import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Sections 22 and 23 of the plan specification: 401(a)(4) and 410(b). Figures are copied. */

type Group = readonly [count: number, rate: number];
type Bands = readonly (readonly [min: number, max: number | null, percent: number])[];

/** People with rates in percent. */
const people = (hces: readonly number[], nhces: readonly Group[]): object[] => [
  ...hces.map((rate) => ({ hce: true, rate: rate / 100 })),
  ...nhces.flatMap(([count, rate]) =>
    Array.from({ length: count }, () => ({ hce: false, rate: rate / 100 })),
  ),
];

describe('P-105 classification', () => {
  it.each([
    [58, 42, 58, 45],
    [67, 33, 67, 39.75],
    [149, 25, 85, 26.25],
    [96, 4, 96, 21.5],
  ])('P-105 (1) %d / %d → k %d, midpoint %d', (nhce, hce, concentration, midpoint) => {
    expect(answer('classification', { nhce, hce })).toMatchObject({ concentration, midpoint });
  });

  it('P-105 k = 88: safe 29, unsafe 20', () => {
    expect(answer('classification', { nhce: 88, hce: 12 })).toEqual({
      concentration: 88,
      safe: 29,
      unsafe: 20,
      midpoint: 24.5,
    });
    expect(answer('classification', { nhce: 0, hce: 0 })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('P-104 general test', () => {
  it('P-104 (2) group 8: 50 % with ABP 80.77 → ok; group 5: 83.33 → pass', () => {
    const tested = people(
      [8, 5],
      [
        [3, 8],
        [7, 5],
        [2, 2],
      ],
    );
    expect(answer('generalTest', { people: tested })).toEqual({
      groups: [
        { rate: 0.08, ratio: 50, result: 'pass' },
        { rate: 0.05, ratio: 83.33, result: 'pass' },
      ],
      midpoint: 26.25,
      threshold: 26.25,
      averageBenefit: 80.77,
      result: 'pass',
    });
  });

  it('P-104 (3) group 12: 16.66 → fail; group 6: 50 but ABP 50.00 → fail', () => {
    const tested = people(
      [12, 6],
      [
        [1, 12],
        [5, 6],
        [4, 3],
        [2, 0],
      ],
    );
    expect(answer('generalTest', { people: tested })).toMatchObject({
      groups: [
        { rate: 0.12, ratio: 16.66, result: 'fail' },
        { rate: 0.06, ratio: 50, result: 'fail' },
      ],
      averageBenefit: 50,
      result: 'fail',
    });
  });

  it('P-104 the threshold is at most the 410(b) ratio of the plan', () => {
    const tested = people(
      [8],
      [
        [1, 8],
        [4, 0],
      ],
    ).map((person) => ({ ...person, benefitRate: 0.05 }));
    expect(answer('generalTest', { people: tested })).toMatchObject({
      groups: [{ ratio: 20 }],
      threshold: 20,
      averageBenefit: 100,
      result: 'pass',
    });
    expect(answer('generalTest', { people: tested, planRatio: 90 })).toMatchObject({
      threshold: 27.75,
      result: 'fail',
    });
  });

  it('P-104 without a positive HCE rate, or without NHCEs, it passes', () => {
    expect(answer('generalTest', { people: people([0], [[2, 3]]) })).toMatchObject({
      groups: [],
      averageBenefit: null,
      result: 'pass',
    });
    expect(answer('generalTest', { people: people([5, 5], []) })).toMatchObject({
      groups: [{ rate: 0.05, ratio: null, result: 'pass' }],
      result: 'pass',
    });
    expect(answer('generalTest', { people: [] })).toMatchObject({ midpoint: null, result: 'pass' });
  });
});

describe('P-107 to P-110 cross-testing', () => {
  it.each([
    [0.075, 0.025],
    [0.15, 0.05],
    [0.21, 0.05],
  ])('P-109 (4) top HCE rate %d → %d', (topHceRate, minimumRate) => {
    expect(answer('gateway', { topHceRate })).toEqual({ minimumRate });
  });

  const bands = (...list: Bands): object => ({
    kind: 'age',
    bands: list.map(([min, max, rate]) => ({ min, max, rate: rate / 100 })),
  });

  it('P-110 (5) gradual · ratio 1.5 then 1.67 · ratio 3', () => {
    expect(answer('gradualSchedule', bands([0, 35, 2], [35, 45, 3.5], [45, null, 5]))).toEqual({
      ok: true,
      code: null,
    });
    expect(answer('gradualSchedule', bands([0, 30, 2], [30, 40, 3], [40, 50, 5], [50, null, 7]))).toEqual({
      ok: false,
      code: 'ratioRises',
    });
    expect(answer('gradualSchedule', bands([0, 30, 1], [30, 40, 3], [40, null, 5]))).toEqual({
      ok: false,
      code: 'ratio',
    });
  });

  it('P-110 steps down, of nothing, or above 5 points', () => {
    const code = (...list: Bands): unknown =>
      (answer('gradualSchedule', bands(...list)) as { code: unknown }).code;
    expect(code([0, 35, 3], [35, null, 2])).toBe('step');
    expect(code([0, 35, 3], [35, null, 3])).toBe('step');
    expect(code([0, 35, 6], [35, null, 11.01])).toBe('step');
    expect(code([0, 35, 6], [35, null, 11])).toBeNull();
    expect(code([0, 35, 0], [35, null, 2])).toBe('ratio');
    expect(code([0, null, 3])).toBeNull();
  });

  it('P-110 equal bands; the first of ages or points may start at any point up to 25', () => {
    const code = (kind: string, ...list: Bands): unknown =>
      (answer('gradualSchedule', { ...bands(...list), kind }) as { code: unknown }).code;
    const LATE = [
      [0, 36, 2],
      [36, 46, 3],
      [46, null, 4],
    ] as const;
    const MIDDLE = [
      [0, 35, 2],
      [35, 45, 3],
      [45, null, 4],
    ] as const;
    const EVEN = [
      [0, 5, 2],
      [5, 10, 3],
      [10, null, 4],
    ] as const;
    const UNEVEN = [
      [0, 5, 2],
      [5, 10, 3],
      [10, 16, 4],
      [16, null, 5],
    ] as const;
    expect(code('age', ...LATE)).toBe('interval');
    expect(code('age', ...MIDDLE)).toBeNull();
    expect(code('points', ...MIDDLE)).toBeNull();
    expect(code('service', ...MIDDLE)).toBe('interval');
    expect(code('service', ...EVEN)).toBeNull();
    expect(code('service', ...UNEVEN)).toBe('interval');
    expect(code('age', [0, 5, 2], [5, 20, 3], [20, null, 4])).toBe('interval');
  });

  it('P-107 (6) 5,400 on 90,000 → 11.70 %; 24,000 on 300,000 → 11.51 %', () => {
    expect(answer('imputedRate', { pay: 90_000, allocation: 5_400 })).toEqual({ rate: 0.117 });
    expect(answer('imputedRate', { pay: 300_000, allocation: 24_000, wageBase: 184_500 })).toEqual({
      rate: 0.1151,
    });
    // Twice a low rate is less than the rate with 5.7 %.
    expect(answer('imputedRate', { pay: 90_000, allocation: 900 })).toEqual({ rate: 0.02 });
    expect(answer('imputedRate', { pay: 369_000, allocation: 2_767.5 })).toEqual({ rate: 0.01 });
    expect(answer('imputedRate', { pay: 0, allocation: 0 })).toEqual({ error: 'CALCULATOR_INPUT' });
  });

  it.each([
    [0.05, 40, 0.3843],
    [0.12, 55, 0.2713],
    [0.1, 68, 0.1],
  ])('P-108 (7) benefits rate of %d at %d → %d', (rate, age, benefits) => {
    expect(answer('crossRate', { rate, age })).toEqual({ rate: benefits });
  });
});

describe('P-113 coverage', () => {
  const coverage = (nhceBenefiting: number, hceBenefiting: number, averageBenefit?: number): unknown =>
    answer('coverage', {
      nhceBenefiting,
      nhceTotal: 88,
      hceBenefiting,
      hceTotal: 12,
      ...(averageBenefit === undefined ? {} : { averageBenefit }),
    });

  it('P-113 66 of 88 and 9 of 12 → 75/75 = 100 %', () => {
    expect(coverage(66, 9)).toEqual({ ratio: 100, result: 'pass', reason: 'ratio' });
  });

  it('P-113 40 and 12 → 45.45 %: ABP 81.2 → pass, 68 → fail', () => {
    expect(coverage(40, 12, 81.2)).toEqual({ ratio: 45.45, result: 'pass', reason: 'averageBenefit' });
    expect(coverage(40, 12, 68)).toEqual({ ratio: 45.45, result: 'fail', reason: null });
    expect(coverage(40, 12, 70)).toMatchObject({ result: 'pass' });
    expect(coverage(40, 12)).toEqual({ error: 'CALCULATOR_INPUT' });
  });

  it('P-113 20 and 12, ABP 75 → 22.73 %, review; 15 and 12 → 17.05 %, fail', () => {
    expect(coverage(20, 12, 75)).toEqual({ ratio: 22.73, result: 'review', reason: null });
    expect(coverage(15, 12)).toEqual({ ratio: 17.05, result: 'fail', reason: null });
  });

  it('P-113 no HCE benefits, no NHCE', () => {
    expect(coverage(20, 0)).toEqual({ ratio: null, result: 'pass', reason: 'noHceBenefits' });
    const nobody = { nhceBenefiting: 0, nhceTotal: 0, hceBenefiting: 2, hceTotal: 2 };
    expect(answer('coverage', nobody)).toEqual({ ratio: null, result: 'pass', reason: 'noNhce' });
    expect(answer('coverage', { ...nobody, hceBenefiting: 3 })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});
