import { MILLION, type Cents } from '../../src-shared/units.ts';
import { cutPaychecks, MAX_RECIPROCAL_DEFERRAL } from './cut-paychecks.ts';
import type { DeferralTerms } from './deferrals.ts';
import { sumOfMatches, type MatchFormula } from './match-formula.ts';
import type { Paychecks, PayPeriods } from './paychecks.ts';
import type { PlanSegments } from './plan-pay.ts';

/** What the paychecks of a person are cut from and matched by. */
export interface PaycheckTerms {
  readonly periods: PayPeriods;
  readonly deferral: DeferralTerms;
  readonly compensation: Cents;
}

/**
 * Σ round(f(deferral, pay)) over the paychecks of a year (P-68). Where nothing about the person is out of the ordinary,
 * each paycheck is matched as it is cut; otherwise `scratch` is filled with them first.
 */
export function matchOfPaychecks(
  terms: PaycheckTerms,
  formula: MatchFormula,
  segments: PlanSegments,
  matched: Cents,
  scratch: Paychecks,
): Cents {
  const { periods, deferral, compensation } = terms;
  const isOrdinary =
    deferral.countedRateDays === Infinity &&
    formula.lower.length <= 2 &&
    matched <= MAX_RECIPROCAL_DEFERRAL &&
    matched <= formula.reciprocalUpTo &&
    compensation <= formula.reciprocalUpTo;
  if (isOrdinary && matched > 0)
    return matchAsCut(periods, deferral.daysOfYear, compensation, formula, segments, matched);
  cutPaychecks(segments, periods, deferral, compensation, matched, scratch);
  return sumOfMatches(formula, scratch.deferral, scratch.pay, scratch.count);
}

/**
 * The hottest loop of the plan: 24 paychecks a person-year. It does what cutPaychecks and sumOfMatches do one after the
 * other, for the same reasons exactly, and keeps no paycheck, which takes two thirds of the time (measured). What a tier
 * matches of a deferral is clamped without a branch, because people often defer just what a tier ends at and no processor
 * foresees on which side a rounded paycheck falls: twice the clamp of x to 0 … m is |x| + m − |x − m|, all of them exact.
 */
function matchAsCut(
  { ends, firstDay, periodOf }: PayPeriods,
  daysOfYear: number,
  compensation: number,
  { lower, width, rate, scale, denominator, capScaled }: MatchFormula,
  segments: PlanSegments,
  matched: number,
): Cents {
  const lower0 = lower[0] ?? 0;
  const width0 = width[0] ?? 0;
  const rate0 = rate[0] ?? 0;
  const lower1 = lower[1] ?? 0;
  const width1 = width[1] ?? 0;
  const rate1 = rate[1] ?? 0;
  const capDoubled = 2 * capScaled;
  const reciprocal = 1 / (2 * denominator);
  const half = denominator + 0.5;
  const perPay = 1 / (2 * daysOfYear);
  const perDeferral = 1 / (2 * daysOfYear * MILLION);
  // Doubled dividends with the halves, up to the end of the segment before.
  let earned = daysOfYear + 0.5;
  let asked = daysOfYear * MILLION + 0.5;
  let payBefore = 0;
  let deferralBefore = 0;
  let sum = 0;
  for (let at = 0; at < segments.count; at++) {
    const to = segments.to[at] ?? 0;
    const before = (segments.from[at] ?? 0) - 1;
    const perDay = 2 * (segments.annualRate[at] ?? 0);
    const askedPerDay = perDay * (segments.deferralRate[at] ?? 0);
    const last = periodOf[to - firstDay] ?? 0;
    for (let period = periodOf[before + 1 - firstDay] ?? 0; period <= last; period++) {
      const days = (period === last ? to : (ends[period] ?? 0)) - before;
      let payUpTo = Math.floor((earned + perDay * days) * perPay);
      if (payUpTo > compensation) payUpTo = compensation;
      let deferralUpTo = Math.floor((asked + askedPerDay * days) * perDeferral);
      if (deferralUpTo > matched) deferralUpTo = matched;
      const pay = payUpTo - payBefore;
      const scaled = (deferralUpTo - deferralBefore) * scale;
      payBefore = payUpTo;
      deferralBefore = deferralUpTo;
      const over0 = scaled - lower0 * pay;
      const over1 = scaled - lower1 * pay;
      const most0 = width0 * pay;
      const most1 = width1 * pay;
      let doubled =
        rate0 * (Math.abs(over0) + most0 - Math.abs(over0 - most0)) +
        rate1 * (Math.abs(over1) + most1 - Math.abs(over1 - most1));
      const cap = capDoubled * pay;
      if (doubled > cap) doubled = cap;
      sum += Math.floor((doubled + half) * reciprocal);
    }
    earned += perDay * (to - before);
    asked += askedPerDay * (to - before);
  }
  return sum as Cents;
}
