import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/build-if-stale.mjs';

/** Stands in for npm and for vite: notes that it ran, on standard output too, and leaves what they would leave. */
const NPM = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
console.log('npm output');
appendFileSync('work.log', 'install ' + process.argv.slice(2).join(' ') + '\\n');
mkdirSync('node_modules', { recursive: true });
writeFileSync('node_modules/.package-lock.json', readFileSync('package-lock.json'));
`;
const VITE = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
console.log('vite output');
appendFileSync('work.log', 'build\\n');
mkdirSync('dist/main', { recursive: true });
writeFileSync('dist/main/planalign.mjs', 'console.log(JSON.stringify({ cwd: process.cwd() }))');
`;
const LOCK = (version: string): string =>
  JSON.stringify({
    packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version: '1', optional: true } },
  });

describe('scripts/planalign.mjs', () => {
  let folder = '';
  const at = (path: string): string => join(folder, path);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const run = (
    env: Readonly<Record<string, string>> = {},
  ): ReturnType<typeof spawnSync> & { stdout: string } =>
    spawnSync(process.execPath, [at('scripts/planalign.mjs')], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', npm_execpath: at('npm.js'), ...env },
    });
  const work = (): readonly string[] =>
    existsSync(at('work.log')) ? readFileSync(at('work.log'), 'utf8').trimEnd().split('\n') : [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'planalign-scripts-'));
    for (const name of ['build-if-stale.mjs', 'planalign.mjs'])
      cpSync(join(root, 'scripts', name), at(`scripts/${name}`));
    write('package.json', '{"type": "module"}');
    write('package-lock.json', LOCK('1'));
    write('tsconfig.json', '{}');
    write('vite.config.ts', '');
    write('src-main/a.ts', 'one');
    write('src-main/a.test.ts', 'one');
    write('resources/migrations/1.sql', 'one');
    write('npm.js', NPM);
    write('node_modules/vite/bin/vite.js', VITE);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('installs and builds what is missing, once, and keeps standard output for the program', () => {
    const first = run();
    expect(first.status).toBe(0);
    expect(JSON.parse(first.stdout)).toEqual({ cwd: folder });
    expect(first.stderr).toContain('npm output');
    expect(first.stderr).toContain('vite output');
    expect(work()).toEqual(['install ci --no-audit --no-fund', 'build']);
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(work()).toHaveLength(2);
  });

  it.each(['src-main/a.ts', 'src-main/new/b.ts', 'resources/migrations/1.sql', 'vite.config.ts'])(
    'builds again after a change of %s',
    (path) => {
      run();
      write(path, 'two');
      run();
      expect(work().slice(2)).toEqual(['build']);
    },
  );

  it('builds again when a source is replaced by an older one, and when one is removed', () => {
    run();
    utimesSync(at('src-main/a.ts'), new Date(0), new Date(0));
    run();
    rmSync(at('resources/migrations/1.sql'));
    run();
    expect(work().slice(2)).toEqual(['build', 'build']);
  });

  it('does not build again for a test', () => {
    run();
    write('src-main/a.test.ts', 'two');
    run();
    expect(work()).toHaveLength(2);
  });

  it('installs again when the lock file asks for another version, not when it was only touched', () => {
    run();
    const later = new Date(Date.now() + 10_000);
    utimesSync(at('package-lock.json'), later, later);
    run();
    expect(work().filter((line) => line.startsWith('install'))).toHaveLength(1);
    write('package-lock.json', LOCK('2'));
    utimesSync(at('package-lock.json'), later, later);
    run();
    expect(work().filter((line) => line.startsWith('install'))).toHaveLength(2);
  });

  it('takes over the lock of a process that died', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    write('.build-lock.tmp', String(dead));
    expect(run().status).toBe(0);
    expect(existsSync(at('.build-lock.tmp'))).toBe(false);
  });

  it('ends with exit code 1 and runs nothing when the build fails', () => {
    run();
    write('node_modules/vite/bin/vite.js', 'process.exit(3)');
    write('src-main/a.ts', 'two');
    const failed = run();
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(failed.stderr).toContain('Building failed. Nothing was run.');
    // The next attempt builds, although dist is still there.
    write('node_modules/vite/bin/vite.js', VITE);
    expect(run().status).toBe(0);
  });

  it('runs an installed package as it is, without sources and tools', () => {
    run();
    for (const path of ['src-main', 'package-lock.json', 'node_modules', 'vite.config.ts']) {
      rmSync(at(path), { recursive: true });
    }
    expect(run()).toMatchObject({ status: 0, stderr: '' });
  });

  it('reads paths from where the user stands under npm run', () => {
    mkdirSync(at('elsewhere'));
    const outcome = run({ npm_lifecycle_event: 'planalign', INIT_CWD: at('elsewhere') });
    expect(JSON.parse(outcome.stdout)).toEqual({ cwd: at('elsewhere') });
  });
});
