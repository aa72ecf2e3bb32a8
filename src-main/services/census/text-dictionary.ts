import { isAscii } from 'node:buffer';

/** Hash of no bytes, and how a byte is added to a hash (FNV-1a, 32 bits). */
export const EMPTY_HASH = 0x811c9dc5 | 0;
export const hashByte = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/** Up to this many bytes of ASCII are turned into one text that the others are cut from. */
const LONGEST_AT_ONCE = 256 * 1024 * 1024;

function grownBytes(array: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}

function grownIntegers(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}

/**
 * Distinct byte strings with a code each, in order of first appearance; code 0 is the empty one. Cells are looked up
 * as bytes, so that a text is made once per distinct value instead of once per cell.
 */
export class TextDictionary {
  #bytes = new Uint8Array(4_096);
  #used = 0;
  /** Start of each entry in the bytes; the end is the next start. */
  #starts = new Int32Array(256);
  #hashes = new Int32Array(256);
  /** Open addressing by hash; holds code + 1, 0 for free. Never more than half full. */
  #slots = new Int32Array(512);
  #count = 0;

  constructor() {
    this.intern(this.#bytes, 0, 0, EMPTY_HASH);
  }

  /** Code of the bytes from start to end (exclusive), whose hash the caller has computed with {@link hashByte}. */
  intern(source: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const code = (this.#slots[slot] ?? 0) - 1;
      if (code < 0) break;
      if (this.#hashes[code] === hash && this.#equals(code, source, start, end)) return code;
      slot = (slot + 1) & mask;
    }
    return this.#add(source, start, end, hash, slot);
  }

  #equals(code: number, source: Uint8Array, start: number, end: number): boolean {
    const bytes = this.#bytes;
    let own = this.#starts[code] ?? 0;
    if ((this.#starts[code + 1] ?? 0) - own !== end - start) return false;
    for (let at = start; at < end; at += 1, own += 1) if (source[at] !== bytes[own]) return false;
    return true;
  }

  #add(source: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.#count;
    const used = this.#used + end - start;
    if (used > this.#bytes.length) this.#bytes = grownBytes(this.#bytes, used);
    if (code + 2 > this.#starts.length) {
      this.#starts = grownIntegers(this.#starts, code + 2);
      this.#hashes = grownIntegers(this.#hashes, code + 2);
    }
    for (let at = start, to = this.#used; at < end; at += 1, to += 1) this.#bytes[to] = source[at] ?? 0;
    this.#starts[code + 1] = used;
    this.#hashes[code] = hash;
    this.#slots[slot] = code + 1;
    this.#used = used;
    this.#count = code + 1;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let code = 0; code < this.#count; code += 1) {
      const hash = this.#hashes[code] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }

  /** The distinct texts by code, read as UTF-8. */
  texts(): string[] {
    const bytes = Buffer.from(this.#bytes.buffer, 0, this.#used);
    const texts: string[] = [];
    const isPlain = isAscii(bytes) && this.#used < LONGEST_AT_ONCE;
    const all = isPlain ? bytes.toString('latin1') : '';
    for (let code = 0; code < this.#count; code += 1) {
      const start = this.#starts[code] ?? 0;
      const end = this.#starts[code + 1] ?? 0;
      texts.push(isPlain ? all.slice(start, end) : bytes.toString('utf8', start, end));
    }
    return texts;
  }
}
