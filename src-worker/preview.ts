import type { PreviewYear } from '../src-shared/api/preview.ts';
import type { CensusColumns, YearSummary } from '../src-shared/columns.ts';
import type { Scenario } from '../src-shared/scenario/schema.ts';
import type { SimulationControl } from './cancellation.ts';
import { openWorkforce, type OpenedWorkforce } from './open-workforce.ts';
import { openPlanSide } from './plan/year/open-plan-side.ts';
import type { PlanYearInput } from './plan/year/plan-side.ts';
import { ColumnMemory } from './population/column-memory.ts';
import type { KeptPersons } from './population/persons.ts';
import { RunState } from './run-state.ts';
import { simulateWorkforce } from './workforce-year.ts';

/** The workforce side of a year, as far as its plan side and the summaries read it. */
interface RememberedYear {
  readonly summary: YearSummary;
  readonly forPlan: PlanYearInput;
  readonly persons: KeptPersons;
}

/** Copies of what the plan side reads, so that the columns of the year can be used again. */
function copied({ year, control, people, events, ...pay }: PlanYearInput): PlanYearInput {
  const { hires, raises, promotions } = events;
  return {
    year,
    control,
    people: people.slice(),
    events: {
      hires: {
        rowCount: hires.rowCount,
        person: hires.person.slice(),
        annualPayCents: hires.annualPayCents.slice(),
      },
      raises: {
        rowCount: raises.rowCount,
        person: raises.person.slice(),
        effectiveDay: raises.effectiveDay.slice(),
        newPayCents: raises.newPayCents.slice(),
      },
      promotions: {
        rowCount: promotions.rowCount,
        person: promotions.person.slice(),
        effectiveDay: promotions.effectiveDay.slice(),
        newPayCents: promotions.newPayCents.slice(),
        fromLevel: promotions.fromLevel.slice(),
      },
    },
    openingPay: pay.openingPay.slice(),
    grossPay: pay.grossPay.slice(),
    terminationReason: pay.terminationReason.slice(),
  };
}

/** The workforce side of a whole run. */
interface RememberedWorkforce {
  /** Every setting that it follows from. */
  readonly settings: string;
  readonly opened: OpenedWorkforce;
  readonly openingPersons: KeptPersons;
  readonly years: readonly RememberedYear[];
}

/** The settings that the workforce side follows from: all but those of the plan, and what a scenario is called. */
function workforceSettings(scenario: Scenario): string {
  const none = { name: '', description: '', segments: null, limits: null };
  return JSON.stringify({ ...scenario, ...none, planDesigns: null, planTimeline: null });
}

/**
 * What scenarios would give on one census: the figures of a run and nothing else of it. As long as only settings of the
 * plan change from one scenario to the next, the workforce side is the same (PINV-24): it is remembered and the plan side
 * alone is simulated.
 */
export class Preview {
  readonly #census: CensusColumns;
  /** Memory of the columns of a year, from one scenario to the next. */
  readonly #memory = new ColumnMemory();
  #workforce: RememberedWorkforce | null = null;

  constructor(census: CensusColumns) {
    this.#census = census;
  }

  /** The years of a scenario. Throws as a simulation does; CANCELLED soon after the control says so. */
  simulate(scenario: Scenario, control: SimulationControl): readonly PreviewYear[] {
    const settings = workforceSettings(scenario);
    if (this.#workforce?.settings !== settings) {
      this.#workforce = null;
      this.#workforce = this.#simulateWorkforce(scenario, settings, control);
    }
    return this.#simulatePlan(scenario, this.#workforce, control);
  }

  #simulateWorkforce(scenario: Scenario, settings: string, control: SimulationControl): RememberedWorkforce {
    const opened = openWorkforce(scenario, this.#census, 0);
    const { start, parameters, draws, yearly } = opened;
    const { persons } = start;
    const openingPersons = persons.kept();
    const run = new RunState(start, parameters, draws, this.#memory);
    run.addCensusKeys(control);
    const years = yearly.map((year): RememberedYear => {
      const { arrivals, state, summary, forPlan } = simulateWorkforce(run, year, control);
      const kept = { summary, forPlan: copied(forPlan), persons: persons.kept() };
      this.#memory.takeBack(arrivals.columns, state.terminations, state.promotions, state.raises);
      this.#memory.takeBack(state.yearEnd);
      return kept;
    });
    return { settings, opened, openingPersons, years };
  }

  #simulatePlan(
    scenario: Scenario,
    { opened, openingPersons, years }: RememberedWorkforce,
    control: SimulationControl,
  ): readonly PreviewYear[] {
    const { start, parameters, draws } = opened;
    const { persons } = start;
    persons.bringBack(openingPersons);
    const run = openPlanSide({
      scenario,
      census: this.#census,
      rows: start.rows,
      persons,
      opening: start.opening,
      dictionaries: start.dictionaries,
      parameters,
      draws,
      memory: this.#memory,
      // The tests change no figure (P-25) and cost as much as everything else.
      tests: false,
      summaryOnly: true,
    });
    return years.map(({ summary, forPlan, persons: kept }) => {
      persons.bringBack(kept);
      const batch = run.simulate({ ...forPlan, control });
      const { snapshot, eligibility, enrollments, deferralChanges, contributions } = batch;
      this.#memory.takeBack(snapshot, eligibility, enrollments, deferralChanges, contributions);
      this.#memory.takeBack(batch.vesting, batch.forfeitures, batch.hceStatus);
      return { summary, plan: batch.summary };
    });
  }
}
