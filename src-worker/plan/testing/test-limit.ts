import type { Ppm } from '../../../src-shared/units.ts';

/**
 * P-92: the most that the HCE average may be for an NHCE average in basis points: max(1.25 N, min(2 N, N + 2 points)).
 * Exact, because a quarter of a basis point is a whole number of parts per million.
 */
export function testLimit(nhceAverage: number): Ppm {
  return Math.max(125 * nhceAverage, Math.min(200 * nhceAverage, 100 * nhceAverage + 20_000)) as Ppm;
}

/** P-92: whether an HCE average in basis points is within a limit. */
export function isWithin(hceAverage: number, limit: Ppm): boolean {
  return hceAverage * 100 <= limit;
}
