import { checkCancelled, type SimulationControl } from '../cancellation.ts';
import type { ColumnMemory } from '../population/column-memory.ts';
import type { Persons } from '../population/persons.ts';
import type { DrawSource } from '../random/draw-source.ts';
import type { Leavers } from './leavers.ts';
import type { RunParameters, YearParameters } from './parameters.ts';
import type { RiskGrid } from './risk-grid.ts';

/** What every stage of a year works with. */
export interface YearContext {
  readonly parameters: RunParameters;
  readonly year: YearParameters;
  readonly isExact: boolean;
  readonly departments: readonly string[];
  readonly levels: number;
  readonly grid: RiskGrid;
  readonly draws: DrawSource;
  readonly control: SimulationControl;
  /** Where the columns of the year's batch are taken from. */
  readonly memory: ColumnMemory;
  /** The state, changed by the stages. */
  readonly persons: Persons;
  /** The leavers of the year, found one stage after the other. */
  readonly leavers: Leavers;
}

/** Throws CANCELLED once the caller asked to stop: called between two passes over the people. */
export function pause({ control }: YearContext): void {
  checkCancelled(control);
}
