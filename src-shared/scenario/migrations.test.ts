import { expect, it } from 'vitest';
import { migrate, type Migration } from './migrations.ts';
import { isJsonObject } from './json-value.ts';

/** A history of three versions: a renamed key, then a moved one. */
const HISTORY: readonly Migration[] = [
  { to: 1, change: 'rename', apply: ({ growth, ...rest }) => ({ ...rest, targetGrowth: growth }) },
  { to: 2, change: 'move', apply: ({ targetGrowth, ...rest }) => ({ ...rest, workforce: { targetGrowth } }) },
  {
    to: 3,
    change: 'percent to fraction',
    apply: ({ workforce, ...rest }) => {
      const growth = isJsonObject(workforce) ? Number(workforce['targetGrowth']) / 100 : null;
      return { ...rest, workforce: { targetGrowth: growth } };
    },
  },
];

it.each([
  [{ growth: 3, name: 'a' }],
  [{ schemaVersion: 0, growth: 3, name: 'a' }],
  [{ schemaVersion: 1, targetGrowth: 3, name: 'a' }],
  [{ schemaVersion: 2, workforce: { targetGrowth: 3 }, name: 'a' }],
  [{ schemaVersion: 3, workforce: { targetGrowth: 0.03 }, name: 'a' }],
])('every older version reaches the present one, step by step: %j', (document) => {
  expect(migrate(document, HISTORY, 3)).toEqual({
    schemaVersion: 3,
    name: 'a',
    workforce: { targetGrowth: 0.03 },
  });
});

it('migration leaves the given document as it was', () => {
  const document = { growth: 3 };
  migrate(document, HISTORY, 3);
  expect(document).toEqual({ growth: 3 });
});

it('the shipped history: a document without a version is version 0 and has the shape of version 1', () => {
  expect(migrate({ name: 'a' })).toEqual({ name: 'a', schemaVersion: 1 });
  expect(migrate({ name: 'a', schemaVersion: 1 })).toEqual({ name: 'a', schemaVersion: 1 });
});

it('a newer version is refused with both version numbers', () => {
  expect(() => migrate({ schemaVersion: 2 })).toThrow(
    expect.objectContaining({
      code: 'SCENARIO_TOO_NEW',
      detail: 'The scenario has version 2; this program reads versions up to 1.',
    }),
  );
});

it.each([['1'], [1.5], [-1], [true]])('a version of %j is refused', (schemaVersion) => {
  expect(() => migrate({ schemaVersion })).toThrow(
    expect.objectContaining({ code: 'SCENARIO_INVALID', place: { setting: 'schemaVersion' } }),
  );
});

it.each([[null], [[]], ['text'], [1], [undefined]])('a document of %j is refused', (document) => {
  expect(() => migrate(document)).toThrow(
    expect.objectContaining({ code: 'SCENARIO_INVALID', detail: 'A scenario must be a JSON object.' }),
  );
});
