import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { day } from '../money-fixtures.ts';
import { codeOf, dayOf as dayOfCode } from './calendar-codes.ts';
import { ComputationPeriods, type ServiceHours } from './computation-periods.ts';
import { dayOf, hasHours, periodsOf } from './computation-periods-fixtures.ts';

const PRIOR_YEAR = 2025;

const periods = new ComputationPeriods();

const measure = (person: ServiceHours): void => {
  periods.measure(person, codeOf(person.serviceFrom), PRIOR_YEAR);
};

/** Day after the first period with enough hours; NO_DAY for none. */
const dayAfter = (hired: string, weeklyHours: number, hours: number, priorYearHours = -1): Day => {
  measure({ serviceFrom: day(hired), weeklyHours, priorYearHours });
  return dayOfCode(periods.dayAfterHours(hours));
};

describe('computation periods', () => {
  it('P-27 the first ends the day before the anniversary, the second is the year that contains it', () => {
    measure({ serviceFrom: day('2026-04-06'), weeklyHours: 4_000, priorYearHours: -1 });
    expect(dayOfCode(periods.anniversary)).toBe(day('2027-04-06'));
    expect(periods.secondYear).toBe(2027);
  });

  it('P-4 service from 29 February has its anniversary on 28 February', () => {
    measure({ serviceFrom: day('2028-02-29'), weeklyHours: 4_000, priorYearHours: -1 });
    expect(dayOfCode(periods.anniversary)).toBe(day('2029-02-28'));
  });

  it.each([
    ['exactly 1,040 h in the first period', '2026-01-01', 2_000, 1_040, -1, '2026-12-31'],
    ['one hour more than there are', '2026-01-01', 2_000, 1_041, -1, null],
    ['the first period of a hire before a leap day', '2027-07-01', 1_922, 1_000, -1, '2028-06-30'],
    [
      'known hours of the year of hire belong to the first period',
      '2025-10-01',
      1_000,
      1_000,
      70_000,
      '2026-09-30',
    ],
    ['nothing known: scheduled hours', '2025-10-01', 1_000, 1_000, -1, null],
    ['no hours known are hours', '2025-10-01', 2_000, 1_000, 0, '2026-12-31'],
    ['known hours of a later year, spread over it', '2024-07-01', 500, 1_000, 175_000, '2025-12-31'],
    ['known hours may be enough within the first period', '2024-07-01', 500, 1_000, 210_000, '2025-06-30'],
    ['known hours far into service', '2015-07-01', 500, 1_000, 100_000, '2025-12-31'],
    ['known hours one short', '2015-07-01', 500, 1_000, 99_999, null],
    ['known hours too few, in the second period', '2024-02-29', 1_925, 1_000, 10_000, '2026-12-31'],
    ['known hours too few, later: the first period counts', '2015-07-01', 2_000, 1_000, 0, '2016-06-30'],
  ])('P-27, P-11 %s', (_case, hired, weekly, hours, known, end) => {
    expect(dayAfter(hired, weekly, hours, known)).toBe(end === null ? NO_DAY : day(end) + 1);
  });

  it('P-27 the first period with enough hours is the one that counting every day of every period finds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf(2012, 1, 1), max: dayOf(2030, 12, 31) }),
        fc.constantFrom(480, 500, 1_000),
        fc.integer({ min: -40, max: 40 }),
        fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 210_000 })),
        (hired, hours, off, priorYearHours) => {
          // Near the weekly hours at which a year has just enough, where leap days decide.
          const weeklyHours = Math.round((hours * 100) / 52) + off;
          const person = { serviceFrom: hired as Day, weeklyHours, priorYearHours };
          const naive = periodsOf(person.serviceFrom, 2040).find((period) =>
            hasHours(person, PRIOR_YEAR, period, hours),
          );
          measure(person);
          expect(dayOfCode(periods.dayAfterHours(hours))).toBe(naive === undefined ? NO_DAY : naive.to + 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
