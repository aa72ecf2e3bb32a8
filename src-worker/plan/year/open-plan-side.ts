import { PlanRun } from './plan-run.ts';
import type { PlanSide, PlanSideInput } from './plan-side.ts';
import { UnplannedRun } from './unplanned-run.ts';
import { hasPlan } from './year-terms.ts';

/** Opens the plan side of a run. Throws LIMIT_YEAR for a year without limits (P-15). */
export function openPlanSide(input: PlanSideInput): PlanSide {
  const { startYear, endYear } = input.parameters;
  return hasPlan(input.scenario, startYear, endYear) ? new PlanRun(input) : new UnplannedRun(input);
}
