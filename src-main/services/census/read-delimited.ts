import type { FileHandle } from 'node:fs/promises';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { DELIMITERS, readRecord, sniffDelimiter, type Delimiter } from './delimited-text.ts';
import type { CensusMapping, TextEncoding } from './mapping.ts';
import {
  cleanHeader,
  MAX_COLUMNS,
  type ColumnSelection,
  type ImportControl,
  type RawTable,
} from './raw-table.ts';
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
  return cells.slice(0, last + 1).map(cleanHeader);
}

/** Null while the header may go on after the bytes. */
function findHeader(bytes: Uint8Array, isLast: boolean, mapping: CensusMapping, path: string): Header | null {
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
    if (record === null && !isLast) return null;
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

/** The bytes of a text that have been read and not used yet. */
class PendingText {
  readonly #source: TextSource;
  bytes: Uint8Array = new Uint8Array(0);
  isLast = false;

  constructor(source: TextSource) {
    this.#source = source;
  }

  async readMore(): Promise<void> {
    const chunk = await this.#source.next();
    if (chunk === null) this.isLast = true;
    else this.bytes = Buffer.concat([this.bytes, chunk]);
  }

  use(length: number): void {
    this.bytes = this.bytes.subarray(length);
  }
}

interface DelimitedFile {
  readonly path: string;
  readonly mapping: CensusMapping;
  readonly encoding: TextEncoding;
}

async function readHeader(text: PendingText, { path, mapping, encoding }: DelimitedFile): Promise<Header> {
  for (;;) {
    await text.readMore();
    if (text.bytes.length === 0 && text.isLast)
      throw new PlanAlignError('CENSUS_EMPTY', 'The file is empty.', { file: path });
    const header = findHeader(text.bytes, text.isLast, mapping, path);
    if (header === null && text.bytes.length < LONGEST_RECORD_BYTES) continue;
    if (header === null)
      throw new PlanAlignError(
        'CENSUS_FORMAT',
        'The header row has no end: a quote in it is probably not closed.',
        {
          file: path,
        },
      );
    if (encoding === 'utf-8') assertUtf8(text.bytes.subarray(0, header.next), path, 1);
    if (header.cells.length > MAX_COLUMNS)
      throw new PlanAlignError('CENSUS_TOO_LARGE', `The file has more than ${MAX_COLUMNS} columns.`, {
        file: path,
      });
    text.use(header.next);
    return header;
  }
}

/** Reads the records that are complete, and checks their encoding. */
function readRecords(text: PendingText, reader: RecordReader, { path, encoding }: DelimitedFile): void {
  const firstRow = reader.nextRow;
  const used = reader.read(text.bytes, text.isLast);
  if (encoding === 'utf-8') assertUtf8(text.bytes.subarray(0, used), path, firstRow);
  text.use(used);
  if (text.bytes.length <= LONGEST_RECORD_BYTES) return;
  throw new PlanAlignError(
    'CENSUS_FORMAT',
    `Row ${reader.nextRow} is longer than ${LONGEST_RECORD_BYTES} bytes: a quote in it is probably not closed.`,
    { file: path, row: reader.nextRow },
  );
}

/**
 * Reads a delimited text file (W-15): delimiter and encoding are recognised unless the mapping states them, records
 * follow RFC 4180 with any line endings. Memory is bounded by the distinct values and one code per cell.
 * @param start The first bytes of the file.
 * @throws PlanAlignError CENSUS_EMPTY, CENSUS_ENCODING, CENSUS_FORMAT, CENSUS_TOO_LARGE or CANCELLED.
 */
export async function readDelimited(
  handle: FileHandle,
  size: number,
  start: Uint8Array,
  path: string,
  mapping: CensusMapping,
  select: ColumnSelection,
  control: ImportControl,
): Promise<RawTable> {
  const marked = markedEncoding(start);
  const encoding = mapping.encoding ?? marked ?? 'utf-8';
  const file: DelimitedFile = { path, mapping, encoding };
  const source = new TextSource(handle, path, encoding, marked === encoding ? marked : null);
  const text = new PendingText(source);
  const header = await readHeader(text, file);
  const reader = new RecordReader({
    width: header.cells.length,
    delimiter: header.delimiter,
    firstRow: header.row + 1,
    chosen: select(header.cells),
    path,
  });
  for (;;) {
    control.throwIfCancelled();
    const isFirst = reader.nextRow === header.row + 1;
    readRecords(text, reader, file);
    const share = source.position / size;
    control.onProgress('read', share);
    if (text.isLast) break;
    // The first rows tell how many there will be; a little more, so that the estimate is seldom too small.
    if (isFirst) reader.reserve(Math.ceil(((reader.nextRow - header.row) / share) * 1.05));
    await text.readMore();
  }
  return {
    headers: header.cells,
    firstRowNumber: header.row + 1,
    ...reader.finish(),
    date1904: false,
    facts: { format: 'csv', bytes: size, encoding, delimiter: header.delimiter, sheet: null, sheets: [] },
  };
}
