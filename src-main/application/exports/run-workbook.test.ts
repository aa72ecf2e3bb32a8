import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { openApplication, openWindow } from '../testing/open-application.ts';
import { configurationRows } from './configuration-rows.ts';

const CENSUS = [
  'Employee ID,DOB,Hire Date,Salary,Department,Level',
  '"=HYPERLINK(""http://x"",""y"")",1980-01-31,2010-05-01,"90,000.00",+Sales,2',
  'E2,1990-02-28,2020-06-15,60000.55,-Ops,1',
  'E3,1970-12-01,2001-01-01,130000,@Legal,3',
].join('\r\n');

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (book: WorkBook, name: string): readonly Row[] => {
  const sheet = book.Sheets[name];
  if (sheet === undefined) throw new Error(`there is no sheet ${name}`);
  return utils.sheet_to_json<Row>(sheet);
};

describe('the workbook of a run', () => {
  it('has everyone, ties out with the run, and says what it was made of', async () => {
    const folder = temporaryFolder();
    const application = await openApplication(folder);
    const { api } = openWindow(application);
    const upload = await application.files.newCopy('staff.csv', 'upload');
    writeFileSync(upload.path, CENSUS);
    const { census } = await api.censuses.import(
      {
        fileId: upload.fileId,
        mapping: {},
        acceptInferred: true,
        startYear: 2025,
        endYear: 2026,
        workId: 'import',
        name: '=Staff',
        strict: false,
      },
      () => undefined,
    );
    const scenario = {
      name: '=cmd|calc',
      simulation: { startYear: 2025, endYear: 2026 },
      workforce: { targetGrowthRate: 0.5 },
    };
    const { jobId } = await api.runs.start({
      name: '@First',
      scenario,
      documentId: null,
      censusId: census.censusId,
    });
    const { runId, state } = await api.runs.follow({ jobId }, () => undefined);
    expect(state).toBe('complete');
    if (runId === null) throw new Error('the run was not recorded');

    const out = join(folder, 'out.xlsx');
    const target = await application.files.grant(out);
    await api.exports.workbook({
      runId,
      workId: 'export',
      target: { kind: 'chosen', fileId: target.fileId },
    });
    expect(readdirSync(folder).filter((name) => name.includes('out.xlsx'))).toEqual(['out.xlsx']);
    const book = read(readFileSync(out), { cellNF: true, cellFormula: true });
    expect(book.SheetNames).toEqual([
      'Workforce Snapshot',
      'Headcount Metrics',
      'Event Summary',
      'Scenario Metadata',
      'Configuration',
      'Git Information',
    ]);
    for (const name of book.SheetNames) {
      const cells: unknown[] = Object.values(book.Sheets[name] ?? {});
      expect(cells.filter((cell) => typeof cell === 'object' && cell !== null && 'f' in cell)).toEqual([]);
    }

    const { years, events } = await api.runs.result({ runId });
    const metrics = rowsOf(book, 'Headcount Metrics');
    expect(metrics.map((row) => [row['Year'], row['Closing headcount'], row['Ties out']])).toEqual(
      years.map(({ year, closing }) => [year, closing, true]),
    );
    const people = rowsOf(book, 'Workforce Snapshot');
    for (const { year, closing } of years) {
      const active = people.filter(
        (row) =>
          row['Year'] === year && ['newHireActive', 'continuousActive'].includes(String(row['Status'])),
      );
      expect(active).toHaveLength(closing);
    }
    expect(people.map((row) => row['Employee'])).toContain('=HYPERLINK("http://x","y")');
    expect(people[0]).toMatchObject({
      Year: 2025,
      'Opening pay': 90_000,
      Born: new Date('1980-01-31T00:00:00Z'),
    });
    const total = rowsOf(book, 'Event Summary').reduce((sum, row) => sum + Number(row['Events']), 0);
    expect(total).toBe(Object.values(events).reduce((sum, count) => sum + count, 0));
    const metadata = rowsOf(book, 'Scenario Metadata');
    expect(metadata).toContainEqual({ Field: 'Scenario', Value: '=cmd|calc' });
    expect(metadata).toContainEqual({ Field: 'Census', Value: '=Staff' });
    expect(rowsOf(book, 'Configuration')).toContainEqual(
      expect.objectContaining({ Setting: 'workforce.targetGrowthRate', Value: 0.5 }),
    );
    expect(rowsOf(book, 'Git Information')).toContainEqual({
      Field: 'Scenario file',
      Value: 'Not saved to a file',
    });

    const overview = await api.results.overview({ runId });
    for (const { year, closing, experiencedTerminations, newHireTerminations, reductions } of years) {
      const sum = (rows: readonly { readonly year: number; readonly people: number }[]): number =>
        rows.filter((row) => row.year === year).reduce((count, row) => count + row.people, 0);
      expect(sum(overview.byAge)).toBe(closing);
      expect(sum(overview.byTenure)).toBe(closing);
      expect(sum(overview.leavers)).toBe(experiencedTerminations + newHireTerminations + reductions);
    }
  });

  it('refuses a run that is not there', async () => {
    const { api } = openWindow(await openApplication());
    const target = { kind: 'download', name: 'x.xlsx' } as const;
    await expect(api.exports.workbook({ runId: 'none', workId: 'w', target })).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
  });
});

describe('configurationRows', () => {
  it('writes one row a value, in the format of its unit', () => {
    const rows = configurationRows({
      name: 'Base',
      simulation: { startYear: 2025 },
      jobLevels: [{ id: 'a', minPay: 50_000 }, { minPay: 60_000 }],
      workforce: { targetGrowthRate: 0.03 },
    });
    expect(rows.map(({ path, value }) => [path, value])).toEqual([
      ['name', 'Base'],
      ['simulation.startYear', { kind: 'plain', value: 2025 }],
      ['jobLevels.a.id', 'a'],
      ['jobLevels.a.minPay', { kind: 'money', value: 50_000 }],
      ['jobLevels[1].minPay', { kind: 'money', value: 60_000 }],
      ['workforce.targetGrowthRate', { kind: 'rate', value: 0.03 }],
    ]);
    expect(rows[5]).toMatchObject({ section: 'workforce', unit: 'fraction' });
  });
});
