import { PlanAlignError } from '../../src-shared/errors.ts';

/** Half-open bands of completed years: [min, max), the last without an upper end (W-28). */
export interface Band {
  readonly id: string;
  readonly min: number;
  readonly max: number | null;
}

/** Completed years beyond which nobody is looked up: the schema allows no band to start later. */
const MAX_YEARS = 151;

/** Index of the band of each number of completed years. Throws PERSON_MATCHES_NO_CELL where none or several match. */
export function bandLookup(bands: readonly Band[], setting: string): Uint8Array {
  return Uint8Array.from({ length: MAX_YEARS }, (_, years) => {
    const matches = bands.filter(({ min, max }) => years >= min && (max === null || years < max));
    const match = matches[0];
    if (match === undefined || matches.length > 1)
      throw new PlanAlignError(
        'PERSON_MATCHES_NO_CELL',
        `${years} completed years match ${matches.length} bands instead of one`,
        { setting },
      );
    return bands.indexOf(match);
  });
}

/** Index of the last entry of an ascending list that is ≤ `years`; −1 when there is none. */
export function lastAtMost(ascending: readonly number[], years: number): number {
  return ascending.findLastIndex((entry) => entry <= years);
}

/** Table of {@link lastAtMost} for every number of completed years. */
export function rowLookup(ascending: readonly number[]): Int8Array {
  return Int8Array.from({ length: MAX_YEARS }, (_, years) => lastAtMost(ascending, years));
}
