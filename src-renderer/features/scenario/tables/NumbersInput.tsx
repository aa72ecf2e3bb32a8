import type { ReactNode } from 'react';
import { isList } from '../../../../src-shared/scenario/json-value.ts';
import { gridBase, numberColumn, listOf, withItem, type TableInputProps } from './grid-values.ts';
import { GridFoot } from './GridFoot.tsx';
import { listRows } from './table-shape.ts';
import { ValueGrid, type CellEdit, type GridRow } from './ValueGrid.tsx';

/** A list of numbers: months, segments, credited years. */
export function NumbersInput({
  title,
  path,
  kind,
  value,
  base,
  document,
  onCommit,
}: TableInputProps<'numbers'>): ReactNode {
  const list = listOf(value);
  const isSchedule = path.at(-2) === 'vesting';
  const rows: readonly GridRow[] = isSchedule
    ? list.map((_, year) => ({ key: String(year), label: `${year} years` }))
    : listRows(document, path, list.length);
  const isVertical = rows.length > 6 || isSchedule;
  const at = (row: number, column: number): number => (isVertical ? row : column);
  const edit = (cells: readonly CellEdit[], isBlock: boolean): void => {
    const next = cells.reduce(
      (present, cell) => withItem(present, at(cell.row, cell.column), cell.value),
      list,
    );
    onCommit([{ path, value: next }], isBlock);
  };
  return (
    <>
      <ValueGrid
        label={title}
        corner=""
        rows={isVertical ? rows : [{ key: 'value', label: title }]}
        columns={
          isVertical
            ? [numberColumn('value', 'Value', kind.unit)]
            : rows.map(({ key, label }) => numberColumn(key, label, kind.unit))
        }
        valueAt={(row, column) => list[at(row, column)]}
        {...gridBase(
          base,
          (from) => isList(from) && from.length === list.length,
          (from, row, column) => listOf(from)[at(row, column)],
        )}
        onEdit={edit}
        isHeat
        {...(isSchedule
          ? {
              onRemoveRow: (row: number) => {
                onCommit([{ path, value: list.filter((_, index) => index !== row) }], true);
              },
            }
          : {})}
      />
      <GridFoot
        what="year"
        {...(isSchedule
          ? {
              onAdd: () => {
                onCommit([{ path, value: [...list, list.at(-1) ?? 0] }], true);
              },
            }
          : {})}
      />
    </>
  );
}
