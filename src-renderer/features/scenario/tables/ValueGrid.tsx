import { Button, Text } from '@mantine/core';
import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { isSameJson } from '../../../../src-shared/scenario/json-value.ts';
import type { SettingUnit } from '../../../../src-shared/scenario/fields.ts';
import { numberText, readNumber, unitSuffix } from '../value-text.ts';
import { useDraft, type Reading } from '../use-draft.ts';
import classes from '../scenario.module.css';

/** What the cells of a column hold. */
export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly unit: SettingUnit | null;
  readonly kind: 'number' | 'text' | 'list';
  /** Whether a cell may be empty. */
  readonly isOptional: boolean;
}

export interface GridRow {
  readonly key: string;
  readonly label: string;
}

/** A cell that gets a value. */
export interface CellEdit {
  readonly row: number;
  readonly column: number;
  readonly value: unknown;
}

interface ValueGridProps {
  /** What the grid is, for who cannot see what stands above it. */
  readonly label: string;
  /** What the rows are. */
  readonly corner: string;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly valueAt: (row: number, column: number) => unknown;
  readonly onEdit: (cells: readonly CellEdit[], isBlock: boolean) => void;
  /** Colours the cells by their numbers. */
  readonly isHeat?: boolean;
  readonly onRemoveRow?: (row: number) => void;
  readonly onRemoveColumn?: (column: number) => void;
  /** What changes are told from; undefined where a cell has no such value. */
  readonly base?: GridBase;
}

/** The values that changed cells are told from and go back to. */
export interface GridBase {
  readonly name: 'default' | 'parent';
  readonly at: (row: number, column: number) => unknown;
}

/** The cell that the cursor is in, and the row that a choice of cells from it reaches to. */
interface Choice {
  readonly row: number;
  readonly column: number;
  readonly to: number;
}

/** What fill down does, as a spreadsheet does: the first of the chosen cells, or the one above a single cell. */
export function filledDown(
  { row, column, to }: Choice,
  valueAt: (row: number, column: number) => unknown,
): readonly CellEdit[] {
  const from = row === to ? row - 1 : Math.min(row, to);
  const last = Math.max(row, to);
  if (from < 0) return [];
  const value = valueAt(from, column);
  return Array.from({ length: last - from }, (_, index) => ({ row: from + 1 + index, column, value }));
}

/** What a cell shows for its value. */
function show(value: unknown, { unit }: GridColumn): string {
  if (typeof value === 'number') return numberText(value, unit);
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : '';
}

/** The value of a text typed or pasted into a cell. */
export function readCell(text: string, { unit, kind, isOptional }: GridColumn): Reading<unknown> {
  const trimmed = text.trim();
  if (trimmed === '' && isOptional) return { value: kind === 'list' ? undefined : null };
  if (kind === 'text') return trimmed === '' ? { problem: 'must not be empty' } : { value: trimmed };
  if (kind === 'list') {
    const parts = trimmed.split(/[,;]/).map((part) => part.trim());
    return { value: parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) };
  }
  const value = readNumber(trimmed, unit);
  return value === null ? { problem: `“${trimmed}” is not a number` } : { value };
}

/** The cells of a block of text as spreadsheets copy it. */
export function blockOf(text: string): readonly (readonly string[])[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
}

const MOVES: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Enter: [1, 0],
};

/** A table that is edited like a spreadsheet: type, move with Enter, Tab and the arrows, paste a block from Excel. */
export function ValueGrid(props: ValueGridProps): ReactNode {
  const { label, corner, rows, columns, valueAt, onEdit, isHeat = false } = props;
  const { onRemoveRow, onRemoveColumn, base } = props;
  const [choice, setChoice] = useState<Choice | null>(null);
  const isChosen = (row: number, column: number): boolean =>
    choice !== null &&
    choice.row !== choice.to &&
    choice.column === column &&
    row >= Math.min(choice.row, choice.to) &&
    row <= Math.max(choice.row, choice.to);
  /** The base of a cell that differs from it; undefined for any other. */
  const changedFrom = (row: number, column: number): unknown => {
    const value = base?.at(row, column);
    return value === undefined || isSameJson(value, valueAt(row, column) ?? null) ? undefined : value;
  };
  const hasChanges =
    base !== undefined &&
    rows.some((_, row) => columns.some((_column, column) => changedFrom(row, column) !== undefined));
  const table = useRef<HTMLTableElement>(null);
  const largest = isHeat
    ? Math.max(
        0,
        ...rows.flatMap((_, row) =>
          columns.map((_column, column) => {
            const value = valueAt(row, column);
            return typeof value === 'number' ? value : 0;
          }),
        ),
      )
    : 0;
  const focus = (row: number, column: number): void => {
    const cell = table.current?.querySelector<HTMLInputElement>(`input[data-cell="${row}.${column}"]`);
    cell?.focus();
    cell?.select();
  };
  const paste = (event: ClipboardEvent, row: number, column: number): void => {
    const block = blockOf(event.clipboardData.getData('text/plain'));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    const cells = block.flatMap((line, down) =>
      line.flatMap((text, right): readonly CellEdit[] => {
        const target = columns[column + right];
        if (target === undefined || row + down >= rows.length) return [];
        const reading = readCell(text, target);
        return 'problem' in reading
          ? []
          : [{ row: row + down, column: column + right, value: reading.value }];
      }),
    );
    onEdit(cells, true);
  };
  return (
    <div className={classes['scroll']}>
      <table ref={table} className={classes['grid']} aria-label={label}>
        <thead>
          <tr>
            {corner === '' ? <td /> : <th scope="col">{corner}</th>}
            {columns.map(({ key, title, unit }) => (
              <th key={key} scope="col" className={classes['right']}>
                {title}
                {unitSuffix(unit) !== '' && <span className={classes['unit']}> {unitSuffix(unit)}</span>}
              </th>
            ))}
            {onRemoveRow !== undefined && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {columns.map((column, columnIndex) => {
                const value = valueAt(rowIndex, columnIndex);
                const from = changedFrom(rowIndex, columnIndex);
                return (
                  <td key={column.key}>
                    <Cell
                      id={`${rowIndex}.${columnIndex}`}
                      label={`${row.label}, ${column.title}`}
                      column={column}
                      value={value}
                      heat={typeof value === 'number' && largest > 0 ? Math.max(0, value) / largest : null}
                      isChosen={isChosen(rowIndex, columnIndex)}
                      changedFrom={
                        from === undefined || base === undefined
                          ? null
                          : `The ${base.name} is ${show(from, column) || 'none'}`
                      }
                      onEnter={() => {
                        setChoice({ row: rowIndex, column: columnIndex, to: rowIndex });
                      }}
                      onExtend={(down) => {
                        setChoice((present) => extended(present, down, rows.length));
                      }}
                      onFill={() => {
                        const cells = choice === null ? [] : filledDown(choice, valueAt);
                        if (cells.length > 0) onEdit(cells, true);
                      }}
                      onCommit={(next) => {
                        onEdit([{ row: rowIndex, column: columnIndex, value: next }], false);
                      }}
                      onMove={(down, right) => {
                        focus(rowIndex + down, columnIndex + right);
                      }}
                      onPaste={(event) => {
                        paste(event, rowIndex, columnIndex);
                      }}
                    />
                  </td>
                );
              })}
              {onRemoveRow !== undefined && (
                <td>
                  <button
                    type="button"
                    className={classes['remove']}
                    aria-label={`Remove row ${row.label}`}
                    disabled={rows.length === 1}
                    onClick={() => {
                      onRemoveRow(rowIndex);
                    }}
                  >
                    ×
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {onRemoveColumn !== undefined && columns.length > 1 && (
          <tfoot>
            <tr>
              <td />
              {columns.map(({ key, title }, column) => (
                <td key={key} className={classes['right']}>
                  <button
                    type="button"
                    className={classes['remove']}
                    aria-label={`Remove column ${title}`}
                    onClick={() => {
                      onRemoveColumn(column);
                    }}
                  >
                    ×
                  </button>
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {hasChanges && <ResetCell choice={choice} {...props} changedFrom={changedFrom} />}
    </div>
  );
}

function extended(choice: Choice | null, down: number, rows: number): Choice | null {
  return choice === null ? null : { ...choice, to: Math.min(Math.max(choice.to + down, 0), rows - 1) };
}

/** The way back for the cell that the cursor was last in; it keeps its place so that nothing jumps. */
function ResetCell({
  choice,
  rows,
  columns,
  onEdit,
  changedFrom,
}: Pick<ValueGridProps, 'rows' | 'columns' | 'onEdit'> & {
  readonly choice: Choice | null;
  readonly changedFrom: (row: number, column: number) => unknown;
}): ReactNode {
  const from = choice === null ? undefined : changedFrom(choice.row, choice.column);
  const row = choice === null ? undefined : rows[choice.row];
  const column = choice === null ? undefined : columns[choice.column];
  if (choice === null || from === undefined || row === undefined || column === undefined)
    return (
      <Text size="xs" className={classes['changed'] ?? ''} mt={4} h={22}>
        Cells with a corner are changed. Go to one to reset it.
      </Text>
    );
  const value = show(from, column) || 'none';
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      mt={4}
      aria-label={`Reset ${row.label}, ${column.title} to ${value}`}
      onClick={() => {
        onEdit([{ row: choice.row, column: choice.column, value: from }], true);
      }}
    >
      Reset this cell to {value}
    </Button>
  );
}

interface CellProps {
  readonly id: string;
  readonly label: string;
  readonly column: GridColumn;
  readonly value: unknown;
  /** From 0 to 1; null for no colour. */
  readonly heat: number | null;
  /** Whether it is among several chosen cells. */
  readonly isChosen: boolean;
  /** What it was changed from, in words; null for a cell that is not changed. */
  readonly changedFrom: string | null;
  readonly onEnter: () => void;
  readonly onExtend: (down: number) => void;
  readonly onFill: () => void;
  readonly onCommit: (value: unknown) => void;
  readonly onMove: (down: number, right: number) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

function Cell(props: CellProps): ReactNode {
  const { id, label, column, value, heat, isChosen, changedFrom } = props;
  const { onEnter, onExtend, onFill, onCommit, onMove, onPaste } = props;
  const draft = useDraft<unknown>(
    value,
    (present) => show(present, column),
    (text) => readCell(text, column),
    onCommit,
  );
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'd') {
      event.preventDefault();
      onFill();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      onExtend(event.key === 'ArrowDown' ? 1 : -1);
      return;
    }
    const move = MOVES[event.key];
    if (event.key === 'Escape') draft.drop();
    else if (move !== undefined) {
      event.preventDefault();
      onMove(move[0] * (event.shiftKey && event.key === 'Enter' ? -1 : 1), move[1]);
    }
  };
  return (
    <input
      data-cell={id}
      aria-label={label}
      aria-invalid={draft.problem !== null}
      title={draft.problem ?? changedFrom ?? undefined}
      aria-description={changedFrom ?? undefined}
      className={[
        column.kind === 'number' ? classes['number'] : classes['textCell'],
        changedFrom === null ? '' : classes['changedCell'],
        isChosen ? classes['chosenCell'] : '',
      ].join(' ')}
      style={
        heat === null
          ? undefined
          : { backgroundColor: `rgba(var(--pa-heat), calc(${0.05 + heat * 0.32} * var(--pa-heat-strength)))` }
      }
      inputMode={column.kind === 'number' ? 'decimal' : 'text'}
      value={draft.text}
      placeholder={column.isOptional ? '–' : undefined}
      onChange={(event) => {
        draft.type(event.currentTarget.value);
      }}
      onFocus={(event) => {
        event.currentTarget.select();
        onEnter();
      }}
      onBlur={draft.leave}
      onKeyDown={press}
      onPaste={onPaste}
    />
  );
}
