import { beforeEach, describe, expect, it } from 'vitest';
import type { PreviewResult } from '../../src-shared/api/preview.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import type { JsonObject } from '../../src-shared/scenario/json-value.ts';
import { Previewer, usePreview } from './preview.ts';

const BASE: JsonObject = { growth: 0 };

interface Call {
  readonly growth: unknown;
  readonly answer: (people: number) => void;
  readonly fail: (error: Error) => void;
}

/** An engine that answers when it is told to. */
function engine(clock = () => 0) {
  const calls: Call[] = [];
  const previewer = new Previewer(
    ({ scenario }) =>
      new Promise<PreviewResult>((resolve, reject) => {
        calls.push({
          growth: scenario['growth'],
          answer: (people) => {
            resolve({ years: [], warnings: [], people, elapsedMs: 1 });
          },
          fail: reject,
        });
      }),
    clock,
  );
  const ask = (document: JsonObject, base = BASE, censusId = 'c'): void => {
    previewer.ask({ censusId, document, base });
  };
  const call = async (index: number): Promise<Call> => {
    await expect.poll(() => calls.length).toBeGreaterThan(index);
    const found = calls[index];
    if (found === undefined) throw new Error('no such call');
    return found;
  };
  return { calls, previewer, ask, call };
}

beforeEach(() => {
  usePreview.setState({ result: null, base: null, isPending: false, isSlow: false, failure: null });
});

describe('the preview', () => {
  it('simulates the base once, and the scenario after each edit', async () => {
    const { calls, ask, call } = engine();
    ask({ growth: 1 });
    (await call(0)).answer(100);
    (await call(1)).answer(101);
    await expect.poll(() => usePreview.getState().isPending).toBe(false);
    expect(usePreview.getState()).toMatchObject({ base: { people: 100 }, result: { people: 101 } });
    ask({ growth: 2 });
    expect(usePreview.getState()).toMatchObject({ isPending: true, result: { people: 101 } });
    (await call(2)).answer(102);
    await expect.poll(() => usePreview.getState().result?.people).toBe(102);
    expect(calls.map(({ growth }) => growth)).toEqual([0, 1, 2]);
  });

  it('answers an unchanged scenario with its base', async () => {
    const { calls, ask, call } = engine();
    ask(BASE);
    (await call(0)).answer(100);
    await expect.poll(() => usePreview.getState().result?.people).toBe(100);
    expect(calls).toHaveLength(1);
  });

  it('works on the last of the edits that come while it works', async () => {
    const { calls, ask, call } = engine();
    ask(BASE);
    (await call(0)).answer(100);
    await expect.poll(() => usePreview.getState().isPending).toBe(false);
    for (const growth of [1, 2, 3]) ask({ growth });
    (await call(1)).answer(101);
    (await call(2)).answer(103);
    await expect.poll(() => usePreview.getState().isPending).toBe(false);
    expect(calls.map(({ growth }) => growth)).toEqual([0, 1, 3]);
    expect(usePreview.getState().result?.people).toBe(103);
  });

  it('stops a simulation that has run long for a newer question', async () => {
    let now = 0;
    const { calls, ask, call } = engine(() => now);
    ask(BASE);
    (await call(0)).answer(100);
    await expect.poll(() => usePreview.getState().isPending).toBe(false);
    ask({ growth: 1 });
    now = 1_000;
    ask({ growth: 2 });
    expect(calls).toHaveLength(3);
    (await call(1)).fail(new PlanAlignError('CANCELLED', ''));
    (await call(3)).answer(102);
    await expect.poll(() => usePreview.getState().result?.people).toBe(102);
    expect(usePreview.getState().failure).toBeNull();
  });

  it('says why there is no answer and keeps the last one', async () => {
    const { ask, call } = engine();
    ask(BASE);
    (await call(0)).answer(100);
    await expect.poll(() => usePreview.getState().isPending).toBe(false);
    ask({ growth: 9 });
    (await call(1)).fail(new PlanAlignError('GROWTH_UNREACHABLE', 'In 2026.'));
    await expect.poll(() => usePreview.getState().failure?.message).toContain('2026');
    expect(usePreview.getState().result?.people).toBe(100);
    ask({ growth: 1 });
    (await call(2)).answer(101);
    await expect.poll(() => usePreview.getState().failure).toBeNull();
  });

  it('shows nothing of another census', async () => {
    const { previewer, ask, call } = engine();
    ask(BASE);
    (await call(0)).answer(100);
    await expect.poll(() => usePreview.getState().result?.people).toBe(100);
    ask(BASE, BASE, 'other');
    expect(usePreview.getState()).toMatchObject({ result: null, base: null, isPending: true });
    (await call(1)).answer(7);
    await expect.poll(() => usePreview.getState().result?.people).toBe(7);
    previewer.ask(null);
    expect(usePreview.getState().result).toBeNull();
  });
});
