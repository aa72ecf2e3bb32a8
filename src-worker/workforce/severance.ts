import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, type Cents } from '../../src-shared/units.ts';

const WEEKS_A_YEAR = 52;

/** Weeks of severance (W-40), all in millionths of a week: perYear × completed years, within [min, max]. */
export function severanceWeeks(
  completedYears: number,
  weeksPerYear: number,
  minWeeks: number,
  maxWeeks: number,
): number {
  return Math.min(maxWeeks, Math.max(minWeeks, weeksPerYear * completedYears));
}

/** W-40: rnd(pay in force × weeks / 52), in cents; weeks in millionths. */
export function severancePay(pay: Cents, weeks: number): Cents {
  return Number(roundRatio(BigInt(pay) * BigInt(weeks), BigInt(WEEKS_A_YEAR * MILLION))) as Cents;
}
