import { cents, ceilOf, largest, MILLION, ppm, smallest, sum } from '../exact.ts';
import type { Design } from './designs.ts';

/** The formula of the match (P-46, P-65, P-66). Money in cents, rates in ppm. */

export interface Tier {
  readonly min: bigint;
  readonly max: bigint;
  readonly rate: bigint;
}

export interface Formula {
  readonly tiers: readonly Tier[];
  /** Position of the person's band; null without bands. */
  readonly band: number | null;
  /** Most match as a share of pay. */
  readonly cap: bigint | null;
  readonly dollarCap: bigint | null;
}

/** Values of the formula are exact multiples of this part of a cent. */
export const PARTS = MILLION * MILLION;

const tiersOf = (tiers: readonly { min: number; max: number; rate: number }[]): Tier[] =>
  tiers.map(({ min, max, rate }) => ({ min: ppm(min), max: ppm(max), rate: ppm(rate) }));

/** The band of a table that holds a value (P-5). */
export const bandAt = (
  bands: readonly { readonly min: number; readonly max: number | null }[],
  value: number,
): number => bands.findIndex(({ min, max }) => value >= min && (max === null || value < max));

/** The formula for somebody with so many completed years of service and of age. */
export function formulaFor(match: Design['match'], service: number, age: number): Formula {
  const caps = {
    cap: match.capPercentOfPay === null ? null : ppm(match.capPercentOfPay),
    dollarCap: match.dollarCap === null ? null : cents(match.dollarCap),
  };
  if (match.type === 'none') return { tiers: [], band: null, ...caps };
  if (match.type === 'tiered') return { tiers: tiersOf(match.tiers), band: null, ...caps };
  if (match.type === 'tenureGraded') {
    const band = bandAt(match.bands, service);
    return { tiers: tiersOf(match.bands[band]?.tiers ?? []), band, ...caps };
  }
  const band = bandAt(match.bands, match.type === 'pointsBased' ? age + service : service);
  const found = match.bands[band];
  const tiers = found === undefined ? [] : [{ min: 0, max: found.maxDeferral, rate: found.rate }];
  return { tiers: tiersOf(tiers), band, ...caps };
}

/** f(d, C): match on a deferral at a pay, the cap by pay included, in PARTS of a cent. */
export function matchValue(formula: Formula, deferral: bigint, pay: bigint): bigint {
  const value = sum(
    formula.tiers.map(({ min, max, rate }) => {
      const inTier = smallest(largest(deferral * MILLION - min * pay, 0n), (max - min) * pay);
      return rate * inTier;
    }),
  );
  return formula.cap === null ? value : smallest(value, formula.cap * pay * MILLION);
}

/** Smallest deferral rate with the greatest match, rounded up to 0.01 point (P-46). */
export function matchCeiling(match: Design['match'], service: number, age: number): bigint {
  const { tiers, cap } = formulaFor(match, service, age);
  const most = sum(tiers.map(({ min, max, rate }) => rate * (max - min)));
  const target = cap === null ? most : smallest(most, cap * MILLION);
  if (target === 0n) return 0n;
  let matched = 0n;
  for (const { min, max, rate } of tiers) {
    const ofTier = rate * (max - min);
    if (matched + ofTier >= target) {
      // min + (target − matched) / rate, up to the next hundredth of a point.
      return ceilOf(min * rate + target - matched, rate * 100n) * 100n;
    }
    matched += ofTier;
  }
  throw new Error('the tiers of the reference do not reach their own sum');
}
