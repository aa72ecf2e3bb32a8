import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Workspace } from '../../workspace.ts';
import type { Row } from './figures.ts';
import { studyRows } from './ledger.ts';
import { STUDY_YEARS } from './study.ts';

/** Run key of the study. */
export const STUDY_RUN = 1;

/** A workspace of its own that holds the study. */
export class StudyWorkspace {
  readonly #folder: string;
  readonly #workspace: Workspace;

  private constructor(folder: string, workspace: Workspace) {
    this.#folder = folder;
    this.#workspace = workspace;
  }

  static async open(): Promise<StudyWorkspace> {
    const folder = mkdtempSync(join(tmpdir(), 'planalign-validation-'));
    const workspace = await Workspace.open(join(folder, 'w.duckdb'), { create: true, memoryLimitMb: 512 });
    await workspace.transaction(storeStudy);
    return new StudyWorkspace(folder, workspace);
  }

  /** Runs `work` in a transaction of the store and takes back what it changed. */
  async inPassing<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const results: Result[] = [];
    await this.#workspace
      .transaction(async (connection) => {
        results.push(await work(connection));
        throw new Error('taken back');
      })
      .catch((error: unknown) => {
        if (results.length === 0) throw error;
      });
    const [result] = results;
    if (result === undefined) throw new Error('the work gave no result');
    return result;
  }

  async close(): Promise<void> {
    await this.#workspace.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function storeStudy(connection: DuckDBConnection): Promise<void> {
  const scenario = readFileSync(
    join(import.meta.dirname, '../../../../resources/default-scenario.json'),
    'utf8',
  );
  await insertRows(connection, 'scenario_version', [
    {
      scenario_key: 1,
      scenario_id: 'Baseline',
      version: 1,
      name: 'Baseline',
      content_hash: '0'.repeat(64),
      document: scenario,
      created_at: '2027-01-01',
    },
  ]);
  await insertRows(connection, 'run', [
    {
      run_key: STUDY_RUN,
      run_id: '00000000-0000-4000-8000-000000000001',
      name: 'Study',
      scenario_key: 1,
      scenario_hash: '0'.repeat(64),
      overrides: '{}',
      census_name: 'Study',
      census_hash: '0'.repeat(64),
      census_rows: 9,
      census_accepted: 9,
      census_quarantined: 0,
      start_year: STUDY_YEARS[0],
      end_year: STUDY_YEARS[2],
      random_seed: 42,
      flow_mode: 'exact',
      replicate: 0,
      opening_counts: '{}',
      engine_version: '0.0.0',
      schema_version: 3,
      user_name: 'planner',
      machine: 'linux',
      started_at: '2027-01-01',
    },
  ]);
  for (const [table, rows] of Object.entries(studyRows())) await insertRows(connection, table, rows);
}

async function insertRows(connection: DuckDBConnection, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const literal = (value: Row[string] | undefined): string =>
    value === null || value === undefined
      ? 'NULL'
      : typeof value === 'string'
        ? `'${value.replaceAll("'", "''")}'`
        : String(value);
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`);
  await connection.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`);
}
