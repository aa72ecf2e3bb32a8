import { roundQuotient, shareOf } from '../../../src-shared/arithmetic.ts';
import { MILLION, type Cents, type Ppm } from '../../../src-shared/units.ts';
import { matchOf, type MatchFormula } from '../match-formula.ts';

/** Disproportionate match (P-100, reg. 1.401(m)-2(a)(5)(ii)). Matching rates are match ÷ deferral in ppm. */

const FIVE_PERCENT = 50_000 as Ppm;

/** P-100: the part of an NHCE's match that counts in the ACP test. */
export function countedMatch(pay: Cents, deferral: Cents, match: Cents, representativeRate: Ppm): Cents {
  const twice = shareOf((2 * deferral) as Cents, representativeRate);
  return Math.min(match, Math.max(shareOf(pay, FIVE_PERCENT), deferral, twice)) as Cents;
}

/** The people of an ACP test, a column per fact; money in cents. */
export interface MatchColumns {
  readonly pay: Float64Array;
  readonly deferral: Float64Array;
  readonly match: Float64Array;
  /** 1 for the highly compensated, whose match counts in full. */
  readonly isHce: Uint8Array;
}

/** P-100: the match of each person that counts in the ACP test. */
export function countedMatches(
  { pay, deferral, match, isHce }: MatchColumns,
  representativeRate: Ppm,
): Float64Array {
  const counted = match.slice();
  for (let person = 0; person < counted.length; person++) {
    const amount = match[person] ?? 0;
    if (isHce[person] === 1 || amount === 0) continue;
    const paid = (pay[person] ?? 0) as Cents;
    const deferred = (deferral[person] ?? 0) as Cents;
    counted[person] = countedMatch(paid, deferred, amount as Cents, representativeRate);
  }
  return counted;
}

/** P-100: the matching rate of a tiered formula, which is measured at a deferral of 6 % of pay. */
export function tieredMatchingRate(formula: MatchFormula): Ppm {
  const deferral = (6 * MILLION) as Cents;
  return roundQuotient(matchOf(formula, deferral, (100 * MILLION) as Cents), 6) as Ppm;
}

/** The matching rates of the NHCEs who defer, a column per fact. */
export interface MatchingRates {
  readonly rates: Float64Array;
  /** 1 for those employed on 31 December. */
  readonly isEmployedAtYearEnd: Uint8Array;
}

/**
 * P-100: the greater of the lowest rate in the better half (rounded up) of the NHCEs who defer, and the lowest rate among
 * those of them employed on 31 December; 0 when nobody defers.
 */
export function representativeRate({ rates, isEmployedAtYearEnd }: MatchingRates): Ppm {
  if (rates.length === 0) return 0 as Ppm;
  const ascending = rates.slice().sort();
  const betterHalf = ascending[rates.length - Math.ceil(rates.length / 2)] ?? 0;
  let lowest = Infinity;
  for (let at = 0; at < rates.length; at++) {
    if (isEmployedAtYearEnd[at] === 1) lowest = Math.min(lowest, rates[at] ?? 0);
  }
  return Math.max(betterHalf, lowest === Infinity ? 0 : lowest) as Ppm;
}
