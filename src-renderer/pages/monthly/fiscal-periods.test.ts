import { describe, expect, it } from 'vitest';
import { fiscalYears, GRAINS, periods, spanLabel } from './fiscal-periods.ts';

const YEARS = { startYear: 2025, endYear: 2027 };

describe('fiscal years', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'that begin in month %i hold every month once, in quarters and in years',
    (start) => {
      for (const grain of GRAINS)
        for (const level of GRAINS.slice(GRAINS.indexOf(grain))) {
          const held = periods(YEARS, start, grain, null)
            .filter((period) => period.grain === level)
            .flatMap(({ first, last }) =>
              Array.from({ length: last - first + 1 }, (_, index) => first + index),
            );
          expect(held).toEqual(Array.from({ length: 36 }, (_, month) => month));
        }
      for (const { first, fiscalYear, isPartial, last } of fiscalYears(YEARS, start)) {
        expect(first === 0 || first % 12 === start - 1).toBe(true);
        expect(isPartial).toBe(last - first < 11);
        // A fiscal year is named after the calendar year in which it ends.
        const end = first === 0 && start > 1 ? start - 2 : first + 11;
        expect(fiscalYear).toBe(2025 + Math.floor(end / 12));
      }
    },
  );

  it('say what they hold where the run begins or ends within them', () => {
    const [first, ...more] = fiscalYears(YEARS, 7);
    expect(first).toEqual({
      grain: 'year',
      fiscalYear: 2025,
      label: 'FY 2025',
      first: 0,
      last: 5,
      isPartial: true,
    });
    expect(more.map(({ label, isPartial }) => [label, isPartial])).toEqual([
      ['FY 2026', false],
      ['FY 2027', false],
      ['FY 2028', true],
    ]);
    expect(first === undefined ? '' : spanLabel(first, 2025)).toBe('Jan 2025 – Jun 2025');
    expect(fiscalYears(YEARS, 1).map(({ label }) => label)).toEqual(['2025', '2026', '2027']);
  });

  it('put what adds up after its parts', () => {
    const labels = periods(YEARS, 2, 'month', 2026).map(
      ({ label, isPartial }) => `${label}${isPartial ? '*' : ''}`,
    );
    expect(labels.slice(0, 5)).toEqual(['Feb 2025', 'Mar 2025', 'Apr 2025', 'Q1', 'May 2025']);
    expect(labels.slice(-3)).toEqual(['Jan 2026', 'Q4', 'FY 2026']);
    expect(
      periods(YEARS, 2, 'month', 2025).map(({ label, isPartial }) => `${label}${isPartial ? '*' : ''}`),
    ).toEqual(['Jan 2025', 'Q4*', 'FY 2025*']);
  });
});
