import { describe, expect, it } from 'vitest';
import { formatIsoDate, parseIsoDate } from '../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../src-shared/units.ts';
import { simulatedId } from '../../src-worker/population/person-ids.ts';
import { answer } from './answer.ts';

/** Section 6 of the workforce specification: hires. Figures are copied. */

describe('W-41 ids of simulated hires', () => {
  it('W-41 NH-<year>-<6-digit ordinal>', () => {
    expect(simulatedId(2025, 1)).toBe('NH-2025-000001');
  });
});

describe('W-42 same-year leavers', () => {
  it('W-42 trap: exposure counts, and a hire of 31 December cannot leave in the year', () => {
    const { hazardsPpm } = answer('hireHazards', {
      rate: 0.25,
      year: 2025,
      people: [
        { hireDate: '2025-01-02', multiplier: 1 },
        { hireDate: '2025-07-01', multiplier: 1 },
        { hireDate: '2025-12-01', multiplier: 1 },
        { hireDate: '2025-12-31', multiplier: 1 },
      ],
    }) as { hazardsPpm: readonly number[] };
    const [january = 0, july = 0, december = 0, last = 0] = hazardsPpm;
    expect(january).toBeGreaterThan(july);
    expect(july).toBeGreaterThan(december);
    expect(december).toBeGreaterThan(0);
    expect(last).toBe(0);
    expect(Math.abs(january + july + december - 1_000_000)).toBeLessThanOrEqual(4);
  });
});

describe('W-43 start date', () => {
  it('W-43 equal weights, u .30177, .5 → 16 April', () => {
    expect(answer('startDate', { year: 2025, draws: [0.30177, 0.5] })).toEqual({ date: '2025-04-16' });
  });

  it('W-43 a simulated 31 December becomes 30 December', () => {
    expect(answer('startDate', { year: 2025, draws: [0.999, 0.999] })).toEqual({ date: '2025-12-30' });
  });

  it('W-10 the month is the first whose cumulative weight lies above the draw', () => {
    const profile = [0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0];
    expect(answer('startDate', { year: 2025, profile, draws: [0.2499999, 0] })).toEqual({
      date: '2025-03-01',
    });
    expect(answer('startDate', { year: 2025, profile, draws: [0.25, 0] })).toEqual({ date: '2025-10-01' });
  });
});

describe('W-44 level', () => {
  it('W-44 200 hires over headcount 512/301/150/32/5 → 103, 60, 30, 6, 1', () => {
    expect(answer('allocate', { total: 200, weights: [512, 301, 150, 32, 5] })).toMatchObject({
      parts: [103, 60, 30, 6, 1],
    });
  });

  it('W-44 quotas L1 2, L2 1; draws .61, .07, .40 → levels 2, 1, 1', () => {
    expect(answer('assignLevels', { quotas: [2, 1], draws: [0.61, 0.07, 0.4] })).toEqual({
      levels: [2, 1, 1],
    });
  });

  it('W-44 equal draws: the earlier ordinal comes first', () => {
    expect(answer('assignLevels', { quotas: [1, 1], draws: [0.5, 0.5] })).toEqual({ levels: [1, 2] });
  });
});

describe('W-46 birth date', () => {
  it('W-46 hire 2025-03-10, bracket [25, 30) → 1995-03-11 … 2000-03-10, 1,827 dates', () => {
    const bracket = { hireDate: '2025-03-10', min: 25, max: 30 };
    expect(answer('birthDate', { ...bracket, draw: 0 })).toEqual({
      first: '1995-03-11',
      last: '2000-03-10',
      count: 1827,
      date: '1995-03-11',
    });
    expect(answer('birthDate', { ...bracket, draw: 1 - 2 ** -53 })).toMatchObject({ date: '2000-03-10' });
  });

  it.each(['2024-02-29', '2025-02-28', '2025-03-01'])(
    'W-46 every age of the bracket is in it, hired on %s',
    (hireDate) => {
      const { first, last } = answer('birthDate', { hireDate, min: 25, max: 30, draw: 0 }) as {
        first: string;
        last: string;
      };
      const ageOf = (from: string): unknown => answer('completed', { from, to: hireDate });
      const dayBeforeFirst = formatIsoDate(((parseIsoDate(first) ?? NO_DAY) - 1) as Day);
      expect(ageOf(first)).toMatchObject({ years: 29 });
      expect(ageOf(last)).toMatchObject({ years: 25 });
      expect(ageOf(dayBeforeFirst)).toMatchObject({ years: 30 });
    },
  );
});

describe('W-47 hire pay', () => {
  const staff = { minPay: 56_000, maxPay: 80_000, percentile: 0.25 };

  it.each([
    [staff, 62_000],
    [{ ...staff, hours: 20 }, 31_000],
    [{ minPay: 80_000, maxPay: 120_000, percentile: 0.3, market: 0.05, noisePpm: -2630 }, 96_345.94],
  ])('W-47 %j → %d', (input, pay) => {
    expect(answer('hirePay', input)).toEqual({ pay });
  });
});
