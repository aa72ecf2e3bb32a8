import type { PromotionEvents, TerminationEvents } from '../../src-shared/columns.ts';
import type { Cents, Day } from '../../src-shared/units.ts';
import { endCode, yearsBetween } from '../population/calendar.ts';
import { gatherBytes, gatherInts, gatherNumbers } from '../population/gather.ts';
import type { Persons } from '../population/persons.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';
import { CATEGORY, type Leavers } from '../workforce/leavers.ts';
import type { ReductionRule } from '../workforce/parameters.ts';
import type { Promotions } from '../workforce/promotions.ts';
import { severancePay, severanceWeeks } from '../workforce/severance.ts';
import type { EventPlaces, PromotionResults } from '../workforce/year-ledger.ts';

/** The TERMINATION and PROMOTION tables of a year: what was decided, in the order in which the ledger numbered it. */

/** Draws are shown as uniforms; NaN stays NaN. */
const uniforms = (column: Float64Array, rows: Int32Array): Float64Array => {
  const out = gatherNumbers(column, rows);
  for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? NaN) / DRAW_RANGE;
  return out;
};

/** TERMINATION events by person (W-60), with severance for reductions (W-40). */
export function terminationEvents(
  places: EventPlaces,
  leavers: Leavers,
  persons: Persons,
  reduction: ReductionRule,
): TerminationEvents {
  const { source } = places;
  const rows = source.length;
  const person = gatherInts(leavers.person, source);
  const effectiveDay = gatherInts(leavers.day, source);
  const category = gatherBytes(leavers.category, source);
  const ageYears = new Int32Array(rows);
  const tenureYears = new Int32Array(rows);
  const severanceCents = new Float64Array(rows).fill(NaN);
  for (let row = 0; row < rows; row++) {
    const end = endCode((effectiveDay[row] ?? 0) as Day);
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
    duplicateIndex: new Uint8Array(rows),
    reason: gatherBytes(leavers.reason, source),
    payInForceCents: places.previousPay,
    ageYears,
    tenureYears,
    hazardPpm: gatherInts(leavers.hazard, source),
    retirementPpm: gatherInts(leavers.retirement, source),
    rule: gatherBytes(leavers.rule, source),
    draw: uniforms(leavers.draw, source),
    raceKey: gatherNumbers(leavers.raceKey, source),
    quota: gatherInts(leavers.quota, source),
    reasonDraw: uniforms(leavers.reasonDraw, source),
    dateDraw: uniforms(leavers.dateDraw, source),
    dayDraw: uniforms(leavers.dayDraw, source),
    severanceCents,
  };
}

/** PROMOTION events by person (W-60). */
export function promotionEvents(results: PromotionResults, promotions: Promotions): PromotionEvents {
  const { source, sequence, rank, previousPay } = results.places;
  return {
    rowCount: source.length,
    person: gatherInts(promotions.person, source),
    sequence,
    rank,
    effectiveDay: gatherInts(promotions.day, source),
    category: new Uint8Array(source.length),
    duplicateIndex: new Uint8Array(source.length),
    fromLevel: results.fromLevel,
    toLevel: Uint8Array.from(results.fromLevel, (level) => level + 1),
    previousPayCents: previousPay,
    newPayCents: results.newPay,
    increasePpm: gatherInts(promotions.increase, source),
    hazardPpm: gatherInts(promotions.hazard, source),
    draw: uniforms(promotions.draw, source),
    raceKey: gatherNumbers(promotions.raceKey, source),
    monthDraw: uniforms(promotions.monthDraw, source),
    dayDraw: uniforms(promotions.dayDraw, source),
    increaseDraw: uniforms(promotions.increaseDraw, source),
    floorApplied: results.floorApplied,
    capApplied: results.capApplied,
  };
}
