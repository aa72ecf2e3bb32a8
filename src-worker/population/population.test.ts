import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completedMonths, completedYears, parseIsoDate, toDay } from '../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../src-shared/units.ts';
import { bandLookup } from './bands.ts';
import { codesOf, endCode, monthsBetween, startCode, yearsBetween } from './calendar.ts';
import { censusStatus } from './census-status.ts';
import { ColumnMemory } from './column-memory.ts';
import { byId } from './id-order.ts';
import { KeyIndex } from './key-index.ts';
import { everybody } from './people.ts';
import { PersonIds } from './person-ids.ts';

const iso = (text: string): Day => parseIsoDate(text) ?? (0 as Day);

describe('W-5 anniversaries', () => {
  it('W-5 examples', () => {
    const years = (from: string, to: string): number => yearsBetween(startCode(iso(from)), endCode(iso(to)));
    const months = (from: string, to: string): number =>
      monthsBetween(startCode(iso(from)), endCode(iso(to)));
    expect([
      years('1990-06-15', '2025-06-14'),
      years('1990-06-15', '2025-06-15'),
      years('2004-02-29', '2025-02-27'),
      years('2004-02-29', '2025-02-28'),
      months('2024-10-01', '2025-04-01'),
      months('2024-10-02', '2025-04-01'),
      months('2024-08-31', '2025-02-28'),
    ]).toEqual([34, 35, 20, 21, 6, 5, 6]);
  });

  it('W-5 codes give the completed months and years of the calendar', () => {
    const day = fc.integer({ min: toDay(1990, 1, 1), max: toDay(2040, 12, 31) });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const from = Math.min(one, other) as Day;
        const to = Math.max(one, other) as Day;
        expect(monthsBetween(startCode(from), endCode(to))).toBe(completedMonths(from, to));
        expect(yearsBetween(startCode(from), endCode(to))).toBe(completedYears(from, to));
      }),
      { numRuns: 1000 },
    );
    expect(codesOf(toDay(2028, 1, 1), 366, endCode)[59]).toBe(endCode(iso('2028-02-29')));
  });
});

describe('W-23 status at simulation start', () => {
  it('W-23 examples', () => {
    const start = toDay(2025, 1, 1);
    const status = (hire: string, termination: string | null, isInactive = false): string =>
      censusStatus(iso(hire), termination === null ? NO_DAY : iso(termination), isInactive, start);
    expect([
      status('2019-04-01', '2026-03-31'),
      status('2018-01-15', '2025-01-01'),
      status('2018-01-15', '2024-12-31'),
      status('2025-05-12', null),
      status('2015-01-01', null, true),
    ]).toEqual(['openingActive', 'openingActive', 'former', 'futureHire', 'former']);
  });
});

describe('W-34 lookups', () => {
  it('INV-17 every number of years lies in one band; gaps and overlaps are refused', () => {
    const band = (id: string, min: number, max: number | null) => ({ id, min, max });
    const lookup = bandLookup([band('a', 0, 25), band('b', 25, null)], 'bands.age');
    expect([lookup[0], lookup[24], lookup[25], lookup[150]]).toEqual([0, 0, 1, 1]);
    expect(() => bandLookup([band('a', 0, 25), band('b', 26, null)], 'bands.age')).toThrow(
      'PERSON_MATCHES_NO_CELL',
    );
    expect(() => bandLookup([band('a', 0, 26), band('b', 25, null)], 'bands.age')).toThrow(
      'PERSON_MATCHES_NO_CELL',
    );
  });
});

describe('W-41, W-45 ids', () => {
  it('W-41 ids of simulated hires', () => {
    const ids = new PersonIds(['A', 'B']);
    expect(ids.addHires(2025, 2, 2)).toEqual(['NH-2025-000001', 'NH-2025-000002']);
    ids.addHires(2026, 4, 1);
    expect([0, 1, 2, 3, 4].map(ids.of)).toEqual([
      'A',
      'B',
      'NH-2025-000001',
      'NH-2025-000002',
      'NH-2026-000001',
    ]);
  });

  it('W-45 order by id merges census and simulated ids', () => {
    const census = ['A1', 'NH-2025-000001b', 'NH-X', 'NI', 'Z'];
    const ids = new PersonIds(census);
    ids.addHires(2025, 5, 3);
    ids.addHires(2026, 8, 2);
    const persons = Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    const sorted = [...persons].sort((a, b) => (ids.of(a) < ids.of(b) ? -1 : 1));
    expect([...byId(persons, census, ids.of)]).toEqual(sorted);
    expect([...byId(persons.slice(0, 5), census, ids.of)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('W-45 order by id of any census ids', () => {
    const id = fc.stringMatching(/^(NH-2025-00000\d?|NH|N|M|NH-|NI|O)[a-z]?$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 20 }), fc.integer({ min: 0, max: 6 }), (texts, hires) => {
        const census = texts
          .filter((text) => !/^NH-\d{4}-\d{6}$/.test(text))
          .sort((a, b) => (a < b ? -1 : 1));
        const ids = new PersonIds(census);
        ids.addHires(2025, census.length, hires);
        const persons = Int32Array.from({ length: census.length + hires }, (_, index) => index);
        const sorted = [...persons].sort((a, b) => (ids.of(a) < ids.of(b) ? -1 : 1));
        expect([...byId(persons, census, ids.of)]).toEqual(sorted);
      }),
    );
  });

  it('W-53 everybody of a year in person order', () => {
    const people = everybody(new ColumnMemory(), Int32Array.of(0, 2, 5), Int32Array.of(1, 3, 4, 6, 7), 3);
    expect([...people]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('INV-24 person keys', () => {
  it('INV-24 finds a second person with the same key', () => {
    const count = 5000;
    const keys = { keyLow: new Int32Array(count + 1), keyHigh: new Int32Array(count + 1) };
    for (let person = 0; person < count; person++) {
      keys.keyLow[person] = person % 100;
      keys.keyHigh[person] = person;
    }
    keys.keyLow[count] = 4_321 % 100;
    keys.keyHigh[count] = 4_321;
    const index = new KeyIndex();
    index.reserve(keys, 2_000);
    for (let person = 0; person < 2_000; person++) expect(index.add(keys, person)).toBe(-1);
    index.reserve(keys, count);
    for (let person = 2_000; person < count; person++) expect(index.add(keys, person)).toBe(-1);
    expect(index.add(keys, count)).toBe(4_321);
    expect(index.size).toBe(count);
  });
});
