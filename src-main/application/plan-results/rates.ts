import { roundQuotient, roundRatio } from '../../../src-shared/arithmetic.ts';
import { MILLION } from '../../../src-shared/units.ts';

const BASIS_POINTS = 10_000;

/** Part of whole heads in basis points, half up (P-125); null of nobody. */
export const shareOfHeads = (part: number, whole: number): number | null =>
  whole === 0 ? null : roundQuotient(part * BASIS_POINTS, whole);

/** A sum over another in ppm, rounded half up once; null over nothing. */
export const ratioPpm = (part: number, whole: number): number | null =>
  // The sums of a large company times a million leave the exact range of doubles.
  whole === 0 ? null : Number(roundRatio(BigInt(part) * BigInt(MILLION), BigInt(whole)));
