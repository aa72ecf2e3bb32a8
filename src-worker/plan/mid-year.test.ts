import { describe, expect, it } from 'vitest';
import type { Cents } from '../../src-shared/units.ts';
import { cutPaychecks } from './cut-paychecks.ts';
import { coreBase, coreTerms } from './core.ts';
import { Deferral, limitDeferral, requestDeferral, type DeferralTerms } from './deferrals.ts';
import { computeMatch, formulaOf, Match, matchedDeferral, matchTerms, type MatchTerms } from './match.ts';
import { cents, deferralTermsOf, design, limitsOf, segmentsOf, tieredMatch } from './money-fixtures.ts';
import { Paychecks } from './paychecks.ts';
import { planPayOf, type PlanSegments } from './plan-pay.ts';

/**
 * Years in which pay, deferral rate, entry, employment and the plan change, worked out by hand with exact fractions from
 * the rules, not with this code.
 */

/** All that the plan takes and gives in a year, in dollars, and the paychecks as [pay, deferral]. */
function yearOf(
  segments: PlanSegments,
  deferrals: DeferralTerms,
  match: MatchTerms,
  birthYear: number,
  service = 3,
): {
  readonly planPay: number;
  readonly base: number;
  readonly catchUp: number;
  readonly match: number;
  readonly trueUp: number;
  readonly paychecks: readonly (readonly [pay: number, deferral: number])[];
} {
  const { compensation } = limitsOf(deferrals.year);
  const planPay = planPayOf(segments, deferrals.daysOfYear);
  const deferral = new Deferral();
  requestDeferral(segments, deferrals, false, deferral);
  limitDeferral(deferrals, birthYear, null, deferral);
  const matched = matchedDeferral(match, deferral.base, deferral.catchUp);
  const paychecks = new Paychecks();
  cutPaychecks(segments, match.payPeriods, deferrals, compensation, matched, paychecks);
  const result = new Match();
  const formula = formulaOf(match, service, deferrals.year - birthYear);
  computeMatch(match, formula, Math.min(planPay, compensation) as Cents, matched, paychecks, result);
  return {
    planPay: planPay / 100,
    base: deferral.base / 100,
    catchUp: deferral.catchUp / 100,
    match: result.match / 100,
    trueUp: result.trueUp / 100,
    paychecks: Array.from({ length: paychecks.count }, (_, at) => [
      (paychecks.pay[at] ?? 0) / 100,
      (paychecks.deferral[at] ?? 0) / 100,
    ]),
  };
}

const BASIC = [
  [0, 0.03, 1],
  [0.03, 0.05, 0.5],
] as const;

describe('a person hired in February 2026 who enters on 1 July', () => {
  // 90,000 from hire on 16 February, 96,000 from 1 October; enrolled on 15 August at 4 %, 6 % from 1 November.
  const segments = segmentsOf(
    ['2026-07-01', '2026-08-14', 90_000, 0],
    ['2026-08-15', '2026-09-30', 90_000, 4],
    ['2026-10-01', '2026-10-31', 96_000, 4],
    ['2026-11-01', '2026-12-31', 96_000, 6],
  );
  const deferrals = deferralTermsOf(2026);

  it('P-19, P-57 pay from entry, 46,882.19; deferrals on the 139 days with a rate, 1,752.33', () => {
    // (90,000 × 92 + 96,000 × 92) / 365; (90,000 × 47 × 4 % + 96,000 × 31 × 4 % + 96,000 × 61 × 6 %) / 365.
    const year = yearOf(segments, deferrals, tieredMatch(2026, BASIC), 1986);
    expect(year).toMatchObject({ planPay: 46_882.19, base: 1_752.33, catchUp: 0 });
  });

  it('P-67 annual match: 3 % of 46,882.19 in full and half of the rest', () => {
    const year = yearOf(segments, deferrals, tieredMatch(2026, BASIC), 1986);
    // 1,406.4657 + ½ × (1,752.33 − 1,406.4657) = 1,579.3979.
    expect(year).toMatchObject({ match: 1_579.4, trueUp: 0 });
  });

  it('P-68, P-69 semi-monthly: 13 pieces earn 1,332.74, the true-up is 246.66', () => {
    const match = tieredMatch(2026, BASIC, { frequency: 'perPayPeriodWithTrueUp' });
    const year = yearOf(segments, deferrals, match, 1986);
    expect(year).toMatchObject({ match: 1_332.74, trueUp: 246.66 });
    expect(year.paychecks).toHaveLength(13);
    // The half month of 15 August ends with the single day on which the deferrals begin.
    expect(year.paychecks.slice(0, 5)).toEqual([
      [3_698.63, 0],
      [3_945.21, 0],
      [3_452.05, 0],
      [246.58, 9.86],
      [3_945.2, 157.81],
    ]);
    expect(year.paychecks.slice(-2)).toEqual([
      [3_945.2, 236.72],
      [4_208.22, 252.49],
    ]);
  });

  it('P-68 biweekly: blocks from 1 January, 17 pieces, the last block runs to 31 December', () => {
    const match = tieredMatch(2026, BASIC, { frequency: 'perPayPeriod', payFrequency: 'biweekly' });
    const year = yearOf(segments, deferrals, match, 1986);
    expect(year).toMatchObject({ match: 1_332.74, trueUp: 0 });
    expect(year.paychecks).toHaveLength(17);
    expect(year.paychecks.at(0)).toEqual([246.58, 0]);
    expect(year.paychecks.at(-1)).toEqual([3_945.2, 236.71]);
  });

  it('P-71 core: 2.5 % of 46,882.19', () => {
    const core = coreTerms({ ...design.core, type: 'flat', rate: 0.025 }, limitsOf(2026));
    expect(coreBase(core, cents(46_882.19), 0, 40)).toBe(cents(1_172.05));
  });
});

describe('a leaver of the leap year 2028', () => {
  // 73,200 at 3 %, 4 % from 1 April, 76,860 from 1 July, last day 20 September.
  const segments = segmentsOf(
    ['2028-01-01', '2028-03-31', 73_200, 3],
    ['2028-04-01', '2028-06-30', 73_200, 4],
    ['2028-07-01', '2028-09-20', 76_860, 4],
  );

  it('P-57, P-68 200 a day for 182 days, 210 a day for 82; nine monthly paychecks', () => {
    const match = tieredMatch(2028, BASIC, { frequency: 'perPayPeriodWithTrueUp', payFrequency: 'monthly' });
    expect(yearOf(segments, deferralTermsOf(2028), match, 1986)).toEqual({
      planPay: 53_620,
      base: 1_962.8,
      catchUp: 0,
      match: 1_785.7,
      trueUp: 0,
      paychecks: [
        [6_200, 186],
        [5_800, 174],
        [6_200, 186],
        [6_000, 240],
        [6_200, 248],
        [6_000, 240],
        [6_510, 260.4],
        [6_510, 260.4],
        [4_200, 168],
      ],
    });
  });
});

describe('a front-loader above the compensation limit of 2026', () => {
  // 400,000, 420,000 from 1 July; 12 % until March, then 3 %.
  const segments = segmentsOf(
    ['2026-01-01', '2026-03-31', 400_000, 12],
    ['2026-04-01', '2026-06-30', 400_000, 3],
    ['2026-07-01', '2026-12-31', 420_000, 3],
  );

  it('P-68 pay counts to 360,000: the paycheck of 30 November counts in part, those of December not at all', () => {
    const match = tieredMatch(2026, BASIC, { frequency: 'perPayPeriodWithTrueUp' });
    const year = yearOf(segments, deferralTermsOf(2026), match, 1986);
    expect(year).toMatchObject({ planPay: 410_082.19, base: 21_179.18, match: 11_814.77, trueUp: 2_585.23 });
    expect(year.paychecks.slice(-3)).toEqual([
      [2_849.32, 517.81],
      [0, 517.81],
      [0, 552.33],
    ]);
    expect(year.paychecks.reduce((sum, [pay]) => sum + Math.round(pay * 100), 0)).toBe(36_000_000);
  });

  it('P-57 capped: with payBasis capped deferrals end with the counted pay', () => {
    // 3 % of 320,410.96 − … = 12 % of 98,630.14, then 3 % of what is left to 360,000.
    const capped = deferralTermsOf(2026, { payBasis: 'capped' });
    const match = tieredMatch(2026, BASIC, { frequency: 'perPayPeriod' });
    const year = yearOf(segments, capped, match, 1986);
    expect(year.base).toBe(19_676.71);
    expect(year.paychecks.slice(-3).map(([, deferral]) => deferral)).toEqual([85.48, 0, 0]);
  });

  it('P-59, P-62 at 54 the last dollars are catch-up, which an unmatched catch-up leaves out', () => {
    const rich = segmentsOf(['2026-01-01', '2026-12-31', 300_000, 10]);
    const withCatchUp = tieredMatch(2026, [[0, 0.2, 1]], { frequency: 'perPayPeriod' });
    expect(yearOf(rich, deferralTermsOf(2026), withCatchUp, 1972)).toMatchObject({
      base: 24_500,
      catchUp: 5_500,
      match: 30_000,
    });
    const without = tieredMatch(2026, [[0, 0.2, 1]], { frequency: 'perPayPeriod', matchCatchUp: false });
    expect(yearOf(rich, deferralTermsOf(2026), without, 1972)).toMatchObject({ match: 24_500 });
  });
});

describe('a change of design on 1 January 2027', () => {
  it('P-24, P-69 graded 50 % of 6 biweekly with true-up: 27 pieces of 96,000 and 98,880', () => {
    const segments = segmentsOf(
      ['2027-01-01', '2027-03-31', 96_000, 6],
      ['2027-04-01', '2027-12-31', 98_880, 8],
    );
    const match = matchTerms(
      {
        ...design.match,
        type: 'gradedByService',
        bands: [
          { min: 0, max: 3, rate: 0.25, maxDeferral: 0.06 },
          { min: 3, max: null, rate: 0.5, maxDeferral: 0.06 },
        ],
        frequency: 'perPayPeriodWithTrueUp',
        payFrequency: 'biweekly',
      },
      2027,
    );
    const year = yearOf(segments, deferralTermsOf(2027), match, 1986);
    // The paychecks round up a little more than the year, 2,945.10: nothing is taken back.
    expect(year).toMatchObject({ planPay: 98_169.86, base: 7_380.16, match: 2_945.13, trueUp: 0 });
    expect(year.paychecks).toHaveLength(27);
    expect(yearOf(segments, deferralTermsOf(2027), match, 1986, 2).match).toBe(1_472.53);
  });
});
