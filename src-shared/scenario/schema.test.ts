import { expect, it } from 'vitest';
import defaults from '../../resources/default-scenario.json' with { type: 'json' };
import { scenarioSchema } from './schema.ts';

it('W-28 the default scenario is a complete, valid document', () => {
  expect(scenarioSchema.parse(defaults)).toEqual(defaults);
});
