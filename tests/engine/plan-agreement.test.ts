import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planStudy } from '../reference/plan/random-plan-studies.ts';
import { differences } from './outcome.ts';
import { planEngineOutcome, planReferenceOutcome } from './plan-outcome.ts';

it('section 5 the plan of the engine agrees with the reference in every event, column and figure', () => {
  fc.assert(
    fc.property(planStudy(), (one) => {
      expect(differences(planEngineOutcome(one), planReferenceOutcome(one))).toEqual([]);
    }),
    { numRuns: 200, seed: 20_260_101, endOnFailure: true },
  );
}, 300_000);
