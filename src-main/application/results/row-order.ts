import { z } from 'zod';
import type { GridSelection } from '../../../src-shared/api/results.ts';
import type { Workspace } from '../../store/workspace.ts';
import { GridSql, relationOf } from './grid-sql.ts';
import type { ReadableRun } from './run-dictionary.ts';

/** Rows named by year and rank, in the order in which a grid shows them. */
export interface RowOrder {
  readonly length: number;
  /** Years and ranks of some rows. */
  slice(start: number, end: number): RowKeys;
}

/** One entry a row. */
export interface RowKeys {
  readonly years: Int32Array;
  readonly ranks: Int32Array;
}

const countRow = z.object({ year: z.number(), n: z.coerce.number() });

/**
 * The order of a selection. All rows of a log in its own order need no list: their ranks are counted. For anything
 * else the keys of the rows are sorted once by the database and kept, eight bytes a row, so that every page after that
 * costs the same wherever it is.
 */
export async function rowOrder(
  workspace: Workspace,
  run: ReadableRun,
  { relation: name, conditions, sort }: GridSelection,
): Promise<RowOrder> {
  const relation = relationOf(name);
  const sql = new GridSql(run, relation);
  if (relation.isDense && conditions.length === 0 && sort.length === 0) {
    const { sql: rows } = sql.rows([], () => 't.simulation_year AS year');
    const counts = await workspace.read(
      `SELECT year, count(*) AS n FROM (${rows}) GROUP BY year ORDER BY year`,
    );
    return denseOrder(z.array(countRow).parse(counts));
  }
  const keys = sort.map((_, index) => `k${index}`);
  const { sql: rows, values } = sql.rows(conditions, (table, rank) =>
    [
      `t.simulation_year AS year`,
      `${rank} AS rank`,
      ...sql.sortKeys(sort, table).map((key, index) => `${key} AS k${index}`),
    ].join(', '),
  );
  const order = [
    ...sort.map(({ descending }, index) => `${keys[index] ?? ''} ${descending ? 'DESC' : 'ASC'} NULLS LAST`),
    'year',
    'rank',
  ];
  const years = new GrowingColumn();
  const ranks = new GrowingColumn();
  const statement = `SELECT year, rank FROM (${rows}) ORDER BY ${order.join(', ')}`;
  for await (const chunk of workspace.stream(statement, [...values])) {
    years.add(chunk.getColumnValues(0));
    ranks.add(chunk.getColumnValues(1));
  }
  return {
    length: years.length,
    slice: (start, end) => ({ years: years.slice(start, end), ranks: ranks.slice(start, end) }),
  };
}

function denseOrder(counts: readonly { readonly year: number; readonly n: number }[]): RowOrder {
  const length = counts.reduce((sum, { n }) => sum + n, 0);
  return {
    length,
    slice: (start, end) => {
      const rows = Math.max(0, Math.min(end, length) - start);
      const years = new Int32Array(rows);
      const ranks = new Int32Array(rows);
      let first = 0;
      for (const { year, n } of counts) {
        for (let row = Math.max(start, first); row < Math.min(end, first + n); row += 1) {
          years[row - start] = year;
          ranks[row - start] = row - first;
        }
        first += n;
      }
      return { years, ranks };
    },
  };
}

/** A column of whole numbers that grows chunk by chunk. */
class GrowingColumn {
  #values = new Int32Array(4_096);
  length = 0;

  add(values: readonly unknown[]): void {
    while (this.length + values.length > this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    for (const value of values) {
      this.#values[this.length] = Number(value);
      this.length += 1;
    }
  }

  slice(start: number, end: number): Int32Array {
    return this.#values.slice(start, Math.min(end, this.length));
  }
}
