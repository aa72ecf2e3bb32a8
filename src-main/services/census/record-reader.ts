import { PlanAlignError } from '../../../src-shared/errors.ts';
import {
  afterLineBreak,
  CARRIAGE_RETURN,
  closeQuote,
  hasContent,
  LINE_FEED,
  QUOTE,
  type Delimiter,
} from './delimited-text.ts';
import type { RawColumn, RawTable } from './raw-table.ts';
import { EMPTY_HASH, hashByte, TextDictionary } from './text-dictionary.ts';

interface RecordLayout {
  /** Number of columns. */
  readonly width: number;
  readonly delimiter: Delimiter;
  /** Number of the first record, for messages. */
  readonly firstRow: number;
  /** Positions of the columns to keep. */
  readonly chosen: ReadonlySet<number>;
  readonly path: string;
}

/** Rows there is room for at first, and how much is added when it is used up. */
const FIRST_ROWS = 4_096;
const GROWTH = 1.5;

/** Reads records of delimited text into one dictionary and one list of codes per chosen column. */
export class RecordReader {
  readonly #delimiter: number;
  readonly #path: string;
  readonly #firstRow: number;
  readonly #width: number;
  /** By position; undefined for a column that is not read. */
  readonly #dictionaries: readonly (TextDictionary | undefined)[];
  /** Codes by position and row, longer than the rows read; empty for a column that is not read. */
  #codes: Int32Array<ArrayBuffer>[];
  #otherContent = new Uint8Array(FIRST_ROWS);
  readonly #ragged = new Map<number, string>();
  #rowCount = 0;

  constructor({ width, delimiter, firstRow, chosen, path }: RecordLayout) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#path = path;
    this.#firstRow = firstRow;
    this.#width = width;
    const positions = Array.from({ length: width }, (_, position) => position);
    this.#dictionaries = positions.map((position) =>
      chosen.has(position) ? new TextDictionary() : undefined,
    );
    this.#codes = positions.map((position) => new Int32Array(chosen.has(position) ? FIRST_ROWS : 0));
  }

  /** Makes room for a number of rows, so that none is copied while they are read. */
  reserve(rows: number): void {
    if (rows <= this.#otherContent.length) return;
    const otherContent = new Uint8Array(rows);
    otherContent.set(this.#otherContent);
    this.#otherContent = otherContent;
    this.#codes = this.#codes.map((codes) => {
      const larger = new Int32Array(codes.length === 0 ? 0 : rows);
      larger.set(codes);
      return larger;
    });
  }

  /** Number of the record that is read next. */
  get nextRow(): number {
    return this.#firstRow + this.#rowCount;
  }

  /** Reads the complete records of the bytes and returns where the first incomplete one starts. */
  read(bytes: Uint8Array, isLast: boolean): number {
    let at = 0;
    while (at < bytes.length) {
      const next = this.#readRecord(bytes, at, isLast);
      if (next < 0) {
        if (isLast) throw this.#malformed('a quote that is opened there is never closed');
        return at;
      }
      at = next;
    }
    return at;
  }

  /** Position after the record, or -1 when it is incomplete. */
  #readRecord(bytes: Uint8Array, start: number, isLast: boolean): number {
    const end = bytes.length;
    const delimiter = this.#delimiter;
    const width = this.#width;
    const row = this.#rowCount;
    if (row === this.#otherContent.length) this.reserve(Math.ceil(row * GROWTH));
    let hasOther = false;
    let ragged: string | null = null;
    let at = start;
    for (let position = 0; ; position += 1) {
      const dictionary = this.#dictionaries[position];
      let cellStart = at;
      let cellEnd: number;
      let hash = EMPTY_HASH;
      let content = bytes;
      if (bytes[at] === QUOTE) {
        const quoted = closeQuote(bytes, at, end);
        if (quoted.end < 0) return -1;
        at = this.#afterQuoted(bytes, quoted.end, end);
        cellStart += 1;
        cellEnd = quoted.end - 1;
        if (quoted.hasDoubledQuote) {
          content = withoutDoubledQuotes(bytes.subarray(cellStart, cellEnd));
          cellStart = 0;
          cellEnd = content.length;
        }
        if (dictionary !== undefined)
          for (let byte = cellStart; byte < cellEnd; byte += 1) hash = hashByte(hash, content[byte] ?? 0);
      } else {
        while (at < end) {
          const byte = bytes[at] ?? 0;
          if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
          hash = hashByte(hash, byte);
          at += 1;
        }
        cellEnd = at;
      }
      // A carriage return at the end of the bytes may be half of a line break.
      const isOpen = at >= end || (bytes[at] === CARRIAGE_RETURN && at + 1 >= end);
      if (isOpen && !isLast) return -1;
      const codes = this.#codes[position];
      if (dictionary !== undefined && codes !== undefined)
        codes[row] = dictionary.intern(content, cellStart, cellEnd, hash);
      else if (hasContent(content, cellStart, cellEnd)) {
        hasOther = true;
        if (position >= width) ragged ??= Buffer.from(content.subarray(cellStart, cellEnd)).toString('utf8');
      }
      if (at >= end || bytes[at] !== delimiter) break;
      at += 1;
    }
    if (hasOther) this.#otherContent[row] = 1;
    if (ragged !== null) this.#ragged.set(row, ragged);
    this.#rowCount = row + 1;
    return afterLineBreak(bytes, at, end);
  }

  /** Position of the delimiter or line break after a closing quote; blanks between are dropped. */
  #afterQuoted(bytes: Uint8Array, after: number, end: number): number {
    let at = after;
    while (at < end) {
      const byte = bytes[at];
      if (byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) return at;
      if (byte !== 0x20 && byte !== 0x09) throw this.#malformed('text follows a closing quote');
      at += 1;
    }
    return at;
  }

  #malformed(finding: string): PlanAlignError {
    return new PlanAlignError(
      'CENSUS_FORMAT',
      `The quotes of row ${this.nextRow} do not match: ${finding}.`,
      {
        file: this.#path,
        row: this.nextRow,
      },
    );
  }

  finish(): Pick<RawTable, 'columns' | 'rowCount' | 'hasOtherContent' | 'ragged'> {
    const rowCount = this.#rowCount;
    const columns = this.#dictionaries.flatMap((dictionary, position): RawColumn[] => {
      const codes = this.#codes[position];
      if (dictionary === undefined || codes === undefined) return [];
      const texts = dictionary.texts();
      return [{ position, texts, isDistinct: true, codes: codes.subarray(0, rowCount), isNumeric: false }];
    });
    return {
      columns,
      rowCount,
      hasOtherContent: this.#otherContent.subarray(0, rowCount),
      ragged: this.#ragged,
    };
  }
}

function withoutDoubledQuotes(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    result[length] = bytes[at] ?? 0;
    length += 1;
    if (bytes[at] === QUOTE) at += 1;
  }
  return result.subarray(0, length);
}
