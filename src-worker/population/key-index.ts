import type { PersonKeys } from '../random/philox.ts';

const FREE = -1;

/**
 * The set of person keys of a run (INV-24): open addressing over person indices. A person key is itself a hash, so
 * its low word is the address.
 */
export class KeyIndex {
  #slots = new Int32Array(1024).fill(FREE);
  #size = 0;

  /** Number of persons in the set. */
  get size(): number {
    return this.#size;
  }

  /** Adds a person; returns the person that already has the same key, or −1 after adding. */
  add(keys: PersonKeys, person: number): number {
    const { keyLow: low, keyHigh: high } = keys;
    if (this.#size * 2 >= this.#slots.length) this.#grow(low);
    const mask = this.#slots.length - 1;
    const keyLow = low[person] ?? 0;
    const keyHigh = high[person] ?? 0;
    let at = keyLow & mask;
    let other = this.#slots[at] ?? FREE;
    while (other !== FREE) {
      if (low[other] === keyLow && high[other] === keyHigh) return other;
      at = (at + 1) & mask;
      other = this.#slots[at] ?? FREE;
    }
    this.#slots[at] = person;
    this.#size += 1;
    return FREE;
  }

  #grow(low: Int32Array): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2).fill(FREE);
    const mask = slots.length - 1;
    for (let slot = 0; slot < before.length; slot++) {
      const person = before[slot] ?? FREE;
      if (person === FREE) continue;
      let at = (low[person] ?? 0) & mask;
      while (slots[at] !== FREE) at = (at + 1) & mask;
      slots[at] = person;
    }
    this.#slots = slots;
  }
}
