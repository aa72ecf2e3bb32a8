import { closeSync, openSync, writevSync } from 'node:fs';
import {
  dataPageHeader,
  dictionaryPageHeader,
  ENCODING,
  footerOf,
  type ColumnChunk,
} from './parquet-metadata.ts';
import { varint } from './thrift-compact.ts';

/**
 * Writes columns that lie in memory as one Parquet file for DuckDB to read. Values go out as plain copies of the
 * arrays wherever the format allows it: no compression, one page for a column of a row group, statistics left out.
 * What is the same in all rows of a group, such as an amount that nobody has, goes out once.
 *
 * `present` is a bitmap of the rows that have a value (bit i of byte i >> 3, least significant first); null means
 * that every row has one. Slots of absent rows are ignored.
 */
export type ParquetColumn = { readonly name: string } & (
  | {
      readonly type: 'int32' | 'date';
      readonly values: Int32Array;
      readonly present: Uint8Array | null;
    }
  /** Two 32-bit words for a value, low word first. */
  | { readonly type: 'int64'; readonly words: Int32Array; readonly present: Uint8Array | null }
  | {
      readonly type: 'double';
      readonly values: Float64Array;
      readonly present: Uint8Array | null;
    }
  | { readonly type: 'uint8'; readonly values: Uint8Array; readonly present: null }
  | {
      readonly type: 'boolean';
      readonly values: Uint8Array;
      readonly present: Uint8Array | null;
    }
  | { readonly type: 'text'; readonly texts: EncodedTexts; readonly present: null }
);

/** Texts in UTF-8, each after its length in 32 bits (the plain encoding of Parquet), one after the other. */
export interface EncodedTexts {
  readonly bytes: Uint8Array;
  /** Where the entry of each text begins, and at the end the length of `bytes`. */
  readonly offsets: Uint32Array;
}

/**
 * Rows of a row group, in a file and in the tables of a workspace: a group of the file becomes one of the table. Whole
 * groups are compressed by all threads and written where they stay; what is less than a group goes through the log
 * first and is written again when that is merged. A fifth of the group that the database makes by itself: a year of
 * 100,000 people then takes a third of the time.
 */
export const ROW_GROUP_ROWS = 24_576;
const MAGIC = Uint8Array.of(0x50, 0x41, 0x52, 0x31);

/** Encodes texts once for the file and for the digest of the column. */
export function encodeTexts(texts: readonly string[]): EncodedTexts {
  const offsets = new Uint32Array(texts.length + 1);
  let characters = 0;
  for (const text of texts) characters += text.length;
  // A UTF-16 unit takes at most three bytes of UTF-8.
  const bytes = Buffer.allocUnsafeSlow(texts.length * 4 + characters * 3);
  let end = 0;
  texts.forEach((text, index) => {
    offsets[index] = end;
    const length = bytes.write(text, end + 4, 'utf8');
    bytes.writeUInt32LE(length, end);
    end += 4 + length;
  });
  offsets[texts.length] = end;
  return { bytes: new Uint8Array(bytes.buffer, 0, end), offsets };
}

/**
 * Writes `columns`, all of `rows` rows, to a new file. Each is written before the next is asked for, so that they may
 * share memory; a file says where its parts are, so the parts of a row group need not lie together. The file is not
 * synced to the disk: it is read once by this process and removed. Throws the system's error (ENOSPC, EEXIST, …).
 */
export function writeParquet(path: string, rows: number, columns: Iterable<ParquetColumn>): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    const out = new FileSink(file);
    out.put(MAGIC);
    const groups = Array.from({ length: Math.ceil(rows / ROW_GROUP_ROWS) }, (_, group) => ({
      rows: Math.min(ROW_GROUP_ROWS, rows - group * ROW_GROUP_ROWS),
      chunks: [] as ColumnChunk[],
    }));
    const written: ParquetColumn[] = [];
    for (const column of columns) {
      written.push(column);
      for (const [group, { rows: count, chunks }] of groups.entries())
        chunks.push(writeColumnChunk(out, column, group * ROW_GROUP_ROWS, count));
      out.flush();
    }
    const footer = footerOf(written, rows, groups);
    out.put(footer);
    out.put(uint32(footer.length));
    out.put(MAGIC);
    out.flush();
  } finally {
    closeSync(file);
  }
}

/** Collects pieces and hands them to the system in few calls. */
class FileSink {
  readonly #file: number;
  #pieces: Uint8Array[] = [];
  position = 0;

  constructor(file: number) {
    this.#file = file;
  }

  put(piece: Uint8Array): void {
    if (piece.byteLength === 0) return;
    this.#pieces.push(piece);
    this.position += piece.byteLength;
    if (this.#pieces.length === 512) this.flush();
  }

  flush(): void {
    let pieces = this.#pieces;
    this.#pieces = [];
    // A call may write less than it was given, for instance on a disk that fills up.
    while (pieces.length > 0) pieces = withoutFirstBytes(pieces, writevSync(this.#file, pieces));
  }
}

function withoutFirstBytes(pieces: readonly Uint8Array[], count: number): Uint8Array[] {
  let rest = count;
  let index = 0;
  for (const piece of pieces) {
    if (rest < piece.byteLength) break;
    rest -= piece.byteLength;
    index += 1;
  }
  const remaining = pieces.slice(index);
  const first = remaining[0];
  if (first !== undefined && rest > 0) remaining[0] = first.subarray(rest);
  return remaining;
}

function writeColumnChunk(out: FileSink, column: ParquetColumn, first: number, rows: number): ColumnChunk {
  const start = out.position;
  const pieces: Uint8Array[] = [];
  const presentRows =
    column.present === null ? rows : putDefinitionLevels(pieces, column.present, first, rows);
  const dictionary = putValues(pieces, column, first, rows, presentRows);
  let dictionaryAt: number | null = null;
  if (dictionary !== null) {
    dictionaryAt = out.position;
    out.put(dictionaryPageHeader(dictionary.bytes.byteLength, dictionary.values));
    out.put(dictionary.bytes);
  }
  const encoding = dictionary === null ? ENCODING.plain : ENCODING.dictionary;
  const dataAt = out.position;
  const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  out.put(dataPageHeader(bytes, rows, encoding));
  for (const piece of pieces) out.put(piece);
  return { column, encoding, start, dictionaryAt, dataAt, bytes: out.position - start };
}

/** Puts the definition levels (1 where the row has a value) and returns how many rows have one. */
function putDefinitionLevels(pieces: Uint8Array[], present: Uint8Array, first: number, rows: number): number {
  const bitmap = present.subarray(first >> 3, (first + rows + 7) >> 3);
  const count = countBits(bitmap, rows);
  if (count === rows || count === 0) {
    // All equal: one repeated run of two bytes or so.
    const run = Uint8Array.from([...varint(rows * 2), count === 0 ? 0 : 1]);
    pieces.push(uint32(run.byteLength), run);
  } else {
    // One bit-packed run, which is the bitmap itself.
    const header = Uint8Array.from(varint(bitmap.byteLength * 2 + 1));
    pieces.push(uint32(header.byteLength + bitmap.byteLength), header, bitmap);
  }
  return count;
}

/** Bits that are set in each byte. */
const BITS_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = 0;
  for (let rest = byte; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
});

/** How many of the first `count` bits are set. */
function countBits(bitmap: Uint8Array, count: number): number {
  const whole = count >> 3;
  let bits = 0;
  for (let at = 0; at < whole; at += 1) bits += BITS_OF_BYTE[bitmap[at] ?? 0] ?? 0;
  return bits + (BITS_OF_BYTE[(bitmap[whole] ?? 0) & ((1 << (count & 7)) - 1)] ?? 0);
}

/** The values that indexes stand for. */
interface Dictionary {
  readonly values: number;
  readonly bytes: Uint8Array;
}

/** Puts the values of the present rows, or indexes of them into the dictionary that is returned. */
function putValues(
  pieces: Uint8Array[],
  column: ParquetColumn,
  first: number,
  rows: number,
  presentRows: number,
): Dictionary | null {
  if (presentRows === 0) return null;
  const absent = presentRows < rows ? column.present : null;
  switch (column.type) {
    case 'int32':
    case 'date':
      return putNumbers(pieces, column.values.subarray(first, first + rows), 1, absent, first, presentRows);
    case 'int64': {
      const words = column.words.subarray(first * 2, (first + rows) * 2);
      return putNumbers(pieces, words, 2, absent, first, presentRows);
    }
    case 'double': {
      // Of a number only the bits are looked at: −0 is not 0.
      const { buffer, byteOffset } = column.values;
      const words = new Int32Array(buffer, byteOffset + first * 8, rows * 2);
      return putNumbers(pieces, words, 2, absent, first, presentRows);
    }
    case 'uint8':
      return putBytes(pieces, column.values.subarray(first, first + rows));
    case 'boolean':
      pieces.push(packedBits(column.values.subarray(first, first + rows), absent, first, presentRows));
      return null;
    case 'text': {
      const { bytes, offsets } = column.texts;
      pieces.push(bytes.subarray(offsets[first] ?? 0, offsets[first + rows] ?? 0));
      return null;
    }
  }
}

/** Numbers of `width` words: as they are, or only the one that all of them are. */
function putNumbers(
  pieces: Uint8Array[],
  slice: Int32Array,
  width: 1 | 2,
  absent: Uint8Array | null,
  first: number,
  presentRows: number,
): Dictionary | null {
  const words = absent === null ? slice : compactInts(slice, absent, first, width, presentRows);
  if (!isRepeated(words, width)) {
    pieces.push(asBytes(words));
    return null;
  }
  putRepeatedIndex(pieces, presentRows);
  return { values: 1, bytes: asBytes(words.slice(0, width)) };
}

/** One byte a value: the values are indexes into a dictionary of all numbers up to the largest. */
function putBytes(pieces: Uint8Array[], codes: Uint8Array): Dictionary {
  let largest = 0;
  let smallest = 255;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    if (code > largest) largest = code;
    if (code < smallest) smallest = code;
  }
  if (smallest === largest) {
    putRepeatedIndex(pieces, codes.length);
    return { values: 1, bytes: asBytes(Int32Array.of(largest)) };
  }
  // One bit-packed run: a copy of the bytes, padded to a multiple of eight values.
  const groups = (codes.length + 7) >> 3;
  pieces.push(Uint8Array.from([8, ...varint(groups * 2 + 1)]), codes);
  if (groups * 8 > codes.length) pieces.push(new Uint8Array(groups * 8 - codes.length));
  const values = largest + 1;
  return { values, bytes: asBytes(Int32Array.from({ length: values }, (_, value) => value)) };
}

/** The index of the first value of a dictionary, `rows` times: one repeated run of indexes of one bit. */
function putRepeatedIndex(pieces: Uint8Array[], rows: number): void {
  pieces.push(Uint8Array.from([1, ...varint(rows * 2), 0]));
}

/** Whether all values, each `width` words wide, are the same. */
function isRepeated(words: Int32Array, width: 1 | 2): boolean {
  for (let at = width; at < words.length; at += 1) if (words[at] !== words[at - width]) return false;
  return true;
}

/** Values of the present rows only, each `width` array elements wide. */
function compactInts(
  slice: Int32Array,
  present: Uint8Array,
  first: number,
  width: 1 | 2,
  presentRows: number,
): Int32Array {
  const kept = new Int32Array(presentRows * width);
  const rows = slice.length / width;
  let next = 0;
  for (let row = 0; row < rows; row += 1) {
    if (!hasBit(present, first + row)) continue;
    kept[next] = slice[row * width] ?? 0;
    next += 1;
    if (width === 2) {
      kept[next] = slice[row * 2 + 1] ?? 0;
      next += 1;
    }
  }
  return kept;
}

function packedBits(
  slice: Uint8Array,
  present: Uint8Array | null,
  first: number,
  presentRows: number,
): Uint8Array {
  const bits = new Uint8Array((presentRows + 7) >> 3);
  let next = 0;
  for (let row = 0; row < slice.length; row += 1) {
    if (present !== null && !hasBit(present, first + row)) continue;
    if (slice[row] === 1) bits[next >> 3] = (bits[next >> 3] ?? 0) | (1 << (next & 7));
    next += 1;
  }
  return bits;
}

/** Whether bit `at` is set; counted from the least significant of each byte. */
function hasBit(bitmap: Uint8Array, at: number): boolean {
  return (((bitmap[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
}

function uint32(value: number): Uint8Array {
  return asBytes(Uint32Array.of(value));
}

function asBytes(array: Int32Array | Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
