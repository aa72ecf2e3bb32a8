import type { PersonKeys } from '../random/philox.ts';

const FREE = -1;

/**
 * The set of person keys of a run (INV-24): open addressing over person indices. A person key is itself a hash, so
 * its low word is the address.
 */
export class KeyIndex {
  #slots = new Int32Array(0);
  #size = 0;

  /** Number of persons in the set. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for `more` further persons. */
  reserve(keys: PersonKeys, more: number): void {
    const needed = 1.5 * (this.#size + more);
    if (needed <= this.#slots.length) return;
    let length = 1024;
    while (length < needed) length *= 2;
    const before = this.#slots;
    this.#slots = new Int32Array(length).fill(FREE);
    for (let slot = 0; slot < before.length; slot++) {
      const person = before[slot] ?? FREE;
      if (person !== FREE) this.#slots[this.#placeOf(keys, person)] = person;
    }
  }

  /** Adds a person for whom there is room; returns the person that already has the same key, or −1 after adding. */
  add(keys: PersonKeys, person: number): number {
    const place = this.#placeOf(keys, person);
    const other = this.#slots[place] ?? FREE;
    if (other !== FREE) return other;
    this.#slots[place] = person;
    this.#size += 1;
    return FREE;
  }

  /** The slot of the person with the same key, or the free slot where it belongs. */
  #placeOf({ keyLow, keyHigh }: PersonKeys, person: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const low = keyLow[person] ?? 0;
    const high = keyHigh[person] ?? 0;
    let place = low & mask;
    for (;;) {
      const other = slots[place] ?? FREE;
      if (other === FREE || (keyLow[other] === low && keyHigh[other] === high)) return place;
      place = (place + 1) & mask;
    }
  }
}
