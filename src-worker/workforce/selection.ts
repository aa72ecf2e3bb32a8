import { MILLION } from '../../src-shared/units.ts';
import { resized } from '../population/persons.ts';
import { lnDet } from '../random/deterministic-ln.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';

/** Who is taken: the exponential race of W-35, and taking the smallest of any keys. */

/** ln of the probability to stay, the denominator of the race key; −∞ is written NaN for a hazard of 1. */
export function lnStay(hazardPpm: number): number {
  return hazardPpm === MILLION ? NaN : lnDet((MILLION - hazardPpm) / MILLION);
}

/**
 * Order in which a race takes people (W-35): the race key lnDet(1 − u) / lnDet(1 − h), but people with a hazard of 1
 * come before everybody else, by ascending draw: they are put below 0, where no key is. `lnStaying` is
 * {@link lnStay} of the hazard, which is above 0.
 */
export function raceOrder(k: number, hazardPpm: number, lnStaying: number): number {
  return hazardPpm === MILLION ? k - DRAW_RANGE : lnDet((DRAW_RANGE - k) / DRAW_RANGE) / lnStaying;
}

/** The race key of an order; NaN where the hazard is 1 and no key decided. */
export function raceKeyOf(order: number): number {
  return order < 0 ? NaN : order;
}

/** The `rank`-th smallest (from 0) of the first `count` values, which are reordered (Hoare's selection). */
export function nthSmallest(values: Float64Array, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank] ?? 0;
}

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/**
 * People from whom the first few are to be taken, in any order of entry: each is a position in the caller's list with
 * an order, the smallest going first. Its arrays are used again from year to year.
 */
export class Contest {
  /** Number of entrants. */
  count = 0;
  #position = new Int32Array(1024);
  #order = new Float64Array(1024);

  clear(): void {
    this.count = 0;
  }

  /** Adds a person; `order` must not be NaN. */
  enter(position: number, order: number): void {
    if (this.count === this.#order.length) {
      this.#position = resized(this.#position, new Int32Array(2 * this.count));
      this.#order = resized(this.#order, new Float64Array(2 * this.count));
    }
    this.#position[this.count] = position;
    this.#order[this.count] = order;
    this.count += 1;
  }

  /**
   * Takes the `quota` first, or everybody when there are not more. Ties are decided by `compare` of two positions
   * (negative: the first goes first).
   */
  take(quota: number, compare: (a: number, b: number) => number): Taken {
    const wanted = Math.max(0, Math.min(quota, this.count));
    const taken = { positions: new Int32Array(wanted), orders: new Float64Array(wanted), largest: null };
    if (wanted === 0) return taken;
    const orders = this.#order;
    const threshold = nthSmallest(orders.slice(0, this.count), this.count, wanted - 1);
    const tied: number[] = [];
    let at = 0;
    for (let entrant = 0; entrant < this.count; entrant++) {
      const order = orders[entrant] ?? 0;
      if (order > threshold) continue;
      if (order === threshold) {
        tied.push(this.#position[entrant] ?? 0);
        continue;
      }
      taken.positions[at] = this.#position[entrant] ?? 0;
      taken.orders[at] = order;
      at += 1;
    }
    for (const position of tied.sort(compare).slice(0, wanted - at)) {
      taken.positions[at] = position;
      taken.orders[at] = threshold;
      at += 1;
    }
    return { ...taken, largest: threshold };
  }
}

/** Who was taken, in no particular order, and the order of the last of them (null when nobody was). */
export interface Taken {
  readonly positions: Int32Array;
  readonly orders: Float64Array;
  readonly largest: number | null;
}

/** Alignment strength of a race (W-36): the largest key taken; null when nobody was taken by a key. */
export function strengthOf(taken: Taken): number | null {
  return taken.largest !== null && taken.largest >= 0 ? taken.largest : null;
}

/**
 * W-35 in exact mode: positions of the people taken, in order of choice; ties go to the lower position. Draws are k.
 */
export function selectByRace(
  hazardsPpm: readonly number[],
  draws: readonly number[],
  quota: number,
): readonly number[] {
  const contest = new Contest();
  for (const [position, hazard] of hazardsPpm.entries())
    if (hazard > 0) contest.enter(position, raceOrder(draws[position] ?? 0, hazard, lnStay(hazard)));
  const { positions, orders } = contest.take(quota, (a, b) => a - b);
  return [...positions.keys()]
    .map((index) => ({ position: positions[index] ?? 0, order: orders[index] ?? 0 }))
    .sort((a, b) => a.order - b.order || a.position - b.position)
    .map(({ position }) => position);
}
