import { z } from 'zod';
import type { CoreBands, PlanCohort } from '../../../src-shared/api/plan-results.ts';
import { CONTRIBUTION_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { coreTerms } from '../../../src-worker/plan/core.ts';
import type { Workspace } from '../../store/workspace.ts';
import { ofCohort } from './match-tiers.ts';
import type { PlanRun, PlanRunYear } from './plan-run.ts';

const coreRow = z.object({
  isExcess: z.boolean(),
  band: z.number(),
  people: z.coerce.number(),
  cents: z.coerce.number(),
});

/** The core contributions of a cohort by the band that gave them, and on pay above the integration level (P-71, P-72). */
export async function coreBands(
  workspace: Workspace,
  { run, startYear }: PlanRun,
  { year, design: { core }, limits }: PlanRunYear,
  cohort: PlanCohort,
): Promise<CoreBands | null> {
  if (core.type === 'none') return null;
  const [base, excess] = ['core', 'coreExcess'].map((name) =>
    CONTRIBUTION_CATEGORIES.findIndex((category) => category === name),
  );
  const rows = await workspace.read(
    `SELECT category = ${excess ?? 0} AS "isExcess", coalesce(band, 0) AS band, count(*) AS people,
       sum(amount_cents) AS cents
     FROM event_contribution
     WHERE run_key = ${run.key} AND simulation_year = ${year} AND category IN (${base ?? 0}, ${excess ?? 0})
       AND ${ofCohort(run.key, year, cohort, startYear)}
     GROUP BY ALL`,
  );
  const found = z.array(coreRow).parse(rows);
  const terms = coreTerms(core, limits);
  const bands = core.type === 'flat' ? [{ min: 0, max: null }] : core.bands;
  const above = found.filter(({ isExcess }) => isExcess);
  return {
    by: terms.bandsOf,
    bands: bands.map(({ min, max }, band) => {
      const row = found.find((each) => !each.isExcess && each.band === band);
      return {
        band: { min, max },
        ratePpm: terms.rates[band] ?? 0,
        people: row?.people ?? 0,
        cents: row?.cents ?? 0,
      };
    }),
    excess:
      terms.disparityRate === 0
        ? null
        : {
            ratePpm: terms.disparityRate,
            levelCents: terms.level,
            people: above.reduce((sum, { people }) => sum + people, 0),
            cents: above.reduce((sum, { cents }) => sum + cents, 0),
          },
  };
}
