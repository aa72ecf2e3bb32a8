import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ceilRatio,
  floorRatio,
  hasMoreDecimals,
  roundRatio,
  scaleDecimal,
  shareOf,
  toCents,
  toPpm,
} from './arithmetic.ts';
import type { Cents, Ppm } from './units.ts';

describe('ratios of integers (W-1, W-3)', () => {
  it('W-3 floor and ceiling act on exact ratios: 100 × 0.29 = 29, ceil(21 / 0.7) = 30', () => {
    expect(floorRatio(100n * 290_000n, 1_000_000n)).toBe(29n);
    expect(ceilRatio(21n * 1_000_000n, 700_000n)).toBe(30n);
  });

  it('W-1 rounds halves away from zero', () => {
    expect([5n, -5n, 4n, -4n, 15n, -15n].map((value) => roundRatio(value, 10n))).toEqual([
      1n,
      -1n,
      0n,
      0n,
      2n,
      -2n,
    ]);
  });

  it('floors and ceils negative ratios', () => {
    expect([floorRatio(-1n, 3n), ceilRatio(-1n, 3n), floorRatio(-3n, 3n)]).toEqual([-1n, 0n, -1n]);
  });

  it('W-1 shareOf equals the exact ratio for every size of amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000_000, max: 2_000_000_000_000 }),
        fc.integer({ min: 0, max: 2_000_000 }),
        (cents, ppm) => {
          expect(shareOf(cents as Cents, ppm as Ppm)).toBe(
            Number(roundRatio(BigInt(cents) * BigInt(ppm), 1_000_000n)),
          );
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('W-1 shareOf is exact where the quotient lies just below a half cent', () => {
    for (let cents = 3_999_000_000; cents < 3_999_001_000; cents++) {
      expect(shareOf(cents as Cents, 999_999 as Ppm)).toBe(
        Number(roundRatio(BigInt(cents) * 999_999n, 1_000_000n)),
      );
    }
  });
});

describe('decimals (W-2)', () => {
  it('reads texts digit by digit', () => {
    expect(
      ['1234.565', '-0.005', '.5', '7', '1e3', '2.5e-7', '1.005', '-0.001'].map((text) =>
        scaleDecimal(text, 2),
      ),
    ).toEqual([123_457, -1, 50, 700, 100_000, 0, 101, 0]);
    expect(['', '.', 'abc', '1,5', '0x10', '1.2.3', ' 1'].map((text) => scaleDecimal(text, 2))).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('converts rates and amounts once', () => {
    expect([toPpm(0.035), toPpm(0.1 + 0.2), toPpm(1e-7), toPpm(-0.05)]).toEqual([
      35_000, 300_000, 0, -50_000,
    ]);
    expect([toCents(56_000), toCents(0.07), toCents(1.005)]).toEqual([5_600_000, 7, 101]);
    expect(() => toPpm(Number.NaN)).toThrow(RangeError);
    expect(() => toCents(Infinity)).toThrow(RangeError);
  });

  it('tells more decimals than allowed', () => {
    expect([0.123456, 0.1234567, 0.1, 1, 1e-7].map((value) => hasMoreDecimals(value, 6))).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
    expect([12.34, 12.345].map((value) => hasMoreDecimals(value, 2))).toEqual([false, true]);
  });

  it('round-trips integers through any scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
        expect(scaleDecimal(text, 2)).toBe(cents);
      }),
    );
  });
});
