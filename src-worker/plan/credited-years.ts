import { addYears, completedMonths, completedYears, toDay } from '../../src-shared/dates.ts';
import { MILLION, type Day, type Ppm } from '../../src-shared/units.ts';

/**
 * Years of service that count for vesting (P-81). The `vesting_years` of the census are in ppm of a year, so that their
 * fraction stays exact. Years that end before the 18th birthday may be left out.
 */

const birthday18 = (birthDay: Day): Day => addYears(birthDay, 18);

/** P-81 elapsed: completed years from the start of service to a day; a year ends the day before its anniversary. */
export function serviceYears(serviceFrom: Day, day: Day, birthDay: Day, excludeBefore18: boolean): number {
  const years = completedYears(serviceFrom, day);
  if (!excludeBefore18) return years;
  const before18 = Math.max(0, completedYears(serviceFrom, birthday18(birthDay)));
  return years - Math.min(years, before18);
}

/** P-81 elapsed, with the years that the census credits on 31 December before `startYear`. */
export function elapsedYears(
  vestingYears: Ppm,
  startYear: number,
  day: Day,
  birthDay: Day,
  excludeBefore18: boolean,
): number {
  const start = toDay(startYear, 1, 1);
  const yearsAt = (at: Day): number =>
    Math.floor((vestingYears * 12 + completedMonths(start, at) * MILLION) / (12 * MILLION));
  const years = yearsAt(day);
  const adultFrom = birthday18(birthDay);
  if (!excludeBefore18 || adultFrom <= start) return years;
  return years - (yearsAt(Math.min(day, adultFrom) as Day) - openingYears(vestingYears));
}

/** P-81 hours: whole years that the census credits before the first simulated one. */
export function openingYears(vestingYears: Ppm): number {
  return Math.floor(vestingYears / MILLION);
}

/** P-81 hours: whether a calendar year may be credited at all. */
export function countsForVesting(year: number, birthDay: Day, excludeBefore18: boolean): boolean {
  return !excludeBefore18 || toDay(year, 12, 31) >= birthday18(birthDay);
}

/** P-81 hours: opening years and one for each year with enough hours, which are compared unrounded. */
export function yearsByHours(opening: number, hoursOfYears: readonly number[], required: number): number {
  return opening + hoursOfYears.filter((hours) => hours >= required).length;
}
