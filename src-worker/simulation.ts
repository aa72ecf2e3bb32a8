import type { CensusColumns, RunOpening, YearBatch } from '../src-shared/columns.ts';
import { PlanAlignError } from '../src-shared/errors.ts';
import type { Scenario } from '../src-shared/scenario/schema.ts';
import type { SimulationControl } from './cancellation.ts';
import { ColumnMemory } from './population/column-memory.ts';
import { startState } from './population/opening.ts';
import { PlanRun } from './plan/year/plan-run.ts';
import { DrawSource } from './random/draw-source.ts';
import { RunState } from './run-state.ts';
import { simulateYear } from './simulate-year.ts';
import { runParameters, yearParameters } from './workforce/parameters.ts';

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
  const parameters = runParameters(scenario);
  const yearly = yearParameters(scenario);
  const start = startState(census, parameters);
  if (start.opening.length === 0)
    throw new PlanAlignError(
      'NO_OPENING_STAFF',
      `nobody in the census is employed at close of 31 December ${parameters.startYear - 1}`,
    );
  const memory = new ColumnMemory();
  const draws = new DrawSource(parameters.seed, replicate);
  const plan = new PlanRun({
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
  });
  return {
    opening: {
      dictionaries: start.dictionaries,
      opening: start.openingColumns,
      planOpening: plan.opening,
      counts: start.counts,
    },
    *years(control) {
      const run = new RunState(start, parameters, draws, plan, memory);
      run.addCensusKeys(control);
      for (const year of yearly) yield simulateYear(run, year, control);
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
