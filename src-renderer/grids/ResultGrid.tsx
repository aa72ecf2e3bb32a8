import { useComputedColorScheme } from '@mantine/core';
import {
  CellStyleModule,
  ColumnApiModule,
  CustomFilterModule,
  EventApiModule,
  GridStateModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  TooltipModule,
  type ColDef,
} from 'ag-grid-community';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { GridColumn, GridSelection, GridTotals } from '../../src-shared/api/results.ts';
import { styleNonce } from '../api/nonce.ts';
import { reportDone, reportFailure } from '../components/notify.ts';
import { goToPlace } from '../state/navigation.ts';
import { connectedHost } from '../state/session.ts';
import { loadedRows, useBlockFacts } from './block-rows.ts';
import { cellCount, type Span } from './block.ts';
import { CellMenu, type CellMenuPlace } from './CellMenu.tsx';
import { cellText, type GridRow } from './cell-text.ts';
import { copiedCells } from './clipboard.ts';
import { conditionOn, conditionsOf, withCondition } from './conditions.ts';
import { definitionsOf, employeeOf, personOf } from './definitions.ts';
import { useFilterDisplays } from './filter-displays.tsx';
import { layoutFor } from './grid-settings.ts';
import { initialState, inOrder, isEqual, layoutOf, sortOf, useFollow, type Shown } from './grid-state.ts';
import { GRID_THEMES } from './grid-theme.ts';
import classes from './grid.module.css';
import { rowsBetween } from './rows-source.ts';
import { StatusBar } from './StatusBar.tsx';
import { useBlock, type BlockSelection } from './use-block.ts';
import { useGrid } from './use-grid.ts';
import { ROWS_A_PAGE, useRows } from './use-rows.ts';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  CustomFilterModule,
  GridStateModule,
  EventApiModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  PinnedRowModule,
  TooltipModule,
  CellStyleModule,
  ColumnApiModule,
]);

const PAGES_KEPT = 20;

/** Cells that one copy takes: what a spreadsheet still pastes in reasonable time. */
const MOST_COPIED = 1_000_000;

/** What the grid tells of. */
interface GridListener {
  readonly block: BlockSelection;
  readonly menu: (row: number, column: string, x: number, y: number) => void;
  readonly filters: () => void;
  readonly sort: () => void;
  readonly layout: () => void;
}

/**
 * All rows of a relation of a run, however many: pages come as they are scrolled to, and filter, order and totals are
 * those of the database. Cells are selected as a block, copied, filtered by and followed to their people.
 */
export function ResultGrid({
  runId,
  relation,
  columns,
  label,
  shown,
  onChange,
}: {
  readonly runId: string;
  readonly relation: GridSelection['relation'];
  readonly columns: readonly GridColumn[];
  /** What the rows are, for the reader of a screen. */
  readonly label: string;
  readonly shown: Shown;
  /** Hears what the user changes. */
  readonly onChange: (changed: Partial<Shown>) => void;
}): ReactNode {
  const scheme = useComputedColorScheme('light');
  const [totals, setTotals] = useState<GridTotals | null>(null);
  const [rowCount, setRowCount] = useState(0);
  const [menu, setMenu] = useState<
    (CellMenuPlace & { readonly row: number; readonly column: string }) | null
  >(null);
  const current = useRef(shown);
  current.current = shown;
  const selection = useCallback(
    (): GridSelection => ({
      runId,
      relation,
      conditions: [...current.current.conditions],
      sort: [...current.current.sort],
    }),
    [runId, relation],
  );
  const countValues = useCallback(
    (column: string) =>
      connectedHost().api.results.values({
        runId,
        relation,
        conditions: current.current.conditions.filter((condition) => condition.column !== column),
        column,
      }),
    [runId, relation],
  );
  const [displays, filters] = useFilterDisplays();
  const definitions = useMemo(
    () => definitionsOf(runId, relation, columns, countValues, displays),
    [runId, relation, columns, countValues, displays],
  );
  const source = useRows(runId, relation, columns, setTotals, setRowCount, shown);
  const isPainted = useRef<BlockSelection['isPainted']>(() => false);
  // The grid takes another object for other settings, and begins anew: with its filter closed, for one.
  const [defaults] = useState<ColDef<GridRow>>(() => ({
    sortable: true,
    resizable: true,
    cellClassRules: {
      [classes['selected'] ?? '']: ({ node, rowIndex, column }) =>
        (node.rowPinned ?? null) === null && isPainted.current(rowIndex, column.getColId()),
    },
  }));
  const [began] = useState(() => initialState(relation, columns, shown));
  const totalRow = useMemo(() => (totals === null ? [] : [totals.sums]), [totals]);
  const box = useRef<HTMLElement>(null);
  // The grid is told once whom to tell, and tells what is current.
  const heard = useRef<GridListener | null>(null);
  const api = useGrid<GridRow>(
    box,
    {
      styleNonce: styleNonce(),
      defaultColDef: defaults,
      initialState: began,
      enableFilterHandlers: true,
      rowModelType: 'infinite',
      cacheBlockSize: ROWS_A_PAGE,
      maxBlocksInCache: PAGES_KEPT,
      maxConcurrentDatasourceRequests: 2,
      infiniteInitialRowCount: 1,
      blockLoadDebounceMillis: 10,
      tooltipShowDelay: 400,
      suppressDragLeaveHidesColumns: true,
      preventDefaultOnContextMenu: true,
      onFilterChanged: () => heard.current?.filters(),
      onSortChanged: () => heard.current?.sort(),
      onColumnMoved: ({ finished }) => {
        if (finished) heard.current?.layout();
      },
      onColumnResized: ({ finished }) => {
        if (finished) heard.current?.layout();
      },
      onColumnVisible: () => heard.current?.layout(),
      onColumnPinned: () => heard.current?.layout(),
      onCellFocused: (event) => heard.current?.block.onCellFocused(event),
      onCellMouseOver: (event) => heard.current?.block.onCellMouseOver(event),
      onCellContextMenu: ({ rowIndex, rowPinned, column, event }) => {
        if (rowIndex === null || (rowPinned ?? null) !== null || !(event instanceof MouseEvent)) return;
        heard.current?.menu(rowIndex, column.getColId(), event.clientX, event.clientY);
      },
    },
    {
      theme: GRID_THEMES[scheme],
      columnDefs: definitions,
      datasource: source,
      pinnedBottomRowData: totalRow,
    },
  );
  const block = useBlock(api, rowCount);
  isPainted.current = block.isPainted;
  const facts = useBlockFacts(api, columns, selection, block.span);
  useFollow(api, relation, columns, shown);

  const blockColumns = (span: Span): readonly GridColumn[] =>
    (api?.getAllDisplayedColumns() ?? []).slice(span.left, span.right + 1).flatMap((column) => {
      const found = columns.find(({ name }) => name === column.getColId());
      return found === undefined ? [] : [found];
    });
  const copy = async (withHeaders: boolean): Promise<void> => {
    const { span } = block;
    if (span === null || api === null) return;
    if (cellCount(span) > MOST_COPIED) {
      reportFailure(new Error('These are too many cells to copy. Save the rows shown as CSV instead.'));
      return;
    }
    const copied = blockColumns(span);
    const names = copied.map(({ name }) => name);
    const cells = loadedRows(api, span) ?? rowsBetween(selection(), names, span.top, span.bottom);
    const made = Promise.resolve(cells).then((rows) => copiedCells(relation, copied, rows, withHeaders));
    const part = (type: string, of: (made: { text: string; html: string }) => string): Promise<Blob> =>
      made.then((both) => new Blob([of(both)], { type }));
    try {
      // The rows may still be on their way: the clipboard waits for them, since it is open to a key that was just pressed.
      await navigator.clipboard.write([
        new ClipboardItem({
          'text/plain': part('text/plain', ({ text }) => text),
          'text/html': part('text/html', ({ html }) => html),
        }),
      ]);
      const rows = span.bottom - span.top + 1;
      reportDone(
        `Copied ${rows === 1 ? 'one row' : `${rows} rows`} of ${copied.length === 1 ? 'one column' : `${copied.length} columns`}.`,
      );
    } catch (error) {
      reportFailure(error);
    }
  };
  const openMenu = (row: number, column: string, x: number, y: number): void => {
    const data = api?.getDisplayedRowAtIndex(row)?.data;
    const about = columns.find(({ name }) => name === column);
    if (data === undefined || about === undefined) return;
    const value = cellText(relation, about, data[column]);
    setMenu({ x, y, row, column, value, employeeId: employeeOf(data) });
  };
  const openPerson = (row: number): void => {
    const place = personOf(runId, relation, api?.getDisplayedRowAtIndex(row)?.data);
    if (place !== null) goToPlace(place);
  };
  const filterBy = (isWanted: boolean): void => {
    const column = columns.find(({ name }) => name === menu?.column);
    if (menu === null || column === undefined) return;
    const value = api?.getDisplayedRowAtIndex(menu.row)?.data?.[column.name] ?? null;
    onChange({
      conditions: withCondition(shown.conditions, conditionOn(column, value, isWanted), isWanted),
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const cell = event.target;
    if (!(cell instanceof HTMLElement) || !cell.classList.contains('ag-cell')) return;
    const focused = api?.getFocusedCell();
    if (focused === null || focused === undefined || (focused.rowPinned ?? null) !== null) return;
    const isTaken = ((): boolean => {
      if (block.onKey(event)) return true;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
        void copy(true);
        return true;
      }
      if (event.key === 'Enter') {
        openPerson(focused.rowIndex);
        return true;
      }
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
        const { left, bottom } = cell.getBoundingClientRect();
        openMenu(focused.rowIndex, focused.column.getColId(), left + 12, bottom);
        return true;
      }
      return false;
    })();
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  heard.current = {
    block,
    menu: openMenu,
    filters: () => {
      if (api === null) return;
      const conditions = conditionsOf(columns, api.getFilterModel());
      if (!isEqual(conditions, inOrder(columns, shown.conditions))) onChange({ conditions });
    },
    sort: () => {
      if (api === null) return;
      const sort = sortOf(api);
      if (!isEqual(sort, shown.sort)) onChange({ sort });
    },
    layout: () => {
      if (api === null) return;
      const layout = layoutOf(api, relation, columns);
      if (!isEqual(layout, layoutFor(columns, shown.layout))) onChange({ layout });
    },
  };
  return (
    <>
      <section
        ref={box}
        className={classes['grid'] ?? ''}
        aria-label={label}
        onKeyDownCapture={onKeyDown}
        onMouseDownCapture={block.onMouseDown}
      />
      {filters}
      <StatusBar totals={totals} block={facts} />
      {menu !== null && (
        <CellMenu
          place={menu}
          onClose={() => {
            setMenu(null);
            api?.setFocusedCell(menu.row, menu.column);
          }}
          onFilter={filterBy}
          onOpenPerson={() => {
            openPerson(menu.row);
          }}
          onCopy={(withHeaders) => void copy(withHeaders)}
        />
      )}
    </>
  );
}
