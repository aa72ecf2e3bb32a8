import { z } from 'zod';
import { unitOf, type SettingUnit } from '../../../src-shared/scenario/fields.ts';
import { isJsonObject, isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { scenarioSchema } from '../../../src-shared/scenario/schema.ts';
import { formatPath, parsePath } from '../../../src-shared/scenario/setting-path.ts';
import { structureOf, type Structure } from '../../../src-shared/scenario/structure.ts';
import { objectsAt } from './input-kind.ts';
import { ESSENTIALS, SECTIONS, type Section } from './sections.ts';
import { choiceText, numberWithUnit } from './value-text.ts';

/** Section that a setting belongs to, by a path as findings or differences give it. */
export function sectionOf(path: string): Section | null {
  const pattern = path.replace(/^planDesigns(\[\d+\]|\.[^.[]+|\["[^"]*"\])/, 'planDesigns[]');
  const fits = (beginning: string): boolean =>
    pattern === beginning || pattern.startsWith(`${beginning}.`) || pattern.startsWith(`${beginning}[`);
  return SECTIONS.find(({ sectionId, paths }) => sectionId !== ESSENTIALS && paths.some(fits)) ?? null;
}

/** A setting in the words of the editor. */
interface SettingWords {
  /** Titles of the places that lead to it, and of itself. */
  readonly label: string;
  readonly unit: SettingUnit | null;
  readonly schema: z.ZodType | null;
}

const titleOf = (schema: z.ZodType): string => {
  const title = schema.meta()?.['title'];
  return typeof title === 'string' ? title : '';
};

/** Alternatives of a setting that may be one value or a table; itself where there is one only. */
function alternativesOf(schema: z.ZodType): readonly Structure[] {
  const structure = structureOf(schema);
  return structure.kind === 'choice' ? structure.options.flatMap(alternativesOf) : [structure];
}

function fieldIn(structures: readonly Structure[], key: string): z.ZodType | undefined {
  for (const structure of structures) {
    if (structure.kind === 'object' && structure.fields.has(key)) return structure.fields.get(key);
    if (structure.kind !== 'variants') continue;
    for (const fields of structure.variants.values()) if (fields.has(key)) return fields.get(key);
  }
  return undefined;
}

/** Name of an element of a list with ids, or of an entry of a table with a row for each of them. */
function entryName(documents: readonly JsonObject[], list: string, table: string, key: string): string {
  const named = (path: readonly string[], id: string, label: string): string | null => {
    for (const document of documents) {
      const found = objectsAt(document, path).find((element) => String(element[id]) === key)?.[label];
      if (typeof found === 'string') return found;
    }
    return null;
  };
  if (list === 'planDesigns') return `Design “${named(['planDesigns'], 'id', 'name') ?? key}”`;
  if (list === 'jobLevels' || /level/i.test(table)) return `Level ${key}`;
  if (list === 'age' || list === 'tenure') return named(['bands', list], 'id', 'label') ?? key;
  if (table === 'ageMultipliers') return named(['bands', 'age'], 'id', 'label') ?? key;
  if (table === 'tenureMultipliers') return named(['bands', 'tenure'], 'id', 'label') ?? key;
  return key;
}

/**
 * A setting by its path with ids (`jobLevels.2.minPay`) in words: “Level 2 › Range minimum”.
 * @param documents in which the elements of lists are found by their ids, for their names
 */
export function settingWords(path: string, documents: readonly JsonObject[]): SettingWords {
  const parts: string[] = [];
  let schema: z.ZodType | null = scenarioSchema;
  let unit: SettingUnit | null = null;
  let last = '';
  for (const step of parsePath(path) ?? []) {
    const structures: readonly Structure[] = schema === null ? [] : alternativesOf(schema);
    const key = String(step);
    const field = fieldIn(structures, key);
    if (field !== undefined) {
      const isSection = parts.length === 0 && structureOf(field).kind === 'object';
      if (!isSection && titleOf(field) !== '') parts.push(titleOf(field));
      schema = field;
    } else {
      const list = structures.find(({ kind }) => kind === 'list');
      const record = structures.find(({ kind }) => kind === 'record');
      if (parts.length === 1 && list !== undefined) parts.pop();
      parts.push(entryName(documents, list === undefined ? '' : last, list === undefined ? last : '', key));
      schema = list?.kind === 'list' ? list.element : record?.kind === 'record' ? record.value : null;
    }
    unit = (schema === null ? null : unitOf(schema)) ?? unit;
    last = key;
  }
  return { label: parts.join(' › '), unit, schema };
}

/** Title of a setting by a path as findings give it, with positions: “Match › Tiers › 2”. */
export function labelOf(document: JsonObject, path: string): string {
  const steps = parsePath(path) ?? [];
  // A position is told as the id that stands there.
  const byId = steps.map((step, index) => {
    const item = typeof step === 'number' ? valueAt(document, steps.slice(0, index + 1)) : null;
    const id = valueAt(item, ['id']) ?? valueAt(item, ['level']);
    if (typeof step !== 'number') return step;
    return typeof id === 'string' || typeof id === 'number' ? String(id) : String(step + 1);
  });
  const { label } = settingWords(formatPath(byId), [document]);
  return label === '' ? path : label;
}

/** Objects with more entries than this are named, not spelled out. */
const MOST_ENTRIES = 6;

const unwrapped = (schema: z.ZodType): z.ZodType => {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)) return schema;
  const inner = schema.unwrap();
  return inner instanceof z.ZodType ? unwrapped(inner) : schema;
};

/** A value of a setting in few words: tables and lists entry by entry. */
export function valueWords(value: unknown, { unit, schema }: Omit<SettingWords, 'label'>): string {
  if (value === undefined) return 'not there';
  if (value === null) return 'none';
  if (typeof value === 'number') return numberWithUnit(value, unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    if (value === '') return 'nothing';
    const inner = schema === null ? null : unwrapped(schema);
    return inner instanceof z.ZodString || schema === null ? value : choiceText(value);
  }
  const structures = schema === null ? [] : alternativesOf(schema);
  if (isList(value)) {
    if (value.length === 0) return 'none';
    const list = structures.find(({ kind }) => kind === 'list');
    const element = list?.kind === 'list' ? list.element : null;
    const inner = { schema: element, unit: (element === null ? null : unitOf(element)) ?? unit };
    const isNested = value.some((item) => isList(item) || isJsonObject(item));
    return value.map((item) => valueWords(item, inner)).join(isNested ? '; ' : ', ');
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return 'none';
  if (
    structures.some(({ kind }) => kind === 'object' || kind === 'variants') &&
    entries.length > MOST_ENTRIES
  )
    return 'there';
  const record = structures.find(({ kind }) => kind === 'record');
  return entries
    .map(([key, entry]) => {
      const field = record?.kind === 'record' ? record.value : (fieldIn(structures, key) ?? null);
      const words = valueWords(entry, {
        schema: field,
        unit: (field === null ? null : unitOf(field)) ?? unit,
      });
      const title = field === null || record !== undefined ? '' : titleOf(field).toLowerCase();
      return title === '' ? `${key}: ${words}` : `${title} ${words}`;
    })
    .join(', ');
}
