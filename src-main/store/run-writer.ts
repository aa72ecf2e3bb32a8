import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { InvariantResult } from '../../src-shared/columns.ts';
import { PlanAlignError, type ErrorCode } from '../../src-shared/errors.ts';
import { recordAction } from './audit-log.ts';
import type { EncodedOpening, EncodedYear, SpoolFile } from './encoded-run.ts';
import {
  insertChecks,
  insertFile,
  insertLink,
  insertPlanSummary,
  insertPlanTests,
  insertRun,
  insertSummary,
  type RunHeader,
  type YearChecks,
} from './run-rows.ts';
import type { Workspace } from './workspace.ts';

/** How a run ended. */
export type RunOutcome =
  | { readonly status: 'complete'; readonly fingerprint: string }
  | { readonly status: 'cancelled' }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      readonly detail: string;
      readonly items: readonly string[];
    };

/** Milliseconds by name of the work. */
export type Timings = Readonly<Record<string, number>>;

/** Runs the checks of the store on a year that has been written. */
export type YearChecker = (
  connection: DuckDBConnection,
  runKey: number,
  year: number,
) => Promise<readonly InvariantResult[]>;

/** A year that broke a FAIL check. It carries the results of that year, which are kept. */
export class InvariantFailure extends PlanAlignError {
  readonly checks: YearChecks;

  constructor(checks: YearChecks) {
    const broken = checks.results.filter(breaksRun);
    const names = broken.map(({ id, failed }) => `${id} (${failed})`).join(', ');
    super(
      'INVARIANT_FAILED',
      `Checks that failed in ${checks.year}: ${names}.`,
      { stage: 'VALIDATION', year: checks.year },
      broken.flatMap(({ id, offenders }) => offenders.map((offender) => `${id}: ${offender}`)),
    );
    this.checks = checks;
  }
}

const breaksRun = ({ severity, failed }: InvariantResult): boolean => severity === 'FAIL' && failed > 0;

/** Throws InvariantFailure when a FAIL check failed. */
function expectUnbroken(checks: YearChecks): YearChecks {
  if (checks.results.some(breaksRun)) throw new InvariantFailure(checks);
  return checks;
}

/** Writes one run: its start, its years one transaction each, and how it ended. */
export class RunWriter {
  readonly runId: string;
  readonly #workspace: Workspace;
  readonly #runKey: number;

  private constructor(workspace: Workspace, runId: string, runKey: number) {
    this.#workspace = workspace;
    this.runId = runId;
    this.#runKey = runKey;
  }

  /**
   * Records the start of a run with its persons, dictionaries and opening state, in one transaction.
   * @throws PlanAlignError of {@link Workspace.transaction}.
   */
  static async begin(
    workspace: Workspace,
    header: RunHeader,
    opening: EncodedOpening,
    signal?: AbortSignal,
  ): Promise<RunWriter> {
    const now = workspace.clock();
    try {
      const runKey = await workspace.transaction(async (connection) => {
        const key = await insertRun(connection, header, opening, workspace.schemaVersion, now);
        for (const file of opening.files) await insertFile(connection, file, key, null);
        await insertLink(connection, key, opening.link);
        await recordAction(connection, now, 'run.start', header.runId, { name: header.name });
        return key;
      }, signal);
      return new RunWriter(workspace, header.runId, runKey);
    } finally {
      await removeFiles(opening.files);
    }
  }

  /**
   * Writes one year: facts, summary, the checks of the engine and link, or nothing of it.
   * @throws InvariantFailure when a FAIL check of the engine failed; PlanAlignError of {@link Workspace.transaction}.
   */
  async appendYear(
    encoded: EncodedYear,
    planDesignId: string | null,
    signal?: AbortSignal,
  ): Promise<YearChecks> {
    const { year, planSummary, planTests, link, invariants } = encoded;
    try {
      const checks = expectUnbroken({ year, origin: 'engine', results: invariants });
      return await this.#workspace.transaction(async (connection) => {
        for (const file of encoded.files) await insertFile(connection, file, this.#runKey, year);
        await insertSummary(connection, this.#runKey, encoded, planDesignId, this.#workspace.clock());
        if (planSummary !== null) await insertPlanSummary(connection, this.#runKey, year, planSummary);
        await insertPlanTests(connection, this.#runKey, year, planTests);
        await insertChecks(connection, this.#runKey, [checks]);
        await insertLink(connection, this.#runKey, link);
        return checks;
      }, signal);
    } finally {
      await removeFiles(encoded.files);
    }
  }

  /**
   * Checks a year that has been appended, beside the years that are being appended after it. The results are to be
   * given to {@link end}.
   * @throws InvariantFailure when a FAIL check failed; PlanAlignError of {@link Workspace.reading}.
   */
  async checkYear(year: number, check: YearChecker, signal?: AbortSignal): Promise<YearChecks> {
    const results = await this.#workspace.reading(
      (connection) => check(connection, this.#runKey, year),
      signal,
    );
    return expectUnbroken({ year, origin: 'store', results });
  }

  /**
   * Records how the run ended, with the checks of the store; with `complete` it becomes a result. All in one
   * transaction, so that no run is visible without the results of its checks.
   */
  async end(outcome: RunOutcome, timings: Timings, checks: readonly YearChecks[] = []): Promise<void> {
    const now = this.#workspace.clock();
    await this.#workspace.transaction(async (connection) => {
      await insertChecks(connection, this.#runKey, checks);
      const failure = outcome.status === 'failed' ? outcome : null;
      await connection.run(
        `INSERT INTO run_end
         SELECT $1, $2, CAST($3 AS TIMESTAMP), $4, $5, $6, CAST(CAST($7 AS JSON) AS VARCHAR[]), $8`,
        [
          this.#runKey,
          outcome.status,
          now.toISOString(),
          outcome.status === 'complete' ? outcome.fingerprint : null,
          failure?.code ?? null,
          failure?.detail ?? null,
          JSON.stringify(failure?.items ?? null),
          JSON.stringify(timings),
        ],
      );
      await recordAction(connection, now, 'run.end', this.runId, { status: outcome.status });
    });
  }
}

async function removeFiles(files: readonly SpoolFile[]): Promise<void> {
  await Promise.all(files.map(({ path }) => rm(path, { force: true })));
}
