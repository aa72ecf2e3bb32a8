import type { z } from 'zod';
import { unitOf, type SettingUnit } from './fields.ts';
import { scenarioSchema } from './schema.ts';
import { structureOf } from './structure.ts';

/** A setting as the editor, the documentation and the contract tests need it. */
export interface SettingField {
  /** Path with `[]` for "each element": `jobLevels[].minPay`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Rule ids of the specification; empty for document data. */
  readonly rule: string;
  readonly unit: SettingUnit | null;
  /** False for names and labels, which cannot influence a result. */
  readonly influencesResults: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function collect(schema: z.ZodType, path: string, found: Map<string, SettingField>): void {
  const structure = structureOf(schema);
  const descend = (fields: Iterable<readonly [string, z.ZodType]>): void => {
    for (const [key, child] of fields) collect(child, path === '' ? key : `${path}.${key}`, found);
  };
  if (structure.kind === 'object') descend(structure.fields);
  else if (structure.kind === 'variants') for (const fields of structure.variants.values()) descend(fields);
  else if (structure.kind === 'list' && structure.idKey !== null)
    collect(structure.element, `${path}[]`, found);
  else if (!found.has(path)) {
    const meta = schema.meta();
    found.set(path, {
      path,
      title: textOf(meta?.title),
      description: textOf(meta?.description),
      rule: textOf(meta?.['rule']),
      unit: unitOf(schema),
      influencesResults: meta?.['cosmetic'] !== true,
    });
  }
}

let fields: readonly SettingField[] | null = null;

/**
 * Every setting of the scenario document, in the order of the document. Lists whose elements have ids are entered;
 * tables, yearly values and other lists are one setting each.
 */
export function settingFields(): readonly SettingField[] {
  if (fields === null) {
    const found = new Map<string, SettingField>();
    collect(scenarioSchema, '', found);
    fields = [...found.values()];
  }
  return fields;
}
