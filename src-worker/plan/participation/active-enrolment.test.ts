import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addYears, toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { DRAW_RANGE } from '../../random/draw-source.ts';
import { day, design } from '../money-fixtures.ts';
import {
  activeEnrolmentTerms,
  atEntryDay,
  isConversionDue,
  proactiveDay,
  type ActiveEnrolmentTerms,
} from './active-enrolment.ts';

type Settings = typeof design.voluntaryEnrollment;

const termsOf = (
  year: number,
  changes: { [Block in keyof Settings]?: Partial<Settings[Block]> } = {},
  windowDays = 45,
): ActiveEnrolmentTerms => {
  const { proactive, atEntry, yearOverYear } = design.voluntaryEnrollment;
  const settings = {
    proactive: { ...proactive, ...changes.proactive },
    atEntry: { ...atEntry, ...changes.atEntry },
    yearOverYear: { ...yearOverYear, ...changes.yearOverYear },
  };
  return activeEnrolmentTerms(settings, windowDays, year);
};

describe('proactiveDay', () => {
  it('P-41 lies in the window and before the automatic date, for any draw', () => {
    const draws = fc.oneof(fc.constantFrom(0, DRAW_RANGE - 1), fc.integer({ min: 0, max: DRAW_RANGE - 1 }));
    const window = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 100 }));
    const entry = day('2026-09-01');
    fc.assert(
      fc.property(draws, window, fc.integer({ min: 0, max: 150 }), (draw, [start, length], windowDays) => {
        const proactive = { windowStartDay: start, windowEndDay: start + length };
        const after = start + Number((BigInt(draw) * BigInt(length)) / BigInt(DRAW_RANGE));
        const expected = after < windowDays ? entry + after : NO_DAY;
        expect(proactiveDay(termsOf(2026, { proactive }, windowDays), entry, draw)).toBe(expected);
      }),
    );
  });

  it('P-41 on the automatic date it does not count', () => {
    const proactive = { windowStartDay: 45, windowEndDay: 46 };
    expect(proactiveDay(termsOf(2026, { proactive }), day('2026-09-01'), 0)).toBe(NO_DAY);
    expect(proactiveDay(termsOf(2026, { proactive }, 46), day('2026-09-01'), 0)).toBe(day('2026-10-16'));
  });
});

describe('atEntryDay', () => {
  it('P-42 is lagDays after the entry', () => {
    expect(atEntryDay(termsOf(2026), day('2026-12-31'))).toBe(day('2026-12-31'));
    expect(atEntryDay(termsOf(2026, { atEntry: { lagDays: 20 } }), day('2026-12-31'))).toBe(
      day('2027-01-20'),
    );
  });
});

describe('isConversionDue', () => {
  it('P-38, P-43 after a year without participation', () => {
    const terms = termsOf(2027);
    expect(terms.conversionDay).toBe(day('2027-06-15'));
    expect(isConversionDue(terms, day('2026-06-15'))).toBe(true);
    expect(isConversionDue(terms, day('2026-06-16'))).toBe(false);
  });

  it('P-43, W-5 a year after 29 February is 28 February', () => {
    const terms = termsOf(2029, { yearOverYear: { date: '02-28', includeOptedOut: true } });
    expect(isConversionDue(terms, day('2028-02-29'))).toBe(true);
    expect(isConversionDue(terms, day('2028-03-01'))).toBe(false);
    expect([terms.convertsOptedOut, termsOf(2029).convertsOptedOut]).toEqual([true, false]);
  });

  it('P-43 agrees with the anniversary on every day around it', () => {
    const dates = ['01-01', '02-28', '03-01', '12-31'];
    for (const date of dates) {
      for (let year = 2026; year <= 2033; year++) {
        const terms = termsOf(year, { yearOverYear: { date } });
        const earlier = toDay(year - 1, Number(date.slice(0, 2)), Number(date.slice(3)));
        for (let since = earlier - 3; since <= earlier + 3; since++) {
          expect(isConversionDue(terms, since as Day)).toBe(addYears(since as Day, 1) <= terms.conversionDay);
        }
      }
    }
  });
});
