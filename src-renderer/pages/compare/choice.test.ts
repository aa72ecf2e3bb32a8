import { describe, expect, it } from 'vitest';
import { chooseRuns, moved } from './choice.ts';
import { commonYears, runLabels } from './compared.ts';
import { endGroups } from './compare-charts.ts';
import { partsShown } from './FiguresTab.tsx';
import { runSummary, yearOf } from './testing/compared-run.ts';

const complete = Array.from({ length: 10 }, (_, index) => runSummary(`r${index}`));

describe('the runs of an address', () => {
  it('are those that are there, each once and at most eight', () => {
    const { runs, missing, beyond } = chooseRuns(['r1', 'gone', 'r0', 'r1', ''], complete);
    expect(runs.map(({ runId }) => runId)).toEqual(['r1', 'r0']);
    expect([missing, beyond]).toEqual([['gone'], 0]);
    const all = chooseRuns(
      complete.map(({ runId }) => runId),
      complete,
    );
    expect([all.runs.length, all.beyond]).toEqual([8, 2]);
  });

  it('change their order', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a'], 3, 0)).toEqual(['a']);
  });

  it('are told apart by their time where they have one name', () => {
    const [one, two, other] = runLabels([
      runSummary('1', { name: 'Same' }),
      runSummary('2', { name: 'Same', startedAt: '2026-02-02T03:04:05.678Z' }),
      runSummary('3', { name: 'Other' }),
    ]);
    expect(one).toMatch(/^Same, /);
    expect(two).not.toBe(one);
    expect(other).toBe('Other');
  });
});

it('only the years of all runs are compared', () => {
  const years = (...list: readonly number[]) => ({ years: list.map((year) => yearOf(year)) });
  expect(commonYears([years(2025, 2026, 2027), years(2026, 2027, 2028)])).toEqual([2026, 2027]);
});

it('differences come first, levels on demand', () => {
  expect(partsShown(null)).toEqual({ before: false, after: false, changes: true });
  expect(partsShown('before after')).toEqual({ before: true, after: true, changes: false });
});

it('names of lines that end close together stand under each other, the highest first', () => {
  expect(endGroups([0, 100, 2, null], 100)).toEqual([[1], [2, 0]]);
  expect(endGroups([5, 5, 5], 0)).toEqual([[0, 1, 2]]);
});
