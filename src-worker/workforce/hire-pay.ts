import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';

/** Where a rounding is nearer to a half than this, it is decided exactly; the error is below 1e-6 for any pay < 10^9. */
const CERTAIN = 1e-5;
const MAX_CERTAIN_PAY = 1e9;

/**
 * W-47: annual pay of a simulated hire: rnd((min + (max − min) × pct) × (1 + market) × (1 + noise) × hours / fullTime),
 * one rounding. Money in cents, rates in ppm, hours in any one unit.
 */
export function hirePay(
  minCents: number,
  maxCents: number,
  percentile: Ppm,
  market: Ppm,
  noise: number,
  hours: number,
  fullTimeHours: number,
): Cents {
  const base = minCents + ((maxCents - minCents) * percentile) / MILLION;
  const pay =
    (((base * (MILLION + market)) / MILLION) * (MILLION + noise) * hours) / (MILLION * fullTimeHours);
  const fraction = pay - Math.floor(pay);
  if (Math.abs(fraction - 0.5) > CERTAIN && Math.abs(pay) < MAX_CERTAIN_PAY)
    return Math.floor(pay + 0.5) as Cents;
  const million = BigInt(MILLION);
  return Number(
    roundRatio(
      (BigInt(minCents) * million + BigInt(maxCents - minCents) * BigInt(percentile)) *
        (million + BigInt(market)) *
        (million + BigInt(noise)) *
        BigInt(hours),
      million ** 3n * BigInt(fullTimeHours),
    ),
  ) as Cents;
}
