import type { PersonService } from '../../../src-shared/api/persons.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { ReadableRuns } from '../results/run-dictionary.ts';
import { readFrame, readHistory, type RunFrame } from './person-history.ts';
import { searchPeople } from './person-search.ts';

/** Runs whose frames are kept: those that a planner goes to and fro between. */
const MOST_FRAMES = 16;

/** One person of a run, found and followed over its years. */
export function personService({
  workspace,
  runs,
}: {
  readonly workspace: Workspace;
  readonly runs: ReadableRuns;
}): PersonService {
  const frames = new Map<string, Promise<RunFrame>>();
  const frameOf = (runId: string): Promise<RunFrame> =>
    remembered(frames, runId, MOST_FRAMES, async () => {
      const { key, texts } = await runs.read(runId);
      // Levels count from 1.
      const levelNames = Array.from((texts.get('level') ?? []).slice(1), (name) => name ?? '');
      return readFrame(workspace, { runId, key, levelNames });
    });
  return {
    search: async ({ runId, text }) => {
      const { texts } = await runs.read(runId);
      return searchPeople(workspace, await frameOf(runId), texts.get('department') ?? [], text);
    },
    history: async ({ runId, employeeId }) => readHistory(workspace, await frameOf(runId), employeeId),
  };
}
