import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defaultWorkspacePath } from '../data-folder.ts';
import type { Workspace, WorkspaceOptions } from '../store/workspace.ts';

/** Absolute path of the workspace a command uses. */
export const workspacePath = (given: string | undefined): string =>
  given === undefined ? defaultWorkspacePath() : resolve(given);

/** A CSV census up to this size, about 140,000 people of 38 columns, is simulated with little memory for the database. */
const SMALL_CENSUS_BYTES = 32 * 1_048_576;
const SMALL_MEMORY_MB = 320;

/**
 * How a workspace is opened to simulate a census file; null is the sample, undefined a census of the workspace. One
 * processor is left to the engine: threads that share a statement also keep busy waiting for each other, and alone the
 * same statements take a fifth less processor time. For a small census the database keeps no more of what it wrote than
 * the checks read again, which saves 300 MB.
 */
export function simulating(census: string | null | undefined): WorkspaceOptions {
  const threads = Math.max(1, availableParallelism() - 1);
  const file = census ?? '';
  const isSmall =
    census === null ||
    (/\.csv$/i.test(file) && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= SMALL_CENSUS_BYTES);
  return { create: true, threads, ...(isSmall ? { memoryLimitMb: SMALL_MEMORY_MB } : {}) };
}

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
