import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstRowOf } from './first-row.ts';

it('finds the first row of a person from any row on, in a table that ascends by person', () => {
  const rows = fc.array(fc.nat(30), { maxLength: 60 }).map((persons) => persons.sort((a, b) => a - b));
  fc.assert(
    fc.property(rows, fc.nat(60), fc.nat(32), (persons, from, person) => {
      const start = Math.min(from, persons.length);
      const found = persons.findIndex((one, row) => row >= start && one >= person);
      expect(firstRowOf(Int32Array.from(persons), start, persons.length, person)).toBe(
        found < 0 ? persons.length : found,
      );
    }),
  );
});
