import { toDay } from '../../src-shared/dates.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { MILLION, NO_DAY } from '../../src-shared/units.ts';
import { inChunks, type SimulationControl } from '../cancellation.ts';
import { endCode, yearsBetween } from '../population/calendar.ts';
import type { Persons } from '../population/persons.ts';
import { calibrateHazards, type Calibration } from './hazards.ts';
import type { YearParameters } from './parameters.ts';
import { groupOf, type RiskGrid } from './risk-grid.ts';
import { expectedRandomLeavers, type StratumShare } from './strata.ts';

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
  /** Risk group by position in `persons`; groups of stratum P follow those of E. */
  readonly group: Int32Array;
  /** By group of both strata: everybody, people at risk, their hazard in ppm, scheduled leavers of the year. */
  readonly everybody: Int32Array;
  readonly atRisk: Int32Array;
  readonly hazards: Int32Array;
  readonly scheduled: Int32Array;
  /** Random leavers by group, counted when they are chosen. */
  readonly randomLeavers: Int32Array;
  readonly experienced: Stratum;
  readonly priorYearHires: Stratum;
  /** By department × levels + level − 1. */
  readonly headcount: Int32Array;
}

interface Counts {
  readonly group: Int32Array;
  readonly everybody: Int32Array;
  readonly atRisk: Int32Array;
  readonly scheduled: Int32Array;
  readonly headcount: Int32Array;
}

const addOne = (counts: Int32Array, index: number): void => {
  counts[index] = (counts[index] ?? 0) + 1;
};

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
  const { ageClass, serviceClass, groups, levels } = grid;
  const newYear = endCode(year.firstDay);
  const priorYear = toDay(year.year - 1, 1, 1);
  for (let position = from; position < to; position++) {
    const person = opening[position] ?? 0;
    const age = yearsBetween(birthCode[person] ?? 0, newYear);
    const service = yearsBetween(hireCode[person] ?? 0, newYear);
    const own = level[person] ?? 0;
    const stratum = (hireDay[person] ?? 0) >= priorYear ? groups : 0;
    const group = stratum + groupOf(grid, ageClass[age] ?? 0, serviceClass[service] ?? 0, own);
    const leaveDay = scheduledLeaveDay[person] ?? NO_DAY;
    counts.group[position] = group;
    addOne(counts.everybody, group);
    addOne(counts.headcount, (department[person] ?? 0) * levels + own - 1);
    if (leaveDay === NO_DAY) addOne(counts.atRisk, group);
    else if (leaveDay <= year.lastDay) addOne(counts.scheduled, group);
  }
}

const sum = (values: Int32Array): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** Hazards of one stratum (W-34), written to `hazards`, and its counts. Throws RATE_UNREACHABLE. */
function stratumOf(
  grid: RiskGrid,
  everybody: Int32Array,
  atRisk: Int32Array,
  scheduled: Int32Array,
  hazards: Int32Array,
  rate: number,
  year: number,
): Stratum {
  const share = { size: sum(everybody), rate, scheduled: sum(scheduled) };
  // Nobody leaves more than once: where scheduled dates leave fewer people at risk than the rate asks for, everybody at
  // risk leaves for certain, and the cap of W-31 cuts the leavers. Only a multiplier of 0 makes a rate unreachable.
  const target = Math.min(expectedRandomLeavers(share), MILLION * sum(atRisk));
  const risk = {
    count: grid.groups,
    size: atRisk,
    multiplier: grid.multiplier,
    retirement: grid.retirement,
  };
  const calibration = calibrateHazards(risk, target, hazards);
  if (calibration.unreachable)
    throw new PlanAlignError(
      'RATE_UNREACHABLE',
      `a termination rate of ${rate / 10_000} % cannot be reached by the ${sum(atRisk)} people it applies to`,
      { stage: 'FOUNDATION', year },
    );
  let candidates = 0;
  for (let group = 0; group < grid.groups; group++)
    if ((hazards[group] ?? 0) > 0) candidates += atRisk[group] ?? 0;
  return { ...share, candidates, atRisk: sum(atRisk), target, calibration };
}

/** Strata and hazards of the opening staff (W-33, W-34). Throws RATE_UNREACHABLE and CANCELLED. */
export function openingStaff(
  persons: Persons,
  opening: Int32Array,
  grid: RiskGrid,
  departments: number,
  year: YearParameters,
  control: SimulationControl,
): OpeningStaff {
  const { groups } = grid;
  const counts: Counts = {
    group: new Int32Array(opening.length),
    everybody: new Int32Array(2 * groups),
    atRisk: new Int32Array(2 * groups),
    scheduled: new Int32Array(2 * groups),
    headcount: new Int32Array(departments * grid.levels),
  };
  inChunks(control, 0, opening.length, (from, to) => {
    classify(persons, opening, counts, grid, year, from, to);
  });
  const hazards = new Int32Array(2 * groups);
  const stratum = (from: number, rate: number): Stratum =>
    stratumOf(
      grid,
      counts.everybody.subarray(from, from + groups),
      counts.atRisk.subarray(from, from + groups),
      counts.scheduled.subarray(from, from + groups),
      hazards.subarray(from, from + groups),
      rate,
      year.year,
    );
  return {
    persons: opening,
    group: counts.group,
    everybody: counts.everybody,
    atRisk: counts.atRisk,
    hazards,
    scheduled: counts.scheduled,
    randomLeavers: new Int32Array(2 * groups),
    experienced: stratum(0, year.experiencedRate),
    priorYearHires: stratum(groups, year.newHireRate),
    headcount: counts.headcount,
  };
}
