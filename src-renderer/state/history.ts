import type { Delta } from './delta.ts';
import { inverse } from './delta.ts';

/** The edits of a document, for going back and forth. The document itself is not in it. */
export interface History {
  /** Oldest first. */
  readonly done: readonly Delta[];
  /** What was undone, the next to redo last. */
  readonly undone: readonly Delta[];
}

export const NO_HISTORY: History = { done: [], undone: [] };

/** Nobody goes back further; a document of this many edits keeps the latest. */
const MOST_EDITS = 500;

function merged(first: Delta, second: Delta): Delta {
  return { ...second, changes: [...first.changes, ...second.changes] };
}

/** The history after a new edit, which ends what could be redone. */
export function withEdit({ done }: History, delta: Delta): History {
  const last = done.at(-1);
  const joins = last !== undefined && delta.mergeKey !== null && last.mergeKey === delta.mergeKey;
  const edits = joins ? [...done.slice(0, -1), merged(last, delta)] : [...done, delta];
  return { done: edits.slice(-MOST_EDITS), undone: [] };
}

/** Ends the joining of edits, when a field is left: the next one is an edit of its own. */
export function sealed({ done, undone }: History): History {
  const last = done.at(-1);
  if (last === undefined || last.mergeKey === null) return { done, undone };
  return { done: [...done.slice(0, -1), { ...last, mergeKey: null }], undone };
}

/** A step through the history: the edit to apply to the document, and the history after it. */
export interface HistoryStep {
  readonly delta: Delta;
  readonly history: History;
}

/** Takes the last edit back; null when there is none. */
export function stepBack({ done, undone }: History): HistoryStep | null {
  const last = done.at(-1);
  if (last === undefined) return null;
  const kept = { ...last, mergeKey: null };
  return { delta: inverse(last), history: { done: done.slice(0, -1), undone: [...undone, kept] } };
}

/** Makes the last undone edit again; null when there is none. */
export function stepForward({ done, undone }: History): HistoryStep | null {
  const next = undone.at(-1);
  if (next === undefined) return null;
  return { delta: next, history: { done: [...done, next], undone: undone.slice(0, -1) } };
}
