import type { EventEnvelope } from '../../src-shared/columns.ts';

/** The tables of a year, in the order of types on one date (W-61); rows ascend by person, then by date. */
export interface YearTables {
  readonly hires: EventEnvelope;
  readonly eligibility: EventEnvelope;
  readonly enrollments: EventEnvelope;
  readonly deferralChanges: EventEnvelope;
  readonly promotions: EventEnvelope;
  readonly raises: EventEnvelope;
  readonly terminations: EventEnvelope;
  readonly contributions: EventEnvelope;
  readonly vesting: EventEnvelope;
  readonly forfeitures: EventEnvelope;
  readonly hceStatus: EventEnvelope;
}

/** Where the numbering stands in one table. */
class Cursor {
  readonly #persons: Int32Array;
  readonly #days: Int32Array;
  readonly #sequences: Int32Array;
  readonly #ranks: Int32Array;
  readonly #rows: number;
  #row = 0;

  constructor({ rowCount, person, effectiveDay, sequence, rank }: EventEnvelope) {
    this.#rows = rowCount;
    this.#persons = person;
    this.#days = effectiveDay;
    this.#sequences = sequence;
    this.#ranks = rank;
  }

  /** Date of the next event of a person; Infinity when there is none left. */
  dayOf(person: number): number {
    return this.has(person) ? (this.#days[this.#row] ?? 0) : Infinity;
  }

  has(person: number): boolean {
    return this.#row < this.#rows && this.#persons[this.#row] === person;
  }

  /** Numbers the next event. */
  number(sequence: number, rank: number): void {
    this.#sequences[this.#row] = sequence;
    this.#ranks[this.#row] = rank;
    this.#row += 1;
  }
}

/**
 * W-61: numbers the events of a year, per person over the run (`sequences`, carried on) and over the year. Events of the
 * settlement date come last whatever their table, because no event is dated after it; before them, tables of dated
 * events are merged. Returns the number of events.
 */
export function numberEvents(tables: YearTables, people: Int32Array, sequences: Int32Array): number {
  const hires = new Cursor(tables.hires);
  const dated = [
    tables.eligibility,
    tables.enrollments,
    tables.deferralChanges,
    tables.promotions,
    tables.raises,
  ].map((table) => new Cursor(table));
  const settled = [
    tables.terminations,
    tables.contributions,
    tables.vesting,
    tables.forfeitures,
    tables.hceStatus,
  ].map((table) => new Cursor(table));
  let rank = 0;
  for (let position = 0; position < people.length; position++) {
    const person = people[position] ?? 0;
    let sequence = sequences[person] ?? 0;
    if (hires.has(person)) hires.number(++sequence, rank++);
    for (;;) {
      let next: Cursor | null = null;
      let earliest = Infinity;
      for (const cursor of dated) {
        const day = cursor.dayOf(person);
        if (day >= earliest) continue;
        earliest = day;
        next = cursor;
      }
      if (next === null) break;
      next.number(++sequence, rank++);
    }
    for (const cursor of settled) while (cursor.has(person)) cursor.number(++sequence, rank++);
    sequences[person] = sequence;
  }
  return rank;
}
