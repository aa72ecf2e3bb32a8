import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { documentOf, playground, type Outcome } from './planalign.ts';

const ground = playground();

const HEADER = 'Employee ID,Date of Birth,Hire Date,Annual Salary';
const PEOPLE = Array.from(
  { length: 30 },
  (_, n) => `E${n},1980-02-0${1 + (n % 9)},2015-05-01,${60_000 + n}.00`,
);
const census = (name: string, lines: readonly string[]): string => {
  writeFileSync(ground.path(name), `${lines.join('\n')}\n`);
  return name;
};
const scenario = (name: string, document: unknown): string => {
  writeFileSync(ground.path(name), JSON.stringify(document));
  return name;
};

/** Everything in the folder but the data folder, to see that nothing was left behind. */
const files = (): readonly string[] =>
  readdirSync(ground.folder, { recursive: true, encoding: 'utf8' }).sort();

const refusal = (outcome: Outcome): { exitCode: number | null; code: string; detail: string } => {
  const { error } = documentOf(outcome) as { error: { code: string; detail: string; correlationId: string } };
  expect(error.correlationId).toMatch(/^[0-9a-f]{12}$/);
  expect(outcome.stderr).toBe('');
  return { exitCode: outcome.exitCode, code: error.code, detail: error.detail };
};

/** Runs a refused command; the workspace it names must not come into being, nor anything else. */
async function refuse(...args: readonly string[]): Promise<ReturnType<typeof refusal>> {
  mkdirSync(ground.path('home', 'logs'), { recursive: true });
  writeFileSync(ground.path('home', 'logs', 'planalign.log'), '');
  const before = files();
  const outcome = await ground.run(...args, '--workspace', 'w.duckdb', '--json');
  expect(files()).toEqual(before);
  return refusal(outcome);
}

describe('a bad census', () => {
  it.each(['simulate', 'import'])('that is missing is refused by %s', async (command) => {
    const args = command === 'import' ? ['none.csv'] : ['2026-2028', '--census', 'none.csv'];
    expect(await refuse(command, ...args)).toMatchObject({ exitCode: 3, code: 'FILE_NOT_FOUND' });
  });

  it('that is a folder is refused', async () => {
    mkdirSync(ground.path('folder.csv'));
    expect(await refuse('simulate', '2026', '--census', 'folder.csv')).toMatchObject({
      exitCode: 3,
      code: 'FILE_UNREADABLE',
    });
  });

  it('whose name nobody knows is refused', async () => {
    expect(await refuse('simulate', '2026', '--census', 'nobody')).toMatchObject({
      exitCode: 3,
      code: 'CENSUS_UNKNOWN',
    });
  });

  it('in a wrong encoding is refused', async () => {
    writeFileSync(
      ground.path('latin.csv'),
      Buffer.from(`${HEADER},Department\n${PEOPLE[0] ?? ''},Qualit\xe9\xff\xfe\n`, 'latin1'),
    );
    expect(await refuse('simulate', '2026', '--census', 'latin.csv', '--accept-inferred')).toMatchObject({
      exitCode: 3,
      code: 'CENSUS_ENCODING',
    });
  });

  it('without a pay column is refused', async () => {
    const file = census('nopay.csv', ['Employee ID,Date of Birth,Hire Date', 'E1,1980-01-01,2015-05-01']);
    const { detail, ...rest } = await refuse('simulate', '2026', '--census', file, '--accept-inferred');
    expect(rest).toEqual({ exitCode: 3, code: 'CENSUS_COLUMN_MISSING' });
    expect(detail).toContain('annualPay');
  });

  it('whose formats nobody confirmed is refused', async () => {
    const file = census('unconfirmed.csv', [HEADER, ...PEOPLE]);
    expect(await refuse('simulate', '2026', '--census', file)).toMatchObject({
      exitCode: 3,
      code: 'FORMAT_UNCONFIRMED',
    });
  });

  it('with all rows quarantined is refused', async () => {
    const rows = PEOPLE.map((line) => line.replace('2015-05-01', '1979-05-01'));
    const file = census('quarantined.csv', [HEADER, ...rows]);
    expect(await refuse('simulate', '2026', '--census', file, '--accept-inferred')).toMatchObject({
      exitCode: 3,
      code: 'CENSUS_NOTHING_ACCEPTED',
    });
  });

  it('with one row quarantined is refused by import --strict', async () => {
    const file = census('strict.csv', [HEADER, ...PEOPLE, 'E99,1980-01-01,1979-01-01,50000.00']);
    expect(await refuse('import', file, '--accept-inferred', '--strict')).toMatchObject({
      exitCode: 3,
      code: 'CENSUS_QUARANTINED',
    });
  });

  it('without rows is refused', async () => {
    const file = census('empty.csv', [HEADER]);
    expect(await refuse('import', file, '--accept-inferred')).toMatchObject({
      exitCode: 3,
      code: 'CENSUS_EMPTY',
    });
  });
});

describe('a bad scenario', () => {
  it.each([
    [
      'with a gap in its bands',
      {
        bands: {
          tenure: [
            { id: 'a', label: 'a', min: 0, max: 2 },
            { id: 'b', label: 'b', min: 3, max: null },
          ],
        },
      },
      'SCENARIO_INVALID',
    ],
    ['with a rate above 1', { workforce: { experiencedTerminationRate: 1.2 } }, 'SCENARIO_INVALID'],
    [
      'with a new-hire rate above 0.99',
      { workforce: { newHireTerminationRate: 0.995 } },
      'NEW_HIRE_RATE_TOO_HIGH',
    ],
    ['with growth above 1', { workforce: { targetGrowthRate: 1.5 } }, 'GROWTH_OUT_OF_RANGE'],
    ['with an unknown setting', { workforce: { targetGrowth: 0.1 } }, 'SCENARIO_UNKNOWN_KEY'],
    ['of a newer version', { schemaVersion: 999 }, 'SCENARIO_TOO_NEW'],
  ])('%s is refused', async (_, document, code) => {
    const file = scenario('bad.planalign', document);
    expect(await refuse('simulate', '2026-2028', '--scenario', file)).toMatchObject({ exitCode: 3, code });
    const validated = await ground.run('validate', file, '--json');
    expect(validated.exitCode).toBe(3);
    expect(documentOf(validated)).toMatchObject({ valid: false, error: { code } });
  });

  it('that is not JSON is refused', async () => {
    writeFileSync(ground.path('text.planalign'), '{"name": oops}');
    const { detail, ...rest } = await refuse('simulate', '2026', '--scenario', 'text.planalign');
    expect(rest).toEqual({ exitCode: 3, code: 'SCENARIO_NOT_JSON' });
    expect(detail).toContain('Line 1, column 10');
  });

  it('by --set is refused', async () => {
    expect(await refuse('simulate', '2026', '--set', 'workforce.targetGrowhtRate=0.1')).toMatchObject({
      exitCode: 3,
      code: 'SCENARIO_UNKNOWN_KEY',
    });
    expect(await refuse('simulate', '2026', '--set', 'simulation.endYear=2030')).toMatchObject({
      exitCode: 2,
      code: 'ARGUMENTS_INVALID',
    });
  });

  it('with years that end before they start is refused', async () => {
    expect(await refuse('simulate', '2030-2026')).toMatchObject({ exitCode: 2, code: 'ARGUMENTS_INVALID' });
  });

  it('whose growth cannot be met fails with exit code 1, and the run is kept as failed', async () => {
    const outcome = await ground.run(
      ...['simulate', '2026', '--workspace', 'unreachable.duckdb', '--json'],
      ...['--set', 'workforce.targetGrowthRate=-0.9', '--set', 'workforce.reduction.departments=["Legal"]'],
    );
    expect(refusal(outcome)).toMatchObject({ exitCode: 1, code: 'REDUCTION_SCOPE_TOO_SMALL' });
    const runs = await ground.run('runs', 'list', '--workspace', 'unreachable.duckdb', '--json');
    expect(documentOf(runs)).toMatchObject({
      runs: [{ status: 'failed', storedYears: 0, failure: { code: 'REDUCTION_SCOPE_TOO_SMALL' } }],
    });
  });

  it('that needs more hires than there are ids fails with exit code 1', async () => {
    await ground.run('sample', '--employees', '20000', '--out', 'many.csv');
    const outcome = await ground.run(
      ...[
        'simulate',
        '2026',
        '--census',
        'many.csv',
        '--accept-inferred',
        '--workspace',
        'many.duckdb',
        '--json',
      ],
      ...['--set', 'workforce.targetGrowthRate=1', '--set', 'workforce.newHireTerminationRate=0.99'],
    );
    expect(refusal(outcome)).toMatchObject({ exitCode: 1, code: 'GROWTH_UNREACHABLE' });
  });
});

describe('a bad workspace', () => {
  const study = (workspace: string): Promise<Outcome> =>
    ground.run('simulate', '2026', '--workspace', workspace, '--json');

  it('that another process has open is refused', async () => {
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { DuckDBInstance } from '@duckdb/node-api';
         await DuckDBInstance.create(${JSON.stringify(ground.path('locked.duckdb'))});
         console.log('open');
         setInterval(() => undefined, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      expect(refusal(await study('locked.duckdb'))).toMatchObject({ exitCode: 4, code: 'WORKSPACE_LOCKED' });
    } finally {
      holder.kill('SIGKILL');
    }
  });

  it('that is no database is refused and kept', async () => {
    writeFileSync(ground.path('notes.duckdb'), 'my notes\n'.repeat(1000));
    const before = files();
    expect(refusal(await study('notes.duckdb'))).toMatchObject({ exitCode: 4, code: 'WORKSPACE_DAMAGED' });
    expect(files()).toEqual(before);
  });

  it('of a newer version is refused', async () => {
    const instance = await DuckDBInstance.create(ground.path('newer.duckdb'));
    const connection = await instance.connect();
    await connection.run(
      "CREATE TABLE schema_version (version INTEGER, name VARCHAR, applied_at TIMESTAMP, engine_version VARCHAR); INSERT INTO schema_version VALUES (9999, 'x', now()::TIMESTAMP, '9')",
    );
    connection.closeSync();
    instance.closeSync();
    expect(refusal(await study('newer.duckdb'))).toMatchObject({ exitCode: 4, code: 'WORKSPACE_TOO_NEW' });
  });

  it('in a folder that is a file is refused', async () => {
    writeFileSync(ground.path('file'), '');
    const outcome = await study('file/w.duckdb');
    expect(outcome.exitCode).toBe(4);
  });
});

/** A disk of 4 MB that exists for one command only; needs a Linux that lets us mount in a namespace of our own. */
const OWN_MOUNTS = ['unshare', '--map-root-user', '--mount'] as const;
const smallDisk = (folder: string): readonly string[] => [
  ...OWN_MOUNTS,
  'sh',
  '-c',
  `mount -t tmpfs -o size=4m tmpfs '${folder}' && "$@"; code=$?; ls -A '${folder}' >&2; exit $code`,
  'sh',
];
const [unshare, ...unshareArguments] = OWN_MOUNTS;
const canMount =
  spawnSync(unshare, [...unshareArguments, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe.skipIf(!canMount)('a full disk', () => {
  it('stops a sample census and leaves nothing of it', async () => {
    mkdirSync(ground.path('small'), { recursive: true });
    const { exitCode, stdout, stderr } = await ground.start(
      ['sample', '--employees', '50000', '--out', ground.path('small', 'c.csv'), '--json'],
      smallDisk(ground.path('small')),
    ).outcome;
    expect({ exitCode, left: stderr }).toEqual({ exitCode: 4, left: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'DISK_FULL' } });
  });

  it('stops a study with DISK_FULL', async () => {
    mkdirSync(ground.path('small'), { recursive: true });
    const { exitCode, stdout } = await ground.start(
      ['simulate', '2026-2030', '--workspace', ground.path('small', 'w.duckdb'), '--json'],
      smallDisk(ground.path('small')),
    ).outcome;
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(existsSync(ground.path('small', 'w.duckdb'))).toBe(false);
  });
});
