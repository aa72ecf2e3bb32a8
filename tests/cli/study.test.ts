import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentOf, playground, type Outcome } from './planalign.ts';

const ground = playground();

interface Year {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  readonly experiencedTerminations: number;
  readonly newHireTerminations: number;
  readonly reductions: number;
  readonly closing: number;
  readonly targetClosing: number;
  readonly promotions: number;
  readonly raises: number;
  readonly averagePay: number;
  readonly totalPay: number;
  readonly tiesOut: boolean;
}

interface Study {
  readonly runId: string;
  readonly fingerprint: string;
  readonly census: { readonly rows: number; readonly accepted: number; readonly quarantined: number };
  readonly years: readonly Year[];
  readonly events: Readonly<Record<string, number>>;
  readonly invariants: { readonly checked: number; readonly failed: number };
  readonly timings: Readonly<Record<string, number>>;
  readonly peakRssMb: number;
}

const study = async (...args: readonly string[]): Promise<Study> => {
  const outcome = await ground.run('simulate', ...args, '--json');
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  return documentOf(outcome) as Study;
};

const CENSUS = ['--census', 'small.csv', '--accept-inferred'] as const;

beforeAll(async () => {
  await ground.run('sample', '--employees', '400', '--seed', '5', '--out', 'small.csv');
});

describe('planalign simulate', () => {
  it('needs nothing but the years: sample census, default scenario, workspace in the data folder', async () => {
    const { runId, fingerprint, census, years, events, invariants, timings, peakRssMb } =
      await study('2026-2030');
    expect({ runId, fingerprint, census }).toEqual({
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      census: expect.objectContaining({
        name: 'sample-census',
        rows: 5000,
        accepted: 5000,
        quarantined: 0,
      }) as object,
    });
    expect(years.map(({ year }) => year)).toEqual([2026, 2027, 2028, 2029, 2030]);
    years.forEach((year, index) => {
      const { opening, hires, experiencedTerminations, newHireTerminations, reductions, closing } = year;
      expect(opening + hires - experiencedTerminations - newHireTerminations - reductions).toBe(closing);
      expect(year).toMatchObject({ targetClosing: closing, tiesOut: true });
      if (index > 0) expect(opening).toBe(years[index - 1]?.closing);
      expect(year.averagePay).toBeCloseTo(year.totalPay / closing, 1);
    });
    const total = (count: (year: Year) => number): number =>
      years.reduce((sum, year) => sum + count(year), 0);
    expect(events).toMatchObject({
      HIRE: total(({ hires }) => hires),
      TERMINATION: total((y) => y.experiencedTerminations + y.newHireTerminations + y.reductions),
      PROMOTION: total(({ promotions }) => promotions),
      RAISE: total(({ raises }) => raises),
    });
    // The default scenario has a plan: people enter, enrol and contribute.
    for (const type of [
      'ELIGIBILITY',
      'ENROLLMENT',
      'DEFERRAL_CHANGE',
      'CONTRIBUTION',
      'VESTING',
      'FORFEITURE',
    ])
      expect(events[`DC_PLAN_${type}`], type).toBeGreaterThan(0);
    expect(invariants).toMatchObject({ failed: 0 });
    expect(invariants.checked).toBeGreaterThan(50);
    expect(Object.keys(timings)).toEqual(
      expect.arrayContaining(['importMs', 'engineMs', 'storeMs', 'totalMs']),
    );
    expect(peakRssMb).toBeGreaterThan(20);
  });

  it('prints a table that ties out, with the checks, the place and the fingerprint', async () => {
    const { exitCode, stdout, stderr } = await ground.run(
      ...['simulate', '2026-2027', ...CENSUS, '--workspace', 'words.duckdb', '--name', 'In words'],
    );
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(
      'Year  Opening  + Hires  − Leavers  − New-hire leavers  − Reductions  = Closing     Target  Promotions  Average pay',
    );
    expect(lines[2]).toMatch(/^2026 .* ✓ /);
    expect(lines[3]).toMatch(/^2027 .* ✓ /);
    expect(stdout).toContain(
      '✓ Opening + hires − leavers − new-hire leavers − reductions = closing in every year',
    );
    expect(stdout).toMatch(/^Stored as +run [0-9a-f-]{36} \(In words\)$/m);
    expect(stdout).toContain(`Stored in    ${ground.path('words.duckdb')}`);
    expect(stdout).toMatch(/^Fingerprint {2}[0-9a-f]{64}$/m);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'Reading the census',
      'Deciding the formats',
      'Checking the rows',
      'Building the census',
      'Simulating',
      'Stored 2026',
      'Stored 2027',
    ]);
  });

  it('INV-30 gives the same fingerprint twice, with rows shuffled and columns reordered', async () => {
    const [header = '', ...rows] = readFileSync(ground.path('small.csv'), 'utf8').trimEnd().split('\n');
    writeFileSync(ground.path('shuffled.csv'), [header, ...rows.toReversed()].join('\n'));
    // The first and the last column hold no commas, so that they can be swapped by text.
    const swap = (line: string): string => line.replace(/^([^,]*),(.*),([^,]*)$/, '$3,$2,$1');
    writeFileSync(ground.path('reordered.csv'), [header, ...rows].map(swap).join('\r\n'));
    const fingerprints: string[] = [];
    for (const file of ['small.csv', 'small.csv', 'shuffled.csv', 'reordered.csv'])
      fingerprints.push(
        (await study('2026-2027', '--census', file, '--accept-inferred', '--workspace', 'same.duckdb'))
          .fingerprint,
      );
    expect(new Set(fingerprints).size).toBe(1);
  });

  it('takes seed, mode and settings from the command line and records them', async () => {
    const workspace = ['--workspace', 'set.duckdb'] as const;
    const base = await study('2026', ...CENSUS, ...workspace);
    const other = await study('2026', ...CENSUS, ...workspace, '--seed', '7');
    const grown = await study(
      ...['2026', ...CENSUS, ...workspace, '--mode', 'stochastic'],
      ...['--set', 'workforce.targetGrowthRate=0.5', '--set', 'hiring.partTimeShare=0.1'],
    );
    expect(other.fingerprint).not.toBe(base.fingerprint);
    expect(grown.years[0]?.hires ?? 0).toBeGreaterThan((base.years[0]?.hires ?? 0) * 2);
    const shown = await ground.run('runs', 'show', grown.runId, ...workspace, '--json');
    expect(documentOf(shown)).toMatchObject({
      run: {
        seed: 42,
        mode: 'stochastic',
        scenario: { overrides: { 'workforce.targetGrowthRate': 0.5, 'hiring.partTimeShare': 0.1 } },
      },
    });
  });

  it('reads the scenario from a file', async () => {
    writeFileSync(
      ground.path('shrink.planalign'),
      '{"name": "Shrink", "workforce": {"targetGrowthRate": -0.2}, "simulation": {"randomSeed": 9}}',
    );
    const shrunk = await study(
      ...['2026', ...CENSUS, '--scenario', 'shrink.planalign', '--workspace', 'shrink.duckdb'],
    );
    expect(shrunk).toMatchObject({
      seed: 9,
      scenario: { name: 'Shrink', source: ground.path('shrink.planalign') },
    });
    expect(shrunk.years[0]?.reductions ?? 0).toBeGreaterThan(0);
  });

  it('ends with exit code 130 on an interrupt; the run is no result and the workspace stays usable', async () => {
    const args = ['2026-2055', ...CENSUS, '--workspace', 'cancelled.duckdb'] as const;
    const { child, outcome } = ground.start(['simulate', ...args]);
    child.stderr?.on('data', (data: Buffer | string) => {
      if (String(data).includes('Stored 2026')) child.kill('SIGINT');
    });
    const { exitCode, stderr } = await outcome;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Cancelled.');
    const runs = await ground.run('runs', 'list', '--workspace', 'cancelled.duckdb', '--json');
    expect(documentOf(runs)).toMatchObject({ runs: [{ status: 'cancelled', fingerprint: null }] });
  });
});

describe('planalign import', () => {
  it('keeps a census under a name; a study of it equals one of the file', async () => {
    const outcome = await ground.run(
      ...['import', 'small.csv', '--accept-inferred', '--years', '2026-2027', '--name', 'mine'],
      ...['--workspace', 'import.duckdb', '--json'],
    );
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    const document = documentOf(outcome) as { report: { counts: Readonly<Record<string, number>> } };
    expect(document).toMatchObject({ name: 'mine', rows: 400, accepted: 400, quarantined: 0 });
    const { read, blank, quarantined, duplicateDropped, accepted, openingActive, futureHire, former } =
      document.report.counts as Record<string, number>;
    expect(read).toBe((blank ?? 0) + (quarantined ?? 0) + (duplicateDropped ?? 0) + (accepted ?? 0));
    expect(accepted).toBe((openingActive ?? 0) + (futureHire ?? 0) + (former ?? 0));

    const byName = await study('2026-2027', '--census', 'mine', '--workspace', 'import.duckdb');
    const byFile = await study('2026-2027', ...CENSUS, '--workspace', 'import.duckdb');
    expect(byName.fingerprint).toBe(byFile.fingerprint);
    expect(byName.census).toMatchObject({ rows: 400, accepted: 400, quarantined: 0 });
  });

  it('W-24 reconciles, lists the reasons and writes the rows that were not accepted', async () => {
    const [header = '', first = ''] = readFileSync(ground.path('small.csv'), 'utf8').split('\n');
    const bad = first.replace(/^[^,]*,[^,]*/, 'E1,not a date');
    const lines = readFileSync(ground.path('small.csv'), 'utf8').trimEnd().split('\n').slice(1);
    writeFileSync(ground.path('messy.csv'), [header, ...lines, bad, first].join('\n'));
    const { exitCode, stdout } = await ground.run(
      ...['import', 'messy.csv', '--accept-inferred', '--years', '2026', '--workspace', 'messy.duckdb'],
      ...['--rejects', 'rejects.csv'],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('402 rows = 400 accepted + 1 quarantined + 1 dropped as duplicates + 0 blank');
    expect(stdout).toMatch(/^BIRTH_UNPARSEABLE +1 {2}quarantined /m);
    expect(stdout).toMatch(/^ {2}yyyy-MM-dd +birthDate, hireDate/m);
    expect(stdout).toContain('Kept as “messy” in');
    expect(readFileSync(ground.path('rejects.csv'), 'utf8')).toContain('not a date');
  });

  it('reads a confirmed mapping instead of questions', async () => {
    writeFileSync(
      ground.path('own.csv'),
      'Key,Born,Joined,Money\nA1,01/02/1980,05/06/2015,60000\nA2,03/04/1985,07/08/2016,70000\n',
    );
    writeFileSync(
      ground.path('mapping.json'),
      JSON.stringify({
        columns: { employeeId: 'Key', birthDate: 'Born', hireDate: 'Joined', annualPay: 'Money' },
        formats: { birthDate: 'MM/dd/yyyy', hireDate: 'MM/dd/yyyy', annualPay: '.' },
        payUnit: 'annual',
      }),
    );
    const outcome = await ground.run(
      ...['import', 'own.csv', '--mapping', 'mapping.json', '--workspace', 'own.duckdb', '--json'],
    );
    expect(documentOf(outcome)).toMatchObject({ accepted: 2, quarantined: 0 });
  });
});

describe('planalign runs and validate', () => {
  const workspace = ['--workspace', 'runs.duckdb'] as const;
  const ids: string[] = [];
  const listed = async (): Promise<readonly { runId: string }[]> =>
    (documentOf(await ground.run('runs', 'list', ...workspace, '--json')) as { runs: { runId: string }[] })
      .runs;

  beforeAll(async () => {
    for (const name of ['First', 'Second'])
      ids.push((await study('2026-2027', ...CENSUS, ...workspace, '--name', name)).runId);
  });

  it('list runs newest first', async () => {
    expect((await listed()).map(({ runId }) => runId)).toEqual(ids.toReversed());
    const { stdout } = await ground.run('runs', 'list', ...workspace);
    expect(stdout.split('\n')[2]).toMatch(/^[0-9a-f]{8} {2}.* complete +2026-2027 +42 {2}exact .*Second$/);
  });

  it('show a run with its years, events and checks', async () => {
    const outcome = await ground.run('runs', 'show', (ids[0] ?? '').slice(0, 13), ...workspace, '--json');
    expect(documentOf(outcome)).toMatchObject({
      run: { runId: ids[0], name: 'First', status: 'complete' },
      years: [
        { year: 2026, tiesOut: true },
        { year: 2027, tiesOut: true },
      ],
    });
    const words = await ground.run('runs', 'show', ids[0] ?? '', ...workspace);
    expect(words.stdout).toMatch(/^Status +complete$/m);
    expect(words.stdout).toMatch(/^2027 .* ✓ /m);
  });

  it('refuse a run that is not there', async () => {
    const outcome = await ground.run('runs', 'show', 'ffffffff', ...workspace, '--json');
    expect(outcome.exitCode).toBe(2);
    expect(documentOf(outcome)).toMatchObject({ error: { code: 'RUN_UNKNOWN' } });
  });

  it('validate a stored run, a scenario and a census at once', async () => {
    await ground.run('scenario', 'init', '--out', 'base.planalign');
    const outcome = await ground.run(
      ...[
        'validate',
        'base.planalign',
        'small.csv',
        ids[0] ?? '',
        '--accept-inferred',
        ...workspace,
        '--json',
      ],
    );
    expect(outcome.exitCode).toBe(0);
    expect(documentOf(outcome)).toMatchObject({
      valid: true,
      checks: [
        { kind: 'scenario', valid: true },
        { kind: 'census', valid: true },
        { kind: 'run', valid: true },
      ],
    });
  });

  it('status and health know the runs', async () => {
    expect(documentOf(await ground.run('status', ...workspace, '--json'))).toMatchObject({
      workspace: { exists: true, runs: { complete: 2 }, lastRun: { runId: ids[1] } },
    });
    const healthy = await ground.run('health', '--verify', ...workspace, '--json');
    expect(healthy.exitCode).toBe(0);
    expect(documentOf(healthy)).toMatchObject({ healthy: true, workspace: { runs: { complete: 2 } } });
  });

  it('delete one run and leave the other', async () => {
    const outcome = await ground.run('runs', 'delete', ids[0] ?? '', '--yes', ...workspace, '--json');
    expect(outcome.exitCode).toBe(0);
    expect(documentOf(outcome)).toMatchObject({ deleted: ids[0] });
    expect((await listed()).map(({ runId }) => runId)).toEqual([ids[1]]);
  });

  it('find a row that was changed behind their back', async () => {
    const instance = await DuckDBInstance.create(ground.path('runs.duckdb'));
    const connection = await instance.connect();
    await connection.run('UPDATE event_raise SET new_pay_cents = new_pay_cents + 1 WHERE person = 0');
    connection.closeSync();
    instance.closeSync();
    for (const args of [
      ['validate', ids[1] ?? ''],
      ['health', '--verify'],
    ]) {
      const outcome: Outcome = await ground.run(...args, ...workspace, '--json');
      expect(outcome.exitCode).toBe(1);
    }
    const outcome = await ground.run('validate', ...workspace, '--json');
    expect(documentOf(outcome)).toMatchObject({ valid: false, error: { code: 'RUN_ALTERED' } });
  });
});
