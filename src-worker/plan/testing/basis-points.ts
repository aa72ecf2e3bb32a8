import { roundQuotient, roundRatio } from '../../../src-shared/arithmetic.ts';

/**
 * Test percentages (P-9): integers in basis points, hundredths of a percentage point, each rounded half up once and then
 * used as rounded.
 */

/** 100 % in basis points. */
export const WHOLE = 10_000;

/** Amounts up to here are divided exactly in floating point: twice their 10,000-fold stays below 2^53. */
const EXACT = 4e11;

/** part ÷ whole in basis points, half up; none negative, whole > 0. */
export function basisPoints(part: number, whole: number): number {
  if (part <= EXACT && whole <= EXACT) return roundQuotient(part * WHOLE, whole);
  return Number(roundRatio(BigInt(part) * BigInt(WHOLE), BigInt(whole)));
}

/** Mean of `count` percentages that add up to `sum`, half up; null of nothing. */
export function meanOf(sum: number, count: number): number | null {
  return count === 0 ? null : roundQuotient(sum, count);
}
