import { dayOf } from '../calendar.ts';
import { floorOf, largest, MILLION, ppm, smallest } from '../exact.ts';
import { ceilingOn, decide, HUNDREDTH_POINT, matchResponse } from './behaviour.ts';
import { catchUpRoom } from './deferrals.ts';
import type { Change } from './electing.ts';
import { limit } from './limits.ts';
import type { Subject } from './subject.ts';

/** The response of a participant to a changed match on 1 January (P-52 … P-54). */

type RateLimit = NonNullable<Change['limitApplied']>;

/** Holds an upward response below the limit on deferrals and the plan's maximum. */
export function limitedRate(
  wanted: bigint,
  current: bigint,
  dollars: bigint,
  fullYearPay: bigint,
  maximum: bigint,
): { readonly rate: bigint; readonly limitApplied: RateLimit } {
  const rateAtLimit = floorOf(dollars * MILLION, fullYearPay * HUNDREDTH_POINT) * HUNDREDTH_POINT;
  const allowed = smallest(rateAtLimit, maximum);
  if (wanted <= allowed) return { rate: wanted, limitApplied: 'none' };
  return {
    rate: largest(allowed, current),
    limitApplied: rateAtLimit <= maximum ? '402g' : 'maximumRate',
  };
}

/** Answers on 1 January of a year with another match; null when the rate stays. */
export function respond(subject: Subject, day: number): Change | null {
  const { scenario, design, state, year, applicant } = subject;
  const january = dayOf(year, 1, 1);
  const isAsked = design.matchResponse.enabled && state.status === 'enrolled' && applicant.hire < january;
  if (day !== january || !isAsked) return null;
  const ceiling = ceilingOn(subject, day);
  const { rate } = state;
  const k = subject.k(ceiling > rate ? 109 : 110);
  const answer = matchResponse(design.matchResponse, rate, ceiling, k);
  const share = ceiling > rate ? design.matchResponse.upShare : design.matchResponse.downShare;
  const { decision } = decide(k, ppm(share));
  let newRate = answer.rate;
  let limitApplied: RateLimit = 'none';
  if (newRate > rate) {
    const pay = subject.payOn(day);
    const counted =
      design.deferral.payBasis === 'capped'
        ? smallest(pay, limit(scenario.limits, 'compensation', year))
        : pay;
    const dollars = limit(scenario.limits, 'electiveDeferral', year) + catchUpRoom(subject).room;
    ({ rate: newRate, limitApplied } = limitedRate(
      newRate,
      rate,
      dollars,
      counted,
      ppm(design.deferral.maximumRate),
    ));
  }
  if (newRate === rate) return null;
  state.rate = newRate;
  if (newRate === 0n) {
    state.status = 'stopped';
    state.stoppedDay = day;
  }
  return { category: 'matchResponse', day, oldRate: rate, newRate, decision, ceiling, limitApplied };
}
