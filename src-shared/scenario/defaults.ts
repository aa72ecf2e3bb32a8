import type { z } from 'zod';
import defaultDocument from '../../resources/default-scenario.json' with { type: 'json' };
import defaultVariants from '../../resources/default-variants.json' with { type: 'json' };
import { unknownKey, type Finding, type ScenarioWarning } from './findings.ts';
import { isJsonObject, isList, type JsonObject } from './json-value.ts';
import { formatPath } from './setting-path.ts';
import { structureFor, variantOf, type Fields } from './structure.ts';

/** Collects what is wrong or noteworthy while a document is read. */
export interface Report {
  readonly findings: Finding[];
  readonly warnings: ScenarioWarning[];
}

/** The default scenario as it is shipped. */
export const DEFAULT_DOCUMENT: JsonObject = defaultDocument;

/** What a setting that depends on a type defaults to, by the block and its type (P-65, P-71). */
export const VARIANT_DEFAULTS: Readonly<Record<string, Readonly<Record<string, JsonObject>>>> =
  defaultVariants;

/** A plan design takes the blocks it leaves out from the default design; its id and name are its own. */
export const DESIGN_DEFAULTS: JsonObject = Object.fromEntries(
  Object.entries(defaultDocument.planDesigns[0] ?? {}).filter(([key]) => key !== 'id' && key !== 'name'),
);

/**
 * A value with everything it leaves out taken from a fallback. Objects are merged key by key; lists, tables and
 * yearly values are replaced as a whole. Unknown keys are reported and dropped; settings that the chosen type of
 * formula does not use are dropped with a warning. Nothing else is checked.
 */
export function fill(
  schema: z.ZodType,
  value: unknown,
  fallback: unknown,
  path: readonly PropertyKey[],
  report: Report,
): unknown {
  if (value === undefined) return fallback;
  const structure = structureFor(schema, value);
  switch (structure.kind) {
    case 'leaf':
      return value;
    case 'list': {
      if (!isList(value)) return value;
      const elementFallback = path.length === 1 && path[0] === 'planDesigns' ? DESIGN_DEFAULTS : undefined;
      return value.map((element, index) =>
        fill(structure.element, element, elementFallback ?? {}, [...path, index], report),
      );
    }
    case 'record': {
      if (!isJsonObject(value)) return value;
      const { keys } = structure;
      const entries = Object.entries(value).flatMap(
        ([key, entry]): readonly (readonly [string, unknown])[] => {
          if (keys === null || keys.includes(key)) {
            return [[key, fill(structure.value, entry, undefined, [...path, key], report)]];
          }
          report.findings.push(unknownKey([...path, key], keys));
          return [];
        },
      );
      return Object.fromEntries(entries);
    }
    case 'object':
      return isJsonObject(value) ? fillFields(structure.fields, value, fallback, path, report) : value;
    case 'variants': {
      if (!isJsonObject(value)) return value;
      const { tag } = structure;
      const tagged = { [tag]: isJsonObject(fallback) ? fallback[tag] : undefined, ...value };
      const fields = variantOf(structure, tagged);
      if (fields === null) return tagged;
      const used = dropUnused(structure.variants, fields, tagged, tag, path, report);
      const ofType = VARIANT_DEFAULTS[String(path.at(-1))]?.[String(tagged[tag])];
      return fillFields(
        fields,
        used,
        { ...(isJsonObject(fallback) ? fallback : {}), ...ofType },
        path,
        report,
      );
    }
  }
}

function fillFields(
  fields: Fields,
  value: JsonObject,
  fallback: unknown,
  path: readonly PropertyKey[],
  report: Report,
): JsonObject {
  for (const key of Object.keys(value)) {
    if (!fields.has(key)) report.findings.push(unknownKey([...path, key], [...fields.keys()]));
  }
  const own = (source: unknown, key: string): unknown =>
    isJsonObject(source) && Object.hasOwn(source, key) ? source[key] : undefined;
  const entries = [...fields].map(
    ([key, child]) =>
      [key, fill(child, own(value, key), own(fallback, key), [...path, key], report)] as const,
  );
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

/** A value without the settings that belong to other types of its formula. */
function dropUnused(
  variants: ReadonlyMap<string, Fields>,
  fields: Fields,
  value: JsonObject,
  tag: string,
  path: readonly PropertyKey[],
  report: Report,
): JsonObject {
  const isUnused = (key: string): boolean =>
    !fields.has(key) && [...variants.values()].some((others) => others.has(key));
  for (const key of Object.keys(value).filter(isUnused)) {
    report.warnings.push({
      code: 'SETTING_UNUSED',
      setting: formatPath([...path, key]),
      message: `is not used, because ${tag} is ${String(value[tag])}`,
    });
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isUnused(key)));
}
