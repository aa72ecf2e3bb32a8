import type { Persons } from '../population/persons.ts';
import { pickOf } from '../random/draws.ts';

/**
 * Donors of secondary attributes (W-45): opening staff by department and level, each pool by ascending id. Where a pool
 * is empty the department stands in, then everybody.
 */
export class DonorPools {
  readonly #persons: Persons;
  readonly #byId: Int32Array;
  readonly #levels: number;
  readonly #departments: number;
  /** By department × levels + level − 1: first position in the pool list; one more entry than pools. */
  readonly #starts: Int32Array;
  readonly #pooled: Int32Array;
  readonly #departmentPools = new Map<number, Int32Array>();

  /** `byId` are the opening persons by ascending id; `headcount` counts them by department × levels + level − 1. */
  constructor(persons: Persons, byId: Int32Array, headcount: Int32Array, levels: number) {
    this.#persons = persons;
    this.#byId = byId;
    this.#levels = levels;
    this.#departments = headcount.length / levels;
    this.#starts = new Int32Array(headcount.length + 1);
    for (const [pool, size] of headcount.entries()) this.#starts[pool + 1] = (this.#starts[pool] ?? 0) + size;
    const next = this.#starts.slice();
    this.#pooled = new Int32Array(byId.length);
    const { department, level } = persons;
    for (let at = 0; at < byId.length; at++) {
      const person = byId[at] ?? 0;
      const pool = (department[person] ?? 0) * levels + (level[person] ?? 0) - 1;
      const place = next[pool] ?? 0;
      this.#pooled[place] = person;
      next[pool] = place + 1;
    }
  }

  /** The donor of a hire: index floor(u × count) of the pool; −1 when there is no opening staff at all. k is the draw. */
  donor(department: number, level: number, k: number): number {
    const pool = department * this.#levels + level - 1;
    const start = this.#starts[pool] ?? 0;
    const size = (this.#starts[pool + 1] ?? 0) - start;
    if (size > 0) return this.#pooled[start + pickOf(k, size)] ?? -1;
    const people = this.#peopleOf(department);
    return people[pickOf(k, people.length)] ?? -1;
  }

  #peopleOf(department: number): Int32Array {
    const known = this.#departmentPools.get(department);
    if (known !== undefined) return known;
    const isAny = department < this.#departments;
    const own = this.#byId.filter((person) => isAny && this.#persons.department[person] === department);
    const people = own.length > 0 ? own : this.#byId;
    this.#departmentPools.set(department, people);
    return people;
  }
}
