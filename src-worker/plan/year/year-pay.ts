import type { HireEvents, PromotionEvents, RaiseEvents } from '../../../src-shared/columns.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { resized } from '../../population/persons.ts';
import { firstRowOf } from './first-row.ts';

/** What the workforce side says of pay and level within a year. Rows of every table ascend by person. */
export interface PayEvents {
  readonly hires: Pick<HireEvents, 'rowCount' | 'person' | 'annualPayCents'>;
  readonly raises: Pick<RaiseEvents, 'rowCount' | 'person' | 'effectiveDay' | 'newPayCents'>;
  readonly promotions: Pick<
    PromotionEvents,
    'rowCount' | 'person' | 'effectiveDay' | 'newPayCents' | 'fromLevel'
  >;
}

/**
 * The annual rates of one person within a year (P-17): rate `annualRate[k]` from day `from[k]` on, ascending. It is read
 * from the events by going along with the people, so `load` must be called in ascending order of persons.
 */
export class YearPay {
  readonly #events: PayEvents;
  #hire = 0;
  #raise = 0;
  #promotion = 0;
  count = 0;
  from = new Int32Array(8);
  annualRate = new Float64Array(8);
  /** Date of the promotion and the level before it; NO_DAY without one. */
  promotionDay: number = NO_DAY;
  levelBefore = 0;

  constructor(events: PayEvents) {
    this.#events = events;
  }

  /** Reads the rates of a person from day `start` on; `openingPay` is NaN for hires of the year. */
  load(person: number, start: number, openingPay: number): void {
    const { raises, promotions } = this.#events;
    let pay = openingPay;
    if (Number.isNaN(pay)) pay = this.#payOfHire(person);
    this.from[0] = start;
    this.annualRate[0] = pay;
    let count = 1;
    this.promotionDay = NO_DAY;
    let promotion = firstRowOf(promotions.person, this.#promotion, promotions.rowCount, person);
    let raise = firstRowOf(raises.person, this.#raise, raises.rowCount, person);
    for (;;) {
      const isPromoted = promotion < promotions.rowCount && promotions.person[promotion] === person;
      const isRaised = raise < raises.rowCount && raises.person[raise] === person;
      if (!isPromoted && !isRaised) break;
      // A promotion of the same date comes before a raise (W-61).
      const promotedFirst =
        isPromoted &&
        (!isRaised || (promotions.effectiveDay[promotion] ?? 0) <= (raises.effectiveDay[raise] ?? 0));
      let day: number;
      if (promotedFirst) {
        day = promotions.effectiveDay[promotion] ?? 0;
        pay = promotions.newPayCents[promotion] ?? 0;
        this.promotionDay = day;
        this.levelBefore = promotions.fromLevel[promotion] ?? 0;
        promotion += 1;
      } else {
        day = raises.effectiveDay[raise] ?? 0;
        pay = raises.newPayCents[raise] ?? 0;
        raise += 1;
      }
      // Of several changes on one date the last one is in force.
      if (day === this.from[count - 1]) count -= 1;
      if (count === this.from.length) this.#grow();
      this.from[count] = day;
      this.annualRate[count] = pay;
      count += 1;
    }
    this.#promotion = promotion;
    this.#raise = raise;
    this.count = count;
  }

  /** Annual rate in force on a day of the year (P-17). */
  rateOn(day: number): number {
    let at = this.count - 1;
    while (at > 0 && (this.from[at] ?? 0) > day) at -= 1;
    return this.annualRate[at] ?? 0;
  }

  /** Level on a day of the year; `closing` is the level after the year's promotion. */
  levelOn(day: number, closing: number): number {
    return this.promotionDay !== NO_DAY && day < this.promotionDay ? this.levelBefore : closing;
  }

  #payOfHire(person: number): number {
    const { hires } = this.#events;
    this.#hire = firstRowOf(hires.person, this.#hire, hires.rowCount, person);
    return hires.annualPayCents[this.#hire] ?? 0;
  }

  #grow(): void {
    const capacity = this.from.length * 2;
    this.from = resized(this.from, new Int32Array(capacity));
    this.annualRate = resized(this.annualRate, new Float64Array(capacity));
  }
}
