import { roundQuotient } from '../../../src-shared/arithmetic.ts';
import { daysInYear, toDay, yearOf } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';

/**
 * Hours of service (P-33): weekly hours × 52 × days ÷ D, summed over calendar years. A year is counted in parts, so
 * that a day of a common year and one of a leap year are both whole numbers and the sum has one exact division.
 */

/** Weeks of a year by which weekly hours are counted. */
export const WEEKS_OF_YEAR = 52;

const YEAR_PARTS = 365 * 366;

/** Parts of a year that a day of the year is: 366 in a common year, 365 in a leap year. */
export const partsOfDay = (year: number): number => YEAR_PARTS / daysInYear(year);

/** The days from `from` to `to`, both included, in parts of a year. 0 when `to` is before `from`. */
export function partsBetween(from: Day, to: Day): number {
  if (to < from) return 0;
  const first = yearOf(from);
  const last = yearOf(to);
  const before = (from - toDay(first, 1, 1)) * partsOfDay(first);
  const after = (toDay(last, 12, 31) - to) * partsOfDay(last);
  return (last - first + 1) * YEAR_PARTS - before - after;
}

/**
 * Hours in `parts` of a year, unrounded, for comparison with a whole number of hours. The one division of whole numbers
 * below 2^53 decides such a comparison exactly: a quotient that is not the whole number differs from it by more than
 * 10^-8, far more than the error of the division.
 * @param weeklyHours hundredths of an hour.
 */
export function hoursWorked(weeklyHours: number, parts: number): number {
  return (weeklyHours * WEEKS_OF_YEAR * parts) / (100 * YEAR_PARTS);
}

/** Hours in `parts` of a year as they are shown: the nearest hundredths of an hour. */
export function shownHours(weeklyHours: number, parts: number): number {
  return roundQuotient(weeklyHours * WEEKS_OF_YEAR * parts, YEAR_PARTS);
}
