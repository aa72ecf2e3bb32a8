import { describe, expect, it } from 'vitest';
import { checkRun, checkYear, checkYearExactly } from './check-year.ts';
import { screenYear } from './screen.ts';
import { countsOf, readTallies } from './tallies.ts';
import { failedIds, offendersOf, spoil, studyForTests, update } from './testing/spoiling.ts';
import { STUDY_RUN } from './testing/study-workspace.ts';
import { readRunFacts, yearFactsOf } from './year-facts.ts';

const study = studyForTests();

describe('checkYear', () => {
  it.each([2027, 2028, 2029])('passes the year %i of a valid run, and says what it checked', async (year) => {
    const results = await study.inPassing((connection) => checkYear(connection, STUDY_RUN, year));
    expect(offendersOf(results)).toBe('');
    expect(results.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      ...[1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 19, 20, 21].map((id) => `INV-${id} FAIL`),
      'INV-26 WARN',
    ]);
    for (const { id, checked } of results) expect(checked, id).toBeGreaterThan(0);
  });

  it('counts what it checked by the rows of the year', async () => {
    const results = await study.inPassing((connection) => checkYear(connection, STUDY_RUN, 2028));
    const checked = Object.fromEntries(results.map((result) => [result.id, result.checked]));
    // 8 people, 6 of them from opening; 2 hires, 2 terminations, 1 promotion, 7 raises; 2 departments of 12 months.
    expect(checked).toEqual({
      'INV-1': 14 + 2 + 2 * 12 * 4,
      'INV-3': 5,
      'INV-4': 6,
      'INV-5': 8,
      'INV-6': 12,
      'INV-7': 12,
      'INV-8': 4 + 1,
      'INV-9': 12,
      'INV-10': 8 + 2 * 12,
      'INV-11': 8,
      'INV-12': 3 + 2 + 2 * 12,
      'INV-19': 10,
      'INV-20': 8,
      'INV-21': 8,
      'INV-26': 8,
    });
  });

  it('screens a valid year without doubt', async () => {
    const screens = await study.inPassing(async (connection) => {
      const found = [];
      for (const year of [2027, 2028, 2029]) {
        const facts = yearFactsOf(await readRunFacts(connection, STUDY_RUN), year);
        const counts = countsOf(await readTallies(connection, facts));
        found.push(await screenYear(connection, facts, counts));
      }
      return found;
    });
    const clear = { isDoubtful: false, isSequenceDoubtful: false, isPayUnusual: false };
    // Somebody's event before the one of 2029 is of 2027.
    expect(screens).toEqual([clear, clear, { ...clear, isSequenceDoubtful: true }]);
  });

  it('names the run that does not exist', async () => {
    await expect(study.inPassing((connection) => checkYear(connection, 99, 2027))).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
  });

  it('names at most 20 offenders and counts all', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, 'UPDATE month_department SET opening = opening + 1, closing = closing + 1');
      return checkYear(connection, STUDY_RUN, 2027);
    });
    expect(results[0]).toMatchObject({ id: 'INV-1', failed: 48 });
    expect(results[0]?.offenders).toHaveLength(20);
  });
});

describe('checkYearExactly', () => {
  it('INV-12 recomputes the payroll of every month from every person (W-56)', async () => {
    const move = (month: number, cents: string): string =>
      `UPDATE month_department SET payroll_cents = payroll_cents ${cents}
       WHERE simulation_year = 2027 AND department = 1 AND month = ${month}`;
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, `${move(5, '+ 1')};${move(6, '- 1')}`);
      return [
        await checkYear(connection, STUDY_RUN, 2027),
        await checkYearExactly(connection, STUDY_RUN, 2027),
      ] as const;
    });
    expect(results.map(failedIds)).toEqual([[], [12]]);
    expect(offendersOf(results[1])).toContain('INV-12 payroll_cents of Sales in month 5 in 2027: ');
  });

  it('names what checkYear names, without a screen', async () => {
    const results = await study.inPassing(async (connection) => {
      await spoil(connection, update('snapshot', 'employed_days = 364', 0, 2027));
      return checkYearExactly(connection, STUDY_RUN, 2027);
    });
    expect(failedIds(results)).toEqual([5, 10]);
  });
});

describe('checkRun', () => {
  it('passes every year of a valid run', async () => {
    const years = await study.inPassing((connection) => checkRun(connection, STUDY_RUN));
    expect(years.map(({ year, results }) => [year, offendersOf(results)])).toEqual([
      [2027, ''],
      [2028, ''],
      [2029, ''],
    ]);
  });

  it('says in which year something is wrong', async () => {
    const years = await study.inPassing(async (connection) => {
      await spoil(connection, update('snapshot', 'level_since = level_since + 1', 3, 2028));
      return checkRun(connection, STUDY_RUN);
    });
    expect(years.map(({ year, results }) => [year, failedIds(results)])).toEqual([
      [2027, []],
      [2028, [5]],
      [2029, [5]],
    ]);
  });

  it('gives nothing for a run without years', async () => {
    expect(await study.inPassing((connection) => checkRun(connection, 99))).toEqual([]);
  });
});
