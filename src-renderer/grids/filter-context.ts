import type { CustomFilterDisplayProps } from 'ag-grid-react';
import type {
  GridColumn,
  GridCondition,
  GridSelection,
  GridValueCount,
} from '../../src-shared/api/results.ts';
import type { GridRow } from './cell-text.ts';

/** What a filter of a column knows besides what the grid tells it. */
export interface FilterContext {
  readonly about: GridColumn;
  readonly relation: GridSelection['relation'];
  /** Rows by value of the column under the conditions on the other columns. */
  readonly countValues: (column: string) => Promise<readonly GridValueCount[]>;
}

export type FilterProps = CustomFilterDisplayProps<GridRow, unknown, readonly GridCondition[]> &
  FilterContext;
