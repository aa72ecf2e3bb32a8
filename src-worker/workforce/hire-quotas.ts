import { DRAW_RANGE } from '../random/draw-source.ts';
import { categoryThresholds, pickCategory } from '../random/draws.ts';
import { allocate } from './allocate.ts';

/** Levels and departments of simulated hires (W-44, W-45): the same rule for one list of categories. */

/** Draws are sorted into this many equal buckets; only those at a boundary between categories are looked at closely. */
const BUCKETS = 4096;
const BUCKET_WIDTH = DRAW_RANGE / BUCKETS;

/** Category of a bucket that lies on a boundary. */
const MIXED = -1;

/**
 * W-44, exact mode: the hires sorted by their own draw (ties by ordinal) fill the categories in order, the first
 * `quotas[0]` the first category and so on. Draws are k; returns the category of each hire.
 */
export function assignByDraw(draws: Float64Array, quotas: readonly number[]): Int32Array {
  const sizes = new Int32Array(BUCKETS);
  for (let hire = 0; hire < draws.length; hire++) {
    const bucket = Math.floor((draws[hire] ?? 0) / BUCKET_WIDTH);
    sizes[bucket] = (sizes[bucket] ?? 0) + 1;
  }
  // A bucket belongs to one category when all of its ranks do.
  const categoryOf = new Int32Array(BUCKETS);
  const firstRank = new Int32Array(BUCKETS);
  const ends = cumulative(quotas);
  let category = 0;
  let rank = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const size = sizes[bucket] ?? 0;
    while (rank >= (ends[category] ?? Infinity)) category += 1;
    firstRank[bucket] = rank;
    rank += size;
    categoryOf[bucket] = rank <= (ends[category] ?? Infinity) ? category : MIXED;
  }
  const categories = new Int32Array(draws.length);
  const mixed: number[] = [];
  for (let hire = 0; hire < draws.length; hire++) {
    const bucket = Math.floor((draws[hire] ?? 0) / BUCKET_WIDTH);
    const own = categoryOf[bucket] ?? MIXED;
    categories[hire] = own;
    if (own === MIXED) mixed.push(hire);
  }
  // Sorted by draw, the hires of one bucket stand together.
  mixed.sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
  let bucketBefore = -1;
  for (const hire of mixed) {
    const bucket = Math.floor((draws[hire] ?? 0) / BUCKET_WIDTH);
    rank = bucket === bucketBefore ? rank + 1 : (firstRank[bucket] ?? 0);
    bucketBefore = bucket;
    const own = rank;
    categories[hire] = ends.findIndex((end) => own < end);
  }
  return categories;
}

/** Running sums. */
const cumulative = (quotas: readonly number[]): readonly number[] => {
  let sum = 0;
  return quotas.map((quota) => {
    sum += quota;
    return sum;
  });
};

/** Weights that are not all 0: where nobody gives a mix to copy, every category counts alike. */
const usable = (weights: readonly number[]): readonly number[] =>
  weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);

/**
 * Category of each hire from the own draw (k). Exact mode: quotas by W-13 with the carry of the year before; stochastic
 * mode: each draw by W-10, the carry unused. Returns the categories and the next carry.
 */
export function mixHires(
  draws: Float64Array,
  weights: readonly number[],
  carry: readonly number[],
  isExact: boolean,
): { readonly categories: Int32Array; readonly carry: readonly number[] } {
  const mix = usable(weights);
  if (!isExact) {
    const thresholds = categoryThresholds(mix);
    const categories = new Int32Array(draws.length);
    for (let hire = 0; hire < draws.length; hire++)
      categories[hire] = pickCategory(draws[hire] ?? 0, thresholds);
    return { categories, carry };
  }
  const allocation = allocate(draws.length, mix, carry);
  return { categories: assignByDraw(draws, allocation.parts), carry: allocation.carry };
}
