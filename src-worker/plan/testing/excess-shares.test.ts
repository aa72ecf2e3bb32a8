import { describe, expect, it } from 'vitest';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { annualMatchLoss, type MatchLoss } from '../match-loss.ts';
import { matchFormula } from '../match-formula.ts';
import { countedMatches, representativeRate, tieredMatchingRate } from './disproportionate-match.ts';
import { distributeAcp, distributeAdp } from './excess-shares.ts';
import { nondiscriminationTest } from './nondiscrimination-test.ts';

const cents = (dollars: number): Cents => Math.round(dollars * 100) as Cents;
const column = (...dollars: readonly number[]): Float64Array => Float64Array.from(dollars, cents);

describe('P-97 distributeAdp', () => {
  // P, Q and R of example (3), by ratio 8, 9 and 4 %, against a limit of 6.10 %: 6,065 from P.
  const columns = {
    pay: column(300_000, 190_000, 180_000),
    amount: column(24_000, 17_100, 7_200),
    isHce: Uint8Array.of(1, 1, 1),
  };
  const working = nondiscriminationTest(columns, Uint32Array.of(0, 1, 2), {
    kind: 'limit',
    limit: 61_000 as Ppm,
  });
  // 100 % of 7.5 on 300,000: 22,500 of 24,000 is matched.
  const formula = matchFormula([{ min: 0, max: 0.075, rate: 1 }], null);
  const lossOf = (): MatchLoss => annualMatchLoss(formula, cents(24_000), cents(300_000), Infinity);

  it('P-97 match on the refund is forfeited: M(d) − M(d − refund)', () => {
    expect(distributeAdp(working, new Float64Array(3), lossOf)).toEqual({
      recharacterised: column(0, 0, 0),
      refund: column(6_065, 0, 0),
      matchForfeited: column(4_565, 0, 0),
    });
  });

  it('P-97 recharacterised dollars keep their match; a refund of unmatched deferrals costs none', () => {
    expect(distributeAdp(working, column(5_000, 0, 0), lossOf)).toEqual({
      recharacterised: column(5_000, 0, 0),
      refund: column(1_065, 0, 0),
      matchForfeited: column(0, 0, 0),
    });
    const nobodyIsAsked = (): MatchLoss => {
      throw new Error('has no refund');
    };
    expect(distributeAdp(working, column(8_000, 0, 0), nobodyIsAsked).recharacterised[0]).toBe(cents(6_065));
  });

  it('PINV-21 refunds and recharacterised add up to the total excess', () => {
    const { recharacterised, refund } = distributeAdp(working, column(1_234.56, 0, 0), lossOf);
    const sum = [...recharacterised, ...refund].reduce((total, part) => total + part, 0);
    expect(sum).toBe(working.correction?.total);
  });

  it('P-101 the vested part of a share is distributed; a test that passes takes nothing', () => {
    expect(distributeAcp(working, Float64Array.of(600_000, 0, 0))).toEqual({
      forfeited: column(2_426, 0, 0),
      distributed: column(3_639, 0, 0),
    });
    const passed = { ...working, correction: null };
    expect(distributeAcp(passed, new Float64Array(3)).forfeited).toEqual(column(0, 0, 0));
  });
});

describe('P-100 countedMatches', () => {
  it('P-100 limits the match of NHCEs only', () => {
    const columns = {
      pay: column(40_000, 20_000, 40_000),
      deferral: column(1_000, 4_000, 1_000),
      match: column(2_500, 4_700, 2_500),
      isHce: Uint8Array.of(0, 0, 1),
    };
    expect(countedMatches(columns, 500_000 as Ppm)).toEqual(column(2_000, 4_000, 2_500));
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
