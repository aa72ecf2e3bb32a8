import { dateOf, dayOf, daysInYear } from './calendar.ts';
import { at, rnd } from './exact.ts';

/** A rate in force from a day on. */
export interface RateChange {
  readonly day: number;
  readonly pay: bigint;
}

export interface Paid {
  /** Employed days of January … December, and the pay of each month in cents (W-56). */
  readonly days: number[];
  readonly payroll: bigint[];
  readonly employedDays: number;
  readonly prorated: bigint;
}

/** What somebody is paid in a year, day by day (W-54, W-56). `leaves` is the last paid day, if any. */
export function paidInYear(
  year: number,
  hire: number,
  leaves: number | null,
  firstPay: bigint,
  changes: readonly RateChange[],
): Paid {
  const days = Array.from({ length: 12 }, () => 0);
  const cumulative = Array.from({ length: 12 }, () => 0n);
  let rateDays = 0n;
  let rate = firstPay;
  for (let day = dayOf(year, 1, 1); day <= dayOf(year, 12, 31); day += 1) {
    for (const change of changes) if (change.day === day) rate = change.pay;
    const month = dateOf(day).month - 1;
    if (day >= hire && (leaves === null || day <= leaves)) {
      rateDays += rate;
      days[month] = at(days, month) + 1;
    }
    cumulative[month] = rateDays;
  }
  const divisor = BigInt(daysInYear(year));
  const rounded = cumulative.map((amount) => rnd(amount, divisor));
  return {
    days,
    payroll: rounded.map((amount, month) => amount - (month === 0 ? 0n : at(rounded, month - 1))),
    employedDays: days.reduce((a, b) => a + b, 0),
    prorated: at(rounded, 11),
  };
}
