import type { PersonKeys } from '../random/philox.ts';

const FREE = -1;

/** Slots for a person: at least, and when the table is made anew, so that a run of a few years makes it once. */
const MAX_LOAD = 1.5;
const ROOM = 3;

/**
 * The set of person keys of a run (INV-24): open addressing. A person key is itself a hash, so its low word is the
 * address. The low word stands beside the person in the table: a search that meets others on its way needs not look up
 * their keys, each a memory access of its own (a third of the time).
 */
export class KeyIndex {
  /** Two entries a slot: the low word of a key, and the person + 1, 0 where the slot is free. */
  #table = new Int32Array(0);
  #size = 0;

  /** Number of persons in the set. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for `more` further persons. */
  reserve(keys: PersonKeys, more: number): void {
    const persons = this.#size + more;
    if (2 * MAX_LOAD * persons <= this.#table.length) return;
    let slots = 1024;
    while (slots < ROOM * persons) slots *= 2;
    const before = this.#table;
    this.#table = new Int32Array(2 * slots);
    for (let place = 0; place < before.length; place += 2) {
      const marked = before[place + 1] ?? 0;
      if (marked === 0) continue;
      const free = this.#placeOf(keys, marked - 1);
      this.#table[free] = before[place] ?? 0;
      this.#table[free + 1] = marked;
    }
  }

  /** Adds a person for whom there is room; returns the person that already has the same key, or −1 after adding. */
  add(keys: PersonKeys, person: number): number {
    const place = this.#placeOf(keys, person);
    const table = this.#table;
    const other = (table[place + 1] ?? 0) - 1;
    if (other !== FREE) return other;
    table[place] = keys.keyLow[person] ?? 0;
    table[place + 1] = person + 1;
    this.#size += 1;
    return FREE;
  }

  /**
   * Reads the slots at which the search for some persons begins. Their addresses are as random as the keys; read one
   * after the other, without deciding anything, they arrive together instead of one by one (half the time of adding).
   * Returns their sum, so that reading them is of use.
   */
  warm({ keyLow }: PersonKeys, from: number, to: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let sum = 0;
    for (let person = from; person < to; person++) sum += table[(2 * (keyLow[person] ?? 0)) & mask] ?? 0;
    return sum;
  }

  /** Where the slot of the person with the same key begins, or the free slot where it belongs. */
  #placeOf({ keyLow, keyHigh }: PersonKeys, person: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    const low = keyLow[person] ?? 0;
    let place = (2 * low) & mask;
    for (;;) {
      const marked = table[place + 1] ?? 0;
      if (marked === 0) return place;
      if (table[place] === low && keyHigh[marked - 1] === keyHigh[person]) return place;
      place = (place + 2) & mask;
    }
  }
}
