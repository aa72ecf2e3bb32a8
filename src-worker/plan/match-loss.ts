import type { Cents } from '../../src-shared/units.ts';
import { matchOf, smallest, sumOfMatches, unmatchedPart, type MatchFormula } from './match-formula.ts';
import type { Paychecks } from './paychecks.ts';

/**
 * What returning deferrals does to the match (P-76, P-97). A person's match has one formula value per year, or one per
 * paycheck; both answer the same two questions. Only people over a limit are asked, so nothing here is hot.
 */
export interface MatchLoss {
  /** The largest part of the deferral whose removal leaves the exact formula value unchanged. */
  readonly unmatched: Cents;
  /** Match lost when that part and `returned` more are taken back. */
  readonly lostBy: (returned: Cents) => Cents;
}

/** Nothing was matched: all of the deferral is unmatched. */
export const NOTHING_MATCHED: MatchLoss = {
  unmatched: Number.MAX_SAFE_INTEGER as Cents,
  lostBy: () => 0 as Cents,
};

/** The annual formula: of an annual match and of one with a true-up. `pay` is cappedPlanPay. */
export function annualMatchLoss(
  formula: MatchFormula,
  matched: Cents,
  pay: Cents,
  dollarCap: number,
): MatchLoss {
  const unmatched = unmatchedPart(formula, matched, pay, dollarCap);
  const matchAt = (returned: number): number =>
    Math.min(matchOf(formula, (matched - unmatched - returned) as Cents, pay), dollarCap);
  return { unmatched, lostBy: (returned) => (matchAt(0) - matchAt(returned)) as Cents };
}

/**
 * A match per paycheck: the unmatched part is that of every paycheck; matched deferrals are taken from the last paycheck
 * backwards.
 */
export function paycheckMatchLoss(formula: MatchFormula, paychecks: Paychecks, dollarCap: number): MatchLoss {
  const { count, pay } = paychecks;
  const matched = new Float64Array(count);
  let total = 0;
  let unmatched = 0;
  for (let at = 0; at < count; at++) {
    const deferral = (paychecks.deferral[at] ?? 0) as Cents;
    const part = unmatchedPart(formula, deferral, (pay[at] ?? 0) as Cents, Infinity);
    unmatched += part;
    matched[at] = deferral - part;
    total += deferral - part;
  }
  const left = new Float64Array(count);
  const matchAt = (returned: number): number => {
    let kept = total - returned;
    for (let at = 0; at < count; at++) {
      const here = Math.min(matched[at] ?? 0, Math.max(0, kept));
      left[at] = here;
      kept -= here;
    }
    return Math.min(sumOfMatches(formula, left, pay, count), dollarCap);
  };
  // With the dollar cap reached, the last matched deferrals earn nothing either.
  const full = matchAt(0);
  const beyond =
    full < dollarCap
      ? 0
      : smallest(total + 1, (returned) => returned > total || matchAt(returned) < dollarCap) - 1;
  return {
    unmatched: (unmatched + beyond) as Cents,
    lostBy: (returned) => (full - matchAt(beyond + returned)) as Cents,
  };
}
