import { toDay } from '../../src-shared/dates.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { MILLION, NO_DAY } from '../../src-shared/units.ts';
import { inChunks } from '../cancellation.ts';
import { sumOf } from '../metrics/sums.ts';
import { endCode, yearsBetween } from '../population/calendar.ts';
import type { Persons } from '../population/persons.ts';
import { calibrateHazards, type Calibration } from './hazards.ts';
import type { YearParameters } from './parameters.ts';
import { groupOf, type RiskGrid } from './risk-grid.ts';
import { expectedRandomLeavers, type StratumShare } from './strata.ts';
import type { YearContext } from './year-context.ts';

/** One stratum of opening staff (W-33): E (hired earlier) or P (hired last year). */
export interface Stratum extends StratumShare {
  /** People at risk: without a scheduled date. */
  readonly atRisk: number;
  /** Target of Σ h in micro-heads. */
  readonly target: number;
  readonly calibration: Calibration;
}

/** Opening staff of a year, classified at 1 January (FOUNDATION of W-30). */
export interface OpeningStaff {
  /** Person indices, ascending. */
  readonly persons: Int32Array;
  /**
   * Class by position in `persons`: risk group + groups × block, the blocks being stratum E and P at risk, then E and P
   * with a scheduled date.
   */
  readonly group: Int32Array;
  /** By class: people, and their hazard in ppm, 0 for people with a scheduled date. */
  readonly size: Int32Array;
  readonly hazards: Int32Array;
  /** By class: people with a scheduled date in the year. */
  readonly scheduled: Int32Array;
  /** Random leavers by class, counted when they are chosen. */
  readonly randomLeavers: Int32Array;
  readonly experienced: Stratum;
  readonly priorYearHires: Stratum;
  /** By department × levels + level − 1. */
  readonly headcount: Int32Array;
}

/** Blocks of classes of {@link OpeningStaff.group}. */
const BLOCKS = 4;

interface Counts {
  readonly group: Int32Array;
  readonly size: Int32Array;
  readonly scheduled: Int32Array;
  readonly headcount: Int32Array;
}

/** Classifies the opening persons at positions `from` to `to` (exclusive). */
function classify(
  persons: Persons,
  opening: Int32Array,
  counts: Counts,
  grid: RiskGrid,
  year: YearParameters,
  from: number,
  to: number,
): void {
  const { birthCode, hireCode, hireDay, level, department, scheduledLeaveDay } = persons;
  const { ageClass, serviceClass, serviceClasses, groups, levels } = grid;
  const { group: groupOfPosition, size, scheduled, headcount } = counts;
  const { lastDay } = year;
  const newYear = endCode(year.firstDay);
  const priorYear = toDay(year.year - 1, 1, 1);
  for (let position = from; position < to; position++) {
    const person = opening[position] ?? 0;
    const own = level[person] ?? 0;
    const leaveDay = scheduledLeaveDay[person] ?? NO_DAY;
    const block = ((hireDay[person] ?? 0) >= priorYear ? 1 : 0) + (leaveDay === NO_DAY ? 0 : 2);
    const ages = ageClass[yearsBetween(birthCode[person] ?? 0, newYear)] ?? 0;
    const services = serviceClass[yearsBetween(hireCode[person] ?? 0, newYear)] ?? 0;
    const group = block * groups + groupOf(serviceClasses, levels, ages, services, own);
    const place = (department[person] ?? 0) * levels + own - 1;
    groupOfPosition[position] = group;
    size[group] = (size[group] ?? 0) + 1;
    headcount[place] = (headcount[place] ?? 0) + 1;
    if (leaveDay !== NO_DAY && leaveDay <= lastDay) scheduled[group] = (scheduled[group] ?? 0) + 1;
  }
}

/** Hazards of one stratum (W-34), written to `hazards`, and its counts. Throws RATE_UNREACHABLE. */
function stratumOf(
  grid: RiskGrid,
  atRiskBy: Int32Array,
  protectedBy: Int32Array,
  scheduledBy: Int32Array,
  hazards: Int32Array,
  rate: number,
  year: number,
): Stratum {
  const atRisk = sumOf(atRiskBy);
  const share = { size: atRisk + sumOf(protectedBy), rate, scheduled: sumOf(scheduledBy) };
  // Nobody leaves more than once: where scheduled dates leave fewer people at risk than the rate asks for, everybody at
  // risk leaves for certain, and the cap of W-31 cuts the leavers. Only a multiplier of 0 makes a rate unreachable.
  const target = Math.min(expectedRandomLeavers(share), MILLION * atRisk);
  const calibration = calibrateHazards(
    { count: grid.groups, size: atRiskBy, multiplier: grid.multiplier, retirement: grid.retirement },
    target,
    hazards,
  );
  if (calibration.unreachable)
    throw new PlanAlignError(
      'RATE_UNREACHABLE',
      `a termination rate of ${rate / 10_000}% cannot be reached by the ${atRisk} people it applies to`,
      { stage: 'FOUNDATION', year },
    );
  let candidates = 0;
  for (let group = 0; group < grid.groups; group++)
    if ((hazards[group] ?? 0) > 0) candidates += atRiskBy[group] ?? 0;
  return { ...share, candidates, atRisk, target, calibration };
}

/** Strata and hazards of the opening staff (W-33, W-34). Throws RATE_UNREACHABLE and CANCELLED. */
export function openingStaff(
  { persons, grid, departments, year, control }: YearContext,
  opening: Int32Array,
): OpeningStaff {
  const { groups } = grid;
  const counts: Counts = {
    group: new Int32Array(opening.length),
    size: new Int32Array(BLOCKS * groups),
    scheduled: new Int32Array(BLOCKS * groups),
    headcount: new Int32Array(departments.length * grid.levels),
  };
  inChunks(control, 0, opening.length, (from, to) => {
    classify(persons, opening, counts, grid, year, from, to);
  });
  const hazards = new Int32Array(BLOCKS * groups);
  const stratum = (index: number, rate: number): Stratum => {
    const block = (column: Int32Array, at: number): Int32Array =>
      column.subarray(at * groups, (at + 1) * groups);
    return stratumOf(
      grid,
      block(counts.size, index),
      block(counts.size, index + 2),
      block(counts.scheduled, index + 2),
      block(hazards, index),
      rate,
      year.year,
    );
  };
  return {
    persons: opening,
    group: counts.group,
    size: counts.size,
    hazards,
    scheduled: counts.scheduled,
    randomLeavers: new Int32Array(BLOCKS * groups),
    experienced: stratum(0, year.experiencedRate),
    priorYearHires: stratum(1, year.newHireRate),
    headcount: counts.headcount,
  };
}
