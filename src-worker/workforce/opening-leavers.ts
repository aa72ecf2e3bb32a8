import { MILLION, NO_DAY } from '../../src-shared/units.ts';
import { inChunks } from '../cancellation.ts';
import { pickOf, yesThreshold } from '../random/draws.ts';
import { comparePersonKeys } from '../random/person-key.ts';
import { PROCESS } from '../random/processes.ts';
import { roomFor } from '../population/persons.ts';
import { dayByMonth } from './dates.ts';
import { CATEGORY, NONE, RULE, type Leavers } from './leavers.ts';
import type { OpeningStaff } from './opening-staff.ts';
import type { RiskGrid } from './risk-grid.ts';
import { Races, raceKeyOf, strengthOf, type Taken } from './selection.ts';
import { terminationReason } from './termination-reason.ts';
import { pause, type YearContext } from './year-context.ts';

/** People of opening staff who leave other than by a reduction (W-32, W-35, W-38, W-39). */

/** Exact mode: how many leave at random, by stratum (W-33). */
export interface LeaverQuotas {
  readonly experienced: number;
  readonly priorYearHires: number;
}

/** Largest race keys taken, by stratum (W-36). */
export interface LeaverStrengths {
  readonly experienced: number | null;
  readonly priorYearHires: number | null;
}

/** W-32: adds those whose scheduled date lies in the year, on it and for the reason of the census. */
export function addScheduledLeavers({ persons, leavers, year }: YearContext, people: Int32Array): void {
  const { scheduledLeaveDay } = persons;
  for (let position = 0; position < people.length; position++) {
    const person = people[position] ?? 0;
    const day = scheduledLeaveDay[person] ?? NO_DAY;
    if (day === NO_DAY || day > year.lastDay) continue;
    leavers.add(person, CATEGORY.scheduled, RULE.scheduled, NaN, NaN, NONE, NONE, NONE);
    leavers.settle(persons, leavers.count - 1, day, persons.scheduledReason[person] ?? 0);
  }
}

/** Scratch of the selection, used again from year to year. */
export class LeaverSelection {
  readonly #races = new Races(2);
  #draws = new Float64Array(0);

  /**
   * Adds the random leavers of opening staff, without date and reason: the quotas of exact mode by W-35, or, without
   * quotas, everybody on whom the draw of W-9 falls. Returns the alignment strengths.
   */
  run(context: YearContext, staff: OpeningStaff, quotas: LeaverQuotas | null): LeaverStrengths {
    const { persons, grid, leavers, draws, year, control } = context;
    const count = staff.persons.length;
    if (this.#draws.length < count) this.#draws = new Float64Array(roomFor(count));
    inChunks(control, 0, count, (from, to) => {
      draws.fill(this.#draws, staff.persons, from, to, persons, year.year, PROCESS.TERM_SELECT, 0);
    });
    if (quotas === null) {
      this.#drawEach(staff, grid, leavers);
      return { experienced: null, priorYearHires: null };
    }
    pause(context);
    const [experienced, priorYearHires] = this.#races.run(
      {
        count,
        draws: this.#draws,
        group: staff.group,
        hazards: staff.hazards,
        raceOf: Uint8Array.from(staff.hazards, (_, group) => (isPriorYearHire(group, grid) ? 1 : 0)),
      },
      [quotas.experienced, quotas.priorYearHires],
      (a, b) => comparePersonKeys(persons, staff.persons[a] ?? 0, staff.persons[b] ?? 0),
    );
    return {
      experienced: this.#add(staff, experienced, quotas.experienced, grid, leavers),
      priorYearHires: this.#add(staff, priorYearHires, quotas.priorYearHires, grid, leavers),
    };
  }

  /** Stochastic mode: adds everybody whose draw is below the hazard (W-9). */
  #drawEach(staff: OpeningStaff, grid: RiskGrid, leavers: Leavers): void {
    const thresholds = Float64Array.from(staff.hazards, yesThreshold);
    for (let position = 0; position < staff.persons.length; position++) {
      const group = staff.group[position] ?? 0;
      const draw = this.#draws[position] ?? 0;
      if (draw >= (thresholds[group] ?? 0)) continue;
      const rule = staff.hazards[group] === MILLION ? RULE.certain : RULE.bernoulli;
      addRandomLeaver(staff, leavers, grid, position, rule, draw, NaN, NONE);
    }
  }

  /** Exact mode: adds who was taken; returns the alignment strength. */
  #add(
    staff: OpeningStaff,
    taken: Taken | undefined,
    quota: number,
    grid: RiskGrid,
    leavers: Leavers,
  ): number | null {
    if (taken === undefined) return null;
    for (let index = 0; index < taken.positions.length; index++) {
      const position = taken.positions[index] ?? 0;
      const order = taken.orders[index] ?? 0;
      const rule = order < 0 ? RULE.certain : RULE.race;
      const draw = this.#draws[position] ?? 0;
      addRandomLeaver(staff, leavers, grid, position, rule, draw, raceKeyOf(order), quota);
    }
    return strengthOf(taken);
  }
}

/** Classes of people at risk are those of stratum E, then those of stratum P. */
const isPriorYearHire = (group: number, grid: RiskGrid): boolean =>
  group >= grid.groups && group < 2 * grid.groups;

function addRandomLeaver(
  staff: OpeningStaff,
  leavers: Leavers,
  grid: RiskGrid,
  position: number,
  rule: number,
  draw: number,
  key: number,
  quota: number,
): void {
  const group = staff.group[position] ?? 0;
  const isExperienced = !isPriorYearHire(group, grid);
  staff.randomLeavers[group] = (staff.randomLeavers[group] ?? 0) + 1;
  leavers.add(
    staff.persons[position] ?? 0,
    isExperienced ? CATEGORY.experienced : CATEGORY.priorYearHire,
    rule,
    draw,
    key,
    quota,
    staff.hazards[group] ?? 0,
    grid.retirement[isExperienced ? group : group - grid.groups] ?? 0,
  );
}

/** Draws reason (W-38) and date (W-39) of the random leavers of opening staff in rows `from` and after. */
export function settleOpeningLeavers(
  { persons, leavers, draws, parameters, year }: YearContext,
  from: number,
): void {
  const { leaveMonths, reasonShares } = parameters;
  const fill = (out: Float64Array, process: number, index: number): void => {
    draws.fill(out, leavers.person, from, leavers.count, persons, year.year, process, index);
  };
  fill(leavers.reasonDraw, PROCESS.TERM_REASON, 0);
  fill(leavers.dateDraw, PROCESS.TERM_DATE, 0);
  if (leaveMonths !== null) fill(leavers.dayDraw, PROCESS.TERM_DATE, 1);
  for (let row = from; row < leavers.count; row++) {
    const dateDraw = leavers.dateDraw[row] ?? 0;
    const day =
      leaveMonths === null
        ? year.firstDay + pickOf(dateDraw, year.days)
        : dayByMonth(year.monthStarts, leaveMonths, dateDraw, leavers.dayDraw[row] ?? 0);
    const reason = terminationReason(
      leavers.hazard[row] ?? 0,
      leavers.retirement[row] ?? 0,
      reasonShares,
      leavers.reasonDraw[row] ?? 0,
    );
    leavers.settle(persons, row, day, reason);
  }
}
