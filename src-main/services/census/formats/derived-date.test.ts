import { describe, expect, it } from 'vitest';
import { formatIsoDate, toDay } from '../../../../src-shared/dates.ts';
import { deriveDate, type Derivation } from './derived-date.ts';

const derived = (from: Derivation): string | null => {
  const day = deriveDate(toDay(2024, 12, 31), from);
  return day === null ? null : formatIsoDate(day);
};

describe('deriveDate', () => {
  it('W-20 a whole age is taken in its middle', () => {
    expect(derived({ age: 40 })).toBe('1984-07-02');
    expect(derived({ age: '40.0' })).toBe('1984-07-02');
  });

  it('W-20 a tenure goes back whole years and rnd(fraction × 365) days', () => {
    expect(derived({ tenureYears: 5 })).toBe('2019-12-31');
    expect(derived({ tenureYears: '2.5' })).toBe('2022-07-01');
    expect(derived({ tenureYears: 0 })).toBe('2024-12-31');
  });

  it('W-20 an age with a fraction is exact', () => {
    expect(derived({ age: '40.5' })).toBe('1984-07-01');
  });

  it('W-20 refuses what is no number of years', () => {
    for (const age of ['', 'x', '-1', '131']) expect(derived({ age }), age).toBeNull();
  });
});
