import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../../src-shared/units.ts';
import { matchOf } from './match-formula.ts';
import {
  computeMatch,
  formulaOf,
  Match,
  matchedDeferral,
  matchStatus,
  matchTerms,
  type MatchTerms,
} from './match.ts';
import { cents, design, tieredMatch } from './money-fixtures.ts';
import { Paychecks } from './paychecks.ts';

const checksOf = (list: readonly (readonly [pay: number, deferral: number])[]): Paychecks => {
  const paychecks = new Paychecks();
  paychecks.clear(list.length);
  for (const [pay, deferral] of list) paychecks.add(pay as Cents, deferral as Cents);
  return paychecks;
};

/** The match of paychecks within the compensation limit. */
function matchOn(terms: MatchTerms, list: readonly (readonly [pay: number, deferral: number])[]): Match {
  const result = new Match();
  const sum = (at: 0 | 1): Cents => list.reduce((total, check) => total + check[at], 0) as Cents;
  computeMatch(terms, formulaOf(terms, 0, 0), sum(0), sum(1), checksOf(list), result);
  return result;
}

const paychecks = fc.array(
  fc
    .integer({ min: 0, max: 1_500_000 })
    .chain((pay) => fc.tuple(fc.constant(pay), fc.integer({ min: 0, max: Math.floor(pay / 2) }))),
  { maxLength: 24 },
);
const TIERS = [
  [0, 0.03, 1],
  [0.03, 0.06, 0.5],
] as const;

describe('computeMatch', () => {
  it('P-67 to P-69, PINV-7: annual ≤ formula; with the true-up never below it', () => {
    fc.assert(
      fc.property(paychecks, fc.option(fc.integer({ min: 0, max: 2_000 })), (list, dollarCap) => {
        const on = (frequency: 'annual' | 'perPayPeriod' | 'perPayPeriodWithTrueUp'): Match =>
          matchOn(tieredMatch(2026, TIERS, { frequency, dollarCap, capPercentOfPay: 0.04 }), list);
        const cap = dollarCap === null ? Infinity : cents(dollarCap);
        const annual = on('annual');
        const period = on('perPayPeriod');
        const trueUp = on('perPayPeriodWithTrueUp');
        expect(annual.trueUp).toBe(0);
        expect(period.trueUp).toBe(0);
        expect(trueUp.match).toBe(period.match);
        expect(trueUp.trueUp).toBe(Math.max(0, annual.match - period.match));
        for (const { match, trueUp: more } of [annual, period, trueUp])
          expect(match + more).toBeLessThanOrEqual(cap);
      }),
    );
  });

  it('PINV-28 raising every rate never lowers the match', () => {
    const richer = TIERS.map(([min, max, rate]) => [min, max, rate * 1.25] as const);
    fc.assert(
      fc.property(
        paychecks,
        fc.constantFrom('annual' as const, 'perPayPeriod' as const, 'perPayPeriodWithTrueUp' as const),
        (list, frequency) => {
          const total = ({ match, trueUp }: Match): number => match + trueUp;
          expect(total(matchOn(tieredMatch(2026, richer, { frequency }), list))).toBeGreaterThanOrEqual(
            total(matchOn(tieredMatch(2026, TIERS, { frequency }), list)),
          );
        },
      ),
    );
  });

  it('PINV-29 scaling all pay and dollars by k scales the annual match by k, to a cent', () => {
    fc.assert(
      fc.property(
        paychecks,
        fc.integer({ min: 2, max: 9 }),
        fc.option(fc.integer({ min: 0, max: 2_000 })),
        (list, k, cap) => {
          const scaled = list.map(([pay, deferral]) => [pay * k, deferral * k] as const);
          const base = matchOn(tieredMatch(2026, TIERS, { dollarCap: cap }), list).match;
          const large = matchOn(
            tieredMatch(2026, TIERS, { dollarCap: cap === null ? null : cap * k }),
            scaled,
          ).match;
          expect(Math.abs(large - k * base)).toBeLessThanOrEqual(k / 2 + 1);
        },
      ),
    );
  });
});

describe('matchTerms and formulaOf', () => {
  it('P-64 catch-up is matched unless the plan says no', () => {
    expect(matchedDeferral(tieredMatch(2026, TIERS), cents(24_500), cents(8_000))).toBe(cents(32_500));
    expect(
      matchedDeferral(tieredMatch(2026, TIERS, { matchCatchUp: false }), cents(24_500), cents(8_000)),
    ).toBe(cents(24_500));
  });

  it('P-5, PINV-18 every person falls in exactly one band, the last one is open', () => {
    const bands = [
      { min: 0, max: 3, rate: 0.25, maxDeferral: 0.04 },
      { min: 3, max: 10, rate: 0.5, maxDeferral: 0.05 },
      { min: 10, max: null, rate: 1, maxDeferral: 0.06 },
    ];
    const service = matchTerms({ ...design.match, type: 'gradedByService', bands }, 2026);
    const ceilings = [0, 2, 3, 9, 10, 80, 1_000].map((years) => formulaOf(service, years, 40).ceiling);
    expect(ceilings).toEqual([40_000, 40_000, 50_000, 50_000, 60_000, 60_000, 60_000]);
    const points = matchTerms({ ...design.match, type: 'pointsBased', bands }, 2026);
    expect(formulaOf(points, 4, 5).ceiling).toBe(50_000);
    expect(formulaOf(points, 5, 5).ceiling).toBe(60_000);
    const nobody = matchTerms({ ...design.match, type: 'none' }, 2026);
    expect(matchOf(formulaOf(nobody, 4, 5), cents(100), cents(1_000))).toBe(0);
  });

  it('P-70 status, first that applies; uncapped match for information', () => {
    expect(matchStatus('insufficientHours', cents(5))).toBe('insufficientHours');
    expect(matchStatus(null, cents(0))).toBe('noDeferrals');
    expect(matchStatus(null, cents(0.01))).toBe('calculated');
    // 10 % of 700,000 at 60 % of 5: 21,000 uncapped, 10,800 in law.
    const formula = formulaOf(tieredMatch(2026, [[0, 0.05, 0.6]]), 0, 0);
    expect(matchOf(formula, cents(70_000), cents(700_000))).toBe(cents(21_000));
    expect(matchOf(formula, cents(24_500), cents(360_000))).toBe(cents(10_800));
  });
});
