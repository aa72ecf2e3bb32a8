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

/** After the last event of a table. */
const NOBODY = -1;

/** Where the numbering stands in one table that has events. */
class Cursor {
  readonly #persons: Int32Array;
  readonly #days: Int32Array;
  readonly #sequences: Int32Array;
  readonly #ranks: Int32Array;
  readonly #rows: number;
  #row = 0;
  /** Person and date of the next event: most people have events in few of the tables, so they are looked at often. */
  person: number;
  day: number;

  constructor({ rowCount, person, effectiveDay, sequence, rank }: EventEnvelope) {
    this.#rows = rowCount;
    this.#persons = person;
    this.#days = effectiveDay;
    this.#sequences = sequence;
    this.#ranks = rank;
    this.person = person[0] ?? NOBODY;
    this.day = effectiveDay[0] ?? 0;
  }

  /** Numbers the next event: the one after event `sequence` of the person and event `rank` of the year. */
  numberOne(sequence: number, rank: number): void {
    this.#sequences[this.#row] = sequence + 1;
    this.#ranks[this.#row] = rank;
    this.#goTo(this.#row + 1);
  }

  /** As {@link numberOne}, all events of the person at which the table stands; their number. */
  numberAll(sequence: number, rank: number): number {
    const { person } = this;
    const persons = this.#persons;
    const first = this.#row;
    let row = first;
    do {
      this.#sequences[row] = sequence + 1 + row - first;
      this.#ranks[row] = rank + row - first;
      row += 1;
    } while (row < this.#rows && persons[row] === person);
    this.#goTo(row);
    return row - first;
  }

  #goTo(row: number): void {
    this.#row = row;
    const isEnd = row === this.#rows;
    this.person = isEnd ? NOBODY : (this.#persons[row] ?? 0);
    this.day = isEnd ? 0 : (this.#days[row] ?? 0);
  }
}

const cursorsOf = (...tables: readonly EventEnvelope[]): readonly Cursor[] =>
  tables.filter(({ rowCount }) => rowCount > 0).map((table) => new Cursor(table));

/**
 * W-61: numbers the events of a year, per person over the run (`sequences`, carried on) and over the year. Events of the
 * settlement date come last whatever their table, because no event is dated after it; before them, tables of dated
 * events are merged. Returns the number of events.
 */
export function numberEvents(tables: YearTables, people: Int32Array, sequences: Int32Array): number {
  const hires = cursorsOf(tables.hires);
  const dated = cursorsOf(
    tables.eligibility,
    tables.enrollments,
    tables.deferralChanges,
    tables.promotions,
    tables.raises,
  );
  const settled = cursorsOf(
    tables.terminations,
    tables.contributions,
    tables.vesting,
    tables.forfeitures,
    tables.hceStatus,
  );
  // Tables are gone through by index: iterators would be made anew for every person.
  let rank = 0;
  for (let position = 0; position < people.length; position++) {
    const person = people[position] ?? 0;
    const before = rank;
    const sequence = sequences[person] ?? 0;
    for (let at = 0; at < hires.length; at++) {
      const cursor = hires[at];
      if (cursor?.person === person) rank += cursor.numberAll(sequence, rank);
    }
    // Where only one table has dated events of the person, which is the rule, nothing is merged.
    for (;;) {
      let next: Cursor | null = null;
      let earliest = Infinity;
      let isOnly = true;
      for (let at = 0; at < dated.length; at++) {
        const cursor = dated[at];
        if (cursor?.person !== person) continue;
        if (next !== null) isOnly = false;
        if (cursor.day >= earliest) continue;
        earliest = cursor.day;
        next = cursor;
      }
      if (next === null) break;
      if (isOnly) {
        rank += next.numberAll(sequence + rank - before, rank);
        break;
      }
      next.numberOne(sequence + rank - before, rank);
      rank += 1;
    }
    for (let at = 0; at < settled.length; at++) {
      const cursor = settled[at];
      if (cursor?.person === person) rank += cursor.numberAll(sequence + rank - before, rank);
    }
    sequences[person] = sequence + rank - before;
  }
  return rank;
}
