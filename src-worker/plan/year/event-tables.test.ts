import { describe, expect, it } from 'vitest';
import { ELIGIBILITY_CATEGORIES, ENTRY_BASES } from '../../../src-shared/vocabulary.ts';
import { ColumnMemory } from '../../population/column-memory.ts';
import { lateEntries, PlanEventTables } from './event-tables.ts';

/** Writes forfeitures of persons 0, 1, … with amounts of ten times their number. */
function forfeit(tables: PlanEventTables, count: number): void {
  for (let person = 0; person < count; person++) {
    const row = tables.forfeitures.add(person, 20_000 + person, person % 2);
    tables.forfeitures.columns.amountCents[row] = 10 * person;
  }
}

describe('P-129 a table of events', () => {
  it('keeps every row, however many more there are than were expected', () => {
    const tables = new PlanEventTables(new ColumnMemory());
    tables.open(3);
    forfeit(tables, 3_000);
    const { rowCount, person, effectiveDay, category, amountCents, duplicateIndex } =
      tables.forfeitures.finish();
    const rows = Array.from({ length: 3_000 }, (_, row) => row);
    expect(rowCount).toBe(3_000);
    expect(Array.from(person)).toEqual(rows);
    expect(Array.from(effectiveDay)).toEqual(rows.map((row) => 20_000 + row));
    expect(Array.from(category)).toEqual(rows.map((row) => row % 2));
    expect(Array.from(amountCents)).toEqual(rows.map((row) => 10 * row));
    expect(duplicateIndex.every((index) => index === 0)).toBe(true);
  });

  it('begins each year anew, in memory of years before too', () => {
    const memory = new ColumnMemory();
    const tables = new PlanEventTables(memory);
    tables.open(3);
    forfeit(tables, 700);
    const first = tables.forfeitures.finish();
    first.duplicateIndex.fill(7);
    memory.takeBack(first);
    tables.open(3);
    forfeit(tables, 2);
    const second = tables.forfeitures.finish();
    expect([second.rowCount, ...second.person, ...second.amountCents]).toEqual([2, 0, 1, 0, 10]);
    expect(Array.from(second.duplicateIndex)).toEqual([0, 0]);
  });
});

it('P-28 late entries are those that the law dated, but not of people who are barred', () => {
  const tables = new PlanEventTables(new ColumnMemory());
  tables.open(5);
  const add = (
    category: (typeof ELIGIBILITY_CATEGORIES)[number],
    basis: (typeof ENTRY_BASES)[number],
  ): void => {
    const row = tables.eligibility.add(1, 20_000, ELIGIBILITY_CATEGORIES.indexOf(category));
    tables.eligibility.columns.basis[row] = ENTRY_BASES.indexOf(basis);
  };
  add('entered', 'statutory');
  add('barred', 'statutory');
  add('entered', 'plan');
  expect(lateEntries(tables)).toBe(1);
});
