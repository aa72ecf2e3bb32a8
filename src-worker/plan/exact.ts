import { MILLION } from '../../src-shared/units.ts';

/**
 * Division of exact integers in floating point (P-1). The quotient of two integers below 2^53 that is no integer is
 * at least 1 / divisor away from the next one, which is more than its rounding error: its floor is exact.
 */

/** Integers up to here, and their sums and products up to here, are exact. */
export const MAX_EXACT = Number.MAX_SAFE_INTEGER;

/**
 * rnd((whole + millionths / 1,000,000) / denominator), none negative, so that a product that would exceed MAX_EXACT can
 * be given in two parts; 2 × whole + denominator and 2 × millionths must not exceed it.
 */
export function roundSplitQuotient(whole: number, millionths: number, denominator: number): number {
  return Math.floor((2 * whole + denominator + Math.floor((2 * millionths) / MILLION)) / (2 * denominator));
}

/** Greatest common divisor of positive integers and zeros. */
export function greatestCommonDivisor(...numbers: readonly number[]): number {
  return numbers.reduce((a, b) => {
    let [x, y] = [a, b];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }, 0);
}
