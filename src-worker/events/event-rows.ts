import type { EventEnvelope, RaiseEvents } from '../../src-shared/columns.ts';

type Writable<Table> = { -readonly [Column in keyof Table]: Table[Column] };

/** The envelope columns of a table of `rows` events (W-60); category and duplicate index are 0. */
export function envelope(rows: number): Writable<EventEnvelope> {
  return {
    rowCount: rows,
    person: new Int32Array(rows),
    sequence: new Int32Array(rows),
    rank: new Int32Array(rows),
    effectiveDay: new Int32Array(rows),
    category: new Uint8Array(rows),
    duplicateIndex: new Uint8Array(rows),
  };
}

/** An empty table of `rows` RAISE events. */
export function raiseTable(rows: number): RaiseEvents {
  return {
    ...envelope(rows),
    previousPayCents: new Float64Array(rows),
    newPayCents: new Float64Array(rows),
    amountCents: new Float64Array(rows),
    ratePpm: new Int32Array(rows),
    level: new Uint8Array(rows),
    budgetPpm: new Int32Array(rows),
    weightPpm: new Int32Array(rows),
  };
}
