import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { isJsonObject, type JsonObject } from '../../../../src-shared/scenario/json-value.ts';
import { withAddedElement, withAlignedTables, withoutElement } from './aligned-lists.ts';
import { gridBase, listOf, entriesOf, without, type TableInputProps } from './grid-values.ts';
import { GridFoot } from './GridFoot.tsx';
import { horizon } from './table-shape.ts';
import { ValueGrid, type CellEdit } from './ValueGrid.tsx';

const FIRST_ELEMENTS: Readonly<Record<string, (document: JsonObject) => JsonObject>> = {
  market: (document) => ({ year: horizon(document)[0] ?? 2025, date: '07-01', rate: 0.02 }),
  excludedClasses: () => ({ field: 'department', values: ['Name of the department'] }),
  planTimeline: (document) => ({ fromYear: horizon(document)[0] ?? 2025, designId: 'standard' }),
};

/** A list of tiers, bands, levels, segments or adjustments: one row each. */
export function ListInput({
  title,
  path,
  kind,
  value,
  base,
  document,
  onCommit,
}: TableInputProps<'list'>): ReactNode {
  const elements = listOf(value).filter(isJsonObject);
  const { columns, nested } = kind;
  const commit = (next: readonly JsonObject[]): void => {
    onCommit(withAlignedTables(document, path, next), true);
  };
  const edit = (cells: readonly CellEdit[], isBlock: boolean): void => {
    const next = cells.reduce<readonly JsonObject[]>(
      (present, cell) =>
        present.map((element, row) => {
          const column = columns[cell.column];
          if (row !== cell.row || column === undefined) return element;
          return cell.value === undefined
            ? without(element, column.key)
            : { ...element, [column.key]: cell.value };
        }),
      elements,
    );
    const isKey = cells.some(({ column }) => ['id', 'level'].includes(columns[column]?.key ?? ''));
    if (isKey) commit(next);
    else onCommit([{ path, value: next }], isBlock);
  };
  const first = FIRST_ELEMENTS[String(path.at(-1))];
  const add = (): void => {
    commit(elements.length > 0 || first === undefined ? withAddedElement(elements) : [first(document)]);
  };
  const canBeEmpty = first !== undefined && path.at(-1) !== 'planTimeline';
  return (
    <Stack gap="xs">
      {elements.length === 0 ? (
        <Text size="sm" c="dimmed">
          None.
        </Text>
      ) : (
        <ValueGrid
          label={title}
          corner=""
          rows={elements.map((_, row) => ({ key: String(row), label: String(row + 1) }))}
          columns={columns}
          valueAt={(row, column) => elements[row]?.[columns[column]?.key ?? '']}
          {...gridBase(
            base,
            (from) => listOf(from).length === elements.length,
            (from, row, column) => entriesOf(listOf(from)[row])[columns[column]?.key ?? ''],
          )}
          onEdit={edit}
          onRemoveRow={(row) => {
            if (elements.length > 1 || canBeEmpty) commit(withoutElement(elements, row));
          }}
        />
      )}
      <GridFoot what="row" onAdd={add} />
      {nested.flatMap((key) =>
        elements.map((element, row) => (
          <div key={`${key} ${String(row)}`}>
            <Text size="sm" fw={500} mb={4}>
              Tiers of row {row + 1}
            </Text>
            <ListInput
              title={`Tiers of row ${row + 1}`}
              path={[...path, row, key]}
              kind={{
                kind: 'list',
                nested: [],
                columns: ['min', 'max', 'rate'].map((name) => ({
                  key: name,
                  title: { min: 'From', max: 'To' }[name] ?? 'Rate',
                  unit: 'fraction',
                  kind: 'number',
                  isOptional: false,
                })),
              }}
              value={element[key]}
              document={document}
              onCommit={onCommit}
            />
          </div>
        )),
      )}
    </Stack>
  );
}
