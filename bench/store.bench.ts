import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { resourcePath } from '../src-main/resource-folder.ts';
import { simulateStudy } from '../src-main/services/runs/simulate-study.ts';
import { smallStudy } from '../src-main/services/runs/testing/small-study.ts';
import { RunEncoder, type EncodedOpening, type EncodedYear } from '../src-main/store/encoded-run.ts';
import type { YearChecks } from '../src-main/store/run-rows.ts';
import { RunWriter, type YearChecker } from '../src-main/store/run-writer.ts';
import { headerFor } from '../src-main/store/testing/stored-run.ts';
import { simulateInMemory, type SimulatedStudy } from '../src-main/store/testing/simulated-study.ts';
import { yearChecker } from '../src-main/store/validation/check-year.ts';
import { verifyRun } from '../src-main/store/verify-run.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { defaultScenario } from '../src-worker/testing/scenarios.ts';
import { company } from '../src-worker/testing/synthetic-census.ts';

/**
 * The store against a bare bulk append of the same rows: the same files inserted into the same tables, one transaction
 * a year, with nothing else done. Prints one JSON line for each measurement; times are medians of interleaved samples
 * in milliseconds. Usage: store.bench [people …] (default 10000 100000).
 */
const SAMPLES = 5;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const folder = mkdtempSync(join(tmpdir(), 'planalign-bench-'));

interface EncodedRun {
  readonly runId: string;
  readonly opening: EncodedOpening;
  readonly years: readonly EncodedYear[];
}

function encode({ opening, batches }: SimulatedStudy, spool: string): { run: EncodedRun; ms: number } {
  const runId = randomUUID();
  const encoder = new RunEncoder(spool, runId);
  const start = performance.now();
  const run = {
    runId,
    opening: encoder.opening(opening),
    years: batches.map((batch) => encoder.year(batch)),
  };
  return { run, ms: performance.now() - start };
}

/** What makes the tables of a workspace. */
const MIGRATIONS = ['0001-tables.sql', '0002-public-views.sql', '0003-plan.sql'];

/** Inserts the files into the same tables of a plain database. */
async function appendBare(simulated: SimulatedStudy): Promise<number> {
  const path = join(folder, `${randomUUID()}.duckdb`);
  const instance = await DuckDBInstance.create(path, {
    storage_compatibility_version: 'v1.5.0',
    threads: '2',
    checkpoint_threshold: '256MB',
  });
  const connection = await instance.connect();
  for (const file of MIGRATIONS)
    await connection.run(readFileSync(resourcePath(`migrations/${file}`), 'utf8'));
  const { run } = encode(simulated, folder);
  const start = performance.now();
  for (const [year, part] of [
    [null, run.opening] as const,
    ...run.years.map((part) => [part.year, part] as const),
  ]) {
    await connection.run('BEGIN');
    for (const { table, path: file } of part.files) {
      const keys =
        table === 'run_person'
          ? `1 AS run_key, ${year ?? 'NULL'} AS hired_by_year`
          : `1 AS run_key${year === null ? '' : `, ${year} AS simulation_year`}`;
      await connection.run(`INSERT INTO ${table} BY NAME SELECT ${keys}, * FROM read_parquet('${file}')`);
    }
    await connection.run('COMMIT');
  }
  const ms = performance.now() - start;
  connection.closeSync();
  instance.closeSync();
  for (const { path: file } of [run.opening, ...run.years].flatMap(({ files }) => files)) rmSync(file);
  rmSync(path);
  return ms;
}

/** Stores the run as the product does, with the checks given, and verifies it when asked to. */
async function store(
  simulated: SimulatedStudy,
  check: YearChecker,
  verify: boolean,
): Promise<{ storeMs: number; encodeMs: number; verifyMs: number }> {
  const path = join(folder, `${randomUUID()}.duckdb`);
  const workspace = await Workspace.open(path, { create: true, threads: 2 });
  const { run, ms: encodeMs } = encode(simulated, workspace.spoolFolder);
  const start = performance.now();
  const header = headerFor(run.runId, defaultScenario);
  const writer = await RunWriter.begin(workspace, header, run.opening);
  const checks: YearChecks[] = [];
  let checked: Promise<void> = Promise.resolve();
  const checkYear = async (year: number): Promise<void> => {
    checks.push(await writer.checkYear(year, check));
  };
  for (const year of run.years) {
    await writer.appendYear(year, null);
    await checked;
    checked = checkYear(year.year);
  }
  await checked;
  await writer.end({ status: 'complete', fingerprint: run.years.at(-1)?.link.link ?? '' }, {}, checks);
  const stored = performance.now();
  if (verify) {
    const { problems } = await verifyRun(workspace, run.runId);
    if (problems.length > 0) throw new Error(problems.join('; '));
  }
  const verifyMs = performance.now() - stored;
  await workspace.close();
  rmSync(path);
  return { storeMs: stored - start, encodeMs, verifyMs };
}

async function study(people: number): Promise<number> {
  const path = join(folder, `${randomUUID()}.duckdb`);
  const workspace = await Workspace.open(path, { create: true });
  const report = await simulateStudy(smallStudy(workspace, people));
  await workspace.close();
  rmSync(path);
  return report.timings.totalMs;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
};

const noChecks: YearChecker = () => Promise.resolve([]);

for (const people of sizes) {
  const simulated = simulateInMemory(defaultScenario, company(people));
  const bare: number[] = [];
  const plain: number[] = [];
  const checked: number[] = [];
  const encoded: number[] = [];
  const verified: number[] = [];
  const studies: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    bare.push(await appendBare(simulated));
    const unchecked = await store(simulated, noChecks, sample === 0);
    plain.push(unchecked.storeMs);
    encoded.push(unchecked.encodeMs);
    if (sample === 0) verified.push(unchecked.verifyMs);
    checked.push((await store(simulated, yearChecker(), false)).storeMs);
    studies.push(await study(people));
  }
  const line = {
    people,
    years: simulated.batches.length,
    samples: SAMPLES,
    bareAppendMs: Math.round(median(bare)),
    storeMs: Math.round(median(plain)),
    storeToBare: Number((median(plain) / median(bare)).toFixed(2)),
    checkedStoreMs: Math.round(median(checked)),
    encodeMs: Math.round(median(encoded)),
    verifyMs: Math.round(median(verified)),
    studyMs: Math.round(median(studies)),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
rmSync(folder, { recursive: true });
