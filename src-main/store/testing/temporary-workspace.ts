import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Workspace } from '../workspace.ts';

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-store-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A new workspace with a clock that stands still; it is closed and removed after the test. */
export async function temporaryWorkspace(path = join(temporaryFolder(), 'w.duckdb')): Promise<Workspace> {
  const workspace = await Workspace.open(path, {
    create: true,
    memoryLimitMb: 512,
    clock: () => new Date('2026-01-02T03:04:05.678Z'),
  });
  onTestFinished(() => workspace.close());
  return workspace;
}
