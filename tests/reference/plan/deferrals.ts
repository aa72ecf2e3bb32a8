import { dateOf, daysInYear } from '../calendar.ts';
import { largest, MILLION, ppm, rnd, smallest } from '../exact.ts';
import { limit, limitOf } from './limits.ts';
import type { Subject } from './subject.ts';

/** Elective deferrals of a year (P-57 … P-63). Money in cents, rates in ppm. */

/** A day on which somebody earns plan pay, with the rates of that day. */
export interface PaidDay {
  readonly day: number;
  readonly annualPay: bigint;
  readonly rate: bigint;
}

/** Room for catch-up contributions, and whether they must be Roth (P-59, P-60). */
export function catchUpRoom(subject: Pick<Subject, 'scenario' | 'design' | 'year' | 'state' | 'applicant'>): {
  readonly room: bigint;
  readonly isMandated: boolean;
} {
  const { scenario, design, year, state, applicant } = subject;
  const { catchUp, roth } = design.deferral;
  const threshold = limitOf(scenario.limits, 'rothCatchUpWages', year);
  const wages = state.lookbackWages;
  const isMandated = threshold !== null && wages !== null && wages > threshold;
  const statutoryAge = year - dateOf(applicant.birth).year;
  if (statutoryAge < 50 || !catchUp.allowed || (isMandated && !roth.available)) {
    return { room: 0n, isMandated };
  }
  const higher = limitOf(scenario.limits, 'superCatchUp', year);
  const isHigher = catchUp.superCatchUp && statutoryAge >= 60 && statutoryAge <= 63 && higher !== null;
  return { room: isHigher ? higher : limit(scenario.limits, 'catchUp', year), isMandated };
}

export interface Deferral {
  readonly requested: bigint;
  /** Pay of the days with a rate in force (P-21). */
  readonly deferralPay: bigint;
  readonly base: bigint;
  readonly catchUp: bigint;
  readonly unusedRoom: bigint;
  readonly limitBound: 'none' | '402g' | 'planLimit';
  /** Requested up to and including each day, rounded (P-62). */
  readonly cumulative: readonly bigint[];
}

/** What somebody defers on the days of a year. `maximum` is the plan's limit for the person (P-58). */
export function deferralOf(
  year: number,
  days: readonly PaidDay[],
  terms: {
    readonly isCapped: boolean;
    readonly compensation: bigint;
    readonly electiveDeferral: bigint;
    readonly maximum: bigint;
    readonly room: bigint;
  },
): Deferral {
  const divisor = BigInt(daysInYear(year));
  // Sums of annual rates over days; divided by the days of the year they are cents.
  let paid = 0n;
  let deferralPay = 0n;
  let countedPay = 0n;
  let requestedParts = 0n;
  const cumulative: bigint[] = [];
  for (const { annualPay, rate } of days) {
    const left = largest(0n, terms.compensation * divisor - paid);
    const counted = terms.isCapped ? smallest(annualPay, left) : annualPay;
    paid += annualPay;
    if (rate > 0n) {
      deferralPay += annualPay;
      countedPay += counted;
    }
    requestedParts += counted * rate;
    cumulative.push(rnd(requestedParts, MILLION * divisor));
  }
  const requested = rnd(requestedParts, MILLION * divisor);
  const planLimit = rnd(countedPay * terms.maximum, MILLION * divisor);
  const base = smallest(requested, terms.electiveDeferral, planLimit);
  const catchUp = smallest(requested - base, terms.room);
  return {
    requested,
    deferralPay: rnd(deferralPay, divisor),
    base,
    catchUp,
    unusedRoom: terms.room - catchUp,
    limitBound: base === requested ? 'none' : terms.electiveDeferral <= planLimit ? '402g' : 'planLimit',
    cumulative,
  };
}

/** The plan's own limit on somebody's rate in a year (P-58). */
export function maximumRate({ design }: Subject, isHce: boolean): bigint {
  const { maximumRate: everybody, hceMaximumRate } = design.deferral;
  return ppm(isHce && hceMaximumRate !== null ? hceMaximumRate : everybody);
}

/** Roth and pre-tax parts of an amount (P-61). */
export function split(amount: bigint, share: bigint): { readonly roth: bigint; readonly preTax: bigint } {
  const roth = rnd(amount * share, MILLION);
  return { roth, preTax: amount - roth };
}
