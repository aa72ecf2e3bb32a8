import { drawOne, fillDraws, sumUniforms, type PersonKeys } from './philox.ts';
import { simdGenerator } from './philox-simd.ts';

/** Number of values a draw k can take; u = k / 2^53. */
export const DRAW_RANGE = 2 ** 53;

const WORD = 2 ** 32;

/** The faster of two generators of the same numbers. */
const generator = simdGenerator() ?? { fill: fillDraws, sum: sumUniforms, one: drawOne };

/** Counter word 2 (W-7). */
const wordOf = (year: number, process: number): number => (year * 65536 + process) | 0;

/**
 * The random numbers of a run: a function of (seed, replicate, person, year, process, index) and nothing else (W-7).
 * Draws are the integers k in [0, 2^53); the uniform is u = k / 2^53.
 */
export class DrawSource {
  readonly #seedLow: number;
  readonly #seedHigh: number;

  /** `seed` is an integer of 0 … 2^53 − 1, `replicate` one of 0 … 2^32 − 1. */
  constructor(seed: number, replicate: number) {
    this.#seedLow = (seed % WORD) | 0;
    this.#seedHigh = Math.floor(seed / WORD) ^ replicate;
  }

  /** Writes the draws of rows `from` to `to` (exclusive) of a list of persons to `out`, by row. */
  fill(
    out: Float64Array,
    persons: Int32Array,
    from: number,
    to: number,
    keys: PersonKeys,
    year: number,
    process: number,
    index: number,
  ): void {
    const word = wordOf(year, process);
    generator.fill(out, persons, from, to, keys, this.#seedLow, this.#seedHigh, word, index);
  }

  /** As `fill`, but writes Σ u of the indexes 0 … count − 1, added in this order (W-12). */
  sumUniforms(
    out: Float64Array,
    persons: Int32Array,
    from: number,
    to: number,
    keys: PersonKeys,
    year: number,
    process: number,
    count: number,
  ): void {
    const word = wordOf(year, process);
    generator.sum(out, persons, from, to, keys, this.#seedLow, this.#seedHigh, word, count);
  }

  /** One draw of one person, without a list made for it. */
  draw(keys: PersonKeys, person: number, year: number, process: number, index: number): number {
    const word = wordOf(year, process);
    const low = keys.keyLow[person] ?? 0;
    return generator.one(low, keys.keyHigh[person] ?? 0, this.#seedLow, this.#seedHigh, word, index);
  }
}
