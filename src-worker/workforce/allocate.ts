import { floorRatio, roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION } from '../../src-shared/units.ts';

/** Integer parts and, for the next year, what each item was left owed (negative: got ahead), in millionths. */
export interface Allocation {
  readonly parts: readonly number[];
  readonly carry: readonly number[];
}

interface Claim {
  readonly index: number;
  /** x − q over the common denominator: what is still owed. */
  owed: bigint;
  part: number;
  readonly cap: number;
  readonly mayGain: boolean;
}

const byMostOwed = (a: Claim, b: Claim): number =>
  a.owed === b.owed ? a.index - b.index : a.owed > b.owed ? -1 : 1;

/**
 * Gives (step 1) or takes (step −1) units, always where x − q is largest (smallest), until `amount` is used up or
 * nobody can take part. Everybody within one unit of the extreme is served before anybody is served twice, so a whole
 * round goes in one sorted order.
 */
function settle(claims: readonly Claim[], amount: number, step: 1 | -1, unit: bigint): void {
  let left = amount;
  while (left > 0) {
    const able = claims.filter((claim) =>
      step === 1 ? claim.mayGain && claim.part < claim.cap : claim.part > 0,
    );
    able.sort(step === 1 ? byMostOwed : (a, b) => byMostOwed(b, a));
    const extreme = able[0]?.owed;
    if (extreme === undefined) return;
    for (const claim of able) {
      const distance = step === 1 ? extreme - claim.owed : claim.owed - extreme;
      if (left === 0 || distance >= unit) break;
      claim.part += step;
      claim.owed -= BigInt(step) * unit;
      left -= 1;
    }
  }
}

/**
 * W-13: divides `total` into integers in proportion to `weights` (non-negative integers), plus what each item was owed
 * before (`carry`, millionths), at most `caps`. The parts sum to `total` unless caps and weights leave no room.
 */
export function allocate(
  total: number,
  weights: readonly number[],
  carry: readonly number[] = [],
  caps: readonly number[] = [],
): Allocation {
  const million = BigInt(MILLION);
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  // Without any weight the claims are the carries alone.
  const scale = weightSum === 0n ? 1n : weightSum;
  const unit = scale * million;
  let assigned = 0;
  const claims = weights.map((weight, index): Claim => {
    const claim = BigInt(total) * BigInt(weight) * million + BigInt(carry[index] ?? 0) * scale;
    const cap = caps[index] ?? Infinity;
    const part = Math.min(cap, Math.max(0, Number(floorRatio(claim, unit))));
    assigned += part;
    return { index, owed: claim - BigInt(part) * unit, part, cap, mayGain: weight > 0 || claim > 0n };
  });
  if (assigned < total) settle(claims, total - assigned, 1, unit);
  else settle(claims, assigned - total, -1, unit);
  return {
    parts: claims.map(({ part }) => part),
    carry: claims.map(({ owed }) => Number(roundRatio(owed, scale))),
  };
}
