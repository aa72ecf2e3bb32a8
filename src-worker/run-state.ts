import type { RunOpening } from '../src-shared/columns.ts';
import { PlanAlignError } from '../src-shared/errors.ts';
import { checkCancelled, inChunks, type SimulationControl } from './cancellation.ts';
import { openingLevels, type GrowthLevels } from './metrics/growth.ts';
import type { ColumnMemory } from './population/column-memory.ts';
import { KeyIndex } from './population/key-index.ts';
import type { StartState } from './population/opening.ts';
import { PersonIds, simulatedPrefix } from './population/person-ids.ts';
import type { Persons } from './population/persons.ts';
import type { DrawSource } from './random/draw-source.ts';
import { writeNumberedKeys, writePersonKey } from './random/person-key.ts';
import { startPath, type GrowthPath } from './workforce/growth-solver.ts';
import type { HiringCarry } from './workforce/hires.ts';
import { Leavers } from './workforce/leavers.ts';
import { MeritPlan } from './workforce/merit-plan.ts';
import { LeaverSelection } from './workforce/opening-leavers.ts';
import type { RunParameters, YearParameters } from './workforce/parameters.ts';
import { Promotions } from './workforce/promotions.ts';
import { riskGrid, type RiskGrid } from './workforce/risk-grid.ts';
import type { YearContext } from './workforce/year-context.ts';

/** What a year reads of the year before (W-30): persons, solver path, carries, and the levels growth is measured from. */
export interface Carried {
  readonly path: GrowthPath;
  readonly hiring: HiringCarry;
  readonly promotionCarry: number;
  readonly levels: GrowthLevels;
}

/** Persons whose slots in the index of keys are read at once before they are added. */
const WARMED = 256;

/** A run between two years. The state is changed by each year; the scratch has no meaning between years. */
export class RunState {
  readonly parameters: RunParameters;
  readonly grid: RiskGrid;
  readonly draws: DrawSource;
  readonly memory: ColumnMemory;
  readonly persons: Persons;
  readonly ids: PersonIds;
  readonly keys = new KeyIndex();
  readonly departments: readonly string[];
  readonly scheduledHires: StartState['scheduledHires'];
  readonly counts: RunOpening['counts'];
  readonly reservedIds: readonly string[];
  /** Persons active at close of the year before, ascending. */
  opening: Int32Array;
  carried: Carried;
  // Scratch that keeps its memory from year to year.
  readonly #leavers = new Leavers();
  readonly selection = new LeaverSelection();
  readonly promotions = new Promotions();
  readonly meritPlan = new MeritPlan();

  constructor(start: StartState, parameters: RunParameters, draws: DrawSource, memory: ColumnMemory) {
    const { persons, dictionaries, opening } = start;
    const { departments } = dictionaries;
    this.parameters = parameters;
    this.grid = riskGrid(parameters);
    this.draws = draws;
    this.persons = persons;
    this.memory = memory;
    this.ids = new PersonIds(dictionaries.censusPersonIds);
    this.departments = departments;
    this.scheduledHires = start.scheduledHires;
    this.counts = start.counts;
    this.reservedIds = start.reservedIds;
    this.opening = opening;
    const none = parameters.levelNames.map(() => 0);
    let openingPay = 0;
    for (let position = 0; position < opening.length; position++)
      openingPay += persons.pay[opening[position] ?? 0] ?? 0;
    this.carried = {
      path: startPath(opening.length),
      hiring: { levels: none, departments: none.map(() => departments.map(() => 0)) },
      promotionCarry: 0,
      levels: openingLevels(openingPay, opening.length),
    };
  }

  /** What the stages of a year work with; nobody has left yet. */
  openYear(year: YearParameters, control: SimulationControl): YearContext {
    const { parameters, departments, grid, draws, memory, persons } = this;
    this.#leavers.clear();
    return {
      parameters,
      year,
      isExact: parameters.mode === 'exact',
      departments,
      levels: parameters.levelNames.length,
      grid,
      draws,
      control,
      memory,
      persons,
      leavers: this.#leavers,
    };
  }

  /** Keeps what the next year reads. `closing` are the persons still employed, ascending. */
  closeYear(closing: Int32Array, carried: Carried): void {
    this.opening = closing;
    this.carried = carried;
  }

  /** Sets the random-number keys of the census persons. Throws PERSON_KEY_COLLISION (W-8). */
  addCensusKeys(control: SimulationControl): void {
    const { census } = this.ids;
    inChunks(control, 0, census.length, (from, to) => {
      for (let person = from; person < to; person++)
        writePersonKey(this.persons, person, census[person] ?? '');
    });
    this.#index(0, census.length, control);
  }

  /** Makes the simulated hires of a year known (W-41); their ids in ordinal order. Throws PERSON_KEY_COLLISION. */
  addHires(year: number, count: number, control: SimulationControl): readonly string[] {
    const first = this.persons.count;
    this.persons.extend(count);
    checkCancelled(control);
    writeNumberedKeys(this.persons, first, simulatedPrefix(year), count);
    checkCancelled(control);
    const newIds = this.ids.addHires(year, first, count);
    this.#index(first, count, control);
    return newIds;
  }

  #index(first: number, count: number, control: SimulationControl): void {
    const { persons, keys } = this;
    keys.reserve(persons, count);
    inChunks(control, first, first + count, (from, to) => {
      for (let person = from; person < to; person++) {
        if ((person - from) % WARMED === 0) keys.warm(persons, person, Math.min(to, person + WARMED));
        const other = keys.add(persons, person);
        if (other < 0) continue;
        throw new PlanAlignError(
          'PERSON_KEY_COLLISION',
          `employee ids ${this.ids.of(other)} and ${this.ids.of(person)} have the same random-number key`,
        );
      }
    });
  }
}
