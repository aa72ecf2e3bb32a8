import type { ReactNode } from 'react';
import { isJsonObject } from '../../../../src-shared/scenario/json-value.ts';
import { choiceText } from '../value-text.ts';
import { gridBase, numberColumn, entriesOf, without, type TableInputProps } from './grid-values.ts';
import { GridFoot } from './GridFoot.tsx';
import { horizon, tableRows } from './table-shape.ts';
import { ValueGrid, type CellEdit } from './ValueGrid.tsx';

const OPTIONAL_TABLE = /byFromLevel|ByYear|Mix/;

/** A value by band, level, year or name. */
export function RecordInput({
  title,
  path,
  kind,
  value,
  base,
  document,
  onCommit,
}: TableInputProps<'table'>): ReactNode {
  const entries = entriesOf(value);
  const isOptional = OPTIONAL_TABLE.test(String(path.at(-1)));
  const rows = tableRows(document, path);
  const edit = (cells: readonly CellEdit[], isBlock: boolean): void => {
    const next = cells.reduce((present, cell) => {
      const key = rows[cell.row]?.key ?? '';
      return cell.value === null ? without(present, key) : { ...present, [key]: cell.value };
    }, entries);
    onCommit([{ path, value: next }], isBlock);
  };
  return (
    <>
      <ValueGrid
        label={title}
        corner=""
        rows={rows}
        columns={[numberColumn('value', 'Value', kind.unit, isOptional)]}
        valueAt={(row) => entries[rows[row]?.key ?? ''] ?? null}
        {...gridBase(base, isJsonObject, (from, row) => entriesOf(from)[rows[row]?.key ?? ''] ?? null)}
        onEdit={edit}
        isHeat
      />
      <GridFoot what="row" />
    </>
  );
}

/** Values by year and item, such as limits. */
export function RecordsInput({
  title,
  path,
  kind,
  value,
  base,
  document,
  onCommit,
}: TableInputProps<'tables'>): ReactNode {
  const entries = entriesOf(value);
  const years = horizon(document).map(String);
  const edit = (cells: readonly CellEdit[], isBlock: boolean): void => {
    const next = cells.reduce((present, { row, column, value: cell }) => {
      const year = years[row] ?? '';
      const item = kind.columns[column] ?? '';
      const before = entriesOf(present[year]);
      const after = cell === null ? without(before, item) : { ...before, [item]: cell };
      return Object.keys(after).length === 0 ? without(present, year) : { ...present, [year]: after };
    }, entries);
    onCommit([{ path, value: next }], isBlock);
  };
  return (
    <>
      <ValueGrid
        label={title}
        corner="Year"
        rows={years.map((year) => ({ key: year, label: year }))}
        columns={kind.columns.map((item) => numberColumn(item, choiceText(item), kind.unit, true))}
        valueAt={(row, column) => entriesOf(entries[years[row] ?? ''])[kind.columns[column] ?? ''] ?? null}
        {...gridBase(
          base,
          isJsonObject,
          (from, row, column) =>
            entriesOf(entriesOf(from)[years[row] ?? ''])[kind.columns[column] ?? ''] ?? null,
        )}
        onEdit={edit}
      />
      <GridFoot what="row" />
    </>
  );
}
