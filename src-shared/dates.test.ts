import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  addYears,
  completedMonths,
  completedYears,
  daysInYear,
  formatIsoDate,
  isCivilDate,
  parseIsoDate,
  toCivil,
  toDay,
} from './dates.ts';
import type { Day } from './units.ts';

const day = (text: string): Day => {
  const parsed = parseIsoDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
};
const anyDay = fc.integer({ min: -40_000, max: 80_000 }).map((value) => value as Day);

describe('calendar (W-4)', () => {
  it('counts days from 1970-01-01', () => {
    expect([toDay(1970, 1, 1), toDay(1969, 12, 31), toDay(2000, 3, 1), toDay(2025, 1, 1)]).toEqual([
      0, -1, 11_017, 20_089,
    ]);
  });

  it('agrees with the platform calendar on every day of two centuries', () => {
    for (let value = -36_525; value <= 47_482; value++) {
      const reference = new Date(value * 86_400_000);
      const civil = toCivil(value as Day);
      expect(civil).toEqual({
        year: reference.getUTCFullYear(),
        month: reference.getUTCMonth() + 1,
        day: reference.getUTCDate(),
      });
      expect(toDay(civil.year, civil.month, civil.day)).toBe(value);
    }
  });

  it('knows leap years', () => {
    expect([1900, 2000, 2024, 2025, 2100].map(daysInYear)).toEqual([365, 366, 366, 365, 365]);
    expect(isCivilDate(2025, 2, 29)).toBe(false);
    expect(isCivilDate(2024, 2, 29)).toBe(true);
    expect(isCivilDate(2024, 13, 1)).toBe(false);
  });

  it('reads and writes ISO dates, and refuses what is not one', () => {
    fc.assert(fc.property(anyDay, (value) => parseIsoDate(formatIsoDate(value)) === value));
    expect(['2025-02-30', '2025-2-3', '', '25-02-03', '2025-02-03T00:00'].map(parseIsoDate)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('anniversaries (W-5)', () => {
  it('W-5 years(1990-06-15, 2025-06-14) / (…, 2025-06-15) = 34 / 35', () => {
    expect(completedYears(day('1990-06-15'), day('2025-06-14'))).toBe(34);
    expect(completedYears(day('1990-06-15'), day('2025-06-15'))).toBe(35);
  });

  it('W-5 years(2004-02-29, 2025-02-27) / (…, 2025-02-28) = 20 / 21', () => {
    expect(completedYears(day('2004-02-29'), day('2025-02-27'))).toBe(20);
    expect(completedYears(day('2004-02-29'), day('2025-02-28'))).toBe(21);
  });

  it('W-5 months: 6 / 5 / 6', () => {
    expect(completedMonths(day('2024-10-01'), day('2025-04-01'))).toBe(6);
    expect(completedMonths(day('2024-10-02'), day('2025-04-01'))).toBe(5);
    expect(completedMonths(day('2024-08-31'), day('2025-02-28'))).toBe(6);
  });

  it('clamps to the last day of the month, forwards and backwards', () => {
    expect(formatIsoDate(addMonths(day('2024-01-31'), 1))).toBe('2024-02-29');
    expect(formatIsoDate(addMonths(day('2025-03-31'), -1))).toBe('2025-02-28');
    expect(formatIsoDate(addYears(day('2024-02-29'), 1))).toBe('2025-02-28');
    expect(formatIsoDate(addYears(day('2024-02-29'), 4))).toBe('2028-02-29');
  });

  it('is the largest k with addMonths(from, k) ≤ to', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        const k = completedMonths(from, to);
        expect(addMonths(from, k) <= to).toBe(true);
        expect(addMonths(from, k + 1) > to).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
