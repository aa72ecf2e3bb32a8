import { daysInMonth, daysInYear, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day } from '../../src-shared/units.ts';

/**
 * Pay received (W-54, W-56). A rate × days sum stays below 4 × 10^15, because no annual rate exceeds MAX_PAY; the
 * quotient of two integers below 2^53 that is no integer is at least 1 / (2 D) away from the next one, far more than
 * its rounding error, so its floor is exact.
 */

/** Largest annual rate for which every figure of a year is exact in floating point: ten billion dollars, in cents. */
export const MAX_PAY = 1e12;

/** rnd(Σ rate × days / D): pay received, from the sum of annual rates times days (W-54). */
export function paidOf(rateDays: number, daysOfYear: number): number {
  return Math.floor((2 * rateDays + daysOfYear) / (2 * daysOfYear));
}

/** Part of a year at one annual rate, both ends included. */
export interface PaySegment {
  readonly from: Day;
  readonly to: Day;
  readonly annualRate: Cents;
}

/** W-54: prorated pay of one year's segments. */
export function proratedPay(year: number, segments: readonly PaySegment[]): Cents {
  const rateDays = segments.reduce((sum, { from, to, annualRate }) => sum + annualRate * (to - from + 1), 0);
  return paidOf(rateDays, daysInYear(year)) as Cents;
}

/** W-56: payroll of each month, as differences of the rounded cumulative pay, so that they add up to prorated pay. */
export function monthlyPay(year: number, segments: readonly PaySegment[]): readonly Cents[] {
  let before = 0;
  return Array.from({ length: 12 }, (_, index) => {
    const monthEnd = toDay(year, index + 1, daysInMonth(year, index + 1));
    const upToEnd = segments.filter(({ from }) => from <= monthEnd);
    const cumulative = proratedPay(
      year,
      upToEnd.map((segment) => ({ ...segment, to: Math.min(segment.to, monthEnd) as Day })),
    );
    const amount = cumulative - before;
    before = cumulative;
    return amount as Cents;
  });
}
