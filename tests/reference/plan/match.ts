import { dateOf, dayOf, daysInYear } from '../calendar.ts';
import { at, largest, MILLION, rnd, smallest, sum } from '../exact.ts';
import type { PaidDay } from './deferrals.ts';
import type { Design } from './designs.ts';
import { matchValue, PARTS, type Formula } from './match-formula.ts';

/** The match of a year: once, or paycheck by paycheck (P-64 … P-69). Money in cents. */

export interface Paycheck {
  /** Pay that counts for the match. */
  readonly pay: bigint;
  /** Deferral that is matched. */
  readonly deferral: bigint;
}

/** Number of the pay period that holds a day (P-68). */
export function payPeriod(frequency: Design['match']['payFrequency'], day: number): number {
  const { year, month, day: dayOfMonth } = dateOf(day);
  const sinceJanuary = day - dayOf(year, 1, 1);
  switch (frequency) {
    case 'monthly':
      return month;
    case 'semimonthly':
      return 2 * month + (dayOfMonth > 15 ? 1 : 0);
    case 'biweekly':
      return Math.min(25, Math.floor(sinceJanuary / 14));
    case 'weekly':
      return Math.min(51, Math.floor(sinceJanuary / 7));
  }
}

/**
 * Paychecks of the days from `from` on (P-68): a new one with every pay period and wherever pay or the deferral rate
 * changes. `matched` is the matched deferral of the year up to and including each day.
 */
export function paychecks(
  days: readonly PaidDay[],
  matched: readonly bigint[],
  from: number,
  frequency: Design['match']['payFrequency'],
  compensation: bigint,
): Paycheck[] {
  const checks: Paycheck[] = [];
  let parts = 0n;
  let paidBefore = 0n;
  let matchedBefore = 0n;
  for (const [i, day] of days.entries()) {
    const deferred = at(matched, i);
    if (day.day < from) {
      matchedBefore = deferred;
      continue;
    }
    parts += day.annualPay;
    const next = days[i + 1];
    const goesOn =
      next !== undefined &&
      payPeriod(frequency, next.day) === payPeriod(frequency, day.day) &&
      next.annualPay === day.annualPay &&
      next.rate === day.rate;
    if (goesOn) continue;
    const paid = rnd(parts, BigInt(daysInYear(dateOf(day.day).year)));
    checks.push({
      pay: smallest(paid, compensation) - smallest(paidBefore, compensation),
      deferral: deferred - matchedBefore,
    });
    paidBefore = paid;
    matchedBefore = deferred;
  }
  return checks;
}

const dollarCapped = (amount: bigint, formula: Formula): bigint =>
  formula.dollarCap === null ? amount : smallest(amount, formula.dollarCap);

/** What a formula gives for a year as a whole, in cents (P-67). */
export const annualMatch = (formula: Formula, deferral: bigint, pay: bigint): bigint =>
  dollarCapped(rnd(matchValue(formula, deferral, pay), PARTS), formula);

/** What it gives paycheck by paycheck, in cents (P-68). */
export const paycheckMatch = (formula: Formula, checks: readonly Paycheck[]): bigint =>
  dollarCapped(
    sum(checks.map(({ pay, deferral }) => rnd(matchValue(formula, deferral, pay), PARTS))),
    formula,
  );

export interface Match {
  readonly amount: bigint;
  readonly trueUp: bigint;
}

/** Match and true-up of a year (P-67 … P-69). */
export function matchOf(
  frequency: Design['match']['frequency'],
  formula: Formula,
  deferral: bigint,
  pay: bigint,
  checks: readonly Paycheck[],
): Match {
  const annual = annualMatch(formula, deferral, pay);
  if (frequency === 'annual') return { amount: annual, trueUp: 0n };
  const amount = paycheckMatch(formula, checks);
  if (frequency === 'perPayPeriod') return { amount, trueUp: 0n };
  return { amount, trueUp: largest(0n, annual - amount) };
}

/** Match on a deferral at the ceiling of the formula (P-126). */
export const matchAtCeiling = (formula: Formula, ceiling: bigint, pay: bigint): bigint =>
  annualMatch(formula, rnd(pay * ceiling, MILLION), pay);
