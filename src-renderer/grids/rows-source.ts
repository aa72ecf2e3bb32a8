import type { GridSelection } from '../../src-shared/api/results.ts';
import { connectedHost } from '../state/session.ts';
import { rowsOf, type GridRow } from './cell-text.ts';

/** Rows that one call brings. */
const ROWS_A_CALL = 1_000;

/** The rows of a selection from one place to another, both included. */
export async function rowsBetween(
  selection: GridSelection,
  columns: readonly string[],
  top: number,
  bottom: number,
): Promise<readonly GridRow[]> {
  const { results } = connectedHost().api;
  const rows: GridRow[] = [];
  for (let start = top; start <= bottom; start += ROWS_A_CALL) {
    const limit = Math.min(ROWS_A_CALL, bottom - start + 1);
    rows.push(...rowsOf(columns, await results.page({ ...selection, columns: [...columns], start, limit })));
  }
  return rows;
}
