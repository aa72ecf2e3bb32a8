import type { PlanCohort } from '../../../src-shared/api/plan-results.ts';
import { DETAILED_STATUSES } from '../../../src-shared/vocabulary.ts';

/** SQL of conditions on rows of the snapshot. Years are whole numbers of ours, so they may stand in the text. */

/** Employed on 31 December (W-55). */
export const IS_ACTIVE = `detailed_status IN (${['newHireActive', 'continuousActive']
  .map((status) => DETAILED_STATUSES.findIndex((known) => known === status))
  .join(', ')})`;

const firstOf = (year: number): string => `make_date(${year}, 1, 1)`;

/** P-128: people of a cohort; `startYear` is the first year of the run. */
export function inCohort(cohort: PlanCohort, startYear: number): string {
  if (cohort === 'all') return 'true';
  if (cohort === 'census') return `hire_date < ${firstOf(startYear)}`;
  if (cohort === 'newHires') return `hire_date >= ${firstOf(startYear)}`;
  return `hire_date >= ${firstOf(cohort)} AND hire_date < ${firstOf(cohort + 1)}`;
}
