import { roundQuotient } from '../../src-shared/arithmetic.ts';
import type { Cents } from '../../src-shared/units.ts';
import { smallest } from './match-formula.ts';
import type { MatchLoss } from './match-loss.ts';

/** Annual additions of a person in a year, by source (P-75). Catch-up is none of them. */
export interface AnnualAdditions {
  readonly base: Cents;
  /** True-up included. */
  readonly match: Cents;
  /** Excess contribution included. */
  readonly core: Cents;
  readonly reallocated: Cents;
  readonly afterTax: Cents;
}

/** The limit of a person and which of its arms binds: dollars, or 100 % of the pay received in the year (P-75). */
export interface AdditionsLimit {
  readonly limit: Cents;
  readonly arm: 'dollars' | 'pay';
}

/** What was done about additions above the limit, in the order of the steps; every part is 0 when they fit (P-76). */
export interface Correction {
  readonly over: Cents;
  /** Base deferrals that become catch-up; they go on counting as matched. */
  readonly reclassified: Cents;
  readonly afterTaxReturned: Cents;
  readonly unmatchedReturned: Cents;
  readonly matchedReturned: Cents;
  /** Match of the matched deferrals that are returned. */
  readonly matchForfeited: Cents;
  readonly coreReduced: Cents;
  readonly reallocatedReduced: Cents;
  /** Match that remains above the limit when nothing else is left to reduce. */
  readonly matchReduced: Cents;
  /** Additions after all steps: never above the limit. */
  readonly final: Cents;
}

/** P-75: min(dollar limit, pay received). Neither is prorated (P-16). */
export function additionsLimit(dollarLimit: Cents, grossPay: Cents): AdditionsLimit {
  return grossPay < dollarLimit ? { limit: grossPay, arm: 'pay' } : { limit: dollarLimit, arm: 'dollars' };
}

/** P-75: the sum that is held against the limit. */
export function totalAdditions({ base, match, core, reallocated, afterTax }: AnnualAdditions): Cents {
  return (base + match + core + reallocated + afterTax) as Cents;
}

/**
 * P-76: brings additions down to the limit. `unusedRoom` is the catch-up the person could still make; `loss` says which
 * deferrals are matched and what returning them does to the match.
 */
export function enforceAdditionsLimit(
  additions: AnnualAdditions,
  limit: Cents,
  unusedRoom: Cents,
  loss: MatchLoss,
): Correction {
  const before = totalAdditions(additions);
  const over = Math.max(0, before - limit);
  let rest = over;
  let base: number = additions.base;
  const take = (most: number): Cents => {
    const part = Math.min(rest, most);
    rest -= part;
    return part as Cents;
  };
  const takeBase = (most: number): Cents => {
    const part = take(Math.min(most, base));
    base -= part;
    return part;
  };

  const reclassified = takeBase(unusedRoom);
  const afterTaxReturned = take(additions.afterTax);
  const unmatchedReturned = takeBase(loss.unmatched);

  const lostBy = (returned: number): number => Math.min(loss.lostBy(returned as Cents), additions.match);
  const needed = rest;
  const matchedReturned = smallest(
    needed === 0 ? 0 : base,
    (returned) => returned + lostBy(returned) >= needed,
  );
  const matchForfeited = lostBy(matchedReturned);
  rest = Math.max(0, rest - matchedReturned - matchForfeited);

  const coreReduced = take(additions.core);
  const reallocatedReduced = take(additions.reallocated);
  const matchReduced = take(additions.match - matchForfeited);
  const removed =
    reclassified +
    afterTaxReturned +
    unmatchedReturned +
    matchedReturned +
    matchForfeited +
    coreReduced +
    reallocatedReduced +
    matchReduced;
  return {
    over: over as Cents,
    reclassified,
    afterTaxReturned,
    unmatchedReturned,
    matchedReturned: matchedReturned as Cents,
    matchForfeited: matchForfeited as Cents,
    coreReduced,
    reallocatedReduced,
    matchReduced,
    final: (before - removed) as Cents,
  };
}

/** How a person stands against the limit (P-77). */
export interface AdditionsStatus {
  /** Final additions as basis points of the limit, half up (P-9). */
  readonly utilisation: number;
  readonly status: 'limited' | 'atRisk' | 'pass';
}

/** P-77: `limited` when a step was needed, `atRisk` from a utilisation of `warning` basis points on. */
export function additionsStatus({ over, final }: Correction, limit: Cents, warning: number): AdditionsStatus {
  const utilisation = limit === 0 ? 0 : roundQuotient(10_000 * final, limit);
  return { utilisation, status: over > 0 ? 'limited' : utilisation >= warning ? 'atRisk' : 'pass' };
}
