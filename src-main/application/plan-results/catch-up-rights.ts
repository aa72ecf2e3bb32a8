import { z } from 'zod';
import type { PlanCohort } from '../../../src-shared/api/plan-results.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { PlanLimits } from '../../../src-worker/plan/plan-limits.ts';
import type { Workspace } from '../../store/workspace.ts';
import { inCohort } from './cohorts.ts';
import type { PlanRun } from './plan-run.ts';

/** P-59: whether people of 60 to 63 have the higher catch-up. */
export function hasSuperCatchUp(
  { deferral: { catchUp } }: Scenario['planDesigns'][number],
  { superCatchUp }: PlanLimits,
): boolean {
  return catchUp.allowed && catchUp.superCatchUp && superCatchUp !== null;
}

const countRow = z.object({ year: z.number(), people: z.coerce.number() });

/**
 * P-60, P-128: people with catch-up whose wages of the year before made it Roth, by year; a year without the mandate has
 * nobody. The wages are the pay of the year before in the run. Those before the first year stand in the census, if the
 * workspace still has it; otherwise the first year is left out.
 */
export async function rothMandates(
  workspace: Workspace,
  { run, startYear, censusId, years }: PlanRun,
  cohort: PlanCohort,
): Promise<ReadonlyMap<number, number>> {
  const mandated = new Map(years.map(({ year }) => [year, 0]));
  const ofPeople = `s.run_key = ${run.key} AND s.catch_up_cents > 0 AND ${inCohort(cohort, startYear)}`;
  const read = async (sql: string): Promise<void> => {
    for (const { year, people } of z.array(countRow).parse(await workspace.read(sql)))
      mandated.set(year, people);
  };
  const withMandate = years.flatMap(({ year, limits: { rothCatchUpWages } }) =>
    rothCatchUpWages === null ? [] : [{ year, wages: rothCatchUpWages }],
  );
  const later = withMandate.filter(({ year }) => year > startYear);
  if (later.length > 0)
    await read(
      `SELECT s.simulation_year AS year, count(*) AS people
       FROM snapshot s JOIN snapshot before ON before.run_key = ${run.key}
         AND before.simulation_year = s.simulation_year - 1 AND before.person = s.person
       WHERE ${ofPeople.replaceAll('hire_date', 's.hire_date')} AND before.prorated_pay_cents > CASE s.simulation_year
         ${later.map(({ year, wages }) => `WHEN ${year} THEN ${wages}`).join(' ')} END
       GROUP BY ALL`,
    );
  const atOnce = withMandate.find(({ year }) => year === startYear);
  if (atOnce === undefined) return mandated;
  const [census] =
    censusId === null
      ? []
      : await workspace.read('SELECT content_key FROM census WHERE CAST(census_id AS VARCHAR) = $1', [
          censusId,
        ]);
  if (census === undefined) {
    mandated.delete(startYear);
    return mandated;
  }
  const { content_key: content } = z.object({ content_key: z.number() }).parse(census);
  // P-22: wages that the census does not give are the pay received.
  await read(
    `SELECT s.simulation_year AS year, count(*) AS people
     FROM snapshot s
     JOIN opening_plan o ON o.run_key = ${run.key} AND o.person = s.person
     JOIN run_person p ON p.run_key = ${run.key} AND p.person = s.person
     LEFT JOIN census_row c ON c.content_key = ${content} AND c.employee_id = p.employee_id
     WHERE ${ofPeople.replaceAll('hire_date', 's.hire_date')} AND s.simulation_year = ${startYear}
       AND coalesce(c.prior_year_fica_wages_cents, o.lookback_pay_cents) > ${atOnce.wages}
     GROUP BY ALL`,
  );
  return mandated;
}
