import type { ParquetColumn } from './parquet.ts';
import { ThriftCompactWriter } from './thrift-compact.ts';

/** The metadata of a Parquet file: headers of pages, and the footer that says where they lie. */

const PHYSICAL = { int32: 1, date: 1, int64: 2, double: 5, uint8: 1, boolean: 0, text: 6 } as const;
/** Logical meaning (ConvertedType); null where the physical type says it all. */
const CONVERTED = {
  int32: null,
  date: 6,
  int64: null,
  double: null,
  uint8: 11,
  boolean: null,
  text: 0,
} as const;
export const ENCODING = { plain: 0, rle: 3, dictionary: 8 } as const;
const PAGE = { data: 0, dictionary: 2 } as const;

/** The pages of one column in one row group. */
export interface ColumnChunk {
  readonly column: ParquetColumn;
  readonly encoding: number;
  readonly start: number;
  readonly dictionaryAt: number | null;
  readonly dataAt: number;
  readonly bytes: number;
}

interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
}

export function dictionaryPageHeader(bytes: number, values: number): Uint8Array {
  const header = new ThriftCompactWriter();
  header.i32(1, PAGE.dictionary);
  header.i32(2, bytes);
  header.i32(3, bytes);
  header.struct(7, () => {
    header.i32(1, values);
    header.i32(2, ENCODING.plain);
  });
  return header.finish();
}

export function dataPageHeader(bytes: number, rows: number, encoding: number): Uint8Array {
  const header = new ThriftCompactWriter();
  header.i32(1, PAGE.data);
  header.i32(2, bytes);
  header.i32(3, bytes);
  header.struct(5, () => {
    header.i32(1, rows);
    header.i32(2, encoding);
    header.i32(3, ENCODING.rle);
    header.i32(4, ENCODING.rle);
  });
  return header.finish();
}

/** FileMetaData of the format: schema, then where the pages of every column of every row group lie. */
export function footerOf(
  columns: readonly ParquetColumn[],
  rows: number,
  groups: readonly RowGroup[],
): Uint8Array {
  const meta = new ThriftCompactWriter();
  meta.i32(1, 1);
  meta.structList(2, [null, ...columns], (column) => {
    if (column === null) {
      meta.text(4, 'root');
      meta.i32(5, columns.length);
      return;
    }
    meta.i32(1, PHYSICAL[column.type]);
    meta.i32(3, column.present === null ? 0 : 1);
    meta.text(4, column.name);
    const converted = CONVERTED[column.type];
    if (converted !== null) meta.i32(6, converted);
  });
  meta.i64(3, rows);
  meta.structList(4, groups, (group) => {
    meta.structList(1, group.chunks, (chunk) => {
      meta.i64(2, chunk.start);
      meta.struct(3, () => {
        meta.i32(1, PHYSICAL[chunk.column.type]);
        meta.i32List(2, [chunk.encoding]);
        meta.textList(3, [chunk.column.name]);
        meta.i32(4, 0);
        meta.i64(5, group.rows);
        meta.i64(6, chunk.bytes);
        meta.i64(7, chunk.bytes);
        meta.i64(9, chunk.dataAt);
        if (chunk.dictionaryAt !== null) meta.i64(11, chunk.dictionaryAt);
      });
    });
    meta.i64(
      2,
      group.chunks.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    meta.i64(3, group.rows);
  });
  return meta.finish();
}
