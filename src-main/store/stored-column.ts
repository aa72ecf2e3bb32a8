import { NO_CODE, NO_DAY } from '../../src-shared/units.ts';
import type { ParquetColumn } from './parquet.ts';

/**
 * The values of one column as the engine holds them, and which of them mean "none": `nullValue` for whole numbers
 * and dates, NaN for amounts and reals, −1 for yes/no.
 */
export type ColumnData =
  | { readonly type: 'int32' | 'date'; readonly values: Int32Array; readonly nullValue: number | null }
  | { readonly type: 'uint8'; readonly values: Uint8Array }
  | { readonly type: 'boolean'; readonly values: Uint8Array | Int8Array }
  /** int64: whole numbers held in doubles, such as cents. */
  | { readonly type: 'int64' | 'double'; readonly values: Float64Array };

/** A column of a table: its name and type there, and where its values are in the structure that the table stores. */
export interface StoredColumn<Source> {
  readonly name: string;
  readonly shape: ColumnShape;
  readonly data: (source: Source) => ColumnData;
}

/** What is known of a column without its values. */
export type ColumnShape =
  | { readonly type: 'int32' | 'date'; readonly nullValue: number | null }
  | { readonly type: 'uint8' | 'boolean' | 'int64' | 'double' };

const ofInts = <S>(
  name: string,
  shape: ColumnShape & { readonly type: 'int32' | 'date' },
  read: (source: S) => Int32Array,
): StoredColumn<S> => ({ name, shape, data: (source) => ({ ...shape, values: read(source) }) });

/** Whole numbers; every row has one. */
export const int = <S>(name: string, read: (source: S) => Int32Array): StoredColumn<S> =>
  ofInts(name, { type: 'int32', nullValue: null }, read);

/** Whole numbers or dictionary codes of which −1, or the value given, means none. */
export const code = <S>(
  name: string,
  read: (source: S) => Int32Array,
  nullValue: number = NO_CODE,
): StoredColumn<S> => ofInts(name, { type: 'int32', nullValue }, read);

/** Day numbers; NO_DAY means none. */
export const date = <S>(name: string, read: (source: S) => Int32Array): StoredColumn<S> =>
  ofInts(name, { type: 'date', nullValue: NO_DAY }, read);

/** Small whole numbers and indexes of closed lists. */
export const byte = <S>(name: string, read: (source: S) => Uint8Array): StoredColumn<S> => ({
  name,
  shape: { type: 'uint8' },
  data: (source) => ({ type: 'uint8', values: read(source) }),
});

/** Yes/no as 1 and 0; −1 means none. */
export const flag = <S>(name: string, read: (source: S) => Uint8Array | Int8Array): StoredColumn<S> => ({
  name,
  shape: { type: 'boolean' },
  data: (source) => ({ type: 'boolean', values: read(source) }),
});

/** Whole numbers beyond 32 bits, held in doubles; NaN means none. */
export const whole = <S>(name: string, read: (source: S) => Float64Array): StoredColumn<S> => ({
  name,
  shape: { type: 'int64' },
  data: (source) => ({ type: 'int64', values: read(source) }),
});

/** Reals; NaN means none. */
export const real = <S>(name: string, read: (source: S) => Float64Array): StoredColumn<S> => ({
  name,
  shape: { type: 'double' },
  data: (source) => ({ type: 'double', values: read(source) }),
});

/** Two 32-bit words of the int64 that stands for "none" in the canonical bytes: its smallest value. */
const NO_INT64_HIGH_WORD = -2_147_483_648;
const TWO_32 = 4_294_967_296;

/** A column ready to be written, and the bytes that its digest covers. */
export interface EncodedColumn {
  readonly parquet: ParquetColumn;
  /**
   * Canonical bytes: the stored values in row order, little-endian, of the width of their type, with one fixed
   * pattern for "none". They are the same whether they come from the engine or back from the store.
   */
  readonly canonical: Uint8Array;
}

/** Memory that one column after the other is encoded in. */
export class ColumnMemory {
  #buffers = [new ArrayBuffer(0), new ArrayBuffer(0)] as const;

  /** Room for as many words; what is in them is undefined. */
  words(length: number, place: 0 | 1 = 0): Int32Array<ArrayBuffer> {
    if (this.#buffers[place].byteLength < length * 4) {
      // A little more, since years grow.
      const larger = new ArrayBuffer(length * 5);
      this.#buffers = place === 0 ? [larger, this.#buffers[1]] : [this.#buffers[0], larger];
    }
    return new Int32Array(this.#buffers[place], 0, length);
  }
}

/**
 * Encodes a column. With `memory` the result is good until the next column is encoded with it.
 * Throws RangeError for a yes/no value or a whole number that its type cannot hold.
 */
export function encodeColumn(name: string, data: ColumnData, memory = new ColumnMemory()): EncodedColumn {
  switch (data.type) {
    case 'int32':
    case 'date': {
      const { values, nullValue } = data;
      const present = nullValue === null ? null : presentInts(values, nullValue);
      return { parquet: { name, type: data.type, values, present }, canonical: bytesOf(values) };
    }
    case 'uint8':
      return {
        parquet: { name, type: 'uint8', values: data.values, present: null },
        canonical: bytesOf(data.values),
      };
    case 'boolean': {
      expectYesNo(name, data.values);
      const canonical = bytesOf(data.values);
      return {
        parquet: { name, type: 'boolean', values: canonical, present: presentInts(data.values, -1) },
        canonical,
      };
    }
    case 'int64': {
      const words = wordsOf(name, data.values, memory);
      const present = presentReals(data.values);
      return { parquet: { name, type: 'int64', words, present }, canonical: bytesOf(words) };
    }
    case 'double': {
      const present = presentReals(data.values);
      const values = present === null ? data.values : withCanonicalNaN(data.values, memory);
      return { parquet: { name, type: 'double', values, present }, canonical: bytesOf(values) };
    }
  }
}

/** Bitmap of the rows whose value is not `nullValue`; null when all have one. */
function presentInts(values: Int32Array | Int8Array | Uint8Array, nullValue: number): Uint8Array | null {
  if (!values.includes(nullValue)) return null;
  const bits = new Uint8Array((values.length + 7) >> 3);
  for (let row = 0; row < values.length; row += 1)
    if (values[row] !== nullValue) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
}

/** Bitmap of the rows whose value is not NaN; null when all have one. */
function presentReals(values: Float64Array): Uint8Array | null {
  if (!values.includes(NaN)) return null;
  const bits = new Uint8Array((values.length + 7) >> 3);
  for (let row = 0; row < values.length; row += 1)
    if (!Number.isNaN(values[row])) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
}

function expectYesNo(name: string, values: Uint8Array | Int8Array): void {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value > 1 || value < -1) throw new RangeError(`${name}: ${value} is not yes, no or none`);
  }
}

/** Doubles that hold whole numbers as 64-bit integers, low word first. */
function wordsOf(name: string, values: Float64Array, memory: ColumnMemory): Int32Array {
  const words = memory.words(values.length * 2);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? NaN;
    // Most amounts are below 2^31.
    const low = value | 0;
    if (low === value) {
      words[row * 2] = low;
      words[row * 2 + 1] = low >> 31;
      continue;
    }
    if (Number.isNaN(value)) {
      words[row * 2] = 0;
      words[row * 2 + 1] = NO_INT64_HIGH_WORD;
      continue;
    }
    if (!Number.isSafeInteger(value)) throw new RangeError(`${name}: ${value} is not a whole number`);
    const high = Math.floor(value / TWO_32);
    words[row * 2] = value - high * TWO_32;
    words[row * 2 + 1] = high;
  }
  return words;
}

/**
 * A column of 64-bit integers with 32 bits a value, if they need no more; any other column as it is. The database makes
 * it wide again, which costs less than writing and reading twice the bytes.
 */
export function narrowed(column: ParquetColumn, memory: ColumnMemory): ParquetColumn {
  if (column.type !== 'int64') return column;
  const { name, words, present } = column;
  const rows = words.length / 2;
  const values = memory.words(rows, 1);
  for (let row = 0; row < rows; row += 1) {
    const low = words[row * 2] ?? 0;
    const high = words[row * 2 + 1] ?? 0;
    if (high !== low >> 31 && high !== NO_INT64_HIGH_WORD) return column;
    values[row] = low;
  }
  return { name, type: 'int32', values, present };
}

/**
 * The values with every NaN in the one bit pattern that a literal has: a computed NaN may carry any sign and payload,
 * which would show in the digest.
 */
function withCanonicalNaN(values: Float64Array, memory: ColumnMemory): Float64Array {
  const words = memory.words(values.length * 2);
  const copy = new Float64Array(words.buffer, 0, values.length);
  copy.set(values);
  for (let row = 0; row < copy.length; row += 1) {
    if (!Number.isNaN(copy[row])) continue;
    words[row * 2] = 0;
    words[row * 2 + 1] = 0x7ff8_0000;
  }
  return copy;
}

function bytesOf(array: Int32Array | Float64Array | Uint8Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
