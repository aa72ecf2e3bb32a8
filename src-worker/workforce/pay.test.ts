import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, toCents, toPpm } from '../../src-shared/arithmetic.ts';
import { formatIsoDate, parseIsoDate, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day, Ppm } from '../../src-shared/units.ts';
import { STILL_EMPLOYED } from '../population/persons.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';
import { categoryThresholds } from '../random/draws.ts';
import { meritDate, meritRates, meritTolerance } from './merit.ts';
import type { Timing } from './parameters.ts';
import { changeKey, isApplied } from './pay-calendar.ts';
import { monthlyPay, PAID_HALF, paidOf, proratedPay, type PaySegment } from './pay-segments.ts';
import { floorForHours, promotionIncrease, promotionPay } from './promotion-pay.ts';
import { promotionQuota } from './promotions.ts';
import { detailedStatus } from './status.ts';

const iso = (text: string): Day => parseIsoDate(text) ?? (0 as Day);
const k = (u: number): number => Math.floor(u * DRAW_RANGE);
const segment = (from: string, to: string, annualRate: number): PaySegment => ({
  from: iso(from),
  to: iso(to),
  annualRate: toCents(annualRate),
});

describe('W-48 order of pay changes', () => {
  it('W-48 by date, then promotion, COLA, merit, market', () => {
    const keys = [
      changeKey(100, 'promotion'),
      changeKey(100, 'cola'),
      changeKey(100, 'merit'),
      changeKey(100, 'market'),
      changeKey(101, 'promotion'),
    ];
    expect([...keys].sort((a, b) => a - b)).toEqual(keys);
  });

  it('W-48 nothing on or before the hire date, on or after the termination date', () => {
    expect([9, 10, 11, 19, 20].map((day) => isApplied(day, 10, 20))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('W-50 promotion quota', () => {
  it('W-50 example', () => {
    const first = promotionQuota(37, 50_000, 0);
    expect(first).toEqual({ quota: 1, carry: 850_000 });
    expect(promotionQuota(40, 50_000, first.carry)).toEqual({ quota: 2, carry: 850_000 });
  });
});

describe('W-51 increase', () => {
  const promoted = (pay: number, increase: number, max: number, floor: number | null) =>
    promotionPay(toCents(pay), toPpm(increase), toPpm(max), floor === null ? null : toCents(floor));

  it('W-51 examples', () => {
    expect(promoted(71_400, 0.125, 0.3, 80_000)).toEqual({
      pay: 8_032_500,
      floorApplied: false,
      capApplied: false,
    });
    expect(promoted(60_000, 0.125, 0.3, 80_000)).toMatchObject({ pay: 7_800_000, capApplied: true });
    expect(promotionIncrease(toPpm(0.125), toPpm(0.05), k(0.9))).toBe(165_000);
  });

  it('W-51 the floor lifts, pay never falls', () => {
    expect(promoted(70_000, 0.01, 0.3, 80_000)).toEqual({
      pay: 8_000_000,
      floorApplied: true,
      capApplied: false,
    });
    expect(promoted(70_000, -0.03, 0.3, null)).toEqual({
      pay: 7_000_000,
      floorApplied: false,
      capApplied: false,
    });
  });

  it('W-51 the floor is for the hours of the person', () => {
    expect([0, 4_000, 2_000, 3_333].map((hours) => floorForHours(8_000_001 as Cents, hours, 4_000))).toEqual([
      8_000_001, 8_000_001, 4_000_001, 6_666_001,
    ]);
  });

  it('W-51 the drawn deviation is rounded exactly, halves away from zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (draw, spread) => {
          const numerator = (2n * draw - 2n ** 53n) * BigInt(spread);
          const magnitude = ((numerator < 0n ? -numerator : numerator) * 2n + 2n ** 53n) / 2n ** 54n;
          expect(promotionIncrease(0 as Ppm, spread as Ppm, Number(draw))).toBe(
            Number(numerator < 0n ? -magnitude : magnitude),
          );
        },
      ),
    );
    expect([
      promotionIncrease(0 as Ppm, 1 as Ppm, k(0.75)),
      promotionIncrease(0 as Ppm, 1 as Ppm, k(0.25)),
    ]).toEqual([1, -1]);
  });
});

describe('W-52 merit', () => {
  it('W-52 rates and amounts of the example', () => {
    const pay = [toCents(130_000), 0, toCents(130_000)];
    const rates = meritRates(toPpm(0.035), [1, 1, 1.2].map(toPpm), pay);
    expect(rates).toEqual([31_818, 0, 38_182]);
    const amounts = [
      shareOf(toCents(60_000), rates[0] ?? toPpm(0)),
      shareOf(toCents(70_000), rates[0] ?? toPpm(0)),
      shareOf(toCents(130_000), rates[2] ?? toPpm(0)),
    ];
    expect(amounts).toEqual([190_908, 222_726, 496_366]);
    expect(amounts.reduce((a, b) => a + b, 0)).toBe(910_000);
  });

  it('W-52 spend meets the budget within the tolerance', () => {
    const person = fc.record({
      level: fc.integer({ min: 0, max: 2 }),
      pay: fc.integer({ min: 100_000, max: 100_000_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.array(fc.integer({ min: 500_000, max: 1_200_000 }), { minLength: 3, maxLength: 3 }),
        fc.array(person, { maxLength: 50 }),
        (budget, weights, people) => {
          const payByLevel = [0, 0, 0];
          for (const { level, pay } of people) payByLevel[level] = (payByLevel[level] ?? 0) + pay;
          const rates = meritRates(budget as Ppm, weights as Ppm[], payByLevel);
          const total = people.reduce((sum, { pay }) => sum + pay, 0);
          const spend = people.reduce(
            (sum, { level, pay }) => sum + shareOf(pay as Cents, rates[level] ?? toPpm(0)),
            0,
          );
          expect(Math.abs(spend - (total * budget) / 1e6)).toBeLessThanOrEqual(
            meritTolerance(total as Cents, people.length),
          );
        },
      ),
    );
  });

  it('W-52 a level rate above 50 % or a budget without weights is an error', () => {
    expect(() => meritRates(toPpm(0.25), [1, 0.1].map(toPpm), [100, 1_000_000])).toThrow(
      'MERIT_RATE_TOO_HIGH',
    );
    expect(() => meritRates(toPpm(0.03), [0, 1].map(toPpm), [100, 0])).toThrow('MERIT_RATE_TOO_HIGH');
    expect(meritRates(toPpm(0.03), [1, 1].map(toPpm), [0, 0])).toEqual([0, 0]);
    expect(meritRates(toPpm(0), [0, 1].map(toPpm), [100, 0])).toEqual([0, 0]);
  });

  const date = (timing: Timing, hire: string, leave: string | null, minMonths: number): string | null => {
    const left = leave === null ? STILL_EMPLOYED : iso(leave);
    const found = meritDate(2025, timing, iso(hire), left, minMonths, k(0.5), k(0.5));
    return found === null ? null : formatIsoDate(found);
  };

  it('W-52 merit dates', () => {
    const april: Timing = { kind: 'fixed', month: 4, day: 1 };
    const monthly: Timing = {
      kind: 'monthly',
      thresholds: categoryThresholds([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    };
    expect([
      date(april, '2024-10-01', null, 6),
      date(april, '2024-10-02', null, 6),
      date(april, '2019-01-01', '2025-04-01', 6),
      date(april, '2019-01-01', '2025-04-02', 6),
      date(april, '2025-04-01', null, 0),
      date(april, '2025-03-31', null, 0),
      date(monthly, '2019-01-01', null, 6),
      date({ kind: 'anniversary' }, '2020-02-29', null, 6),
      date({ kind: 'anniversary' }, '2025-02-10', null, 0),
    ]).toEqual([
      '2025-04-01',
      null,
      null,
      '2025-04-01',
      null,
      '2025-04-01',
      '2025-03-16',
      '2025-02-28',
      null,
    ]);
  });
});

describe('W-54 segments', () => {
  it('W-54 examples', () => {
    expect([
      proratedPay(2028, [segment('2028-01-01', '2028-12-31', 70_000)]),
      proratedPay(2028, [
        segment('2028-01-01', '2028-06-30', 70_000),
        segment('2028-07-01', '2028-12-31', 72_100),
      ]),
      proratedPay(2025, [segment('2025-03-01', '2025-03-02', 60_000)]),
      proratedPay(2025, [segment('2025-12-31', '2025-12-31', 60_000)]),
    ]).toEqual([7_000_000, 7_105_574, 32_877, 16_438]);
  });

  it('W-52 example of one year: COLA, promotion, merit', () => {
    const cola = toCents(70_000) + shareOf(toCents(70_000), toPpm(0.02));
    const promotion = promotionPay(cola as Cents, toPpm(0.125), toPpm(0.3), toCents(80_000)).pay;
    const merit = (promotion + shareOf(promotion, toPpm(0.035))) as Cents;
    expect([cola, promotion, merit]).toEqual([7_140_000, 8_032_500, 8_313_638]);
    expect(
      proratedPay(2025, [
        segment('2025-01-01', '2025-02-28', cola / 100),
        segment('2025-03-01', '2025-03-31', promotion / 100),
        segment('2025-04-01', '2025-12-31', merit / 100),
      ]),
    ).toBe(8_100_049);
  });

  it('W-54 the quotient is rounded exactly, halves up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e11 }),
        fc.integer({ min: 0, max: 366 }),
        fc.integer({ min: 0, max: 366 }),
        fc.constantFrom(365, 366),
        (pay, days, extra, year) => {
          const rateDays = Math.min(pay * days + extra, pay * year);
          const exact = (2n * BigInt(rateDays) + BigInt(year)) / (2n * BigInt(year));
          expect(paidOf(rateDays, 1 / year)).toBe(Number(exact));
          // The same with rate and sum multiplied by 1 / D first, as the ledger does from month to month.
          const before = rateDays - pay * days;
          const inverse = 1 / year;
          if (before >= 0)
            expect(Math.floor(before * inverse + PAID_HALF + pay * inverse * days)).toBe(Number(exact));
        },
      ),
      { numRuns: 5000 },
    );
    for (const year of [365, 366]) {
      for (let rateDays = 0; rateDays < 3 * year; rateDays++)
        expect(paidOf(rateDays, 1 / year)).toBe(Math.floor((2 * rateDays + year) / (2 * year)));
    }
  });
});

describe('W-56 months', () => {
  it('W-56 example: 60,000 in 2025', () => {
    const months = monthlyPay(2025, [segment('2025-01-01', '2025-12-31', 60_000)]);
    expect(months.slice(0, 4)).toEqual([509_589, 460_274, 509_589, 493_151]);
    expect(months.reduce((a, b) => a + b, 0)).toBe(6_000_000);
  });

  it('INV-12 months sum to prorated pay for any segments', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.constantFrom(2024, 2025),
        fc.integer({ min: 0, max: 364 }),
        lengths,
        fc.integer({ min: 100_000, max: 1_000_000_000 }),
        (year, offset, parts, pay) => {
          const end = toDay(year, 12, 31);
          let from = toDay(year, 1, 1) + offset;
          const segments: PaySegment[] = [];
          for (const [index, length] of parts.entries()) {
            if (from > end) break;
            const to = Math.min(end, from + length - 1);
            segments.push({ from: from as Day, to: to as Day, annualRate: (pay + 7 * index) as Cents });
            from = to + 1;
          }
          const months = monthlyPay(year, segments);
          expect(months.reduce((a, b) => a + b, 0)).toBe(proratedPay(year, segments));
          for (const month of months) expect(month).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('W-55 status', () => {
  it('W-55 from the two facts', () => {
    expect([
      detailedStatus(true, false),
      detailedStatus(true, true),
      detailedStatus(false, false),
      detailedStatus(false, true),
    ]).toEqual([0, 1, 2, 3]);
  });
});
