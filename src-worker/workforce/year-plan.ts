import { NO_DAY } from '../../src-shared/units.ts';
import { solveGrowth, type GrowthPath, type GrowthSolution } from './growth-solver.ts';
import type { LeaverQuotas } from './opening-leavers.ts';
import type { OpeningStaff } from './opening-staff.ts';
import { splitLeavers } from './strata.ts';
import type { YearContext } from './year-context.ts';

/** The solver's numbers for a year, and what is left of them for chance to decide (W-31, W-33). */
export interface YearPlan {
  readonly solution: GrowthSolution;
  /** Simulated hires H. */
  readonly simulatedHires: number;
  /** Scheduled leavers among opening staff (K_t) and among the scheduled hires (K_tn). */
  readonly scheduledLeavers: number;
  readonly scheduledHireLeavers: number;
  /** Random leavers of exact mode by stratum, and random same-year leavers. */
  readonly leaverQuotas: LeaverQuotas;
  readonly sameYearQuota: number;
}

/** Solves the year (W-31) for opening staff and the scheduled hires of the year, and splits the leavers (W-33). */
export function planYear(
  { persons, year }: YearContext,
  staff: OpeningStaff,
  scheduledHires: Int32Array,
  path: GrowthPath,
): YearPlan {
  const { experienced, priorYearHires } = staff;
  let scheduledHireLeavers = 0;
  let hiresNotAtRisk = 0;
  for (const person of scheduledHires) {
    const leaveDay = persons.scheduledLeaveDay[person] ?? NO_DAY;
    if (leaveDay !== NO_DAY && leaveDay <= year.lastDay) scheduledHireLeavers += 1;
    else if (leaveDay !== NO_DAY || persons.hireDay[person] === year.lastDay) hiresNotAtRisk += 1;
  }
  const scheduledLeavers = experienced.scheduled + priorYearHires.scheduled;
  const solution = solveGrowth({
    ...path,
    opening: staff.persons.length,
    experienced: experienced.size,
    priorYearHires: priorYearHires.size,
    growth: year.growth,
    experiencedRate: year.experiencedRate,
    newHireRate: year.newHireRate,
    scheduledLeavers,
    scheduledHires: scheduledHires.length,
    scheduledHireLeavers,
    capacity: experienced.candidates + priorYearHires.candidates + scheduledLeavers,
    hiresNotAtRisk,
  });
  return {
    solution,
    simulatedHires: solution.hires - scheduledHires.length,
    scheduledLeavers,
    scheduledHireLeavers,
    leaverQuotas: splitLeavers(solution.leavers - scheduledLeavers, experienced, priorYearHires),
    sameYearQuota: solution.newHireLeavers - scheduledHireLeavers,
  };
}
