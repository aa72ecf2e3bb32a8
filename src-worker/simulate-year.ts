import type { YearBatch } from '../src-shared/columns.ts';
import type { SimulationControl } from './cancellation.ts';
import { numberEvents } from './events/number-events.ts';
import { cellColumns } from './metrics/cells.ts';
import type { PlanSide } from './plan/year/plan-side.ts';
import type { RunState } from './run-state.ts';
import { validate } from './stages/validation.ts';
import type { YearParameters } from './workforce/parameters.ts';
import { pause } from './workforce/year-context.ts';
import { simulateWorkforce } from './workforce-year.ts';

/**
 * One simulated year (W-30): its workforce side, then its plan side, which reads what the workforce side decided and
 * changes nothing of it; then all events stand in order and what only the engine can check is checked.
 * Throws CANCELLED and the errors of the engines.
 */
export function simulateYear(
  run: RunState,
  planSide: PlanSide,
  year: YearParameters,
  control: SimulationControl,
): YearBatch {
  const workforce = simulateWorkforce(run, year, control);
  const { context, arrivals, state, cells, summary, forPlan } = workforce;

  // EVENT_GENERATION 7.
  const plan = planSide.simulate(forPlan);
  numberEvents(
    {
      hires: arrivals.columns,
      promotions: state.promotions,
      raises: state.raises,
      terminations: state.terminations,
      eligibility: plan.eligibility,
      enrollments: plan.enrollments,
      deferralChanges: plan.deferralChanges,
      contributions: plan.contributions,
      vesting: plan.vesting,
      forfeitures: plan.forfeitures,
      hceStatus: plan.hceStatus,
    },
    forPlan.people,
    context.persons.sequence,
  );

  // VALIDATION: what only the engine can check.
  pause(context);
  const invariants = validate(workforce, run);

  // REPORTING is the caller's: it stores the batch.
  return {
    year: year.year,
    newPersonIds: arrivals.newPersonIds,
    hires: arrivals.columns,
    terminations: state.terminations,
    promotions: state.promotions,
    raises: state.raises,
    snapshot: state.yearEnd,
    months: state.months,
    cells: cellColumns(cells, context.parameters.termination),
    summary,
    eventCounts: {
      HIRE: arrivals.columns.rowCount,
      PROMOTION: state.promotions.rowCount,
      RAISE: state.raises.rowCount,
      TERMINATION: state.terminations.rowCount,
      DC_PLAN_ELIGIBILITY: plan.eligibility.rowCount,
      DC_PLAN_ENROLLMENT: plan.enrollments.rowCount,
      DC_PLAN_DEFERRAL_CHANGE: plan.deferralChanges.rowCount,
      DC_PLAN_CONTRIBUTION: plan.contributions.rowCount,
      DC_PLAN_VESTING: plan.vesting.rowCount,
      DC_PLAN_FORFEITURE: plan.forfeitures.rowCount,
      HCE_STATUS: plan.hceStatus.rowCount,
    },
    invariants,
    plan,
  };
}
