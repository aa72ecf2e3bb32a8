import { categoryThresholds, pickCategory } from '../random/draws.ts';
import { allocate } from './allocate.ts';

/** Levels and departments of simulated hires (W-44, W-45): the same rule for one list of categories. */

/**
 * W-44, exact mode: the hires sorted by their own draw (ties by ordinal) fill the categories in order, the first
 * `quotas[0]` the first category and so on. Draws are k; returns the category of each hire.
 */
export function assignByDraw(draws: Float64Array, quotas: readonly number[]): Int32Array {
  const sorted = draws.slice().sort();
  // Of each category: the largest draw in it, and how many of the hires with exactly that draw belong to it.
  const last = new Float64Array(quotas.length);
  const ties = new Int32Array(quotas.length);
  let end = 0;
  for (const [category, quota] of quotas.entries()) {
    const start = end;
    end += quota;
    const largest = quota === 0 ? -1 : (sorted[end - 1] ?? -1);
    let equal = 0;
    for (let at = end - 1; at >= start && sorted[at] === largest; at--) equal += 1;
    last[category] = largest;
    ties[category] = equal;
  }
  const categories = new Int32Array(draws.length);
  for (let hire = 0; hire < draws.length; hire++) {
    const draw = draws[hire] ?? 0;
    let category = 0;
    while (draw > (last[category] ?? Infinity) || (draw === last[category] && ties[category] === 0))
      category += 1;
    if (draw === last[category]) ties[category] = (ties[category] ?? 0) - 1;
    categories[hire] = category;
  }
  return categories;
}

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
