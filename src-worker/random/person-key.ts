import type { PersonKeys } from './philox.ts';

/** Person keys (W-8): FNV-1a 64 over the UTF-8 bytes of the trimmed, NFC-normalised id, as two 32-bit words. */

const OFFSET_LOW = 0x84222325;
const OFFSET_HIGH = 0xcbf29ce4;
/** The prime is 2^40 + 435. */
const PRIME_REST = 435;
const WORD = 2 ** 32;

const utf8 = new TextEncoder();

const isPrintableAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f) return false;
  }
  return true;
};

/** Writes the key of an employee id to entry `at` (W-8). */
export function writePersonKey(keys: PersonKeys, at: number, employeeId: string): void {
  // Ids of printable ASCII without blanks, nearly all, are their own bytes.
  const bytes = isPrintableAscii(employeeId) ? null : utf8.encode(employeeId.trim().normalize('NFC'));
  const length = bytes?.length ?? employeeId.length;
  let low = OFFSET_LOW;
  let high = OFFSET_HIGH;
  for (let index = 0; index < length; index++) {
    const byte = bytes === null ? employeeId.charCodeAt(index) : (bytes[index] ?? 0);
    low = (low ^ byte) >>> 0;
    // (high, low) × (2^40 + 435) mod 2^64: no product exceeds 2^42.
    const product = low * PRIME_REST;
    high = (high * PRIME_REST + Math.floor(product / WORD) + ((low << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  }
  keys.keyLow[at] = low;
  keys.keyHigh[at] = high;
}

/** The key of an employee id (W-8) as 16 hexadecimal digits. */
export function personKeyText(employeeId: string): string {
  const keys = { keyLow: new Int32Array(1), keyHigh: new Int32Array(1) };
  writePersonKey(keys, 0, employeeId);
  const hex = (word: number | undefined): string => ((word ?? 0) >>> 0).toString(16).padStart(8, '0');
  return hex(keys.keyHigh[0]) + hex(keys.keyLow[0]);
}

/** Negative when the key of entry a is below that of b as unsigned 64-bit numbers: the tie rule of W-35. */
export function comparePersonKeys(keys: PersonKeys, a: number, b: number): number {
  const byHigh = ((keys.keyHigh[a] ?? 0) >>> 0) - ((keys.keyHigh[b] ?? 0) >>> 0);
  return byHigh !== 0 ? byHigh : ((keys.keyLow[a] ?? 0) >>> 0) - ((keys.keyLow[b] ?? 0) >>> 0);
}
