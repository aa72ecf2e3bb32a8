import { isJsonObject, isList, type JsonObject } from '../../../../src-shared/scenario/json-value.ts';
import type { SettingPath } from '../../../state/delta.ts';
import type { InputKind } from '../input-kind.ts';
import type { GridBase, GridColumn } from './ValueGrid.tsx';

/** Settings that a table changes, and whether the change is an edit of its own. */
export type CommitValues = (
  values: readonly { readonly path: SettingPath; readonly value: unknown }[],
  isWhole: boolean,
) => void;

export interface TableInputProps<Kind extends InputKind['kind']> {
  readonly title: string;
  readonly path: SettingPath;
  readonly kind: Extract<InputKind, { kind: Kind }>;
  readonly value: unknown;
  /** What the cells are compared with, in the shape of the value; undefined for nothing. */
  readonly base?: { readonly name: GridBase['name']; readonly value: unknown };
  readonly document: JsonObject;
  readonly onCommit: CommitValues;
}

/** The base of a grid whose cells are found in a value of the same shape. */
export function gridBase(
  base: TableInputProps<'table'>['base'],
  hasShape: (value: unknown) => boolean,
  at: (value: unknown, row: number, column: number) => unknown,
): { readonly base?: GridBase } {
  if (base === undefined || !hasShape(base.value)) return {};
  return { base: { name: base.name, at: (row, column) => at(base.value, row, column) } };
}

/** A column of numbers of a unit. */
export const numberColumn = (
  key: string,
  title: string,
  unit: GridColumn['unit'],
  isOptional = false,
): GridColumn => ({
  key,
  title,
  unit,
  kind: 'number',
  isOptional,
});

/** A value as a list; none where it is no list. */
export const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : []);

/** A value as entries; none where it has none. */
export const entriesOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** A list with another value at one place. */
export function withItem(list: readonly unknown[], index: number, value: unknown): readonly unknown[] {
  return list.map((present, position) => (position === index ? value : present));
}

/** Entries without one of them. */
export function without(entries: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter(([present]) => present !== key));
}
