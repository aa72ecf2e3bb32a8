import type { RaiseEvents } from '../../src-shared/columns.ts';
import { shareOf } from '../../src-shared/arithmetic.ts';
import { daysInMonth, toDay } from '../../src-shared/dates.ts';
import type { Cents, Ppm } from '../../src-shared/units.ts';
import { inChunks } from '../cancellation.ts';
import { raiseTable } from '../events/event-rows.ts';
import { MonthFigures } from '../metrics/months.ts';
import { FLOW, FLOWS, PayFlows } from '../metrics/pay-flows.ts';
import type { ColumnMemory } from '../population/column-memory.ts';
import { STILL_EMPLOYED } from '../population/persons.ts';
import type { YearParameters } from './parameters.ts';
import { changeKey, dayOfKey, isApplied, NO_CHANGE, RAISE, type PayCalendar } from './pay-calendar.ts';
import { PAID_HALF, paidOf } from './pay-segments.ts';
import type { PromotionTerms } from './promotion-terms.ts';
import type { Promotions } from './promotions.ts';
import type { YearContext } from './year-context.ts';

/** What the events of one type share while they are written; their order is numbered later (W-61). */
export interface EventPlaces {
  /** Row among the leavers or promotions of the year. */
  readonly source: Int32Array;
  readonly sequence: Int32Array;
  readonly rank: Int32Array;
  /** Pay in force before the event, in cents. */
  readonly previousPay: Float64Array;
}

/** Pay of the promotion events. */
export interface PromotionResults {
  readonly places: EventPlaces;
  readonly newPay: Float64Array;
  readonly fromLevel: Uint8Array;
  readonly floorApplied: Uint8Array;
  readonly capApplied: Uint8Array;
}

export interface LedgerInput {
  readonly context: YearContext;
  /** Everybody employed in the year, ascending. */
  readonly people: Int32Array;
  readonly calendar: PayCalendar;
  readonly promotions: Promotions;
  readonly terms: PromotionTerms;
  /** Merit keys by position (NO_CHANGE for none), and rates in ppm by level − 1. */
  readonly meritKeys: Int32Array;
  readonly meritRates: readonly Ppm[];
  /** Number of COLA, merit and market raises. */
  readonly raises: number;
}

/** What the walk over the people fills. Lists by position in `people` unless said otherwise. */
export interface LedgerColumns {
  readonly openingPay: Float64Array;
  readonly employedDays: Int32Array;
  readonly proratedPay: Float64Array;
  readonly raises: RaiseEvents;
  readonly terminations: EventPlaces;
  readonly promotions: PromotionResults;
  readonly months: MonthFigures;
  readonly flows: PayFlows;
}

/** Everything the walk yields. */
export interface Ledger {
  readonly columns: LedgerColumns;
  /** Σ merit amounts in cents. */
  readonly meritSpend: number;
}

const places = (memory: ColumnMemory, rows: number): EventPlaces => ({
  source: memory.ints(rows),
  sequence: memory.ints(rows),
  rank: memory.ints(rows),
  previousPay: memory.numbers(rows),
});

/** Where the walk stands: rows written so far, by table. */
interface Progress {
  raises: number;
  terminations: number;
  promotions: number;
}

/**
 * The second pass of W-48 and the fold (W-53): walks everybody in person order, applies the pay changes in date order,
 * sums the pay segments (W-54) and the months (W-56). Writes the new pay and level to the state.
 */
export function runLedger(input: LedgerInput): Ledger {
  const { context, people, promotions } = input;
  const { departments, levels, year, memory, control, leavers } = context;
  const ledger: LedgerColumns = {
    openingPay: memory.numbers(people.length),
    employedDays: memory.ints(people.length),
    proratedPay: memory.numbers(people.length),
    raises: raiseTable(memory, input.raises),
    terminations: places(memory, leavers.count),
    promotions: {
      places: places(memory, promotions.count),
      newPay: memory.numbers(promotions.count),
      fromLevel: memory.bytes(promotions.count),
      floorApplied: memory.bytes(promotions.count),
      capApplied: memory.bytes(promotions.count),
    },
    months: new MonthFigures(departments.length),
    flows: new PayFlows(departments.length, levels),
  };
  const progress: Progress = { raises: 0, terminations: 0, promotions: 0 };
  const calendar = monthCalendar(year);
  inChunks(control, 0, people.length, (from, to) => {
    walk(input, ledger, progress, calendar, from, to);
  });
  let meritSpend = 0;
  inChunks(control, 0, input.raises, (from, to) => {
    meritSpend += completeRaises(ledger.raises, input, from, to);
  });
  return { columns: ledger, meritSpend };
}

/** Fills the columns of raises that follow from the others; returns the merit spend. */
function completeRaises(raises: RaiseEvents, input: LedgerInput, from: number, to: number): number {
  const { category, level, previousPayCents, newPayCents, amountCents, budgetPpm, weightPpm } = raises;
  const { year, parameters } = input.context;
  const { meritBudget } = year;
  const weights = Int32Array.from(parameters.merit.weights);
  let meritSpend = 0;
  for (let row = from; row < to; row++) {
    const amount = (newPayCents[row] ?? 0) - (previousPayCents[row] ?? 0);
    const isMerit = category[row] === RAISE.merit;
    amountCents[row] = amount;
    budgetPpm[row] = isMerit ? meritBudget : -1;
    weightPpm[row] = isMerit ? (weights[(level[row] ?? 0) - 1] ?? 0) : -1;
    if (isMerit) meritSpend += amount;
  }
  return meritSpend;
}

interface MonthCalendar {
  /** Day after the last of each month; after December a day that never comes. */
  readonly ends: Int32Array;
  /** Month (from 0) by day − 1 January. */
  readonly of: Uint8Array;
}

function monthCalendar(year: YearParameters): MonthCalendar {
  const lengths = Array.from({ length: 12 }, (_, month) => daysInMonth(year.year, month + 1));
  return {
    ends: Int32Array.from([
      ...lengths.map((days, month) => toDay(year.year, month + 1, 1) + days),
      STILL_EMPLOYED,
    ]),
    of: Uint8Array.from(lengths.flatMap((days, month) => Array.from({ length: days }, () => month))),
  };
}

const FROM_STEP = 0;
const FROM_MERIT = 1;
const FROM_PROMOTION = 2;
const AT_END = 3;

/**
 * Handles the people at positions `from` to `to` (exclusive). It is one loop over local columns, because it is where
 * most of a year's time goes, and calls nothing that is not compiled into it: after a call every column would have to be
 * looked at anew.
 */
function walk(
  input: LedgerInput,
  ledger: LedgerColumns,
  progress: Progress,
  monthCalendar: MonthCalendar,
  from: number,
  to: number,
): void {
  const { context, people, calendar, promotions, terms, meritKeys } = input;
  const { persons, levels, year } = context;
  const departments = context.departments.length;
  const { hireDay, leaveDay, leaver, department, promotion: promotionOf } = persons;
  const { pay: pays, level: levelOf, levelSinceDay, levelSinceCode } = persons;
  const { openingPay, employedDays, proratedPay, raises, terminations, months, flows } = ledger;
  const { source: leaverOf, previousPay: leaverPay } = terminations;
  const { person: raised, effectiveDay: raiseDay } = raises;
  const { category: raiseCategory, duplicateIndex, previousPayCents, newPayCents } = raises;
  const { ratePpm, level: raiseLevel } = raises;
  const { amounts, closingHeads, ofHires } = flows;
  const { paidToMonth, hires: monthHires, terminations: monthLeavers, employedDays: monthDays } = months;
  const { opening: monthOpening, allYear } = months;
  const { ends: monthEnds, of: monthOf } = monthCalendar;
  const {
    applies,
    count: stepCount,
    key: stepKey,
    day: stepDay,
    ratePpm: stepRate,
    category: stepCategory,
  } = calendar;
  const promotionDay = promotions.day;
  const meritRates = Int32Array.from(input.meritRates);
  const { source: promotedRow, previousPay: promotedPay } = ledger.promotions.places;
  const { newPay: promotedNewPay, fromLevel, floorApplied, capApplied } = ledger.promotions;
  const { firstDay, startCodes } = year;
  const yearEnd = year.lastDay + 1;
  const inverseDays = 1 / year.days;
  let raiseRow = progress.raises;
  let leaverRow = progress.terminations;
  let promotionRow = progress.promotions;

  for (let position = from; position < to; position++) {
    const person = people[position] ?? 0;
    const hired = hireDay[person] ?? 0;
    const left = leaveDay[person] ?? 0;
    const isHire = hired >= firstDay;
    const stays = left === STILL_EMPLOYED;
    const start = isHire ? hired : firstDay;
    const end = stays ? yearEnd : left + 1;
    const place = department[person] ?? 0;
    const monthBase = place * 12;
    let pay = pays[person] ?? 0;
    let level = levelOf[person] ?? 0;
    let flowBase = (place * levels + level - 1) * FLOWS;

    if (isHire) {
      openingPay[position] = NaN;
      const index = monthBase + (monthOf[hired - firstDay] ?? 0);
      monthHires[index] = (monthHires[index] ?? 0) + 1;
      if (stays) amounts[flowBase + FLOW.hires] = (amounts[flowBase + FLOW.hires] ?? 0) + pay;
    } else {
      openingPay[position] = pay;
      monthOpening[place] = (monthOpening[place] ?? 0) + 1;
      amounts[flowBase + FLOW.opening] = (amounts[flowBase + FLOW.opening] ?? 0) + pay;
      if (!stays) amounts[flowBase + FLOW.leavers] = (amounts[flowBase + FLOW.leavers] ?? 0) + pay;
    }

    let promotion = promotionOf[person] ?? -1;
    let promotionKey = promotion < 0 ? NO_CHANGE : changeKey(promotionDay[promotion] ?? 0, 'promotion');
    let meritKey = meritKeys[position] ?? NO_CHANGE;
    let step = 0;
    let segmentStart = start;
    let rateDays = 0;
    let paid = 0;
    let month = isHire ? (monthOf[start - firstDay] ?? 0) : 0;
    let lastMarketDay = 0;
    let duplicate = 0;

    for (;;) {
      // The next change: the earliest of the year's steps and the person's own promotion and merit.
      let source = AT_END;
      let day = end;
      let key = NO_CHANGE;
      let rate = 0;
      if (step < stepCount) {
        source = FROM_STEP;
        key = stepKey[step] ?? 0;
        day = stepDay[step] ?? 0;
      }
      if (promotionKey < key) {
        source = FROM_PROMOTION;
        key = promotionKey;
        day = promotionDay[promotion] ?? 0;
      }
      if (meritKey < key) {
        source = FROM_MERIT;
        day = dayOfKey(meritKey);
        meritKey = NO_CHANGE;
        rate = meritRates[level - 1] ?? 0;
        if (rate === 0) continue;
      } else if (source === FROM_STEP) {
        const index = step++;
        if (!isApplied(day, hired, left)) continue;
        if (applies[(index * departments + place) * levels + level - 1] !== 1) continue;
        rate = stepRate[index] ?? 0;
      }

      // Close the segment that ends the day before, month by month.
      if (day > segmentStart) {
        const daily = pay * inverseDays;
        const base = rateDays * inverseDays + PAID_HALF;
        while ((monthEnds[month] ?? 0) <= day) {
          paid = Math.floor(base + daily * ((monthEnds[month] ?? 0) - segmentStart));
          paidToMonth[monthBase + month] = (paidToMonth[monthBase + month] ?? 0) + paid;
          month += 1;
        }
        rateDays += pay * (day - segmentStart);
        segmentStart = day;
      }
      if (source === AT_END) break;

      let next = pay;
      let flow: number = FLOW.promotion;
      if (source === FROM_PROMOTION) {
        const result = terms.payAfter(promotions, promotion, pay);
        next = result.pay;
        promotedRow[promotionRow] = promotion;
        promotedPay[promotionRow] = pay;
        promotedNewPay[promotionRow] = next;
        fromLevel[promotionRow] = level;
        floorApplied[promotionRow] = result.floorApplied ? 1 : 0;
        capApplied[promotionRow] = result.capApplied ? 1 : 0;
        promotionRow += 1;
        if (stays) {
          amounts[flowBase + FLOW.transfersOut] = (amounts[flowBase + FLOW.transfersOut] ?? 0) + pay;
          const above = flowBase + FLOWS + FLOW.transfersIn;
          amounts[above] = (amounts[above] ?? 0) + pay;
        }
        level += 1;
        flowBase += FLOWS;
        levelOf[person] = level;
        levelSinceDay[person] = day;
        levelSinceCode[person] = startCodes[day - firstDay] ?? 0;
        promotionKey = NO_CHANGE;
        promotion = -1;
      } else {
        const category = source === FROM_MERIT ? RAISE.merit : (stepCategory[step - 1] ?? 0);
        next = pay + shareOf(pay as Cents, rate as Ppm);
        flow = FLOW.cola + category;
        if (category === RAISE.market) {
          duplicate = day === lastMarketDay ? duplicate + 1 : 0;
          lastMarketDay = day;
          duplicateIndex[raiseRow] = duplicate;
        }
        raised[raiseRow] = person;
        raiseDay[raiseRow] = day;
        raiseCategory[raiseRow] = category;
        previousPayCents[raiseRow] = pay;
        newPayCents[raiseRow] = next;
        ratePpm[raiseRow] = rate;
        raiseLevel[raiseRow] = level;
        raiseRow += 1;
      }
      if (stays) {
        const amount = next - pay;
        amounts[flowBase + flow] = (amounts[flowBase + flow] ?? 0) + amount;
        if (isHire) ofHires[flow] = (ofHires[flow] ?? 0) + amount;
      }
      pay = next;
    }

    if (month < 12) {
      // Leavers: what they were paid stays paid in the month of leaving and after it.
      paid = paidOf(rateDays, inverseDays);
      for (; month < 12; month++)
        paidToMonth[monthBase + month] = (paidToMonth[monthBase + month] ?? 0) + paid;
    }
    proratedPay[position] = paid;
    employedDays[position] = end - start;
    if (isHire || !stays) {
      let dayFrom = start;
      for (let index = monthOf[start - firstDay] ?? 0; dayFrom < end; index++) {
        const until = Math.min(end, monthEnds[index] ?? 0);
        monthDays[monthBase + index] = (monthDays[monthBase + index] ?? 0) + until - dayFrom;
        dayFrom = until;
      }
    } else allYear[place] = (allYear[place] ?? 0) + 1;

    if (stays) {
      amounts[flowBase + FLOW.closing] = (amounts[flowBase + FLOW.closing] ?? 0) + pay;
      const heads = place * levels + level - 1;
      closingHeads[heads] = (closingHeads[heads] ?? 0) + 1;
    } else {
      leaverOf[leaverRow] = leaver[person] ?? 0;
      leaverPay[leaverRow] = pay;
      leaverRow += 1;
      const index = monthBase + (monthOf[left - firstDay] ?? 0);
      monthLeavers[index] = (monthLeavers[index] ?? 0) + 1;
    }
    pays[person] = pay;
  }
  progress.raises = raiseRow;
  progress.terminations = leaverRow;
  progress.promotions = promotionRow;
}
