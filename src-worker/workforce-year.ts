import type { AlignmentStrength, YearSummary } from '../src-shared/columns.ts';
import { MILLION } from '../src-shared/units.ts';
import type { SimulationControl } from './cancellation.ts';
import { cellFigures, type CellFigures } from './metrics/cells.ts';
import { summarise } from './metrics/year-summary.ts';
import type { PlanYearInput } from './plan/year/plan-side.ts';
import { everybody, stillEmployed } from './population/people.ts';
import type { RunState } from './run-state.ts';
import { accumulate, type Accumulation } from './stages/accumulation.ts';
import { arrive, type Arrivals } from './stages/arrivals.ts';
import { depart } from './stages/departures.ts';
import { alignmentOf, warningsOf } from './stages/figures.ts';
import { layFoundation, type Foundation } from './stages/foundation.ts';
import { decidePay, type PayChanges } from './stages/pay-changes.ts';
import type { YearParameters } from './workforce/parameters.ts';
import type { YearContext } from './workforce/year-context.ts';

/** What happened to the workforce in a year. */
export interface WorkforceYear {
  readonly context: YearContext;
  readonly foundation: Foundation;
  readonly arrivals: Arrivals;
  readonly pay: PayChanges;
  readonly state: Accumulation;
  readonly cells: CellFigures;
  readonly alignment: readonly AlignmentStrength[];
  readonly summary: YearSummary;
  /** What the plan side of the year reads, and nothing else of this side but the persons. */
  readonly forPlan: PlanYearInput;
}

/**
 * The workforce side of a year in the order of W-30, which no setting of the plan changes (PINV-24). It reads the
 * year-end state of the year before and the parameters, nothing else; it changes the state of the run to that of the end
 * of this year. Throws CANCELLED and the errors of the engines.
 */
export function simulateWorkforce(
  run: RunState,
  year: YearParameters,
  control: SimulationControl,
): WorkforceYear {
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
  return {
    context,
    foundation,
    arrivals,
    pay,
    state,
    cells,
    alignment,
    summary,
    forPlan: {
      year,
      control,
      people,
      events: { hires: arrivals.columns, raises: state.raises, promotions: state.promotions },
      openingPay: state.yearEnd.openingPayCents,
      grossPay: state.yearEnd.proratedPayCents,
      terminationReason: state.yearEnd.terminationReason,
    },
  };
}
