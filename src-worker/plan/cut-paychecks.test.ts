import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../src-shared/arithmetic.ts';
import { daysInYear, formatIsoDate, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day } from '../../src-shared/units.ts';
import { cutPaychecks } from './cut-paychecks.ts';
import { cents, deferralTermsOf, ppm, segmentsOf } from './money-fixtures.ts';
import { Paychecks, payPeriods } from './paychecks.ts';
import { PlanSegments } from './plan-pay.ts';

const FREQUENCIES = ['weekly', 'biweekly', 'semimonthly', 'monthly'] as const;

describe('payPeriods', () => {
  const ends = (year: number, frequency: (typeof FREQUENCIES)[number]): readonly string[] =>
    Array.from(payPeriods(year, frequency).ends, (end) => formatIsoDate(end as Day));

  it('P-68 months and half months of a leap year', () => {
    expect(ends(2028, 'monthly').slice(0, 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31']);
    expect(ends(2028, 'semimonthly').slice(0, 4)).toEqual([
      '2028-01-15',
      '2028-01-31',
      '2028-02-15',
      '2028-02-29',
    ]);
    expect(ends(2026, 'monthly')).toHaveLength(12);
    expect(ends(2026, 'semimonthly')).toHaveLength(24);
  });

  it('P-68 blocks from 1 January, the last one extended to 31 December', () => {
    expect(ends(2026, 'biweekly').slice(0, 2)).toEqual(['2026-01-14', '2026-01-28']);
    expect(ends(2026, 'biweekly').slice(-2)).toEqual(['2026-12-16', '2026-12-31']);
    expect(ends(2026, 'biweekly')).toHaveLength(26);
    expect(ends(2028, 'weekly').slice(-2)).toEqual(['2028-12-22', '2028-12-31']);
    expect(ends(2028, 'weekly')).toHaveLength(52);
  });

  it.each(FREQUENCIES)(
    'P-68 every day belongs to the first %s period that ends on or after it',
    (frequency) => {
      const periods = payPeriods(2028, frequency);
      expect(periods.periodOf).toHaveLength(366);
      for (const [day, period] of periods.periodOf.entries()) {
        expect(periods.ends[period]).toBeGreaterThanOrEqual(periods.firstDay + day);
        expect(periods.ends[period - 1] ?? 0).toBeLessThan(periods.firstDay + day);
      }
    },
  );
});

interface Part {
  readonly gap: number;
  readonly days: number;
  readonly annualRate: number;
  readonly rate: number;
}

/** Consecutive segments within a year, after a gap. */
function segmentsIn(year: number, parts: readonly Part[]): PlanSegments {
  const segments = new PlanSegments();
  const last = toDay(year, 12, 31);
  let from: number = toDay(year, 1, 1) + (parts[0]?.gap ?? 0);
  for (const { days, annualRate, rate } of parts) {
    const to = Math.min(from + days - 1, last);
    segments.add(from as Day, to as Day, annualRate as Cents, ppm(rate));
    from = to + 1;
  }
  return segments;
}

const part = (most: number): fc.Arbitrary<Part> =>
  fc.record({
    gap: fc.nat({ max: 200 }),
    days: fc.integer({ min: 1, max: 250 }),
    annualRate: fc.integer({ min: 0, max: most }),
    rate: fc.oneof(
      fc.nat({ max: 100 }).map((percents) => percents * 10_000),
      fc.nat({ max: 1_000_000 }),
    ),
  });

const years = fc.constantFrom(2026, 2028);

/** The paychecks from the rules, day by day, in big integers. */
function naive(
  segments: PlanSegments,
  year: number,
  frequency: (typeof FREQUENCIES)[number],
  countedRateDays: bigint,
  compensation: number,
  matched: number,
): { readonly pay: readonly number[]; readonly deferral: readonly number[] } {
  const daysOfYear = BigInt(daysInYear(year));
  const { ends } = payPeriods(year, frequency);
  const [pay, deferral]: [number[], number[]] = [[], []];
  let [rateDays, asked] = [0n, 0n];
  let [payBefore, deferralBefore] = [0, 0];
  for (let at = 0; at < segments.count; at++) {
    const [from, to] = [segments.from[at] ?? 0, segments.to[at] ?? 0];
    for (let day = from; day <= to; day++) {
      const before = rateDays < countedRateDays ? rateDays : countedRateDays;
      rateDays += BigInt(segments.annualRate[at] ?? 0);
      const counted = (rateDays < countedRateDays ? rateDays : countedRateDays) - before;
      asked += counted * BigInt(segments.deferralRate[at] ?? 0);
      if (day !== to && !ends.includes(day)) continue;
      const payUpTo = Math.min(Number(roundRatio(rateDays, daysOfYear)), compensation);
      const deferralUpTo = Math.min(Number(roundRatio(asked, daysOfYear * 1_000_000n)), matched);
      pay.push(payUpTo - payBefore);
      deferral.push(deferralUpTo - deferralBefore);
      [payBefore, deferralBefore] = [payUpTo, deferralUpTo];
    }
  }
  return { pay, deferral };
}

describe('cutPaychecks', () => {
  const paychecksOf = (
    segments: PlanSegments,
    year: number,
    frequency: (typeof FREQUENCIES)[number],
    payBasis: 'capped' | 'uncapped',
    compensation: number,
    matched: number,
  ): unknown => {
    const result = new Paychecks();
    cutPaychecks(
      segments,
      payPeriods(year, frequency),
      deferralTermsOf(year, { payBasis }),
      compensation as Cents,
      matched as Cents,
      result,
    );
    return {
      pay: Array.from(result.pay.subarray(0, result.count)),
      deferral: Array.from(result.deferral.subarray(0, result.count)),
    };
  };

  const check = (most: number, matchedMost: number): void => {
    fc.assert(
      fc.property(
        years,
        fc.constantFrom(...FREQUENCIES),
        fc.constantFrom('capped' as const, 'uncapped' as const),
        fc.array(part(most), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: matchedMost }),
        (year, frequency, payBasis, parts, matched) => {
          const segments = segmentsIn(year, parts);
          const terms = deferralTermsOf(year, { payBasis });
          const compensation = 36_000_000;
          const counted = terms.countedRateDays === Infinity ? 10n ** 30n : BigInt(terms.countedRateDays);
          expect(paychecksOf(segments, year, frequency, payBasis, compensation, matched)).toEqual(
            naive(segments, year, frequency, counted, compensation, matched),
          );
        },
      ),
      { numRuns: 150 },
    );
  };

  it('P-62, P-68 equals the rules day by day for usual pay', () => {
    check(30_000_000, 3_575_000);
  });

  it('P-62, P-68 equals the rules day by day for any pay, deferral and match', () => {
    check(1e12, 1e9);
    check(1e12, 3_000_000);
    check(1e9, 3_000_001);
  });

  it('P-62, PINV-10 the paychecks add up to the year, whatever the frequency', () => {
    const segments = segmentsOf(
      ['2026-01-01', '2026-05-17', 81_234.56, 4],
      ['2026-05-18', '2026-12-31', 83_671.6, 5],
    );
    for (const frequency of FREQUENCIES) {
      const result = new Paychecks();
      const terms = deferralTermsOf(2026);
      cutPaychecks(segments, payPeriods(2026, frequency), terms, cents(360_000), cents(24_500), result);
      const sum = (column: Float64Array): number =>
        column.subarray(0, result.count).reduce((total, value) => total + value, 0);
      // (81,234.56 × 137 + 83,671.60 × 228) / 365; (… × 137 × 4 % + … × 228 × 5 %) / 365.
      expect([sum(result.pay), sum(result.deferral)]).toEqual([cents(82_756.88), cents(3_832.94)]);
    }
  });

  it('P-68 no paychecks are needed when nothing is matched; one object serves any number of them', () => {
    const result = new Paychecks();
    const terms = deferralTermsOf(2026);
    const week = payPeriods(2026, 'weekly');
    const parts = Array.from({ length: 50 }, () => ({
      gap: 0,
      days: 7,
      annualRate: 5_200_000,
      rate: 10_000,
    }));
    const many = segmentsIn(
      2026,
      // Rates alternate, so that no part joins the one before.
      parts.map((one, at) => ({ ...one, days: at === 0 ? 3 : 7, rate: one.rate * (1 + (at % 2)) })),
    );
    cutPaychecks(many, week, terms, cents(360_000), cents(24_500), result);
    // Each of the 49 later segments is cut once by the end of a week.
    expect(result.count).toBe(99);
    cutPaychecks(many, week, terms, cents(360_000), cents(0), result);
    expect(result.count).toBe(0);
  });
});
