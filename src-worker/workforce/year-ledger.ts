import type { RaiseEvents } from '../../src-shared/columns.ts';
import { shareOf } from '../../src-shared/arithmetic.ts';
import { daysInMonth, toDay } from '../../src-shared/dates.ts';
import type { Cents, Day, Ppm } from '../../src-shared/units.ts';
import { inChunks, type SimulationControl } from '../cancellation.ts';
import { raiseTable } from '../events/event-rows.ts';
import { MonthFigures } from '../metrics/months.ts';
import { FLOW, FLOWS, PayFlows } from '../metrics/pay-flows.ts';
import { startCode } from '../population/calendar.ts';
import { STILL_EMPLOYED, type Persons } from '../population/persons.ts';
import type { YearParameters } from './parameters.ts';
import { changeKey, isApplied, NO_CHANGE, RAISE, type PayCalendar } from './pay-calendar.ts';
import { paidOf } from './pay-segments.ts';
import type { PromotionTerms } from './promotion-terms.ts';
import type { Promotions } from './promotions.ts';

/** What the events of one type share while they are written: which leaver or promotion, where in the order (W-61). */
export interface EventPlaces {
  /** Row among the leavers or promotions of the year. */
  readonly source: Int32Array;
  readonly sequence: Int32Array;
  readonly rank: Int32Array;
  /** Pay in force before the event, in cents. */
  readonly previousPay: Float64Array;
}

/** Pay of the promotion events. */
export interface PromotionResults extends EventPlaces {
  readonly newPay: Float64Array;
  readonly fromLevel: Uint8Array;
  readonly floorApplied: Uint8Array;
  readonly capApplied: Uint8Array;
}

export interface LedgerInput {
  readonly persons: Persons;
  /** Everybody employed in the year, ascending. */
  readonly people: Int32Array;
  readonly departments: number;
  readonly levels: number;
  readonly calendar: PayCalendar;
  readonly promotions: Promotions;
  readonly terms: PromotionTerms;
  /** Merit keys by position (NO_CHANGE for none), rates and weights in ppm by level − 1. */
  readonly meritKeys: Int32Array;
  readonly meritRates: readonly Ppm[];
  readonly meritWeights: readonly Ppm[];
  readonly raises: number;
  readonly leavers: number;
  /** Ranks of the HIRE events, to be filled. */
  readonly hireRanks: Int32Array;
  readonly year: YearParameters;
  readonly control: SimulationControl;
}

/** Everything the walk over the people yields. Lists by position in `people` unless said otherwise. */
export interface Ledger {
  readonly openingPay: Float64Array;
  readonly employedDays: Int32Array;
  readonly proratedPay: Float64Array;
  readonly raises: RaiseEvents;
  readonly terminations: EventPlaces;
  readonly promotions: PromotionResults;
  readonly months: MonthFigures;
  readonly flows: PayFlows;
  /** Σ merit amounts in cents. */
  readonly meritSpend: number;
  /** Events of the year. */
  readonly events: number;
}

const places = (rows: number): EventPlaces => ({
  source: new Int32Array(rows),
  sequence: new Int32Array(rows),
  rank: new Int32Array(rows),
  previousPay: new Float64Array(rows),
});

/** Totals that go on from chunk to chunk. */
interface Totals {
  raises: number;
  terminations: number;
  promotions: number;
  hires: number;
  events: number;
  meritSpend: number;
}

/**
 * The second pass of W-48 and the fold (W-53): walks everybody in person order, applies the pay changes in date order,
 * sums the pay segments (W-54) and the months (W-56), and numbers the events (W-61). Writes the new pay, level and
 * sequence to the state.
 */
export function runLedger(input: LedgerInput): Ledger {
  const { people, departments, levels, year, control } = input;
  const ledger = {
    openingPay: new Float64Array(people.length),
    employedDays: new Int32Array(people.length),
    proratedPay: new Float64Array(people.length),
    raises: raiseTable(input.raises),
    terminations: places(input.leavers),
    promotions: {
      ...places(input.promotions.count),
      newPay: new Float64Array(input.promotions.count),
      fromLevel: new Uint8Array(input.promotions.count),
      floorApplied: new Uint8Array(input.promotions.count),
      capApplied: new Uint8Array(input.promotions.count),
    },
    months: new MonthFigures(departments),
    flows: new PayFlows(departments, levels),
  };
  const totals: Totals = { raises: 0, terminations: 0, promotions: 0, hires: 0, events: 0, meritSpend: 0 };
  const calendar = monthCalendar(year);
  inChunks(control, 0, people.length, (from, to) => {
    walk(input, ledger, totals, calendar, from, to);
  });
  return { ...ledger, meritSpend: totals.meritSpend, events: totals.events };
}

interface MonthCalendar {
  /** Day after the last of each month. */
  readonly ends: Int32Array;
  /** Month (from 0) by day − 1 January. */
  readonly of: Uint8Array;
}

function monthCalendar(year: YearParameters): MonthCalendar {
  const lengths = Array.from({ length: 12 }, (_, month) => daysInMonth(year.year, month + 1));
  return {
    ends: Int32Array.from(
      { length: 12 },
      (_, month) => toDay(year.year, month + 1, 1) + (lengths[month] ?? 0),
    ),
    of: Uint8Array.from(lengths.flatMap((days, month) => Array.from({ length: days }, () => month))),
  };
}

const FROM_STEP = 0;
const FROM_MERIT = 1;
const FROM_PROMOTION = 2;
const AT_END = 3;

/** Handles the people at positions `from` to `to` (exclusive). One loop: it is where most of a year's time goes. */
function walk(
  input: LedgerInput,
  ledger: Omit<Ledger, 'meritSpend' | 'events'>,
  totals: Totals,
  monthCalendar: MonthCalendar,
  from: number,
  to: number,
): void {
  const { persons, people, levels, departments, calendar, promotions, terms, meritKeys, year } = input;
  const { meritRates, meritWeights, hireRanks } = input;
  const { hireDay, leaveDay, leaver, department, promotion: promotionOf, sequence: sequences } = persons;
  const { pay: pays, level: personLevels } = persons;
  const { openingPay, employedDays, proratedPay, raises, terminations, months, flows } = ledger;
  const { amounts, closingHeads, ofHires } = flows;
  const { ends: monthEnds, of: monthOf } = monthCalendar;
  const { days: daysOfYear, firstDay, meritBudget } = year;
  const yearEnd = year.lastDay + 1;
  const stepCount = calendar.count;

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
    let sequence = sequences[person] ?? 0;
    let pay = pays[person] ?? 0;
    let level = personLevels[person] ?? 0;
    let flowBase = (place * levels + level - 1) * FLOWS;

    if (isHire) {
      openingPay[position] = NaN;
      hireRanks[totals.hires++] = totals.events++;
      sequence += 1;
      const index = monthBase + (monthOf[hired - firstDay] ?? 0);
      months.hires[index] = (months.hires[index] ?? 0) + 1;
      if (stays) {
        amounts[flowBase + FLOW.hires] = (amounts[flowBase + FLOW.hires] ?? 0) + pay;
      }
    } else {
      openingPay[position] = pay;
      months.opening[place] = (months.opening[place] ?? 0) + 1;
      amounts[flowBase + FLOW.opening] = (amounts[flowBase + FLOW.opening] ?? 0) + pay;
      if (!stays) amounts[flowBase + FLOW.leavers] = (amounts[flowBase + FLOW.leavers] ?? 0) + pay;
    }

    let promotion = promotionOf[person] ?? -1;
    let promotionKey = promotion < 0 ? NO_CHANGE : changeKey(promotions.day[promotion] ?? 0, 'promotion');
    let meritKey = meritKeys[position] ?? NO_CHANGE;
    let step = 0;
    let segmentStart = start;
    let rateDays = 0;
    let paid = 0;
    let month = monthOf[start - firstDay] ?? 0;
    let lastMarketDay = 0;
    let duplicate = 0;

    for (;;) {
      // The next change: the earliest of the year's steps and the person's own promotion and merit.
      let source = AT_END;
      let day = end;
      let key = NO_CHANGE;
      if (step < stepCount) {
        source = FROM_STEP;
        key = calendar.key[step] ?? 0;
        day = calendar.day[step] ?? 0;
      }
      if (promotionKey < key) {
        source = FROM_PROMOTION;
        key = promotionKey;
        day = promotions.day[promotion] ?? 0;
      }
      if (meritKey < key) {
        source = FROM_MERIT;
        day = meritKey >> 2;
      }

      // What it changes pay to.
      let next = pay;
      let rate = 0;
      let category: number = RAISE.merit;
      if (source === FROM_STEP) {
        const index = step++;
        if (!isApplied(day, hired, left)) continue;
        if (calendar.atLevel[index * levels + level - 1] !== 1) continue;
        if (calendar.inDepartment[index * departments + place] !== 1) continue;
        rate = calendar.ratePpm[index] ?? 0;
        category = calendar.category[index] ?? 0;
      } else if (source === FROM_MERIT) {
        meritKey = NO_CHANGE;
        rate = meritRates[level - 1] ?? 0;
        if (rate === 0) continue;
      }

      // Close the segment that ends the day before, month by month.
      if (day > segmentStart) {
        let monthEnd = monthEnds[month] ?? 0;
        while (monthEnd <= day && month < 12) {
          const cumulative = paidOf(rateDays + pay * (monthEnd - segmentStart), daysOfYear);
          const index = monthBase + month;
          months.payrollCents[index] = (months.payrollCents[index] ?? 0) + cumulative - paid;
          paid = cumulative;
          month += 1;
          monthEnd = monthEnds[month] ?? yearEnd;
        }
        rateDays += pay * (day - segmentStart);
        segmentStart = day;
      }
      if (source === AT_END) break;

      let flow: number = FLOW.promotion;
      if (source === FROM_PROMOTION) {
        const result = terms.payAfter(promotions, promotion, persons, level, pay);
        next = result.pay;
        const row = totals.promotions++;
        const { source: sources, sequence: order, rank, previousPay, newPay } = ledger.promotions;
        sources[row] = promotion;
        order[row] = ++sequence;
        rank[row] = totals.events++;
        previousPay[row] = pay;
        newPay[row] = next;
        ledger.promotions.fromLevel[row] = level;
        ledger.promotions.floorApplied[row] = result.floorApplied ? 1 : 0;
        ledger.promotions.capApplied[row] = result.capApplied ? 1 : 0;
        if (stays) {
          amounts[flowBase + FLOW.transfersOut] = (amounts[flowBase + FLOW.transfersOut] ?? 0) + pay;
          const above = flowBase + FLOWS;
          amounts[above + FLOW.transfersIn] = (amounts[above + FLOW.transfersIn] ?? 0) + pay;
        }
        level += 1;
        flowBase += FLOWS;
        persons.level[person] = level;
        persons.levelSinceDay[person] = day;
        persons.levelSinceCode[person] = startCode(day as Day);
        promotionKey = NO_CHANGE;
        promotion = -1;
      } else {
        const amount = shareOf(pay as Cents, rate as Ppm);
        next = pay + amount;
        duplicate = category === RAISE.market && day === lastMarketDay ? duplicate + 1 : 0;
        if (category === RAISE.market) lastMarketDay = day;
        flow = category === RAISE.cola ? FLOW.cola : category === RAISE.merit ? FLOW.merit : FLOW.market;
        if (category === RAISE.merit) totals.meritSpend += amount;
        const row = totals.raises++;
        raises.person[row] = person;
        raises.sequence[row] = ++sequence;
        raises.rank[row] = totals.events++;
        raises.effectiveDay[row] = day;
        raises.category[row] = category;
        raises.duplicateIndex[row] = duplicate;
        raises.previousPayCents[row] = pay;
        raises.newPayCents[row] = next;
        raises.amountCents[row] = amount;
        raises.ratePpm[row] = rate;
        raises.level[row] = level;
        raises.budgetPpm[row] = category === RAISE.merit ? meritBudget : -1;
        raises.weightPpm[row] = category === RAISE.merit ? (meritWeights[level - 1] ?? 0) : -1;
      }
      if (stays) {
        const amount = next - pay;
        amounts[flowBase + flow] = (amounts[flowBase + flow] ?? 0) + amount;
        if (isHire) ofHires[flow] = (ofHires[flow] ?? 0) + amount;
      }
      pay = next;
    }

    // The month of leaving, if it is not complete.
    if (month < 12) {
      const cumulative = paidOf(rateDays, daysOfYear);
      months.payrollCents[monthBase + month] =
        (months.payrollCents[monthBase + month] ?? 0) + cumulative - paid;
      paid = cumulative;
    }
    proratedPay[position] = paid;
    employedDays[position] = end - start;
    if (isHire || !stays) {
      let dayFrom = start;
      for (let index = monthOf[start - firstDay] ?? 0; dayFrom < end; index++) {
        const until = Math.min(end, monthEnds[index] ?? yearEnd);
        months.employedDays[monthBase + index] =
          (months.employedDays[monthBase + index] ?? 0) + until - dayFrom;
        dayFrom = until;
      }
    } else months.allYear[place] = (months.allYear[place] ?? 0) + 1;

    if (stays) {
      amounts[flowBase + FLOW.closing] = (amounts[flowBase + FLOW.closing] ?? 0) + pay;
      if (isHire) ofHires[FLOW.closing] = (ofHires[FLOW.closing] ?? 0) + pay;
      const heads = place * levels + level - 1;
      closingHeads[heads] = (closingHeads[heads] ?? 0) + 1;
    } else {
      const row = totals.terminations++;
      terminations.source[row] = leaver[person] ?? 0;
      terminations.sequence[row] = ++sequence;
      terminations.rank[row] = totals.events++;
      terminations.previousPay[row] = pay;
      const index = monthBase + (monthOf[left - firstDay] ?? 0);
      months.terminations[index] = (months.terminations[index] ?? 0) + 1;
    }
    pays[person] = pay;
    sequences[person] = sequence;
  }
}
