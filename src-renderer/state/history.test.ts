import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, deltaOf, inverse, type Delta } from './delta.ts';
import { NO_HISTORY, sealed, stepBack, stepForward, withEdit, type History } from './history.ts';
import type { JsonObject } from '../../src-shared/scenario/json-value.ts';

const START: JsonObject = { growth: 0.03, byYear: { '2025': 1 }, tiers: [{ rate: 1 }, { rate: 0.5 }] };

function edit(
  document: JsonObject,
  path: readonly (string | number)[],
  value: unknown,
  mergeKey?: string,
): Delta {
  const delta = deltaOf(
    document,
    `${path.join('.')} to ${String(value)}`,
    [{ path, value }],
    mergeKey ?? null,
  );
  if (delta === null) throw new Error('nothing changes');
  return delta;
}

describe('an edit', () => {
  it('replaces, adds and removes settings at any depth, and shares what it leaves alone', () => {
    const after = applyDelta(START, edit(START, ['tiers', 1, 'rate'], 0.25));
    expect(after).toEqual({ ...START, tiers: [{ rate: 1 }, { rate: 0.25 }] });
    expect(after['byYear']).toBe(START['byYear']);
    expect(applyDelta(START, edit(START, ['tiers', 2], { rate: 2 }))['tiers']).toHaveLength(3);
    expect(applyDelta(START, edit(START, ['byYear', '2025'], undefined))['byYear']).toEqual({});
  });

  it('is none when nothing changes', () => {
    expect(deltaOf(START, 'same', [{ path: ['tiers', 0], value: { rate: 1 } }])).toBeNull();
  });

  it('of several settings counts each from where the one before it left', () => {
    const delta = deltaOf(START, 'twice', [
      { path: ['growth'], value: 0.04 },
      { path: ['growth'], value: 0.05 },
    ]);
    if (delta === null) throw new Error('nothing changes');
    expect(applyDelta(applyDelta(START, delta), inverse(delta))).toEqual(START);
  });
});

describe('the history', () => {
  it('goes back to the start and forward to the end through any edits', () => {
    const values = fc.array(
      fc.record({
        path: fc.constantFrom(['growth'], ['byYear', '2026'], ['tiers', 0, 'rate']),
        value: fc.double(),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(values, (edits) => {
        let document = START;
        let history: History = NO_HISTORY;
        for (const { path, value } of edits) {
          const delta = deltaOf(document, 'edit', [{ path, value }]);
          if (delta === null) continue;
          document = applyDelta(document, delta);
          history = withEdit(history, delta);
        }
        const end = document;
        for (let step = stepBack(history); step !== null; step = stepBack(history)) {
          document = applyDelta(document, step.delta);
          history = step.history;
        }
        expect(document).toEqual(START);
        for (let step = stepForward(history); step !== null; step = stepForward(history)) {
          document = applyDelta(document, step.delta);
          history = step.history;
        }
        expect(document).toEqual(end);
      }),
    );
  });

  it('joins the edits of one field until it is left, and takes them back at once', () => {
    const first = edit(START, ['growth'], 0.04, 'growth');
    const second = edit(applyDelta(START, first), ['growth'], 0.05, 'growth');
    const end = applyDelta(applyDelta(START, first), second);
    const joined = withEdit(withEdit(NO_HISTORY, first), second);
    expect(joined.done).toHaveLength(1);
    const step = stepBack(joined);
    expect(step === null ? null : applyDelta(end, step.delta)).toEqual(START);
    expect(withEdit(sealed(withEdit(NO_HISTORY, first)), second).done).toHaveLength(2);
  });

  it('names what it would take back, and forgets what was undone at a new edit', () => {
    const delta = edit(START, ['growth'], 0.04);
    const back = stepBack(withEdit(NO_HISTORY, delta));
    expect(back?.history.undone.at(-1)?.label).toBe('growth to 0.04');
    expect(back === null ? null : withEdit(back.history, delta).undone).toEqual([]);
    expect(stepBack(NO_HISTORY)).toBeNull();
    expect(stepForward(NO_HISTORY)).toBeNull();
  });
});
