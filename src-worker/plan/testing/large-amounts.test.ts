import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../../src-shared/arithmetic.ts';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { basisPoints } from './basis-points.ts';
import { benefitsRate, imputedRate, interestFactors } from './benefits-rates.ts';
import { qnec } from './correction-options.ts';
import { correctExcess } from './excess.ts';
import { topHeavyRatio } from './top-heavy.ts';

/** Where the product of two exact doubles is exact no more: worked out in big integers here. */

const rounded = (numerator: bigint, denominator: bigint): number =>
  Number(roundRatio(numerator, denominator));
/** Cents from a usual pay to the sum of a large payroll. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 50_000_000 }),
  fc.integer({ min: 399_999_999_000, max: 400_000_001_000 }),
  fc.integer({ min: 1, max: 9e13 }),
);

describe('P-9 basis points', () => {
  it('are exact for any amounts, halves up', () => {
    fc.assert(
      fc.property(amount, amount, (part, whole) => {
        expect(basisPoints(part, whole)).toBe(rounded(BigInt(part) * 10_000n, BigInt(whole)));
      }),
      { numRuns: 500 },
    );
    // Half a basis point more or less one cent, where twice the ten-thousandfold needs 54 bits.
    const whole = 900_719_925_460_000;
    const half = (whole / 20_000) * 3;
    expect([half - 1, half, half + 1].map((part) => basisPoints(part, whole))).toEqual([1, 2, 2]);
  });

  it('P-107 with imputed disparity too', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 1_000_000 }), amount, (pay, share, wageBase) => {
        const allocation = Math.floor((pay * share) / 1_000_000);
        const [a, c, w] = [BigInt(allocation), BigInt(pay), BigInt(wageBase)];
        const isBelow = pay <= wageBase;
        const first = isBelow ? rounded(2n * a * 10_000n, c) : rounded(2n * a * 10_000n, 2n * c - w);
        const second = rounded((1_000n * a + 57n * (isBelow ? c : w)) * 10_000n, 1_000n * c);
        expect(imputedRate(pay, allocation, wageBase)).toBe(Math.min(first, second));
      }),
      { numRuns: 500 },
    );
  });
});

describe('P-108 benefits rates', () => {
  it('are exact where the double is too near to half a basis point to tell', () => {
    const interest = 75_000 as Ppm;
    const terms = interestFactors(interest);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 15, max: 70 }), (rate, age) => {
        const years = BigInt(Math.max(0, 65 - age));
        const exact = rounded(BigInt(rate) * 1_075_000n ** years, 100n * 1_000_000n ** years);
        expect(benefitsRate(rate as Ppm, age, terms)).toBe(exact);
      }),
      { numRuns: 500 },
    );
    // Odd multiples of 1 % end in half a basis point after a year at 8.5 %.
    const usual = interestFactors(85_000 as Ppm);
    for (let percent = 1; percent < 100; percent += 2)
      expect(benefitsRate((percent * 10_000) as Ppm, 64, usual)).toBe(Math.ceil(percent * 108.5));
    // 2 % for one year more at 7.5 % is exactly 2.15 %; 40 ppm × 1.25 exactly half a basis point.
    expect(benefitsRate(20_000 as Ppm, 64, terms)).toBe(215);
    const quarter = interestFactors(250_000 as Ppm);
    expect([39, 40, 41].map((rate) => benefitsRate(rate as Ppm, 64, quarter))).toEqual([0, 1, 1]);
  });
});

describe('P-95 the part of an HCE in the excess', () => {
  it('is the deferral less the rounded share of any pay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5e8, max: 9e10 }), fc.integer({ min: 500, max: 9_000 }), (pay, ratio) => {
        const deferral = rounded(BigInt(pay) * BigInt(ratio), 10_000n);
        const { byRatio, total } = correctExcess(
          {
            ratios: Int32Array.of(ratio),
            amounts: Float64Array.of(deferral),
            pays: Float64Array.of(pay),
          },
          33_333 as Ppm,
        );
        expect(byRatio[0]).toBe(deferral - rounded(BigInt(pay) * 33_333n, 1_000_000n));
        expect(total).toBe(byRatio[0]);
      }),
      { numRuns: 300 },
    );
    // 90,000,499,991 × 888,889 ends in 499,999: the next double ends in 500,000.
    const pays = Float64Array.of(90_000_499_991);
    const { byRatio } = correctExcess({ ratios: Int32Array.of(10_000), amounts: pays, pays }, 888_889 as Ppm);
    expect(byRatio[0]).toBe(90_000_499_991 - 80_000_454_436);
  });
});

it('P-98 the cost of a QNEC for a large payroll is exact', () => {
  const payroll = 900_719_925_474_100;
  const { cost } = qnec(410, 700, payroll as Cents);
  expect(cost).toBe(rounded(BigInt(payroll) * 90n, 10_000n));
});

it('P-115 60 % of large accounts is not more than 60 %', () => {
  const total = 1_500_000_000_000_000;
  const most = (total / 5) * 3;
  expect([most, most + 1].map((keys) => topHeavyRatio(keys, total).isTopHeavy)).toEqual([false, true]);
});
