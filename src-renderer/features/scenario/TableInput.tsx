import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { isJsonObject, isList, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { showShortcut } from '../../actions/shortcut.ts';
import type { SettingPath } from '../../state/delta.ts';
import { withAddedElement, withAlignedTables, withoutElement } from './aligned-lists.ts';
import type { InputKind } from './input-kind.ts';
import {
  matrixAxes,
  withMatrixColumn,
  withMatrixRow,
  withoutMatrixColumn,
  withoutMatrixRow,
} from './matrix-axes.ts';
import { horizon, listRows, matrixHeadings, tableRows } from './table-shape.ts';
import { choiceText } from './value-text.ts';
import { ValueGrid, type CellEdit, type GridBase, type GridColumn, type GridRow } from './ValueGrid.tsx';

/** Settings that a table changes, and whether the change is an edit of its own. */
export type CommitValues = (
  values: readonly { readonly path: SettingPath; readonly value: unknown }[],
  isWhole: boolean,
) => void;

interface TableInputProps<Kind extends InputKind['kind']> {
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
function gridBase(
  base: TableInputProps<'table'>['base'],
  hasShape: (value: unknown) => boolean,
  at: (value: unknown, row: number, column: number) => unknown,
): { readonly base?: GridBase } {
  if (base === undefined || !hasShape(base.value)) return {};
  return { base: { name: base.name, at: (row, column) => at(base.value, row, column) } };
}

const numberColumn = (
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

const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : []);
const entriesOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

function withItem(list: readonly unknown[], index: number, value: unknown): readonly unknown[] {
  return list.map((present, position) => (position === index ? value : present));
}

function without(entries: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter(([present]) => present !== key));
}

/** Adds a row, and says how a block is pasted. */
function GridFoot({
  onAdd,
  onAddColumn,
  what,
}: {
  readonly onAdd?: () => void;
  readonly onAddColumn?: () => void;
  readonly what: string;
}): ReactNode {
  return (
    <Group gap="sm" mt={6}>
      {onAdd !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onAdd}>
          Add {what}
        </Button>
      )}
      {onAddColumn !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onAddColumn}>
          Add column
        </Button>
      )}
      <Text size="xs" c="dimmed">
        Paste a block from Excel into any cell. {showShortcut('CmdOrCtrl+D')} fills down.
      </Text>
    </Group>
  );
}

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
