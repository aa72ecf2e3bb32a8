import { z } from 'zod';
import { unitOf, type SettingUnit } from '../../../src-shared/scenario/fields.ts';
import { scenarioSchema } from '../../../src-shared/scenario/schema.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { isJsonObject, isList, valueAt } from '../../../src-shared/scenario/json-value.ts';
import { structureFor, structureOf } from '../../../src-shared/scenario/structure.ts';
import type { SettingPath } from '../../state/delta.ts';

/** A column of a list of objects. */
export interface ListColumn {
  readonly key: string;
  readonly title: string;
  readonly unit: SettingUnit | null;
  readonly kind: 'number' | 'text' | 'list';
  /** Whether it may be empty: no upper end, or left out. */
  readonly isOptional: boolean;
}

/** How a setting is edited. It follows from the schema, so that a new setting needs no screen of its own. */
export type InputKind =
  | { readonly kind: 'number'; readonly unit: SettingUnit | null; readonly isOptional: boolean }
  | { readonly kind: 'yearly'; readonly unit: SettingUnit | null }
  | { readonly kind: 'switch' }
  | { readonly kind: 'optionalSwitch' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'variant'; readonly choices: readonly string[] }
  | { readonly kind: 'text'; readonly unit: SettingUnit | null; readonly isOptional: boolean }
  | { readonly kind: 'texts'; readonly areNumbers: boolean }
  | { readonly kind: 'numbers'; readonly unit: SettingUnit | null }
  | { readonly kind: 'matrix'; readonly unit: SettingUnit | null }
  | { readonly kind: 'table'; readonly unit: SettingUnit | null }
  | { readonly kind: 'tables'; readonly columns: readonly string[]; readonly unit: SettingUnit | null }
  | { readonly kind: 'steps'; readonly unit: SettingUnit | null }
  | { readonly kind: 'list'; readonly columns: readonly ListColumn[]; readonly nested: readonly string[] }
  /** One of some words, or a table in its place. */
  | {
      readonly kind: 'wordOrTable';
      readonly words: readonly string[];
      readonly table: InputKind;
    };

function unwrapped(schema: z.ZodType): { readonly inner: z.ZodType; readonly isOptional: boolean } {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodNullable))
    return { inner: schema, isOptional: false };
  const inner = schema.unwrap();
  if (!(inner instanceof z.ZodType)) throw new TypeError('not a schema');
  return { inner: unwrapped(inner).inner, isOptional: true };
}

const unitWithin = (schema: z.ZodType): SettingUnit | null =>
  unitOf(schema) ?? unitOf(unwrapped(schema).inner);

const titleOf = (schema: z.ZodType): string => {
  const title = schema.meta()?.['title'];
  return typeof title === 'string' ? title : '';
};

/** Words of a closed list; null for any other schema. */
function wordsOf(schema: z.ZodType): readonly string[] | null {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  return schema instanceof z.ZodLiteral ? [...schema.values].map(String) : null;
}

function columnsOf(element: z.ZodType): Pick<Extract<InputKind, { kind: 'list' }>, 'columns' | 'nested'> {
  const structure = structureOf(element);
  const fields = structure.kind === 'object' ? [...structure.fields] : [];
  const columns: ListColumn[] = [];
  const nested: string[] = [];
  for (const [key, schema] of fields) {
    const { inner, isOptional } = unwrapped(schema);
    const within = structureOf(inner);
    if (within.kind === 'list' && structureOf(within.element).kind === 'object') nested.push(key);
    else {
      const kind = within.kind === 'list' ? 'list' : inner instanceof z.ZodNumber ? 'number' : 'text';
      columns.push({ key, title: titleOf(schema), unit: unitWithin(schema), kind, isOptional });
    }
  }
  return { columns, nested };
}

function listKind(schema: z.ZodType, element: z.ZodType): InputKind {
  const within = structureOf(element);
  if (within.kind === 'object') return { kind: 'list', ...columnsOf(element) };
  if (within.kind === 'list') return { kind: 'matrix', unit: unitOf(within.element) };
  if (within.kind === 'record') return { kind: 'steps', unit: unitOf(within.value) };
  const unit = unitOf(schema) ?? unitOf(element);
  if (!(element instanceof z.ZodNumber)) return { kind: 'texts', areNumbers: false };
  return unit === null ? { kind: 'texts', areNumbers: true } : { kind: 'numbers', unit };
}

/** How a setting of a schema is edited. */
function kindOfSchema(schema: z.ZodType): InputKind {
  const { inner, isOptional } = unwrapped(schema);
  const structure = structureOf(inner);
  switch (structure.kind) {
    case 'choice': {
      const [first, second] = structure.options;
      if (first === undefined || second === undefined) throw new TypeError('a choice has two options');
      const words = wordsOf(first);
      if (words === null) return { kind: 'yearly', unit: unitOf(inner) ?? unitOf(first) };
      return { kind: 'wordOrTable', words, table: kindOfSchema(second) };
    }
    case 'list':
      return listKind(inner, structure.element);
    case 'record': {
      const within = structureOf(structure.value);
      if (within.kind === 'record' && within.keys !== null)
        return { kind: 'tables', columns: within.keys, unit: unitOf(within.value) };
      return { kind: 'table', unit: unitOf(structure.value) };
    }
    case 'object':
    case 'variants':
    case 'leaf': {
      const unit = unitWithin(schema);
      if (inner instanceof z.ZodBoolean) return { kind: isOptional ? 'optionalSwitch' : 'switch' };
      if (inner instanceof z.ZodNumber) return { kind: 'number', unit, isOptional };
      const choices = wordsOf(inner);
      return choices === null ? { kind: 'text', unit, isOptional } : { kind: 'choice', choices };
    }
  }
}

/** The schema of the setting at a path of a document; null where the document has none. */
export function schemaAt(document: JsonObject, path: SettingPath): z.ZodType | null {
  let schema: z.ZodType = scenarioSchema;
  for (const [index, step] of path.entries()) {
    const value = valueAt(document, path.slice(0, index));
    const structure = structureFor(schema, value);
    let child: z.ZodType | undefined;
    if (structure.kind === 'object') child = structure.fields.get(String(step));
    else if (structure.kind === 'list') child = structure.element;
    else if (structure.kind === 'record') child = structure.value;
    else if (structure.kind === 'variants' && isJsonObject(value))
      child = structure.variants.get(String(value[structure.tag]))?.get(String(step));
    if (child === undefined) return null;
    schema = child;
  }
  return schema;
}

/** Values of the tag that a block is told by, where the last step of the path is that tag. */
function variantsAt(document: JsonObject, path: SettingPath): readonly string[] | null {
  const parent = schemaAt(document, path.slice(0, -1));
  const structure = parent === null ? null : structureOf(parent);
  return structure?.kind === 'variants' && structure.tag === path.at(-1)
    ? [...structure.variants.keys()]
    : null;
}

/** How the setting at a path is edited; null where the document has none there. */
export function inputKindAt(document: JsonObject, path: SettingPath): InputKind | null {
  const choices = variantsAt(document, path);
  if (choices !== null) return { kind: 'variant', choices };
  const schema = schemaAt(document, path);
  return schema === null ? null : kindOfSchema(schema);
}

/** Title and description of a group of settings. */
export function headingAt(
  document: JsonObject,
  path: SettingPath,
): { readonly title: string; readonly help: string } {
  const meta = schemaAt(document, path)?.meta();
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { title: text(meta?.title), help: text(meta?.description) };
}

/** The objects of a list of a document; what is none is left out. */
export const objectsAt = (document: JsonObject, path: SettingPath): readonly JsonObject[] => {
  const value = valueAt(document, path);
  return isList(value) ? value.filter(isJsonObject) : [];
};
