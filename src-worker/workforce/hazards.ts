import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION } from '../../src-shared/units.ts';

/** People who share multiplier and retirement probability: a hazard is computed once for each such group. */
export interface RiskGroups {
  readonly count: number;
  /** People in the group. */
  readonly size: Int32Array;
  /** Relative risk m in ppm (W-34). */
  readonly multiplier: Float64Array;
  /** Retirement probability r in ppm. */
  readonly retirement: Int32Array;
}

export interface Calibration {
  /** Retirement alone exceeds the target, so it was scaled down (W-34). */
  readonly retirementScaled: boolean;
  /** Nobody is left to carry the rest of the target (W-34). */
  readonly unreachable: boolean;
  /** Σ h over all people, in ppm. */
  readonly hazardSum: number;
}

/** Groups of one person each, without retirement unless it is given; both in ppm. */
export function individualRisks(
  multiplier: Float64Array,
  retirement = new Int32Array(multiplier.length),
): RiskGroups {
  const count = multiplier.length;
  return { count, size: new Int32Array(count).fill(1), multiplier, retirement };
}

/** Quotients up to 10^6 computed in floating point are off by less than this: beyond it their rounding is certain. */
const CERTAIN = 1e-6;
/** A sum of products is collected in a double up to here and then moved to a BigInt, so no term is ever rounded. */
const SAFE = 2 ** 52;

/** rnd(N × m / D), exact: in floating point where the result is certain, else with BigInt. */
function roundedShare(n: number, multiplier: number, total: bigint, quotient: number): number {
  const share = multiplier * quotient;
  const fraction = share - Math.floor(share);
  return Math.abs(fraction - 0.5) > CERTAIN
    ? Math.floor(share + 0.5)
    : Number(roundRatio(BigInt(n) * BigInt(multiplier), total));
}

/** Σ size × value over all groups, exact. */
function exactSum(groups: RiskGroups, values: Float64Array | Int32Array): bigint {
  let large = 0n;
  let small = 0;
  for (let group = 0; group < groups.count; group++) {
    const size = groups.size[group] ?? 0;
    const value = values[group] ?? 0;
    const product = size * value;
    if (product > SAFE) large += BigInt(size) * BigInt(value);
    else small += product;
    if (small > SAFE) {
      large += BigInt(small);
      small = 0;
    }
  }
  return large + BigInt(small);
}

/** h = rnd(r × target / Σ r) (W-34), where retirement alone exceeds the target. */
function scaleRetirement(groups: RiskGroups, target: number, total: bigint, hazards: Int32Array): void {
  for (let group = 0; group < groups.count; group++)
    hazards[group] = Number(roundRatio(BigInt(groups.retirement[group] ?? 0) * BigInt(target), total));
}

/**
 * W-34: writes the hazard of each group in ppm to `hazards`, so that Σ min(1, s·m + r) over all people is `target`
 * (micro-heads, a non-negative integer). Groups that would exceed 1 are fixed at 1 and the rest is spread again, until
 * no new one is found; the order does not matter, because fixing a group only raises the share of the others.
 */
export function calibrateHazards(groups: RiskGroups, target: number, hazards: Int32Array): Calibration {
  const { count, size, multiplier, retirement } = groups;
  const retirementTotal = exactSum(groups, retirement);
  const retirementScaled = retirementTotal > BigInt(target);
  let unreachable = false;
  if (retirementScaled) {
    scaleRetirement(groups, target, retirementTotal, hazards);
  } else {
    // N and D of W-34.
    let rest = target - Number(retirementTotal);
    let weight = exactSum(groups, multiplier);
    hazards.fill(-1, 0, count);
    for (let isNew = weight > 0n; isNew;) {
      isNew = false;
      const quotient = rest / Number(weight);
      let fixedRest = 0;
      let fixedWeight = 0n;
      for (let group = 0; group < count; group++) {
        if (hazards[group] === MILLION) continue;
        const own = multiplier[group] ?? 0;
        const room = MILLION - (retirement[group] ?? 0);
        const excess = own * quotient - room;
        const exceeds =
          Math.abs(excess) > CERTAIN ? excess > 0 : BigInt(rest) * BigInt(own) > BigInt(room) * weight;
        if (!exceeds) continue;
        hazards[group] = MILLION;
        const people = size[group] ?? 0;
        fixedRest += people * room;
        fixedWeight += BigInt(people) * BigInt(own);
        isNew = people > 0 || isNew;
      }
      rest -= fixedRest;
      weight -= fixedWeight;
      if (weight === 0n) break;
    }
    unreachable = weight === 0n && rest > 0;
    const quotient = weight > 0n ? rest / Number(weight) : 0;
    for (let group = 0; group < count; group++) {
      if (hazards[group] === MILLION) continue;
      const own = multiplier[group] ?? 0;
      const share = own === 0 || weight === 0n ? 0 : roundedShare(rest, own, weight, quotient);
      hazards[group] = share + (retirement[group] ?? 0);
    }
  }
  return { retirementScaled, unreachable, hazardSum: Number(exactSum(groups, hazards)) };
}
