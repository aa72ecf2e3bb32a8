import { roundRatio, shareOf } from '../../src-shared/arithmetic.ts';
import type { Cents, Ppm } from '../../src-shared/units.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';

/** Below this distance from a half the rounding is decided exactly: the error of the product is below 1e-9. */
const CERTAIN = 1e-6;

/** W-51: increaseRate + rnd((2u − 1) × spread), in ppm; k is the draw. */
export function promotionIncrease(increaseRate: Ppm, spread: Ppm, k: number): Ppm {
  const deviation = ((2 * k - DRAW_RANGE) / DRAW_RANGE) * spread;
  const magnitude = Math.abs(deviation);
  const rounded =
    Math.abs(magnitude - Math.floor(magnitude) - 0.5) > CERTAIN
      ? Math.floor(magnitude + 0.5)
      : Math.abs(
          Number(roundRatio((2n * BigInt(k) - BigInt(DRAW_RANGE)) * BigInt(spread), BigInt(DRAW_RANGE))),
        );
  return (increaseRate + (deviation < 0 ? -rounded : rounded)) as Ppm;
}

export interface PromotionPay {
  readonly pay: Cents;
  /** The range minimum lifted the pay above the increase; the cap may have cut it again. */
  readonly floorApplied: boolean;
  readonly capApplied: boolean;
}

/**
 * The new level's range minimum for a person's hours (W-51): rnd(minimum × hours / fullTimeHours). Hours in any one
 * unit; 0 hours means full time.
 */
export function floorForHours(minCents: Cents, hours: number, fullTimeHours: number): Cents {
  if (hours === 0 || hours === fullTimeHours) return minCents;
  return Number(roundRatio(BigInt(minCents) * BigInt(hours), BigInt(fullTimeHours))) as Cents;
}

/**
 * W-51: pay after a promotion: raised by `increase`, at least `floor` (null for none), at most the cap, which wins over
 * the floor; never below the old pay. Cents and ppm.
 */
export function promotionPay(pay: Cents, increase: Ppm, maxIncrease: Ppm, floor: Cents | null): PromotionPay {
  const increased = pay + shareOf(pay, increase);
  const raised = Math.max(increased, floor ?? increased);
  const cap = pay + shareOf(pay, maxIncrease);
  return {
    pay: Math.max(pay, Math.min(raised, cap)) as Cents,
    floorApplied: raised > increased,
    capApplied: raised > cap,
  };
}
