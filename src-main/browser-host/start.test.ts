import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../store/testing/temporary-workspace.ts';
import { startBrowserHost } from './start.ts';

/** Runs the program with a data folder of its own; gives its exit code and what it said. */
async function run(...argv: string[]): Promise<{ code: number; output: string; folder: string }> {
  const folder = temporaryFolder();
  let output = '';
  const listen = (text: string | Uint8Array): boolean => {
    output += String(text);
    return true;
  };
  vi.stubEnv('PLANALIGN_HOME', folder);
  const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const stream of streams) stream.mockImplementation(listen);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const stream of streams) stream.mockRestore();
  });
  return { code: await startBrowserHost(argv), output, folder };
}

describe('the program for the browser', () => {
  it('explains itself', async () => {
    const { code, output, folder } = await run('--help');
    expect(code).toBe(0);
    expect(output).toContain('--no-open');
    expect(existsSync(join(folder, 'workspace.duckdb'))).toBe(false);
  });

  it.each([['--port', '99999'], ['--port', 'x'], ['--unknown']])('refuses %s %s', async (...argv) => {
    const { code, output } = await run(...argv);
    expect(code).toBe(2);
    expect(output).toContain('ARGUMENTS_INVALID');
  });

  it('says why a workspace cannot be opened, and notes it in the log', async () => {
    const path = join(temporaryFolder(), 'w.duckdb');
    writeFileSync(path, 'this is text, and long enough to be taken for a damaged file of a database');
    const { code, output, folder } = await run('--no-open', '--workspace', path);
    expect(code).toBe(4);
    expect(output).toMatch(/WORKSPACE_DAMAGED|STORE_FAILED/);
    expect(readFileSync(join(folder, 'logs', 'planalign.log'), 'utf8')).toContain('browser-host');
  });
});
