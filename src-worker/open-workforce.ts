import type { CensusColumns } from '../src-shared/columns.ts';
import { PlanAlignError } from '../src-shared/errors.ts';
import type { Scenario } from '../src-shared/scenario/schema.ts';
import { startState, type StartState } from './population/opening.ts';
import { DrawSource } from './random/draw-source.ts';
import {
  runParameters,
  yearParameters,
  type RunParameters,
  type YearParameters,
} from './workforce/parameters.ts';

/** What a run starts from, without its plan. */
export interface OpenedWorkforce {
  readonly parameters: RunParameters;
  readonly yearly: readonly YearParameters[];
  readonly start: StartState;
  readonly draws: DrawSource;
}

/**
 * Reads the census as of 1 January of the start year (W-23, W-27). Throws NO_OPENING_STAFF, SCENARIO_INVALID and
 * PERSON_MATCHES_NO_CELL.
 */
export function openWorkforce(scenario: Scenario, census: CensusColumns, replicate: number): OpenedWorkforce {
  const parameters = runParameters(scenario);
  const yearly = yearParameters(scenario);
  const start = startState(census, parameters);
  if (start.opening.length === 0)
    throw new PlanAlignError(
      'NO_OPENING_STAFF',
      `nobody in the census is employed at close of 31 December ${parameters.startYear - 1}`,
    );
  return { parameters, yearly, start, draws: new DrawSource(parameters.seed, replicate) };
}
