import type { RaiseEvents } from '../../src-shared/columns.ts';

/**
 * An empty table of `rows` RAISE events. Tables are written out, not spread from common parts: objects made by spreading
 * get a hidden class each, and every function that meets a new one is compiled anew (measured).
 */
export function raiseTable(rows: number): RaiseEvents {
  return {
    rowCount: rows,
    person: new Int32Array(rows),
    sequence: new Int32Array(rows),
    rank: new Int32Array(rows),
    effectiveDay: new Int32Array(rows),
    category: new Uint8Array(rows),
    duplicateIndex: new Uint8Array(rows),
    previousPayCents: new Float64Array(rows),
    newPayCents: new Float64Array(rows),
    amountCents: new Float64Array(rows),
    ratePpm: new Int32Array(rows),
    level: new Uint8Array(rows),
    budgetPpm: new Int32Array(rows),
    weightPpm: new Int32Array(rows),
  };
}
