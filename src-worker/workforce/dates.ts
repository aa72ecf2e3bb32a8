import { daysInYear, toDay } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { pickCategory, pickOf, type CategoryThresholds } from '../random/draws.ts';

/** Dates drawn within a year (W-39, W-43, W-50, W-52). Draws are k. */

/** The first day of each month of a year, and of the next January. */
export function monthStarts(year: number): Int32Array {
  return Int32Array.from({ length: 13 }, (_, month) =>
    toDay(year + (month === 12 ? 1 : 0), (month % 12) + 1, 1),
  );
}

/** A day of the year of `starts` by month weights: the month by W-10, the day uniform in it. */
export function dayByMonth(
  starts: Int32Array,
  months: CategoryThresholds,
  monthDraw: number,
  dayDraw: number,
): Day {
  const month = pickCategory(monthDraw, months);
  const first = starts[month] ?? 0;
  return (first + pickOf(dayDraw, (starts[month + 1] ?? 0) - first)) as Day;
}

/** W-43 in the year of `starts`: {@link startDay}. */
export function startDayIn(
  starts: Int32Array,
  months: CategoryThresholds,
  monthDraw: number,
  dayDraw: number,
): Day {
  const lastStart = (starts[12] ?? 0) - 2;
  return Math.min(dayByMonth(starts, months, monthDraw, dayDraw), lastStart) as Day;
}

/** W-43: start date of a simulated hire. 31 December becomes the 30th, so that leaving in the year stays possible. */
export function startDay(year: number, months: CategoryThresholds, monthDraw: number, dayDraw: number): Day {
  return startDayIn(monthStarts(year), months, monthDraw, dayDraw);
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
