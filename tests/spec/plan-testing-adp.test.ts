import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Sections 20 and 21 of the plan specification: ADP and ACP tests. Figures are copied. */

const limitFor = (nhceAverage: number): unknown =>
  (answer('adp', { nhceAverage, hce: [] }) as { limit: number }).limit;

describe('P-92 limit', () => {
  it.each([
    [0.005, 0.01],
    [0.015, 0.03],
    [0.025, 0.045],
    [0.045, 0.065],
    [0.075, 0.095],
    [0.12, 0.15],
  ])('P-92 (1) N %d → limit %d', (nhceAverage, limit) => {
    expect(limitFor(nhceAverage)).toBe(limit);
  });

  it('P-9 1.25 N is exact: 12.01 % → 15.0125 %', () => {
    expect(limitFor(0.1201)).toBe(0.150125);
    const hce = [{ id: 'A', pay: 100_000, deferral: 15_010 }];
    expect(answer('adp', { nhceAverage: 0.1201, hce })).toMatchObject({ result: 'pass' });
    expect(answer('adp', { nhceAverage: 0.1201, hce: [{ ...hce[0], deferral: 15_020 }] })).toMatchObject({
      result: 'fail',
    });
  });
});

describe('P-91 ratios and averages', () => {
  it('P-91 (2) means of ratios, zeros included → 3.63 % and 5.36 %, within 5.63 %', () => {
    const nhce = [
      { id: 'A', pay: 40_000, deferral: 1_600 },
      { id: 'B', pay: 52_000, deferral: 0 },
      { id: 'C', pay: 61_000, deferral: 3_660 },
      { id: 'D', pay: 47_000, deferral: 2_115 },
    ];
    const hce = [
      { id: 'E', pay: 210_000, deferral: 12_000 },
      { id: 'F', pay: 170_000, deferral: 8_500 },
    ];
    expect(answer('adp', { nhce, hce })).toEqual({
      ratios: { A: 0.04, B: 0, C: 0.06, D: 0.045, E: 0.0571, F: 0.05 },
      nhceAverage: 0.0363,
      hceAverage: 0.0536,
      limit: 0.0563,
      result: 'pass',
      reason: null,
      totalExcess: 0,
      excessByRatio: { E: 0, F: 0 },
      shares: { E: 0, F: 0 },
      recharacterised: { E: 0, F: 0 },
      refund: { E: 0, F: 0 },
    });
  });

  it('P-90 people without pay are not tested', () => {
    const nhce = [
      { id: 'A', pay: 40_000, deferral: 1_600 },
      { id: 'B', pay: 0, deferral: 0 },
    ];
    expect(answer('adp', { nhce })).toMatchObject({ ratios: { A: 0.04 }, nhceAverage: 0.04 });
  });

  it('P-92 no NHCE → pass noNhce, no HCE → pass noHce', () => {
    const hce = [{ id: 'A', pay: 100_000, deferral: 10_000 }];
    expect(answer('adp', { nhce: [], hce })).toMatchObject({
      result: 'pass',
      reason: 'noNhce',
      nhceAverage: null,
      hceAverage: 0.1,
      limit: null,
    });
    expect(answer('adp', { nhce: hce })).toMatchObject({
      result: 'pass',
      reason: 'noHce',
      hceAverage: null,
    });
  });

  it('P-133 exactly one of nhce, nhceAverage and limit; ids are unique', () => {
    expect(answer('adp', { hce: [] })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(answer('adp', { nhce: [], limit: 0.05 })).toEqual({ error: 'CALCULATOR_INPUT' });
    const person = { id: 'A', pay: 1, deferral: 0 };
    expect(answer('adp', { nhce: [person], hce: [person] })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(answer('acp', { nhce: [person], hce: [] })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('P-95 to P-98 correction', () => {
  const P = { id: 'P', pay: 300_000, deferral: 24_000 };
  const Q = { id: 'Q', pay: 190_000, deferral: 17_100 };
  const R = { id: 'R', pay: 180_000, deferral: 7_200 };

  it('P-95 P-96 (3) P and Q lowered to 7.15 %: 2,550 + 3,515; all 6,065 from P', () => {
    expect(answer('adp', { nhceAverage: 0.041, hce: [P, Q, R] })).toMatchObject({
      ratios: { P: 0.08, Q: 0.09, R: 0.04 },
      hceAverage: 0.07,
      limit: 0.061,
      result: 'fail',
      totalExcess: 6_065,
      excessByRatio: { P: 2_550, Q: 3_515, R: 0 },
      shares: { P: 6_065, Q: 0, R: 0 },
      recharacterised: { P: 0 },
      refund: { P: 6_065 },
    });
    expect(answer('adp', { limit: 0.061, hce: [P, Q, R] })).toMatchObject({
      nhceAverage: null,
      totalExcess: 6_065,
    });
  });

  it('P-97 (4) unused catch-up of 8,000 takes all of it', () => {
    const hce = [{ ...P, unusedCatchUp: 8_000 }, Q, R];
    expect(answer('adp', { nhceAverage: 0.041, hce })).toMatchObject({
      recharacterised: { P: 6_065, Q: 0 },
      refund: { P: 0, Q: 0 },
    });
    const little = [{ ...P, unusedCatchUp: 65.01 }, Q, R];
    expect(answer('adp', { nhceAverage: 0.041, hce: little })).toMatchObject({
      recharacterised: { P: 65.01 },
      refund: { P: 5_999.99 },
    });
  });

  it('P-98 (5) NHCE payroll 1,500,000 → N′ 5.00 %, 13,500.00', () => {
    expect(answer('qnec', { nhceAverage: 0.041, hceAverage: 0.07, nhcePayroll: 1_500_000 })).toEqual({
      requiredNhceAverage: 0.05,
      cost: 13_500,
    });
    expect(answer('qnec', { nhceAverage: 0.041, hceAverage: 0.06, nhcePayroll: 1_500_000 })).toEqual({
      requiredNhceAverage: 0.041,
      cost: 0,
    });
  });

  it('P-96 levels dollars down; leftover cents go by id, in whatever order people are given', () => {
    const people = ['c', 'b', 'a'].map((id) => ({ id, pay: 100_000, deferral: 10_000 }));
    const failed = answer('adp', { limit: 0.09, hce: people }) as { shares: Record<string, number> };
    expect(failed.shares).toEqual({ a: 1_000, b: 1_000, c: 1_000 });
    const uneven = [...people, { id: 'd', pay: 1_000, deferral: 200 }];
    const { totalExcess, shares } = answer('adp', { limit: 0.1, hce: uneven }) as {
      totalExcess: number;
      shares: Record<string, number>;
    };
    expect(totalExcess).toBe(100);
    expect(shares).toEqual({ a: 33.34, b: 33.33, c: 33.33, d: 0 });
  });
});

describe('P-99 to P-101 ACP', () => {
  const P = { id: 'P', pay: 300_000, match: 15_000, vestedRate: 0.6 };
  const Q = { id: 'Q', pay: 200_000, match: 6_000 };

  it('P-101 N 1.80 % → limit 3.60; P to 4.20 %: 2,400 = 960 forfeited + 1,440 distributed', () => {
    expect(answer('acp', { nhceAverage: 0.018, hce: [P, Q] })).toMatchObject({
      hceAverage: 0.04,
      limit: 0.036,
      result: 'fail',
      totalExcess: 2_400,
      excessByRatio: { P: 2_400, Q: 0 },
      shares: { P: 2_400, Q: 0 },
      forfeited: { P: 960, Q: 0 },
      distributed: { P: 1_440, Q: 0 },
    });
  });

  it('P-99 N 9.60 % → limit 12.00', () => {
    expect(answer('acp', { nhceAverage: 0.096, hce: [P, Q] })).toMatchObject({ limit: 0.12, result: 'pass' });
  });

  it('P-99 people without a match count 0', () => {
    const nhce = [
      { id: 'A', pay: 50_000, match: 2_000 },
      { id: 'B', pay: 50_000 },
    ];
    expect(answer('acp', { nhce, hce: [P, Q] })).toMatchObject({ nhceAverage: 0.02, result: 'pass' });
  });

  it.each([
    [40_000, 1_000, 2_500, 0.5, 2_000],
    [20_000, 4_000, 5_000, 0.6, 4_800],
    [20_000, 4_000, 4_500, 0.6, 4_500],
    [40_000, 3_000, 3_500, 0.1, 3_000],
  ])(
    'P-100 pay %d, deferral %d, match %d, rate %d → %d',
    (pay, deferral, match, representativeRate, counted) => {
      expect(answer('disproportionate', { pay, deferral, match, representativeRate })).toEqual({ counted });
    },
  );
});
