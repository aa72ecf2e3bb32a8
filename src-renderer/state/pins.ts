import { create } from 'zustand';
import type { ComparisonPin } from '../../src-shared/api/comparisons.ts';
import { placeTo, type Place } from './navigation.ts';
import { connectedHost } from './session.ts';

/** The comparisons that are pinned in the workspace, newest first; null until they are known. */
export const usePins = create<{ readonly pins: readonly ComparisonPin[] | null }>(() => ({ pins: null }));

/** Reads the pins again: at the start, and after one was added, renamed or taken down. */
export async function refreshPins(): Promise<void> {
  usePins.setState({ pins: await connectedHost().api.comparisons.pins() });
}

/** Where a pinned comparison is shown, as it was pinned. */
export const pinPlace = ({ runs, shown }: ComparisonPin): Place =>
  placeTo(
    'compare',
    runs.map(({ runId }) => runId),
    shown,
  );
