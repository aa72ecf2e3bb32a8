import { expect, it } from 'vitest';
import { scenarioJsonSchema } from './json-schema.ts';
import { formatJson } from './serialise-scenario.ts';

it('W-28 the shipped JSON Schema is the one generated from the schema (renew it with vitest --update)', async () => {
  await expect(formatJson(scenarioJsonSchema())).toMatchFileSnapshot('../../resources/scenario.schema.json');
});
