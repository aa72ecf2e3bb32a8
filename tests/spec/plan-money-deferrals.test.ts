import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Section 13 of the plan specification: deferrals. Figures are copied. */

/** A full year at one pay and one deferral rate. */
const fullYear = (annualRate: number, rate: number, year = 2026): object => ({
  year,
  segments: [{ from: `${year}-01-01`, to: `${year}-12-31`, annualRate, rate }],
});

describe('P-57 to P-63 examples', () => {
  it('P-1, P-57 (1) age 38, 96,000, 5 % to 30 June, then 8 %; trap: rounding the parts gives 6,251.83', () => {
    const segments = [
      { from: '2026-01-01', to: '2026-06-30', annualRate: 96_000, rate: 0.05 },
      { from: '2026-07-01', to: '2026-12-31', annualRate: 96_000, rate: 0.08 },
    ];
    expect(answer('deferral', { birthYear: 1988, segments })).toEqual({
      requested: 6_251.84,
      base: 6_251.84,
      catchUp: 0,
      total: 6_251.84,
      limitBound: null,
      rothMandate: false,
      unusedCatchUp: 0,
    });
  });

  it('P-59, P-63 (2) age 52, 280,000, 11 %, wages 140,000', () => {
    const input = { ...fullYear(280_000, 0.11), birthYear: 1974, priorYearWages: 140_000 };
    expect(answer('deferral', input)).toEqual({
      requested: 30_800,
      base: 24_500,
      catchUp: 6_300,
      total: 30_800,
      limitBound: '402g',
      rothMandate: false,
      unusedCatchUp: 1_700,
    });
  });

  it('P-59, P-60 (3) age 62, 280,000, 14 %, wages 275,000: 3,450 are not withheld', () => {
    const input = { ...fullYear(280_000, 0.14), birthYear: 1964, priorYearWages: 275_000 };
    expect(answer('deferral', input)).toEqual({
      requested: 39_200,
      base: 24_500,
      catchUp: 11_250,
      total: 35_750,
      limitBound: '402g',
      rothMandate: true,
      unusedCatchUp: 0,
    });
  });

  it('P-60 (4) age 55, 220,000, 15 %, wages 210,000, a plan without Roth', () => {
    const input = {
      ...fullYear(220_000, 0.15),
      birthYear: 1971,
      priorYearWages: 210_000,
      rothAvailable: false,
    };
    expect(answer('deferral', input)).toMatchObject({
      requested: 33_000,
      base: 24_500,
      catchUp: 0,
      rothMandate: true,
      unusedCatchUp: 0,
    });
  });

  it('P-58 (5) HCE, age 56, 150,000, 12 %, hceMaximumRate 8 %', () => {
    const input = { ...fullYear(150_000, 0.12), birthYear: 1970, isHce: true, hceMaximumRate: 0.08 };
    expect(answer('deferral', input)).toMatchObject({
      requested: 18_000,
      base: 12_000,
      limitBound: 'planLimit',
      catchUp: 6_000,
      unusedCatchUp: 2_000,
    });
  });
});

describe('P-56, P-57 rates in force', () => {
  it('P-56 enrolled 2026-03-10 at 4 %, opted out 2026-06-08: 91 days × 200 × 4 % = 728.00', () => {
    const segments = [
      { from: '2026-01-01', to: '2026-03-09', annualRate: 73_000, rate: 0 },
      { from: '2026-03-10', to: '2026-06-08', annualRate: 73_000, rate: 0.04 },
      { from: '2026-06-09', to: '2026-12-31', annualRate: 73_000, rate: 0 },
    ];
    expect(answer('deferral', { birthYear: 1990, segments })).toMatchObject({ requested: 728, base: 728 });
  });

  it('P-51 trap: a new rate from mid-year is not applied to the whole year', () => {
    const segments = [
      { from: '2026-01-01', to: '2026-06-30', annualRate: 73_000, rate: 0.03 },
      { from: '2026-07-01', to: '2026-12-31', annualRate: 73_000, rate: 0.04 },
    ];
    // 200 a day: 181 days at 6.00 and 184 days at 8.00.
    expect(answer('deferral', { birthYear: 1990, segments })).toMatchObject({ requested: 2_558 });
  });
});

describe('P-58 base', () => {
  const input = { birthYear: 1990, deferralPay: 100_000 };

  it('P-58 the limit that cuts is named; the lower of the two', () => {
    expect(answer('deferral', { ...input, requested: 24_500 })).toMatchObject({
      base: 24_500,
      limitBound: null,
    });
    expect(answer('deferral', { ...input, requested: 24_500.01 })).toMatchObject({
      base: 24_500,
      limitBound: '402g',
    });
    const hce = { ...input, isHce: true, hceMaximumRate: 0.1 };
    expect(answer('deferral', { ...hce, requested: 10_000 })).toMatchObject({
      base: 10_000,
      limitBound: null,
    });
    expect(answer('deferral', { ...hce, requested: 30_000 })).toMatchObject({
      base: 10_000,
      limitBound: 'planLimit',
    });
    expect(answer('deferral', { ...hce, isHce: false, requested: 20_000 })).toMatchObject({
      limitBound: null,
    });
  });

  it('P-58 the plan limit is rounded once, from deferral pay × maximumRate (75 % by default)', () => {
    expect(answer('deferral', { birthYear: 1990, requested: 10_000, deferralPay: 13_333.33 })).toMatchObject({
      base: 10_000,
      limitBound: null,
    });
    expect(answer('deferral', { birthYear: 1990, requested: 10_000, deferralPay: 13_333.32 })).toMatchObject({
      base: 9_999.99,
      limitBound: 'planLimit',
    });
  });
});

describe('P-59 catch-up by statutory age', () => {
  it.each([
    [2026, 49, 0],
    [2026, 50, 8_000],
    [2026, 59, 8_000],
    [2026, 60, 11_250],
    [2026, 63, 11_250],
    [2026, 64, 8_000],
    [2025, 60, 11_250],
    [2024, 60, 7_500],
  ])('P-59 %i, age %i: room %i', (year, age, room) => {
    expect(answer('deferral', { year, birthYear: year - age, requested: 0, deferralPay: 0 })).toMatchObject({
      unusedCatchUp: room,
    });
  });

  it('P-59 none when the plan has no catch-up', () => {
    const input = { birthYear: 1964, requested: 30_000, deferralPay: 100_000, catchUpAllowed: false };
    expect(answer('deferral', input)).toMatchObject({ base: 24_500, catchUp: 0, unusedCatchUp: 0 });
  });
});

describe('P-60 Roth catch-up mandate', () => {
  const input = { birthYear: 1970, requested: 30_000, deferralPay: 100_000 };

  it.each([
    [{ priorYearWages: 150_000 }, false],
    [{ priorYearWages: 150_000.01 }, true],
    [{ priorYearWages: null }, false],
    [{}, false],
    [{ year: 2025, priorYearWages: 500_000 }, false],
    [{ year: 2028, priorYearWages: 155_000 }, false],
    [{ year: 2028, priorYearWages: 155_000.01 }, true],
  ])('P-60 %j → %s', (facts, rothMandate) => {
    expect(answer('deferral', { ...input, ...facts })).toMatchObject({ rothMandate });
  });
});

describe('P-133 deferral input', () => {
  const segments = [{ from: '2026-01-01', to: '2026-12-31', annualRate: 1, rate: 0 }];

  it.each([
    [{ birthYear: 1990 }],
    [{ birthYear: 1990, requested: 1 }],
    [{ birthYear: 1990, deferralPay: 1 }],
    [{ birthYear: 1990, segments, requested: 1, deferralPay: 1 }],
    [{ birthYear: 1990, segments: [{ from: '2026-01-01', to: '2026-12-31', annualRate: 1 }] }],
  ])('P-133 refuses %j', (input) => {
    expect(answer('deferral', input)).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});
