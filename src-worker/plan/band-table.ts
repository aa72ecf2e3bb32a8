/** Half-open bands of whole numbers: [min, max), the last without an upper end (P-5). */
interface PlanBand {
  readonly min: number;
  readonly max: number | null;
}

/** Ages, years of service and points stay below this: no band may begin later. */
const VALUES = 256;

/** Index of the band of each whole number from 0, for bands that the schema has checked (P-5). */
export function bandTable(bands: readonly PlanBand[]): Uint8Array {
  return Uint8Array.from({ length: VALUES }, (_, value) => bands.findLastIndex(({ min }) => min <= value));
}

/** Index of the band of a number of years or points; values beyond the table belong to the last band. */
export function bandOf(table: Uint8Array, value: number): number {
  return table[value < VALUES ? value : VALUES - 1] ?? 0;
}
