import type { GridApi } from 'ag-grid-community';
import { useEffect, useState } from 'react';
import type { GridColumn, GridSelection } from '../../src-shared/api/results.ts';
import { reportFailure } from '../components/notify.ts';
import { summariesOf } from './block-summary.ts';
import { cellCount, type Span } from './block.ts';
import type { GridRow } from './cell-text.ts';
import { rowsBetween } from './rows-source.ts';
import type { BlockFacts } from './StatusBar.tsx';

/** Rows that are taken from the grid rather than asked for again. */
const MOST_LOADED = 2_000;
/** Cells that are added up while a block is drawn. */
const MOST_SUMMED = 100_000;
/** Milliseconds for which a block stands still before it is added up. */
const SUMMARY_PAUSE = 150;

/** The rows of a span as far as the grid has all of them. */
export function loadedRows(api: GridApi<GridRow>, { top, bottom }: Span): readonly GridRow[] | null {
  if (bottom - top >= MOST_LOADED) return null;
  const rows: GridRow[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const data = api.getDisplayedRowAtIndex(row)?.data;
    if (data === undefined) return null;
    rows.push(data);
  }
  return rows;
}

/** What the selected cells come to, once the block has stood still for a moment. */
export function useBlockFacts(
  api: GridApi<GridRow> | null,
  columns: readonly GridColumn[],
  selection: () => GridSelection,
  span: Span | null,
): BlockFacts | null {
  const [facts, setFacts] = useState<BlockFacts | null>(null);
  useEffect(() => {
    if (api === null || span === null) {
      setFacts(null);
      return undefined;
    }
    const cells = cellCount(span);
    if (cells > MOST_SUMMED) {
      setFacts({ cells, summaries: null });
      return undefined;
    }
    let isCurrent = true;
    const summed = api
      .getAllDisplayedColumns()
      .slice(span.left, span.right + 1)
      .flatMap((column) => columns.filter(({ name }) => name === column.getColId()));
    const timer = window.setTimeout(() => {
      const names = summed.map(({ name }) => name);
      const rows = loadedRows(api, span) ?? rowsBetween(selection(), names, span.top, span.bottom);
      Promise.resolve(rows).then((found) => {
        if (isCurrent) setFacts({ cells, summaries: summariesOf(summed, found) });
      }, reportFailure);
    }, SUMMARY_PAUSE);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [api, columns, selection, span]);
  return facts;
}
