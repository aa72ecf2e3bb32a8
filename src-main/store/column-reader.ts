import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { ColumnData, ColumnShape } from './stored-column.ts';

/**
 * Reads columns back in the form the engine has them. The query does the conversion, so that every vector holds plain
 * numbers: dates as day numbers, yes/no as 1, 0 and −1, 64-bit integers as doubles (they are below 2^53).
 */

/** What a query selects for a column, so that {@link readVector} can read it. */
export function selectExpression(name: string, shape: ColumnShape): string {
  switch (shape.type) {
    case 'int32':
      return shape.nullValue === null ? name : `coalesce(${name}, ${shape.nullValue})`;
    case 'date': {
      const days = `CAST(${name} - DATE '1970-01-01' AS INTEGER)`;
      return shape.nullValue === null ? days : `coalesce(${days}, CAST(${shape.nullValue} AS INTEGER))`;
    }
    case 'uint8':
    case 'double':
      return name;
    case 'boolean':
      return `coalesce(CAST(${name} AS INTEGER), -1)`;
    case 'int64':
      return `CAST(${name} AS DOUBLE)`;
  }
}

/** An empty column of `rows` rows, to be filled by {@link readVector}. */
export function emptyColumn(shape: ColumnShape, rows: number): ColumnData {
  switch (shape.type) {
    case 'int32':
    case 'date':
      return { type: shape.type, nullValue: shape.nullValue, values: new Int32Array(rows) };
    case 'uint8':
      return { type: 'uint8', values: new Uint8Array(rows) };
    case 'boolean':
      return { type: 'boolean', values: new Int8Array(rows) };
    case 'int64':
    case 'double':
      return { type: shape.type, values: new Float64Array(rows) };
  }
}

/** Copies a column of a chunk into `target` from row `first` on. Null becomes NaN. */
export function readVector(
  chunk: DuckDBDataChunk,
  columnIndex: number,
  target: ColumnData,
  first: number,
): void {
  const vector = chunk.getColumnVector(columnIndex);
  const { values } = target;
  // The property asks the database each time.
  const rows = chunk.rowCount;
  for (let row = 0; row < rows; row += 1) {
    const item = vector.getItem(row);
    values[first + row] = typeof item === 'number' ? item : NaN;
  }
}

/** Texts of a column of a chunk. */
export function readTexts(chunk: DuckDBDataChunk, columnIndex: number): string[] {
  return chunk.getColumnValues(columnIndex).map(String);
}
