import type { GridApi, GridState } from 'ag-grid-community';
import { useEffect } from 'react';
import type { GridColumn, GridCondition, GridSelection } from '../../src-shared/api/results.ts';
import type { GridRow } from './cell-text.ts';
import { conditionsOf, filterModelOf } from './conditions.ts';
import { widthOf } from './definitions.ts';
import { layoutFor, type GridLayout, type GridSort } from './grid-settings.ts';

/** What the grid shows, all of it kept outside: in the address and among the preferences. */
export interface Shown {
  readonly conditions: readonly GridCondition[];
  readonly sort: GridSort;
  readonly layout: GridLayout;
}

/** Whether two values say the same. */
export const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Conditions in the order in which the grid keeps them: by column. */
export const inOrder = (
  columns: readonly GridColumn[],
  conditions: readonly GridCondition[],
): readonly GridCondition[] => conditionsOf(columns, filterModelOf(columns, conditions));

/** The order that the grid shows. */
export function sortOf(api: GridApi<GridRow>): GridSort {
  return api
    .getColumnState()
    .filter(({ sort }) => sort === 'asc' || sort === 'desc')
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' }));
}

/** The columns as they stand in the grid. */
export function layoutOf(
  api: GridApi<GridRow>,
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
): GridLayout {
  const widths = new Map(columns.map((column) => [column.name, widthOf(relation, column)]));
  return api.getColumnState().map(({ colId, hide, width, pinned }) => ({
    name: colId,
    isHidden: hide === true,
    width: width === undefined || width === widths.get(colId) ? null : width,
    pinned: pinned === 'left' || pinned === 'right' ? pinned : null,
  }));
}

/** What the grid begins with, so that its first rows are the right ones. */
export function initialState(
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
  shown: Shown,
): GridState {
  const layout = layoutFor(columns, shown.layout);
  const widths = new Map(columns.map((column) => [column.name, widthOf(relation, column)]));
  const named = (side: 'left' | 'right'): string[] =>
    layout.filter(({ pinned }) => pinned === side).map(({ name }) => name);
  return {
    filter: { filterModel: { ...filterModelOf(columns, shown.conditions) } },
    sort: {
      sortModel: shown.sort.map(({ column, descending }) => ({
        colId: column,
        sort: descending ? ('desc' as const) : ('asc' as const),
      })),
    },
    columnVisibility: {
      hiddenColIds: layout.filter(({ isHidden }) => isHidden).map(({ name }) => name),
    },
    columnOrder: { orderedColIds: layout.map(({ name }) => name) },
    columnPinning: { leftColIds: named('left'), rightColIds: named('right') },
    columnSizing: {
      columnSizingModel: layout.map(({ name, width }) => ({
        colId: name,
        width: width ?? widths.get(name) ?? 120,
      })),
    },
  };
}

/** Keeps the grid in step with what is shown from outside: a step back, a chip that is removed, a view that is chosen. */
export function useFollow(
  api: GridApi<GridRow> | null,
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
  { conditions, sort, layout }: Shown,
): void {
  useEffect(() => {
    if (api === null) return;
    const model = filterModelOf(columns, conditions);
    if (!isEqual(conditionsOf(columns, api.getFilterModel()), inOrder(columns, conditions)))
      api.setFilterModel({ ...model });
  }, [api, columns, conditions]);
  useEffect(() => {
    if (api === null || isEqual(sortOf(api), sort)) return;
    api.applyColumnState({
      state: sort.map(({ column, descending }, sortIndex) => ({
        colId: column,
        sort: descending ? 'desc' : 'asc',
        sortIndex,
      })),
      defaultState: { sort: null },
    });
  }, [api, sort]);
  useEffect(() => {
    if (api === null) return;
    const wanted = layoutFor(columns, layout);
    if (isEqual(layoutOf(api, relation, columns), wanted)) return;
    const widths = new Map(columns.map((column) => [column.name, widthOf(relation, column)]));
    api.applyColumnState({
      state: wanted.map(({ name, isHidden, width, pinned }) => ({
        colId: name,
        hide: isHidden,
        width: width ?? widths.get(name) ?? 120,
        pinned,
      })),
      applyOrder: true,
    });
  }, [api, relation, columns, layout]);
}
