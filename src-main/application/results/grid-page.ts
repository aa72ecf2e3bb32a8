import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { GridPageRequest, GridSelection, GridValues } from '../../../src-shared/api/results.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { EmployeeIds } from './employee-ids.ts';
import { EMPLOYEE, type GridRelation, type GridSource } from './grid-relations.ts';
import { asNumber, GridSql, relationOf, sourceOf } from './grid-sql.ts';
import { eachNumber } from './number-columns.ts';
import type { RowKeys } from './row-order.ts';
import { textsOf, type ReadableRun } from './run-dictionary.ts';

/** A run whose rows are read. */
export interface RowSource {
  readonly workspace: Workspace;
  readonly run: ReadableRun;
  readonly employees: EmployeeIds;
}

/** The values of some rows, column by column in the order asked for. */
export interface RowValues {
  readonly rows: number;
  readonly columns: readonly GridValues[];
}

/** The values of the rows named, in the order of the keys. */
export async function readRows(
  source: RowSource,
  { relation: name, columns }: Pick<GridPageRequest, 'relation' | 'columns'>,
  keys: RowKeys,
): Promise<readonly GridValues[]> {
  const relation = relationOf(name);
  const sources = columns.map((column) => sourceOf(relation, column));
  const rows = keys.years.length;
  const numbers = sources.map(() => new Float64Array(rows).fill(NaN));
  const rowAt = new Map<number, number>();
  for (let row = 0; row < rows; row += 1) rowAt.set(nameOf(keys.years[row] ?? 0, keys.ranks[row] ?? 0), row);
  const statement = (keys.tables === null ? rangesOf(relation, keys) : placesOf(relation, keys, keys.tables))
    .map(
      ({ table, rank, where }) =>
        `SELECT CAST(t.simulation_year AS DOUBLE), CAST(${rank} AS DOUBLE), ${sources.map((column) => asNumber(column, table)).join(', ')}
         FROM ${table} t WHERE t.run_key = ${source.run.key} AND ${where}`,
    )
    .join(' UNION ALL ');
  if (statement !== '')
    for await (const chunk of source.workspace.stream(statement)) fill(chunk, rowAt, numbers);
  return sources.map((column, index) => asValues(source, column, numbers[index] ?? new Float64Array(0)));
}

function fill(
  chunk: DuckDBDataChunk,
  rowAt: ReadonlyMap<number, number>,
  numbers: readonly Float64Array[],
): void {
  const years: number[] = [];
  const rows: (number | undefined)[] = [];
  eachNumber(chunk, 0, (year) => years.push(year));
  eachNumber(chunk, 1, (rank, row) => rows.push(rowAt.get(nameOf(years[row] ?? 0, rank))));
  numbers.forEach((values, index) => {
    eachNumber(chunk, index + 2, (value, found) => {
      const row = rows[found];
      if (row !== undefined) values[row] = value;
    });
  });
}

/** A row of a relation in one number. */
const nameOf = (year: number, rank: number): number => year * 2 ** 32 + rank;

/** What is read of one table. */
interface Part {
  readonly table: string;
  readonly rank: string;
  readonly where: string;
}

/** Rows that follow each other: a range of ranks a year, which the database finds without looking at the rest. */
function rangesOf(relation: GridRelation, { years, ranks }: RowKeys): readonly Part[] {
  const ranges = new Map<number, { least: number; most: number }>();
  years.forEach((year, row) => {
    const rank = ranks[row] ?? 0;
    const range = ranges.get(year);
    if (range === undefined) ranges.set(year, { least: rank, most: rank });
    else {
      range.least = Math.min(range.least, rank);
      range.most = Math.max(range.most, rank);
    }
  });
  return [...ranges].flatMap(([year, { least, most }]) =>
    relation.tables.map(({ table, rank }) => ({
      table,
      rank,
      where: `t.simulation_year = ${year} AND ${rank} BETWEEN ${least} AND ${most}`,
    })),
  );
}

/**
 * Rows from anywhere: a list of ranks a table, for all years at once, though more rows than wanted have one of them.
 * Looking through a table once costs less than once a year.
 */
function placesOf(relation: GridRelation, { years, ranks }: RowKeys, tables: Uint8Array): readonly Part[] {
  return relation.tables.flatMap(({ table, rank }, index) => {
    const rows = [...tables.keys()].filter((row) => tables[row] === index);
    if (rows.length === 0) return [];
    const yearsHere = new Set(rows.map((row) => years[row]));
    const ranksHere = new Set(rows.map((row) => ranks[row]));
    return [
      {
        table,
        rank,
        where: `t.simulation_year IN (${[...yearsHere].join(', ')}) AND ${rank} IN (${[...ranksHere].join(', ')})`,
      },
    ];
  });
}

/**
 * All rows of a selection in its order, some at a time: the database sorts them with their values and sends them as they
 * are asked for.
 */
export async function* streamRows(
  source: RowSource,
  { relation: name, conditions, sort }: GridSelection,
  columns: readonly string[],
): AsyncGenerator<RowValues> {
  const relation = relationOf(name);
  const sources = columns.map((column) => sourceOf(relation, column));
  const sql = new GridSql(source.run, relation);
  const { sql: rows, values } = sql.rows(conditions, (table, rank) =>
    [
      ...sources.map((column, index) => `${asNumber(column, table)} AS c${index}`),
      't.simulation_year AS year',
      `${rank} AS rank`,
      ...sql.sortKeys(sort, table, source.employees.ascend).map((key, index) => `${key} AS k${index}`),
    ].join(', '),
  );
  const order = [
    ...sort.map(({ descending }, index) => `k${index} ${descending ? 'DESC' : 'ASC'} NULLS LAST`),
    'year',
    'rank',
  ];
  const statement = `SELECT ${sources.map((_, index) => `c${index}`).join(', ')} FROM (${rows}) ORDER BY ${order.join(', ')}`;
  for await (const chunk of source.workspace.stream(statement, [...values])) {
    const numbers = sources.map((_, index) => {
      const column = new Float64Array(chunk.rowCount).fill(NaN);
      eachNumber(chunk, index, (value, row) => {
        column[row] = value;
      });
      return column;
    });
    yield {
      rows: chunk.rowCount,
      columns: sources.map((column, index) =>
        asValues(source, column, numbers[index] ?? new Float64Array(0)),
      ),
    };
  }
}

/** Numbers as a window is told of them: with the texts that they are codes of. */
function asValues({ run, employees }: RowSource, source: GridSource, numbers: Float64Array): GridValues {
  const known = source.name === EMPLOYEE ? employees.ids : textsOf(source, run);
  if (known === null) return { numbers };
  const texts: string[] = [];
  const indexOf = new Map<number, number>();
  const codes = Int32Array.from(numbers, (code) => {
    const text = Number.isNaN(code) ? undefined : known[code];
    if (text === undefined) return -1;
    const present = indexOf.get(code);
    if (present !== undefined) return present;
    indexOf.set(code, texts.length);
    return texts.push(text) - 1;
  });
  return { codes, texts };
}
