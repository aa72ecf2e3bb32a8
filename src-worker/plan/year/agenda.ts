import { NO_DAY } from '../../../src-shared/units.ts';

/** What can happen to a person in the plan on a date, in the order of P-55 on one date; of enrolments the first wins. */
export const STEP = {
  automatic: 0,
  sweep: 1,
  proactive: 2,
  voluntary: 3,
  conversion: 4,
  optOut: 5,
  response: 6,
  escalation: 7,
} as const;
type Step = (typeof STEP)[keyof typeof STEP];
const STEPS = Object.keys(STEP).length;

/** What is to happen to one person within a year, at most once of each kind; filled again for each person. */
export class Agenda {
  readonly #days = new Int32Array(STEPS).fill(NO_DAY);
  #open = 0;
  /** Date of the step that `next` returned. */
  day = 0;

  /** Plans a step; a second one of its kind replaces the first. */
  add(step: Step, day: number): void {
    if (this.#days[step] === NO_DAY) this.#open += 1;
    this.#days[step] = day;
  }

  /** Takes the earliest step off the agenda; -1 when there is none. */
  next(): number {
    if (this.#open === 0) return -1;
    let first = -1;
    for (let step = 0; step < STEPS; step++) {
      const day = this.#days[step] ?? NO_DAY;
      if (day === NO_DAY || (first >= 0 && day >= this.day)) continue;
      first = step;
      this.day = day;
    }
    this.#days[first] = NO_DAY;
    this.#open -= 1;
    return first;
  }
}
