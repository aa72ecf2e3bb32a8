import type { ReactNode } from 'react';
import { gridBase, numberColumn, listOf, withItem, type TableInputProps } from './grid-values.ts';
import { GridFoot } from './GridFoot.tsx';
import {
  matrixAxes,
  withMatrixColumn,
  withMatrixRow,
  withoutMatrixColumn,
  withoutMatrixRow,
} from './matrix-axes.ts';
import { matrixHeadings } from './table-shape.ts';
import { ValueGrid, type CellEdit } from './ValueGrid.tsx';

/** Rows of numbers: age by income, age by service. */
export function MatrixInput({
  title,
  path,
  kind,
  value,
  base,
  document,
  onCommit,
}: TableInputProps<'matrix'>): ReactNode {
  const lines = listOf(value).map(listOf);
  const headings = matrixHeadings(document, path);
  const axes = matrixAxes(document, path);
  const edit = (cells: readonly CellEdit[], isBlock: boolean): void => {
    const next = cells.reduce<readonly (readonly unknown[])[]>(
      (present, cell) =>
        present.map((line, row) => (row === cell.row ? withItem(line, cell.column, cell.value) : line)),
      lines,
    );
    onCommit([{ path, value: next }], isBlock);
  };
  return (
    <>
      <ValueGrid
        label={title}
        corner={headings.corner}
        rows={lines.map((_, row) => ({ key: String(row), label: headings.rows[row] ?? String(row + 1) }))}
        columns={(lines[0] ?? []).map((_, column) =>
          numberColumn(String(column), headings.columns[column] ?? String(column + 1), kind.unit),
        )}
        valueAt={(row, column) => lines[row]?.[column]}
        {...gridBase(
          base,
          (from) =>
            listOf(from).length === lines.length && listOf(listOf(from)[0]).length === lines[0]?.length,
          (from, row, column) => listOf(listOf(from)[row])[column],
        )}
        onEdit={edit}
        isHeat
        {...(axes === null
          ? {}
          : {
              onRemoveRow: (row: number) => {
                onCommit(withoutMatrixRow(axes, row), true);
              },
              onRemoveColumn: (column: number) => {
                onCommit(withoutMatrixColumn(axes, column), true);
              },
            })}
      />
      <GridFoot
        what="row"
        {...(axes === null
          ? {}
          : {
              onAdd: () => {
                onCommit(withMatrixRow(axes), true);
              },
              onAddColumn: () => {
                onCommit(withMatrixColumn(axes), true);
              },
            })}
      />
    </>
  );
}
