import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt, root } from '../../../scripts/build-if-stale.mjs';
import { workspaceHealth } from '../../store/health.ts';
import { listRuns } from '../../store/run-queries.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { verifyRun } from '../../store/verify-run.ts';
import { Workspace } from '../../store/workspace.ts';

/** Times that a process is killed; many more with, for instance, PLANALIGN_KILLS=300. */
const KILLS = Number(process.env['PLANALIGN_KILLS'] ?? 12);
const GOLDEN_RATIO = 0.618_033_988_75;

const output = join(root, 'dist', 'test', `crash-${process.pid}`);
const child = join(output, 'crash-child.mjs');

beforeAll(async () => {
  ensureBuilt();
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { noExternal: true },
    ssr: { noExternal: true, external: ['@duckdb/node-api'] },
    build: {
      ssr: fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url)),
      outDir: output,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  });
});

afterAll(() => {
  rmSync(output, { recursive: true, force: true });
});

/** Lets a process work on the workspace and kills it `delay` ms after it began; gives the runs it had acknowledged. */
async function workUntilKilled(
  path: string,
  delay: number | 'first run',
): Promise<{ complete: string[]; ms: number }> {
  const worker = spawn(process.execPath, [child, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const complete: string[] = [];
  let began = 0;
  let ms = 0;
  for await (const line of createInterface(worker.stdout)) {
    if (line === 'ready') {
      began = performance.now();
      if (delay !== 'first run') setTimeout(() => worker.kill('SIGKILL'), delay);
    } else {
      complete.push(line.slice('complete '.length));
      ms = performance.now() - began;
      if (delay === 'first run') worker.kill('SIGKILL');
    }
  }
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
  return { complete, ms };
}

it(
  `loses no complete run and keeps only whole years when killed at ${KILLS} moments`,
  async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    const first = await workUntilKilled(path, 'first run');
    const acknowledged = new Set(first.complete);
    const states = new Map<string, number>();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const moment = (kill * GOLDEN_RATIO) % 1;
      const { complete } = await workUntilKilled(path, Math.round(moment * 1.3 * first.ms));
      for (const runId of complete) acknowledged.add(runId);
      const workspace = await Workspace.open(path, { create: false });
      const runs = await listRuns(workspace);
      const health = await workspaceHealth(workspace, false);
      expect(health.checks.filter(({ passed }) => !passed)).toEqual([]);
      const results = runs.filter(({ status }) => status === 'complete').map(({ runId }) => runId);
      expect(results).toEqual(expect.arrayContaining([...acknowledged]));
      for (const run of runs) {
        expect(['complete', 'interrupted']).toContain(run.status);
        if (run.status === 'interrupted') states.set(run.runId, run.storedYears);
      }
      const visible = await workspace.read('SELECT DISTINCT run_id FROM fct_yearly_events');
      expect(visible.length).toBe(results.length);
      await workspace.close();
    }
    const workspace = await Workspace.open(path, { create: false });
    const fingerprints = new Set<string>();
    for (const { runId, status } of await listRuns(workspace)) {
      const { fingerprint, problems } = await verifyRun(workspace, runId);
      expect(problems).toEqual([]);
      if (status === 'complete') fingerprints.add(fingerprint);
    }
    await workspace.close();
    // The same study gives the same rows, however many processes were killed in between.
    expect(fingerprints.size).toBe(1);
    expect(states.size).toBeGreaterThan(0);
  },
  60_000 + KILLS * 10_000,
);
