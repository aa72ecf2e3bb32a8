/** How far an inferred column format can be relied on (W-16): only `high` may be accepted without a look. */
export type Confidence = 'high' | 'low';

/** The distinct texts of a column with the number of cells that hold each; a missing count is 1. */
export type CellCounts = ArrayLike<number> | undefined;

export const countAt = (counts: CellCounts, index: number): number =>
  counts === undefined ? 1 : (counts[index] ?? 0);

/** Share of the non-blank cells that must be readable for a format to fit (W-18), in percent. */
const FIT_PERCENT = 98;

/** Whether `readable` of `total` cells are enough for a format to fit (W-18). Exact. */
export const isFit = (readable: number, total: number): boolean => readable * 100 >= total * FIT_PERCENT;

/** Integers with the number of cells that hold each. */
export interface WeightedIntegers {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Twice the median of weighted integers, so that the mean of the middle two of an even count stays an integer
 * (W-17). Null without values. Bisects the range of the values: no sorting of a million distinct amounts.
 */
export function twiceMedian({ values, counts }: WeightedIntegers): number | null {
  const integers = Float64Array.from(values);
  const weights = Float64Array.from(counts);
  const total = weights.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const atMost = (bound: number): number => {
    let sum = 0;
    for (let index = 0; index < integers.length; index += 1)
      if ((integers[index] ?? 0) <= bound) sum += weights[index] ?? 0;
    return sum;
  };
  const least = integers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = integers.reduce((a, b) => Math.max(a, b), -Infinity);
  const valueAt = (position: number): number => {
    let [low, high] = [least, most];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (atMost(middle) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const lower = valueAt(Math.floor((total - 1) / 2));
  return lower + (total % 2 === 1 ? lower : valueAt(total / 2));
}
