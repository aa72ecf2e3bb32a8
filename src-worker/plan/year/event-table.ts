import type { EventEnvelope } from '../../../src-shared/columns.ts';
import type { ColumnMemory } from '../../population/column-memory.ts';

type Column = Int32Array | Int8Array | Uint8Array | Float64Array;

/** The columns of a table while it is written. */
type Columns = Omit<EventEnvelope, 'rowCount'> & object;

/** Rows for which a table has room at least. */
const FIRST_ROWS = 256;
/** A table has room for the events of the year before, and for an eighth more. */
const SLACK = 8;

/** Copies the first `count` entries of every column into longer columns. */
function copyColumns<Kind extends Columns>(from: Kind, to: Kind, count: number): void {
  const sources: readonly Column[] = Object.values(from);
  const targets: readonly Column[] = Object.values(to);
  for (const [at, source] of sources.entries()) targets[at]?.set(source.subarray(0, count));
}

/**
 * A table of events that grows while a year is simulated. `make` yields columns of a given length; writers fill the row
 * that `add` returns, so that nothing is allocated for an event. Call `open` before the events of a year.
 */
export class EventTable<Kind extends Columns> {
  readonly #memory: ColumnMemory;
  readonly #make: (memory: ColumnMemory, rows: number) => Kind;
  #capacity = 0;
  columns: Kind;
  count = 0;
  // Three of the columns once more: `add` serves tables of seven shapes, in which a name would be looked up each time.
  #person: Int32Array;
  #effectiveDay: Int32Array;
  #category: Uint8Array;

  constructor(memory: ColumnMemory, make: (memory: ColumnMemory, rows: number) => Kind) {
    this.#memory = memory;
    this.#make = make;
    this.columns = make(memory, this.#capacity);
    this.#person = this.columns.person;
    this.#effectiveDay = this.columns.effectiveDay;
    this.#category = this.columns.category;
  }

  /** Begins a year of some `expected` events: the columns of the year before were handed over. */
  open(expected: number): void {
    const before = this.count + Math.ceil(this.count / SLACK);
    const rows = Math.max(FIRST_ROWS, this.count === 0 ? expected : before);
    this.count = 0;
    this.#use(this.#make(this.#memory, rows), rows);
  }

  /** A new row with its common columns; what else the event says is for the caller to write, in every column. */
  add(person: number, day: number, category: number): number {
    const row = this.count++;
    if (row === this.#capacity) this.#grow();
    this.#person[row] = person;
    this.#effectiveDay[row] = day;
    this.#category[row] = category;
    return row;
  }

  /** Hands the table of the year over as it was written: copies and new memory cost a sixth of the engine's time. */
  finish(): Kind & { readonly rowCount: number } {
    const rowCount = this.count;
    const written: Record<string, Column> = {};
    for (const [name, column] of Object.entries<Column>(this.columns))
      written[name] = column.subarray(0, rowCount);
    // A person has no two events of a kind on a date unless the caller says so.
    written['duplicateIndex']?.fill(0);
    return Object.assign({}, this.columns, written, { rowCount });
  }

  #grow(): void {
    const before = this.columns;
    const rows = this.#capacity * 2;
    const wider = this.#make(this.#memory, rows);
    copyColumns(before, wider, this.#capacity);
    this.#memory.takeBack(before);
    this.#use(wider, rows);
  }

  #use(columns: Kind, rows: number): void {
    this.#capacity = rows;
    this.columns = columns;
    this.#person = columns.person;
    this.#effectiveDay = columns.effectiveDay;
    this.#category = columns.category;
  }
}
