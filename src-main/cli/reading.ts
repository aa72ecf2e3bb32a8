import { existsSync } from 'node:fs';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { CensusFile, CensusStage } from '../services/studies/census-file.ts';
import type { Workspace, WorkspaceOptions } from '../store/workspace.ts';
import type { Invocation } from './invocation.ts';
import type { Progress } from './progress.ts';
import { withWorkspace } from './with-workspace.ts';

/** A census file and how it is to be read. */
interface Reading {
  /** Null for the sample census. */
  readonly file: string | null;
  /** A second file that is joined by employee id. */
  readonly join?: string | undefined;
  readonly mapping?: string | undefined;
  readonly acceptInferred: boolean;
  readonly duplicates?: 'default' | 'latest' | undefined;
  readonly strict?: boolean;
  readonly scenario: Scenario;
}

const STAGES: Readonly<Record<CensusStage, string>> = {
  read: 'Reading the census',
  infer: 'Deciding the formats',
  check: 'Checking the rows',
  build: 'Building the census',
};

/** Reads a census file, showing the stages. */
export async function readCensus(
  reading: Reading,
  progress: Progress,
  signal: AbortSignal,
): Promise<CensusFile> {
  const { readStudyCensus } = await import('../services/studies/census-file.ts');
  return readStudyCensus({
    file: reading.file,
    join: reading.join ?? null,
    mapping: reading.mapping ?? null,
    acceptInferred: reading.acceptInferred,
    duplicates: reading.duplicates ?? null,
    strict: reading.strict ?? false,
    scenario: reading.scenario,
    signal,
    onProgress: (stage, share) => {
      progress.report(STAGES[stage], share);
    },
  });
}

/** A census that was read, and the milliseconds it took. */
export interface ReadCensus {
  readonly census: CensusFile;
  readonly readMs: number;
}

/**
 * Reads a census file and opens the workspace at the same time, then does the work. A file that is refused makes no
 * workspace; a workspace that cannot be opened stops the reading.
 * @throws PlanAlignError of the reading, of the opening, and whatever `work` throws.
 */
export async function readIntoWorkspace<Result>(
  path: string,
  options: WorkspaceOptions,
  reading: Reading,
  { progress, signal }: Invocation,
  work: (workspace: Workspace, read: ReadCensus) => Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  const stop = new AbortController();
  const read = readCensus(reading, progress, AbortSignal.any([signal, stop.signal])).then(
    (census): ReadCensus => ({ census, readMs: performance.now() - start }),
  );
  try {
    // The database is loaded meanwhile.
    if (!existsSync(path)) await Promise.all([read, import('../store/workspace.ts')]);
    return await withWorkspace(path, options, async (workspace) => work(workspace, await read));
  } finally {
    stop.abort();
    await read.catch(() => undefined);
  }
}
