import type { Cents, Ppm } from '../../src-shared/units.ts';
import type { Persons } from '../population/persons.ts';
import type { PromotionRule, YearParameters } from './parameters.ts';
import { floorForHours, promotionPay, type PromotionPay } from './promotion-pay.ts';
import type { Promotions } from './promotions.ts';

/** Pay of this year's promotions (W-51): it depends on the pay in force at the date, so it is asked for when that is known. */
export class PromotionTerms {
  readonly #rule: PromotionRule;
  readonly #fullTimeHours: number;
  readonly #year: YearParameters;

  constructor(rule: PromotionRule, fullTimeHours: number, year: YearParameters) {
    this.#rule = rule;
    this.#fullTimeHours = fullTimeHours;
    this.#year = year;
  }

  /** Pay after the promotion of a row, out of `fromLevel`, with `pay` in force. */
  payAfter(
    promotions: Promotions,
    row: number,
    persons: Persons,
    fromLevel: number,
    pay: number,
  ): PromotionPay {
    const minimum = (this.#year.ranges[fromLevel]?.minCents ?? 0) as Cents;
    const hours = persons.hours[promotions.person[row] ?? 0] ?? 0;
    const floor = this.#rule.floorAtRangeMin ? floorForHours(minimum, hours, this.#fullTimeHours) : null;
    return promotionPay(pay as Cents, (promotions.increase[row] ?? 0) as Ppm, this.#rule.maxIncrease, floor);
  }
}
