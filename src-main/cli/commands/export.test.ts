import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../log/log.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { Workspace } from '../../store/workspace.ts';
import type { Invocation } from '../invocation.ts';
import { exportRun } from './export.ts';

const invocation = (folder: string): Invocation => ({
  log: openLog(join(folder, 'logs'), 'test'),
  progress: { report: () => undefined, stop: () => undefined },
  signal: new AbortController().signal,
  json: false,
  interactive: false,
  confirm: () => Promise.resolve(false),
});

describe('planalign export', () => {
  it('takes only the name of a workbook', async () => {
    const folder = temporaryFolder();
    await expect(exportRun({ run: 'abc', out: 'x.csv' }, invocation(folder))).rejects.toMatchObject({
      code: 'ARGUMENTS_INVALID',
      detail: '--out: give a file that ends in .xlsx.',
    });
  });

  it('writes nothing for a run that is not there', async () => {
    const folder = temporaryFolder();
    const workspace = join(folder, 'workspace.duckdb');
    await (await Workspace.open(workspace, { create: true })).close();
    const out = join(folder, 'x.xlsx');
    await expect(exportRun({ run: 'abc', out, workspace }, invocation(folder))).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
    expect(existsSync(out)).toBe(false);
  });
});
