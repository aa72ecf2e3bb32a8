import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, toCivil, toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { yearOfCode } from '../../population/calendar.ts';
import { codeOf, dayBefore, dayOf, januaryOf, monthsAfter, NEVER } from './calendar-codes.ts';

/** From the year 0 to the year 3000, and the ends of months more often. */
const days = fc
  .tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(-1, 0, 1, 14))
  .map(([year, month, offset]) => (toDay(year, month, 1) + offset) as Day)
  .filter((day) => day >= toDay(0, 1, 1));

describe('calendar codes', () => {
  it('W-5 name every day of 400 years in order, and lead back to it', () => {
    let before = codeOf(toDay(1_899, 12, 31));
    for (let day = toDay(1_900, 1, 1); day <= toDay(2_300, 1, 1); day++) {
      const code = codeOf(day);
      expect(code > before && dayOf(code) === day).toBe(true);
      before = code;
    }
  });

  it('W-5 are year, month and day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth } = toCivil(day);
        const code = codeOf(day);
        expect(code).toBe((year * 12 + month - 1) * 32 + dayOfMonth);
        expect(dayOf(code)).toBe(day);
        expect(yearOfCode(code)).toBe(year);
        expect(dayOf(januaryOf(year))).toBe(toDay(year, 1, 1));
      }),
      { numRuns: 500 },
    );
  });

  it('W-5 add months as dates do, clamped to the last day of the month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 300 }), (day, months) => {
        expect(dayOf(monthsAfter(codeOf(day), months))).toBe(addMonths(day, months));
      }),
      { numRuns: 500 },
    );
    expect(dayOf(monthsAfter(codeOf(toDay(2_026, 11, 30)), 3))).toBe(toDay(2_027, 2, 28));
    expect(dayOf(monthsAfter(codeOf(toDay(2_028, 2, 29)), 12))).toBe(toDay(2_029, 2, 28));
  });

  it('have a day before', () => {
    fc.assert(
      fc.property(days, (day) => {
        fc.pre(day > toDay(0, 1, 1));
        expect(dayOf(dayBefore(codeOf(day)))).toBe(day - 1);
      }),
      { numRuns: 500 },
    );
  });

  it('stand for no day when it is never', () => {
    expect(dayOf(NEVER)).toBe(NO_DAY);
    expect(NEVER).toBeGreaterThan(codeOf(toDay(9_999, 12, 31)));
  });
});
