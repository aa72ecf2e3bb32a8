import { useEffect, useState } from 'react';

/** Something that is fetched: on its way, there, or not to be had. */
export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: unknown };

const LOADING: Loaded<never> = { state: 'loading' };

/**
 * Fetches something and fetches it again when `key` changes; an answer that comes too late is dropped. `load` is called
 * with the key and should depend on nothing else.
 */
export function useLoaded<Value>(key: string, load: (key: string) => Promise<Value>): Loaded<Value> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly loaded: Loaded<Value> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    load(key).then(
      (value) => {
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
  return answer?.key === key ? answer.loaded : LOADING;
}
