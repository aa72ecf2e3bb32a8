import { describe, expect, it } from 'vitest';
import { WorkRegistry } from './work.ts';

/** Work that goes on until it is stopped. */
const untilStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('stopped'));
    });
  });

describe('work with an id', () => {
  it('is stopped by its id, by newer work of the same id, and when the window is gone', async () => {
    const window = new AbortController();
    const work = new WorkRegistry(window.signal);
    const first = work.run('a', untilStopped);
    const other = work.run('b', untilStopped);
    const second = work.run('a', untilStopped);
    await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
    work.cancel('a');
    await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
    window.abort();
    await expect(other).rejects.toMatchObject({ code: 'CANCELLED' });
    work.cancel('none');
  });

  it('gives its result or its own failure', async () => {
    const work = new WorkRegistry(new AbortController().signal);
    expect(await work.run('a', () => Promise.resolve(7))).toBe(7);
    await expect(work.run('a', () => Promise.reject(new RangeError('own')))).rejects.toThrow('own');
  });
});
