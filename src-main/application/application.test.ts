import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApplicationEvent } from '../../src-shared/api/application.ts';
import type { PlanAlignApi } from '../../src-shared/api/api.ts';
import type { CensusProgress } from '../../src-shared/api/censuses.ts';
import type { GridPage, GridPageRequest } from '../../src-shared/api/results.ts';
import type { RunJob } from '../../src-shared/api/runs.ts';
import { parseScenario } from '../../src-shared/scenario/parse-scenario.ts';
import { temporaryFolder } from '../store/testing/temporary-workspace.ts';
import { openApplication, openWindow } from './testing/open-application.ts';

const CENSUS = [
  'Employee ID,DOB,Hire Date,Salary,Department,Level,Deferral Rate',
  'E1,1980-01-31,2010-05-01,"90,000.00",Sales,2,6%',
  'E2,1990-02-28,2020-06-15,60000,Sales,1,',
  'E3,1970-12-01,2001-01-01,130000,=Ops,3,10%',
  'E4,1985-07-07,,70000,Sales,1,3%',
].join('\r\n');

const inspection = (fileId: string) => ({
  fileId,
  mapping: {},
  acceptInferred: true,
  startYear: 2025,
  endYear: 2027,
  workId: 'wizard',
});

/** Runs a scenario of two years on the sample and gives the id of the run. */
async function runSample(api: PlanAlignApi): Promise<RunJob> {
  const { censusId } = await api.censuses.sample();
  const scenario = { name: 'Short', simulation: { startYear: 2025, endYear: 2026 } };
  const { jobId } = await api.runs.start({ name: 'First', scenario, documentId: null, censusId });
  return api.runs.follow({ jobId }, () => undefined);
}

const textsOf = (page: GridPage, column: number): (string | null)[] => {
  const values = page.columns[column];
  if (values === undefined || !('codes' in values)) throw new Error('not a column of texts');
  return Array.from(values.codes, (code) => values.texts[code] ?? null);
};
const numbersOf = (page: GridPage, column: number): number[] => {
  const values = page.columns[column];
  if (values === undefined || !('numbers' in values)) throw new Error('not a column of numbers');
  return [...values.numbers];
};

describe('the application', () => {
  it('says what it is and whether it is well', async () => {
    const { api } = openWindow(await openApplication());
    expect(await api.application.info()).toMatchObject({ host: 'browser', version: '0.1.0' });
    const health = await api.application.health({ verify: false });
    expect(health.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(health.healthy).toBe(true);
  });

  it('keeps preferences and tells every window of a change', async () => {
    const folder = temporaryFolder();
    const application = await openApplication(folder);
    const [one, two] = [openWindow(application), openWindow(application)];
    const heard: ApplicationEvent[] = [];
    void two.api.application.watch((event) => heard.push(event)).catch(() => undefined);
    expect(await one.api.application.preferences()).toEqual({ theme: 'system', locale: null, screens: {} });
    await one.api.application.setPreferences({ theme: 'dark' });
    const changed = await one.api.application.setPreferences({ screens: { grid: [1] } });
    expect(changed).toEqual({ theme: 'dark', locale: null, screens: { grid: [1] } });
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard[1]).toEqual({ kind: 'preferences', preferences: changed });
    expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'))).toEqual(changed);
  });

  it('tells the first window of a file that was opened before there was one', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.planalign');
    writeFileSync(path, '{"name": "A"}');
    const application = await openApplication(folder);
    const file = await application.openFile(path);
    const { api } = openWindow(application);
    const heard: ApplicationEvent[] = [];
    void api.application.watch((event) => heard.push(event)).catch(() => undefined);
    await expect.poll(() => heard).toEqual([{ kind: 'fileOpened', file }]);
    expect(await api.documents.open({ fileId: file.fileId })).toMatchObject({ title: 'a', path });
  });

  it('answers calculators with results and failures alike', async () => {
    const { api } = openWindow(await openApplication());
    const list = await api.calculators.list();
    expect(list.length).toBeGreaterThan(50);
    const [{ name } = { name: '' }] = list;
    expect(await api.calculators.describe({ name })).toMatchObject({ name, input: { type: 'object' } });
    expect(await api.calculators.run({ name, input: null })).toMatchObject({
      error: { code: 'CALCULATOR_INPUT' },
    });
  });
});

describe('censuses', () => {
  it('are looked at, judged, kept and described', async () => {
    const folder = temporaryFolder();
    const application = await openApplication(folder);
    const { api } = openWindow(application);
    const path = join(folder, 'staff.csv');
    writeFileSync(path, CENSUS);
    const { fileId } = await application.files.grant(path);
    expect(await api.censuses.preview({ fileId, mapping: {}, rows: 2 })).toMatchObject({
      headers: ['Employee ID', 'DOB', 'Hire Date', 'Salary', 'Department', 'Level', 'Deferral Rate'],
      firstRow: 2,
      rows: [
        ['E1', '1980-01-31', '2010-05-01', '90,000.00', 'Sales', '2', '6%'],
        ['E2', '1990-02-28', '2020-06-15', '60000', 'Sales', '1', ''],
      ],
    });
    const heard: CensusProgress[] = [];
    const found = await api.censuses.inspect(inspection(fileId), (progress) => heard.push(progress));
    expect(found.refusal).toBeNull();
    expect(found.report.counts).toMatchObject({ read: 4, accepted: 3, quarantined: 1 });
    expect(found.hasRejects).toBe(true);
    expect(new Set(heard.map(({ stage }) => stage))).toEqual(new Set(['read', 'infer', 'check', 'build']));
    const imported = await api.censuses.import(
      { ...inspection(fileId), name: 'Staff', strict: false },
      () => undefined,
    );
    expect(imported.census).toMatchObject({ name: 'Staff', rows: 3, sourceFile: path });
    const { censusId } = imported.census;
    expect(await api.censuses.list()).toEqual([imported.census]);
    expect(await api.censuses.get({ censusId })).toEqual({
      ...imported.census,
      mapping: imported.mapping,
      report: imported.report,
    });
    expect(await api.censuses.profile({ censusId, startYear: 2025 })).toEqual({
      startYear: 2025,
      people: 3,
      annualPayCents: 28_000_000,
      byDepartment: [
        { label: '=Ops', people: 1, annualPayCents: 13_000_000 },
        { label: 'Sales', people: 2, annualPayCents: 15_000_000 },
      ],
      byLevel: [
        { label: '1', people: 1, annualPayCents: 6_000_000 },
        { label: '2', people: 1, annualPayCents: 9_000_000 },
        { label: '3', people: 1, annualPayCents: 13_000_000 },
      ],
      byAge: [
        { label: '30–34', people: 1, annualPayCents: 6_000_000 },
        { label: '40–44', people: 1, annualPayCents: 9_000_000 },
        { label: '50–54', people: 1, annualPayCents: 13_000_000 },
      ],
      byTenure: [
        { label: '2–4', people: 1, annualPayCents: 6_000_000 },
        { label: '10–14', people: 1, annualPayCents: 9_000_000 },
        { label: '20–24', people: 1, annualPayCents: 13_000_000 },
      ],
      payByLevel: [1, 2, 3].map((level) => {
        const pay = [0, 6_000_000, 9_000_000, 13_000_000][level];
        return { label: `${level}`, people: 1, p10: pay, p25: pay, median: pay, p75: pay, p90: pay };
      }),
      byDeferral: [
        { label: '6', people: 1, annualPayCents: 9_000_000 },
        { label: '10', people: 1, annualPayCents: 13_000_000 },
      ],
      deferralByAge: [
        { label: '40–44', people: 1, zero: 0, meanPpm: 60_000 },
        { label: '50–54', people: 1, zero: 0, meanPpm: 100_000 },
      ],
      deferralByLevel: [
        { label: '2', people: 1, zero: 0, meanPpm: 60_000 },
        { label: '3', people: 1, zero: 0, meanPpm: 100_000 },
      ],
    });
    const rejects = await api.exports.rejects({ fileId, target: { kind: 'download', name: 'rejects.csv' } });
    expect(readFileSync(application.files.download(rejects.fileId).path, 'utf8')).toContain('E4');
    await expect(
      api.censuses.import({ ...inspection(fileId), name: 'Strict', strict: true }, () => undefined),
    ).rejects.toMatchObject({ code: 'CENSUS_QUARANTINED' });
  });

  it('of strangers are not reachable by path, and a bad mapping is refused', async () => {
    const { api } = openWindow(await openApplication());
    await expect(api.censuses.preview({ fileId: '/etc/passwd', mapping: {}, rows: 1 })).rejects.toMatchObject(
      { code: 'FILE_UNKNOWN' },
    );
    await expect(
      api.censuses.preview({ fileId: 'x', mapping: { nothing: 1 }, rows: 1 }),
    ).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
    await expect(api.censuses.get({ censusId: 'x' })).rejects.toMatchObject({ code: 'CENSUS_UNKNOWN' });
  });

  it('import the sample once', async () => {
    const { api } = openWindow(await openApplication());
    const [one, two] = await Promise.all([api.censuses.sample(), api.censuses.sample()]);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ name: 'Sample company', rows: 5_000 });
    expect(await api.censuses.list()).toHaveLength(1);
  });
});

describe('runs', () => {
  it('go through the queue, report, and are results with notes until they are deleted', async () => {
    const { api } = openWindow(await openApplication());
    const { censusId } = await api.censuses.sample();
    const heard: ApplicationEvent[] = [];
    void api.application.watch((event) => heard.push(event)).catch(() => undefined);
    const scenario = { name: 'Short', simulation: { startYear: 2025, endYear: 2026 } };
    const request = { name: 'First', scenario, documentId: null, censusId };
    const { jobId, state } = await api.runs.start(request);
    expect(['waiting', 'running']).toContain(state);
    const second = await api.runs.start({ ...request, name: 'Second' });
    expect(await api.runs.cancel({ jobId: second.jobId })).toMatchObject({ state: 'cancelled' });
    const changes: RunJob[] = [];
    const done = await api.runs.follow({ jobId }, (job) => changes.push(job));
    expect(done).toMatchObject({ state: 'complete', name: 'First', censusName: 'Sample company' });
    expect(changes.at(-1)).toEqual(done);
    expect(done.progress).toMatchObject({ stage: 'finished', storedYears: 2, years: 2, year: 2026 });
    expect(done.progress.events['HIRE']).toBeGreaterThan(100);
    expect(done.progress.rows).toBeGreaterThan(10_000);
    expect((await api.runs.queue()).map((job) => job.state)).toEqual(['complete', 'cancelled']);
    expect(heard.filter(({ kind }) => kind === 'jobs').length).toBeGreaterThanOrEqual(4);

    const runId = done.runId ?? '';
    const { run, years, events } = await api.runs.result({ runId });
    expect(run).toMatchObject({ runId, status: 'complete', notes: '', tags: [], storedYears: 2 });
    expect(events).toMatchObject(done.progress.events);
    for (const year of years)
      expect(
        year.opening + year.hires - year.experiencedTerminations - year.newHireTerminations - year.reductions,
      ).toBe(year.closing);
    expect(
      (await api.runs.checks({ runId })).filter(({ failed, severity }) => failed > 0 && severity === 'FAIL'),
    ).toEqual([]);
    await api.runs.annotate({ runId, notes: 'first try', tags: ['a'] });
    await api.runs.annotate({ runId, notes: 'for the board', tags: ['board', '2025'] });
    expect(await api.runs.list()).toMatchObject([{ notes: 'for the board', tags: ['board', '2025'] }]);
    await api.runs.delete({ runId });
    expect(await api.runs.list()).toEqual([]);
    await expect(api.runs.get({ runId })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  it('that are cancelled stop soon, and those of a wrong scenario do not start', async () => {
    const { api } = openWindow(await openApplication());
    const { censusId } = await api.censuses.sample();
    const scenario = { simulation: { startYear: 2025, endYear: 2054 } };
    const { jobId } = await api.runs.start({ name: 'Long', scenario, documentId: null, censusId });
    const stop = new Promise<void>((resolve) => {
      void api.runs.follow({ jobId }, ({ progress }) => {
        if (progress.storedYears > 0) resolve();
      });
    });
    await stop;
    expect(await api.runs.cancel({ jobId })).toMatchObject({ state: 'cancelled', failure: null });
    await expect.poll(async () => (await api.runs.list()).map(({ status }) => status)).toEqual(['cancelled']);
    const wrong = { workforce: { experiencedTerminationRate: 2 } };
    await expect(
      api.runs.start({ name: 'Wrong', scenario: wrong, documentId: null, censusId }),
    ).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
    await expect(
      api.runs.start({ name: 'None', scenario: {}, documentId: null, censusId: 'none' }),
    ).rejects.toMatchObject({ code: 'CENSUS_UNKNOWN' });
    await expect(api.runs.cancel({ jobId: 'none' })).rejects.toMatchObject({ code: 'JOB_UNKNOWN' });
  });

  it('that fail say why', async () => {
    const folder = temporaryFolder();
    const application = await openApplication(folder);
    const { api } = openWindow(application);
    const path = join(folder, 'staff.csv');
    writeFileSync(path, CENSUS);
    const { fileId } = await application.files.grant(path);
    const { census } = await api.censuses.import(
      { ...inspection(fileId), name: 'Staff', strict: false },
      () => undefined,
    );
    const scenario = { simulation: { startYear: 2000, endYear: 2001 } };
    const { jobId } = await api.runs.start({
      name: 'Early',
      scenario,
      documentId: null,
      censusId: census.censusId,
    });
    expect(await api.runs.follow({ jobId }, () => undefined)).toMatchObject({
      state: 'failed',
      failure: { code: 'NO_OPENING_STAFF' },
    });
  });
});

describe('the preview', () => {
  it('equals a run, and a request stops the one before it', async () => {
    const { api } = openWindow(await openApplication());
    const job = await runSample(api);
    const { years } = await api.runs.result({ runId: job.runId ?? '' });
    const { censusId } = await api.censuses.sample();
    const scenario = { name: 'Short', simulation: { startYear: 2025, endYear: 2026 } };
    await api.preview.prepare({ censusId });
    const preview = await api.preview.run({ scenario, censusId });
    expect(preview.years.map(({ summary }) => summary)).toEqual(years);
    expect(preview.people).toBe(5_000);
    const long = { simulation: { startYear: 2025, endYear: 2054 } };
    const stopped = api.preview.run({ scenario: long, censusId }).catch((error: unknown) => error);
    const newest = await api.preview.run({ scenario, censusId });
    expect(await stopped).toMatchObject({ code: 'CANCELLED' });
    expect(newest.years).toEqual(preview.years);
    await expect(
      api.preview.run({ scenario: { workforce: { targetGrowthRate: 3 } }, censusId }),
    ).rejects.toMatchObject({ code: 'GROWTH_OUT_OF_RANGE' });
  });
});

describe('results', () => {
  it('are read in pages anywhere, sorted, filtered, summed and exported', async () => {
    const application = await openApplication();
    const { api } = openWindow(application);
    const { runId } = await runSample(api);
    if (runId === null) throw new Error('there is no run');
    const columns = await api.results.columns({ runId, relation: 'events' });
    expect(columns.find(({ name }) => name === 'type')?.choices).toContain('HIRE');
    expect(columns.find(({ name }) => name === 'department')?.choices.length).toBeGreaterThan(3);
    const { events } = await api.runs.result({ runId });
    const total = Object.values(events).reduce((sum, count) => sum + count, 0);

    const request: GridPageRequest = {
      runId,
      relation: 'events',
      conditions: [],
      sort: [],
      columns: ['year', 'employeeId', 'type', 'category', 'date', 'sequence', 'newPay', 'department'],
      start: 0,
      limit: 200,
    };
    const first = await api.results.page(request);
    expect(first).toMatchObject({ start: 0, rows: 200, totalRows: total });
    const page = await api.results.page({ ...request, start: total - 50 });
    expect(page.rows).toBe(50);
    expect(numbersOf(page, 0)).toEqual(Array.from({ length: 50 }, () => 2026));
    expect(await api.results.page({ ...request, start: total + 10 })).toMatchObject({ rows: 0 });

    // The same rows whichever way they are found.
    const sorted = await api.results.page({ ...request, sort: [{ column: 'year', descending: false }] });
    expect(sorted).toEqual(first);

    const byPay = await api.results.page({
      ...request,
      sort: [{ column: 'newPay', descending: true }],
      conditions: [{ kind: 'oneOf', column: 'type', values: ['HIRE', 'RAISE'] }],
    });
    const pays = numbersOf(byPay, 6);
    expect(pays).toEqual([...pays].sort((a, b) => b - a));
    expect(byPay.totalRows).toBe((events['HIRE'] ?? 0) + (events['RAISE'] ?? 0));

    const hires = await api.results.page({
      ...request,
      limit: 1_000,
      conditions: [
        { kind: 'text', column: 'type', operator: 'equals', value: 'hire' },
        { kind: 'between', column: 'year', from: 2025, to: 2025 },
        { kind: 'blank', column: 'department', isBlank: false },
      ],
      sort: [
        { column: 'department', descending: true },
        { column: 'employeeId', descending: false },
      ],
    });
    const departments = textsOf(hires, 7);
    expect(departments).toEqual([...departments].sort().reverse());
    expect(new Set(textsOf(hires, 2))).toEqual(new Set(['HIRE']));
    const [someone] = textsOf(hires, 1);
    const own = await api.results.page({
      ...request,
      conditions: [
        { kind: 'text', column: 'employeeId', operator: 'equals', value: (someone ?? '').toLowerCase() },
      ],
    });
    expect(new Set(textsOf(own, 1))).toEqual(new Set([someone]));
    expect(numbersOf(own, 5)).toEqual(Array.from({ length: own.rows }, (_, index) => index + 1));

    const { years } = await api.runs.result({ runId });
    const closing = {
      runId,
      relation: 'snapshot' as const,
      conditions: [
        { kind: 'blank' as const, column: 'terminationDate', isBlank: true },
        { kind: 'number' as const, column: 'year', operator: 'equals' as const, value: 2026 },
      ],
      sort: [],
    };
    const totals = await api.results.totals(closing);
    expect(totals.rows).toBe(years[1]?.closing);
    expect(totals.people).toBe(years[1]?.closing);
    expect(totals.sums['annualPay']).toBe(years[1]?.closingPayrollCents);
    const people = await api.results.page({
      ...closing,
      columns: ['employeeId', 'annualPay', 'hireDate', 'levelName', 'union', 'terminationReason'],
      start: 0,
      limit: 100,
    });
    expect(people.totalRows).toBe(totals.rows);
    expect(new Set(textsOf(people, 5))).toEqual(new Set([null]));
    expect(textsOf(people, 3)).toContain('Staff');

    const target = { kind: 'download', name: 'People.csv' } as const;
    const names = ['employeeId', 'annualPay', 'hireDate', 'union'];
    const file = await api.exports.grid({ selection: closing, columns: names, workId: 'csv', target });
    const lines = readFileSync(application.files.download(file.fileId).path, 'utf8').split('\r\n');
    expect(lines[0]).toBe('\uFEFFEmployee,Annual pay,Hired,Union member');
    expect(lines).toHaveLength(totals.rows + 2);
    expect(lines[1]).toMatch(/^[^,]+,\d+\.\d\d,\d{4}-\d\d-\d\d,(yes|no)$/);
  });

  it('refuse what they do not have', async () => {
    const { api } = openWindow(await openApplication());
    const job = await runSample(api);
    const runId = job.runId ?? '';
    const request: GridPageRequest = {
      runId,
      relation: 'events',
      conditions: [],
      sort: [],
      columns: ['year'],
      start: 0,
      limit: 10,
    };
    for (const wrong of [
      { ...request, columns: ['run_key'] },
      { ...request, sort: [{ column: 'x; DROP TABLE run', descending: true }] },
      {
        ...request,
        conditions: [{ kind: 'number' as const, column: '1', operator: 'equals' as const, value: 1 }],
      },
    ])
      await expect(api.results.page(wrong)).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
    await expect(
      api.results.page({ ...request, conditions: [{ kind: 'oneOf', column: 'amount', values: ['2025'] }] }),
    ).rejects.toMatchObject({ code: 'CALL_INVALID' });
    await expect(api.results.page({ ...request, runId: 'f'.repeat(36) })).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
    const quoted = await api.results.page({
      ...request,
      conditions: [{ kind: 'text', column: 'employeeId', operator: 'contains', value: "' OR 1=1 --" }],
    });
    expect(quoted.totalRows).toBe(0);
  });
});

describe('exports', () => {
  it('write a scenario and a mapping whole, where they were asked for', async () => {
    const folder = temporaryFolder();
    const application = await openApplication(folder);
    const { api } = openWindow(application);
    const { fileId } = await application.files.grant(join(folder, 'out.planalign'));
    const saved = await api.exports.scenario({
      document: { name: 'Out' },
      target: { kind: 'chosen', fileId },
    });
    expect(saved).toMatchObject({ name: 'out.planalign', folder });
    expect(parseScenario(JSON.parse(readFileSync(join(folder, 'out.planalign'), 'utf8'))).scenario.name).toBe(
      'Out',
    );
    const target = { kind: 'download', name: 'mapping.json' } as const;
    const mapping = await api.exports.mapping({ mapping: { payUnit: 'annual' }, target });
    expect(readFileSync(application.files.download(mapping.fileId).path, 'utf8')).toContain('"annual"');
    await expect(api.exports.mapping({ mapping: { payUnit: 'daily' }, target })).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
    });
    await expect(api.exports.rejects({ fileId, target })).rejects.toMatchObject({ code: 'REJECTS_NONE' });
  });
});
