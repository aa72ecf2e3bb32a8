import type { GridColumn, GridKind } from '../../src-shared/api/results.ts';
import type { GridRow } from './cell-text.ts';

/** What the numbers of one kind in a block come to. */
export interface BlockSummary {
  readonly kind: 'money' | 'rate' | 'number';
  readonly count: number;
  readonly sum: number;
  readonly average: number;
  readonly least: number;
  readonly most: number;
}

/** Numbers that may be added up together; years and days are names, not amounts. */
const KINDS: Readonly<Partial<Record<GridKind, BlockSummary['kind']>>> = {
  money: 'money',
  rate: 'rate',
  integer: 'number',
  decimal: 'number',
};
const ORDER: readonly BlockSummary['kind'][] = ['money', 'rate', 'number'];

/** What the numbers of a block come to, by kind; kinds without a number are left out. */
export function summariesOf(
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
): readonly BlockSummary[] {
  return ORDER.flatMap((kind): readonly BlockSummary[] => {
    const names = columns
      .filter((column) => KINDS[column.kind] === kind && column.name !== 'year')
      .map(({ name }) => name);
    let count = 0;
    let sum = 0;
    let least = Infinity;
    let most = -Infinity;
    for (const row of rows)
      for (const name of names) {
        const value = row[name];
        if (typeof value !== 'number') continue;
        count += 1;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    return count === 0 ? [] : [{ kind, count, sum, average: sum / count, least, most }];
  });
}
