import { PlanAlignError } from '../errors.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import { SCENARIO_SCHEMA_VERSION } from './schema.ts';

/** One step of the document's history: it rewrites a document of version `to − 1` as one of version `to`. */
export interface Migration {
  readonly to: number;
  /** What changed, for the reader of this list. */
  readonly change: string;
  readonly apply: (document: JsonObject) => JsonObject;
}

/** All steps, oldest first: add at the end, and raise SCENARIO_SCHEMA_VERSION. */
const MIGRATIONS: readonly Migration[] = [
  {
    to: 1,
    change: 'Documents state their version. One without a version has the shape of version 1.',
    apply: (document) => document,
  },
];

/**
 * A document in the present version, each step applied in order. A document without `schemaVersion` is of version 0.
 * Throws SCENARIO_INVALID when the value is no object or its version no whole number, SCENARIO_TOO_NEW when a newer
 * version of the product wrote it.
 */
export function migrate(
  value: unknown,
  migrations: readonly Migration[] = MIGRATIONS,
  current: number = SCENARIO_SCHEMA_VERSION,
): JsonObject {
  if (!isJsonObject(value)) throw new PlanAlignError('SCENARIO_INVALID', 'A scenario must be a JSON object.');
  const version = value['schemaVersion'] ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    const message = `schemaVersion: must be a whole number from 0, not ${JSON.stringify(version)}`;
    throw new PlanAlignError('SCENARIO_INVALID', message, { setting: 'schemaVersion' }, [message]);
  }
  if (version > current) {
    throw new PlanAlignError(
      'SCENARIO_TOO_NEW',
      `The scenario has version ${version}; this program reads versions up to ${current}.`,
      { setting: 'schemaVersion' },
    );
  }
  return migrations
    .filter(({ to }) => to > version && to <= current)
    .reduce<JsonObject>((document, { to, apply }) => ({ ...apply(document), schemaVersion: to }), value);
}
