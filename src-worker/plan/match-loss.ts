import type { Cents } from '../../src-shared/units.ts';
import { matchOf, smallest, unmatchedPart, type MatchFormula } from './match-formula.ts';
import { matchOfPaychecks, Paychecks } from './paychecks.ts';

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
  const matched: number[] = [];
  let unmatched = 0;
  for (let at = 0; at < paychecks.count; at++) {
    const deferral = (paychecks.deferral[at] ?? 0) as Cents;
    const part = unmatchedPart(formula, deferral, (paychecks.pay[at] ?? 0) as Cents, Infinity);
    unmatched += part;
    matched.push(deferral - part);
  }
  const total = matched.reduce((sum, deferral) => sum + deferral, 0);
  const left = new Paychecks();
  const matchAt = (returned: number): number => {
    left.clear();
    let kept = total - returned;
    for (const [at, deferral] of matched.entries()) {
      const here = Math.min(deferral, Math.max(0, kept));
      left.add((paychecks.pay[at] ?? 0) as Cents, here as Cents);
      kept -= here;
    }
    return Math.min(matchOfPaychecks(formula, left), dollarCap);
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
