import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio, toCents, toPpm } from '../../src-shared/arithmetic.ts';
import { addYears, completedYears, formatIsoDate, parseIsoDate, toDay } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { levelByPay, namedLevel } from '../population/levels.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';
import { allocate } from './allocate.ts';
import { birthDay, birthWindow } from './birth-date.ts';
import { hirePay } from './hire-pay.ts';
import { assignByDraw, mixHires } from './hire-quotas.ts';
import { rangePath } from './pay-range.ts';

const iso = (text: string): Day => parseIsoDate(text) ?? (0 as Day);
const k = (u: number): number => Math.floor(u * DRAW_RANGE);

const ranges = [
  [56_000, 80_000],
  [80_000, 120_000],
  [120_000, 160_000],
  [160_000, 275_000],
  [275_000, 500_000],
].map(([min, max]) => ({ minCents: toCents(min ?? 0), maxCents: toCents(max ?? 0) }));

describe('W-27 level assignment', () => {
  const level = (pay: number, own = ranges, hours = 0) => {
    const { level, basis } = levelByPay(toCents(pay), hours, 4_000, own);
    return `${level} ${basis}`;
  };

  it('W-27 examples on the default ranges', () => {
    expect([52_000, 79_999, 80_000, 160_000, 500_000].map((pay) => level(pay))).toEqual([
      '1 below',
      '1 in-range',
      '2 in-range',
      '4 in-range',
      '5 above',
    ]);
  });

  it('W-27 a gap goes to the nearer range, a tie to the lower', () => {
    const gaps = [
      { minCents: toCents(56_000), maxCents: toCents(80_000) },
      { minCents: toCents(81_000), maxCents: toCents(120_000) },
    ];
    expect([level(80_500, gaps), level(80_600, gaps)]).toEqual(['1 gap', '2 gap']);
  });

  it('W-27 of overlapping ranges the one with the nearest midpoint', () => {
    const overlapping = [
      ...ranges.slice(0, 3),
      { minCents: toCents(161_000), maxCents: toCents(300_000) },
      { minCents: toCents(275_000), maxCents: toCents(500_000) },
    ];
    expect(level(290_000, overlapping)).toBe('4 in-range');
  });

  it('W-27 part-time pay counts at full time, longer hours do not', () => {
    expect([
      level(40_000, ranges, 2_000),
      level(80_000, ranges, 5_000),
      level(28_000, ranges, 2_000),
    ]).toEqual(['2 in-range', '2 in-range', '1 in-range']);
  });

  it('W-27 a level may be given by number or name', () => {
    const names = ['Staff', 'Manager', 'Senior Manager'];
    expect([' manager ', '3', '4', 'Chief', '0'].map((text) => namedLevel(text, names))).toEqual([
      2,
      3,
      null,
      null,
      null,
    ]);
  });
});

describe('W-29 ranges', () => {
  it('W-29 examples', () => {
    expect(rangePath(toCents(56_000), toPpm(0.02), 3)).toEqual([5_600_000, 5_712_000, 5_826_240]);
    expect(rangePath(toCents(80_000), toPpm(0.02), 4)[3]).toBe(8_489_664);
  });
});

describe('W-44, W-45 levels and departments', () => {
  it('W-44 quotas of the example', () => {
    expect(allocate(200, [512, 301, 150, 32, 5]).parts).toEqual([103, 60, 30, 6, 1]);
  });

  it('W-44 assignment of the example', () => {
    expect([...assignByDraw(Float64Array.of(k(0.61), k(0.07), k(0.4)), [2, 1])]).toEqual([1, 0, 0]);
  });

  it('W-44 equals sorting by draw and ordinal', () => {
    // Few different draws, near together and far apart, so that there are ties and full buckets.
    const draw = fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }).map((tenth) => (tenth * DRAW_RANGE) / 10),
    );
    const tiedDraws = fc.array(draw, { minLength: 1, maxLength: 60 });
    const weights = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tiedDraws, weights, (draws, mix) => {
        fc.pre(mix.some((weight) => weight > 0));
        const quotas = allocate(draws.length, mix).parts;
        const order = [...draws.keys()].sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
        const expected = new Int32Array(draws.length);
        let at = 0;
        for (const [category, quota] of quotas.entries())
          for (let taken = 0; taken < quota; taken++) expected[order[at++] ?? 0] = category;
        expect([...assignByDraw(Float64Array.from(draws), quotas)]).toEqual([...expected]);
      }),
      { numRuns: 300 },
    );
  });

  it('W-44 stochastic mode takes each draw by itself and leaves the carry alone', () => {
    const draws = Float64Array.of(k(0.1), k(0.5), k(0.95));
    expect(mixHires(draws, [50, 0, 50], [1, 2, 3], false)).toEqual({
      categories: Int32Array.of(0, 2, 2),
      carry: [1, 2, 3],
    });
  });

  it('W-44 without any mix to copy every category counts alike', () => {
    expect(mixHires(Float64Array.of(3, 1), [0, 0], [0, 0], true).categories).toEqual(Int32Array.of(1, 0));
  });
});

describe('W-46 birth date', () => {
  it('W-46 example: 1,827 dates', () => {
    const { first, last } = birthWindow(iso('2025-03-10'), 25, 30);
    expect([formatIsoDate(first), formatIsoDate(last), last - first + 1]).toEqual([
      '1995-03-11',
      '2000-03-10',
      1_827,
    ]);
    expect(birthDay(iso('2025-03-10'), 25, 30, 0)).toBe(first);
    expect(birthDay(iso('2025-03-10'), 25, 30, DRAW_RANGE - 1)).toBe(last);
  });

  it('W-46 the window holds exactly the dates of the age bracket, also around leap days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: toDay(2023, 1, 1), max: toDay(2030, 12, 31) }),
        fc.integer({ min: 14, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (hire, min, width) => {
          const { first, last } = birthWindow(hire as Day, min, min + width);
          const age = (birth: number): number => completedYears(birth as Day, hire as Day);
          expect([age(first - 1), age(first), age(last), age(last + 1)]).toEqual([
            min + width,
            min + width - 1,
            min,
            min - 1,
          ]);
        },
      ),
    );
    const leap = birthWindow(iso('2025-02-28'), 25, 26);
    expect(formatIsoDate(leap.last)).toBe('2000-02-29');
    expect(addYears(leap.last, 25)).toBe(iso('2025-02-28'));
  });
});

describe('W-47 pay of hires', () => {
  const pay = (min: number, max: number, percentile: number, market: number, noise: number, hours: number) =>
    hirePay(toCents(min), toCents(max), toPpm(percentile), toPpm(market), noise, hours, 40) / 100;

  it('W-47 examples', () => {
    expect([
      pay(56_000, 80_000, 0.25, 0, 0, 40),
      pay(56_000, 80_000, 0.25, 0, 0, 20),
      pay(80_000, 120_000, 0.3, 0.05, -2_630, 40),
    ]).toEqual([62_000, 31_000, 96_345.94]);
  });

  it('W-47 is rounded once and exactly', () => {
    const cents = fc.integer({ min: 100_000, max: 100_000_000 });
    const ppm = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(
        cents,
        cents,
        ppm(0, 1_000_000),
        ppm(-500_000, 1_000_000),
        ppm(-750_000, 750_000),
        fc.integer({ min: 100, max: 8_000 }),
        fc.integer({ min: 100, max: 8_000 }),
        (min, spread, percentile, market, noise, hours, fullTime) => {
          const exact = roundRatio(
            (BigInt(min) * 1_000_000n + BigInt(spread) * BigInt(percentile)) *
              BigInt(1_000_000 + market) *
              BigInt(1_000_000 + noise) *
              BigInt(hours),
            10n ** 18n * BigInt(fullTime),
          );
          expect(
            hirePay(min, min + spread, toPpm(percentile / 1e6), toPpm(market / 1e6), noise, hours, fullTime),
          ).toBe(Number(exact));
        },
      ),
      { numRuns: 1000 },
    );
    // A pay that ends in exactly half a cent is rounded away from zero.
    expect(hirePay(101, 101, toPpm(0), toPpm(0), 0, 1, 2)).toBe(51);
  });
});
