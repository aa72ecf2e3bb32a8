/**
 * Philox4x32-10 (W-7): a pure function of key and counter. A run draws millions of
 * times, so the ten rounds are straight-line code: a loop over them costs 40 % more, a call a draw 25 % (measured).
 */

/** Multipliers and their halves: a 32 × 32 → 64 bit product is put together from 16-bit halves. */
const A = 0xd2511f53 | 0;
const A_LOW = 0x1f53;
const A_HIGH = 0xd251;
const B = 0xcd9e8d57 | 0;
const B_LOW = 0x8d57;
const B_HIGH = 0xcd9e;
/** Increments of the key from round to round. */
const WEYL_0 = 0x9e3779b9 | 0;
const WEYL_1 = 0xbb67ae85 | 0;

/** Keys of persons, one entry per person: the two halves of W-8 as signed 32-bit words. */
export interface PersonKeys {
  readonly keyLow: Int32Array;
  readonly keyHigh: Int32Array;
}

/**
 * For rows `from` to `to` (exclusive) writes k, the 53 leading random bits of output words 0 and 1, to `out[row]`;
 * u = k / 2^53 (W-7). The generator's key is (seedLow, seedHigh); the counter is (person key low, person key high,
 * word2, word3) of the person `persons[row]`.
 */
export function fillDraws(
  out: Float64Array,
  persons: Int32Array,
  from: number,
  to: number,
  keys: PersonKeys,
  seedLow: number,
  seedHigh: number,
  word2: number,
  word3: number,
): void {
  const low = keys.keyLow;
  const high = keys.keyHigh;
  for (let row = from; row < to; row++) {
    const person = persons[row] ?? 0;
    let k0 = seedLow;
    let k1 = seedHigh;
    let c0 = low[person] ?? 0;
    let c1 = high[person] ?? 0;
    let c2 = word2;
    let c3 = word3;
    let aLow = 0;
    let aHigh = 0;
    let aMiddle = 0;
    let bLow = 0;
    let bHigh = 0;
    let bMiddle = 0;
    let n0 = 0;
    let n2 = 0;
    // round 1
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 2
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 3
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 4
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 5
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 6
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 7
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 8
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 9
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
    aLow = c0 & 0xffff;
    aHigh = c0 >>> 16;
    aMiddle = (Math.imul(aHigh, A_LOW) + (Math.imul(aLow, A_LOW) >>> 16)) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    n2 =
      (Math.imul(aHigh, A_HIGH) +
        (aMiddle >>> 16) +
        (((aMiddle & 0xffff) + Math.imul(aLow, A_HIGH)) >>> 16)) ^
      c3 ^
      k1;
    c1 = Math.imul(c2, B);
    c3 = Math.imul(c0, A);
    c0 = n0;
    c2 = n2;
    // round 10
    k0 = (k0 + WEYL_0) | 0;
    bLow = c2 & 0xffff;
    bHigh = c2 >>> 16;
    bMiddle = (Math.imul(bHigh, B_LOW) + (Math.imul(bLow, B_LOW) >>> 16)) | 0;
    n0 =
      (Math.imul(bHigh, B_HIGH) +
        (bMiddle >>> 16) +
        (((bMiddle & 0xffff) + Math.imul(bLow, B_HIGH)) >>> 16)) ^
      c1 ^
      k0;
    c1 = Math.imul(c2, B);
    out[row] = (n0 >>> 5) * 0x4000000 + (c1 >>> 6);
  }
}

/**
 * As {@link fillDraws}, but writes Σ of the uniforms k / 2^53 of the indexes 0 … count − 1, added in this order (W-12).
 */
export function sumUniforms(
  out: Float64Array,
  persons: Int32Array,
  from: number,
  to: number,
  keys: PersonKeys,
  seedLow: number,
  seedHigh: number,
  word2: number,
  count: number,
): void {
  const draws = new Float64Array(to);
  out.fill(0, from, to);
  for (let index = 0; index < count; index++) {
    fillDraws(draws, persons, from, to, keys, seedLow, seedHigh, word2, index);
    for (let row = from; row < to; row++) out[row] = (out[row] ?? 0) + (draws[row] ?? 0) / 2 ** 53;
  }
}

/** As {@link fillDraws}, for one person given by the key. */
export function drawOne(
  keyLow: number,
  keyHigh: number,
  seedLow: number,
  seedHigh: number,
  word2: number,
  word3: number,
): number {
  ONE.keyLow[0] = keyLow;
  ONE.keyHigh[0] = keyHigh;
  fillDraws(ONE.draw, ONE.person, 0, 1, ONE, seedLow, seedHigh, word2, word3);
  return ONE.draw[0] ?? 0;
}

const ONE = {
  person: new Int32Array(1),
  keyLow: new Int32Array(1),
  keyHigh: new Int32Array(1),
  draw: new Float64Array(1),
};
