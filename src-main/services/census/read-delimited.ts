import type { FileHandle } from 'node:fs/promises';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { DELIMITERS, readRecord, sniffDelimiter, type Delimiter } from './delimited-text.ts';
import type { CensusMapping } from './mapping.ts';
import { MAX_COLUMNS, type ColumnSelection, type ImportControl, type RawTable } from './raw-table.ts';
import { RecordReader } from './record-reader.ts';
import { assertUtf8, markedEncoding, TextSource } from './text-source.ts';

/** A record longer than this is a quote that was never closed. */
const LONGEST_RECORD_BYTES = 16 * 1024 * 1024;
/** Rows looked at for the header. */
const MAX_ROWS_BEFORE_HEADER = 1_000;

/** The header of a text file, and where its data start. */
interface Header {
  readonly cells: readonly string[];
  /** Row of the header, from 1. */
  readonly row: number;
  readonly delimiter: Delimiter;
  readonly next: number;
}

const isBlankRecord = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Headers without the blank ones at the end: content beyond the last header makes a row ragged. */
function trimHeaders(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1).map((cell) => cell.replace(/\s+/g, ' ').trim());
}

function findHeader(bytes: Uint8Array, isLast: boolean, mapping: CensusMapping, path: string): Header {
  const end = bytes.length;
  let at = 0;
  let row = 1;
  let { delimiter } = mapping;
  const declared = /^sep=(.)\r?\n/.exec(Buffer.from(bytes.subarray(0, 16)).toString('latin1'));
  if (declared !== null) {
    delimiter ??= DELIMITERS.find((known) => known === declared[1]);
    at = declared[0].length;
    row += 1;
  }
  delimiter ??= sniffDelimiter(bytes, at, end, isLast);
  while (at < end && row <= MAX_ROWS_BEFORE_HEADER) {
    const record = readRecord(bytes, at, end, delimiter.charCodeAt(0), isLast);
    if (record === null)
      throw new PlanAlignError('CENSUS_FORMAT', `A quote in row ${row} is never closed.`, {
        file: path,
        row,
      });
    const isHeader =
      mapping.headerRow === undefined ? !isBlankRecord(record.cells) : row === mapping.headerRow;
    if (isHeader) return { cells: trimHeaders(record.cells), row, delimiter, next: record.next };
    at = record.next;
    row += 1;
  }
  throw new PlanAlignError('CENSUS_EMPTY', 'The file has no header row.', { file: path });
}

/**
 * Reads a delimited text file (W-15): delimiter and encoding are recognised unless the mapping states them, records
 * follow RFC 4180 with any line endings. Memory is bounded by the distinct values and one code per cell.
 * @throws PlanAlignError CENSUS_EMPTY, CENSUS_ENCODING, CENSUS_FORMAT, CENSUS_TOO_LARGE or CANCELLED.
 */
export async function readDelimited(
  file: FileHandle,
  path: string,
  bytes: number,
  start: Uint8Array,
  mapping: CensusMapping,
  select: ColumnSelection,
  control: ImportControl,
): Promise<RawTable> {
  const marked = markedEncoding(start);
  const encoding = mapping.encoding ?? marked ?? 'utf-8';
  const source = new TextSource(file, path, encoding, marked === encoding ? marked : null);
  let reader: RecordReader | null = null;
  let header: Header | null = null;
  let rest: Uint8Array = new Uint8Array(0);
  for (let isLast = false; !isLast;) {
    control.throwIfCancelled();
    const chunk = await source.next();
    isLast = chunk === null;
    let pending = chunk === null ? rest : Buffer.concat([rest, chunk]);
    if (pending.length === 0 && reader === null && isLast)
      throw new PlanAlignError('CENSUS_EMPTY', 'The file is empty.', { file: path });
    if (header === null || reader === null) {
      header = findHeader(pending, isLast, mapping, path);
      if (encoding === 'utf-8') assertUtf8(pending.subarray(0, header.next), path, 1);
      if (header.cells.length > MAX_COLUMNS)
        throw new PlanAlignError('CENSUS_TOO_LARGE', `The file has more than ${MAX_COLUMNS} columns.`, {
          file: path,
        });
      reader = new RecordReader({
        width: header.cells.length,
        delimiter: header.delimiter,
        firstRow: header.row + 1,
        chosen: select(header.cells),
        path,
      });
      pending = pending.subarray(header.next);
    }
    const firstRow = reader.nextRow;
    const used = reader.read(pending, isLast);
    if (encoding === 'utf-8') assertUtf8(pending.subarray(0, used), path, firstRow);
    rest = pending.subarray(used);
    if (rest.length > LONGEST_RECORD_BYTES)
      throw new PlanAlignError(
        'CENSUS_FORMAT',
        `Row ${reader.nextRow} is longer than ${LONGEST_RECORD_BYTES} bytes: a quote in it is probably not closed.`,
        { file: path, row: reader.nextRow },
      );
    control.onProgress('read', bytes === 0 ? 1 : source.position / bytes);
  }
  if (header === null || reader === null) throw new RangeError('a text was read without a header');
  return {
    headers: header.cells,
    firstRowNumber: header.row + 1,
    ...reader.finish(),
    date1904: false,
    facts: { format: 'csv', bytes, encoding, delimiter: header.delimiter, sheet: null, sheets: [] },
  };
}
