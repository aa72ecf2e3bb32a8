import { roundQuotient } from '../../src-shared/arithmetic.ts';
import { toDay } from '../../src-shared/dates.ts';
import type { Cents, Day, Ppm } from '../../src-shared/units.ts';
import { resized } from '../population/persons.ts';

/**
 * Plan pay (P-19, P-20). Like pay received (W-54), a sum of rate × days stays far below 2^53, because no annual rate
 * exceeds MAX_PAY.
 */

/**
 * The days of a person's year whose pay counts in the plan, cut at every change of annual rate, deferral rate or status
 * (P-57): consecutive segments in date order. One object is filled again for each person, so that nothing is allocated.
 */
export class PlanSegments {
  count = 0;
  from = new Int32Array(8);
  to = new Int32Array(8);
  /** Annual rate in cents. */
  annualRate = new Float64Array(8);
  /** Deferral rate in ppm; 0 on days without one in force (P-56). */
  deferralRate = new Int32Array(8);

  /** Forgets the segments of the person before. */
  clear(): void {
    this.count = 0;
  }

  /**
   * Adds the days `from` to `to`; nothing when there are none. They join the segment before where neither rate changes:
   * a raise of nothing cuts no paycheck (P-68).
   */
  add(from: Day, to: Day, annualRate: Cents, deferralRate: Ppm): void {
    if (to < from) return;
    const last = this.count - 1;
    if (
      last >= 0 &&
      this.to[last] === from - 1 &&
      this.annualRate[last] === annualRate &&
      this.deferralRate[last] === deferralRate
    ) {
      this.to[last] = to;
      return;
    }
    const at = this.count++;
    if (at === this.from.length) this.#grow();
    this.from[at] = from;
    this.to[at] = to;
    this.annualRate[at] = annualRate;
    this.deferralRate[at] = deferralRate;
  }

  #grow(): void {
    const capacity = this.from.length * 2;
    this.from = resized(this.from, new Int32Array(capacity));
    this.to = resized(this.to, new Int32Array(capacity));
    this.annualRate = resized(this.annualRate, new Float64Array(capacity));
    this.deferralRate = resized(this.deferralRate, new Int32Array(capacity));
  }

  /** Σ annual rate × days. */
  rateDays(): number {
    let sum = 0;
    for (let at = 0; at < this.count; at++) sum += this.rateDaysOf(at);
    return sum;
  }

  /** Pay of the days with a deferral rate in force, rounded once. */
  deferringPay(daysOfYear: number): Cents {
    let sum = 0;
    for (let at = 0; at < this.count; at++) if (this.deferralRate[at] !== 0) sum += this.rateDaysOf(at);
    return roundQuotient(sum, daysOfYear) as Cents;
  }

  /** Annual rate × days of one segment. */
  rateDaysOf(at: number): number {
    return (this.annualRate[at] ?? 0) * ((this.to[at] ?? 0) - (this.from[at] ?? 0) + 1);
  }
}

/** planPay: the pay of the segments, rounded once (P-19). */
export function planPayOf(segments: PlanSegments, daysOfYear: number): Cents {
  return roundQuotient(segments.rateDays(), daysOfYear) as Cents;
}

/**
 * First day of a year whose pay counts in the plan, for a person who has entered by the end of the year: every day
 * employed, or those from entry on (P-19).
 */
export function planPayFrom(
  compensationFrom: 'entry' | 'year',
  year: number,
  hireDay: Day,
  entryDay: Day,
): Day {
  const from = compensationFrom === 'entry' ? Math.max(hireDay, entryDay) : hireDay;
  return Math.max(toDay(year, 1, 1), from) as Day;
}
