import type { MatchFormula } from '../../../src-worker/plan/match-formula.ts';
import type { MatchTerms } from '../../../src-worker/plan/match.ts';

/** SQL of what the match of a person is computed from; cents and completed years, as DOUBLE and INTEGER. */
export interface MatchArguments {
  readonly deferral: string;
  readonly pay: string;
  readonly service: string;
  readonly age: string;
}

/**
 * round(f(deferral, pay)) of one formula (P-65, P-66) in whole cents. The arithmetic is that of `matchOf` over its
 * smallest denominator, so it is exact for the same amounts.
 */
function formulaSql(
  { lower, width, rate, scale, denominator, capScaled }: MatchFormula,
  of: MatchArguments,
): string {
  const { deferral, pay } = of;
  const tiers = Array.from(
    lower,
    (from, tier) =>
      `${rate[tier] ?? 0} * greatest(0, least(${deferral} * ${scale} - ${from} * ${pay}, ${width[tier] ?? 0} * ${pay}))`,
  );
  if (tiers.length === 0) return '0';
  const sum = tiers.join(' + ');
  const capped = capScaled === Infinity ? sum : `least(${sum}, ${capScaled} * ${pay})`;
  return `round((${capped}) / ${denominator})`;
}

/** The match of a year by the annual formula of the terms (P-67), in whole cents as DOUBLE, for the person's band. */
export function annualMatchSql(terms: MatchTerms, of: MatchArguments): string {
  const { formulas, bandsOf, bandTable, dollarCap } = terms;
  const ofBand = (band: number): string => {
    const formula = formulas[band];
    return formula === undefined ? '0' : formulaSql(formula, of);
  };
  let match = ofBand(bandTable[0] ?? 0);
  if (bandsOf !== 'everybody') {
    const value = bandsOf === 'points' ? `(${of.service} + ${of.age})` : of.service;
    // The table has a band for every number of years: a band ends where the next one begins.
    const ends = [...bandTable.keys()].filter(
      (years) => years > 0 && bandTable[years] !== bandTable[years - 1],
    );
    const cases = ends.map((end) => `WHEN ${value} < ${end} THEN ${ofBand(bandTable[end - 1] ?? 0)}`);
    const lastBand = ofBand(bandTable.at(-1) ?? 0);
    match = cases.length === 0 ? lastBand : `CASE ${cases.join(' ')} ELSE ${lastBand} END`;
  }
  return dollarCap === Infinity
    ? `CAST(${match} AS DOUBLE)`
    : `CAST(least(${match}, ${dollarCap}) AS DOUBLE)`;
}
