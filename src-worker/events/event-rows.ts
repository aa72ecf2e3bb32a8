import type { RaiseEvents } from '../../src-shared/columns.ts';
import type { ColumnMemory } from '../population/column-memory.ts';

/**
 * A table of `rows` RAISE events; everything but duplicateIndex, which is 0, is to be written. Tables are written out, not spread from common parts: objects made by spreading
 * get a hidden class each, and every function that meets a new one is compiled anew (measured).
 */
export function raiseTable(memory: ColumnMemory, rows: number): RaiseEvents {
  return {
    rowCount: rows,
    person: memory.ints(rows),
    sequence: memory.ints(rows),
    rank: memory.ints(rows),
    effectiveDay: memory.ints(rows),
    category: memory.bytes(rows),
    duplicateIndex: memory.bytes(rows).fill(0),
    previousPayCents: memory.numbers(rows),
    newPayCents: memory.numbers(rows),
    amountCents: memory.numbers(rows),
    ratePpm: memory.ints(rows),
    level: memory.bytes(rows),
    budgetPpm: memory.ints(rows),
    weightPpm: memory.ints(rows),
  };
}
