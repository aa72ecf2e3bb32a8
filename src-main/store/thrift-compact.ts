/** Wire types of the compact protocol. */
const TYPE = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

const encoder = new TextEncoder();

/**
 * Writes the compact protocol of Apache Thrift, as far as the metadata of a Parquet file needs it: a struct of
 * integers, texts, lists and structs. Fields must be written in ascending order of their ids.
 */
export class ThriftCompactWriter {
  readonly #bytes: number[] = [];
  /** Id of the last field written, for each open struct. */
  readonly #lastFieldIds: number[] = [0];

  /** Field of a 32-bit integer (or an enumeration). */
  i32(id: number, value: number): void {
    this.#field(id, TYPE.i32);
    this.#zigzag(value);
  }

  /** Field of a 64-bit integer; the value is an integer below 2^52. */
  i64(id: number, value: number): void {
    this.#field(id, TYPE.i64);
    this.#zigzag(value);
  }

  text(id: number, value: string): void {
    this.#field(id, TYPE.binary);
    this.#binary(value);
  }

  /** Field of a struct whose fields `content` writes. */
  struct(id: number, content: () => void): void {
    this.#field(id, TYPE.struct);
    this.#structBody(content);
  }

  /** Field of a list of 32-bit integers. */
  i32List(id: number, values: readonly number[]): void {
    this.#listHeader(id, TYPE.i32, values.length);
    for (const value of values) this.#zigzag(value);
  }

  textList(id: number, values: readonly string[]): void {
    this.#listHeader(id, TYPE.binary, values.length);
    for (const value of values) this.#binary(value);
  }

  /** Field of a list of structs, one for each item. */
  structList<T>(id: number, items: readonly T[], content: (item: T) => void): void {
    this.#listHeader(id, TYPE.struct, items.length);
    for (const item of items) {
      this.#structBody(() => {
        content(item);
      });
    }
  }

  /** The bytes of the outermost struct. */
  finish(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from([...this.#bytes, 0]);
  }

  #structBody(content: () => void): void {
    this.#lastFieldIds.push(0);
    content();
    this.#lastFieldIds.pop();
    this.#bytes.push(0);
  }

  #field(id: number, type: number): void {
    const delta = id - (this.#lastFieldIds.pop() ?? 0);
    this.#lastFieldIds.push(id);
    if (delta > 0 && delta < 16) {
      this.#bytes.push((delta << 4) | type);
    } else {
      this.#bytes.push(type);
      this.#zigzag(id);
    }
  }

  #listHeader(id: number, elementType: number, length: number): void {
    this.#field(id, TYPE.list);
    if (length < 15) {
      this.#bytes.push((length << 4) | elementType);
    } else {
      this.#bytes.push(0xf0 | elementType);
      this.#varint(length);
    }
  }

  #binary(value: string): void {
    const bytes = encoder.encode(value);
    this.#varint(bytes.length);
    for (const byte of bytes) this.#bytes.push(byte);
  }

  #zigzag(value: number): void {
    this.#varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  #varint(value: number): void {
    this.#bytes.push(...varint(value));
  }
}

/** A non-negative integer below 2^53 in base 128, least significant group first. */
export function varint(value: number): number[] {
  const groups: number[] = [];
  let rest = value;
  while (rest > 127) {
    groups.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  groups.push(rest);
  return groups;
}
