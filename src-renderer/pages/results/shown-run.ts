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
  return useLoaded(wanted, async () => {
    const complete = (await connectedHost().api.runs.list()).filter(isWanted);
    const find = (runId: string | null): RunSummary | undefined =>
      complete.find((run) => run.runId === runId);
    const run = find(wanted) ?? find(useShownRun.getState().runId) ?? complete[0] ?? null;
    useShownRun.setState({ runId: run?.runId ?? null });
    return { run, complete };
  });
}
