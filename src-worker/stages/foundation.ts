import type { RunState } from '../run-state.ts';
import { openingStaff, type OpeningStaff } from '../workforce/opening-staff.ts';
import type { YearContext } from '../workforce/year-context.ts';
import { planYear, type YearPlan } from '../workforce/year-plan.ts';

/** FOUNDATION of W-30: who is there, how likely each is to leave, how many leave and come. */
export interface Foundation {
  /** Persons active at close of the year before, ascending. */
  readonly opening: Int32Array;
  readonly staff: OpeningStaff;
  /** Persons whose census hire date lies in the year, ascending. */
  readonly scheduledHires: Int32Array;
  readonly plan: YearPlan;
}

export function layFoundation(context: YearContext, run: RunState): Foundation {
  const { opening, carried } = run;
  const staff = openingStaff(context, opening);
  const scheduledHires = run.scheduledHires.get(context.year.year) ?? new Int32Array(0);
  return { opening, staff, scheduledHires, plan: planYear(context, staff, scheduledHires, carried.path) };
}
