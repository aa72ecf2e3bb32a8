import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defaultWorkspacePath } from '../data-folder.ts';
import type { Workspace, WorkspaceOptions } from '../store/workspace.ts';

/** Absolute path of the workspace a command uses. */
export const workspacePath = (given: string | undefined): string =>
  given === undefined ? defaultWorkspacePath() : resolve(given);

/**
 * How a workspace is opened to simulate: one processor is left to the engine. Threads that share a statement also keep
 * busy waiting for each other; alone, the same statements take a fifth less processor time.
 */
export const SIMULATING: WorkspaceOptions = {
  create: true,
  threads: Math.max(1, availableParallelism() - 1),
};

/**
 * Does something with a workspace and closes it whatever happens. The database is loaded here, so that commands
 * without one start quickly.
 * @throws PlanAlignError as Workspace.open does, and whatever `work` throws.
 */
export async function withWorkspace<Result>(
  path: string,
  options: WorkspaceOptions,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const { Workspace } = await import('../store/workspace.ts');
  const workspace = await Workspace.open(path, options);
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}
