import type { YearBatch } from '../src-shared/columns.ts';
import { MILLION } from '../src-shared/units.ts';
import type { SimulationControl } from './cancellation.ts';
import { numberEvents } from './events/number-events.ts';
import { cellColumns, cellFigures } from './metrics/cells.ts';
import { summarise } from './metrics/year-summary.ts';
import { everybody, stillEmployed } from './population/people.ts';
import type { RunState } from './run-state.ts';
import { accumulate } from './stages/accumulation.ts';
import { arrive } from './stages/arrivals.ts';
import { depart } from './stages/departures.ts';
import { alignmentOf, warningsOf } from './stages/figures.ts';
import { layFoundation } from './stages/foundation.ts';
import { decidePay } from './stages/pay-changes.ts';
import { validate } from './stages/validation.ts';
import type { YearParameters } from './workforce/parameters.ts';
import { pause } from './workforce/year-context.ts';

/**
 * One simulated year in the order of W-30. It reads the year-end state of the year before and the parameters, nothing
 * else; it changes the state of the run to that of the end of this year and returns what happened.
 * Throws CANCELLED and the errors of the engines.
 */
export function simulateYear(run: RunState, year: YearParameters, control: SimulationControl): YearBatch {
  // INITIALIZATION: the parameters of the year are resolved; nobody has left yet.
  const context = run.openYear(year, control);
  const { persons, leavers, isExact, departments, parameters, grid } = context;
  const { promotions, meritPlan, carried } = run;

  // FOUNDATION: opening staff, strata, hazards, and the solver's numbers.
  const foundation = layFoundation(context, run);
  const { opening, staff, scheduledHires, plan: yearPlan } = foundation;

  // EVENT_GENERATION: leavers and the reduction, hires and their leavers, then what everybody is paid.
  const departures = depart(context, run.selection, foundation);
  const arrivals = arrive(context, run, foundation);
  const people = everybody(run.memory, opening, arrivals.hired, scheduledHires.length);
  const pay = decidePay(context, run, people);

  // STATE_ACCUMULATION: fold the events, sum pay, describe the year end.
  const state = accumulate({
    context,
    people,
    calendar: pay.calendar,
    promotions,
    terms: pay.terms,
    meritKeys: meritPlan.key,
    meritRates: pay.merit.rates,
    raises: pay.merit.raises,
  });

  // EVENT_GENERATION 7: the plan reads what the workforce side decided and changes nothing of it; then all events of
  // the year stand in order.
  const plan = run.plan.simulate({
    year,
    control,
    people,
    events: { hires: arrivals.columns, raises: state.raises, promotions: state.promotions },
    openingPay: state.yearEnd.openingPayCents,
    grossPay: state.yearEnd.proratedPayCents,
    terminationReason: state.yearEnd.terminationReason,
  });
  numberEvents(
    {
      hires: arrivals.columns,
      promotions: state.promotions,
      raises: state.raises,
      terminations: state.terminations,
      ...plan,
    },
    people,
    persons.sequence,
  );

  const cells = cellFigures(staff, grid, parameters.termination);
  const alignment = isExact ? alignmentOf(foundation, departures, arrivals, pay.promoted) : [];
  const { summary, levels } = summarise({
    year: year.year,
    daysOfYear: year.days,
    opening: opening.length,
    hires: arrivals.hired.length,
    scheduledHires: scheduledHires.length,
    openingLeavers: departures.openingLeavers,
    plan: yearPlan,
    target: yearPlan.solution.target + arrivals.unmet,
    unmet: arrivals.unmet,
    leavers,
    promotions: promotions.count,
    ledger: state.ledger,
    months: state.months,
    alignment,
    warnings: warningsOf(staff, yearPlan, arrivals.unmet, year.year),
    departments,
    priorLevels: carried.levels,
  });
  run.closeYear(stillEmployed(people, persons, people.length - leavers.count), {
    path: {
      pathMicro: yearPlan.solution.pathMicro + arrivals.unmet * MILLION,
      leaverCarry: yearPlan.solution.leaverCarry,
    },
    hiring: arrivals.carry,
    promotionCarry: pay.promoted.carry,
    levels,
  });

  // VALIDATION: what only the engine can check.
  pause(context);
  const invariants = validate(context, run, { foundation, arrivals, pay, state, cells, alignment, summary });

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
    cells: cellColumns(cells, parameters.termination),
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
