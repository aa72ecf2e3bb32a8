import { NO_DAY } from '../../src-shared/units.ts';
import {
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
  TERMINATION_RULES,
} from '../../src-shared/vocabulary.ts';
import { resized, type Persons } from '../population/persons.ts';

export const CATEGORY = {
  experienced: TERMINATION_CATEGORIES.indexOf('experienced'),
  priorYearHire: TERMINATION_CATEGORIES.indexOf('priorYearHire'),
  newHire: TERMINATION_CATEGORIES.indexOf('newHire'),
  reduction: TERMINATION_CATEGORIES.indexOf('reduction'),
  scheduled: TERMINATION_CATEGORIES.indexOf('scheduled'),
} as const;

export const RULE = {
  race: TERMINATION_RULES.indexOf('race'),
  bernoulli: TERMINATION_RULES.indexOf('bernoulli'),
  certain: TERMINATION_RULES.indexOf('certain'),
  reduction: TERMINATION_RULES.indexOf('reduction'),
  scheduled: TERMINATION_RULES.indexOf('scheduled'),
} as const;

export const INVOLUNTARY = TERMINATION_REASONS.indexOf('involuntary');

/** Value of `quota`, `hazard` and `retirement` where there is none. */
export const NONE = -1;

/**
 * The leavers of a year in the order in which they were found, one typed array per attribute. Draws are k, NaN for
 * none. A person is marked when added, so nobody is taken twice.
 */
export class Leavers {
  count = 0;
  /** Leavers by category. */
  readonly byCategory = new Int32Array(TERMINATION_CATEGORIES.length);
  person = new Int32Array(0);
  category = new Uint8Array(0);
  rule = new Uint8Array(0);
  reason = new Uint8Array(0);
  day = new Int32Array(0);
  quota = new Int32Array(0);
  hazard = new Int32Array(0);
  retirement = new Int32Array(0);
  draw = new Float64Array(0);
  raceKey = new Float64Array(0);
  reasonDraw = new Float64Array(0);
  dateDraw = new Float64Array(0);
  dayDraw = new Float64Array(0);

  /** Forgets the leavers of the year before. */
  clear(): void {
    this.count = 0;
    this.byCategory.fill(0);
  }

  #grow(): void {
    const capacity = Math.max(1024, Math.ceil(this.person.length * 1.5));
    this.person = resized(this.person, new Int32Array(capacity));
    this.category = resized(this.category, new Uint8Array(capacity));
    this.rule = resized(this.rule, new Uint8Array(capacity));
    this.reason = resized(this.reason, new Uint8Array(capacity));
    this.day = resized(this.day, new Int32Array(capacity));
    this.quota = resized(this.quota, new Int32Array(capacity));
    this.hazard = resized(this.hazard, new Int32Array(capacity));
    this.retirement = resized(this.retirement, new Int32Array(capacity));
    this.draw = resized(this.draw, new Float64Array(capacity));
    this.raceKey = resized(this.raceKey, new Float64Array(capacity));
    this.reasonDraw = resized(this.reasonDraw, new Float64Array(capacity));
    this.dateDraw = resized(this.dateDraw, new Float64Array(capacity));
    this.dayDraw = resized(this.dayDraw, new Float64Array(capacity));
  }

  /** Adds a leaver whose date and reason are not known yet. */
  add(
    person: number,
    category: number,
    rule: number,
    draw: number,
    raceKey: number,
    quota: number,
    hazard: number,
    retirement: number,
  ): void {
    if (this.count === this.person.length) this.#grow();
    const row = this.count++;
    this.byCategory[category] = (this.byCategory[category] ?? 0) + 1;
    this.person[row] = person;
    this.category[row] = category;
    this.rule[row] = rule;
    this.draw[row] = draw;
    this.raceKey[row] = raceKey;
    this.quota[row] = quota;
    this.hazard[row] = hazard;
    this.retirement[row] = retirement;
    this.reason[row] = 0;
    this.day[row] = NO_DAY;
    this.reasonDraw[row] = NaN;
    this.dateDraw[row] = NaN;
    this.dayDraw[row] = NaN;
  }

  /** Says when and why the leaver of a row leaves, and tells the person so. */
  settle(persons: Persons, row: number, day: number, reason: number): void {
    const person = this.person[row] ?? 0;
    this.day[row] = day;
    this.reason[row] = reason;
    persons.leaveDay[person] = day;
    persons.leaver[person] = row;
  }
}
