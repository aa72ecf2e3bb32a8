import { PlanAlignError } from '../../src-shared/errors.ts';
import { MILLION } from '../../src-shared/units.ts';
import { inChunks } from '../cancellation.ts';
import { monthsBetween, yearsBetween } from '../population/calendar.ts';
import { resized, roomFor, type Persons } from '../population/persons.ts';
import { yesThreshold } from '../random/draws.ts';
import { comparePersonKeys } from '../random/person-key.ts';
import { PROCESS } from '../random/processes.ts';
import { dayByMonth } from './dates.ts';
import { calibrateHazards, type Calibration } from './hazards.ts';
import { cellOf } from './multipliers.ts';
import { dayOf } from './parameters.ts';
import { isApplied } from './pay-calendar.ts';
import { promotionIncrease } from './promotion-pay.ts';
import { Races, raceKeyOf, strengthOf } from './selection.ts';
import { pause, type YearContext } from './year-context.ts';

/** Promotions of a year: who is eligible, who is chosen, when, and by how much the increase is drawn (W-50, W-51). */

/** W-50, exact mode: floor((eligible × rate + carry) / M) and the fraction kept for next year, in millionths. */
export function promotionQuota(
  eligible: number,
  ratePpm: number,
  carry: number,
): { readonly quota: number; readonly carry: number } {
  const claim = eligible * ratePpm + carry;
  const quota = Math.floor(claim / MILLION);
  return { quota, carry: claim - quota * MILLION };
}

/** How the selection went. */
export interface PromotionOutcome {
  readonly eligible: number;
  readonly calibration: Calibration;
  /** By cell, in ppm. */
  readonly hazards: Int32Array;
  /** Target of Σ h in micro-heads. */
  readonly target: number;
  /** Exact mode; null in stochastic mode. */
  readonly quota: number | null;
  readonly strength: number | null;
  /** For the next year. */
  readonly carry: number;
}

/** The promotions of a year in no particular order, one typed array per attribute. Draws are k, NaN for none. */
export class Promotions {
  /** Number of promotions. */
  count = 0;
  person = new Int32Array(0);
  day = new Int32Array(0);
  hazard = new Int32Array(0);
  /** x of W-51 in ppm. */
  increase = new Int32Array(0);
  draw = new Float64Array(0);
  raceKey = new Float64Array(0);
  monthDraw = new Float64Array(0);
  dayDraw = new Float64Array(0);
  increaseDraw = new Float64Array(0);

  // Scratch: the date draws of everybody, and the eligible.
  #months = new Float64Array(0);
  #days = new Float64Array(0);
  #draws = new Float64Array(0);
  #eligible = new Int32Array(0);
  #eligiblePosition = new Int32Array(0);
  #eligibleDay = new Int32Array(0);
  #eligibleCell = new Int32Array(0);
  #eligibleCount = 0;
  #isMonthly = false;
  readonly #races = new Races(1);

  /** Chooses the promotions of a year and tells the chosen persons so; forgets those of the year before. */
  choose(context: YearContext, people: Int32Array, carried: number): PromotionOutcome {
    const { persons, parameters, year, control, draws, isExact } = context;
    this.#isMonthly = parameters.promotion.timing.kind === 'monthly';
    this.#start(people.length);
    inChunks(control, 0, people.length, (from, to) => {
      if (this.#isMonthly) {
        draws.fill(this.#months, people, from, to, persons, year.year, PROCESS.PROMO_DATE, 0);
        draws.fill(this.#days, people, from, to, persons, year.year, PROCESS.PROMO_DATE, 1);
      }
      this.#findEligible(context, people, from, to);
    });
    const eligible = this.#eligibleCount;
    const { multipliers } = parameters.promotion;
    const size = new Int32Array(multipliers.products.length);
    for (let index = 0; index < eligible; index++) {
      const cell = this.#eligibleCell[index] ?? 0;
      size[cell] = (size[cell] ?? 0) + 1;
    }
    const hazards = new Int32Array(size.length);
    const target = eligible * year.promotionRate;
    const calibration = calibrateHazards(
      {
        count: size.length,
        size,
        multiplier: multipliers.products,
        retirement: new Int32Array(size.length),
      },
      target,
      hazards,
    );
    if (calibration.unreachable)
      throw new PlanAlignError(
        'RATE_UNREACHABLE',
        `a promotion rate of ${year.promotionRate / 10_000}% cannot be reached by the ${eligible} people eligible`,
        { stage: 'EVENT_GENERATION', year: year.year },
      );
    const { quota, carry } = isExact
      ? promotionQuota(eligible, year.promotionRate, carried)
      : { quota: null, carry: carried };
    const strength = this.#select(context, hazards, quota);
    this.#drawIncreases(context);
    return { eligible, calibration, hazards, target, quota, strength, carry };
  }

  /** Takes the mark of this year's promotions off the persons again. */
  unmark(persons: Persons): void {
    for (let row = 0; row < this.count; row++) persons.promotion[this.person[row] ?? 0] = -1;
  }

  #start(people: number): void {
    this.count = 0;
    this.#eligibleCount = 0;
    if (people <= this.#eligible.length) return;
    const room = roomFor(people);
    if (this.#isMonthly) {
      this.#months = new Float64Array(room);
      this.#days = new Float64Array(room);
    }
    this.#draws = new Float64Array(room);
    this.#eligible = new Int32Array(room);
    this.#eligiblePosition = new Int32Array(room);
    this.#eligibleDay = new Int32Array(room);
    this.#eligibleCell = new Int32Array(room);
  }

  /** Finds the eligible among positions `from` to `to` of the people (W-50). */
  #findEligible(
    { persons, parameters, year }: YearContext,
    people: Int32Array,
    from: number,
    to: number,
  ): void {
    const { promotion, ageBandOf, tenureBandOf } = parameters;
    const { timing, minMonthsInLevel, multipliers } = promotion;
    const { birthCode, hireCode, hireDay, leaveDay, level, levelSinceCode } = persons;
    const fixedDay = timing.kind === 'fixed' ? dayOf(year.year, timing) : null;
    const months = timing.kind === 'monthly' ? timing.thresholds : [];
    const { endCodes } = year;
    const { levels, tenures, isPositive } = multipliers;
    const { firstDay, monthStarts } = year;
    const monthDraws = this.#months;
    const dayDraws = this.#days;
    const eligible = this.#eligible;
    const eligiblePosition = this.#eligiblePosition;
    const eligibleDay = this.#eligibleDay;
    const eligibleCell = this.#eligibleCell;
    let count = this.#eligibleCount;
    for (let position = from; position < to; position++) {
      const person = people[position] ?? 0;
      const own = level[person] ?? 0;
      if (own >= levels) continue;
      const day =
        fixedDay ?? dayByMonth(monthStarts, months, monthDraws[position] ?? 0, dayDraws[position] ?? 0);
      if (!isApplied(day, hireDay[person] ?? 0, leaveDay[person] ?? 0)) continue;
      const end = endCodes[day - firstDay] ?? 0;
      if (monthsBetween(levelSinceCode[person] ?? 0, end) < minMonthsInLevel) continue;
      const age = ageBandOf[yearsBetween(birthCode[person] ?? 0, end)] ?? 0;
      const tenure = tenureBandOf[yearsBetween(hireCode[person] ?? 0, end)] ?? 0;
      const cell = cellOf(tenures, levels, age, tenure, own);
      if (isPositive[cell] !== 1) continue;
      eligible[count] = person;
      eligiblePosition[count] = position;
      eligibleDay[count] = day;
      eligibleCell[count] = cell;
      count += 1;
    }
    this.#eligibleCount = count;
  }

  /** Draws PROMO_SELECT for the eligible and takes the quota, or everybody on whom the draw falls. */
  #select(context: YearContext, hazards: Int32Array, quota: number | null): number | null {
    const { persons, draws, year, control } = context;
    const eligible = this.#eligible;
    inChunks(control, 0, this.#eligibleCount, (from, to) => {
      draws.fill(this.#draws, eligible, from, to, persons, year.year, PROCESS.PROMO_SELECT, 0);
    });
    if (quota === null) {
      const thresholds = Float64Array.from(hazards, yesThreshold);
      for (let index = 0; index < this.#eligibleCount; index++) {
        const cell = this.#eligibleCell[index] ?? 0;
        if ((this.#draws[index] ?? 0) < (thresholds[cell] ?? 0))
          this.#add(persons, index, hazards[cell] ?? 0, NaN);
      }
      return null;
    }
    pause(context);
    const [taken] = this.#races.run(
      {
        count: this.#eligibleCount,
        draws: this.#draws,
        group: this.#eligibleCell,
        hazards,
        raceOf: new Uint8Array(hazards.length),
      },
      [quota],
      (a, b) => comparePersonKeys(persons, eligible[a] ?? 0, eligible[b] ?? 0),
    );
    pause(context);
    if (taken === undefined) return null;
    for (let at = 0; at < taken.positions.length; at++) {
      const index = taken.positions[at] ?? 0;
      const hazard = hazards[this.#eligibleCell[index] ?? 0] ?? 0;
      this.#add(persons, index, hazard, raceKeyOf(taken.orders[at] ?? 0));
    }
    return strengthOf(taken);
  }

  #add(persons: Persons, index: number, hazard: number, raceKey: number): void {
    if (this.count === this.person.length) this.#grow();
    const row = this.count++;
    const person = this.#eligible[index] ?? 0;
    this.person[row] = person;
    this.day[row] = this.#eligibleDay[index] ?? 0;
    this.hazard[row] = hazard;
    this.draw[row] = this.#draws[index] ?? 0;
    this.raceKey[row] = raceKey;
    const position = this.#eligiblePosition[index] ?? 0;
    this.monthDraw[row] = this.#isMonthly ? (this.#months[position] ?? 0) : NaN;
    this.dayDraw[row] = this.#isMonthly ? (this.#days[position] ?? 0) : NaN;
    persons.promotion[person] = row;
  }

  /** Sizes of the increases (W-51): a level with its own increase draws nothing. */
  #drawIncreases({ persons, draws, parameters, year }: YearContext): void {
    const { byFromLevel, increaseRate, spread } = parameters.promotion;
    draws.fill(this.increaseDraw, this.person, 0, this.count, persons, year.year, PROCESS.PROMO_INCREASE, 0);
    for (let row = 0; row < this.count; row++) {
      const own = byFromLevel[(persons.level[this.person[row] ?? 0] ?? 0) - 1] ?? null;
      if (own === null) {
        this.increase[row] = promotionIncrease(increaseRate, spread, this.increaseDraw[row] ?? 0);
      } else {
        this.increase[row] = own;
        this.increaseDraw[row] = NaN;
      }
    }
  }

  #grow(): void {
    const capacity = Math.max(1024, Math.ceil(this.person.length * 1.5));
    this.person = resized(this.person, new Int32Array(capacity));
    this.day = resized(this.day, new Int32Array(capacity));
    this.hazard = resized(this.hazard, new Int32Array(capacity));
    this.increase = resized(this.increase, new Int32Array(capacity));
    this.draw = resized(this.draw, new Float64Array(capacity));
    this.raceKey = resized(this.raceKey, new Float64Array(capacity));
    this.monthDraw = resized(this.monthDraw, new Float64Array(capacity));
    this.dayDraw = resized(this.dayDraw, new Float64Array(capacity));
    this.increaseDraw = resized(this.increaseDraw, new Float64Array(capacity));
  }
}
