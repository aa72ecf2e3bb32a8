/** Room beyond what a column needs, as a divisor of its size: the columns of the next years are a little longer. */
const SLACK = 8;

/** Buffers larger than this many times what is needed are left for columns that need them. */
const MAX_WASTE = 2;

type Column = Int32Array | Int8Array | Uint8Array | Float64Array;

const isColumn = (value: unknown): value is Column =>
  value instanceof Int32Array ||
  value instanceof Int8Array ||
  value instanceof Uint8Array ||
  value instanceof Float64Array;

/**
 * Memory for the columns of a run. A year fills some 28 MB for 100,000 people; taken afresh, that memory has to be
 * mapped, cleared and given back by the garbage collector, which cost a seventh of the engine's time. So the caller may
 * hand columns back when it has stored them, and later years write over them. Columns that were transferred to another
 * thread in between are gone and are not used again.
 */
export class ColumnMemory {
  /** Buffers that are in nobody's hands, and those that are; both were allocated here. */
  readonly #free: ArrayBuffer[] = [];
  readonly #lent = new Set<ArrayBufferLike>();

  /** A column whose entries are all to be written: they are left over from other columns. */
  ints(length: number): Int32Array {
    return new Int32Array(this.#take(4 * length), 0, length);
  }

  /** As {@link ints}. */
  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#take(length), 0, length);
  }

  /** As {@link ints}. */
  signedBytes(length: number): Int8Array {
    return new Int8Array(this.#take(length), 0, length);
  }

  /** As {@link ints}. */
  numbers(length: number): Float64Array {
    return new Float64Array(this.#take(8 * length), 0, length);
  }

  /**
   * Takes back the columns of some tables: whoever calls this reads them no more. Columns that are not from here, or
   * were taken back already, are left alone.
   */
  takeBack(...tables: readonly object[]): void {
    for (const table of tables) {
      for (const column of Object.values(table)) {
        if (!isColumn(column)) continue;
        const { buffer } = column;
        if (!this.#lent.delete(buffer)) continue;
        // A buffer that was transferred has no bytes left.
        if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) this.#free.push(buffer);
      }
    }
  }

  /** The smallest free buffer that is large enough, or a new one. */
  #take(bytes: number): ArrayBuffer {
    let best = -1;
    let bestSize = MAX_WASTE * bytes + 1;
    // By index: with the plan there are hundreds of free buffers, and an iterator would make a pair for each.
    for (let index = 0; index < this.#free.length; index++) {
      const byteLength = this.#free[index]?.byteLength ?? 0;
      if (byteLength < bytes || byteLength >= bestSize) continue;
      best = index;
      bestSize = byteLength;
    }
    const found = best < 0 ? undefined : this.#free.splice(best, 1)[0];
    // Whole multiples of eight bytes suit every kind of column.
    const buffer = found ?? new ArrayBuffer(8 * Math.ceil((bytes + bytes / SLACK) / 8));
    this.#lent.add(buffer);
    return buffer;
  }
}
