import { januaryOf, NEVER } from './calendar-codes.ts';
import type { ComputationPeriods } from './computation-periods.ts';

/** P-30: hours needed in each of two consecutive periods, and the first plan year. */
const HOURS_REQUIRED = 500;
const FIRST_PLAN_YEAR = 2025;
/** First year that can be the second period: the first period begins in 2021 at the earliest. */
const FIRST_SECOND_YEAR = 2022;

/**
 * After the first unsuitable pair the next suitable one is at most three years off: the first period and the year of
 * known hours may each spoil the pairs they belong to, and all other years are alike.
 */
const YEARS_TO_TRY = 4;

/**
 * P-30: 1 January from which a long-term part-timer may defer (code); NEVER when there is none. The second of the two
 * periods is a calendar year, and the day after it is an entry date of every frequency and the earlier date of P-28, so
 * that the entry is that day.
 * @param yearOfAge21 calendar year of the 21st birthday.
 */
export function longTermPartTimeEntry(periods: ComputationPeriods, yearOfAge21: number): number {
  const { secondYear } = periods;
  const first = Math.max(secondYear, yearOfAge21, FIRST_SECOND_YEAR);
  for (let year = first; year < first + YEARS_TO_TRY; year++) {
    const isBefore =
      year === secondYear
        ? periods.firstReaches(HOURS_REQUIRED)
        : periods.yearReaches(year - 1, HOURS_REQUIRED);
    if (isBefore && periods.yearReaches(year, HOURS_REQUIRED)) {
      return januaryOf(Math.max(year + 1, FIRST_PLAN_YEAR));
    }
  }
  return NEVER;
}
