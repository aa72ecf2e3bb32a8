import { useEffect, useState } from 'react';

/** Something that is fetched: on its way, there, or not to be had. */
export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: unknown };

const LOADING: Loaded<never> = { state: 'loading' };

/** Answers that are kept of each kind. */
const MOST_KEPT = 12;

/**
 * Answers that stay right, for when they are asked for again: those about a complete run, which never changes. A page
 * that is come back to is there at once.
 */
export class Kept<Value> {
  readonly #answers = new Map<string, Loaded<Value>>();

  get(key: string): Loaded<Value> | null {
    return this.#answers.get(key) ?? null;
  }

  /** Keeps an answer; the oldest makes room. */
  put(key: string, value: Value): void {
    this.#answers.delete(key);
    this.#answers.set(key, { state: 'ready', value });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_KEPT && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/**
 * Fetches something and fetches it again when `key` changes; an answer that comes too late is dropped. `load` is called
 * with the key and should depend on nothing else. What is `kept` is not fetched again.
 */
export function useLoaded<Value>(
  key: string,
  load: (key: string) => Promise<Value>,
  kept: Kept<Value> | null = null,
): Loaded<Value> {
  const known = kept?.get(key) ?? null;
  const [answer, setAnswer] = useState<{ readonly key: string; readonly loaded: Loaded<Value> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (known !== null) return undefined;
    load(key).then(
      (value) => {
        kept?.put(key, value);
        if (isCurrent) setAnswer({ key, loaded: { state: 'ready', value } });
      },
      (error: unknown) => {
        if (isCurrent) setAnswer({ key, loaded: { state: 'failed', error } });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return known ?? (answer?.key === key ? answer.loaded : LOADING);
}
