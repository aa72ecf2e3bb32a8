import { roundQuotient, roundRatio, toPpm } from '../../src-shared/arithmetic.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';
import { greatestCommonDivisor, MAX_EXACT } from './exact.ts';

/**
 * The match formula (P-65): f(d, C) = Σ rate × clamp(d − min × C, 0, (max − min) × C), at most capPercentOfPay × C
 * (P-66). Its exact value is a fraction over 10^12; a formula of settings in parts per million is therefore kept twice,
 * as it is and over the smallest common denominator, over which nearly every amount fits into an exact double.
 */

/** Ceilings are multiples of 0.01 point (P-46). */
const CEILING_STEP = 100;
const DENOMINATOR = BigInt(MILLION) ** 2n;

/** One tier: the part of the deferral between two shares of pay, and the match per dollar of it. */
interface MatchTier {
  readonly min: Ppm;
  readonly max: Ppm;
  readonly rate: Ppm;
}

/** A tiered formula with the cap as a share of pay. */
export interface MatchFormula {
  readonly tiers: readonly MatchTier[];
  /** capPercentOfPay; null for no cap. */
  readonly cap: Ppm | null;
  /** Smallest deferral rate at which the match, as a share of pay, is greatest (P-46). */
  readonly ceiling: Ppm;
  /** The tiers over `scale` (boundaries) and `denominator` (match); `capScaled` is Infinity without a cap. */
  readonly scale: number;
  readonly denominator: number;
  readonly lower: Float64Array;
  readonly width: Float64Array;
  readonly rate: Float64Array;
  readonly capScaled: number;
  /** Deferral and pay up to which the scaled arithmetic is exact, and those for {@link sumOfMatches}. */
  readonly exactUpTo: Cents;
  readonly reciprocalUpTo: Cents;
}

/** A tier as the scenario writes it, in fractions. */
export interface TierSetting {
  readonly min: number;
  readonly max: number;
  readonly rate: number;
}

/** The formula of contiguous tiers in ascending order. Without tiers there is no match. */
export function matchFormula(settings: readonly TierSetting[], capPercentOfPay: number | null): MatchFormula {
  const tiers = settings.map(({ min, max, rate }) => ({
    min: toPpm(min),
    max: toPpm(max),
    rate: toPpm(rate),
  }));
  const cap = capPercentOfPay === null ? null : toPpm(capPercentOfPay);
  const scale = MILLION / greatestCommonDivisor(MILLION, ...tiers.flatMap(({ min, max }) => [min, max]));
  const rateScale = MILLION / greatestCommonDivisor(MILLION, ...tiers.map(({ rate }) => rate));
  // Widened, where needed, until the cap too is a whole number of parts.
  const capRest = cap === null ? 0 : (((cap * scale) % MILLION) * rateScale) % MILLION;
  const denominator = scale * rateScale * (MILLION / greatestCommonDivisor(MILLION, capRest));
  const parts = (ppm: Ppm, of: number): number => Number((BigInt(ppm) * BigInt(of)) / BigInt(MILLION));
  const capScaled = cap === null ? Infinity : parts(cap, denominator);
  const rates = Float64Array.from(tiers, ({ rate }) => parts(rate, denominator / scale));
  const largest = Math.max(scale * Math.max(1, ...rates), cap === null ? 0 : capScaled);
  const upTo = (dividend: number): Cents =>
    Math.max(0, Math.floor((dividend - denominator) / (2 * largest))) as Cents;
  return {
    tiers,
    cap,
    ceiling: ceilingOf(tiers, cap),
    scale,
    denominator,
    lower: Float64Array.from(tiers, ({ min }) => (min * scale) / MILLION),
    width: Float64Array.from(tiers, ({ min, max }) => ((max - min) * scale) / MILLION),
    rate: rates,
    capScaled,
    exactUpTo: upTo(MAX_EXACT),
    reciprocalUpTo: upTo(2 ** 50),
  };
}

/** P-46: the tiers are walked until the cap is reached; within a tier the rate is rounded up to 0.01 point. */
function ceilingOf(tiers: readonly MatchTier[], cap: Ppm | null): Ppm {
  const most = cap === null ? Infinity : cap * MILLION;
  let match = 0;
  let ceiling = 0;
  for (const { min, max, rate } of tiers) {
    if (rate === 0 || max === min) continue;
    if (match >= most) break;
    const gain = rate * (max - min);
    ceiling = match + gain > most ? (min * rate + most - match) / rate : max;
    match += gain;
  }
  return (Math.ceil(ceiling / CEILING_STEP) * CEILING_STEP) as Ppm;
}

/** f(deferral, pay) over the denominator, for amounts up to `exactUpTo`. */
function scaledMatch(formula: MatchFormula, deferral: number, pay: number): number {
  const { lower, width, rate } = formula;
  const scaled = deferral * formula.scale;
  let match = 0;
  for (let tier = 0; tier < lower.length; tier++) {
    const over = scaled - (lower[tier] ?? 0) * pay;
    if (over <= 0) break;
    const most = (width[tier] ?? 0) * pay;
    match += (rate[tier] ?? 0) * (over < most ? over : most);
  }
  const cap = formula.capScaled * pay;
  return match > cap ? cap : match;
}

/** round(f(deferral, pay)): the match of a year (P-65, P-67). */
export function matchOf(formula: MatchFormula, deferral: Cents, pay: Cents): Cents {
  if (deferral > formula.exactUpTo || pay > formula.exactUpTo) {
    return Number(roundRatio(exactMatch(formula, deferral, pay), DENOMINATOR)) as Cents;
  }
  return roundQuotient(scaledMatch(formula, deferral, pay), formula.denominator) as Cents;
}

/**
 * Σ round(f(deferral, pay)) over the first `count` paychecks (P-68), the hottest loop of the plan: two tiers, which is
 * what nearly every plan has, are written out. Multiplying by the reciprocal rounds as a division would: with half a unit
 * added, the quotient stays 1 / (4 × denominator) away from every integer, and its error is smaller than that as long as
 * the dividend is below 2^50.
 */
export function sumOfMatches(
  formula: MatchFormula,
  deferral: Float64Array,
  pay: Float64Array,
  count: number,
): Cents {
  const { lower, width, rate, scale, capScaled, reciprocalUpTo } = formula;
  const isShort = lower.length <= 2;
  const lower0 = lower[0] ?? 0;
  const width0 = width[0] ?? 0;
  const rate0 = rate[0] ?? 0;
  const lower1 = lower[1] ?? 0;
  const width1 = width[1] ?? 0;
  const rate1 = rate[1] ?? 0;
  const reciprocal = 1 / (2 * formula.denominator);
  const half = formula.denominator + 0.5;
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const d = deferral[at] ?? 0;
    const c = pay[at] ?? 0;
    if (d > reciprocalUpTo || c > reciprocalUpTo) {
      sum += matchOf(formula, d as Cents, c as Cents);
      continue;
    }
    let match = 0;
    if (isShort) {
      const scaled = d * scale;
      const over0 = scaled - lower0 * c;
      if (over0 > 0) {
        const most0 = width0 * c;
        match = rate0 * (over0 < most0 ? over0 : most0);
        const over1 = scaled - lower1 * c;
        if (over1 > 0) {
          const most1 = width1 * c;
          match += rate1 * (over1 < most1 ? over1 : most1);
        }
      }
      const cap = capScaled * c;
      if (match > cap) match = cap;
    } else {
      match = scaledMatch(formula, d, c);
    }
    sum += Math.floor((2 * match + half) * reciprocal);
  }
  return sum as Cents;
}

/** f(deferral, pay) in 10^-12 cents, exact. */
function exactMatch({ tiers, cap }: MatchFormula, deferral: Cents, pay: Cents): bigint {
  const scaled = BigInt(deferral) * BigInt(MILLION);
  const exactPay = BigInt(pay);
  let match = 0n;
  for (const { min, max, rate } of tiers) {
    const over = scaled - BigInt(min) * exactPay;
    if (over <= 0n) break;
    const most = BigInt(max - min) * exactPay;
    match += BigInt(rate) * (over < most ? over : most);
  }
  if (cap === null) return match;
  const most = BigInt(cap) * exactPay * BigInt(MILLION);
  return match > most ? most : match;
}

/**
 * The largest part of the deferral whose removal leaves the exact match unchanged (P-76); `dollarCap` is the most match
 * of the year, Infinity without one.
 */
export function unmatchedPart(
  formula: MatchFormula,
  deferral: Cents,
  pay: Cents,
  dollarCap: Cents | number,
): Cents {
  const valueAt = valueFunction(formula, deferral, pay, dollarCap);
  const full = valueAt(deferral);
  // Most paychecks have none, which one look tells.
  if (deferral === 0 || valueAt(deferral - 1) !== full) return 0 as Cents;
  return (deferral - smallest(deferral, (left) => valueAt(left) === full)) as Cents;
}

/** The exact match, up to a dollar cap, of deferrals of at most `deferral`: values that may be compared. */
function valueFunction(
  formula: MatchFormula,
  deferral: Cents,
  pay: Cents,
  dollarCap: Cents | number,
): (left: number) => number | bigint {
  if (deferral <= formula.exactUpTo && pay <= formula.exactUpTo) {
    // A cap whose product is not exact is larger than every exact value.
    const most = dollarCap * formula.denominator;
    return (left) => Math.min(scaledMatch(formula, left, pay), most);
  }
  const most = dollarCap === Infinity ? null : BigInt(dollarCap) * DENOMINATOR;
  return (left) => {
    const value = exactMatch(formula, left as Cents, pay);
    return most !== null && value > most ? most : value;
  };
}

/** The smallest integer of 0 … `most` that satisfies a condition which, once true, stays true; `most` if none does. */
export function smallest(most: number, holds: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
