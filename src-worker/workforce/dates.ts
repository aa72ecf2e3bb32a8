import { daysInMonth, daysInYear, toDay } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { pickCategory, pickOf, type CategoryThresholds } from '../random/draws.ts';

/** Dates drawn within a year (W-39, W-43, W-50, W-52). Draws are k. */

/** A day of the year by month weights: the month by W-10, the day uniform in it. */
export function dayByMonth(
  year: number,
  months: CategoryThresholds,
  monthDraw: number,
  dayDraw: number,
): Day {
  const month = pickCategory(monthDraw, months) + 1;
  return (toDay(year, month, 1) + pickOf(dayDraw, daysInMonth(year, month))) as Day;
}

/** W-43: start date of a simulated hire. 31 December becomes the 30th, so that leaving in the year stays possible. */
export function startDay(year: number, months: CategoryThresholds, monthDraw: number, dayDraw: number): Day {
  return Math.min(dayByMonth(year, months, monthDraw, dayDraw), toDay(year, 12, 30)) as Day;
}

/**
 * W-39: date of leaving drawn uniformly: over the whole year for people hired before it, over the days after the hire
 * date for hires of the year; null when no day is left.
 */
export function uniformLeaveDay(year: number, hireDay: Day, draw: number): Day | null {
  const first = toDay(year, 1, 1);
  const last = toDay(year, 12, 31);
  if (hireDay < first) return (first + pickOf(draw, daysInYear(year))) as Day;
  return hireDay < last ? ((hireDay + 1 + pickOf(draw, last - hireDay)) as Day) : null;
}
