import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDay } from '../../src-shared/dates.ts';
import type { Cents, Day } from '../../src-shared/units.ts';
import { cutPaychecks } from './cut-paychecks.ts';
import { deferralTermsOf, limitsOf, ppm } from './money-fixtures.ts';
import { matchFormula, sumOfMatches } from './match-formula.ts';
import { matchOfPaychecks } from './paycheck-match.ts';
import { Paychecks, payPeriods } from './paychecks.ts';
import { PlanSegments } from './plan-pay.ts';

const YEAR = 2028;

/** Cents of pay from part-time work to pay far beyond the compensation limit. */
const annualRate = fc.oneof(
  fc.integer({ min: 0, max: 30_000_000 }),
  fc.integer({ min: 30_000_000, max: 5_000_000_000 }),
);
/** Rates about the boundaries of the tiers, and any other. */
const deferralRate = fc.oneof(
  fc.constantFrom(0, 10_000, 29_999, 30_000, 30_001, 50_000, 60_000, 100_000),
  fc.integer({ min: 0, max: 1_000_000 }),
);
const tier = fc.record({ max: fc.integer({ min: 0, max: 20 }), rate: fc.integer({ min: 0, max: 300 }) });
const tierLists = fc.array(tier, { maxLength: 3 }).map((tiers) => {
  let min = 0;
  return tiers.map(({ max, rate }) => {
    const from = min;
    min += max;
    return { min: from / 100, max: min / 100, rate: rate / 100 };
  });
});

describe('matchOfPaychecks', () => {
  it('P-68 gives what the paychecks give one by one, for any rates, tiers, caps and limits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('weekly', 'biweekly', 'semimonthly', 'monthly'),
        fc.constantFrom('capped', 'uncapped'),
        tierLists,
        fc.option(fc.integer({ min: 0, max: 10 }).map((percent) => percent / 100)),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), annualRate, deferralRate), { maxLength: 5 }),
        fc.integer({ min: 0, max: 100 }),
        fc.oneof(fc.integer({ min: 0, max: 2_500_000 }), fc.integer({ min: 0, max: 40_000_000 })),
        (frequency, payBasis, tiers, cap, parts, skipped, matched) => {
          const segments = new PlanSegments();
          let day = toDay(YEAR, 1, 1) + skipped;
          for (const [days, rate, deferral] of parts) {
            const to = Math.min(day + days - 1, toDay(YEAR, 12, 31));
            segments.add(day as Day, to as Day, rate as Cents, ppm(deferral));
            day = to + 1;
          }
          const { compensation } = limitsOf(YEAR);
          const terms = {
            periods: payPeriods(YEAR, frequency),
            deferral: deferralTermsOf(YEAR, { payBasis }),
            compensation,
          };
          const formula = matchFormula(tiers, cap);
          const paychecks = new Paychecks();
          const { periods, deferral } = terms;
          cutPaychecks(segments, periods, deferral, compensation, matched as Cents, paychecks);
          expect(matchOfPaychecks(terms, formula, segments, matched as Cents, new Paychecks())).toBe(
            sumOfMatches(formula, paychecks.deferral, paychecks.pay, paychecks.count),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
