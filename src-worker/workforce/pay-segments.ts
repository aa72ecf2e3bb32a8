import { daysInMonth, daysInYear, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day } from '../../src-shared/units.ts';

/** Pay received (W-54, W-56). */

/** Largest annual rate for which every figure of a year is exact in floating point: one billion dollars, in cents. */
export const MAX_PAY = 1e11;

/**
 * A half and a little: a sum of rates × days, times 1 / D, plus this, has rnd(sum / D) as its floor (W-54). Quotients are
 * multiples of 1 / D, so quotient + ½ is an integer or at least 1 / 732 below the next one; the little that is added,
 * 1 / 1500, keeps away from both by more than 0.0006. Up to MAX_PAY a quotient is off by less than 10^11 × 8 × 2^-53
 * = 0.0001, also when rate and sum were multiplied by 1 / D one by one before they were added.
 */
export const PAID_HALF = 0.5 + 1 / 1500;

/** rnd(Σ rate × days / D): pay received, from the sum of annual rates times days and 1 / D (W-54). Up to MAX_PAY. */
export function paidOf(rateDays: number, inverseDays: number): number {
  return Math.floor(rateDays * inverseDays + PAID_HALF);
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
  return paidOf(rateDays, 1 / daysInYear(year)) as Cents;
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
