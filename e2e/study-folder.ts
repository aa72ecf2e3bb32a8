import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startEngineHere } from '../src-main/services/runs/engine-run.ts';
import { simulateStudy } from '../src-main/services/runs/simulate-study.ts';
import { smallStudy } from '../src-main/services/runs/testing/small-study.ts';
import { Workspace } from '../src-main/store/workspace.ts';
import { openSimulation } from '../src-worker/simulation.ts';

const PEOPLE = 400;
const FAILING_YEAR = 2026;

/**
 * A data folder with a complete run, "Base", and, where asked for, an older one that failed, "Broken": its level in 2026
 * was found wrong.
 */
export async function studyFolder(options: { readonly withFailedRun: boolean }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-study-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const workspace = await Workspace.open(join(folder, 'workspace.duckdb'), { create: true });
  try {
    const study = { ...smallStudy(workspace, PEOPLE), engine: startEngineHere(openSimulation) };
    if (options.withFailedRun)
      await simulateStudy({
        ...study,
        name: 'Broken',
        checkYear: (_connection, _runKey, year) => {
          const offenders = year === FAILING_YEAR ? [`E0000001 in ${year}: level 2, expected 3`] : [];
          const check = { id: 'INV-5', severity: 'FAIL', checked: PEOPLE } as const;
          return Promise.resolve([{ ...check, failed: offenders.length, offenders }]);
        },
      }).catch(() => undefined);
    await simulateStudy({ ...study, name: 'Base' });
  } finally {
    await workspace.close();
  }
  return folder;
}
