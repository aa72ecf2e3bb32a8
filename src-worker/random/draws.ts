import { ceilRatio } from '../../src-shared/arithmetic.ts';
import { MILLION } from '../../src-shared/units.ts';
import { allocate } from '../workforce/allocate.ts';
import { DRAW_RANGE } from './draw-source.ts';

/** What a draw k (u = k / 2^53) means: yes or no, one of n, one of several categories. All exact. */

const RANGE = 2n ** 53n;
const PPM = BigInt(MILLION);
const HALF = 2 ** 26;
const UPPER = 2 ** 27;

/** The uniform u of a draw k; exact. */
export function uniformOf(k: number): number {
  return k / DRAW_RANGE;
}

/**
 * The smallest k that does not count as "yes" for a probability of `ppm` (W-9): k × M < ppm × 2^53 iff k < threshold.
 * 0 for a probability of 0, 2^53 (above every draw) for 1.
 */
export function yesThreshold(ppm: number): number {
  return Number(ceilRatio(BigInt(ppm) * RANGE, PPM));
}

/** Distance of u × M from ppm above which the floating-point comparison is certain: its error is below 1.2e-10. */
const CERTAIN = 1e-9;

/** W-9: whether the event with probability `ppm` happens on draw k, exact: k × M < ppm × 2^53. */
export function isYes(k: number, ppm: number): boolean {
  const difference = (k / DRAW_RANGE) * MILLION - ppm;
  if (difference > CERTAIN) return false;
  if (difference < -CERTAIN) return true;
  return BigInt(k) * PPM < BigInt(ppm) * RANGE;
}

/** floor(u × n) for an integer n of 0 … 2^26, exact (W-9): both halves of k × n stay below 2^53. */
export function pickOf(k: number, n: number): number {
  const high = Math.floor(k / HALF);
  const low = k - high * HALF;
  return Math.floor((high * n + Math.floor((low * n) / HALF)) / UPPER);
}

/** Weights (any non-negative integers, not all 0) as ppm that sum to exactly one million (W-13). */
export function normalise(weights: readonly number[]): readonly number[] {
  return allocate(MILLION, weights).parts;
}

/** A distribution over categories, prepared for drawing (W-10): the draw thresholds of the cumulative weights. */
export type CategoryThresholds = readonly number[];

/** Prepares weights (non-negative integers, not all 0) for {@link pickCategory}. */
export function categoryThresholds(weights: readonly number[]): CategoryThresholds {
  let cumulative = 0;
  return normalise(weights).map((ppm) => {
    cumulative += ppm;
    return yesThreshold(cumulative);
  });
}

/** W-10: index of the first category whose cumulative weight c satisfies k × M < c × 2^53. */
export function pickCategory(k: number, thresholds: CategoryThresholds): number {
  let category = 0;
  while (k >= (thresholds[category] ?? DRAW_RANGE)) category += 1;
  return category;
}
