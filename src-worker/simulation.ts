import type { CensusColumns, RunOpening, YearBatch } from '../src-shared/columns.ts';
import type { Scenario } from '../src-shared/scenario/schema.ts';
import type { SimulationControl } from './cancellation.ts';
import { ColumnMemory } from './population/column-memory.ts';
import { openWorkforce } from './open-workforce.ts';
import { openPlanSide } from './plan/year/open-plan-side.ts';
import { RunState } from './run-state.ts';
import { simulateYear } from './simulate-year.ts';

export type { SimulationControl } from './cancellation.ts';

/** Everything a run depends on: the same input yields the same output, bit for bit, on every platform (INV-30). */
export interface SimulationInput {
  readonly scenario: Scenario;
  readonly census: CensusColumns;
  /** 0 for the run itself, 1, 2, … for its repetitions with other luck (W-7). */
  readonly replicate: number;
  /** Whether the plan of each year is tested for compliance; on unless said otherwise. */
  readonly tests?: boolean;
}

export interface Simulation {
  readonly opening: RunOpening;
  /** Simulates the horizon, one batch a year. Throws CANCELLED soon after the control says so. Call it once. */
  readonly years: (control: SimulationControl) => Generator<YearBatch, void, undefined>;
  /**
   * Hands the columns of a batch back once they are stored; later years are written over them. Whoever keeps a batch, or
   * parts of it, does not call this for it.
   */
  readonly takeBack: (batch: YearBatch) => void;
}

/**
 * Opens a simulation: reads the census as of 1 January of the start year (W-23, W-27). Throws NO_OPENING_STAFF,
 * SCENARIO_INVALID and PERSON_MATCHES_NO_CELL; `years` throws the errors of the engines.
 */
export function openSimulation(input: SimulationInput): Simulation {
  const { scenario, census, replicate, tests = true } = input;
  const { parameters, yearly, start, draws } = openWorkforce(scenario, census, replicate);
  const memory = new ColumnMemory();
  const plan = openPlanSide({
    scenario,
    census,
    rows: start.rows,
    persons: start.persons,
    opening: start.opening,
    dictionaries: start.dictionaries,
    parameters,
    draws,
    memory,
    tests,
    summaryOnly: false,
  });
  return {
    opening: {
      dictionaries: start.dictionaries,
      opening: start.openingColumns,
      planOpening: plan.opening,
      counts: start.counts,
    },
    *years(control) {
      const run = new RunState(start, parameters, draws, memory);
      run.addCensusKeys(control);
      for (const year of yearly) yield simulateYear(run, plan, year, control);
    },
    takeBack({ hires, terminations, promotions, raises, snapshot, plan: planBatch }) {
      const { eligibility, enrollments, deferralChanges, contributions } = planBatch;
      const { vesting, forfeitures, hceStatus } = planBatch;
      memory.takeBack(hires, terminations, promotions, raises, snapshot, planBatch.snapshot);
      memory.takeBack(
        eligibility,
        enrollments,
        deferralChanges,
        contributions,
        vesting,
        forfeitures,
        hceStatus,
      );
    },
  };
}
