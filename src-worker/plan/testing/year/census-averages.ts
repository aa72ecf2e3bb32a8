import type { Cents } from '../../../../src-shared/units.ts';
import { basisPoints, meanOf } from '../basis-points.ts';

/** The people paid in the year before the run who had entered the plan by its end, a column per fact; money in cents. */
export interface CensusYear {
  readonly count: number;
  /** Pay of that year; above 0. */
  readonly pay: Float64Array;
  /** Pre-tax and Roth contributions together; NaN when the census has neither. */
  readonly deferral: Float64Array;
  /** NaN when the census has none. */
  readonly match: Float64Array;
  /** 1 for the highly compensated of that year; a blank field is 0. */
  readonly isHce: Uint8Array;
  /** Limits of that year. */
  readonly compensation: Cents;
  readonly electiveDeferral: Cents;
}

/** NHCE averages in basis points; null where not everyone's contributions are known, or nobody was an NHCE. */
export interface CensusAverages {
  readonly nhceAdp: number | null;
  readonly nhceAcp: number | null;
}

/**
 * P-93: the averages that prior-year testing takes from the contribution columns of the census, which it may only when
 * everyone has them. Deferrals above the elective limit were catch-up and do not count (P-91).
 */
export function censusAverages(year: CensusYear): CensusAverages {
  const { count, deferral, match, electiveDeferral } = year;
  return {
    nhceAdp: isComplete(deferral, count) ? averageOf(year, deferral, electiveDeferral) : null,
    nhceAcp: isComplete(match, count) ? averageOf(year, match, Infinity) : null,
  };
}

function isComplete(column: Float64Array, count: number): boolean {
  for (let at = 0; at < count; at++) if (Number.isNaN(column[at] ?? NaN)) return false;
  return true;
}

/** Average of the amounts up to `most` each as shares of pay. */
function averageOf(
  { count, pay, isHce, compensation }: CensusYear,
  amount: Float64Array,
  most: number,
): number | null {
  let [sum, nhces] = [0, 0];
  for (let at = 0; at < count; at++) {
    if (isHce[at] === 1) continue;
    sum += basisPoints(Math.min(amount[at] ?? 0, most), Math.min(pay[at] ?? 0, compensation));
    nhces++;
  }
  return meanOf(sum, nhces);
}
