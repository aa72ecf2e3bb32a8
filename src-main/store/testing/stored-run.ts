import { randomUUID } from 'node:crypto';
import { RunEncoder } from '../encoded-run.ts';
import type { RunHeader } from '../run-rows.ts';
import { RunWriter, type YearChecker } from '../run-writer.ts';
import type { Workspace } from '../workspace.ts';
import { syntheticRun, type SyntheticRun } from './synthetic-run.ts';

const SIZE = { persons: 300, startYear: 2027, years: 3 } as const;

export function headerFor(runId: string, startYear: number, years: number): RunHeader {
  return {
    runId,
    name: 'Base case',
    scenario: {
      id: 'Baseline',
      name: 'Baseline',
      document: { name: 'Baseline', simulation: { startYear } },
      source: '/scenarios/base.planalign',
      gitCommit: 'a'.repeat(40),
      overrides: { 'workforce.targetGrowthRate': 0.05 },
    },
    census: { id: null, name: 'Acme 2026', hash: 'c'.repeat(64), rows: 320, accepted: 300, quarantined: 5 },
    startYear,
    endYear: startYear + years - 1,
    seed: 9_007_199_254_740_991,
    mode: 'exact',
    replicate: 2,
    userName: 'planner',
    machine: 'linux',
  };
}

const noChecks: YearChecker = () => Promise.resolve([]);

/** Stores a synthetic run of 300 persons and 3 years from 2027 and completes it. */
export async function storeSyntheticRun(
  workspace: Workspace,
  run: SyntheticRun = syntheticRun(SIZE),
): Promise<{ readonly runId: string; readonly fingerprint: string }> {
  const runId = randomUUID();
  const encoder = new RunEncoder(workspace.spoolFolder, runId);
  const opening = encoder.opening(run.opening);
  const writer = await RunWriter.begin(workspace, headerFor(runId, SIZE.startYear, SIZE.years), opening);
  let fingerprint = opening.link.link;
  for (const batch of run.years()) {
    const encoded = encoder.year(batch);
    await writer.appendYear(encoded, 'design-a', noChecks);
    fingerprint = encoded.link.link;
  }
  await writer.end({ status: 'complete', fingerprint }, { storeMs: 12 });
  return { runId, fingerprint };
}
