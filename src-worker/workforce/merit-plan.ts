import { shareOf } from '../../src-shared/arithmetic.ts';
import type { Cents, Day, Ppm } from '../../src-shared/units.ts';
import { inChunks } from '../cancellation.ts';
import { monthsBetween } from '../population/calendar.ts';
import { roomFor } from '../population/persons.ts';
import { EVERY_YEAR, PROCESS } from '../random/processes.ts';
import { isMeritEligible, meritDay, meritRates } from './merit.ts';
import { dayOf } from './parameters.ts';
import { changeKey, isApplied, NO_CHANGE, type PayCalendar } from './pay-calendar.ts';
import type { PromotionTerms } from './promotion-terms.ts';
import type { Promotions } from './promotions.ts';
import type { YearContext } from './year-context.ts';

export interface MeritInput {
  readonly context: YearContext;
  /** Everybody employed in the year, ascending. */
  readonly people: Int32Array;
  readonly calendar: PayCalendar;
  readonly promotions: Promotions;
  readonly terms: PromotionTerms;
}

/** Result of the first of the two passes that merit needs (W-48). */
export interface MeritOutcome {
  /** By level − 1: eligible people, their pay in force at the merit date, and the rate in ppm. */
  readonly people: readonly number[];
  readonly pay: readonly number[];
  readonly rates: readonly Ppm[];
  /** Raises of the year: COLA, merit and market. */
  readonly raises: number;
}

/**
 * First pass of W-48: every eligible person's pay in force at the own merit date, after earlier and same-day changes,
 * summed by level, from which the level rates follow (W-52). It also counts the raises of the year.
 */
export class MeritPlan {
  /** Sort key of each person's merit raise, by position; NO_CHANGE for the people who are not eligible. */
  key = new Int32Array(0);
  #months = new Float64Array(0);
  #days = new Float64Array(0);

  run(input: MeritInput): MeritOutcome {
    const { people, context } = input;
    const { parameters, persons, draws, year, control } = context;
    const { merit, levelNames } = parameters;
    const isMonthly = merit.timing.kind === 'monthly';
    const room = roomFor(people.length);
    if (this.key.length < people.length) this.key = new Int32Array(room);
    if (isMonthly && this.#months.length < people.length) {
      this.#months = new Float64Array(room);
      this.#days = new Float64Array(room);
    }
    const eligible = new Int32Array(levelNames.length);
    const pay = new Float64Array(levelNames.length);
    let raises = 0;
    inChunks(control, 0, people.length, (from, to) => {
      if (isMonthly) {
        draws.fill(this.#months, people, from, to, persons, EVERY_YEAR, PROCESS.MERIT_DATE, 0);
        draws.fill(this.#days, people, from, to, persons, EVERY_YEAR, PROCESS.MERIT_DATE, 1);
      }
      raises += this.#sumPay(input, eligible, pay, from, to);
    });
    const rates = meritRates(year.meritBudget, merit.weights, [...pay]);
    for (const [index, rate] of rates.entries()) if (rate > 0) raises += eligible[index] ?? 0;
    return { people: [...eligible], pay: [...pay], rates, raises };
  }

  /**
   * For the people at positions `from` to `to`: writes the merit keys, adds the pay in force at the merit dates by level,
   * and returns the number of COLA and market raises.
   */
  #sumPay(
    input: MeritInput,
    eligible: Int32Array,
    payByLevel: Float64Array,
    from: number,
    to: number,
  ): number {
    const { people, calendar } = input;
    const { persons, parameters, year } = input.context;
    const { timing, minServiceMonths } = parameters.merit;
    const { applies, levels, departments, count, key, day, ratePpm } = calendar;
    const { department, hireCode, hireDay, leaveDay, promotion, pay: pays, level: levelOf } = persons;
    const { endCodes, firstDay } = year;
    const fixedDay = timing.kind === 'fixed' ? dayOf(year.year, timing) : null;
    const meritKeys = this.key;
    let raises = 0;
    for (let position = from; position < to; position++) {
      const person = people[position] ?? 0;
      const hired = hireDay[person] ?? 0;
      const left = leaveDay[person] ?? 0;
      const own =
        fixedDay ??
        meritDay(year.year, timing, hired as Day, this.#months[position] ?? 0, this.#days[position] ?? 0);
      const service = monthsBetween(hireCode[person] ?? 0, endCodes[own - firstDay] ?? 0);
      const meritKey = isMeritEligible(own, hired, left, service, minServiceMonths)
        ? changeKey(own, 'merit')
        : NO_CHANGE;
      meritKeys[position] = meritKey;
      if ((promotion[person] ?? -1) >= 0) {
        raises += this.#sumPromoted(input, eligible, payByLevel, person, meritKey);
        continue;
      }
      const place = department[person] ?? 0;
      const level = (levelOf[person] ?? 0) - 1;
      let pay = pays[person] ?? 0;
      for (let step = 0; step < count; step++) {
        if (!isApplied(day[step] ?? 0, hired, left)) continue;
        if (applies[(step * departments + place) * levels + level] !== 1) continue;
        raises += 1;
        if ((key[step] ?? 0) < meritKey) pay += shareOf(pay as Cents, (ratePpm[step] ?? 0) as Ppm);
      }
      if (meritKey === NO_CHANGE) continue;
      eligible[level] = (eligible[level] ?? 0) + 1;
      payByLevel[level] = (payByLevel[level] ?? 0) + pay;
    }
    return raises;
  }

  /** The same for one person who is promoted: the level changes on the way. */
  #sumPromoted(
    { context: { persons }, calendar, promotions, terms }: MeritInput,
    eligible: Int32Array,
    payByLevel: Float64Array,
    person: number,
    meritKey: number,
  ): number {
    const row = persons.promotion[person] ?? 0;
    const promotionKey = changeKey(promotions.day[row] ?? 0, 'promotion');
    let level = (persons.level[person] ?? 0) - 1;
    let pay = persons.pay[person] ?? 0;
    let isPromoted = false;
    let isOpen = meritKey !== NO_CHANGE;
    let raises = 0;
    for (let step = 0; step <= calendar.count; step++) {
      const key = step < calendar.count ? (calendar.key[step] ?? 0) : NO_CHANGE;
      // The own changes of the person that come before this step.
      if (isOpen && meritKey < promotionKey && meritKey < key)
        isOpen = addEligible(eligible, payByLevel, level, pay);
      if (!isPromoted && promotionKey < key) {
        pay = terms.payAfter(promotions, row, pay).pay;
        level += 1;
        isPromoted = true;
      }
      if (isOpen && meritKey < key) isOpen = addEligible(eligible, payByLevel, level, pay);
      if (step === calendar.count) break;
      const day = calendar.day[step] ?? 0;
      if (!isApplied(day, persons.hireDay[person] ?? 0, persons.leaveDay[person] ?? 0)) continue;
      const place = step * calendar.departments + (persons.department[person] ?? 0);
      if (calendar.applies[place * calendar.levels + level] !== 1) continue;
      raises += 1;
      pay += shareOf(pay as Cents, (calendar.ratePpm[step] ?? 0) as Ppm);
    }
    return raises;
  }
}

/** Counts one eligible person with the pay in force at the merit date; false: the person is no longer to be counted. */
function addEligible(eligible: Int32Array, payByLevel: Float64Array, level: number, pay: number): false {
  eligible[level] = (eligible[level] ?? 0) + 1;
  payByLevel[level] = (payByLevel[level] ?? 0) + pay;
  return false;
}
