import { z } from 'zod';
import type { WorkforceIdentity } from '../../../src-shared/api/differences.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { ReadableRuns } from '../results/run-dictionary.ts';
import { runFacts, type RunFacts } from './run-facts.ts';
import { sameWorkforceUntil } from './workforce-identity.ts';

/** Two runs side by side. */
export interface RunPair {
  readonly base: RunFacts;
  readonly other: RunFacts;
  /** Years that both have, ascending; at least one. */
  readonly years: readonly number[];
  /**
   * Whether the people of the census have the same index in both runs: they do when both start from the same census.
   * Their indices are those below `censusPeople` then.
   */
  readonly isAligned: boolean;
  readonly censusPeople: number;
  /** Whether simulated hires are the same people in both runs until the end of a common year (P-123). */
  identity(year: number): WorkforceIdentity;
}

const alignmentRow = z.object({ base: z.number(), other: z.number(), same: z.number() });
/** What is kept: more than a comparison shows. */
const MOST_RUNS = 16;
const MOST_PAIRS = 16;

/** Pairs of complete runs. What is found out about one is remembered: complete runs never change. */
export class RunPairs {
  readonly #workspace: Workspace;
  readonly #runs: ReadableRuns;
  readonly #known = new Map<string, Promise<RunFacts>>();
  readonly #pairs = new Map<string, Promise<RunPair>>();

  constructor(workspace: Workspace, runs: ReadableRuns) {
    this.#workspace = workspace;
    this.#runs = runs;
  }

  /** @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS, NO_COMMON_YEAR. */
  read(baseId: string, otherId: string): Promise<RunPair> {
    return remembered(this.#pairs, `${baseId} ${otherId}`, MOST_PAIRS, () => this.#find(baseId, otherId));
  }

  #facts(runId: string): Promise<RunFacts> {
    return remembered(this.#known, runId, MOST_RUNS, () => runFacts(this.#workspace, this.#runs, runId));
  }

  async #find(baseId: string, otherId: string): Promise<RunPair> {
    const workspace = this.#workspace;
    const [base, other] = await Promise.all([this.#facts(baseId), this.#facts(otherId)]);
    const [a, b] = [base.record, other.record];
    const first = Math.max(a.startYear, b.startYear);
    const last = Math.min(a.endYear, b.endYear);
    if (last < first) throw new PlanAlignError('NO_COMMON_YEAR', `${a.name} and ${b.name}`);
    const [row] = await workspace.read(
      `SELECT (SELECT CAST(count(*) AS INTEGER) FROM run_person WHERE run_key = ${base.key} AND hired_by_year IS NULL) AS base,
         (SELECT CAST(count(*) AS INTEGER) FROM run_person WHERE run_key = ${other.key} AND hired_by_year IS NULL) AS other,
         (SELECT CAST(count(*) AS INTEGER) FROM run_person x JOIN run_person y ON y.person = x.person
          AND y.employee_id = x.employee_id WHERE x.run_key = ${base.key} AND y.run_key = ${other.key}
          AND x.hired_by_year IS NULL AND y.hired_by_year IS NULL) AS same`,
    );
    const { base: baseCount, other: otherCount, same } = alignmentRow.parse(row);
    const isSameStart = a.startYear === b.startYear && a.census.hash === b.census.hash;
    const sameUntil = isSameStart ? await sameWorkforceUntil(workspace, base.key, other.key) : -Infinity;
    return {
      base,
      other,
      years: Array.from({ length: last - first + 1 }, (_, index) => first + index),
      isAligned: same === baseCount && same === otherCount,
      censusPeople: baseCount,
      identity: (year) => {
        if (!isSameStart) return 'start';
        if (a.seed !== b.seed) return 'seed';
        if (a.replicate !== b.replicate) return 'replicate';
        return year <= sameUntil ? 'identical' : 'workforce';
      },
    };
  }
}

/** A year that both runs have. @throws PlanAlignError NO_COMMON_YEAR. */
export function commonYear({ years }: RunPair, year: number): number {
  if (!years.includes(year)) throw new PlanAlignError('NO_COMMON_YEAR', String(year));
  return year;
}

/** SQL of the people that are one person in both runs (P-123). */
export interface PairSql {
  /** Definitions that the statement begins with, each with its comma. */
  readonly definitions: string;
  /** Snapshots of the base as `a`, with who each row would be in the other run. */
  readonly base: string;
  readonly partner: string;
  /** Whether a row of a run can have a partner in the other one at all. */
  readonly isComparable: (run: 'base' | 'other', table: string) => string;
}

export function pairSql(pair: RunPair, identity: WorkforceIdentity): PairSql {
  // Runs that start from the same census number its people alike, and an identical workforce its hires as well.
  if (pair.isAligned)
    return {
      definitions: '',
      base: 'snapshot a',
      partner: 'a.person',
      isComparable: (_, table) =>
        identity === 'identical' ? 'true' : `${table}.person < ${pair.censusPeople}`,
    };
  return {
    definitions: `same AS (SELECT x.person AS base_person, y.person AS other_person FROM run_person x
      JOIN run_person y ON y.employee_id = x.employee_id
      WHERE x.run_key = ${pair.base.key} AND y.run_key = ${pair.other.key}
      AND x.hired_by_year IS NULL AND y.hired_by_year IS NULL),`,
    base: 'snapshot a LEFT JOIN same ON same.base_person = a.person',
    partner: 'same.other_person',
    isComparable: (run, table) =>
      `${table}.person IN (SELECT person FROM run_person WHERE run_key = ${pair[run].key} AND hired_by_year IS NULL)`,
  };
}
