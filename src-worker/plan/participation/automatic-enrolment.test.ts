import { describe, expect, it } from 'vitest';
import { day, design } from '../money-fixtures.ts';
import {
  automaticDay,
  automaticEnrolmentTerms,
  isInAutomaticScope,
  isSwept,
  optOutDay,
  type AutomaticEnrolmentTerms,
} from './automatic-enrolment.ts';

/** Terms of a design in force from 2026, in a year. */
const termsOf = (
  year: number,
  changes: Partial<typeof design.autoEnrollment> = {},
): AutomaticEnrolmentTerms => automaticEnrolmentTerms({ ...design.autoEnrollment, ...changes }, 2026, year);

describe('isInAutomaticScope', () => {
  it('P-39 new entrants are those who enter in a year of the design', () => {
    for (const year of [2026, 2028]) {
      const terms = termsOf(year);
      expect(isInAutomaticScope(terms, day('2026-01-01'), day('2019-03-01'))).toBe(true);
      expect(isInAutomaticScope(terms, day('2025-12-31'), day('2025-12-31'))).toBe(false);
    }
    expect(isInAutomaticScope(termsOf(2026, { enabled: false }), day('2026-05-01'), day('2026-05-01'))).toBe(
      false,
    );
  });

  it('P-39 with a cutoff the hire date decides instead', () => {
    const terms = termsOf(2026, { hireDateCutoff: '2024-07-01' });
    expect(isInAutomaticScope(terms, day('2024-07-01'), day('2024-07-01'))).toBe(true);
    expect(isInAutomaticScope(terms, day('2026-03-01'), day('2024-06-30'))).toBe(false);
  });
});

describe('isSwept', () => {
  const sweep = (
    terms: AutomaticEnrolmentTerms,
    entry: string,
    hire: string,
    isNeverEnrolled = true,
  ): boolean => isSwept(terms, day(entry), day(hire), isNeverEnrolled);

  it('P-39 people in scope whose automatic date precedes the first year are swept once, in it', () => {
    const cutoff = { hireDateCutoff: '2024-07-01' };
    // 45 days after 2025-11-16 is 2025-12-31, after 2025-11-17 it is 2026-01-01.
    expect(sweep(termsOf(2026, cutoff), '2025-11-16', '2025-11-16')).toBe(true);
    expect(sweep(termsOf(2026, cutoff), '2025-11-17', '2025-11-17')).toBe(false);
    expect(sweep(termsOf(2027, cutoff), '2025-11-16', '2025-11-16')).toBe(false);
    expect(sweep(termsOf(2026, cutoff), '2025-11-16', '2025-11-16', false)).toBe(false);
    expect(sweep(termsOf(2026, cutoff), '2025-01-01', '2024-06-30')).toBe(false);
  });

  it('P-39 newEntrants sweeps nobody who entered before the design', () => {
    expect(sweep(termsOf(2026), '2020-01-01', '2020-01-01')).toBe(false);
  });

  it('P-39 allEligible adds everybody who entered and never enrolled, in the first year', () => {
    const all = { scope: 'allEligible' } as const;
    expect(sweep(termsOf(2026, all), '2020-01-01', '2020-01-01')).toBe(true);
    expect(sweep(termsOf(2026, all), '2020-01-01', '2020-01-01', false)).toBe(false);
    expect(sweep(termsOf(2027, all), '2020-01-01', '2020-01-01')).toBe(false);
    expect(sweep(termsOf(2026, { ...all, enabled: false }), '2020-01-01', '2020-01-01')).toBe(false);
    // In scope with an automatic date of their own still to come.
    expect(sweep(termsOf(2026, all), '2026-01-02', '2026-01-02')).toBe(false);
    const cutoff = { ...all, hireDateCutoff: '2030-01-01' };
    expect(sweep(termsOf(2026, cutoff), '2026-01-15', '2020-01-01')).toBe(true);
    expect(sweep(termsOf(2026, cutoff), '2026-01-16', '2020-01-01')).toBe(false);
  });

  it('P-39, PINV-17 annual re-enrolment sweeps all who have entered, opted-out people included, every year', () => {
    const annual = { reenroll: 'annual', sweepDate: '04-01' } as const;
    for (const year of [2026, 2029]) {
      const terms = termsOf(year, annual);
      expect(terms.sweepDay).toBe(day(`${year}-04-01`));
      expect(sweep(terms, `${year}-04-01`, '2020-01-01', false)).toBe(true);
      expect(sweep(terms, `${year}-04-02`, '2020-01-01', false)).toBe(false);
    }
  });
});

describe('automaticDay and optOutDay', () => {
  it('P-39, P-40 count days from the entry and from the automatic date', () => {
    const terms = termsOf(2026, { windowDays: 30, graceDays: 90 });
    expect(automaticDay(terms, day('2028-01-30'))).toBe(day('2028-02-29'));
    expect(optOutDay(terms, day('2028-02-29'))).toBe(day('2028-05-29'));
  });

  it('P-40 an opt-out is a withdrawal in an EACA or QACA that allows it', () => {
    const isWithdrawal = (arrangement: 'ACA' | 'EACA' | 'QACA', withdrawal: boolean): boolean =>
      termsOf(2026, { arrangement, withdrawal }).withdraws;
    expect([isWithdrawal('EACA', true), isWithdrawal('QACA', true)]).toEqual([true, true]);
    expect([isWithdrawal('ACA', true), isWithdrawal('EACA', false)]).toEqual([false, false]);
  });
});
