import { MILLION } from '../../../src-shared/units.ts';
import { matchFormula, type MatchFormula, type TierSetting } from '../match-formula.ts';
import type { MatchTerms } from '../match.ts';

/**
 * How a match rises with the deferral, which decides about safe harbors (P-118). Deferrals are in ppm of pay, matches in
 * 10^-12 of pay: whole numbers below 2^53.
 */

const formulaOf = (...tiers: readonly TierSetting[]): MatchFormula => matchFormula(tiers, null);

/** The basic match of IRC 401(k)(12)(B): 100 % of 3 and 50 % of the next 2. */
export const BASIC_MATCH = formulaOf({ min: 0, max: 0.03, rate: 1 }, { min: 0.03, max: 0.05, rate: 0.5 });
/** The match of a QACA, IRC 401(k)(13)(D): 100 % of 1 and 50 % of the next 5. */
export const QACA_MATCH = formulaOf({ min: 0, max: 0.01, rate: 1 }, { min: 0.01, max: 0.06, rate: 0.5 });

/** Deferrals above this share of pay must not be matched in an ACP safe harbor. */
const SIX_PERCENT = 60_000;

/** Match at a deferral without the cap. */
function tiersAt({ tiers }: MatchFormula, deferral: number): number {
  return tiers.reduce(
    (sum, { min, max, rate }) => sum + rate * Math.max(0, Math.min(deferral, max) - min),
    0,
  );
}

const capOf = ({ cap }: MatchFormula): number => (cap === null ? Infinity : cap * MILLION);

const matchAt = (formula: MatchFormula, deferral: number): number =>
  Math.min(capOf(formula), tiersAt(formula, deferral));

/** Whether at some deferral the match, its cap included, is below that of a target without a cap. */
function isBelow(formula: MatchFormula, target: MatchFormula): boolean {
  // Between the ends of tiers both are straight lines, so that the difference is least at one of them.
  const ends = [...formula.tiers, ...target.tiers].flatMap(({ min, max }) => [min, max]);
  return (
    [...ends, MILLION].some((deferral) => tiersAt(formula, deferral) < tiersAt(target, deferral)) ||
    capOf(formula) < tiersAt(target, MILLION)
  );
}

/** SH_MATCH_FORMULA: whether some band falls short of a target at some deferral, or a dollar cap could. */
export function fallsShort({ formulas, dollarCap }: MatchTerms, target: MatchFormula): boolean {
  return dollarCap !== Infinity || formulas.some((formula) => isBelow(formula, target));
}

/** SH_MATCH_INCREASING: whether the rate of the match rises with the deferral, from nothing at the start included. */
export function isIncreasing({ formulas }: MatchTerms): boolean {
  return formulas.some((formula) =>
    formula.tiers.some(({ min, rate }, at) => {
      const before = at === 0 ? (min === 0 ? rate : 0) : (formula.tiers[at - 1]?.rate ?? 0);
      return rate > before && tiersAt(formula, min) < capOf(formula);
    }),
  );
}

/** SH_MATCH_BY_GROUP: whether the match differs by service, age or points. */
export function differsByGroup({ formulas: [first, ...others] }: MatchTerms): boolean {
  const terms = (formula: MatchFormula | undefined): string => JSON.stringify(formula?.tiers);
  return others.some((formula) => terms(formula) !== terms(first));
}

/** SH_MATCH_OVER_6: whether deferrals above 6 % of pay are matched, the cap included. */
export function matchesOverSix({ formulas }: MatchTerms): boolean {
  return formulas.some((formula) => matchAt(formula, MILLION) > matchAt(formula, SIX_PERCENT));
}
