import { at } from './exact.ts';

/** Random numbers by the letter of W-7 … W-12. A draw is the integer k of u = k / 2^53. */

export const TWO_53 = 2n ** 53n;
const WORD = 2n ** 32n;

type Words = readonly [number, number, number, number];

/** High word of the product of two words. Every step is a whole number below 2^53. */
function highWord(a: number, b: number): number {
  const upper = Math.floor(a / 65_536) * b;
  const lower = (a % 65_536) * b;
  return Math.floor((upper + Math.floor(lower / 65_536)) / 65_536);
}

/** Philox4x32-10 (W-7). Words are numbers from 0 to 2^32 − 1. */
export function philox(counter: Words, key: readonly [number, number]): Words {
  let [x0, x1, x2, x3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round += 1) {
    [x0, x1, x2, x3] = [
      (highWord(0xcd9e8d57, x2) ^ x1 ^ k0) >>> 0,
      Math.imul(0xcd9e8d57, x2) >>> 0,
      (highWord(0xd2511f53, x0) ^ x3 ^ k1) >>> 0,
      Math.imul(0xd2511f53, x0) >>> 0,
    ];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [x0, x1, x2, x3];
}

/** FNV-1a 64 over the UTF-8 bytes of the id after trim and NFC (W-8). */
export function personKey(id: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(id.trim().normalize('NFC'))) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) % 2n ** 64n;
  }
  return hash;
}

/** What makes the draws of one run its own. */
export interface Luck {
  readonly seed: bigint;
  readonly replicate: number;
}

const lowWord = (value: bigint): number => Number(value % WORD);

/** k of one uniform (W-7). */
export function draw(luck: Luck, person: bigint, year: number, process: number, index: number): bigint {
  const [w0, w1] = philox(
    [lowWord(person), lowWord(person / WORD), year * 65_536 + process, index],
    [lowWord(luck.seed), (lowWord(luck.seed / WORD) ^ luck.replicate) >>> 0],
  );
  return BigInt((w0 >>> 5) * 2 ** 26 + (w1 >>> 6));
}

/** u = k / 2^53, exact. */
export const uniform = (k: bigint): number => Number(k) / 2 ** 53;

/** floor(u × n), exact (W-9). */
export const pick = (k: bigint, n: number): number => Number((k * BigInt(n)) / TWO_53);

/** Whether a yes/no event of probability ppm happens (W-9). */
export const happens = (k: bigint, ppm: bigint): boolean => k * 1_000_000n < ppm * TWO_53;

/** First category whose cumulative weight exceeds the draw; the weights sum to a million (W-10). */
export function category(k: bigint, normalised: readonly bigint[]): number {
  let cumulative = 0n;
  for (const [index, weight] of normalised.entries()) {
    cumulative += weight;
    if (happens(k, cumulative)) return index;
  }
  throw new Error('the weights of the reference do not sum to a million');
}

/** ln x for 0 < x ≤ 1 without any platform function (W-11). */
export function lnDet(argument: number): number {
  let x = argument;
  let e = 0;
  while (x < 0.7071067811865476) {
    x = 2 * x;
    e = e - 1;
  }
  const f = x - 1;
  const s = f / (2 + f);
  const z = s * s;
  let p = 1 / 21;
  for (let n = 19; n >= 3; n -= 2) p = p * z + 1 / n;
  const r = 2 * s + 2 * s * (z * p);
  return e * 6.9314718036912381649e-1 + (r + e * 1.90821492927058770002e-10);
}

/** Normal noise from twelve uniforms, in ppm at a standard deviation (W-12, W-47). */
export function noisePpm(uniforms: readonly number[], standardDeviationPpm: bigint): bigint {
  const z = Math.min(3, Math.max(-3, noise(uniforms)));
  const product = Number(standardDeviationPpm) * z;
  const nearest = Math.floor(Math.abs(product) + 0.5);
  return BigInt(product < 0 ? -nearest : nearest);
}

function noise(uniforms: readonly number[]): number {
  let z = 0;
  for (let i = 0; i < 12; i += 1) z = z + at(uniforms, i);
  return z - 6;
}
