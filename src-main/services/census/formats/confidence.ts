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

/**
 * Twice the median of weighted integers, so that the mean of the middle two of an even count stays an integer
 * (W-17). Null without values.
 */
export function twiceMedian(
  values: readonly { readonly value: number; readonly count: number }[],
): number | null {
  const sorted = values.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const valueAt = (position: number): number => {
    let seen = 0;
    for (const { value, count } of sorted) {
      seen += count;
      if (seen > position) return value;
    }
    return 0;
  };
  return valueAt(Math.floor((total - 1) / 2)) + valueAt(Math.floor(total / 2));
}
