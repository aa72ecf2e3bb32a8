import type { CensusColumns, RunDictionaries } from '../../../src-shared/columns.ts';
import type { PlanBatch, PlanOpeningColumns } from '../../../src-shared/plan-columns.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { SimulationControl } from '../../cancellation.ts';
import type { ColumnMemory } from '../../population/column-memory.ts';
import type { Persons } from '../../population/persons.ts';
import type { DrawSource } from '../../random/draw-source.ts';
import type { RunParameters, YearParameters } from '../../workforce/parameters.ts';
import type { PayEvents } from './year-pay.ts';

/** The plan side of a run: it reads the workforce side and changes nothing of it (PINV-24). */
export interface PlanSide {
  /** Where everybody stands in the plan on 31 December before the first year. */
  readonly opening: PlanOpeningColumns;
  /** The plan side of a year, after its workforce side. */
  readonly simulate: (input: PlanYearInput) => PlanBatch;
}

/** What the plan of a run starts from. */
export interface PlanSideInput {
  readonly scenario: Scenario;
  readonly census: CensusColumns;
  /** Census row of each person; rows ascend. */
  readonly rows: Int32Array;
  readonly persons: Persons;
  /** Persons active at close of 31 December before the first year. */
  readonly opening: Int32Array;
  readonly dictionaries: RunDictionaries;
  readonly parameters: RunParameters;
  readonly draws: DrawSource;
  /** Where tables and columns of a year come from. */
  readonly memory: ColumnMemory;
  /** Whether each year is tested for compliance (sections 19 to 25). */
  readonly tests: boolean;
  /**
   * Whether nobody reads more of a year than its summary: then contribution events and the columns that say where people
   * stand are left out, and nothing is checked.
   */
  readonly summaryOnly: boolean;
}

/** What the workforce side of a year hands to its plan side. Lists by position in `people`. */
export interface PlanYearInput {
  readonly year: YearParameters;
  readonly control: SimulationControl;
  /** Everybody employed on some day of the year, ascending. */
  readonly people: Int32Array;
  readonly events: PayEvents;
  /** NaN for hires of the year. */
  readonly openingPay: Float64Array;
  readonly grossPay: Float64Array;
  readonly terminationReason: Uint8Array;
}
