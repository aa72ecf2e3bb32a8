import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeTexts, writeParquet, type ParquetColumn } from './parquet.ts';

const folder = mkdtempSync(join(tmpdir(), 'planalign-parquet-'));
let database: DuckDBInstance;

beforeAll(async () => {
  database = await DuckDBInstance.create(':memory:');
});
afterAll(() => {
  database.closeSync();
  rmSync(folder, { recursive: true });
});

let files = 0;

/** Writes the columns, and reads them back with a query over the relation `file`. */
async function roundTrip(
  rows: number,
  columns: readonly ParquetColumn[],
  select: string,
): Promise<unknown[][]> {
  files += 1;
  const path = join(folder, `${files}.parquet`);
  writeParquet(path, rows, columns);
  const connection = await database.connect();
  try {
    const reader = await connection.runAndReadAll(
      `WITH file AS (SELECT *, row_number() OVER () - 1 AS file_row FROM read_parquet($1)) SELECT ${select} FROM file`,
      [path],
    );
    return reader.getRowsJson();
  } finally {
    connection.closeSync();
  }
}

const bitmap = (rows: number, isPresent: (row: number) => boolean): Uint8Array => {
  const bits = new Uint8Array((rows + 7) >> 3);
  for (let row = 0; row < rows; row += 1)
    if (isPresent(row)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
};

const words = (values: readonly bigint[]): Int32Array<ArrayBuffer> =>
  new Int32Array(BigInt64Array.from(values).buffer);

describe('writeParquet', () => {
  it('keeps every type, with absent values where a bitmap says so', async () => {
    const present = bitmap(3, (row) => row !== 1);
    const rows = await roundTrip(
      3,
      [
        { name: 'i', type: 'int32', values: Int32Array.of(1, -2, 2_147_483_647), present: null },
        { name: 'io', type: 'int32', values: Int32Array.of(7, -1, -8), present },
        { name: 'd', type: 'date', values: Int32Array.of(0, -1, 20_454), present: null },
        { name: 'do', type: 'date', values: Int32Array.of(0, 5, 11_016), present },
        {
          name: 'l',
          type: 'int64',
          words: words([-1n, 9_007_199_254_740_991n, -9_007_199_254_740_991n]),
          present: null,
        },
        { name: 'lo', type: 'int64', words: words([12n, 0n, 4_294_967_296n]), present },
        { name: 'f', type: 'double', values: Float64Array.of(0.1, -0, Infinity), present: null },
        { name: 'fo', type: 'double', values: Float64Array.of(0.25, NaN, 1e-300), present },
        { name: 'b', type: 'uint8', values: Uint8Array.of(0, 255, 3), present: null },
        { name: 'y', type: 'boolean', values: Uint8Array.of(1, 0, 1), present: null },
        { name: 'yo', type: 'boolean', values: Uint8Array.of(0, 1, 1), present },
        {
          name: 't',
          type: 'text',
          texts: encodeTexts(['', 'José 日本 👩‍🏫', 'x'.repeat(3_000)]),
          present: null,
        },
      ],
      'i, io, d, "do", l, lo, f, fo, b, y, yo, t',
    );
    expect(rows).toEqual([
      [1, 7, '1970-01-01', '1970-01-01', '-1', '12', 0.1, 0.25, 0, true, false, ''],
      [-2, null, '1969-12-31', null, '9007199254740991', null, -0, null, 255, false, null, 'José 日本 👩‍🏫'],
      [
        2_147_483_647,
        -8,
        '2026-01-01',
        '2000-02-29',
        '-9007199254740991',
        '4294967296',
        'Infinity',
        1e-300,
        3,
        true,
        true,
        'x'.repeat(3_000),
      ],
    ]);
  });

  it('declares the types that the tables have', async () => {
    const rows = await roundTrip(
      1,
      [
        { name: 'i', type: 'int32', values: Int32Array.of(1), present: null },
        { name: 'd', type: 'date', values: Int32Array.of(1), present: null },
        { name: 'l', type: 'int64', words: words([1n]), present: null },
        { name: 'f', type: 'double', values: Float64Array.of(1), present: null },
        { name: 'b', type: 'uint8', values: Uint8Array.of(1), present: null },
        { name: 'y', type: 'boolean', values: Uint8Array.of(1), present: null },
        { name: 't', type: 'text', texts: encodeTexts(['a']), present: null },
      ],
      'typeof(i), typeof(d), typeof(l), typeof(f), typeof(b), typeof(y), typeof(t)',
    );
    expect(rows).toEqual([['INTEGER', 'DATE', 'BIGINT', 'DOUBLE', 'UTINYINT', 'BOOLEAN', 'VARCHAR']]);
  });

  it('keeps what is the same in all rows of a group, and in the present ones, bit by bit', async () => {
    const count = 30_000;
    const present = bitmap(count, (row) => row % 2 === 0);
    const filled = <Values extends { fill: (value: number) => Values }>(
      values: Values,
      value: number,
    ): Values => values.fill(value);
    const last = filled(new Int32Array(count), 9);
    last[count - 1] = 8;
    const rows = await roundTrip(
      count,
      [
        { name: 'i', type: 'int32', values: filled(new Int32Array(count), -7), present: null },
        { name: 'late', type: 'int32', values: last, present: null },
        { name: 'd', type: 'date', values: filled(new Int32Array(count), 31), present },
        {
          name: 'l',
          type: 'int64',
          words: words(Array.from({ length: count }, () => -(2n ** 40n))),
          present,
        },
        { name: 'f', type: 'double', values: filled(new Float64Array(count), -0), present: null },
        { name: 'b', type: 'uint8', values: filled(new Uint8Array(count), 200), present: null },
      ],
      `sum(i)::INTEGER, sum(late)::INTEGER, count(d)::INTEGER, max(d), min(d), count(l)::INTEGER, max(l), min(l),
       count(*) FILTER (signbit(f) AND f = 0)::INTEGER, sum(b)::INTEGER`,
    );
    const half = count / 2;
    expect(rows).toEqual([
      [
        -7 * count,
        9 * count - 1,
        half,
        '1970-02-01',
        '1970-02-01',
        half,
        String(-(2n ** 40n)),
        String(-(2n ** 40n)),
        count,
        200 * count,
      ],
    ]);
  });

  it('splits large tables into row groups without losing or reordering a row', async () => {
    const count = 300_001;
    const present = bitmap(count, (row) => row % 3 !== 0);
    const rows = await roundTrip(
      count,
      [
        { name: 'i', type: 'int32', values: Int32Array.from({ length: count }, (_, i) => i), present: null },
        { name: 'o', type: 'int32', values: Int32Array.from({ length: count }, (_, i) => i), present },
        {
          name: 'late',
          type: 'int32',
          values: new Int32Array(count),
          present: bitmap(count, (r) => r > 200_000),
        },
        {
          name: 'b',
          type: 'uint8',
          values: Uint8Array.from({ length: count }, (_, i) => i % 251),
          present: null,
        },
        {
          name: 't',
          type: 'text',
          texts: encodeTexts(Array.from({ length: count }, (_, i) => `E${i}`)),
          present: null,
        },
      ],
      `count(*)::INTEGER, (count(*) FILTER (i <> file_row))::INTEGER, count(o)::INTEGER,
       (count(*) FILTER (o IS DISTINCT FROM CASE WHEN i % 3 <> 0 THEN i END))::INTEGER,
       (count(*) FILTER ((late IS NULL) <> (i <= 200000)))::INTEGER,
       (count(*) FILTER (b <> i % 251))::INTEGER, (count(*) FILTER (t <> 'E' || i))::INTEGER`,
    );
    expect(rows).toEqual([[count, 0, 200_000, 0, 0, 0, 0]]);
  });

  it('refuses to replace a file', () => {
    const path = join(folder, 'twice.parquet');
    const columns: ParquetColumn[] = [{ name: 'i', type: 'int32', values: Int32Array.of(1), present: null }];
    writeParquet(path, 1, columns);
    expect(() => {
      writeParquet(path, 1, columns);
    }).toThrow(/EEXIST/);
  });
});
