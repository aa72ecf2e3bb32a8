import type { InvariantResult } from '../../src-shared/columns.ts';
import { MILLION, type Cents } from '../../src-shared/units.ts';
import type { RunState } from '../run-state.ts';
import { checkYear, type CalibrationCheck } from '../validation/invariants.ts';
import { CATEGORY } from '../workforce/leavers.ts';
import { meritTolerance } from '../workforce/merit.ts';
import type { OpeningStaff } from '../workforce/opening-staff.ts';
import type { YearPlan } from '../workforce/year-plan.ts';
import type { WorkforceYear } from '../workforce-year.ts';

/** VALIDATION of W-30: the checks that only the engine can make. */
export function validate(workforce: WorkforceYear, run: RunState): readonly InvariantResult[] {
  const { context, foundation, arrivals, pay, state, cells, alignment, summary } = workforce;
  const { parameters, year, persons, leavers, isExact, grid, levels, departments } = context;
  const { staff, plan, scheduledHires } = foundation;
  const { merit, promoted } = pay;
  const eligiblePay = merit.pay.reduce((sum, cents) => sum + cents, 0);
  const eligiblePeople = merit.people.reduce((sum, people) => sum + people, 0);
  return checkYear({
    isExact,
    isFirstYear: year.year === parameters.startYear,
    counts: run.counts,
    reservedIds: run.reservedIds,
    persons: persons.count,
    keys: run.keys.size,
    opening: summary.opening,
    closing: summary.closing,
    target: summary.targetClosing,
    solverHires: plan.solution.hires,
    scheduledHires: scheduledHires.length,
    terminationsByCategory: leavers.byCategory,
    quotaByCategory: quotasOf(plan, arrivals.unmet),
    calibrations: [
      calibrationOf('experienced', staff.experienced, staff.hazards.subarray(0, grid.groups)),
      calibrationOf(
        'priorYearHire',
        staff.priorYearHires,
        staff.hazards.subarray(grid.groups, 2 * grid.groups),
      ),
      { ...arrivals.atRisk, process: 'newHire', people: arrivals.atRisk.people.length },
      { ...promoted, process: 'promotion', people: promoted.eligible },
    ],
    cells,
    alignment,
    hires: arrivals.columns,
    terminations: state.terminations,
    promotions: state.promotions,
    snapshot: state.yearEnd,
    levels,
    departments: departments.length,
    maxYears: parameters.ageBandOf.length - 1,
    merit: {
      people: eligiblePeople,
      spend: state.meritSpend,
      target: (eligiblePay * year.meritBudget) / MILLION,
      tolerance: meritTolerance(eligiblePay as Cents, eligiblePeople),
    },
    bridges: [summary.payrollBridge, ...summary.payrollBridgeByLevel, ...summary.payrollBridgeByDepartment],
    averageBridge: summary.averageBridge,
    idOf: run.ids.of,
  });
}

const calibrationOf = (
  process: CalibrationCheck['process'],
  { atRisk, target, calibration }: OpeningStaff['experienced'],
  hazards: Int32Array,
): CalibrationCheck => ({ process, people: atRisk, target, calibration, hazards });

/** Terminations that the solver asked for, by category (INV-14). */
function quotasOf(plan: YearPlan, unmet: number): readonly number[] {
  const quotas: number[] = [];
  quotas[CATEGORY.experienced] = plan.leaverQuotas.experienced;
  quotas[CATEGORY.priorYearHire] = plan.leaverQuotas.priorYearHires;
  quotas[CATEGORY.newHire] = plan.sameYearQuota - unmet;
  quotas[CATEGORY.reduction] = plan.solution.reduction;
  quotas[CATEGORY.scheduled] = plan.scheduledLeavers + plan.scheduledHireLeavers;
  return quotas;
}
