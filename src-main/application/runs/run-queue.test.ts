import { describe, expect, it } from 'vitest';
import type { RunJob } from '../../../src-shared/api/runs.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { ProgressCounter, WAITING } from './job-progress.ts';
import { RunQueue } from './run-queue.ts';

const about = { name: 'Run', scenarioName: 'S', censusName: 'C' };

function openQueue() {
  const states: string[] = [];
  const defects: unknown[] = [];
  const queue = new RunQueue(
    (jobs) => states.push(jobs.map(({ state }) => state).join(' ')),
    (error) => defects.push(error),
    () => new Date('2026-01-02T03:04:05Z'),
  );
  const ended = (job: RunJob): Promise<RunJob> =>
    queue.follow(job.jobId, () => undefined, new AbortController().signal);
  return { queue, states, defects, ended };
}

describe('the queue of runs', () => {
  it('does one job after the other, whatever becomes of each', async () => {
    const { queue, states, defects, ended } = openQueue();
    const order: string[] = [];
    const job = (name: string, error?: Error): RunJob =>
      queue.add({ ...about, name }, async (change) => {
        order.push(`${name} begins`);
        change({ runId: `id of ${name}` });
        await Promise.resolve();
        order.push(`${name} ends`);
        if (error !== undefined) throw error;
      });
    const jobs = [
      job('a'),
      job('b', new PlanAlignError('DISK_FULL', 'Full.', {}, ['x'])),
      job('c', new Error('a defect')),
    ];
    expect(queue.isBusy).toBe(true);
    const [a, b, c] = await Promise.all(jobs.map(ended));
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(a).toMatchObject({ state: 'complete', runId: 'id of a', failure: null });
    expect(b).toMatchObject({
      state: 'failed',
      failure: { code: 'DISK_FULL', detail: 'Full.', items: ['x'] },
    });
    expect(c).toMatchObject({ state: 'failed', failure: { code: 'INTERNAL' } });
    expect(defects).toEqual([new Error('a defect')]);
    expect(queue.isBusy).toBe(false);
    expect(states.at(-1)).toBe('complete failed failed');
  });

  it('stops the running job, takes out a waiting one, and goes on', async () => {
    const { queue, ended } = openQueue();
    const running = queue.add(
      about,
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('stopped'));
          });
        }),
    );
    const waiting = queue.add(about, () => Promise.reject(new Error('must not run')));
    const last = queue.add(about, () => Promise.resolve());
    expect(await queue.cancel(waiting.jobId)).toMatchObject({ state: 'cancelled', startedAt: null });
    expect(await queue.cancel(running.jobId)).toMatchObject({ state: 'cancelled', failure: null });
    expect(await ended(last)).toMatchObject({ state: 'complete' });
    expect(await queue.cancel(last.jobId)).toMatchObject({ state: 'complete' });
  });

  it('lets go of a window that is gone, and keeps working', async () => {
    const { queue, ended } = openQueue();
    let finish = (): void => undefined;
    const job = queue.add(
      about,
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const window = new AbortController();
    const heard: string[] = [];
    const following = queue.follow(job.jobId, ({ state }) => heard.push(state), window.signal);
    window.abort();
    expect(await following).toMatchObject({ state: 'running' });
    finish();
    expect(await ended(job)).toMatchObject({ state: 'complete' });
    expect(heard).toEqual(['running']);
  });
});

it('tells the time left from the years that are stored', () => {
  let now = 0;
  const counter = new ProgressCounter(
    4,
    () => now,
    () => undefined,
  );
  expect(counter.progress).toEqual({ ...WAITING, stage: 'preparing', years: 4 });
  counter.stored(0);
  expect(counter.progress.secondsLeft).toBeNull();
  now = 3_000;
  counter.stored(1);
  expect(counter.progress).toMatchObject({ stage: 'simulating', storedYears: 1, secondsLeft: 9 });
  now = 4_000;
  counter.stored(4);
  expect(counter.progress.secondsLeft).toBe(0);
});
