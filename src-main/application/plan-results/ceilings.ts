import type { CeilingGap } from '../../../src-shared/api/plan-results.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { matchTerms } from '../../../src-worker/plan/match.ts';

type Design = Scenario['planDesigns'][number];

/** The ceiling of a person's match (P-46) as SQL over the snapshot, or why the rows cannot tell it. */
export type Ceiling =
  | { readonly sql: string; /** Where it is one for everybody. */ readonly ppm: number | null }
  | { readonly unknown: CeilingGap };

/**
 * P-46: by completed service and age at the end of the year, which for people employed then is the settlement date. The
 * run keeps no service that was bridged over an earlier employment (P-4), so such bands are not known.
 */
export function ceilingOf(design: Design, year: number): Ceiling {
  const { match, eligibility } = design;
  const terms = matchTerms(match, year);
  const ceilings = terms.formulas.map(({ ceiling }) => ceiling);
  if (match.type === 'none') return { unknown: 'noMatch' };
  if (match.type === 'tiered') {
    const ppm = ceilings[0] ?? 0;
    return { sql: String(ppm), ppm };
  }
  if (eligibility.bridgeService) return { unknown: 'bridgedService' };
  const value = terms.bandsOf === 'points' ? '(tenure_years + age_at_year_end)' : 'tenure_years';
  const cases = match.bands
    .map(({ min }, index) => `WHEN ${value} >= ${min} THEN ${ceilings[index] ?? 0}`)
    .reverse();
  return { sql: `CASE ${cases.join(' ')} END`, ppm: null };
}
