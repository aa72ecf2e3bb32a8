import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differences } from '../engine/outcome.ts';
import { planEngineOutcome, planReferenceOutcome } from '../engine/plan-outcome.ts';
import { planStudy } from '../reference/plan/random-plan-studies.ts';

/**
 * For mutants of the plan inside a year: some of the studies of `tests/engine/plan-agreement.test.ts`, one test each.
 * Chosen so that each kind of plan event, status and reason is in several of them and each takes some milliseconds.
 * What the naive implementation says is worked out once: it shares no code with what is mutated.
 */
const CHOSEN = [
  17, 53, 55, 68, 71, 77, 85, 93, 95, 100, 104, 109, 110, 114, 115, 119, 126, 131, 133, 135, 146, 154, 157,
  165, 166, 170, 171, 189,
];

const studies = fc
  .sample(planStudy(), { numRuns: 200, seed: 20_260_101 })
  .filter((_, number) => CHOSEN.includes(number))
  .map((study) => ({ study, expected: planReferenceOutcome(study) }));

it.each(studies)('section 5 the engine agrees with the reference on a study', ({ study, expected }) => {
  expect(differences(planEngineOutcome(study), expected)).toEqual([]);
});
