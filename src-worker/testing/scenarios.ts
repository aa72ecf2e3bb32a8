import defaults from '../../resources/default-scenario.json' with { type: 'json' };
import { scenarioSchema, type Scenario } from '../../src-shared/scenario/schema.ts';

/** The shipped scenario, checked. */
export const defaultScenario: Scenario = scenarioSchema.parse(defaults);
