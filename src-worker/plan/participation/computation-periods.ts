import { daysInYear } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import { yearOfCode } from '../../population/calendar.ts';
import { dayOf, januaryOf, monthsAfter, NEVER } from './calendar-codes.ts';
import { WEEKS_OF_YEAR } from './hours.ts';

/**
 * Eligibility computation periods (P-27): the 12 months from the start of service, then the calendar years beginning
 * with the one that contains the first anniversary. Weekly hours do not change, so all calendar years have the same
 * hours, except the one whose hours the census gives.
 */

/** What the hours of one person follow from. */
export interface ServiceHours {
  /** Start of service: hire, or original hire where service is bridged (P-4). */
  readonly serviceFrom: Day;
  /** Scheduled hours a week in hundredths; full-time hours where the census is blank. */
  readonly weeklyHours: number;
  /** Hours of the year before the first simulated one, in hundredths; -1 when not known (P-11). */
  readonly priorYearHours: number;
}

/** The computation periods of one person. One object serves person after person. */
export class ComputationPeriods {
  /** Calendar year that is the second period; the later ones follow. */
  secondYear = 0;
  /** First anniversary, the day after the first period (code). */
  anniversary = NEVER;
  /** Hours of the first period, in hundredths, over `#firstDivisor`. */
  #firstHours = 0;
  #firstDivisor = 1;
  /** Hours of a calendar year, in hundredths. */
  #yearHours = 0;
  #priorYear = 0;
  #priorYearHours = -1;

  /**
   * Takes the next person.
   * @param service code of `serviceFrom`.
   * @param priorYear year before the first simulated one.
   */
  measure(
    { serviceFrom, weeklyHours, priorYearHours }: ServiceHours,
    service: number,
    priorYear: number,
  ): void {
    const anniversary = monthsAfter(service, 12);
    const start = yearOfCode(service);
    const secondStart = dayOf(januaryOf(start + 1));
    const daysOfStart = daysInYear(start);
    const daysOfSecond = daysInYear(start + 1);
    this.anniversary = anniversary;
    this.secondYear = start + 1;
    this.#yearHours = weeklyHours * WEEKS_OF_YEAR;
    this.#priorYear = priorYear;
    this.#priorYearHours = priorYearHours;
    // Known hours of the year of hire were all worked after the hire, hence in the period.
    const isKnown = priorYearHours >= 0 && start === priorYear;
    const hoursOfStart = isKnown
      ? priorYearHours * daysOfStart
      : this.#yearHours * (secondStart - serviceFrom);
    const hoursOfSecond = this.#hoursOf(start + 1) * (dayOf(anniversary) - secondStart);
    this.#firstHours = hoursOfStart * daysOfSecond + hoursOfSecond * daysOfStart;
    this.#firstDivisor = daysOfStart * daysOfSecond;
  }

  /** Whether the first period has at least so many hours, compared unrounded (P-33). */
  firstReaches(hours: number): boolean {
    return this.#firstHours >= hours * 100 * this.#firstDivisor;
  }

  /** Whether a calendar year, the second period or a later one, has at least so many hours. */
  yearReaches(year: number, hours: number): boolean {
    return this.#hoursOf(year) >= hours * 100;
  }

  /** The day after the first period with at least so many hours (code); NEVER when there is none. */
  dayAfterHours(hours: number): number {
    if (this.firstReaches(hours)) return this.anniversary;
    const year = this.#firstYearWith(hours);
    return year === null ? NEVER : januaryOf(year + 1);
  }

  #firstYearWith(hours: number): number | null {
    const second = this.secondYear;
    if (this.yearReaches(second, hours)) return second;
    // Only the year of known hours differs from the others, so no later year needs to be tried than these.
    if (this.#yearHours >= hours * 100) return second + 1;
    const known = this.#priorYear;
    return known > second && this.yearReaches(known, hours) ? known : null;
  }

  #hoursOf(year: number): number {
    return year === this.#priorYear && this.#priorYearHours >= 0 ? this.#priorYearHours : this.#yearHours;
  }
}
