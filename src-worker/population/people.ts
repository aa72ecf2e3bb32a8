import type { ColumnMemory } from './column-memory.ts';
import { STILL_EMPLOYED, type Persons } from './persons.ts';

/** Everybody employed in a year, ascending: opening staff and scheduled hires merged, then simulated hires. */
export function everybody(
  memory: ColumnMemory,
  opening: Int32Array,
  hires: Int32Array,
  scheduledHires: number,
): Int32Array {
  const people = memory.ints(opening.length + hires.length);
  let hire = 0;
  let at = 0;
  for (let position = 0; position < opening.length; position++) {
    const person = opening[position] ?? 0;
    while (hire < scheduledHires && (hires[hire] ?? 0) < person) people[at++] = hires[hire++] ?? 0;
    people[at++] = person;
  }
  people.set(hires.subarray(hire), at);
  return people;
}

/** The people who are still employed at close, in the same order. */
export function stillEmployed(people: Int32Array, persons: Persons, closing: number): Int32Array {
  const opening = new Int32Array(closing);
  let at = 0;
  const { leaveDay } = persons;
  for (let position = 0; position < people.length; position++) {
    const person = people[position] ?? 0;
    if (leaveDay[person] === STILL_EMPLOYED) opening[at++] = person;
  }
  return opening;
}
