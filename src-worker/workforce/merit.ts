import { roundRatio } from '../../src-shared/arithmetic.ts';
import { addYears, toCivil } from '../../src-shared/dates.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { MILLION, type Cents, type Day, type Ppm } from '../../src-shared/units.ts';
import { endCode, monthsBetween, startCode } from '../population/calendar.ts';
import { dayByMonth, monthStarts } from './dates.ts';
import { dayOf, type Timing } from './parameters.ts';
import { isApplied } from './pay-calendar.ts';

/** Merit raises from a budget (W-52). */

/** A level rate above this is an error, in ppm. */
const MAX_RATE = 500_000;

/** Merit date of a person in a year (W-52), whether or not the person is eligible. Draws are k, for monthly timing. */
export function meritDay(
  year: number,
  timing: Timing,
  hireDay: Day,
  monthDraw: number,
  dayDraw: number,
): Day {
  switch (timing.kind) {
    case 'fixed':
      return dayOf(year, timing);
    case 'monthly':
      return dayByMonth(monthStarts(year), timing.thresholds, monthDraw, dayDraw);
    case 'anniversary':
      return addYears(hireDay, year - toCivil(hireDay).year);
  }
}

/** W-52: active past the date, hired before it, with enough completed months of service at it. */
export function isMeritEligible(
  day: number,
  hireDay: number,
  leaveDay: number,
  serviceMonths: number,
  minServiceMonths: number,
): boolean {
  return isApplied(day, hireDay, leaveDay) && serviceMonths >= minServiceMonths;
}

/** Date of a person's merit raise in a year; null when the person is not eligible (W-52). */
export function meritDate(
  year: number,
  timing: Timing,
  hireDay: Day,
  leaveDay: number,
  minServiceMonths: number,
  monthDraw: number,
  dayDraw: number,
): Day | null {
  const day = meritDay(year, timing, hireDay, monthDraw, dayDraw);
  const months = monthsBetween(startCode(hireDay), endCode(day));
  return isMeritEligible(day, hireDay, leaveDay, months, minServiceMonths) ? day : null;
}

/**
 * W-52: merit rate of each level in ppm: rnd(budget × w × P / W), P the eligible pay in force and W the weighted one;
 * 0 for levels without eligible pay. Arrays by level − 1; weights in ppm. Throws MERIT_RATE_TOO_HIGH, also where the
 * eligible have no weight at all, so that no rate spends the budget.
 */
export function meritRates(
  budget: Ppm,
  weights: readonly Ppm[],
  payByLevel: readonly number[],
): readonly Ppm[] {
  const pay = payByLevel.reduce((sum, cents) => sum + BigInt(cents), 0n);
  const weighted = weights.reduce(
    (sum, weight, index) => sum + BigInt(weight) * BigInt(payByLevel[index] ?? 0),
    0n,
  );
  if (weighted === 0n && pay > 0n && budget > 0)
    throw new PlanAlignError(
      'MERIT_RATE_TOO_HIGH',
      'everybody who is eligible for merit raises is on a level with a weight of 0',
      { setting: 'compensation.merit.byLevelWeights' },
    );
  return weights.map((weight, index) => {
    if (weighted === 0n || (payByLevel[index] ?? 0) === 0) return 0 as Ppm;
    const rate = Number(roundRatio(BigInt(budget) * BigInt(weight) * pay, weighted));
    if (rate > MAX_RATE)
      throw new PlanAlignError(
        'MERIT_RATE_TOO_HIGH',
        `level ${index + 1} would get a merit raise of ${rate / 10_000}%`,
        { setting: 'compensation.merit.byLevelWeights' },
      );
    return rate as Ppm;
  });
}

/** W-52: by how much the spend may differ from budget × P, in cents; `people` are the eligible. */
export function meritTolerance(pay: Cents, people: number): number {
  return pay / (2 * MILLION) + people / 2 + 1;
}
