import { MOST_COMPARED } from '../../../src-shared/api/comparisons.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { goToPlace, placeTo, useNavigation } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { useJobs } from '../../state/jobs.ts';
import { useLoaded, type Loaded } from '../../state/use-loaded.ts';

/** The runs that an address asks for, of those that can be compared. */
export interface Choice {
  /** Complete runs, newest first. */
  readonly complete: readonly RunSummary[];
  /** The base, then the alternatives. */
  readonly runs: readonly RunSummary[];
  /** Ids in the address that are no result: deleted, unfinished or mistyped. */
  readonly missing: readonly string[];
  /** Runs in the address beyond what can be compared. */
  readonly beyond: number;
}

/** Sorts out the ids of an address. A run that is named twice is compared once. */
export function chooseRuns(wanted: readonly string[], complete: readonly RunSummary[]): Choice {
  const ids = [...new Set(wanted.filter((id) => id !== ''))];
  const found = ids.flatMap((id) => complete.find(({ runId }) => runId === id) ?? []);
  return {
    complete,
    runs: found.slice(0, MOST_COMPARED),
    missing: ids.filter((id) => !complete.some(({ runId }) => runId === id)),
    beyond: Math.max(0, found.length - MOST_COMPARED),
  };
}

/** What the address of the page asks for; read again when a run ends. */
export function useChoice(): Loaded<Choice> {
  const wanted = useNavigation(({ parameters }) => parameters);
  const jobs = useJobs(({ jobs: list }) => list.map(({ jobId, state }) => `${jobId} ${state}`).join());
  const loaded = useLoaded(jobs, async () =>
    (await connectedHost().api.runs.list()).filter(({ status }) => status === 'complete'),
  );
  return loaded.state === 'ready' ? { state: 'ready', value: chooseRuns(wanted, loaded.value) } : loaded;
}

/** Compares other runs, or the same ones in another order; what is chosen on the page stays. */
export function showRuns(runIds: readonly string[]): void {
  goToPlace(placeTo('compare', runIds, useNavigation.getState().view));
}

/** A list with one element in another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
