import { NO_CODE, NO_DAY } from '../../src-shared/units.ts';

/** Termination date of a person who has not left: later than every date. */
export const STILL_EMPLOYED = 2_147_483_647;

type Column = Int32Array | Uint8Array | Float64Array;

/** Length of scratch for so many people: with room for the growth of some years, so that it is seldom made anew. */
export function roomFor(people: number): number {
  return Math.ceil(1.25 * people);
}

/** Persons of a run by its end, as a multiple of those at its start: a fifth or more of them come every year. */
const PERSONS_BY_END = 2.5;

/**
 * Capacity for `count` persons where there was room for `before`. At the start there is room for the hires of the years to
 * come: memory that is not written yet costs nothing, growing twice in a run a tenth of its time (measured).
 */
export function capacityFor(count: number, before: number): number {
  return Math.max(count, Math.ceil(before === 0 ? PERSONS_BY_END * count : 1.5 * before));
}

/** `target`, a longer column, with the entries of `column`. */
export function resized<Kind extends Column>(column: Kind, target: Kind): Kind {
  target.set(column);
  return target;
}

/** Persons at the end of a year, see {@link Persons.kept}. */
export interface KeptPersons {
  readonly count: number;
  readonly leaveDay: Int32Array;
  readonly level: Uint8Array;
}

/**
 * The state of every person of a run, one typed array per attribute, by person index (the order of
 * RunDictionaries.censusPersonIds, then simulated hires by year and ordinal). It grows with the hires.
 * Codes of dates are those of calendar.ts.
 */
export class Persons {
  /** Persons known so far. */
  count = 0;
  #capacity = 0;
  birthDay = new Int32Array(0);
  birthCode = new Int32Array(0);
  hireDay = new Int32Array(0);
  hireCode = new Int32Array(0);
  level = new Uint8Array(0);
  levelSinceDay = new Int32Array(0);
  levelSinceCode = new Int32Array(0);
  department = new Int32Array(0);
  location = new Int32Array(0);
  costCentre = new Int32Array(0);
  jobTitle = new Int32Array(0);
  /** Weekly hours in hundredths; 0 means full time. */
  hours = new Int32Array(0);
  flsaStatus = new Uint8Array(0);
  unionMember = new Uint8Array(0);
  /** Annual rate in force, in cents. */
  pay = new Float64Array(0);
  /** Person key (W-8). */
  keyLow = new Int32Array(0);
  keyHigh = new Int32Array(0);
  /** Termination date of the census on or after the start; NO_DAY when there is none (W-23). */
  scheduledLeaveDay = new Int32Array(0);
  scheduledReason = new Uint8Array(0);
  /** Date of leaving; STILL_EMPLOYED before it is known. */
  leaveDay = new Int32Array(0);
  /** Row of the person among this year's leavers and promotions; NO_CODE when there is none. */
  leaver = new Int32Array(0);
  promotion = new Int32Array(0);
  /** Events of the person so far (W-61). */
  sequence = new Int32Array(0);

  /** Makes room for `more` further persons and counts them in; their attributes are to be set by the caller. */
  extend(more: number): void {
    const from = this.count;
    this.count += more;
    if (this.count > this.#capacity) this.#grow(capacityFor(this.count, this.#capacity));
    this.scheduledLeaveDay.fill(NO_DAY, from, this.count);
    this.leaveDay.fill(STILL_EMPLOYED, from, this.count);
    this.leaver.fill(NO_CODE, from, this.count);
    this.promotion.fill(NO_CODE, from, this.count);
  }

  /**
   * The part of the state that changes from year to year and that the plan reads: how many persons there are, when they
   * left and their levels. Kept by {@link kept}, brought back by {@link bringBack}.
   */
  kept(): KeptPersons {
    const { count } = this;
    return { count, leaveDay: this.leaveDay.slice(0, count), level: this.level.slice(0, count) };
  }

  /** Brings the persons back to where they stood at the end of a year; all else stands as it is. */
  bringBack({ count, leaveDay, level }: KeptPersons): void {
    this.count = count;
    this.leaveDay.set(leaveDay);
    this.level.set(level);
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    this.birthDay = resized(this.birthDay, new Int32Array(capacity));
    this.birthCode = resized(this.birthCode, new Int32Array(capacity));
    this.hireDay = resized(this.hireDay, new Int32Array(capacity));
    this.hireCode = resized(this.hireCode, new Int32Array(capacity));
    this.level = resized(this.level, new Uint8Array(capacity));
    this.levelSinceDay = resized(this.levelSinceDay, new Int32Array(capacity));
    this.levelSinceCode = resized(this.levelSinceCode, new Int32Array(capacity));
    this.department = resized(this.department, new Int32Array(capacity));
    this.location = resized(this.location, new Int32Array(capacity));
    this.costCentre = resized(this.costCentre, new Int32Array(capacity));
    this.jobTitle = resized(this.jobTitle, new Int32Array(capacity));
    this.hours = resized(this.hours, new Int32Array(capacity));
    this.flsaStatus = resized(this.flsaStatus, new Uint8Array(capacity));
    this.unionMember = resized(this.unionMember, new Uint8Array(capacity));
    this.pay = resized(this.pay, new Float64Array(capacity));
    this.keyLow = resized(this.keyLow, new Int32Array(capacity));
    this.keyHigh = resized(this.keyHigh, new Int32Array(capacity));
    this.scheduledLeaveDay = resized(this.scheduledLeaveDay, new Int32Array(capacity));
    this.scheduledReason = resized(this.scheduledReason, new Uint8Array(capacity));
    this.leaveDay = resized(this.leaveDay, new Int32Array(capacity));
    this.leaver = resized(this.leaver, new Int32Array(capacity));
    this.promotion = resized(this.promotion, new Int32Array(capacity));
    this.sequence = resized(this.sequence, new Int32Array(capacity));
  }
}
