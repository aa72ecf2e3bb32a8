import { daysInMonth, toCivil, toDay } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { pickOf } from '../random/draws.ts';

/** The latest birth date of somebody who is at least `years` old at `day` (W-5). */
function latestBirth(years: number, day: Day): Day {
  const { year, month, day: dayOfMonth } = toCivil(day);
  const birthYear = year - years;
  const last = daysInMonth(birthYear, month);
  // At the end of February the anniversary of 29 February is reached too.
  const isMonthEnd = dayOfMonth === daysInMonth(year, month);
  return toDay(birthYear, month, isMonthEnd ? last : Math.min(dayOfMonth, last));
}

/** W-46: first and last birth date of somebody whose age at hire is at least `min` and below `max`. */
export function birthWindow(
  hireDay: Day,
  min: number,
  max: number,
): { readonly first: Day; readonly last: Day } {
  return { first: (latestBirth(max, hireDay) + 1) as Day, last: latestBirth(min, hireDay) };
}

/** W-46: birth date uniform over the window; k is the draw. */
export function birthDay(hireDay: Day, min: number, max: number, k: number): Day {
  const { first, last } = birthWindow(hireDay, min, max);
  return (first + pickOf(k, last - first + 1)) as Day;
}
