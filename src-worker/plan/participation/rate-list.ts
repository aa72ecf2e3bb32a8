import type { Day, Ppm } from '../../../src-shared/units.ts';
import { resized } from '../../population/persons.ts';

/** What changes a deferral rate, in the order of causes on one date (P-55). */
export const RATE_CAUSES = ['enrolment', 'optOut', 'matchResponse', 'escalation'] as const;
export type RateCause = (typeof RATE_CAUSES)[number];

const OPT_OUT = RATE_CAUSES.indexOf('optOut');

/**
 * The deferral rates of a person in a year: the rate at its opening and every change of it, by date and, on one date, in
 * the order of P-55, in whatever order they are added. One object is filled again for each person, so that nothing is
 * allocated.
 */
export class RateList {
  count = 0;
  /** Date of the change. */
  day = new Int32Array(8);
  /** First day with the new rate: the date, or the day after it for an opt-out, whose day is still withheld (P-40). */
  from = new Int32Array(8);
  rate = new Int32Array(8);
  /** Index into RATE_CAUSES. */
  cause = new Uint8Array(8);
  #opening = 0 as Ppm;

  /** Forgets the changes of the person before; `openingRate` is in force until the first change, 0 for nobody's rate. */
  clear(openingRate: Ppm): void {
    this.count = 0;
    this.#opening = openingRate;
  }

  /** Adds a change, which takes its place in the list. */
  add(day: Day, rate: Ppm, cause: RateCause): void {
    const rank = RATE_CAUSES.indexOf(cause);
    if (this.count === this.day.length) this.#grow();
    let at = this.count++;
    for (; at > 0; at--) {
      const before = this.day[at - 1] ?? 0;
      if (before < day || (before === day && (this.cause[at - 1] ?? 0) <= rank)) break;
      this.#set(at, before, this.rate[at - 1] ?? 0, this.cause[at - 1] ?? 0);
    }
    this.#set(at, day, rate, rank);
  }

  #set(at: number, day: number, rate: number, rank: number): void {
    this.day[at] = day;
    this.from[at] = rank === OPT_OUT ? day + 1 : day;
    this.rate[at] = rate;
    this.cause[at] = rank;
  }

  #grow(): void {
    const capacity = this.day.length * 2;
    this.day = resized(this.day, new Int32Array(capacity));
    this.from = resized(this.from, new Int32Array(capacity));
    this.rate = resized(this.rate, new Int32Array(capacity));
    this.cause = resized(this.cause, new Uint8Array(capacity));
  }

  /** P-56: the rate in force on a day: that of the last change effective on or before it, else the opening rate. */
  rateOn(day: Day): Ppm {
    for (let at = this.count - 1; at >= 0; at--) {
      if ((this.from[at] ?? 0) <= day) return (this.rate[at] ?? 0) as Ppm;
    }
    return this.#opening;
  }

  /** The rate after all changes: the rate that the next change starts from, in the end that of the year (PINV-16). */
  get lastRate(): Ppm {
    return this.count === 0 ? this.#opening : ((this.rate[this.count - 1] ?? 0) as Ppm);
  }
}
