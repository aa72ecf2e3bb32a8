import type { z } from 'zod';
import { isJsonObject, isList, isSameJson, valueAt, type JsonObject } from './json-value.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { formatPath } from './setting-path.ts';
import { structureOf, type Structure } from './structure.ts';

/** A setting that two scenarios have different values of; undefined where one has no such setting. */
export interface SettingDifference {
  /** As `--set` takes it: elements with ids by id. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The settings in which two scenarios differ, in the order of the document. Elements with ids are compared by id,
 * tables entry by entry; a yearly value and a list without ids is one setting.
 */
export function diffSettings(before: Scenario, after: Scenario): readonly SettingDifference[] {
  return diffDocuments(before, after);
}

/** As {@link diffSettings}, of documents that are complete but may be wrong. */
export function diffDocuments(before: JsonObject, after: JsonObject): readonly SettingDifference[] {
  return [...differences(scenarioSchema, before, after, [])];
}

function* differences(
  schema: z.ZodType,
  before: unknown,
  after: unknown,
  path: readonly string[],
): Generator<SettingDifference> {
  if (isSameJson(before, after)) return;
  const structure = structureOf(schema);
  const parts = before === undefined || after === undefined ? null : partsOf(structure, before, after);
  if (parts === null) {
    yield { path: formatPath(path), before, after };
    return;
  }
  for (const { step, child, values } of parts) yield* differences(child, ...values, [...path, step]);
}

interface Part {
  readonly step: string;
  readonly child: z.ZodType;
  readonly values: readonly [before: unknown, after: unknown];
}

/** What two values of one structure consist of, part by part; null when the value is one setting. */
function partsOf(structure: Structure, before: unknown, after: unknown): readonly Part[] | null {
  if (structure.kind === 'list') {
    const { idKey, element } = structure;
    if (idKey === null || !isList(before) || !isList(after)) return null;
    const ids = [...new Set([...before, ...after].map((item) => String(valueAt(item, [idKey]))))];
    const find = (items: readonly unknown[], id: string): unknown =>
      items.find((item) => String(valueAt(item, [idKey])) === id);
    return ids.map((id) => ({ step: id, child: element, values: [find(before, id), find(after, id)] }));
  }
  if (!isJsonObject(before) || !isJsonObject(after)) return null;
  const childOf = (key: string): z.ZodType | undefined => {
    if (structure.kind === 'object') return structure.fields.get(key);
    if (structure.kind === 'record') return structure.value;
    if (structure.kind !== 'variants') return undefined;
    return [...structure.variants.values()]
      .map((fields) => fields.get(key))
      .find((child) => child !== undefined);
  };
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const parts = keys.flatMap((key): readonly Part[] => {
    const child = childOf(key);
    return child === undefined ? [] : [{ step: key, child, values: [before[key], after[key]] }];
  });
  return parts.length === 0 ? null : parts;
}
