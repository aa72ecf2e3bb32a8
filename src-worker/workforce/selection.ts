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
    const at = this.count;
    if (at === this.#order.length) this.#grow();
    this.#position[at] = position;
    this.#order[at] = order;
    this.count = at + 1;
  }

  #grow(): void {
    this.#position = resized(this.#position, new Int32Array(4 * this.count));
    this.#order = resized(this.#order, new Float64Array(4 * this.count));
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

/** People in groups that share a hazard, with the draw of each. */
export interface Racers {
  readonly count: number;
  /** Draw k by position. */
  readonly draws: Float64Array;
  /** Group by position, and hazard in ppm by group: who has none does not run. */
  readonly group: Int32Array;
  readonly hazards: Int32Array;
  /** Race of each group: an index into the quotas. */
  readonly raceOf: Uint8Array;
}

/**
 * At first only people are entered whose key may be below this: quotas follow hazards, so that about as many keys as are
 * taken lie below 1, and the logarithms of most others need not be computed. (Bound 1.25 instead of 2: races take a third
 * less time.)
 */
const FIRST_BOUND = 1.25;
/** Keys of hazards near 0 are known to a relative error of 1e-10: the bound is trusted up to here. */
const TRUSTED_BOUND = FIRST_BOUND - 1e-6;

/**
 * Races of W-35 in exact mode, over people in groups. Its arrays are used again from year to year; the result does not
 * depend on how they were used before.
 */
export class Races {
  readonly #contests: readonly Contest[];

  constructor(races: number) {
    this.#contests = Array.from({ length: races }, () => new Contest());
  }

  /** Takes the first of each race, `quotas[race]` of them. Ties are decided by `compare` of two positions. */
  run(
    racers: Racers,
    quotas: readonly number[],
    compare: (a: number, b: number) => number,
  ): readonly Taken[] {
    // Where u ≥ b × h, 1 − u ≤ 1 − b × h ≤ (1 − h)^b (Bernoulli, b ≥ 1), so that the key is at least b.
    const bounds = new Float64Array(racers.hazards.length);
    for (let group = 0; group < bounds.length; group++) {
      const hazard = racers.hazards[group] ?? 0;
      bounds[group] = ((FIRST_BOUND * hazard) / MILLION) * DRAW_RANGE;
    }
    const first = this.#run(racers, bounds, quotas, compare);
    const isSure = first.every(
      ({ positions, largest }, race) => positions.length === quotas[race] && (largest ?? 0) < TRUSTED_BOUND,
    );
    if (isSure) return first;
    for (let group = 0; group < bounds.length; group++)
      if ((bounds[group] ?? 0) > 0) bounds[group] = Infinity;
    return this.#run(racers, bounds, quotas, compare);
  }

  /** Enters everybody whose draw is below the bound of the group, 0 where there is no hazard, and takes the first. */
  #run(
    { count, draws, group: groups, hazards, raceOf }: Racers,
    bounds: Float64Array,
    quotas: readonly number[],
    compare: (a: number, b: number) => number,
  ): readonly Taken[] {
    for (const contest of this.#contests) contest.clear();
    // Logarithms of staying are at most 0; those of groups that nobody enters are not computed.
    const lnStaying = new Float64Array(hazards.length).fill(1);
    for (let position = 0; position < count; position++) {
      const group = groups[position] ?? 0;
      const draw = draws[position] ?? 0;
      if (draw >= (bounds[group] ?? 0)) continue;
      const hazard = hazards[group] ?? 0;
      let staying = lnStaying[group] ?? 1;
      if (staying > 0) {
        staying = lnStay(hazard);
        lnStaying[group] = staying;
      }
      const order = raceOrder(draw, hazard, staying);
      this.#contests[raceOf[group] ?? 0]?.enter(position, order);
    }
    return this.#contests.map((contest, race) => contest.take(quotas[race] ?? 0, compare));
  }
}

/**
 * W-35 in exact mode: positions of the people taken, in order of choice; ties go to the lower position. Draws are k.
 */
export function selectByRace(
  hazardsPpm: readonly number[],
  draws: readonly number[],
  quota: number,
): readonly number[] {
  const [taken] = new Races(1).run(
    {
      count: hazardsPpm.length,
      draws: Float64Array.from(draws),
      group: Int32Array.from(hazardsPpm.keys()),
      hazards: Int32Array.from(hazardsPpm),
      raceOf: new Uint8Array(hazardsPpm.length),
    },
    [quota],
    (a, b) => a - b,
  );
  if (taken === undefined) return [];
  const { positions, orders } = taken;
  return [...positions.keys()]
    .map((index) => ({ position: positions[index] ?? 0, order: orders[index] ?? 0 }))
    .sort((a, b) => a.order - b.order || a.position - b.position)
    .map(({ position }) => position);
}
