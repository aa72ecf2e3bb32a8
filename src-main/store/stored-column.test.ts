import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { appendLink, digestOf, NO_LINK } from './fingerprint.ts';
import { ColumnMemory, encodeColumn, narrowed } from './stored-column.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('encodeColumn', () => {
  it('has one pattern for every NaN, and leaves the column as it was', () => {
    const values = new Float64Array(3);
    const words = new Uint32Array(values.buffer);
    words.set([0, 0x7ff8_0000, 1, 0xfff8_1234], 0);
    values[2] = 0.5;
    const { parquet, canonical } = encodeColumn('draw', { type: 'double', values });
    expect(hex(canonical)).toBe('000000000000f87f000000000000f87f000000000000e03f');
    expect(parquet.present).toEqual(Uint8Array.of(0b100));
    expect(words[3]).toBe(0xfff8_1234);
  });

  it('writes whole numbers as 64-bit integers, with the smallest for "none"', () => {
    const values = Float64Array.of(1, -1, 4_294_967_296, -9_007_199_254_740_991, NaN);
    const { canonical } = encodeColumn('cents', { type: 'int64', values });
    expect([...new BigInt64Array(canonical.slice().buffer)]).toEqual([
      1n,
      -1n,
      4_294_967_296n,
      -9_007_199_254_740_991n,
      -(2n ** 63n),
    ]);
  });

  it.each([0.5, Infinity, 9_007_199_254_740_992])('refuses %d as a whole number', (value) => {
    expect(() => encodeColumn('cents', { type: 'int64', values: Float64Array.of(value) })).toThrow(/cents/);
  });

  it('refuses a yes/no that is neither', () => {
    expect(() => encodeColumn('flag', { type: 'boolean', values: Uint8Array.of(0, 1, 2) })).toThrow(/flag/);
  });

  it('marks what is absent, and nothing where all is there', () => {
    const some = encodeColumn('code', { type: 'int32', values: Int32Array.of(3, -1, 0), nullValue: -1 });
    expect(some.parquet.present).toEqual(Uint8Array.of(0b101));
    const all = encodeColumn('code', { type: 'int32', values: Int32Array.of(3, 1, 0), nullValue: -1 });
    expect(all.parquet.present).toBeNull();
    const optional = encodeColumn('flag', { type: 'boolean', values: Int8Array.of(-1, 1, 0) });
    expect(optional.parquet.present).toEqual(Uint8Array.of(0b110));
  });
});

describe('narrowed', () => {
  const encode = (...values: number[]): ReturnType<typeof narrowed> => {
    const memory = new ColumnMemory();
    return narrowed(
      encodeColumn('cents', { type: 'int64', values: Float64Array.from(values) }, memory).parquet,
      memory,
    );
  };

  it('has 32 bits a value where every value fits, and leaves what is absent absent', () => {
    const column = encode(2_147_483_647, -2_147_483_648, NaN, 0, -1);
    expect(column).toMatchObject({ type: 'int32', present: Uint8Array.of(0b11011) });
    expect('values' in column && [...column.values]).toEqual([2_147_483_647, -2_147_483_648, 0, 0, -1]);
  });

  it.each([2_147_483_648, -2_147_483_649, 9_007_199_254_740_991])('leaves a column with %d wide', (value) => {
    expect(encode(1, value).type).toBe('int64');
  });

  it('can have the memory of the column before', () => {
    const memory = new ColumnMemory();
    const long = Float64Array.from({ length: 100 }, (_, row) => row);
    encodeColumn('long', { type: 'int64', values: long }, memory);
    const { canonical } = encodeColumn('short', { type: 'int64', values: Float64Array.of(NaN, 5) }, memory);
    expect(hex(canonical)).toBe('00000000000000800500000000000000');
  });
});

describe('appendLink', () => {
  const relation = { table: 't', rows: 2, columns: [{ name: 'c', digest: digestOf(Uint8Array.of(1, 2)) }] };

  it('chains SHA-256 over the place, the tables and the columns', () => {
    const opening = appendLink(null, null, [relation]);
    const column = createHash('sha256').update(Uint8Array.of(1, 2)).digest('hex');
    const first = createHash('sha256').update(`${NO_LINK}\n0\nopening\nt 2\nc ${column}\n`).digest('hex');
    expect(opening).toEqual({
      position: 0,
      year: null,
      relations: [relation],
      previous: NO_LINK,
      link: first,
    });
    const year = appendLink(opening, 2027, []);
    expect(year).toMatchObject({ position: 1, year: 2027, previous: first });
    expect(year.link).toBe(createHash('sha256').update(`${first}\n1\n2027\n`).digest('hex'));
  });
});
