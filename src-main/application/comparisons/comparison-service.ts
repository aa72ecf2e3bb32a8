import type { ComparedRun, ComparisonService } from '../../../src-shared/api/comparisons.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import { addPin, comparisonPins, findPin, writePin } from './comparison-pins.ts';
import { ComparedRuns } from './compared-runs.ts';

/** Comparisons that are kept: those between which a reader goes to and fro. */
const MOST_COMPARISONS = 4;

/** Comparing runs, and the comparisons that are kept under a name. */
export function comparisonService(workspace: Workspace): ComparisonService {
  const compared = new ComparedRuns(workspace);
  const known = new Map<string, Promise<readonly ComparedRun[]>>();
  return {
    read: async ({ runIds }) => {
      // Another order of the same runs is the same answer.
      const sorted = [...new Set(runIds)].sort();
      const found = await remembered(known, sorted.join(), MOST_COMPARISONS, () => compared.read(sorted));
      const runs = runIds.flatMap((runId) => found.find((run) => run.runId === runId) ?? []);
      return { runs, defaults: parseScenario({}).scenario };
    },
    pins: () => comparisonPins(workspace),
    pin: async ({ name, runIds, shown }) => findPin(workspace, await addPin(workspace, name, runIds, shown)),
    rename: async ({ pinId, name }) => {
      await writePin(workspace, { ...(await findPin(workspace, pinId)), name }, false);
      return findPin(workspace, pinId);
    },
    unpin: async ({ pinId }) => {
      await writePin(workspace, await findPin(workspace, pinId), true);
    },
  };
}
