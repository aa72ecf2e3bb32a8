import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../src-shared/arithmetic.ts';
import type { Cents } from '../../src-shared/units.ts';
import {
  matchFormula,
  matchOf,
  smallest,
  sumOfMatches,
  unmatchedPart,
  type MatchFormula,
} from './match-formula.ts';
import { cents } from './money-fixtures.ts';

/** Rates and bounds as plans have them, in ppm: round ones, and any. */
const share = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((percents) => percents * 5_000),
  fc.integer({ min: 0, max: 200_000 }),
);
const rate = fc.oneof(
  fc.constantFrom(0, 250_000, 500_000, 1_000_000),
  fc.integer({ min: 0, max: 10_000_000 }),
);

/** Contiguous tiers from any start, and a cap. */
const formulas = fc
  .record({
    start: share,
    widths: fc.array(fc.record({ width: share, rate }), { maxLength: 4 }),
    cap: fc.option(share),
  })
  .map(({ start, widths, cap }) => {
    let min = start;
    const tiers = widths.map(({ width, rate: matched }) => {
      const tier = { min: min / 1e6, max: (min + width) / 1e6, rate: matched / 1e6 };
      min += width;
      return tier;
    });
    return matchFormula(tiers, cap === null ? null : cap / 1e6);
  });

const amount = fc.oneof(fc.integer({ min: 0, max: 40_000_000 }), fc.integer({ min: 0, max: 1e12 }));

/** f over 10^12, from the rule. */
function exact({ tiers, cap }: MatchFormula, deferral: number, pay: number): bigint {
  const [d, c] = [BigInt(deferral) * 1_000_000n, BigInt(pay)];
  const atLeast0 = (value: bigint): bigint => (value < 0n ? 0n : value);
  const atMost = (value: bigint, most: bigint): bigint => (value > most ? most : value);
  let sum = 0n;
  for (const tier of tiers) {
    const width = BigInt(tier.max - tier.min) * c;
    sum += BigInt(tier.rate) * atLeast0(atMost(d - BigInt(tier.min) * c, width));
  }
  return cap === null ? sum : atMost(sum, BigInt(cap) * c * 1_000_000n);
}

const roundedExact = (formula: MatchFormula, deferral: number, pay: number): number =>
  Number(roundRatio(exact(formula, deferral, pay), 10n ** 12n));

describe('matchOf', () => {
  it('P-65 is the exact formula, rounded once, for any tiers, cap, pay and deferral', () => {
    fc.assert(
      fc.property(formulas, amount, amount, (formula, deferral, pay) => {
        expect(matchOf(formula, deferral as Cents, pay as Cents)).toBe(roundedExact(formula, deferral, pay));
      }),
      { numRuns: 2_000 },
    );
  });

  it('P-65 the usual formulas are calculated without big integers up to any pay', () => {
    for (const tiers of [
      [{ min: 0, max: 0.06, rate: 0.5 }],
      [
        { min: 0, max: 0.03, rate: 1 },
        { min: 0.03, max: 0.05, rate: 0.5 },
      ],
      [{ min: 0, max: 0.0625, rate: 0.3333 }],
    ]) {
      expect(matchFormula(tiers, 0.045).exactUpTo).toBeGreaterThan(cents(1_000_000));
      expect(matchFormula(tiers, null).reciprocalUpTo).toBeGreaterThan(cents(100_000));
    }
  });

  it('P-65 is exact a millionth of a cent below a half where doubles are exact no more', () => {
    // 90,000,500,003 × 333,333 ends in 499,999: the next double ends in 500,000.
    const third = matchFormula([{ min: 0, max: 1, rate: 0.333333 }], null);
    const [deferral, pay] = [90_000_500_003 as Cents, 90_000_500_003 as Cents];
    expect(deferral).toBeGreaterThan(third.exactUpTo);
    expect(matchOf(third, deferral, pay)).toBe(roundedExact(third, deferral, pay));
    expect(matchOf(third, deferral, pay)).toBe(30_000_136_667);
    expect(sumOfMatches(third, Float64Array.of(deferral), Float64Array.of(pay), 1)).toBe(30_000_136_667);
    const capped = matchFormula([{ min: 0, max: 1, rate: 1 }], 0.333333);
    expect(matchOf(capped, deferral, pay)).toBe(30_000_136_667);
  });

  it('P-66 the common denominator is the smallest one that also holds the cap', () => {
    const half = [{ min: 0, max: 0.06, rate: 0.5 }];
    expect(matchFormula(half, null)).toMatchObject({ scale: 50, denominator: 100, capScaled: Infinity });
    expect(matchFormula(half, 0.03)).toMatchObject({ scale: 50, denominator: 100, capScaled: 3 });
    expect(matchFormula(half, 0.045)).toMatchObject({ scale: 50, denominator: 200, capScaled: 9 });
  });

  it('P-65 halves go up', () => {
    const half = matchFormula([{ min: 0, max: 1, rate: 0.5 }], null);
    expect(matchOf(half, 1 as Cents, 100 as Cents)).toBe(1);
    expect(matchOf(half, 3 as Cents, 100 as Cents)).toBe(2);
    const odd = matchFormula([{ min: 0, max: 1, rate: 0.499999 }], null);
    expect(matchOf(odd, 1 as Cents, 100 as Cents)).toBe(0);
  });

  it('P-66 the cap is exact even where it is no multiple of the tiers', () => {
    const capped = matchFormula([{ min: 0, max: 0.06, rate: 1 }], 0.033333);
    expect(matchOf(capped, cents(6_000), cents(100_000))).toBe(cents(3_333.3));
    expect(matchOf(capped, cents(6_000), cents(100_001))).toBe(cents(3_333.33));
  });

  it('PINV-8 never falls when the deferral rises, and never exceeds its cap', () => {
    fc.assert(
      fc.property(formulas, amount, amount, amount, (formula, a, b, pay) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const match = matchOf(formula, more as Cents, pay as Cents);
        expect(match).toBeGreaterThanOrEqual(matchOf(formula, less as Cents, pay as Cents));
        if (formula.cap !== null) {
          expect(match).toBeLessThanOrEqual(
            Number(roundRatio(BigInt(formula.cap) * BigInt(pay), 1_000_000n)),
          );
        }
      }),
    );
  });
});

describe('sumOfMatches', () => {
  it('P-68 is the sum of the rounded matches of the paychecks', () => {
    fc.assert(
      fc.property(
        formulas,
        fc.array(fc.tuple(amount, amount), { maxLength: 30 }),
        fc.nat({ max: 5 }),
        (formula, paychecks, unused) => {
          const [deferral, pay] = [new Float64Array(40), new Float64Array(40)];
          for (const [at, [d, c]] of paychecks.entries()) [deferral[at], pay[at]] = [d, c];
          const count = Math.max(0, paychecks.length - unused);
          const expected = paychecks
            .slice(0, count)
            .reduce((sum, [d, c]) => sum + matchOf(formula, d as Cents, c as Cents), 0);
          expect(sumOfMatches(formula, deferral, pay, count)).toBe(expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('P-68 rounds by the reciprocal exactly up to its bound, on both sides of every half', () => {
    const formula = matchFormula([{ min: 0, max: 1, rate: 0.123457 }], null);
    const most = formula.reciprocalUpTo;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: most }), (deferral) => {
        const sum = sumOfMatches(formula, Float64Array.of(deferral), Float64Array.of(most), 1);
        expect(sum).toBe(roundedExact(formula, deferral, most));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('ceiling', () => {
  it('P-46 is the smallest rate, rounded up to 0.01 point, at which the match is greatest', () => {
    const pay = 1_000_000_000_000;
    fc.assert(
      fc.property(formulas, (formula) => {
        const valueAt = (ratePpm: number): bigint => exact(formula, ratePpm * 1_000_000, pay);
        expect(formula.ceiling % 100).toBe(0);
        expect(valueAt(formula.ceiling)).toBe(valueAt(3_000_000));
        // Just below the step before the rounding up, some match is missing.
        if (formula.ceiling > 0)
          expect(valueAt(formula.ceiling - 100)).toBeLessThan(valueAt(formula.ceiling));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('unmatchedPart', () => {
  it('P-76 is exact for amounts of any size', () => {
    const third = matchFormula([{ min: 0, max: 0.333333, rate: 0.333333 }], null);
    // What is matched ends at 29,999,969,999.000004 and 30,000,136,667.499999 cents.
    expect(unmatchedPart(third, 30_000_000_001 as Cents, 90_000_000_000 as Cents, Infinity)).toBe(30_001);
    expect(unmatchedPart(third, 30_000_136_670 as Cents, 90_000_500_003 as Cents, Infinity)).toBe(2);
    // A cap of ten billion cents is reached with three times as many, rounded up.
    const all = matchFormula([{ min: 0, max: 1, rate: 0.333333 }], null);
    expect(unmatchedPart(all, 90_000_000_000 as Cents, 90_000_000_000 as Cents, 10_000_000_000)).toBe(
      90_000_000_000 - 30_000_030_001,
    );
  });

  it('P-76 is the largest part whose removal leaves the exact value unchanged', () => {
    fc.assert(
      fc.property(
        formulas,
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.integer({ min: 0, max: 36_000_000 }),
        fc.option(fc.integer({ min: 0, max: 1_000_000 })),
        (formula, deferral, pay, dollarCap) => {
          const most = dollarCap === null ? 10n ** 30n : BigInt(dollarCap) * 10n ** 12n;
          const valueAt = (left: number): bigint => {
            const value = exact(formula, left, pay);
            return value < most ? value : most;
          };
          const part = unmatchedPart(formula, deferral as Cents, pay as Cents, dollarCap ?? Infinity);
          expect(valueAt(deferral - part)).toBe(valueAt(deferral));
          if (part < deferral) expect(valueAt(deferral - part - 1)).toBeLessThan(valueAt(deferral));
        },
      ),
    );
  });
});

describe('smallest', () => {
  it('finds the first integer that satisfies a lasting condition, or the last one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000 }), fc.nat({ max: 1_200 }), (most, first) => {
        expect(smallest(most, (value) => value >= first)).toBe(Math.min(most, first));
      }),
    );
  });
});
