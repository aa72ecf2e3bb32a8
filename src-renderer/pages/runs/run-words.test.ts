import { describe, expect, it } from 'vitest';
import type { JobProgress } from '../../../src-shared/api/runs.ts';
import { durationWords, paceWords, spanWords, stageWords } from './run-words.ts';

const progress = (fields: Partial<JobProgress>): JobProgress => ({
  stage: 'simulating',
  year: 2026,
  storedYears: 1,
  years: 5,
  events: {},
  rows: 0,
  rowsPerSecond: 0,
  secondsLeft: null,
  memoryMb: 0,
  ...fields,
});

describe('a run in words', () => {
  it('says what it does now', () => {
    const at = (fields: Partial<JobProgress>): string =>
      stageWords({ state: 'running', progress: progress(fields) });
    expect(stageWords({ state: 'waiting', progress: progress({}) })).toBe('Waiting for the run before it');
    expect(at({ stage: 'preparing', year: null })).toBe('Reading the census');
    expect(at({})).toBe('Simulating and storing 2026: year 2 of 5');
    expect(at({ storedYears: 5 })).toBe('Checking the results');
  });

  it('says how fast it is and how long it takes, as far as is known', () => {
    expect(paceWords(progress({ rows: 120_000 }))).toBe('120,000 rows');
    expect(paceWords(progress({ rows: 10, rowsPerSecond: 5, secondsLeft: 61, memoryMb: 300 }))).toBe(
      '10 rows · 5 rows per second · about 1 min 1 s left · 300 MB of memory',
    );
    expect([0.2, 59, 3_725].map(spanWords)).toEqual(['1 s', '59 s', '1 h 2 min']);
    expect(
      durationWords({ startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:12.000Z' }),
    ).toBe('12 s');
    expect(durationWords({ startedAt: '2026-01-01T00:00:00.000Z', finishedAt: null })).toBe('');
  });
});
