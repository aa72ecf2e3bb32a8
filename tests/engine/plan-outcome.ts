import { PlanAlignError } from '../../src-shared/errors.ts';
import { openSimulation } from '../../src-worker/simulation.ts';
import { censusOf } from '../reference/census.ts';
import { ReferenceFailure } from '../reference/exact.ts';
import { referenceWithPlan } from '../reference/reference.ts';
import type { Row } from '../reference/rows.ts';
import { decodePlanOpening, decodePlanYear, type PlainPlanYear } from './decode-plan.ts';
import type { Study } from './random-studies.ts';

/** The plan side of a study simulated to its end or to its failure. */
export interface PlanOutcome {
  readonly opening: readonly Row[];
  readonly years: readonly PlainPlanYear[];
  /** Code of the error that ended the run, or null. */
  readonly failure: string | null;
}

/** What the engine makes of the plan of a study. */
export function planEngineOutcome(study: Study): PlanOutcome {
  const { scenario, people, replicate } = study;
  const years: PlainPlanYear[] = [];
  let opening: readonly Row[] = [];
  try {
    const run = openSimulation({ scenario, census: censusOf(people), replicate });
    if (hasPlan(study)) opening = decodePlanOpening(run.opening);
    const persons = [...run.opening.dictionaries.censusPersonIds];
    for (const batch of run.years({ isCancelled: () => false })) years.push(decodePlanYear(persons, batch));
    return { opening, years, failure: null };
  } catch (error) {
    if (!(error instanceof PlanAlignError)) throw error;
    return { opening, years, failure: error.code };
  }
}

/** Whether any simulated year has a plan; without one nothing is said of how people stand in it. */
const hasPlan = ({ scenario }: Study): boolean =>
  (scenario.planTimeline[0]?.fromYear ?? Number.POSITIVE_INFINITY) <= scenario.simulation.endYear;

const isOfPlan = (type: string): boolean => type.startsWith('DC_PLAN_') || type === 'HCE_STATUS';

/** What the naive implementation makes of the plan of a study. */
export function planReferenceOutcome(study: Study): PlanOutcome {
  const { scenario, people, replicate } = study;
  const years: PlainPlanYear[] = [];
  let opening: readonly Row[] = [];
  try {
    const run = referenceWithPlan(scenario, censusOf(people), replicate);
    if (hasPlan(study)) opening = run.planOpening;
    for (const { year, events, planSnapshot, planSummary } of run.years) {
      // What the workforce side says of its own events is compared elsewhere.
      const plain = events.map((event) => (isOfPlan(event.type) ? event : { ...event, payload: {} }));
      years.push({ year, events: plain, planSnapshot, planSummary });
    }
    return { opening, years, failure: null };
  } catch (error) {
    if (!(error instanceof ReferenceFailure)) throw error;
    return { opening, years, failure: error.code };
  }
}
