import { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { findRun } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { GridSource } from './grid-relations.ts';

/** A complete run with what its codes mean. */
export interface ReadableRun {
  readonly key: number;
  /** Texts of the dictionaries by kind, each by code. */
  readonly texts: ReadonlyMap<string, readonly (string | undefined)[]>;
}

const textRow = z.object({ kind: z.string(), code: z.number(), value: z.string() });

/** Runs whose dictionaries are kept: more than a comparison shows. */
const MOST_RUNS = 16;

/** What the codes of runs mean. It is remembered: complete runs never change. */
export class ReadableRuns {
  readonly #workspace: Workspace;
  readonly #runs = new Map<string, Promise<ReadableRun>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS for a run without a result. */
  read(runId: string): Promise<ReadableRun> {
    return remembered(this.#runs, runId, MOST_RUNS, () => readRun(this.#workspace, runId));
  }
}

/** @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS for a run without a result. */
async function readRun(workspace: Workspace, runId: string): Promise<ReadableRun> {
  const { key, run } = await findRun(workspace, runId);
  if (run.status !== 'complete')
    throw new PlanAlignError('RUN_IN_PROGRESS', `The run is ${run.status}: it has no result.`);
  const rows = await workspace.read('SELECT kind, code, value FROM run_dictionary WHERE run_key = $1', [key]);
  const texts = new Map<string, (string | undefined)[]>();
  for (const { kind, code, value } of z.array(textRow).parse(rows)) {
    const list = texts.get(kind) ?? [];
    list[code] = value;
    texts.set(kind, list);
  }
  return { key, texts };
}

/** The texts of the codes of a column, by code; undefined where a code is unused or means "none". */
export function textsOf(source: GridSource, run: ReadableRun): readonly (string | undefined)[] | null {
  const { texts } = source;
  if (texts === null) return null;
  if ('dictionary' in texts) return run.texts.get(texts.dictionary) ?? [];
  return texts.firstIsNone ? [undefined, ...texts.list.slice(1)] : texts.list;
}
