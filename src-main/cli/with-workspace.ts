import { resolve } from 'node:path';
import { defaultWorkspacePath } from '../data-folder.ts';
import type { Workspace } from '../store/workspace.ts';

/** Absolute path of the workspace a command uses. */
export const workspacePath = (given: string | undefined): string =>
  given === undefined ? defaultWorkspacePath() : resolve(given);

/**
 * Does something with a workspace and closes it whatever happens. The database is loaded here, so that commands
 * without one start quickly.
 * @throws PlanAlignError as Workspace.open does, and whatever `work` throws.
 */
export async function withWorkspace<Result>(
  path: string,
  create: boolean,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const { Workspace } = await import('../store/workspace.ts');
  const workspace = await Workspace.open(path, { create });
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}
