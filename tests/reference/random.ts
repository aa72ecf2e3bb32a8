import { at } from './exact.ts';

/** Random numbers by the letter of W-7 … W-12. A draw is the integer k of u = k / 2^53. */

export const TWO_53 = 2n ** 53n;
const WORD = 2n ** 32n;

/** Philox4x32-10 (W-7). */
export function philox(
  counter: readonly [bigint, bigint, bigint, bigint],
  key: readonly [bigint, bigint],
): [bigint, bigint, bigint, bigint] {
  let [x0, x1, x2, x3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round += 1) {
    const first = 0xd2511f53n * x0;
    const second = 0xcd9e8d57n * x2;
    [x0, x1, x2, x3] = [(second / WORD) ^ x1 ^ k0, second % WORD, (first / WORD) ^ x3 ^ k1, first % WORD];
    k0 = (k0 + 0x9e3779b9n) % WORD;
    k1 = (k1 + 0xbb67ae85n) % WORD;
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

/** k of one uniform (W-7). */
export function draw(luck: Luck, person: bigint, year: number, process: number, index: number): bigint {
  const [w0, w1] = philox(
    [person % WORD, person / WORD, BigInt(year * 65_536 + process), BigInt(index)],
    [luck.seed % WORD, (luck.seed / WORD) ^ BigInt(luck.replicate)],
  );
  return (w0 >> 5n) * 2n ** 26n + (w1 >> 6n);
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
