import {
  isJsonObject,
  isList,
  isSameJson,
  valueAt,
  type JsonObject,
} from '../../src-shared/scenario/json-value.ts';

/** Keys and positions that lead to a setting of a document. */
export type SettingPath = readonly (string | number)[];

/** A setting that gets another value; undefined where there is none. */
export interface Change {
  readonly path: SettingPath;
  readonly before: unknown;
  readonly after: unknown;
}

/** One edit: what it is called, and what it changes. */
export interface Delta {
  /** In the words of the undo menu: `Target growth to 4%`. */
  readonly label: string;
  /** Edits of one key that follow each other are one edit: the steps of a slider, the digits of a number. */
  readonly mergeKey: string | null;
  readonly changes: readonly Change[];
}

/** A copy of a value with the one at a path replaced; undefined removes a key. A position one past the end adds. */
function replaced(value: unknown, path: SettingPath, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (typeof step === 'number') {
    const elements = isList(value) ? [...value] : [];
    elements[step] = replaced(elements[step], rest, replacement);
    return elements;
  }
  const entries = isJsonObject(value) ? value : {};
  const next = replaced(Object.hasOwn(entries, step) ? entries[step] : undefined, rest, replacement);
  if (next !== undefined) return { ...entries, [step]: next };
  return Object.fromEntries(Object.entries(entries).filter(([key]) => key !== step));
}

const asDocument = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** The document after an edit. */
export function applyDelta(document: JsonObject, { changes }: Delta): JsonObject {
  return changes.reduce((present, { path, after }) => asDocument(replaced(present, path, after)), document);
}

/** The edit that takes an edit back. */
export function inverse(delta: Delta): Delta {
  const changes = delta.changes.map(({ path, before, after }) => ({ path, before: after, after: before }));
  return { ...delta, changes: changes.reverse() };
}

/** An edit that gives settings of a document new values; null when they have them. */
export function deltaOf(
  document: JsonObject,
  label: string,
  values: readonly { readonly path: SettingPath; readonly value: unknown }[],
  mergeKey: string | null = null,
): Delta | null {
  let present = document;
  const changes: Change[] = [];
  for (const { path, value } of values) {
    const before = valueAt(present, path);
    if (isSameJson(before, value)) continue;
    changes.push({ path, before, after: value });
    present = asDocument(replaced(present, path, value));
  }
  return changes.length === 0 ? null : { label, mergeKey, changes };
}
