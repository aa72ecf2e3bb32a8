import type { DeferralChangeEvents, EnrollmentEvents } from '../../../src-shared/plan-columns.ts';
import { DEFERRAL_CHANGE_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { firstRowOf } from './first-row.ts';
import type { YearPay } from './year-pay.ts';
import type { PlanSegments } from '../plan-pay.ts';
import type { Cents, Day, Ppm } from '../../../src-shared/units.ts';
import { resized } from '../../population/persons.ts';

const OPT_OUT = DEFERRAL_CHANGE_CATEGORIES.indexOf('optOut');
const WITHDRAWAL = DEFERRAL_CHANGE_CATEGORIES.indexOf('withdrawal');

/** A table of events while it is written. */
export interface WrittenEvents<Columns> {
  readonly columns: Columns;
  readonly count: number;
}

/**
 * The deferral rates of one person within a year that money is withheld at (P-55, P-56): rate `ratePpm[k]` from day
 * `from[k]` on, ascending. They are read from the year's enrolments and changes by going along with the people, so
 * `load` must be called in ascending order of persons.
 */
export class YearRates {
  readonly #enrollments: WrittenEvents<Pick<EnrollmentEvents, 'person' | 'effectiveDay' | 'ratePpm'>>;
  readonly #changes: WrittenEvents<
    Pick<DeferralChangeEvents, 'person' | 'effectiveDay' | 'category' | 'newRatePpm'>
  >;
  #enrollment = 0;
  #change = 0;
  count = 0;
  from = new Int32Array(8);
  ratePpm = new Int32Array(8);

  constructor(
    enrollments: WrittenEvents<Pick<EnrollmentEvents, 'person' | 'effectiveDay' | 'ratePpm'>>,
    changes: WrittenEvents<Pick<DeferralChangeEvents, 'person' | 'effectiveDay' | 'category' | 'newRatePpm'>>,
  ) {
    this.#enrollments = enrollments;
    this.#changes = changes;
  }

  /**
   * Reads the rates of a person. `openingRate` is in force on day `start`; `isWithdrawing` says that the last enrolment
   * will be withdrawn after the year. Deferrals that are withdrawn are never posted (P-40).
   */
  load(person: number, start: number, openingRate: number, isWithdrawing: boolean): void {
    const { columns: enrollments, count: enrollmentRows } = this.#enrollments;
    const { columns: changes, count: changeRows } = this.#changes;
    this.count = 0;
    this.#put(start, openingRate);
    let sinceEnrollment = 0;
    let enrollment = firstRowOf(enrollments.person, this.#enrollment, enrollmentRows, person);
    let change = firstRowOf(changes.person, this.#change, changeRows, person);
    for (;;) {
      const enrolls = enrollment < enrollmentRows && enrollments.person[enrollment] === person;
      const alters = change < changeRows && changes.person[change] === person;
      if (!enrolls && !alters) break;
      const enrollsFirst =
        enrolls &&
        (!alters || (enrollments.effectiveDay[enrollment] ?? 0) <= (changes.effectiveDay[change] ?? 0));
      if (enrollsFirst) {
        sinceEnrollment = this.#put(
          enrollments.effectiveDay[enrollment] ?? 0,
          enrollments.ratePpm[enrollment] ?? 0,
        );
        enrollment += 1;
        continue;
      }
      const category = changes.category[change];
      const day = changes.effectiveDay[change] ?? 0;
      if (category === WITHDRAWAL) this.#cancelSince(sinceEnrollment);
      // The day of an opt-out is still withheld (P-40).
      this.#put(
        category === OPT_OUT || category === WITHDRAWAL ? day + 1 : day,
        changes.newRatePpm[change] ?? 0,
      );
      change += 1;
    }
    if (isWithdrawing) this.#cancelSince(sinceEnrollment);
    this.#enrollment = enrollment;
    this.#change = change;
  }

  /** The days `from` to `to` cut at every change of pay or rate (P-57). */
  cut(segments: PlanSegments, pay: YearPay, from: number, to: number): void {
    segments.clear();
    let payAt = 0;
    while (payAt + 1 < pay.count && (pay.from[payAt + 1] ?? 0) <= from) payAt += 1;
    let rateAt = 0;
    while (rateAt + 1 < this.count && (this.from[rateAt + 1] ?? 0) <= from) rateAt += 1;
    for (let day = from; day <= to;) {
      const payEnd = payAt + 1 < pay.count ? (pay.from[payAt + 1] ?? 0) : to + 1;
      const rateEnd = rateAt + 1 < this.count ? (this.from[rateAt + 1] ?? 0) : to + 1;
      const end = Math.min(payEnd, rateEnd, to + 1);
      segments.add(
        day as Day,
        (end - 1) as Day,
        (pay.annualRate[payAt] ?? 0) as Cents,
        (this.ratePpm[rateAt] ?? 0) as Ppm,
      );
      if (payEnd === end) payAt += 1;
      if (rateEnd === end) rateAt += 1;
      day = end;
    }
  }

  /** Adds an entry; of several on one date the last one is in force. Returns its place. */
  #put(from: number, rate: number): number {
    if (this.count > 0 && this.from[this.count - 1] === from) this.count -= 1;
    const at = this.count++;
    if (at === this.from.length) {
      this.from = resized(this.from, new Int32Array(at * 2));
      this.ratePpm = resized(this.ratePpm, new Int32Array(at * 2));
    }
    this.from[at] = from;
    this.ratePpm[at] = rate;
    return at;
  }

  #cancelSince(first: number): void {
    this.ratePpm.fill(0, first, this.count);
  }
}
