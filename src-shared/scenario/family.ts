import { z } from 'zod';
import { diffDocuments, type SettingDifference } from './diff-settings.ts';
import { isJsonObject, isList, isSameJson, valueAt, type JsonObject } from './json-value.ts';
import { withoutParent } from './parent-link.ts';
import { scenarioSchema } from './schema.ts';
import { parsePath } from './setting-path.ts';
import { structureFor, type Structure } from './structure.ts';

/** What a child never inherits: it is another scenario. */
const OWN = ['schemaVersion', 'name', 'description'] as const;

/**
 * The whole scenario of a child: its parent with what the child changes.
 *
 * Objects are merged key by key. A list whose elements have ids is changed element by element when the child gives an
 * object by id (`null` takes an element away, a new id adds one at the end), and replaced whole when it gives a list.
 * Other lists, tables and yearly values are replaced whole. A formula of another type keeps what all types share.
 *
 * Both are in the present version of the document; the result is not checked.
 * @param parent every setting of the parent
 */
export function resolveChild(parent: JsonObject, child: JsonObject): JsonObject {
  const { description, ...inherited } = withoutParent(parent);
  const merged = merge(scenarioSchema, inherited, withoutParent(child));
  return {
    description: typeof description === 'string' ? '' : description,
    ...(isJsonObject(merged) ? merged : {}),
  };
}

/**
 * What a scenario changes of its parent, in the order of the schema: the least that {@link resolveChild} makes the
 * same scenario of. Name, description and version are always in it. Both documents leave no setting out.
 */
export function childOf(parent: JsonObject, whole: JsonObject): JsonObject {
  const own = withoutParent(whole);
  const changes = changesOf(scenarioSchema, withoutParent(parent), own);
  const always = OWN.filter((key) => Object.hasOwn(own, key)).map((key) => [key, own[key]] as const);
  return { ...Object.fromEntries(always), ...(isJsonObject(changes) ? changes : {}) };
}

function merge(schema: z.ZodType, parent: unknown, child: unknown): unknown {
  if (child === undefined) return parent;
  const structure = structureFor(schema, child);
  if (structure.kind === 'list') return mergeList(structure, parent, child);
  if (!isJsonObject(parent) || !isJsonObject(child)) return child;
  if (structure.kind !== 'object' && structure.kind !== 'variants') return child;
  const base = structure.kind === 'variants' ? keptOfVariant(structure, parent, child) : parent;
  const entries = Object.entries(child).map(([key, entry]) => {
    const field = fieldOf(structure, key, child, parent);
    const inherited = Object.hasOwn(base, key) ? base[key] : undefined;
    return [key, merge(field ?? z.unknown(), inherited, entry)] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

type Variants = Extract<Structure, { kind: 'variants' }>;
type IdList = Extract<Structure, { kind: 'list' }>;

/** What a block inherits: all of its parent, or only what all types share when its type is another one. */
function keptOfVariant({ tag, variants }: Variants, parent: JsonObject, child: JsonObject): JsonObject {
  if (child[tag] === undefined || child[tag] === parent[tag]) return parent;
  const isShared = (key: string): boolean => [...variants.values()].every((fields) => fields.has(key));
  return Object.fromEntries(Object.entries(parent).filter(([key]) => isShared(key)));
}

/** Schema of a setting of a block; that of a formula is of the type it has. */
function fieldOf(
  structure: Variants | Extract<Structure, { kind: 'object' }>,
  key: string,
  child: JsonObject,
  parent: JsonObject,
): z.ZodType | undefined {
  if (structure.kind === 'object') return structure.fields.get(key);
  const type = child[structure.tag] ?? parent[structure.tag];
  return structure.variants.get(String(type))?.get(key);
}

const idOf = (element: unknown, idKey: string): string => String(valueAt(element, [idKey]));

function mergeList({ element, idKey }: IdList, parent: unknown, child: unknown): unknown {
  if (idKey === null || !isList(parent) || !isJsonObject(child)) return child;
  const change = (id: string): unknown => (Object.hasOwn(child, id) ? child[id] : undefined);
  const kept = parent
    .filter((item) => change(idOf(item, idKey)) !== null)
    .map((item) => merge(element, item, change(idOf(item, idKey))));
  const ids = new Set(parent.map((item) => idOf(item, idKey)));
  const added = Object.entries(child).filter(([id, item]) => !ids.has(id) && item !== null);
  return [...kept, ...added.map(([, item]) => item)];
}

/** What a value changes of the one it inherits; undefined for nothing. */
function changesOf(schema: z.ZodType, parent: unknown, whole: unknown): unknown {
  if (isSameJson(parent, whole)) return undefined;
  const structure = structureFor(schema, whole);
  if (structure.kind === 'list') return changesOfList(structure, parent, whole);
  if (!isJsonObject(parent) || !isJsonObject(whole)) return whole;
  if (structure.kind !== 'object' && structure.kind !== 'variants') return whole;
  const base = structure.kind === 'variants' ? keptOfVariant(structure, parent, whole) : parent;
  const known =
    structure.kind === 'object' ? structure.fields : structure.variants.get(String(whole[structure.tag]));
  const keys = [...new Set([...(known?.keys() ?? []), ...Object.keys(whole)])];
  const changed = keys.flatMap((key): readonly (readonly [string, unknown])[] => {
    const inherited = Object.hasOwn(base, key) ? base[key] : undefined;
    const change = changesOf(fieldOf(structure, key, whole, parent) ?? z.unknown(), inherited, whole[key]);
    return change === undefined ? [] : [[key, change]];
  });
  return Object.fromEntries(changed);
}

function changesOfList(structure: IdList, parent: unknown, whole: unknown): unknown {
  const { element, idKey } = structure;
  if (idKey === null || !isList(parent) || !isList(whole)) return whole;
  const inherited = new Map(parent.map((item) => [idOf(item, idKey), item]));
  const present = new Map(whole.map((item) => [idOf(item, idKey), item]));
  const removed = [...inherited.keys()].filter((id) => !present.has(id)).map((id) => [id, null] as const);
  const changed = [...present].flatMap(([id, item]) => {
    const change = inherited.has(id) ? changesOf(element, inherited.get(id), item) : item;
    return change === undefined ? [] : [[id, change] as const];
  });
  const changes = Object.fromEntries([...removed, ...changed]);
  // Another order, an id twice or an element that is none can only be said by the whole list.
  return isSameJson(mergeList(structure, parent, changes), whole) ? changes : whole;
}

/** A setting of the parent that has changed, and what that means for a child. */
export interface ParentMove extends SettingDifference {
  /** Whether the child inherits it and so moves with it; else it has a value of its own. */
  readonly isInherited: boolean;
  /** The value of the child, after the change. */
  readonly own: unknown;
}

/**
 * What a change of the parent does to a child, in the order of the document: the settings that move with it and those
 * that stay because the child has its own.
 * @param changes what the child changes of its parent, as {@link childOf} gives it
 */
export function parentMoves(
  before: JsonObject,
  after: JsonObject,
  changes: JsonObject,
): readonly ParentMove[] {
  const wasChild = resolveChild(before, changes);
  const isChild = resolveChild(after, changes);
  return diffDocuments(settingsOf(before), settingsOf(after)).map((difference) => {
    const own = settingAt(isChild, difference.path);
    return { ...difference, own, isInherited: !isSameJson(settingAt(wasChild, difference.path), own) };
  });
}

/** What a child can inherit of a document. */
export const settingsOf = (document: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(withoutParent(document)).filter(([key]) => !OWN.some((own) => own === key)),
  );

/** The value of a setting by a path with ids, as {@link diffDocuments} gives it; undefined where there is none. */
function settingAt(document: JsonObject, path: string): unknown {
  let value: unknown = document;
  for (const step of parsePath(path) ?? []) {
    if (!isList(value)) value = valueAt(value, [step]);
    else if (typeof step === 'number') value = value[step];
    else value = value.find((item) => idOf(item, 'id') === step || idOf(item, 'level') === step);
  }
  return value;
}
