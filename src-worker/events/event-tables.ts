import type { PromotionEvents, TerminationEvents } from '../../src-shared/columns.ts';
import type { Cents } from '../../src-shared/units.ts';
import { yearsBetween } from '../population/calendar.ts';
import { gatherBytes, gatherInts, gatherNumbers } from '../population/gather.ts';
import type { ColumnMemory } from '../population/column-memory.ts';
import type { Persons } from '../population/persons.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';
import { CATEGORY, type Leavers } from '../workforce/leavers.ts';
import type { ReductionRule, YearParameters } from '../workforce/parameters.ts';
import type { Promotions } from '../workforce/promotions.ts';
import { severancePay, severanceWeeks } from '../workforce/severance.ts';
import type { EventPlaces, PromotionResults } from '../workforce/year-ledger.ts';

/** The TERMINATION and PROMOTION tables of a year: what was decided, in the order in which the ledger numbered it. */

/** Draws are shown as uniforms; NaN stays NaN. */
const uniforms = (column: Float64Array, rows: Int32Array, out: Float64Array): Float64Array => {
  gatherNumbers(column, rows, out);
  for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? NaN) / DRAW_RANGE;
  return out;
};

/** TERMINATION events by person (W-60), with severance for reductions (W-40). */
export function terminationEvents(
  memory: ColumnMemory,
  places: EventPlaces,
  leavers: Leavers,
  persons: Persons,
  year: YearParameters,
  reduction: ReductionRule,
): TerminationEvents {
  const { source } = places;
  const rows = source.length;
  const ints = (column: Int32Array): Int32Array => gatherInts(column, source, memory.ints(rows));
  const draws = (column: Float64Array): Float64Array => uniforms(column, source, memory.numbers(rows));
  const bytes = (column: Uint8Array): Uint8Array => gatherBytes(column, source, memory.bytes(rows));
  const person = ints(leavers.person);
  const effectiveDay = ints(leavers.day);
  const category = bytes(leavers.category);
  const ageYears = memory.ints(rows);
  const tenureYears = memory.ints(rows);
  const severanceCents = memory.numbers(rows).fill(NaN);
  for (let row = 0; row < rows; row++) {
    const end = year.endCodes[(effectiveDay[row] ?? 0) - year.firstDay] ?? 0;
    const tenure = yearsBetween(persons.hireCode[person[row] ?? 0] ?? 0, end);
    ageYears[row] = yearsBetween(persons.birthCode[person[row] ?? 0] ?? 0, end);
    tenureYears[row] = tenure;
    if (category[row] !== CATEGORY.reduction) continue;
    const weeks = severanceWeeks(tenure, reduction.weeksPerYear, reduction.minWeeks, reduction.maxWeeks);
    severanceCents[row] = severancePay((places.previousPay[row] ?? 0) as Cents, weeks);
  }
  return {
    rowCount: rows,
    person,
    sequence: places.sequence,
    rank: places.rank,
    effectiveDay,
    category,
    duplicateIndex: memory.bytes(rows).fill(0),
    reason: bytes(leavers.reason),
    payInForceCents: places.previousPay,
    ageYears,
    tenureYears,
    hazardPpm: ints(leavers.hazard),
    retirementPpm: ints(leavers.retirement),
    rule: bytes(leavers.rule),
    draw: draws(leavers.draw),
    raceKey: gatherNumbers(leavers.raceKey, source, memory.numbers(rows)),
    quota: ints(leavers.quota),
    reasonDraw: draws(leavers.reasonDraw),
    dateDraw: draws(leavers.dateDraw),
    dayDraw: draws(leavers.dayDraw),
    severanceCents,
  };
}

/** PROMOTION events by person (W-60). */
export function promotionEvents(
  memory: ColumnMemory,
  results: PromotionResults,
  promotions: Promotions,
): PromotionEvents {
  const { source, sequence, rank, previousPay } = results.places;
  const rows = source.length;
  const ints = (column: Int32Array): Int32Array => gatherInts(column, source, memory.ints(rows));
  const draws = (column: Float64Array): Float64Array => uniforms(column, source, memory.numbers(rows));
  return {
    rowCount: rows,
    person: ints(promotions.person),
    sequence,
    rank,
    effectiveDay: ints(promotions.day),
    category: memory.bytes(rows).fill(0),
    duplicateIndex: memory.bytes(rows).fill(0),
    fromLevel: results.fromLevel,
    toLevel: Uint8Array.from(results.fromLevel, (level) => level + 1),
    previousPayCents: previousPay,
    newPayCents: results.newPay,
    increasePpm: ints(promotions.increase),
    hazardPpm: ints(promotions.hazard),
    draw: draws(promotions.draw),
    raceKey: gatherNumbers(promotions.raceKey, source, memory.numbers(rows)),
    monthDraw: draws(promotions.monthDraw),
    dayDraw: draws(promotions.dayDraw),
    increaseDraw: draws(promotions.increaseDraw),
    floorApplied: results.floorApplied,
    capApplied: results.capApplied,
  };
}
