import { useComputedColorScheme } from '@mantine/core';
import {
  CellStyleModule,
  ClientSideRowModelModule,
  ModuleRegistry,
  TooltipModule,
  type CellKeyDownEvent,
  type ColDef,
  type ColGroupDef,
} from 'ag-grid-community';
import { useMemo, useRef, type ReactNode } from 'react';
import { styleNonce } from '../../api/nonce.ts';
import { money, people } from '../../components/format.ts';
import { GRID_THEMES } from '../../grids/grid-theme.ts';
import { useGrid } from '../../grids/use-grid.ts';
import { goToPlace, type Place } from '../../state/navigation.ts';
import { FIGURES } from './figures.ts';
import classes from './monthly.module.css';
import { spotAt, type Line, type PivotTable, type ShownFigure, type Spot } from './pivot-table.ts';
import { fieldTitle } from './pivot-text.ts';

ModuleRegistry.registerModules([ClientSideRowModelModule, CellStyleModule, TooltipModule]);

/** Pixels of a row, of a line of the header, and of what scrolls the columns with the frame: a short table ends there. */
const ROW_HEIGHT = 32;
const HEADER_HEIGHT = 36;
const SCROLL_BAR = 20;
/** Rows whose numbers decide how wide the columns are. */
const MEASURED_ROWS = 60;
/** Pixels of a digit, and beside the number in its cell. */
const DIGIT = 7.7;
const CELL_ROOM = 24;
/** Beside scroll bars that lie over what they scroll. */
const PINNED_ROOM = 14;

/** A row with all that its cells are made of: the grid may ask an old column for the cells of a new row. */
interface GridRow {
  readonly table: PivotTable;
  readonly drill: (spot: Spot) => Place | null;
  readonly line: Line;
  /** Labels that repeat those of the row before are left out. */
  readonly labels: readonly string[];
}

/** A number as it stands in the table; nothing where there is none. */
function numberText(value: number, figure: ShownFigure | null): string {
  if (figure === null) return '';
  if (figure === 'check') return value === 1 ? '✓' : '✗';
  return value === 0 ? '–' : (FIGURES[figure].unit === 'money' ? money : people)(value);
}

/** The table of the monthly view. A click on a number, or Enter, opens what is behind it. */
export function PivotGrid({
  table,
  label,
  drill,
}: {
  readonly table: PivotTable;
  readonly label: string;
  readonly drill: (spot: Spot) => Place | null;
}): ReactNode {
  const scheme = useComputedColorScheme('light');
  const rows = useMemo(() => gridRows(table, drill), [table, drill]);
  const columns = useMemo(() => gridColumns(table), [table]);
  const height = rows.length * ROW_HEIGHT + table.columnFields.length * HEADER_HEIGHT + SCROLL_BAR;
  const box = useRef<HTMLElement>(null);
  useGrid<GridRow>(
    box,
    {
      styleNonce: styleNonce(),
      defaultColDef: { sortable: false, resizable: true, suppressMovable: true },
      tooltipShowDelay: 400,
      animateRows: false,
      rowHeight: ROW_HEIGHT,
      headerHeight: HEADER_HEIGHT,
      groupHeaderHeight: HEADER_HEIGHT,
      suppressColumnMoveAnimation: true,
      onCellClicked: ({ data, column }) => {
        open(data, column.getColId());
      },
      onCellKeyDown: (event) => {
        if ('column' in event && isEnter(event)) open(event.data, event.column.getColId());
      },
    },
    { theme: GRID_THEMES[scheme], rowData: rows, columnDefs: columns },
  );
  return (
    <section ref={box} className={classes['grid'] ?? ''} style={{ maxHeight: height }} aria-label={label} />
  );
}

/** Opens what is behind a cell. */
function open(row: GridRow | undefined, colId: string): void {
  const spot = row === undefined ? null : spotOf(row, Number(colId));
  const place = spot === null ? null : (row?.drill(spot) ?? null);
  if (place !== null) goToPlace(place);
}

const isEnter = ({ event }: CellKeyDownEvent<GridRow>): boolean =>
  event instanceof KeyboardEvent && event.key === 'Enter';

/** Where the cell of a row and a column stands; null for a column that the table of the row does not have. */
function spotOf({ table, line }: GridRow, index: number): Spot | null {
  const column = table.columns[index];
  return column === undefined ? null : spotAt(line, column);
}

function gridRows(table: PivotTable, drill: GridRow['drill']): GridRow[] {
  return table.rows.map((line, index) => {
    const before = table.rows[index - 1]?.labels ?? [];
    const same = line.labels.findIndex((label, at) => label !== before[at]);
    return { table, drill, line, labels: line.labels.map((label, at) => (at < same ? '' : label)) };
  });
}

type Definition = ColDef<GridRow> | ColGroupDef<GridRow>;

function gridColumns(table: PivotTable): Definition[] {
  const { rowFields, columnFields, columns } = table;
  const names: Definition[] = rowFields.map((field, at) => ({
    colId: `field ${at}`,
    headerName: fieldTitle(field),
    pinned: 'left',
    width: field === 'time' ? 150 : 190,
    valueGetter: ({ data }) => data?.labels[at] ?? '',
    tooltipValueGetter: ({ data }) => data?.line.hint ?? '',
    cellClass: ({ data }) => (data?.line.isTotal === true ? [classes['total'] ?? ''] : []),
  }));
  const width = { sum: Math.max(124, widthOf(table, true)), single: Math.max(106, widthOf(table, false)) };
  const yearsShown = columns.filter(({ spot }) => spot.period?.grain === 'year').length;
  const numbered = columns.map((column, index): ColDef<GridRow> => {
    // The one year that everything adds up to stays in sight.
    const isPinned =
      yearsShown === 1 && columnFields.length === 1 && column.isTotal && column.spot.period?.grain === 'year';
    return {
      colId: String(index),
      headerName: column.labels.at(-1) ?? 'Value',
      headerTooltip: column.hint,
      pinned: isPinned ? 'right' : null,
      width: isPinned ? width.sum + PINNED_ROOM : column.isTotal ? width.sum : width.single,
      headerClass: [
        'ag-right-aligned-header',
        column.isTotal ? (classes['sum'] ?? '') : '',
        isPinned ? (classes['last'] ?? '') : '',
      ].filter(Boolean),
      valueGetter: ({ data }) => {
        const spot = data === undefined ? null : spotOf(data, index);
        return spot === null ? null : (data?.table.numbers.at(spot) ?? null);
      },
      valueFormatter: ({ value, data }) => {
        const spot = data === undefined ? null : spotOf(data, index);
        return typeof value === 'number' ? numberText(value, spot?.figure ?? null) : '';
      },
      cellClass: ({ data }) => [
        ...(data === undefined ? [] : classesOf(data, index)),
        ...(isPinned ? [classes['last'] ?? ''] : []),
      ],
    };
  });
  return [...names, ...grouped(columns, numbered, 0, columns.length, 0)];
}

function classesOf(row: GridRow, index: number): string[] {
  const spot = spotOf(row, index);
  const isSum = row.table.columns[index]?.isTotal === true;
  const named = [
    'number',
    ...(isSum || row.line.isTotal ? ['total'] : []),
    ...(isSum ? ['sum'] : []),
    ...(spot?.figure === 'check' ? ['check'] : []),
    ...(spot !== null && row.drill(spot) !== null ? ['drill'] : []),
  ];
  return ['ag-right-aligned-cell', ...named.map((name) => classes[name] ?? '').filter(Boolean)];
}

/** Pixels that the longest number needs, of the columns that are sums or of the others. */
function widthOf({ rows, columns, numbers }: PivotTable, isTotal: boolean): number {
  const lengths = rows.slice(0, MEASURED_ROWS).flatMap((line) =>
    columns.flatMap((column) => {
      if (column.isTotal !== isTotal) return [];
      const spot = spotAt(line, column);
      return [numberText(numbers.at(spot) ?? 0, spot.figure).length];
    }),
  );
  return Math.ceil(Math.max(0, ...lengths) * DIGIT) + CELL_ROOM;
}

/** Puts columns that share a label under it, level by level; the last label is that of the column itself. */
function grouped(
  lines: readonly Line[],
  columns: readonly ColDef<GridRow>[],
  from: number,
  to: number,
  depth: number,
): Definition[] {
  const levels = lines[from]?.labels.length ?? 0;
  if (depth >= levels - 1) return columns.slice(from, to);
  const groups: Definition[] = [];
  for (let start = from; start < to;) {
    const label = lines[start]?.labels[depth];
    let end = start + 1;
    while (end < to && lines[end]?.labels[depth] === label) end += 1;
    groups.push({ headerName: label ?? '', children: grouped(lines, columns, start, end, depth + 1) });
    start = end;
  }
  return groups;
}
