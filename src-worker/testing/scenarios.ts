import defaults from '../../resources/default-scenario.json' with { type: 'json' };
import { scenarioSchema, type Scenario } from '../../src-shared/scenario/schema.ts';

/** The shipped scenario, checked. */
export const defaultScenario: Scenario = scenarioSchema.parse(defaults);

/** The shipped scenario with other settings in some of its sections; settings of a section that are left out stay. */
export function scenarioWith(changes: {
  readonly [Section in 'simulation' | 'workforce' | 'hiring' | 'compensation']?: Partial<Scenario[Section]>;
}): Scenario {
  return {
    ...defaultScenario,
    simulation: { ...defaultScenario.simulation, ...changes.simulation },
    workforce: { ...defaultScenario.workforce, ...changes.workforce },
    hiring: { ...defaultScenario.hiring, ...changes.hiring },
    compensation: { ...defaultScenario.compensation, ...changes.compensation },
  };
}
