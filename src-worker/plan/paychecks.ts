import { daysInMonth, daysInYear, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day } from '../../src-shared/units.ts';

/** How often people are paid (P-68). */
type PayFrequency = 'weekly' | 'biweekly' | 'semimonthly' | 'monthly';

/** The pay periods of a year (P-68). */
export interface PayPeriods {
  /** Last day of each period. */
  readonly ends: Int32Array;
  /** 1 January, and the period of each day of the year. */
  readonly firstDay: Day;
  readonly periodOf: Uint8Array;
}

/**
 * P-68: calendar months, half months (1 to 15, 16 to the end), or blocks of 14 or 7 days from 1 January of which the
 * last is extended to 31 December.
 */
export function payPeriods(year: number, frequency: PayFrequency): PayPeriods {
  const ends = periodEnds(year, frequency);
  const firstDay = toDay(year, 1, 1);
  const periodOf = Uint8Array.from({ length: daysInYear(year) }, (_, day) =>
    ends.findIndex((end) => firstDay + day <= end),
  );
  return { ends, firstDay, periodOf };
}

function periodEnds(year: number, frequency: PayFrequency): Int32Array {
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const monthEnd = (month: number): Day => toDay(year, month, daysInMonth(year, month));
  switch (frequency) {
    case 'monthly':
      return Int32Array.from(months, monthEnd);
    case 'semimonthly':
      return Int32Array.from(months.flatMap((month) => [toDay(year, month, 15), monthEnd(month)]));
    case 'biweekly':
      return blockEnds(year, 14);
    case 'weekly':
      return blockEnds(year, 7);
  }
}

function blockEnds(year: number, days: number): Int32Array {
  const blocks = Math.floor(daysInYear(year) / days);
  const ends = Int32Array.from({ length: blocks }, (_, index) => toDay(year, 1, 1) + (index + 1) * days - 1);
  ends[blocks - 1] = toDay(year, 12, 31);
  return ends;
}

/** The paychecks of a person in a year: counted pay and matched deferral of each; filled again for each person. */
export class Paychecks {
  count = 0;
  /** Pay within the compensation limit, cents. */
  pay = new Float64Array(64);
  /** Deferral that is matched, cents. */
  deferral = new Float64Array(64);

  /** Forgets the paychecks of the person before and makes room for `capacity` others. */
  clear(capacity: number): void {
    this.count = 0;
    if (capacity <= this.pay.length) return;
    this.pay = new Float64Array(2 * capacity);
    this.deferral = new Float64Array(2 * capacity);
  }

  /** Adds a paycheck; there must be room for it. */
  add(pay: Cents, deferral: Cents): void {
    this.pay[this.count] = pay;
    this.deferral[this.count] = deferral;
    this.count++;
  }
}
