import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import { useMemo } from 'react';
import type { GridColumn, GridSelection, GridTotals } from '../../src-shared/api/results.ts';
import { reportFailure } from '../components/notify.ts';
import { connectedHost } from '../state/session.ts';
import { rowsOf, type GridRow } from './cell-text.ts';
import { conditionsOf, type FilterModel } from './conditions.ts';

/** The rows of the grid, a page at a time; their totals follow the first page, so that they never keep it waiting. */
export function useRows(
  runId: string,
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
  onTotals: (totals: GridTotals | null) => void,
  onRowCount: (rows: number) => void,
): IDatasource {
  return useMemo<IDatasource>(() => {
    const { results } = connectedHost().api;
    const names = columns.map(({ name }) => name);
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
        results.page({ ...selection, columns: names, start: startRow, limit: endRow - startRow }).then(
          (page) => {
            request.successCallback([...rowsOf(names, page)], page.totalRows);
            onRowCount(page.totalRows);
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
