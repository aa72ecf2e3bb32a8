import type { EventEnvelope } from '../../../src-shared/columns.ts';

type Column = Int32Array | Int8Array | Uint8Array | Float64Array;

/** The columns of a table while it is written. */
type Columns = Omit<EventEnvelope, 'rowCount'> & object;

/** Columns that every event has, for `rows` events. */
export const envelope = (rows: number) => ({
  person: new Int32Array(rows),
  sequence: new Int32Array(rows),
  rank: new Int32Array(rows),
  effectiveDay: new Int32Array(rows),
  category: new Uint8Array(rows),
  duplicateIndex: new Uint8Array(rows),
});

/** Copies the first `count` entries of every column into columns of another length. */
function copyColumns<Kind extends Columns>(from: Kind, to: Kind, count: number): void {
  const sources: readonly Column[] = Object.values(from);
  const targets: readonly Column[] = Object.values(to);
  for (const [at, source] of sources.entries()) targets[at]?.set(source.subarray(0, count));
}

/**
 * A table of events that grows while a year is simulated. `make` yields columns of a given length; writers fill the row
 * that `add` returns, so that nothing is allocated for an event. The memory is kept from year to year.
 */
export class EventTable<Kind extends Columns> {
  readonly #make: (rows: number) => Kind;
  #capacity: number;
  columns: Kind;
  count = 0;

  constructor(make: (rows: number) => Kind) {
    this.#make = make;
    this.#capacity = 256;
    this.columns = make(this.#capacity);
  }

  /** Forgets the events of the year before. */
  clear(): void {
    this.count = 0;
  }

  /** A new row with its common columns; what else the event says is for the caller to write, in every column. */
  add(person: number, day: number, category: number): number {
    const row = this.count++;
    if (row === this.#capacity) {
      this.#capacity *= 2;
      const wider = this.#make(this.#capacity);
      copyColumns(this.columns, wider, row);
      this.columns = wider;
    }
    this.columns.person[row] = person;
    this.columns.effectiveDay[row] = day;
    this.columns.category[row] = category;
    return row;
  }

  /** The table of the year, in columns of its own. */
  finish(): Kind & { readonly rowCount: number } {
    const columns = this.#make(this.count);
    copyColumns(this.columns, columns, this.count);
    return { ...columns, rowCount: this.count };
  }
}
