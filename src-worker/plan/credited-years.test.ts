import { describe, expect, it } from 'vitest';
import {
  countsForVesting,
  elapsedYears,
  openingYears,
  serviceYears,
  yearsByHours,
} from './credited-years.ts';
import { day, ppm } from './money-fixtures.ts';

const ADULT = day('1980-05-05');

describe('serviceYears', () => {
  it('P-81 elapsed: completed service on the date; trap: tenure − 1 for a short final year', () => {
    expect(serviceYears(day('2021-03-15'), day('2026-03-14'), ADULT, false)).toBe(4);
    expect(serviceYears(day('2021-03-15'), day('2026-03-15'), ADULT, false)).toBe(5);
    expect(serviceYears(day('2021-03-15'), day('2026-12-31'), ADULT, false)).toBe(5);
  });

  it('P-81 years that end before the 18th birthday may be left out', () => {
    // 18 on 2024-06-10; years of service end on 2022-06-30, 2023-06-30, 2024-06-30.
    const [hired, born] = [day('2021-07-01'), day('2006-06-10')];
    expect(serviceYears(hired, day('2026-12-31'), born, false)).toBe(5);
    expect(serviceYears(hired, day('2026-12-31'), born, true)).toBe(3);
    expect(serviceYears(hired, day('2023-12-31'), born, true)).toBe(0);
    expect(serviceYears(hired, day('2026-12-31'), ADULT, true)).toBe(5);
    // A year that ends on the day before the birthday ends before it; one that contains it counts.
    expect(serviceYears(day('2023-06-10'), day('2026-12-31'), born, true)).toBe(2);
    expect(serviceYears(day('2023-06-11'), day('2026-12-31'), born, true)).toBe(3);
  });
});

describe('elapsedYears', () => {
  it('P-81 vesting_years and completed months since 1 January of the start year, in twelfths', () => {
    const at = (years: number, iso: string): number => elapsedYears(ppm(years), 2026, day(iso), ADULT, false);
    expect(at(2_000_000, '2026-12-31')).toBe(2);
    expect(at(2_000_000, '2027-01-01')).toBe(3);
    expect(at(2_500_000, '2026-06-30')).toBe(2);
    expect(at(2_500_000, '2026-07-01')).toBe(3);
    expect(at(2_083_333, '2026-12-01')).toBe(2);
    expect(at(2_083_334, '2026-12-01')).toBe(3);
  });

  it('P-81 years before the 18th birthday, which the census does not count, are left out when asked', () => {
    const born = day('2009-06-10');
    const at = (iso: string, exclude: boolean): number =>
      elapsedYears(ppm(500_000), 2026, day(iso), born, exclude);
    // 18 on 2027-06-10; years complete on 1 July.
    expect([at('2026-12-31', false), at('2026-12-31', true)]).toEqual([1, 0]);
    expect([at('2028-12-31', false), at('2028-12-31', true)]).toEqual([3, 2]);
    expect(elapsedYears(ppm(500_000), 2026, day('2028-12-31'), day('2007-12-31'), true)).toBe(3);
    // Years that the census credits stay: 5 at the end of 2028, less the one that ended on 1 July 2026.
    expect(elapsedYears(ppm(2_500_000), 2026, day('2028-12-31'), born, true)).toBe(4);
  });
});

describe('hours', () => {
  it('P-81 whole opening years and one per year with enough hours', () => {
    expect(openingYears(ppm(2_999_999))).toBe(2);
    expect(yearsByHours(2, [1_200, 999.5, 1_000, 450], 1_000)).toBe(4);
    expect(yearsByHours(0, [], 1_000)).toBe(0);
  });

  it('P-81 a calendar year that ends before the 18th birthday may be left out', () => {
    expect(countsForVesting(2025, day('2008-01-01'), true)).toBe(false);
    expect(countsForVesting(2025, day('2007-12-31'), true)).toBe(true);
    expect(countsForVesting(2025, day('2008-01-01'), false)).toBe(true);
  });
});
