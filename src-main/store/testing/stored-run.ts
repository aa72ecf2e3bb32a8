import { randomUUID } from 'node:crypto';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { RunEncoder } from '../encoded-run.ts';
import type { RunHeader, YearChecks } from '../run-rows.ts';
import { RunWriter } from '../run-writer.ts';
import { checkYear } from '../validation/check-year.ts';
import type { Workspace } from '../workspace.ts';
import type { SimulatedStudy } from './simulated-study.ts';

export function headerFor(runId: string, scenario: Scenario): RunHeader {
  const { startYear, endYear, flowMode } = scenario.simulation;
  return {
    runId,
    name: 'Base case',
    scenario: {
      id: scenario.name,
      name: scenario.name,
      document: scenario,
      source: '/scenarios/base.planalign',
      gitCommit: 'a'.repeat(40),
      overrides: { 'workforce.targetGrowthRate': 0.05 },
    },
    census: { id: null, name: 'Acme 2026', hash: 'c'.repeat(64), rows: 320, accepted: 300, quarantined: 5 },
    startYear,
    endYear,
    seed: 9_007_199_254_740_991,
    mode: flowMode,
    replicate: 2,
    userName: 'planner',
    machine: 'linux',
  };
}

/** A run that has begun, and the encoder of its years. */
export async function beginRun(
  workspace: Workspace,
  study: Pick<SimulatedStudy, 'scenario' | 'opening'>,
): Promise<{ readonly runId: string; readonly encoder: RunEncoder; readonly writer: RunWriter }> {
  const runId = randomUUID();
  const encoder = new RunEncoder(workspace.spoolFolder, runId);
  const opening = encoder.opening(study.opening);
  return {
    runId,
    encoder,
    writer: await RunWriter.begin(workspace, headerFor(runId, study.scenario), opening),
  };
}

/** Stores a whole study, every year checked, and completes the run. */
export async function storeStudy(
  workspace: Workspace,
  study: SimulatedStudy,
): Promise<{ readonly runId: string; readonly fingerprint: string }> {
  const { runId, encoder, writer } = await beginRun(workspace, study);
  const checks: YearChecks[] = [];
  let fingerprint = '';
  for (const batch of study.batches) {
    const encoded = encoder.year(batch);
    await writer.appendYear(encoded, 'design-a');
    checks.push(await writer.checkYear(encoded.year, checkYear));
    fingerprint = encoded.link.link;
  }
  await writer.end({ status: 'complete', fingerprint }, { storeMs: 12 }, checks);
  return { runId, fingerprint };
}
