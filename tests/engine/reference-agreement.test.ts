import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioSchema, type Scenario } from '../../src-shared/scenario/schema.ts';
import { differences, engineOutcome, referenceOutcome } from './outcome.ts';
import { study, type Study } from './random-studies.ts';

const inMode = (one: Study, flowMode: Scenario['simulation']['flowMode']): Study => ({
  ...one,
  scenario: { ...one.scenario, simulation: { ...one.scenario.simulation, flowMode } },
});

it('W-28 random studies are valid scenarios', () => {
  fc.assert(
    fc.property(study(), ({ scenario }) => {
      expect(scenarioSchema.parse(scenario)).toEqual(scenario);
    }),
    { numRuns: 100, seed: 20_250_101 },
  );
});

describe('the engine agrees with the reference in every event, column, month, cell and number', () => {
  it.each(['exact', 'stochastic'] as const)(
    'W-30 on random studies in %s mode',
    (mode) => {
      fc.assert(
        fc.property(study(), (one) => {
          const input = inMode(one, mode);
          expect(differences(engineOutcome(input), referenceOutcome(input))).toEqual([]);
        }),
        { numRuns: 250, seed: mode === 'exact' ? 20_250_101 : 20_250_102 },
      );
    },
    300_000,
  );
});
