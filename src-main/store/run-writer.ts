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

/** Runs the checks of the store on the year that was just written, within its transaction. */
export type YearChecker = (
  connection: DuckDBConnection,
  runKey: number,
  year: number,
) => Promise<readonly InvariantResult[]>;

/** A year that broke a FAIL check. It carries the results, which are kept although the year is not. */
export class InvariantFailure extends PlanAlignError {
  readonly checks: YearChecks;

  constructor(checks: YearChecks) {
    const broken = [...checks.engine, ...checks.store].filter(breaksRun);
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
   * Writes one year: facts, summary, checks and link, or nothing of it.
   * @throws InvariantFailure when a FAIL check failed; PlanAlignError of {@link Workspace.transaction}.
   */
  async appendYear(
    encoded: EncodedYear,
    planDesignId: string | null,
    check: YearChecker,
    signal?: AbortSignal,
  ): Promise<YearChecks> {
    const { year, planSummary, planTests, link } = encoded;
    try {
      return await this.#workspace.transaction(async (connection) => {
        for (const file of encoded.files) await insertFile(connection, file, this.#runKey, year);
        await insertSummary(connection, this.#runKey, encoded, planDesignId, this.#workspace.clock());
        if (planSummary !== null) await insertPlanSummary(connection, this.#runKey, year, planSummary);
        await insertPlanTests(connection, this.#runKey, year, planTests);
        const store = await check(connection, this.#runKey, year);
        const checks: YearChecks = { year, engine: encoded.invariants, store };
        if ([...checks.engine, ...checks.store].some(breaksRun)) throw new InvariantFailure(checks);
        await insertChecks(connection, this.#runKey, checks);
        await insertLink(connection, this.#runKey, link);
        return checks;
      }, signal);
    } finally {
      await removeFiles(encoded.files);
    }
  }

  /** Records how the run ended; with `complete` it becomes a result. `failedChecks` are those of a discarded year. */
  async end(outcome: RunOutcome, timings: Timings, failedChecks: YearChecks | null = null): Promise<void> {
    const now = this.#workspace.clock();
    await this.#workspace.transaction(async (connection) => {
      if (failedChecks !== null) await insertChecks(connection, this.#runKey, failedChecks);
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
