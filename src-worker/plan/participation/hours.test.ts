import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../money-fixtures.ts';
import { calendarYear, dayOf } from './computation-periods-fixtures.ts';
import { hoursWorked, partsBetween, partsOfDay, shownHours } from './hours.ts';

const PARTS = 365 * 366;

const days = fc.integer({ min: dayOf(1995, 1, 1), max: dayOf(2045, 12, 31) });

const partsByDay = (from: number, to: number): number => {
  let parts = 0;
  for (let at = from; at <= to; at++) {
    const year = calendarYear(at);
    parts += dayOf(year + 1, 1, 1) - dayOf(year, 1, 1) === 366 ? 365 : 366;
  }
  return parts;
};

describe('hours of service', () => {
  it('P-33 a calendar year is one year, common or leap', () => {
    for (const year of [2026, 2027, 2028]) {
      expect(partsBetween(dayOf(year, 1, 1), dayOf(year, 12, 31))).toBe(PARTS);
    }
    expect([2026, 2028, 2100].map(partsOfDay)).toEqual([366, 365, 366]);
  });

  it('P-33 parts of a year are those of its days, one after the other', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2, max: 1500 }), (from, span) => {
        const to = from + span;
        expect(partsBetween(day(iso(from)), day(iso(to)))).toBe(partsByDay(from, to));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [3_600, '2026-08-20', '2026-12-31', 68_725],
    [2_800, '2026-01-01', '2026-09-30', 108_901],
    [2_000, '2028-01-01', '2028-12-31', 104_000],
    [3_650, '2026-01-01', '2026-01-01', 520],
    [73, '2026-01-01', '2026-01-01', 10],
  ])('P-33 %d hundredths a week from %s to %s are shown as %d hundredths', (weekly, from, to, shown) => {
    expect(shownHours(weekly, partsBetween(day(from), day(to)))).toBe(shown);
  });

  it('P-33 hours are shown as the nearest hundredth', () => {
    // 0.01 h × 52 × 1,284 ÷ 133,590 is just below half a hundredth. Exactly half is impossible.
    expect([1_284, 1_285].map((parts) => shownHours(1, parts))).toEqual([0, 1]);
  });

  it('P-33 hours compare with a whole number as their exact value does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8_000 }),
        fc.integer({ min: 1, max: 366 }),
        fc.integer({ min: 2026, max: 2029 }),
        fc.integer({ min: -1, max: 1 }),
        (weekly, count, year, off) => {
          const parts = count * partsOfDay(year);
          const hours = hoursWorked(weekly, parts);
          const required = Math.floor(hours) + off;
          const exact = BigInt(weekly) * 52n * BigInt(parts) >= BigInt(required) * 100n * BigInt(PARTS);
          expect(hours >= required).toBe(exact);
        },
      ),
    );
  });

  it('P-33 exactly the hours required are enough', () => {
    // 50 h a week for 146 of 365 days: 50 × 52 × 0.4 = 1,040; 25 h for 292 days: 1,040.
    expect(hoursWorked(5_000, 146 * partsOfDay(2026))).toBe(1_040);
    expect(hoursWorked(2_500, 292 * partsOfDay(2026))).toBe(1_040);
    expect(hoursWorked(2_500, 291 * partsOfDay(2026))).toBeLessThan(1_040);
  });
});

function iso(at: number): string {
  return new Date(at * 86_400_000).toISOString().slice(0, 10);
}
