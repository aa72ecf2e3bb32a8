import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import { useMemo } from 'react';
import type { GridColumn, GridPage, GridSelection, GridTotals } from '../../src-shared/api/results.ts';
import { reportFailure } from '../components/notify.ts';
import { connectedHost } from '../state/session.ts';
import { rowsOf, type GridRow } from './cell-text.ts';
import { conditionsOf, type FilterModel } from './conditions.ts';
import { inOrder, isEqual, type Shown } from './grid-state.ts';

/** Rows that one call brings: a window of the grid and what is scrolled to next. */
export const ROWS_A_PAGE = 200;

/** The rows of the grid, a page at a time; their totals follow the first page, so that they never keep it waiting. */
export function useRows(
  runId: string,
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
  onTotals: (totals: GridTotals | null) => void,
  onRowCount: (rows: number) => void,
  first: Pick<Shown, 'conditions' | 'sort'>,
): IDatasource {
  return useMemo<IDatasource>(() => {
    const { results } = connectedHost().api;
    const names = columns.map(({ name }) => name);
    const page = (selection: GridSelection, start: number, limit: number): Promise<GridPage> =>
      results.page({ ...selection, columns: names, start, limit });
    // The first rows are on their way while the grid is made.
    const begin: GridSelection = {
      runId,
      relation,
      conditions: [...inOrder(columns, first.conditions)],
      sort: [...first.sort],
    };
    let ahead: Promise<GridPage> | null = page(begin, 0, ROWS_A_PAGE);
    // Who waits for them hears of the failure.
    ahead.catch(() => undefined);
    let summed = '';
    const sum = (selection: GridSelection): void => {
      const key = JSON.stringify(selection.conditions);
      if (summed === key) return;
      summed = key;
      onTotals(null);
      results.totals(selection).then((found) => {
        if (summed === key) onTotals(found);
      }, reportFailure);
    };
    return {
      getRows: (request: IGetRowsParams<GridRow>) => {
        const { startRow, endRow, sortModel } = request;
        const selection: GridSelection = {
          runId,
          relation,
          conditions: [...conditionsOf(columns, request.filterModel as FilterModel)],
          sort: sortModel.map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' })),
        };
        const isFirst = startRow === 0 && endRow === ROWS_A_PAGE && isEqual(selection, begin);
        const rows = isFirst && ahead !== null ? ahead : page(selection, startRow, endRow - startRow);
        ahead = null;
        rows.then(
          (found) => {
            request.successCallback([...rowsOf(names, found)], found.totalRows);
            onRowCount(found.totalRows);
            sum({ ...selection, sort: [] });
          },
          (error: unknown) => {
            reportFailure(error);
            request.failCallback();
          },
        );
      },
    };
  }, [runId, relation, columns, onTotals, onRowCount]);
}
