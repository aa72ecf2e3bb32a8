import type { ReactNode } from 'react';
import { numberColumn, listOf, entriesOf, type TableInputProps } from './grid-values.ts';
import { GridFoot } from './GridFoot.tsx';
import { ValueGrid, type CellEdit } from './ValueGrid.tsx';

/** Factors by lower bound (P-42, P-43): a list of single entries. */
export function StepsInput({ title, path, kind, value, onCommit }: TableInputProps<'steps'>): ReactNode {
  const steps = listOf(value).map(
    (step): readonly [string, unknown] => Object.entries(entriesOf(step))[0] ?? ['0', 1],
  );
  const commit = (next: readonly (readonly [string, unknown])[], isWhole: boolean): void => {
    onCommit([{ path, value: next.map(([bound, factor]) => ({ [bound]: factor })) }], isWhole);
  };
  const edit = (cells: readonly CellEdit[], isBlock: boolean): void => {
    const next = cells.reduce<readonly (readonly [string, unknown])[]>(
      (present, { row, column, value: cell }) =>
        present.map(([bound, factor], index) => {
          if (index !== row) return [bound, factor];
          return column === 0 ? [String(cell), factor] : [bound, cell];
        }),
      steps,
    );
    commit(next, isBlock);
  };
  return (
    <>
      <ValueGrid
        label={title}
        corner=""
        rows={steps.map((_, row) => ({ key: String(row), label: String(row + 1) }))}
        columns={[numberColumn('from', 'From', null), numberColumn('factor', 'Factor', kind.unit)]}
        valueAt={(row, column) => (column === 0 ? Number(steps[row]?.[0]) : steps[row]?.[1])}
        onEdit={edit}
        onRemoveRow={(row) => {
          commit(
            steps.filter((_, index) => index !== row),
            true,
          );
        }}
      />
      <GridFoot
        what="step"
        onAdd={() => {
          const [bound, factor] = steps.at(-1) ?? ['0', 1];
          commit([...steps, [String(Number(bound) + 1), factor]], true);
        }}
      />
    </>
  );
}
