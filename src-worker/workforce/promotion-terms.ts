import type { Cents, Ppm } from '../../src-shared/units.ts';
import type { Persons } from '../population/persons.ts';
import type { PromotionRule, YearParameters } from './parameters.ts';
import { floorForHours, promotionPay, type PromotionPay } from './promotion-pay.ts';
import type { Promotions } from './promotions.ts';

/** Pay of this year's promotions (W-51): it depends on the pay in force at the date, so it is asked for when that is known. */
export class PromotionTerms {
  /** At most this increase, in ppm. */
  readonly maxIncrease: Ppm;
  /** By promotion: the least pay after it, in cents; 0 where the range minimum of the new level is no floor. */
  readonly floors: Float64Array;

  /** `promotions` are those of the year, of persons who still have the level before. */
  constructor(
    { maxIncrease, floorAtRangeMin }: PromotionRule,
    fullTimeHours: number,
    year: YearParameters,
    promotions: Promotions,
    persons: Persons,
  ) {
    this.maxIncrease = maxIncrease;
    this.floors = new Float64Array(promotions.count);
    if (!floorAtRangeMin) return;
    for (let row = 0; row < promotions.count; row++) {
      const person = promotions.person[row] ?? 0;
      const minimum = year.ranges[persons.level[person] ?? 0]?.minCents ?? 0;
      this.floors[row] = floorForHours(minimum as Cents, persons.hours[person] ?? 0, fullTimeHours);
    }
  }

  /** Pay after the promotion of a row, with `pay` in force. */
  payAfter(promotions: Promotions, row: number, pay: number): PromotionPay {
    const floor = (this.floors[row] ?? 0) as Cents;
    return promotionPay(pay as Cents, (promotions.increase[row] ?? 0) as Ppm, this.maxIncrease, floor);
  }
}
