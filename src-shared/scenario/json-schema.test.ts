import { expect, it } from 'vitest';
import { scenarioJsonSchema } from './json-schema.ts';
import { valueAt } from './json-value.ts';
import { formatJson } from './serialise-scenario.ts';

const schema = scenarioJsonSchema();

it('W-28 the shipped JSON Schema is the one generated from the schema (renew it with vitest --update)', async () => {
  await expect(formatJson(schema)).toMatchFileSnapshot('../../resources/scenario.schema.json');
});

it('W-28 a setting has bounds, unit, rule and default; what has a default may be left out', () => {
  expect(
    valueAt(schema, ['properties', 'workforce', 'properties', 'retirement', 'required']),
  ).toBeUndefined();
  expect(valueAt(schema, ['properties', 'hiring', 'properties', 'partTimeShare'])).toEqual({
    type: 'number',
    minimum: 0,
    maximum: 1,
    title: 'Part-time share',
    description: 'Share of hires who work part time.',
    'x-unit': 'fraction',
    'x-rule': 'W-47',
    default: 0,
  });
});

it('P-7 a plan design needs only its id and name; an element of any other list needs everything', () => {
  const design = ['properties', 'planDesigns', 'items'];
  expect(valueAt(schema, [...design, 'required'])).toEqual(['id', 'name']);
  expect(valueAt(schema, [...design, 'properties', 'match', 'oneOf', 2, 'required'])).toBeUndefined();
  expect(valueAt(schema, ['properties', 'jobLevels', 'items', 'required'])).toEqual([
    'level',
    'name',
    'minPay',
    'maxPay',
    'rangeGrowthRate',
  ]);
});
