import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, NO_DAY } from '../../src-shared/units.ts';
import { yearsBetween } from '../population/calendar.ts';
import type { Persons } from '../population/persons.ts';
import { isYes, pickOf } from '../random/draws.ts';
import { comparePersonKeys } from '../random/person-key.ts';
import { PROCESS } from '../random/processes.ts';
import { calibrateHazards, individualRisks, type Calibration } from './hazards.ts';
import { CATEGORY, NONE, RULE } from './leavers.ts';
import { Races, raceKeyOf, strengthOf } from './selection.ts';
import { expectedRandomLeavers } from './strata.ts';
import { terminationReason } from './termination-reason.ts';
import type { YearContext } from './year-context.ts';

/** Where a rounding is nearer to a half than this, it is decided exactly; the error is below 1e-6. */
const CERTAIN = 1e-5;

/**
 * W-42: relative risk of a hire in ppm: rnd(age × level multiplier × (31 December − hire date) / D). Multipliers in
 * ppm, `daysLeft` = 31 December − hire date.
 */
export function exposureMultiplier(
  ageMultiplier: number,
  levelMultiplier: number,
  daysLeft: number,
  daysInYear: number,
): number {
  const risk = (ageMultiplier * levelMultiplier * daysLeft) / (MILLION * daysInYear);
  const fraction = risk - Math.floor(risk);
  if (Math.abs(fraction - 0.5) > CERTAIN) return Math.floor(risk + 0.5);
  return Number(
    roundRatio(
      BigInt(ageMultiplier) * BigInt(levelMultiplier) * BigInt(daysLeft),
      BigInt(MILLION) * BigInt(daysInYear),
    ),
  );
}

/** Hires of a year that may leave in it at random, with their hazards (W-42). */
export interface HiresAtRisk {
  /** Person indices of the hires without a scheduled date, ascending. */
  readonly people: Int32Array;
  /** Hazard of each in ppm. */
  readonly hazards: Int32Array;
  /** Target of Σ h in micro-heads. */
  readonly target: number;
  readonly calibration: Calibration;
  /** Hires with a hazard above 0. */
  readonly candidates: number;
}

function withoutScheduledDate(hires: Int32Array, persons: Persons): Int32Array {
  const { scheduledLeaveDay } = persons;
  const people = new Int32Array(hires.length);
  let count = 0;
  for (let row = 0; row < hires.length; row++) {
    const person = hires[row] ?? 0;
    if (scheduledLeaveDay[person] === NO_DAY) people[count++] = person;
  }
  return people.subarray(0, count);
}

/**
 * Hazards of leaving in the year of hire (W-42). A target that the hires cannot carry is no error here: those who can
 * leave do so for certain, and the quota is cut to them.
 */
export function hiresAtRisk(
  { persons, parameters, year }: YearContext,
  hires: Int32Array,
  scheduledLeavers: number,
): HiresAtRisk {
  const { ageBandOf, termination } = parameters;
  const people = withoutScheduledDate(hires, persons);
  const multipliers = new Float64Array(people.length);
  const { birthCode, hireDay, level } = persons;
  for (let position = 0; position < people.length; position++) {
    const person = people[position] ?? 0;
    const hired = hireDay[person] ?? 0;
    const age = yearsBetween(birthCode[person] ?? 0, year.endCodes[hired - year.firstDay] ?? 0);
    multipliers[position] = exposureMultiplier(
      termination.byAge[ageBandOf[age] ?? 0] ?? 0,
      termination.byLevel[(level[person] ?? 0) - 1] ?? 0,
      year.lastDay - hired,
      year.days,
    );
  }
  const expected = expectedRandomLeavers({
    size: hires.length,
    rate: year.newHireRate,
    scheduled: scheduledLeavers,
  });
  const target = Math.min(expected, MILLION * people.length);
  const hazards = new Int32Array(people.length);
  const calibration = calibrateHazards(individualRisks(multipliers), target, hazards);
  let candidates = 0;
  for (let position = 0; position < hazards.length; position++)
    if ((hazards[position] ?? 0) > 0) candidates += 1;
  return { people, hazards, target, calibration, candidates };
}

/** 0, 1, 2 …: everybody is a group of one. */
function positionsUpTo(count: number): Int32Array {
  const positions = new Int32Array(count);
  for (let position = 0; position < count; position++) positions[position] = position;
  return positions;
}

/**
 * W-42: adds the hires that leave at random in the year of hire, with reason and date: `quota` of them by W-35, or,
 * with quota null, everybody on whom the draw of W-9 falls. A quota above the candidates is cut to them. Returns the
 * alignment strength and the number by which the quota was cut.
 */
export function addSameYearLeavers(
  context: YearContext,
  atRisk: HiresAtRisk,
  quota: number | null,
): { readonly strength: number | null; readonly unmet: number } {
  const { persons, leavers, draws, year } = context;
  const { people, hazards, candidates } = atRisk;
  const wanted = quota === null ? NONE : Math.min(quota, candidates);
  const k = new Float64Array(people.length);
  draws.fill(k, people, 0, people.length, persons, year.year, PROCESS.NH_TERM_SELECT, 0);
  const firstRow = leavers.count;
  const add = (position: number, rule: number, key: number): void => {
    const person = people[position] ?? 0;
    const hazard = hazards[position] ?? 0;
    leavers.add(person, CATEGORY.newHire, rule, k[position] ?? 0, key, wanted, hazard, 0);
  };
  let strength: number | null = null;
  if (quota === null) {
    for (let position = 0; position < people.length; position++) {
      const hazard = hazards[position] ?? 0;
      if (isYes(k[position] ?? 0, hazard))
        add(position, hazard === MILLION ? RULE.certain : RULE.bernoulli, NaN);
    }
  } else {
    const [taken] = new Races(1).run(
      {
        count: people.length,
        draws: k,
        group: positionsUpTo(people.length),
        hazards,
        raceOf: new Uint8Array(people.length),
      },
      [wanted],
      (a, b) => comparePersonKeys(persons, people[a] ?? 0, people[b] ?? 0),
    );
    if (taken === undefined) throw new RangeError('one race has one result');
    for (let index = 0; index < taken.positions.length; index++) {
      const order = taken.orders[index] ?? 0;
      add(taken.positions[index] ?? 0, order < 0 ? RULE.certain : RULE.race, raceKeyOf(order));
    }
    strength = strengthOf(taken);
  }
  settleHireLeavers(context, firstRow);
  return { strength, unmet: quota === null ? 0 : quota - wanted };
}

/** Reason (W-38, without retirement) and date (W-39, uniform over the days after the hire date). */
function settleHireLeavers({ persons, leavers, draws, parameters, year }: YearContext, from: number): void {
  const fill = (out: Float64Array, process: number): void => {
    draws.fill(out, leavers.person, from, leavers.count, persons, year.year, process, 0);
  };
  fill(leavers.reasonDraw, PROCESS.TERM_REASON);
  fill(leavers.dateDraw, PROCESS.TERM_DATE);
  for (let row = from; row < leavers.count; row++) {
    const hireDay = persons.hireDay[leavers.person[row] ?? 0] ?? 0;
    const day = hireDay + 1 + pickOf(leavers.dateDraw[row] ?? 0, year.lastDay - hireDay);
    const hazard = leavers.hazard[row] ?? 0;
    const reason = terminationReason(hazard, 0, parameters.reasonShares, leavers.reasonDraw[row] ?? 0);
    leavers.settle(persons, row, day, reason);
  }
}
