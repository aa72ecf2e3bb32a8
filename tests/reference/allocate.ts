import { at, floorOf, MILLION, rnd, sum } from './exact.ts';

export interface Allocation {
  readonly parts: bigint[];
  /** In ppm of one unit. */
  readonly carry: bigint[];
}

/** Integers that sum to `total`, in proportion to the weights (W-13). */
export function allocate(
  total: bigint,
  weights: readonly bigint[],
  carry: readonly bigint[] = weights.map(() => 0n),
  caps: readonly (bigint | null)[] = weights.map(() => null),
): Allocation {
  const weightSum = sum(weights);
  // Claims x_i as numerators over one denominator. Without any weight only the carries claim something.
  const denominator = MILLION * (weightSum === 0n ? 1n : weightSum);
  const claims = weights.map((weight, i) =>
    weightSum === 0n ? at(carry, i) : total * weight * MILLION + at(carry, i) * weightSum,
  );
  const capOf = (i: number): bigint | null => at(caps, i);
  const parts = claims.map((claim, i) => {
    const whole = floorOf(claim, denominator);
    const positive = whole > 0n ? whole : 0n;
    const cap = capOf(i);
    return cap !== null && positive > cap ? cap : positive;
  });
  const owed = (i: number): bigint => at(claims, i) - at(parts, i) * denominator;
  while (sum(parts) < total) {
    let best = -1;
    for (let i = 0; i < parts.length; i += 1) {
      const cap = capOf(i);
      const open = cap === null || at(parts, i) < cap;
      if (!open || !(at(weights, i) > 0n || at(claims, i) > 0n)) continue;
      if (best < 0 || owed(i) > owed(best)) best = i;
    }
    if (best < 0) throw new Error('nobody can take the rest of an allocation');
    parts[best] = at(parts, best) + 1n;
  }
  while (sum(parts) > total) {
    let worst = -1;
    for (let i = 0; i < parts.length; i += 1) {
      if (at(parts, i) > 0n && (worst < 0 || owed(i) <= owed(worst))) worst = i;
    }
    parts[worst] = at(parts, worst) - 1n;
  }
  return { parts, carry: parts.map((_, i) => rnd(owed(i) * MILLION, denominator)) };
}

/** Weights in ppm with the sum of exactly a million (W-10, W-13). */
export const normalise = (weights: readonly bigint[]): bigint[] => allocate(MILLION, weights).parts;
