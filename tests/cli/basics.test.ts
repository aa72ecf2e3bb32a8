import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { parseScenario } from '../../src-shared/scenario/parse-scenario.ts';
import { documentOf, playground } from './planalign.ts';

const ground = playground();

describe('planalign', () => {
  it('shows its commands and creates nothing', async () => {
    const { exitCode, stdout, stderr } = await ground.run('--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const command of [
      'sample',
      'import',
      'simulate',
      'validate',
      'health',
      'status',
      'runs',
      'scenario',
      'calc',
    ])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(existsSync(ground.home)).toBe(false);
  });

  it('says its version', async () => {
    expect(await ground.run('--version')).toEqual({
      exitCode: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });

  it.each([
    ['no command', [], 'No command was given.'],
    ['an unknown command', ['simulat'], "unknown command 'simulat'"],
    ['an unknown option', ['sample', '--employee', '5'], "unknown option '--employee'"],
    ['a missing argument', ['import'], "missing required argument 'file'"],
    ['years in the wrong order', ['simulate', '2030-2026'], 'the end year is before the start year'],
    ['a seed that is no number', ['sample', '--seed', 'x'], '--seed: give a whole number'],
  ])('refuses %s with exit code 2, in words and as JSON', async (_, args, detail) => {
    const words = await ground.run(...args);
    expect(words).toMatchObject({ exitCode: 2, stdout: '' });
    expect(words.stderr).toContain('ARGUMENTS_INVALID: The command was not understood.\n');
    expect(words.stderr).toContain(detail);

    const json = await ground.run(...args, '--json');
    expect(json.exitCode).toBe(2);
    expect(documentOf(json)).toEqual({
      error: {
        code: 'ARGUMENTS_INVALID',
        what: 'The command was not understood.',
        detail: expect.stringContaining(detail) as string,
        where: {},
        fix: 'Run the command with --help to see its arguments.',
        correlationId: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
        items: [],
      },
    });
  });

  it('writes the correlation id of an error into the log file', async () => {
    const outcome = await ground.run(
      'scenario',
      'init',
      '--out',
      ground.path('none', 'a.planalign'),
      '--json',
    );
    expect(outcome.exitCode).toBe(4);
    const { error } = documentOf(outcome) as { error: { code: string; correlationId: string } };
    const lines = readFileSync(ground.path('home', 'logs', 'planalign.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ correlationId }) => correlationId === error.correlationId);
    expect(lines).toMatchObject([
      { level: 'info', message: 'command started', command: 'scenario init' },
      { level: 'error', command: 'scenario init', code: 'FILE_NOT_WRITTEN' },
    ]);
  });
});

describe('planalign sample', () => {
  it('writes the census it says', async () => {
    const outcome = await ground.run(
      'sample',
      '--employees',
      '25',
      '--seed',
      '9',
      '--out',
      'a.csv',
      '--json',
    );
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    const text = readFileSync(ground.path('a.csv'), 'utf8');
    expect(documentOf(outcome)).toEqual({
      file: ground.path('a.csv'),
      employees: 25,
      seed: 9,
      bytes: Buffer.byteLength(text),
    });
    expect(text.trimEnd().split('\n')).toHaveLength(26);
  });

  it('keeps a file that is no sample', async () => {
    writeFileSync(ground.path('mine.csv'), 'id,pay\n1,2\n');
    const outcome = await ground.run('sample', '--employees', '5', '--out', 'mine.csv');
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('FILE_EXISTS');
    expect(readFileSync(ground.path('mine.csv'), 'utf8')).toBe('id,pay\n1,2\n');
  });

  it('ends with exit code 130 on an interrupt and leaves nothing behind', async () => {
    const before = readdirSync(ground.folder);
    const { child, outcome } = ground.start(['sample', '--employees', '5000000', '--out', 'big.csv']);
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const { exitCode, stderr } = await outcome;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Cancelled.');
    expect(readdirSync(ground.folder)).toEqual(before);
  });
});

describe('planalign scenario', () => {
  it('writes the default scenario, which validates', async () => {
    expect(await ground.run('scenario', 'init', '--out', 'base.planalign')).toMatchObject({
      exitCode: 0,
      stdout: `Wrote the default scenario to ${ground.path('base.planalign')}\n`,
    });
    const document: unknown = JSON.parse(readFileSync(ground.path('base.planalign'), 'utf8'));
    expect(parseScenario(document)).toEqual(parseScenario({}));
  });

  it('keeps a scenario that was edited', async () => {
    writeFileSync(ground.path('edited.planalign'), '{"name": "Mine"}');
    const outcome = await ground.run('scenario', 'init', '--out', 'edited.planalign', '--json');
    expect(outcome.exitCode).toBe(2);
    expect(documentOf(outcome)).toMatchObject({ error: { code: 'FILE_EXISTS' } });
    expect(readFileSync(ground.path('edited.planalign'), 'utf8')).toBe('{"name": "Mine"}');
  });

  it('prints the JSON Schema, the same with and without --json', async () => {
    const plain = await ground.run('scenario', 'schema');
    expect(documentOf(plain)).toMatchObject({ type: 'object', properties: { workforce: {} } });
    expect((await ground.run('scenario', 'schema', '--json')).stdout).toBe(plain.stdout);
  });
});

describe('planalign on a new machine', () => {
  it('is healthy', async () => {
    const outcome = await ground.run('health', '--json');
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(documentOf(outcome)).toMatchObject({ healthy: true, workspace: { exists: false } });
  });

  it('says where everything will be', async () => {
    const outcome = await ground.run('status', '--detailed', '--json');
    expect(documentOf(outcome)).toMatchObject({
      version: packageJson.version,
      dataFolder: ground.home,
      workspace: { path: ground.path('home', 'workspace.duckdb'), exists: false, runs: {}, lastRun: null },
      runs: [],
      machine: { node: process.version },
    });
  });

  it('has no runs', async () => {
    expect(documentOf(await ground.run('runs', 'list', '--json'))).toMatchObject({ runs: [] });
  });

  it.each(['health', 'status', 'runs list', 'runs show 1', 'runs delete 1 --yes'])(
    'refuses a named workspace that does not exist: %s',
    async (command) => {
      const outcome = await ground.run(...command.split(' '), '--workspace', 'none.duckdb', '--json');
      expect(outcome.exitCode).toBe(4);
      expect(documentOf(outcome)).toMatchObject({ error: { code: 'WORKSPACE_NOT_FOUND' } });
      expect(existsSync(ground.path('none.duckdb'))).toBe(false);
    },
  );

  it('does not delete a run unasked', async () => {
    const outcome = await ground.run('runs', 'delete', 'abc', '--json');
    expect(outcome.exitCode).toBe(2);
    expect(documentOf(outcome)).toMatchObject({ error: { code: 'ARGUMENTS_INVALID' } });
  });
});
