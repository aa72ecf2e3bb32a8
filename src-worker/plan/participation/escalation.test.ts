import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MILLION } from '../../../src-shared/units.ts';
import { day, design, ppm } from '../money-fixtures.ts';
import { escalatedRate, escalationTerms, isInEscalationScope, type EscalationTerms } from './escalation.ts';

const termsOf = (
  year: number,
  changes: Partial<typeof design.autoEscalation> = {},
  maximumRate = 0.75 * MILLION,
): EscalationTerms => escalationTerms({ ...design.autoEscalation, ...changes }, ppm(maximumRate), year);

describe('isInEscalationScope', () => {
  const hired = day('2020-03-01');
  const isDue = (terms: EscalationTerms, enrolled: string, isAutomatic = true, hireDay = hired): boolean =>
    isInEscalationScope(terms, day(enrolled), isAutomatic, hireDay);

  it('P-49 the delay counts calendar years, and the enrolment is before the day', () => {
    expect(isDue(termsOf(2027), '2026-12-31')).toBe(true);
    expect(isDue(termsOf(2026), '2026-01-01')).toBe(false);
    const later = termsOf(2027, { firstEscalationDelayYears: 2 });
    expect([isDue(later, '2025-12-31'), isDue(later, '2026-01-01')]).toEqual([true, false]);
    const atOnce = termsOf(2026, { firstEscalationDelayYears: 0, effectiveDay: '07-01' });
    expect([isDue(atOnce, '2026-06-30'), isDue(atOnce, '2026-07-01')]).toEqual([true, false]);
    expect(isDue(termsOf(2026, { firstEscalationDelayYears: 0 }), '2026-01-01')).toBe(false);
  });

  it('P-49 autoEnrolled leaves out those whose last enrolment was their own', () => {
    expect(isDue(termsOf(2027), '2026-02-01', false)).toBe(false);
    expect(isDue(termsOf(2027, { scope: 'allParticipants' }), '2026-02-01', false)).toBe(true);
  });

  it('P-49 the cutoff restricts either scope to people hired from it on', () => {
    const terms = termsOf(2027, { hireDateCutoff: '2020-03-01' });
    expect(isDue(terms, '2026-02-01')).toBe(true);
    expect(isDue(terms, '2026-02-01', true, day('2020-02-29'))).toBe(false);
    const all = termsOf(2027, { hireDateCutoff: '2020-03-01', scope: 'allParticipants' });
    expect(isDue(all, '2026-02-01', false, day('2020-02-29'))).toBe(false);
  });

  it('P-49, P-51 off, nobody; the day is that of the year', () => {
    expect(isDue(termsOf(2027, { enabled: false }), '2026-02-01')).toBe(false);
    expect(termsOf(2028, { effectiveDay: '07-01' }).day).toBe(day('2028-07-01'));
    expect(termsOf(2028, { optOutProbability: 0.2 }).optOutProbability).toBe(200_000);
  });
});

describe('escalatedRate', () => {
  it('P-49, PINV-16 never lowers a rate, never lifts it over the cap, and moves it by at least the least change', () => {
    const rate = fc.integer({ min: 0, max: MILLION });
    const settings = fc.record({
      increment: fc.integer({ min: 1_000, max: 50_000 }),
      cap: fc.integer({ min: 0, max: MILLION }),
      minimumChange: fc.integer({ min: 0, max: 10_000 }),
      maximumRate: fc.integer({ min: 0, max: MILLION }),
    });
    fc.assert(
      fc.property(rate, settings, (before, { increment, cap, minimumChange, maximumRate }) => {
        const fractions = {
          increment: increment / MILLION,
          cap: cap / MILLION,
          minimumChange: minimumChange / MILLION,
        };
        const after = escalatedRate(termsOf(2027, fractions, maximumRate), ppm(before));
        const top = Math.min(cap, maximumRate);
        expect(after).toBeGreaterThanOrEqual(before);
        if (after === before) {
          const rise = Math.min(top, before + increment) - before;
          expect(before === 0 || before >= top || rise < minimumChange).toBe(true);
        } else {
          expect(after).toBe(Math.min(top, before + increment));
          expect(before).toBeGreaterThan(0);
          expect(after - before).toBeGreaterThanOrEqual(minimumChange);
        }
      }),
    );
  });
});
