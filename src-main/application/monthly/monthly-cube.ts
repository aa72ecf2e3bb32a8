import { z } from 'zod';
import type { MonthlyCheck, MonthlyProgress } from '../../../src-shared/api/monthly.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ReadableRun } from '../results/run-dictionary.ts';
import { checkStatements } from './cube-checks.ts';
import { addYear, createCube, dropCube } from './cube-sql.ts';

/** The months of a run, computed and held against its stored figures. */
export interface MonthlyCube {
  readonly startYear: number;
  readonly endYear: number;
  readonly hasPlan: boolean;
  readonly checks: readonly MonthlyCheck[];
}

/** Cubes that are kept in the memory of the database: about 80 MB each for 100,000 people over five years. */
const MOST_CUBES = 3;

const yearsRow = z
  .array(z.object({ first: z.number(), last: z.number(), planned: z.coerce.number() }))
  .length(1);
const checkRow = z.array(z.object({ compared: z.coerce.number(), different: z.coerce.number() })).length(1);

type Hear = (progress: MonthlyProgress) => void;

/** One cube: who waits for it hears how far it is. */
class Build {
  readonly #listeners = new Set<Hear>();
  #last: MonthlyProgress | null = null;
  readonly done: Promise<MonthlyCube>;

  constructor(workspace: Workspace, run: ReadableRun) {
    this.done = buildCube(workspace, run, (progress) => {
      this.#last = progress;
      for (const hear of this.#listeners) hear(progress);
    });
  }

  async follow(hear: Hear): Promise<MonthlyCube> {
    if (this.#last !== null) hear(this.#last);
    this.#listeners.add(hear);
    try {
      return await this.done;
    } finally {
      this.#listeners.delete(hear);
    }
  }
}

/** The cubes of the runs that were looked at last. Complete runs never change, so a cube is computed once. */
export class MonthlyCubes {
  readonly #workspace: Workspace;
  readonly #builds = new Map<number, Build>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The cube of a run, computed when there is none yet. */
  async of(run: ReadableRun, hear: Hear = () => undefined): Promise<MonthlyCube> {
    const build = this.#builds.get(run.key) ?? new Build(this.#workspace, run);
    this.#builds.delete(run.key);
    this.#builds.set(run.key, build);
    const [oldest] = this.#builds.keys();
    if (this.#builds.size > MOST_CUBES && oldest !== undefined) await this.#drop(oldest);
    try {
      return await build.follow(hear);
    } catch (error) {
      this.#builds.delete(run.key);
      throw error;
    }
  }

  async #drop(runKey: number): Promise<void> {
    const build = this.#builds.get(runKey);
    this.#builds.delete(runKey);
    await build?.done.catch(() => undefined);
    await execute(this.#workspace, dropCube(runKey));
  }
}

async function buildCube(workspace: Workspace, { key }: ReadableRun, hear: Hear): Promise<MonthlyCube> {
  const rows = await workspace.read(
    `SELECT min(simulation_year) AS first, max(simulation_year) AS last,
       (SELECT count(*) FROM run_year_plan WHERE run_key = ${key}) AS planned
     FROM run_year WHERE run_key = ${key}`,
  );
  const [{ first, last, planned } = { first: 0, last: -1, planned: 0 }] = yearsRow.parse(rows);
  await execute(workspace, createCube(key));
  for (let year = first; year <= last; year += 1) {
    hear({ year, yearsDone: year - first, years: last - first + 1 });
    await execute(workspace, addYear(key, year, year === first));
  }
  const checks = await Promise.all(
    checkStatements(key).map(async ({ what, sql }) => {
      const [found = { compared: 0, different: 0 }] = checkRow.parse(await workspace.read(sql));
      return { what, ...found };
    }),
  );
  return { startYear: first, endYear: last, hasPlan: planned > 0, checks };
}

/** Runs a statement beside the readers, who need not wait for it. */
async function execute(workspace: Workspace, sql: string): Promise<void> {
  const chunks = workspace.stream(sql);
  while ((await chunks.next()).done !== true);
}
