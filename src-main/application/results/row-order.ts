import { z } from 'zod';
import type { GridSelection } from '../../../src-shared/api/results.ts';
import type { Workspace } from '../../store/workspace.ts';
import { GridSql, relationOf } from './grid-sql.ts';
import { GrowingNumbers } from './number-columns.ts';
import type { ReadableRun } from './run-dictionary.ts';

/** Names of some rows, one entry a row. */
export interface RowKeys {
  /** Index of the table among those of the relation; null where it is not known. */
  readonly tables: Uint8Array | null;
  readonly years: Int32Array;
  readonly ranks: Int32Array;
}

/** The order in which a grid shows the rows of a selection. */
export interface RowOrder {
  /** Number of rows. */
  length(): Promise<number>;
  /** Names of the rows from `start` up to `end`. */
  keys(start: number, end: number): Promise<RowKeys>;
  /** Makes whatever lets every page come quickly; it may be asked for again. */
  prepare(): Promise<unknown>;
}

/**
 * Rows that the database sorts alone: it then keeps the first so many while it looks through all of them (3.5 million
 * events: 5 to 25 ms against 350 ms for the whole order).
 */
const FIRST_ROWS = 2_000;

/** A row in one number, which the database can send as one column: table, year and rank, exact up to 2^53. */
const YEAR_STEP = 2 ** 31;
const TABLE_STEP = 2 ** 45;

const countRow = z.object({ year: z.number(), n: z.coerce.number() });

/**
 * The order of a selection. All rows of a log in its own order need no list: their ranks are counted. For anything else
 * the first rows are sorted out at once, and the names of all of them are sorted once by the database and kept, eight
 * bytes a row, so that every page after that costs the same wherever it is.
 */
export function rowOrder(
  workspace: Workspace,
  run: ReadableRun,
  { relation: name, conditions, sort }: GridSelection,
  idsAscend: boolean,
): RowOrder {
  const relation = relationOf(name);
  const sql = new GridSql(run, relation);
  const counted = once(async () => {
    const { sql: rows, values } = sql.rows(conditions, () => 't.simulation_year AS year');
    const counts: { readonly year: number; readonly n: number }[] = [];
    const statement = `SELECT year, CAST(count(*) AS INTEGER) AS n FROM (${rows}) GROUP BY year ORDER BY year`;
    for await (const chunk of workspace.stream(statement, [...values]))
      counts.push(...z.array(countRow).parse(chunk.getRowObjects(['year', 'n'])));
    return counts;
  });
  const length = async (): Promise<number> => (await counted()).reduce((sum, { n }) => sum + n, 0);
  if (relation.isDense && conditions.length === 0 && sort.length === 0)
    return {
      length,
      keys: async (start, end) => ranksCounted(await counted(), start, end),
      prepare: counted,
    };

  const { sql: rows, values } = sql.rows(conditions, (table, rank, index) =>
    [
      `CAST(${index * TABLE_STEP} + t.simulation_year * ${YEAR_STEP} + ${rank} AS DOUBLE) AS place`,
      't.simulation_year AS year',
      `${rank} AS rank`,
      ...sql.sortKeys(sort, table, idsAscend).map((key, index) => `${key} AS k${index}`),
    ].join(', '),
  );
  const order = [
    ...sort.map(({ descending }, index) => `k${index} ${descending ? 'DESC' : 'ASC'} NULLS LAST`),
    'year',
    'rank',
  ];
  const sorted = async (limit: string): Promise<Float64Array> => {
    const places = new GrowingNumbers();
    const statement = `SELECT place FROM (${rows}) ORDER BY ${order.join(', ')} ${limit}`;
    for await (const chunk of workspace.stream(statement, [...values])) places.add(chunk, 0);
    return places.all();
  };
  let isPrepared = false;
  const all = once(async () => {
    const places = await sorted('');
    isPrepared = true;
    return places;
  });
  return {
    length,
    keys: async (start, end) => {
      if (isPrepared || end > FIRST_ROWS) return namedBy((await all()).subarray(start, end));
      return namedBy(await sorted(`LIMIT ${end - start} OFFSET ${start}`));
    },
    prepare: all,
  };
}

/** Calls `make` at the first call and again after a failure. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

function namedBy(places: Float64Array): RowKeys {
  const tables = Uint8Array.from(places, (place) => Math.floor(place / TABLE_STEP));
  const years = Int32Array.from(places, (place) => Math.floor((place % TABLE_STEP) / YEAR_STEP));
  const ranks = Int32Array.from(places, (place) => place % YEAR_STEP);
  return { tables, years, ranks };
}

function ranksCounted(
  counts: readonly { readonly year: number; readonly n: number }[],
  start: number,
  end: number,
): RowKeys {
  const length = counts.reduce((sum, { n }) => sum + n, 0);
  const rows = Math.max(0, Math.min(end, length) - start);
  const years = new Int32Array(rows);
  const ranks = new Int32Array(rows);
  let first = 0;
  for (const { year, n } of counts) {
    for (let row = Math.max(start, first); row < Math.min(start + rows, first + n); row += 1) {
      years[row - start] = year;
      ranks[row - start] = row - first;
    }
    first += n;
  }
  return { tables: null, years, ranks };
}
