import { describe, expect, it } from 'vitest';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { annualMatchLoss } from '../match-loss.ts';
import { matchFormula } from '../match-formula.ts';
import { representativeRate, tieredMatchingRate } from './disproportionate-match.ts';
import { matchOnRefund, splitAdpShare } from './excess-shares.ts';

const cents = (dollars: number): Cents => (dollars * 100) as Cents;

describe('matchOnRefund', () => {
  // 100 % of 5 on 300,000: 15,000 of 24,000 is matched.
  const formula = matchFormula([{ min: 0, max: 0.05, rate: 1 }], null);
  const loss = annualMatchLoss(formula, cents(24_000), cents(300_000), Infinity);

  it('P-97 M(d) − M(d − refund): nothing while the refund is unmatched, then dollar by dollar', () => {
    expect(matchOnRefund(loss, cents(6_065))).toBe(0);
    expect(matchOnRefund(loss, cents(9_000))).toBe(0);
    expect(matchOnRefund(loss, cents(9_500))).toBe(cents(500));
  });

  it('P-97 a share becomes catch-up first', () => {
    expect(splitAdpShare(cents(10), cents(4))).toEqual({ recharacterised: cents(4), refund: cents(6) });
    expect(splitAdpShare(cents(10), cents(40))).toEqual({ recharacterised: cents(10), refund: 0 });
  });
});

describe('P-100 representative rate', () => {
  const rateOf = (rates: readonly number[], employed = rates.map(() => 1)): Ppm =>
    representativeRate({ rates: Float64Array.from(rates), isEmployedAtYearEnd: Uint8Array.from(employed) });

  it('P-100 the lowest of the better half, rounded up', () => {
    expect(rateOf([10, 50, 30, 20, 40])).toBe(30);
    expect(rateOf([10, 50, 30, 40])).toBe(40);
    expect(rateOf([])).toBe(0);
  });

  it('P-100 or the lowest of those employed on 31 December, if greater', () => {
    expect(rateOf([50, 40, 30, 10, 10], [1, 1, 0, 0, 0])).toBe(40);
    expect(rateOf([50, 40, 30, 10, 10], [0, 0, 0, 0, 0])).toBe(30);
  });

  it('P-100 tiered formulas are measured at a 6 % deferral', () => {
    const of = (tiers: readonly (readonly [number, number, number])[], cap: number | null = null): Ppm =>
      tieredMatchingRate(
        matchFormula(
          tiers.map(([min, max, rate]) => ({ min, max, rate })),
          cap,
        ),
      );
    expect(of([[0, 0.06, 0.5]])).toBe(500_000);
    expect(
      of([
        [0, 0.03, 1],
        [0.03, 0.05, 0.5],
      ]),
    ).toBe(666_667);
    expect(of([[0, 0.12, 0.5]], 0.024)).toBe(400_000);
  });
});
