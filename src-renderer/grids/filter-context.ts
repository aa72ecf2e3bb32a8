import type {
  GridColumn,
  GridCondition,
  GridSelection,
  GridValueCount,
} from '../../src-shared/api/results.ts';

/** What a filter of a column knows besides what the grid tells it. */
export interface FilterContext {
  readonly about: GridColumn;
  readonly relation: GridSelection['relation'];
  /** Rows by value of the column under the conditions on the other columns. */
  readonly countValues: (column: string) => Promise<readonly GridValueCount[]>;
}

export interface FilterProps extends FilterContext {
  /** The conditions that hold on the column; null for none. */
  readonly model: readonly GridCondition[] | null;
  readonly onModelChange: (model: readonly GridCondition[] | null) => void;
  /** How often it has been opened: the first field has the focus each time. */
  readonly timesOpened: number;
}
