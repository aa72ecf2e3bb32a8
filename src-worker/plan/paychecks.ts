import { daysInMonth, daysInYear, toDay } from '../../src-shared/dates.ts';
import { MILLION, type Cents, type Day } from '../../src-shared/units.ts';
import { resized } from '../population/persons.ts';
import type { DeferralTerms } from './deferrals.ts';
import { roundSplitQuotient } from './exact.ts';
import { matchOf, type MatchFormula } from './match-formula.ts';
import type { PlanSegments } from './plan-pay.ts';
import { paidOf } from '../workforce/pay-segments.ts';

/** How often people are paid (P-68). */
export type PayFrequency = 'weekly' | 'biweekly' | 'semimonthly' | 'monthly';

/**
 * Last days of the pay periods of a year (P-68): calendar months, half months (1 to 15, 16 to the end), or blocks of
 * 14 or 7 days from 1 January of which the last is extended to 31 December.
 */
export function payPeriodEnds(year: number, frequency: PayFrequency): Int32Array {
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const monthEnd = (month: number): Day => toDay(year, month, daysInMonth(year, month));
  switch (frequency) {
    case 'monthly':
      return Int32Array.from(months, monthEnd);
    case 'semimonthly':
      return Int32Array.from(months.flatMap((month) => [toDay(year, month, 15), monthEnd(month)]));
    case 'biweekly':
      return blockEnds(year, 14);
    case 'weekly':
      return blockEnds(year, 7);
  }
}

function blockEnds(year: number, days: number): Int32Array {
  const blocks = Math.floor(daysInYear(year) / days);
  const ends = Int32Array.from({ length: blocks }, (_, index) => toDay(year, 1, 1) + (index + 1) * days - 1);
  ends[blocks - 1] = toDay(year, 12, 31);
  return ends;
}

/** The paychecks of a person in a year: counted pay and matched deferral of each; filled again for each person. */
export class Paychecks {
  count = 0;
  /** Pay within the compensation limit, cents. */
  pay = new Float64Array(64);
  /** Deferral that is matched, cents. */
  deferral = new Float64Array(64);

  clear(): void {
    this.count = 0;
  }

  add(pay: Cents, deferral: Cents): void {
    const at = this.count++;
    if (at === this.pay.length) this.#grow();
    this.pay[at] = pay;
    this.deferral[at] = deferral;
  }

  #grow(): void {
    const capacity = this.pay.length * 2;
    this.pay = resized(this.pay, new Float64Array(capacity));
    this.deferral = resized(this.deferral, new Float64Array(capacity));
  }
}

/**
 * P-62, P-68: cuts the year at pay-period ends and wherever the segments change. Pay and deferral of a paycheck are
 * differences of rounded cumulative amounts, so that they add up to the year's. Pay counts until it reaches
 * `compensation`; deferrals are matched up to `matched`, base dollars coming first.
 */
export function cutPaychecks(
  segments: PlanSegments,
  periodEnds: Int32Array,
  terms: DeferralTerms,
  compensation: Cents,
  matched: Cents,
  result: Paychecks,
): void {
  const { daysOfYear, countedRateDays } = terms;
  result.clear();
  let period = 0;
  // Totals up to the end of the segment before; the deferral in two parts, as in requestDeferral.
  let rateDays = 0;
  let whole = 0;
  let millionths = 0;
  let payBefore = 0;
  let deferralBefore = 0;
  for (let at = 0; at < segments.count; at++) {
    const annualRate = segments.annualRate[at] ?? 0;
    const deferralRate = segments.deferralRate[at] ?? 0;
    const from = segments.from[at] ?? 0;
    const to = segments.to[at] ?? 0;
    const countedBefore = Math.min(rateDays, countedRateDays);
    while ((periodEnds[period] ?? to) < from) period++;
    for (let end = from - 1; end < to;) {
      const periodEnd = periodEnds[period] ?? to;
      end = periodEnd < to ? periodEnd : to;
      if (periodEnd <= to) period++;
      const cumulative = rateDays + annualRate * (end - from + 1);
      const payUpTo = Math.min(paidOf(cumulative, daysOfYear), compensation);
      const counted = Math.min(cumulative, countedRateDays) - countedBefore;
      const millions = Math.floor(counted / MILLION);
      const requested = roundSplitQuotient(
        whole + millions * deferralRate,
        millionths + (counted - millions * MILLION) * deferralRate,
        daysOfYear,
      );
      const deferralUpTo = Math.min(requested, matched);
      result.add((payUpTo - payBefore) as Cents, (deferralUpTo - deferralBefore) as Cents);
      payBefore = payUpTo;
      deferralBefore = deferralUpTo;
    }
    rateDays += segments.rateDaysOf(at);
    const counted = Math.min(rateDays, countedRateDays) - countedBefore;
    const millions = Math.floor(counted / MILLION);
    whole += millions * deferralRate;
    millionths += (counted - millions * MILLION) * deferralRate;
  }
}

/** Σ round(f(deferral, counted pay)) over the paychecks, before the year's dollar cap (P-68). */
export function matchOfPaychecks(formula: MatchFormula, paychecks: Paychecks): Cents {
  let sum = 0;
  for (let at = 0; at < paychecks.count; at++) {
    sum += matchOf(formula, (paychecks.deferral[at] ?? 0) as Cents, (paychecks.pay[at] ?? 0) as Cents);
  }
  return sum as Cents;
}
