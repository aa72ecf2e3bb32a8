import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { day } from '../money-fixtures.ts';
import { codeOf, dayOf as dayOfCode } from './calendar-codes.ts';
import { ComputationPeriods, type ServiceHours } from './computation-periods.ts';
import { calendarYear, dayOf, hasHours, monthsLater, periodsOf } from './computation-periods-fixtures.ts';
import { longTermPartTimeEntry } from './long-term-part-time.ts';

const PRIOR_YEAR = 2025;

const periods = new ComputationPeriods();

const entryOf = (person: ServiceHours, yearOfAge21: number, priorYear = PRIOR_YEAR): Day => {
  periods.measure(person, codeOf(person.serviceFrom), priorYear);
  return dayOfCode(longTermPartTimeEntry(periods, yearOfAge21));
};

/** P-30 by trying every two consecutive periods. */
function naiveEntry(person: ServiceHours, birthday21: Day): Day {
  const all = periodsOf(person.serviceFrom, 2045);
  for (const [index, second] of all.entries()) {
    const first = all[index - 1];
    if (first === undefined || first.from < dayOf(2021, 1, 1) || birthday21 > second.to) continue;
    if (![first, second].every((period) => hasHours(person, PRIOR_YEAR, period, 500))) continue;
    const next = second.to + 1;
    const latest = Math.min(monthsLater(second.to, 6), dayOf(calendarYear(second.to) + 1, 1, 1));
    expect(latest).toBe(next);
    return Math.max(next, dayOf(2025, 1, 1)) as Day;
  }
  return NO_DAY;
}

describe('longTermPartTimeEntry', () => {
  it.each([
    ['12 h a week', '2026-04-06', 1_200, -1, 2000, '2028-01-01'],
    ['9 h a week', '2026-04-06', 900, -1, 2000, null],
    ['periods from 2021 only', '2020-12-31', 1_200, -1, 2000, '2025-01-01'],
    ['21 in the second period', '2026-04-06', 1_200, -1, 2027, '2028-01-01'],
    ['21 in the year after', '2026-04-06', 1_200, -1, 2028, '2029-01-01'],
    [
      'known hours spoil the second period and the pair after it',
      '2024-04-06',
      1_200,
      40_000,
      2000,
      '2028-01-01',
    ],
    ['known hours of the year of hire spoil the first', '2025-04-06', 1_200, 10_000, 2000, '2028-01-01'],
    ['known hours lift both periods over 500', '2024-04-06', 900, 60_000, 2000, '2026-01-01'],
    ['known hours lift the second period only', '2024-04-06', 900, 55_000, 2000, null],
    ['a first period of 2028 makes up for few hours, but only once', '2027-07-01', 961, -1, 2000, null],
  ])('P-30 %s', (_case, hired, weeklyHours, priorYearHours, yearOfAge21, entry) => {
    const person = { serviceFrom: day(hired), weeklyHours, priorYearHours };
    expect(entryOf(person, yearOfAge21)).toBe(entry === null ? NO_DAY : day(entry));
  });

  it('P-30 spoilt by the first period and by known hours: the third year after the second period', () => {
    // Most of the first period is in a leap year: 306/366 + 59/365 of 500.24 h is less than 500. 2026 has no hours.
    const person = { serviceFrom: day('2024-03-01'), weeklyHours: 962, priorYearHours: 0 };
    expect(entryOf(person, 2000, 2026)).toBe(day('2029-01-01'));
  });

  it('P-30 a first period that began in 2020 does not count', () => {
    // Known hours of 2021 lift 2021 and, from December 2020 on, the first period over 500; later years have 468 h.
    const person = { serviceFrom: day('2020-12-01'), weeklyHours: 900, priorYearHours: 60_000 };
    expect(entryOf(person, 2000, 2021)).toBe(NO_DAY);
    const later = { ...person, serviceFrom: day('2021-12-01') };
    expect(entryOf(later, 2000, 2022)).toBe(day('2025-01-01'));
  });

  it('P-30 is the day after the first pair that trying all pairs finds, and both dates of P-28 are that day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf(2017, 1, 1), max: dayOf(2029, 12, 31) }),
        fc.oneof(fc.integer({ min: 955, max: 968 }), fc.constant(1_500)),
        fc.oneof(fc.constant(-1), fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
        fc.integer({ min: dayOf(2018, 1, 1), max: dayOf(2033, 12, 31) }),
        (hired, weeklyHours, priorYearHours, birthday21) => {
          const person = { serviceFrom: hired as Day, weeklyHours, priorYearHours };
          expect(entryOf(person, calendarYear(birthday21))).toBe(naiveEntry(person, birthday21 as Day));
        },
      ),
      { numRuns: 60 },
    );
  });
});
