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

/** {@link birthWindow} of every age bracket and hire date of a year, worked out when first asked for. */
export class BirthWindows {
  readonly #brackets: readonly { readonly min: number; readonly max: number }[];
  readonly #firstDay: number;
  /** By bracket × days + hire date − 1 January: first birth date, and number of dates (0: not worked out yet). */
  readonly #first: Int32Array;
  readonly #count: Int32Array;
  readonly #days: number;

  constructor(
    brackets: readonly { readonly min: number; readonly max: number }[],
    firstDay: number,
    days: number,
  ) {
    this.#brackets = brackets;
    this.#firstDay = firstDay;
    this.#days = days;
    this.#first = new Int32Array(brackets.length * days);
    this.#count = new Int32Array(brackets.length * days);
  }

  /** W-46: birth date of a hire in an age bracket; k is the draw. */
  birthDay(hireDay: Day, bracket: number, k: number): Day {
    const index = bracket * this.#days + hireDay - this.#firstDay;
    if (this.#count[index] === 0) {
      const { min, max } = this.#brackets[bracket] ?? { min: 0, max: 1 };
      const { first, last } = birthWindow(hireDay, min, max);
      this.#first[index] = first;
      this.#count[index] = last - first + 1;
    }
    return ((this.#first[index] ?? 0) + pickOf(k, this.#count[index] ?? 0)) as Day;
  }
}
