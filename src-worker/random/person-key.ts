import type { PersonKeys } from './philox.ts';

/** Person keys (W-8): FNV-1a 64 over the UTF-8 bytes of the trimmed, NFC-normalised id, as two 32-bit words. */

const OFFSET_LOW = 0x84222325;
const OFFSET_HIGH = 0xcbf29ce4;
/** The prime is 2^40 + 435. */
const PRIME = 0x100000001b3n;
const PRIME_REST = 435;
const WORD = 2 ** 32;

const utf8 = new TextEncoder();

/** Writes the key of an employee id to entry `at` (W-8). */
export function writePersonKey(keys: PersonKeys, at: number, employeeId: string): void {
  let low = OFFSET_LOW;
  let high = OFFSET_HIGH;
  for (let index = 0; index < employeeId.length; index++) {
    const byte = employeeId.charCodeAt(index);
    // Ids of printable ASCII without blanks, nearly all, are their own bytes.
    if (byte <= 0x20 || byte >= 0x7f) {
      writeKeyOfBytes(keys, at, utf8.encode(employeeId.trim().normalize('NFC')));
      return;
    }
    low = (low ^ byte) >>> 0;
    // (high, low) × (2^40 + 435) mod 2^64: no product exceeds 2^42.
    const product = low * PRIME_REST;
    high = (high * PRIME_REST + Math.floor(product / WORD) + ((low << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  }
  keys.keyLow[at] = low;
  keys.keyHigh[at] = high;
}

const keyOfBytes = (bytes: Uint8Array): bigint => {
  let key = (BigInt(OFFSET_HIGH) << 32n) | BigInt(OFFSET_LOW);
  for (const byte of bytes) key = BigInt.asUintN(64, (key ^ BigInt(byte)) * PRIME);
  return key;
};

function writeKeyOfBytes(keys: PersonKeys, at: number, bytes: Uint8Array): void {
  const key = keyOfBytes(bytes);
  keys.keyLow[at] = Number(key & 0xffffffffn);
  keys.keyHigh[at] = Number(key >> 32n);
}

const DIGITS = 6;
const DIGIT_0 = 0x30;

/**
 * Writes the keys of the ids `prefix` + ordinal in six digits, for the ordinals 1 … count, to the entries from `first`
 * (W-41): the same as {@link writePersonKey} of each id, without going through its text. Like a mileometer: the hash of
 * the digits that stay is kept, so that nine ids of ten cost one digit.
 */
export function writeNumberedKeys(keys: PersonKeys, first: number, prefix: string, count: number): void {
  const { keyLow, keyHigh } = keys;
  const start = keyOfBytes(utf8.encode(prefix));
  const digits = new Uint8Array(DIGITS);
  // Low and high word of the hash of the prefix and the first 0 … 6 digits.
  const lows = new Float64Array(DIGITS + 1);
  const highs = new Float64Array(DIGITS + 1);
  lows[0] = Number(start & 0xffffffffn);
  highs[0] = Number(start >> 32n);
  let changed = 0;
  for (let ordinal = 0; ordinal <= count; ordinal++) {
    for (let digit = changed; digit < DIGITS; digit++) {
      const low = ((lows[digit] ?? 0) ^ (DIGIT_0 + (digits[digit] ?? 0))) >>> 0;
      const product = low * PRIME_REST;
      highs[digit + 1] =
        ((highs[digit] ?? 0) * PRIME_REST + Math.floor(product / WORD) + ((low << 8) >>> 0)) >>> 0;
      lows[digit + 1] = product >>> 0;
    }
    if (ordinal > 0) {
      keyLow[first + ordinal - 1] = lows[DIGITS] ?? 0;
      keyHigh[first + ordinal - 1] = highs[DIGITS] ?? 0;
    }
    changed = DIGITS - 1;
    while (changed > 0 && digits[changed] === 9) digits[changed--] = 0;
    digits[changed] = (digits[changed] ?? 0) + 1;
  }
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
