import { describe, expect, it } from 'vitest';
import { roundRatio, shareOf, toCents, toPpm } from '../../src-shared/arithmetic.ts';
import type { Cents, Ppm } from '../../src-shared/units.ts';
import { DrawSource } from '../../src-worker/random/draw-source.ts';
import { answer } from './answer.ts';

/** Section 1 of the workforce specification: arithmetic, dates, random numbers, allocation. Figures are copied. */

describe('W-1 money', () => {
  it.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [15n, 10n, 2n],
    [-15n, 10n, -2n],
  ])('W-1 rnd(%s / %s) = %s: halves away from zero', (numerator, denominator, rounded) => {
    expect(roundRatio(numerator, denominator)).toBe(rounded);
  });

  it('W-1 an amount is exact where cents × ppm exceeds 2^53', () => {
    expect(shareOf(900_719_925_474_099 as Cents, 999_999 as Ppm)).toBe(900_719_024_754_174);
  });
});

describe('W-2 rates', () => {
  it.each([
    [0.035, 35_000],
    [0.29, 290_000],
    [0.0000005, 1],
    [1, 1_000_000],
  ])('W-2 %s is %s ppm', (rate, ppm) => {
    expect(toPpm(rate)).toBe(ppm);
  });

  it('W-2 dollars become cents digit by digit, never through a binary float', () => {
    expect([1.005, 4.35, 1234.56].map((dollars) => toCents(dollars))).toEqual([101, 435, 123_456]);
  });
});

describe('W-3 counts', () => {
  const plan = { growth: 0, newHireRate: 0 };

  it('W-3 trap: 100 × 0.29 leavers are 29, not 28', () => {
    expect(answer('solve', { ...plan, n: 100, experiencedRate: 0.29 })).toMatchObject({ leavers: 29 });
  });

  it('W-3 trap: 21 / (1 − 0.3) hires are 30, not 31', () => {
    expect(answer('solve', { n: 21, growth: 0, experiencedRate: 1, newHireRate: 0.3 })).toMatchObject({
      hires: 30,
    });
  });
});

describe('W-4 spans', () => {
  it.each([
    ['2025-01-01', '2025-12-31', 2025, 365],
    ['2028-01-01', '2028-12-31', 2028, 366],
    ['2025-03-01', '2025-03-02', 2025, 2],
    ['2025-12-31', null, 2025, 1],
  ])('W-4 %s … %s is inclusive of both ends', (hireDate, terminationDate, year, days) => {
    expect(answer('status', { year, hireDate, terminationDate })).toMatchObject({ employedDays: days });
  });
});

describe('W-5 anniversaries', () => {
  it.each([
    ['1990-06-15', '2025-06-14', 34],
    ['1990-06-15', '2025-06-15', 35],
    ['2004-02-29', '2025-02-27', 20],
    ['2004-02-29', '2025-02-28', 21],
  ])('W-5 years(%s, %s) = %i', (from, to, years) => {
    expect(answer('completed', { from, to })).toMatchObject({ years });
  });

  it.each([
    ['2024-10-01', '2025-04-01', 6],
    ['2024-10-02', '2025-04-01', 5],
    ['2024-08-31', '2025-02-28', 6],
  ])('W-5 months(%s, %s) = %i', (from, to, months) => {
    expect(answer('completed', { from, to })).toMatchObject({ months });
  });

  it('W-5 29 February has its anniversary on 28 February in common years', () => {
    expect(answer('addYears', { date: '2004-02-29', years: 21 })).toEqual({ date: '2025-02-28' });
    expect(answer('addYears', { date: '2004-02-29', years: 20 })).toEqual({ date: '2024-02-29' });
  });

  it('W-5 trap: days / 365.25 would make these ages wrong on the birthday itself', () => {
    expect(answer('completed', { from: '1990-03-01', to: '2025-03-01' })).toEqual({ years: 35, months: 420 });
    expect(answer('completed', { from: '2001-01-01', to: '2002-01-01' })).toEqual({ years: 1, months: 12 });
  });
});

describe('W-6 headcount', () => {
  it('W-6 a person leaving on 31 December has worked the last day but is not in closing headcount', () => {
    expect(answer('status', { year: 2025, hireDate: '2020-01-01', terminationDate: '2025-12-31' })).toEqual({
      status: 'experiencedTermination',
      employedDays: 365,
    });
  });
});

describe('W-7 generator', () => {
  /** k of two output words. */
  const drawOfWords = (w0: number, w1: number): number => (w0 >>> 5) * 2 ** 26 + (w1 >>> 6);

  it('W-7 Philox of counter 0×4 and key 0×2 begins 6627e8d5 e169c58d', () => {
    const keys = { keyLow: Int32Array.of(0), keyHigh: Int32Array.of(0) };
    expect(new DrawSource(0, 0).draw(keys, 0, 0, 0, 0)).toBe(drawOfWords(0x6627e8d5, 0xe169c58d));
  });

  it('W-7 E0001, 2025, process 1, index 0 begins 350157d9 955dd4c8', () => {
    const keys = { keyLow: Int32Array.of(0xb8289993), keyHigh: Int32Array.of(0x323c0b1d) };
    expect(new DrawSource(42, 0).draw(keys, 0, 2025, 1, 0)).toBe(drawOfWords(0x350157d9, 0x955dd4c8));
  });

  const base = { seed: 42, replicate: 0, id: 'E0001', year: 2025, process: 1, index: 0 };

  it.each([
    [base, 0.20705174344377963],
    [{ ...base, year: 2026 }, 0.4994471098208948],
    [{ ...base, replicate: 1 }, 0.7718296653447263],
    [{ ...base, seed: 43 }, 0.38770159236017443],
    [{ ...base, id: 'NH-2025-000001', process: 30, index: 1 }, 0.30177330208590336],
  ])('W-7 draw(%j) = %d', (input, u) => {
    expect(answer('draw', input)).toEqual({ u });
  });

  it('W-7 seed 42, replicate 0 and index 0 are the defaults', () => {
    expect(answer('draw', { id: 'E0001', year: 2025, process: 1 })).toEqual({ u: 0.20705174344377963 });
  });

  it('W-7 a seed of 2^32 or more shares streams with replicates of another seed', () => {
    const replicate = answer('draw', { ...base, replicate: 1 });
    expect(answer('draw', { ...base, seed: 42 + 2 ** 32 })).toEqual(replicate);
  });

  it.each([-1, 0.5, 2 ** 53])('W-7 a seed of %d is refused', (seed) => {
    expect(answer('draw', { ...base, seed })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('W-8 person key', () => {
  it.each([
    ['E0001', '323c0b1db8289993'],
    ['NH-2025-000001', '2fcaf05e957a5bcf'],
    ['José', '31f604e649b299c7'],
    ['  E0001 ', '323c0b1db8289993'],
    ['Jose\u0301', '31f604e649b299c7'],
  ])('W-8 FNV-1a 64 of %j is %s', (id, key) => {
    expect(answer('personKey', { id })).toEqual({ key });
  });
});

describe('W-9 yes/no draw', () => {
  const draws = [0, 0.5, 1 - 2 ** -53];

  it('W-9 ppm 0 never happens, ppm M always', () => {
    expect(answer('select', { mode: 'stochastic', hazardsPpm: [0, 0, 0], draws })).toEqual({ chosen: [] });
    expect(
      answer('select', { mode: 'stochastic', hazardsPpm: [1_000_000, 1_000_000, 1_000_000], draws }),
    ).toEqual({ chosen: [1, 2, 3] });
  });

  it('W-9 the event happens strictly below the probability', () => {
    expect(
      answer('select', { mode: 'stochastic', hazardsPpm: [500_000, 500_000], draws: [0.5, 0.5 - 2 ** -53] }),
    ).toEqual({ chosen: [2] });
  });
});

describe('W-11 logarithm', () => {
  it.each([
    [0.5, -0.6931471805599453],
    [0.1, -2.3025850929940455],
    [0.999, -0.0010005003335835344],
    [1, 0],
  ])('W-11 lnDet(%d) = %d', (x, value) => {
    expect(answer('ln', { x })).toEqual({ value });
  });

  it.each([0, -1, 1.5])('W-11 lnDet is not defined at %d', (x) => {
    expect(answer('ln', { x })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('W-12 normal noise', () => {
  const drawOf = (index: number): number => {
    const drawn = answer('draw', { id: 'NH-2025-000001', year: 2025, process: 35, index });
    return (drawn as { u: number }).u;
  };
  const draws = Array.from({ length: 12 }, (_, index) => drawOf(index));

  it('W-12 z of NH-2025-000001, 2025, process 35', () => {
    expect(draws.reduce((sum, u) => sum + u, 0) - 6).toBe(-0.05259735983798475);
  });

  it('W-12 at σ 50,000 ppm the noise is −2,630 ppm', () => {
    expect(answer('noise', { draws, stdDev: 0.05 })).toEqual({ noisePpm: -2630 });
    expect(answer('noise', { draws })).toEqual({ noisePpm: -2630 });
  });

  it('W-12 z is clamped to [−3, 3]', () => {
    const low = Array.from({ length: 12 }, () => 0);
    const high = Array.from({ length: 12 }, () => 1 - 2 ** -53);
    expect(answer('noise', { draws: low, stdDev: 0.05 })).toEqual({ noisePpm: -150_000 });
    expect(answer('noise', { draws: high, stdDev: 0.05 })).toEqual({ noisePpm: 150_000 });
  });
});

describe('W-13 allocate', () => {
  const weights = [40, 30, 20, 8, 2];

  it('W-13 allocate(10, [40,30,20,8,2])', () => {
    expect(answer('allocate', { total: 10, weights })).toEqual({
      parts: [4, 3, 2, 1, 0],
      carry: [0, 0, 0, -200_000, 200_000],
    });
  });

  it('W-13 allocate(20, …), then again with the carry', () => {
    expect(answer('allocate', { total: 20, weights })).toEqual({
      parts: [8, 6, 4, 2, 0],
      carry: [0, 0, 0, -400_000, 400_000],
    });
    expect(answer('allocate', { total: 20, weights, carry: [0, 0, 0, -400_000, 400_000] })).toMatchObject({
      parts: [8, 6, 4, 1, 1],
    });
  });

  it('W-13 allocate(12, [6,3,1], caps [5,5,5])', () => {
    expect(answer('allocate', { total: 12, weights: [6, 3, 1], caps: [5, 5, 5] })).toMatchObject({
      parts: [5, 5, 2],
    });
  });

  it('W-13 trap: rounding each part up would over-allocate', () => {
    expect(answer('allocate', { total: 10, weights: [1, 1, 1] })).toMatchObject({ parts: [4, 3, 3] });
  });

  it('W-13 the raise-month weights in ppm sum to exactly one million', () => {
    expect(answer('normalise', { weights: [28, 3, 7, 18, 4, 5, 23, 3, 4, 8, 2, 2] })).toEqual({
      ppm: [
        261_682, 28_038, 65_421, 168_224, 37_383, 46_729, 214_953, 28_037, 37_383, 74_766, 18_692, 18_692,
      ],
    });
  });

  it('W-13 the preset "typical raise calendar" of section 3 sums to 1.00', () => {
    expect(
      answer('normalise', {
        weights: [0.26, 0.03, 0.07, 0.17, 0.04, 0.05, 0.21, 0.03, 0.04, 0.07, 0.02, 0.01],
      }),
    ).toEqual({
      ppm: [
        260_000, 30_000, 70_000, 170_000, 40_000, 50_000, 210_000, 30_000, 40_000, 70_000, 20_000, 10_000,
      ],
    });
  });

  it.each([
    ['allocate', { total: 1, weights: [0, 0] }],
    ['normalise', { weights: [0, 0, 0] }],
  ])('W-13 %s: an all-zero list is an error', (name, input) => {
    expect(answer(name, input)).toEqual({ error: expect.any(String) as string });
  });
});
