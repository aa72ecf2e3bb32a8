import { at, largest, smallest, sum } from '../exact.ts';
import { annualMatch, paycheckMatch, type Paycheck } from './match.ts';
import { matchValue, PARTS, type Formula } from './match-formula.ts';

/** The limit on annual additions and its enforcement (P-75, P-76). Money in cents. */

/** What the match was computed from: loss of match is measured by the same formula. */
export interface MatchBasis {
  /** Whether anything is matched at all. */
  readonly isEligible: boolean;
  readonly formula: Formula;
  /** Annual formula, true-up included, or paychecks alone. */
  readonly isByPaycheck: boolean;
  /** Deferrals of the year before employer money counts (P-30). */
  readonly unseen: bigint;
  /** Matched deferral of the year, its pay, and the paychecks. */
  readonly deferral: bigint;
  readonly pay: bigint;
  readonly checks: readonly Paycheck[];
}

export interface Additions {
  readonly base: bigint;
  readonly catchUp: bigint;
  readonly match: bigint;
  readonly trueUp: bigint;
  readonly core: bigint;
  readonly coreExcess: bigint;
  readonly reallocated: bigint;
}

export interface Enforcement {
  readonly kept: Additions;
  readonly over: bigint;
  readonly reclassified: bigint;
  readonly unmatchedReturned: bigint;
  readonly matchedReturned: bigint;
  readonly matchForfeited: bigint;
  readonly coreReduced: bigint;
  readonly reallocatedReduced: bigint;
}

const total = (a: Additions): bigint => a.base + a.match + a.trueUp + a.core + a.coreExcess + a.reallocated;

/** Largest amount up to a bound for which a condition holds that fails for good from some amount on. */
function largestWhere(bound: bigint, holds: (amount: bigint) => boolean): bigint {
  let low = 0n;
  let high = bound;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (holds(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** Paychecks without an amount, taken from the last one backwards. */
function withoutFromLast(checks: readonly Paycheck[], amount: bigint): Paycheck[] {
  let left = amount;
  const result = [...checks];
  for (let i = result.length - 1; i >= 0; i -= 1) {
    const { pay, deferral } = at(result, i);
    const taken = smallest(left, deferral);
    result[i] = { pay, deferral: deferral - taken };
    left -= taken;
  }
  return result;
}

/** A year's matched deferral that can be lowered, with the match on what is left. */
interface Lowered {
  /** Deferrals whose removal leaves the exact value of the formula unchanged. */
  readonly unmatched: bigint;
  /** Match on the matched deferrals less an amount, in cents. */
  readonly matchWithout: (amount: bigint) => bigint;
}

function byYear({ formula, deferral, pay }: MatchBasis): Lowered {
  const exact = (amount: bigint): bigint => {
    const value = matchValue(formula, deferral - amount, pay);
    return formula.dollarCap === null ? value : smallest(value, formula.dollarCap * PARTS);
  };
  const unmatched = largestWhere(deferral, (amount) => exact(amount) === exact(0n));
  return {
    unmatched,
    matchWithout: (amount) => annualMatch(formula, largest(0n, deferral - unmatched - amount), pay),
  };
}

function byPaycheck({ formula, checks }: MatchBasis): Lowered {
  const bare = checks.map((check): Paycheck => {
    const value = (amount: bigint): bigint => matchValue(formula, check.deferral - amount, check.pay);
    const surplus = largestWhere(check.deferral, (amount) => value(amount) === value(0n));
    return { pay: check.pay, deferral: check.deferral - surplus };
  });
  // Deferrals beyond the dollar cap are unmatched as far as the match in cents stays.
  const full = paycheckMatch(formula, bare);
  const left = sum(bare.map((check) => check.deferral));
  const beyondCap =
    full === formula.dollarCap
      ? largestWhere(left, (amount) => paycheckMatch(formula, withoutFromLast(bare, amount)) === full)
      : 0n;
  const matched = withoutFromLast(bare, beyondCap);
  return {
    unmatched: sum(checks.map((check) => check.deferral)) - left + beyondCap,
    matchWithout: (amount) => paycheckMatch(formula, withoutFromLast(matched, amount)),
  };
}

/** Brings annual additions down to their limit in the order of P-76. */
export function enforce(
  before: Additions,
  limit: bigint,
  unusedRoom: bigint,
  basis: MatchBasis,
): Enforcement {
  const over = largest(0n, total(before) - limit);
  let rest = over;
  const take = (most: bigint): bigint => {
    const taken = smallest(rest, most);
    rest -= taken;
    return taken;
  };

  // (1) Base deferrals become catch-up; they go on counting as matched.
  const reclassified = take(smallest(before.base, unusedRoom));
  let base = before.base - reclassified;

  // (2) Deferrals without match: all of somebody without a match.
  const lowered = !basis.isEligible ? null : basis.isByPaycheck ? byPaycheck(basis) : byYear(basis);
  const unmatchedReturned = take(lowered === null ? base : smallest(base, basis.unseen + lowered.unmatched));
  base -= unmatchedReturned;

  // (3) Matched deferrals with their match.
  let matchedReturned = 0n;
  let matchForfeited = 0n;
  if (rest > 0n && lowered !== null) {
    const lost = (amount: bigint): bigint => lowered.matchWithout(0n) - lowered.matchWithout(amount);
    const short = largestWhere(base, (amount) => amount + lost(amount) < rest);
    matchedReturned = smallest(base, short + 1n);
    matchForfeited = lost(matchedReturned);
    rest = largest(0n, rest - matchedReturned - matchForfeited);
    base -= matchedReturned;
  }

  // (4) Core, reallocated forfeitures, and the match that remains.
  const excessReduced = take(before.coreExcess);
  const coreReduced = take(before.core);
  const reallocatedReduced = take(before.reallocated);
  matchForfeited += take(before.match + before.trueUp - matchForfeited);
  const fromTrueUp = smallest(matchForfeited, before.trueUp);
  return {
    kept: {
      base,
      catchUp: before.catchUp + reclassified,
      match: before.match - (matchForfeited - fromTrueUp),
      trueUp: before.trueUp - fromTrueUp,
      core: before.core - coreReduced,
      coreExcess: before.coreExcess - excessReduced,
      reallocated: before.reallocated - reallocatedReduced,
    },
    over,
    reclassified,
    unmatchedReturned,
    matchedReturned,
    matchForfeited,
    coreReduced: coreReduced + excessReduced,
    reallocatedReduced,
  };
}
