import type { Day } from '../../../src-shared/units.ts';
import type { ServiceHours } from './computation-periods.ts';

/**
 * Computation periods the naive way, for the tests: every period is listed with its days, every day is counted, and
 * fractions are exact. Dates are those of JavaScript, so that nothing is shared with what is tested.
 */

const MS_OF_DAY = 86_400_000;
const dateOf = (day: number): Date => new Date(day * MS_OF_DAY);

export const dayOf = (year: number, month: number, day: number): Day =>
  (Date.UTC(year, month - 1, day) / MS_OF_DAY) as Day;

export const calendarYear = (day: number): number => dateOf(day).getUTCFullYear();

/** The same day some months later, or the last day of the month (W-5). */
export function monthsLater(day: number, months: number): Day {
  const from = dateOf(day);
  const lastOfMonth = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0);
  const same = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate());
  return (Math.min(same, lastOfMonth) / MS_OF_DAY) as Day;
}

interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The 12 months from the start of service, and the calendar years from the one with the first anniversary (P-27). */
export function periodsOf(serviceFrom: Day, lastYear: number): readonly Period[] {
  const anniversary = monthsLater(serviceFrom, 12);
  const periods: Period[] = [{ from: serviceFrom, to: (anniversary - 1) as Day }];
  for (let year = calendarYear(anniversary); year <= lastYear; year++) {
    periods.push({ from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) });
  }
  return periods;
}

/** Whether a period has at least so many hours, day by day. */
export function hasHours(
  person: ServiceHours,
  priorYear: number,
  { from, to }: Period,
  hours: number,
): boolean {
  const { serviceFrom, weeklyHours, priorYearHours } = person;
  let scheduled = 0n;
  let known = 0n;
  for (let day: number = from; day <= to; day++) {
    const year = calendarYear(day);
    if (year === priorYear && priorYearHours >= 0) known += 1n;
    else scheduled += dayOf(year + 1, 1, 1) - dayOf(year, 1, 1) === 366 ? 365n : 366n;
  }
  const firstKnown = Math.max(serviceFrom, dayOf(priorYear, 1, 1));
  const daysKnown = BigInt(Math.max(1, dayOf(priorYear + 1, 1, 1) - firstKnown));
  const parts = 365n * 366n;
  const sum =
    BigInt(weeklyHours) * 52n * scheduled * daysKnown + BigInt(Math.max(0, priorYearHours)) * known * parts;
  return sum >= BigInt(hours) * 100n * parts * daysKnown;
}
