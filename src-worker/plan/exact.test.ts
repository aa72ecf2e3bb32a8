import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../src-shared/arithmetic.ts';
import { greatestCommonDivisor, roundSplitQuotient } from './exact.ts';

describe('roundSplitQuotient', () => {
  it('P-1 rounds as an exact division would, halves up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e14 }),
        fc.integer({ min: 0, max: 4e15 }),
        fc.constantFrom(365, 366),
        (whole, millionths, days) => {
          const exact = roundRatio(
            BigInt(whole) * 1_000_000n + BigInt(millionths),
            BigInt(days) * 1_000_000n,
          );
          expect(roundSplitQuotient(whole, millionths, days)).toBe(Number(exact));
        },
      ),
    );
  });

  it('P-1 a half goes up, a millionth less goes down', () => {
    expect(roundSplitQuotient(183, 0, 366)).toBe(1);
    expect(roundSplitQuotient(182, 999_999, 366)).toBe(0);
    expect(roundSplitQuotient(182, 1_000_000, 366)).toBe(1);
    expect(roundSplitQuotient(182, 500_000, 365)).toBe(1);
    expect(roundSplitQuotient(182, 499_999, 365)).toBe(0);
  });
});

describe('greatestCommonDivisor', () => {
  it('is that of all numbers; zeros do not count', () => {
    expect(greatestCommonDivisor(1_000_000, 30_000, 50_000)).toBe(10_000);
    expect(greatestCommonDivisor(1_000_000, 0)).toBe(1_000_000);
    expect(greatestCommonDivisor(1_000_000, 333_333)).toBe(1);
    expect(greatestCommonDivisor(12, 18, 8)).toBe(2);
  });
});
