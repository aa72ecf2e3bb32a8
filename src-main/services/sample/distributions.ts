/**
 * Distributions of the sample census, as tables. Only additions, multiplications and divisions: the same seed gives
 * the same bytes on every platform.
 */

/** A distribution by its quantiles: [share, value] pairs, ascending in both, from share 0 to share 1. */
export type Quantiles = readonly (readonly [share: number, value: number])[];

/** The value at a share in [0, 1], linear between the given quantiles. */
export function quantile(quantiles: Quantiles, share: number): number {
  let low = quantiles[0];
  for (const high of quantiles) {
    if (low !== undefined && share < high[0])
      return low[1] + ((high[1] - low[1]) * (share - low[0])) / (high[0] - low[0]);
    low = high;
  }
  return low?.[1] ?? 0;
}

/** Values with weights; drawn by a uniform in [0, 1). */
export interface Choice<Value> {
  readonly values: readonly Value[];
  /** Cumulative shares, the last one 1. */
  readonly upTo: readonly number[];
}

export function choiceOf<Value>(
  weighted: readonly (readonly [value: Value, weight: number])[],
): Choice<Value> {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let sum = 0;
  const upTo = weighted.map(([, weight]) => (sum += weight) / total);
  return { values: weighted.map(([value]) => value), upTo };
}

/** The value whose share of [0, 1) holds the draw. */
export function choose<Value>(choice: Choice<Value>, draw: number): Value {
  const found = choice.upTo.findIndex((upTo) => draw < upTo);
  const value = choice.values[found === -1 ? choice.values.length - 1 : found];
  if (value === undefined) throw new RangeError('a choice of nothing');
  return value;
}

/** Years of service at the as-of date of people employed then: many are new, a few have stayed for decades. */
export const TENURE_YEARS: Quantiles = [
  [0, 0.02],
  [0.14, 1],
  [0.26, 2],
  [0.37, 3],
  [0.52, 5],
  [0.72, 10],
  [0.87, 18],
  [0.95, 26],
  [1, 40],
];

/** Age at hire. */
export const AGE_AT_HIRE: Quantiles = [
  [0, 20],
  [0.1, 22.5],
  [0.3, 27],
  [0.5, 32],
  [0.7, 38.5],
  [0.85, 46],
  [0.95, 54],
  [1, 62],
];

/** Seniority score above which a person stands at level 2, 3, 4, 5 (see `levelOf`). */
export const LEVEL_SCORES = [0.53, 0.72, 0.86, 0.96] as const;

/** Position of pay in the range of the level. */
export const PAY_POSITION: Quantiles = [
  [0, 0.02],
  [0.1, 0.16],
  [0.25, 0.28],
  [0.5, 0.44],
  [0.75, 0.62],
  [0.9, 0.78],
  [1, 0.98],
];

/** Minimum and maximum annual pay in dollars of levels 1 to 5, as in the default scenario. */
export const PAY_RANGES = [
  [56_000, 80_000],
  [80_000, 120_000],
  [120_000, 160_000],
  [160_000, 275_000],
  [275_000, 500_000],
] as const;

export const DEFERRAL_PERCENT = choiceOf([
  [1, 2],
  [2, 4],
  [3, 18],
  [4, 10],
  [5, 12],
  [6, 26],
  [7, 4],
  [8, 8],
  [10, 10],
  [12, 3],
  [15, 3],
]);

export const ROTH_PERCENT = choiceOf([
  [0, 66],
  [25, 6],
  [50, 12],
  [100, 16],
]);

export const PART_TIME_HOURS = choiceOf([
  [20, 40],
  [24, 20],
  [30, 25],
  [32, 15],
]);
