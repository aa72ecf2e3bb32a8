import type { z } from 'zod';
import { isJsonObject, isList, type JsonObject } from './json-value.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { structureFor, variantOf } from './structure.ts';

const LINE_WIDTH = 110;
const INDENT = '  ';

/**
 * JSON text with two spaces of indent and a newline at its end, laid out for people and for diffs: a list stands on
 * one line when it fits, but a list of tables or of elements has one line each.
 */
export function formatJson(value: unknown): string {
  return `${layout(value, 0, 0)}\n`;
}

function layout(value: unknown, depth: number, used: number): string {
  const inner = INDENT.repeat(depth + 1);
  const wrap = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0
      ? open + close
      : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${INDENT.repeat(depth)}${close}`;
  if (isList(value)) {
    const flat = onOneLine(value);
    const isTable = value.length > 1 && value.every((element) => sizeOf(element) > 1);
    if (!isTable && used + flat.length <= LINE_WIDTH) return flat;
    return wrap(
      '[',
      value.map((element) => layoutElement(element, depth + 1)),
      ']',
    );
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, entry]) => {
    const start = `${JSON.stringify(key)}: `;
    return start + layout(entry, depth + 1, inner.length + start.length);
  });
  return wrap('{', parts, '}');
}

/** An element of a list: an object stands on one line when it fits. */
function layoutElement(value: unknown, depth: number): string {
  const flat = onOneLine(value);
  const used = INDENT.length * depth;
  const isFlat = isJsonObject(value) && !Object.values(value).some((entry) => sizeOf(entry) > 0);
  return isFlat && used + flat.length < LINE_WIDTH ? flat : layout(value, depth, used);
}

const sizeOf = (value: unknown): number =>
  isList(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : 0;

function onOneLine(value: unknown): string {
  if (isList(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${onOneLine(entry)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/**
 * The text of a scenario file: every setting, in the order of the schema, so that one scenario has one text and a
 * diff shows what changed. Reading it gives the same scenario.
 */
export function serialiseScenario(scenario: Scenario): string {
  return formatJson(scenarioSchema.parse(scenario));
}

/**
 * Canonical JSON (sorted keys, no white space) of everything in a scenario that can influence a result. Names,
 * labels and descriptions are left out: renaming changes nothing (INV-30). Hashing it gives the scenario hash.
 */
export function scenarioFingerprintText(scenario: Scenario): string {
  return canonical(influencing(scenarioSchema, scenario));
}

function influencing(schema: z.ZodType, value: unknown): unknown {
  const structure = structureFor(schema, value);
  if (structure.kind === 'list' && isList(value)) {
    return value.map((element) => influencing(structure.element, element));
  }
  const fields =
    structure.kind === 'object'
      ? structure.fields
      : structure.kind === 'variants'
        ? variantOf(structure, value)
        : null;
  if (fields === null || !isJsonObject(value)) return value;
  return Object.fromEntries(
    [...fields]
      .filter(([key, child]) => Object.hasOwn(value, key) && child.meta()?.['cosmetic'] !== true)
      .map(([key, child]) => [key, influencing(child, value[key])]),
  );
}

function canonical(value: unknown): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${sortedEntries(value)
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
    .join(',')}}`;
}

const sortedEntries = (value: JsonObject): readonly (readonly [string, unknown])[] =>
  Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
