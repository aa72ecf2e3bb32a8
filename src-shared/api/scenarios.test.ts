import { expect, it } from 'vitest';
import { API_CALLS } from './api.ts';
import { checkArguments } from './calls.ts';

const child = { name: 'C', parent: { file: 'Base.planalign' }, workforce: {} };
const whole = { name: 'C', workforce: {} };

/** The argument of a call as the application gets it. */
const received = (call: string, argument: unknown, ...others: readonly unknown[]): unknown => {
  const schemas = API_CALLS.get(call);
  if (schemas === undefined) throw new RangeError(`there is no call ${call}`);
  return checkArguments(call, schemas, [argument, ...others])[0];
};

it('a scenario that is read, tried or run comes whole, so the name of its parent is left behind', () => {
  expect(received('scenarios.read', { document: child })).toEqual({ document: whole });
  expect(received('scenarios.diff', { before: child, after: child })).toEqual({
    before: whole,
    after: whole,
  });
  expect(received('preview.run', { scenario: child, censusId: 'c' })).toEqual({
    scenario: whole,
    censusId: 'c',
  });
  const run = { name: 'R', documentId: null, censusId: 'c' };
  expect(received('runs.start', { ...run, scenario: child })).toEqual({ ...run, scenario: whole });
  const target = { kind: 'download', name: 'C.planalign' };
  expect(received('exports.scenario', { document: child, target })).toEqual({ document: whole, target });
});

it('a scenario that is edited keeps the name of its parent', () => {
  expect(received('documents.edit', { documentId: 'd', document: child })).toEqual({
    documentId: 'd',
    document: child,
  });
});
