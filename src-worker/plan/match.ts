import { toCents } from '../../src-shared/arithmetic.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { Cents } from '../../src-shared/units.ts';
import { bandOf, bandTable } from './band-table.ts';
import { matchFormula, matchOf, sumOfMatches, type MatchFormula, type TierSetting } from './match-formula.ts';
import { payPeriods, type Paychecks, type PayPeriods } from './paychecks.ts';

type MatchSettings = Scenario['planDesigns'][number]['match'];

/** The match of a design in one year. */
export interface MatchTerms {
  readonly frequency: MatchSettings['frequency'];
  readonly payPeriods: PayPeriods;
  readonly matchCatchUp: boolean;
  /** Most match of a person in the year; Infinity for no cap (P-66). */
  readonly dollarCap: number;
  /** One formula per band; one for everybody in a tiered match. */
  readonly formulas: readonly MatchFormula[];
  /** What the bands count, and the band of each value. */
  readonly bandsOf: 'everybody' | 'service' | 'points';
  readonly bandTable: Uint8Array;
}

const NO_MATCH = matchFormula([], null);

/** The tiers of each band, and what the bands count (P-65). */
function bandsOf(match: MatchSettings): {
  readonly by: MatchTerms['bandsOf'];
  readonly bands: readonly {
    readonly min: number;
    readonly max: number | null;
    readonly tiers: readonly TierSetting[];
  }[];
} {
  switch (match.type) {
    case 'none':
      return { by: 'everybody', bands: [{ min: 0, max: null, tiers: [] }] };
    case 'tiered':
      return { by: 'everybody', bands: [{ min: 0, max: null, tiers: match.tiers }] };
    case 'tenureGraded':
      return { by: 'service', bands: match.bands };
    case 'gradedByService':
    case 'pointsBased': {
      const bands = match.bands.map(({ min, max, rate, maxDeferral }) => ({
        min,
        max,
        tiers: [{ min: 0, max: maxDeferral, rate }],
      }));
      return { by: match.type === 'pointsBased' ? 'points' : 'service', bands };
    }
  }
}

/** The match settings of a design in one year. */
export function matchTerms(match: MatchSettings, year: number): MatchTerms {
  const { by, bands } = bandsOf(match);
  return {
    frequency: match.frequency,
    payPeriods: payPeriods(year, match.payFrequency),
    matchCatchUp: match.matchCatchUp,
    dollarCap: match.dollarCap === null ? Infinity : toCents(match.dollarCap),
    formulas: bands.map(({ tiers }) => matchFormula(tiers, match.capPercentOfPay)),
    bandsOf: by,
    bandTable: bandTable(bands),
  };
}

/**
 * The formula of a person by completed service and completed age on the settlement date; points add the two completed
 * numbers (P-65). Its ceiling is the person's (P-46).
 */
export function formulaOf(terms: MatchTerms, service: number, age: number): MatchFormula {
  const value = terms.bandsOf === 'points' ? service + age : terms.bandsOf === 'service' ? service : 0;
  return terms.formulas[bandOf(terms.bandTable, value)] ?? NO_MATCH;
}

/** P-64: the deferral of the year that is matched. */
export function matchedDeferral(terms: MatchTerms, base: Cents, catchUp: Cents): Cents {
  return (terms.matchCatchUp ? base + catchUp : base) as Cents;
}

/** The match of one person in one year before section 16; filled again for each person. */
export class Match {
  /** The match of the year, or of its paychecks (P-67, P-68). */
  match = 0 as Cents;
  /** What tops the paychecks up to the annual match (P-69). */
  trueUp = 0 as Cents;
}

/**
 * P-66 to P-69: the match of a year. `paychecks` are needed unless the match is calculated annually; `pay` is
 * cappedPlanPay.
 */
export function computeMatch(
  terms: MatchTerms,
  formula: MatchFormula,
  pay: Cents,
  matched: Cents,
  paychecks: Paychecks,
  result: Match,
): void {
  const { deferral, pay: payOf, count } = paychecks;
  const paid = terms.frequency === 'annual' ? 0 : sumOfMatches(formula, deferral, payOf, count);
  completeMatch(terms, formula, pay, matched, paid as Cents, result);
}

/** As {@link computeMatch}, with the formula summed over the paychecks already; 0 where it is calculated annually. */
export function completeMatch(
  terms: MatchTerms,
  formula: MatchFormula,
  pay: Cents,
  matched: Cents,
  ofPaychecks: Cents,
  result: Match,
): void {
  const { frequency, dollarCap } = terms;
  const annual = frequency === 'perPayPeriod' ? 0 : Math.min(matchOf(formula, matched, pay), dollarCap);
  if (frequency === 'annual') {
    result.match = annual as Cents;
    result.trueUp = 0 as Cents;
    return;
  }
  const paid = Math.min(ofPaychecks, dollarCap);
  result.match = paid as Cents;
  result.trueUp = Math.max(0, annual - paid) as Cents;
}

/**
 * P-70: why a person has the match they have: the reason that bars them from it (P-35), null for none, goes first. The
 * match on uncapped pay, shown for information only, is the formula of the requested deferral on plan pay.
 */
export function matchStatus<Reason extends string>(
  barredBy: Reason | null,
  matched: Cents,
): Reason | 'noDeferrals' | 'calculated' {
  return barredBy ?? (matched === 0 ? 'noDeferrals' : 'calculated');
}
