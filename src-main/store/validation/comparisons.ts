import type { Outcome } from './findings.ts';

/** Figures that are compared, collected by invariant id. */
export class Comparisons {
  readonly #outcomes = new Map<string, { checked: number; failed: number; offenders: string[] }>();
  readonly #year: number;

  constructor(year: number) {
    this.#year = year;
  }

  /** `found` is null when it is not stored at all. */
  expect(id: string, what: string, found: number | null, expected: number): void {
    const outcome = this.#outcomes.get(id) ?? { checked: 0, failed: 0, offenders: [] };
    this.#outcomes.set(id, outcome);
    outcome.checked += 1;
    if (found === expected) return;
    outcome.failed += 1;
    outcome.offenders.push(`${what} in ${this.#year}: ${found ?? 'missing'}, expected ${expected}`);
  }

  get outcomes(): ReadonlyMap<string, Outcome> {
    return this.#outcomes;
  }
}
