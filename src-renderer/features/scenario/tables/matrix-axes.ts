import { isList, valueAt, type JsonObject } from '../../../../src-shared/scenario/json-value.ts';
import type { SettingPath } from '../../../state/delta.ts';
import type { NewValue } from '../../../state/documents.ts';

/** A table of rates whose rows and columns begin at ages and years of service that are settings themselves (W-34). */
export interface MatrixAxes {
  readonly table: SettingPath;
  /** Lowest age of each row, ascending. */
  readonly ages: readonly number[];
  /** Lowest service of each column, ascending from 0. */
  readonly service: readonly number[];
  readonly rates: readonly (readonly unknown[])[];
}

const numbers = (value: unknown): readonly number[] =>
  isList(value) ? value.filter((item) => typeof item === 'number') : [];

/** The axes of a matrix; null for one whose rows and columns are named elsewhere. */
export function matrixAxes(document: JsonObject, path: SettingPath): MatrixAxes | null {
  const table = path.slice(0, -1);
  const [ages, service, rates] = ['ages', 'service', 'rates'].map((key) =>
    valueAt(document, [...table, key]),
  );
  if (path.at(-1) !== 'rates' || !isList(ages) || !isList(service) || !isList(rates)) return null;
  return {
    table,
    ages: numbers(ages),
    service: numbers(service),
    rates: rates.map((row) => (isList(row) ? row : [])),
  };
}

const valuesOf = ({ table, ages, service, rates }: MatrixAxes): readonly NewValue[] => [
  { path: [...table, 'ages'], value: ages },
  { path: [...table, 'service'], value: service },
  { path: [...table, 'rates'], value: rates },
];

const OLDEST = 150;
/** Columns stand for spans of service; rows follow each other more closely. */
const SERVICE_STEP = 5;

const next = (axis: readonly number[], step: number): number =>
  Math.min((axis.at(-1) ?? -step) + step, OLDEST);

/** One more row for higher ages, which begins with the rates of the last. */
export const withMatrixRow = (axes: MatrixAxes): readonly NewValue[] =>
  valuesOf({
    ...axes,
    ages: [...axes.ages, next(axes.ages, 1)],
    rates: [...axes.rates, axes.rates.at(-1) ?? axes.service.map(() => 0)],
  });

/** One more column for longer service, which begins with the rates of the last. */
export const withMatrixColumn = (axes: MatrixAxes): readonly NewValue[] =>
  valuesOf({
    ...axes,
    service: [...axes.service, next(axes.service, SERVICE_STEP)],
    rates: axes.rates.map((row) => [...row, row.at(-1) ?? 0]),
  });

const without = <Item>(items: readonly Item[], index: number): readonly Item[] =>
  items.filter((_, position) => position !== index);

/** Without one of its rows: the row before it reaches further. */
export const withoutMatrixRow = (axes: MatrixAxes, row: number): readonly NewValue[] =>
  valuesOf({ ...axes, ages: without(axes.ages, row), rates: without(axes.rates, row) });

/** Without one of its columns; service goes on beginning at 0. */
export function withoutMatrixColumn(axes: MatrixAxes, column: number): readonly NewValue[] {
  const service = without(axes.service, column);
  return valuesOf({
    ...axes,
    service: service.map((from, index) => (index === 0 ? 0 : from)),
    rates: axes.rates.map((row) => without(row, column)),
  });
}
