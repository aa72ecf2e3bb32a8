import { roundQuotient } from '../../src-shared/arithmetic.ts';
import { MILLION, type Cents } from '../../src-shared/units.ts';
import type { DeferralTerms } from './deferrals.ts';
import { roundSplitQuotient } from './exact.ts';
import type { Paychecks, PayPeriods } from './paychecks.ts';
import type { PlanSegments } from './plan-pay.ts';

/**
 * The paychecks of a year (P-62, P-68). The year is cut at the ends of pay periods and wherever the segments change. Pay
 * and deferral of a paycheck are differences of cumulative amounts rounded to the cent, so that they add up to those of
 * the year: pay counts until it reaches the compensation limit, and deferrals are matched up to `matched`. Without
 * matched deferrals there are no paychecks to match.
 */
export function cutPaychecks(
  segments: PlanSegments,
  periods: PayPeriods,
  terms: DeferralTerms,
  compensation: Cents,
  matched: Cents,
  result: Paychecks,
): void {
  result.clear(segments.count + periods.ends.length);
  if (matched === 0) return;
  if (terms.countedRateDays === Infinity && matched <= MAX_RECIPROCAL_DEFERRAL) {
    cutByReciprocal(segments, periods, terms.daysOfYear, compensation, matched, result);
  } else {
    cutExactly(segments, periods, terms, compensation, matched, result);
  }
}

/** Cumulative deferral, in cents, up to which the reciprocal rounds as a division would. */
export const MAX_RECIPROCAL_DEFERRAL = 3_000_000;

/**
 * Multiplies by reciprocals instead of dividing, which takes half the time. With one half added to the doubled dividend
 * x, the quotient stays 0.5 / divisor away from every integer; its relative error is at most 2^-52, so its floor is exact
 * up to a quotient of 2^51 / divisor: 3 × 10^12 cents of pay, 3 × 10^6 cents of deferral. A deferral above that need not
 * be exact: it is cut off at `matched`.
 */
function cutByReciprocal(
  segments: PlanSegments,
  periods: PayPeriods,
  daysOfYear: number,
  compensation: number,
  matched: number,
  result: Paychecks,
): void {
  const { ends, firstDay, periodOf } = periods;
  const { pay, deferral } = result;
  const perPay = 1 / (2 * daysOfYear);
  const perDeferral = 1 / (2 * daysOfYear * MILLION);
  let count = 0;
  // Doubled dividends with the halves, up to the end of the segment before.
  let earned = daysOfYear + 0.5;
  let asked = daysOfYear * MILLION + 0.5;
  let payBefore = 0;
  let deferralBefore = 0;
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
      pay[count] = payUpTo - payBefore;
      deferral[count] = deferralUpTo - deferralBefore;
      count++;
      payBefore = payUpTo;
      deferralBefore = deferralUpTo;
    }
    earned += perDay * (to - before);
    asked += askedPerDay * (to - before);
  }
  result.count = count;
}

/** As {@link cutByReciprocal}, for any amount and for deferrals that end with the counted pay. */
function cutExactly(
  segments: PlanSegments,
  periods: PayPeriods,
  terms: DeferralTerms,
  compensation: Cents,
  matched: Cents,
  result: Paychecks,
): void {
  const { daysOfYear, countedRateDays } = terms;
  const { ends, firstDay, periodOf } = periods;
  let payBefore = 0;
  let deferralBefore = 0;
  // Σ rate × days up to the end of the segment before, and the deferral asked for, in two parts.
  let rateDays = 0;
  let whole = 0;
  let millionths = 0;
  for (let at = 0; at < segments.count; at++) {
    const annualRate = segments.annualRate[at] ?? 0;
    const deferralRate = segments.deferralRate[at] ?? 0;
    const to = segments.to[at] ?? 0;
    const before = (segments.from[at] ?? 0) - 1;
    const countedBefore = Math.min(rateDays, countedRateDays);
    const askedUpTo = (cumulative: number): readonly [whole: number, millionths: number] => {
      const counted = Math.min(cumulative, countedRateDays) - countedBefore;
      const millions = Math.floor(counted / MILLION);
      return [whole + millions * deferralRate, millionths + (counted - millions * MILLION) * deferralRate];
    };
    const last = periodOf[to - firstDay] ?? 0;
    for (let period = periodOf[before + 1 - firstDay] ?? 0; period <= last; period++) {
      const end = period === last ? to : (ends[period] ?? 0);
      const cumulative = rateDays + annualRate * (end - before);
      const payUpTo = Math.min(roundQuotient(cumulative, daysOfYear), compensation);
      const deferralUpTo = Math.min(roundSplitQuotient(...askedUpTo(cumulative), daysOfYear), matched);
      result.add((payUpTo - payBefore) as Cents, (deferralUpTo - deferralBefore) as Cents);
      payBefore = payUpTo;
      deferralBefore = deferralUpTo;
    }
    rateDays += segments.rateDaysOf(at);
    [whole, millionths] = askedUpTo(rateDays);
  }
}
