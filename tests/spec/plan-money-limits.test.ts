import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Sections 1, 3 and 4 of the plan specification: limits and pay bases. Figures are copied. */

const limitsOf = (input: object): Record<string, unknown> =>
  answer('limits', input) as Record<string, unknown>;

describe('P-12 published limits', () => {
  const COLUMNS = [
    'electiveDeferral',
    'catchUp',
    'superCatchUp',
    'annualAdditions',
    'compensation',
    'hceCompensation',
    'keyOfficer',
    'wageBase',
  ] as const;

  it.each([
    [2020, [19_500, 6_500, null, 57_000, 285_000, 130_000, 185_000, 137_700]],
    [2021, [19_500, 6_500, null, 58_000, 290_000, 130_000, 185_000, 142_800]],
    [2022, [20_500, 6_500, null, 61_000, 305_000, 135_000, 200_000, 147_000]],
    [2023, [22_500, 7_500, null, 66_000, 330_000, 150_000, 215_000, 160_200]],
    [2024, [23_000, 7_500, null, 69_000, 345_000, 155_000, 220_000, 168_600]],
    [2025, [23_500, 7_500, 11_250, 70_000, 350_000, 160_000, 230_000, 176_100]],
    [2026, [24_500, 8_000, 11_250, 72_000, 360_000, 160_000, 235_000, 184_500]],
  ])('P-12 the row of %i', (year, figures) => {
    const limits = limitsOf({ year });
    expect(COLUMNS.map((item) => limits[item])).toEqual(figures);
    expect(limits['onePercentOwner']).toBe(150_000);
    expect(limits['rothCatchUpWages']).toBe(year === 2026 ? 150_000 : null);
    expect(limits['provenance']).toMatchObject({ electiveDeferral: 'published', wageBase: 'published' });
  });

  it('P-12 an item that the law does not have in a year has no provenance either', () => {
    expect(Object.keys(limitsOf({ year: 2024 })['provenance'] as object)).not.toContain('superCatchUp');
  });

  it('P-133 an omitted year is 2026', () => {
    expect(limitsOf({})).toEqual(limitsOf({ year: 2026 }));
  });
});

describe('P-13 projection', () => {
  it.each([
    [2027, 'electiveDeferral', 25_000],
    [2028, 'electiveDeferral', 25_500],
    [2030, 'electiveDeferral', 27_000],
    [2028, 'annualAdditions', 75_000],
    [2029, 'catchUp', 8_500],
    [2027, 'superCatchUp', 11_500],
    [2028, 'rothCatchUpWages', 155_000],
    [2027, 'wageBase', 191_100],
    [2040, 'onePercentOwner', 150_000],
  ])('P-13 %i %s = %i', (year, item, dollars) => {
    const limits = limitsOf({ year });
    expect(limits[item]).toBe(dollars);
    expect(limits['provenance']).toMatchObject({ [item]: 'projected' });
  });

  it('P-13 trap: compounding rounded figures gives 26,500 for the elective deferral of 2030', () => {
    let rounded = 24_500;
    for (let year = 2027; year <= 2030; year++) rounded = Math.floor((rounded * 1.025) / 500) * 500;
    expect(rounded).toBe(26_500);
    expect(limitsOf({ year: 2030 })['electiveDeferral']).toBe(27_000);
  });

  it('P-13 trap: the super catch-up is not 150 % of the current regular one', () => {
    const { catchUp, superCatchUp } = limitsOf({ year: 2030 });
    expect(catchUp).toBe(8_500);
    expect(superCatchUp).toBe(12_000);
    expect(superCatchUp).not.toBe(Number(catchUp) * 1.5);
  });

  it('P-13 the wage rate indexes the wage base only', () => {
    const limits = limitsOf({ year: 2027, indexRate: 0, wageBaseIndexRate: 0 });
    expect(limits).toMatchObject({ electiveDeferral: 24_500, compensation: 360_000, wageBase: 184_500 });
    expect(limitsOf({ year: 2027, indexRate: 0.2 })).toMatchObject({
      electiveDeferral: 29_000,
      wageBase: 191_100,
    });
    expect(limitsOf({ year: 2027, wageBaseIndexRate: 0.2 })).toMatchObject({
      electiveDeferral: 25_000,
      wageBase: 221_400,
    });
  });
});

describe('P-14 override', () => {
  const overrides = { 2027: { electiveDeferral: 24_750, wageBase: 190_000.5 } };

  it('P-14 replaces the value of that year only, and says so', () => {
    expect(limitsOf({ year: 2027, overrides })).toMatchObject({
      electiveDeferral: 24_750,
      wageBase: 190_000.5,
      catchUp: 8_000,
      provenance: { electiveDeferral: 'override', wageBase: 'override', catchUp: 'projected' },
    });
    expect(limitsOf({ year: 2028, overrides })).toEqual(limitsOf({ year: 2028 }));
  });

  it('P-14 gives a limit to a year in which the law has none', () => {
    const overridden = limitsOf({ year: 2024, overrides: { 2024: { superCatchUp: 10_000 } } });
    expect(overridden).toMatchObject({ superCatchUp: 10_000, provenance: { superCatchUp: 'override' } });
  });
});

describe('P-15 years before the table', () => {
  it('P-15 no year is silently replaced by a neighbour', () => {
    expect(answer('limits', { year: 2019 })).toEqual({ error: 'LIMIT_YEAR' });
    expect(answer('deferral', { year: 2019, birthYear: 1980, requested: 1, deferralPay: 1 })).toEqual({
      error: 'LIMIT_YEAR',
    });
  });
});

describe('P-133 limits of a calculator', () => {
  it('P-133 `limits` replaces items of the year’s table', () => {
    const input = { birthYear: 1980, requested: 10_000, deferralPay: 100_000 };
    expect(answer('deferral', { ...input, limits: { electiveDeferral: 9_000 } })).toMatchObject({
      base: 9_000,
      limitBound: '402g',
    });
    expect(answer('deferral', { ...input, limits: { electiveDeferal: 9_000 } })).toEqual({
      error: 'CALCULATOR_INPUT',
    });
  });
});

describe('P-18 pay', () => {
  const pay = (year: number, ...segments: readonly (readonly [string, string, number])[]): unknown =>
    answer('pay', { year, segments: segments.map(([from, to, annualRate]) => ({ from, to, annualRate })) });

  it.each([
    ['91,250 hired 2026-06-15: 200 days', pay(2026, ['2026-06-15', '2026-12-31', 91_250]), 50_000],
    ['73,200 hired 2028-07-01, leap year', pay(2028, ['2028-07-01', '2028-12-31', 73_200]), 36_800],
    [
      '60,000 to 31 March then 66,000',
      pay(2026, ['2026-01-01', '2026-03-31', 60_000], ['2026-04-01', '2026-12-31', 66_000]),
      64_520.55,
    ],
    ['84,000 terminated 2027-05-10', pay(2027, ['2027-01-01', '2027-05-10', 84_000]), 29_917.81],
    ['a full leap year at 73,200', pay(2028, ['2028-01-01', '2028-12-31', 73_200]), 73_200],
    ['nobody', pay(2026), 0],
  ])('P-18 %s', (_case, result, amount) => {
    expect(result).toEqual({ amount });
  });

  it.each([
    ['outside the year', pay(2026, ['2025-12-31', '2026-12-31', 1])],
    ['ending before it begins', pay(2026, ['2026-02-02', '2026-02-01', 1])],
    ['overlapping', pay(2026, ['2026-01-01', '2026-06-30', 1], ['2026-06-30', '2026-12-31', 1])],
  ])('P-18 refuses segments %s', (_case, result) => {
    expect(result).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});
