import { useMemo } from 'react';
import { create } from 'zustand';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { connectedHost } from '../../state/session.ts';
import { useNavigation } from '../../state/navigation.ts';
import { useLoaded, type Loaded } from '../../state/use-loaded.ts';

/** The run whose result was shown last: the other pages of results show the same. */
const useShownRun = create<{ readonly runId: string | null }>(() => ({ runId: null }));

/** All complete runs and the one to show: that of the address, or the last shown, or the newest; null without any. */
export interface ShownRun {
  readonly run: RunSummary | null;
  readonly complete: readonly RunSummary[];
}

const isComplete = ({ status }: RunSummary): boolean => status === 'complete';

/** What a page of results shows; complete runs, unless the page has something to say of others too. */
export function useResultRun(isWanted: (run: RunSummary) => boolean = isComplete): Loaded<ShownRun> {
  const wanted = useNavigation(({ parameters }) => parameters[0] ?? '');
  // The page shows at once what was known before, and follows when the list of runs has changed meanwhile.
  const before = useMemo(() => {
    const runId = wanted === '' ? useShownRun.getState().runId : wanted;
    const isKnown = lastShown?.complete.some((run) => run.runId === runId) === true;
    return lastShown !== null && isKnown && isWanted === isComplete
      ? choose(wanted, lastShown.complete)
      : null;
  }, [isWanted, wanted]);
  const loaded = useLoaded(wanted, async () => {
    const all = (await connectedHost().api.runs.list()).filter(isWanted);
    const known = before?.value.complete;
    // The same runs are the same object: what shows them need not be drawn again.
    const complete = known !== undefined && JSON.stringify(known) === JSON.stringify(all) ? known : all;
    const shown = choose(wanted, complete).value;
    useShownRun.setState({ runId: shown.run?.runId ?? null });
    if (isWanted === isComplete) lastShown = shown;
    return shown;
  });
  return loaded.state === 'loading' && before !== null ? before : loaded;
}

let lastShown: ShownRun | null = null;

/** The run of complete ones that is wanted, or was shown last, or is the newest. */
function choose(wanted: string, complete: readonly RunSummary[]): Ready<ShownRun> {
  const find = (runId: string | null): RunSummary | undefined => complete.find((run) => run.runId === runId);
  const run = find(wanted) ?? find(useShownRun.getState().runId) ?? complete[0] ?? null;
  return { state: 'ready', value: { run, complete } };
}

type Ready<Value> = Extract<Loaded<Value>, { readonly state: 'ready' }>;
