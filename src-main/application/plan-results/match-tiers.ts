import { z } from 'zod';
import type { MatchTiers, PlanCohort, PlanYearDetail } from '../../../src-shared/api/plan-results.ts';
import { MILLION } from '../../../src-shared/units.ts';
import { CONTRIBUTION_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import type { MatchFormula } from '../../../src-worker/plan/match-formula.ts';
import { matchTerms } from '../../../src-worker/plan/match.ts';
import type { Workspace } from '../../store/workspace.ts';
import { inCohort } from './cohorts.ts';
import type { PlanRun, PlanRunYear } from './plan-run.ts';

const DENOMINATOR = BigInt(MILLION) ** 2n;
/** Capped plan pay, in cents, is far below this: products with smaller factors fit into 64 bits. */
const MOST_FACTOR = 2n ** 62n / 1_000_000_000n;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/**
 * SQL of the match up to and with a tier when all of it is filled, in cents, halves up: Σ rate × width × pay (P-65). The
 * fraction is reduced, so that plain integers do nearly always.
 */
function filledUpTo({ tiers }: MatchFormula, tier: number, pay: string): string {
  const sum = tiers
    .slice(0, tier + 1)
    .reduce((total, { min, max, rate }) => total + BigInt(rate) * BigInt(max - min), 0n);
  const divisor = greatestCommonDivisor(sum, DENOMINATOR);
  const [factor, denominator] = [sum / divisor, DENOMINATOR / divisor];
  const dividend = factor < MOST_FACTOR ? pay : `CAST(${pay} AS HUGEINT)`;
  return `CAST((2 * ${dividend} * ${factor} + ${denominator}) // ${2n * denominator} AS BIGINT)`;
}

/** Value of an expression that depends on the band; one expression where there is one band. */
const byBand = (expressions: readonly string[]): string =>
  expressions.length === 1
    ? (expressions[0] ?? '0')
    : `CASE band ${expressions.map((sql, band) => `WHEN ${band} THEN ${sql}`).join(' ')} END`;

/**
 * How much of the match of a cohort each tier paid (P-65). Tiers fill from the first on, and a cap, a limit on pay or
 * section 16 takes from the last one: so the match of a person and their pay alone say what each tier gave, whatever the
 * deferral was. Paycheck by paycheck (P-68) tiers fill in every period anew, and the run keeps the year only.
 */
export async function matchTiers(
  workspace: Workspace,
  { run, startYear }: PlanRun,
  { year, design }: PlanRunYear,
  cohort: PlanCohort,
): Promise<PlanYearDetail['tiers']> {
  const { match } = design;
  if (match.type === 'none') return { unknown: 'noMatch' };
  if (match.frequency === 'perPayPeriod') return { unknown: 'paychecks' };
  const terms = matchTerms(match, year);
  const formulas = terms.formulas;
  const tierCount = Math.max(...formulas.map(({ tiers }) => tiers.length));
  const parts = Array.from({ length: tierCount }, (_, tier) => tier);
  const sums = [
    ...parts.map((tier) => `sum(t${tier}) AS cents${tier}, count_if(t${tier} > 0) AS people${tier}`),
    'sum(match - f) AS other',
  ].join(', ');
  const [match4, trueUp5] = ['match', 'matchTrueUp'].map((name) =>
    CONTRIBUTION_CATEGORIES.findIndex((category) => category === name),
  );
  const rows = await workspace.read(
    `WITH paid AS (
       SELECT person, any_value(coalesce(band, 0)) AS band, any_value(pay_base_cents) AS pay,
         sum(amount_cents)::BIGINT AS match
       FROM event_contribution e
       WHERE run_key = ${run.key} AND simulation_year = ${year} AND category IN (${match4 ?? 0}, ${trueUp5 ?? 0})
         AND ${ofCohort(run.key, year, cohort, startYear)}
       GROUP BY person),
     filled AS (
       SELECT band, match, ${parts
         .map(
           (tier) =>
             `least(match, ${byBand(formulas.map((formula) => filledUpTo(formula, tier, 'pay')))}) AS f${tier}`,
         )
         .join(', ')} FROM paid),
     given AS (
       SELECT band, match, f${tierCount - 1} AS f,
         ${parts.map((tier) => (tier === 0 ? 'f0 AS t0' : `f${tier} - f${tier - 1} AS t${tier}`)).join(', ')}
       FROM filled)
     SELECT band, ${sums} FROM given GROUP BY band ORDER BY band`,
  );
  const found = z.array(z.record(z.string(), z.coerce.number())).parse(rows);
  const bands = match.type === 'tiered' ? [{ min: 0, max: null }] : match.bands;
  return {
    by: terms.bandsOf,
    bands: bands.map(({ min, max }, band): MatchTiers['bands'][number] => {
      const row = found.find((each) => each['band'] === band);
      return {
        band: { min, max },
        tiers: (formulas[band]?.tiers ?? []).map((tier, index) => ({
          fromPpm: tier.min,
          toPpm: tier.max,
          ratePpm: tier.rate,
          people: row?.[`people${index}`] ?? 0,
          cents: row?.[`cents${index}`] ?? 0,
        })),
        otherCents: row?.['other'] ?? 0,
      };
    }),
  };
}

/** Events of the people of a cohort: how they were hired stands in their row of the year. */
export function ofCohort(runKey: number, year: number, cohort: PlanCohort, startYear: number): string {
  return cohort === 'all'
    ? 'true'
    : `person IN (SELECT person FROM snapshot WHERE run_key = ${runKey} AND simulation_year = ${year}
        AND ${inCohort(cohort, startYear)})`;
}
