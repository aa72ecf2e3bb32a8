import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatIsoDate, toDay } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import type { CensusImport } from '../../src-main/services/census/import-census.ts';
import { parseMapping } from '../../src-main/services/census/mapping.ts';
import { CensusFolder, toDelimited, type Cells } from './census-files.ts';

let folder: CensusFolder;
beforeAll(async () => {
  folder = await CensusFolder.create(false);
});
afterAll(() => folder.remove());

const HEADER = ['ID', 'DOB', 'Hire Date', 'Salary'];
const ROW = ['E1', '1980-05-25', '2019-04-30', '60000'];
const table = (...rows: Cells): string => toDelimited([HEADER, ...rows]);
/** A file with one more column, which holds the given cells. */
const withColumn = (header: string, ...cells: string[]): string =>
  toDelimited([[...HEADER, header], ...cells.map((cell, index) => [`E${index + 1}`, ...ROW.slice(1), cell])]);

const iso = (day: number | undefined): string => formatIsoDate((day ?? 0) as Day);
const fieldOf = ({ report }: Pick<CensusImport, 'report'>, field: string) =>
  report.fields.find((entry) => entry.field === field);

describe('W-15 columns', () => {
  it('W-15 compares headers after NFKC, lower case and removal of everything but letters and digits', async () => {
    const { report } = await folder.importText(
      toDelimited([['ＥＭＰ＿ＩＤ', ' Date-of_Birth ', 'HIRE.DATE', 'Base  Salary ($)'], ROW]),
    );
    expect(report.columns.map(({ fields }) => fields)).toEqual([
      ['employeeId'],
      ['birthDate'],
      ['hireDate'],
      ['annualPay'],
    ]);
  });

  it('W-15 lists unknown columns, suggests a near field, and ignores them', async () => {
    const { report } = await folder.importText(withColumn('Departmnt', 'Audit'));
    expect(report.columns.at(-1)).toEqual({
      name: 'Departmnt',
      use: 'ignored',
      fields: [],
      suggestion: 'department',
    });
  });

  it('W-15 two columns for a required field: neither is mapped until the user picks', async () => {
    const text = toDelimited([
      [...HEADER, 'Wages'],
      [...ROW, '61000'],
    ]);
    await expect(folder.importText(text)).rejects.toMatchObject({
      code: 'CENSUS_COLUMN_AMBIGUOUS',
      items: [expect.stringContaining('annualPay: "Salary", "Wages" all match')],
    });
    const { columns } = await folder.importText(text, { mapping: { columns: { annualPay: 'Wages' } } });
    expect([...columns.annualPayCents]).toEqual([6_100_000]);
  });

  it('W-15 two columns for an optional field: neither is mapped, both are reported', async () => {
    const text = toDelimited([
      [...HEADER, 'Dept', 'Division'],
      [...ROW, 'Audit', 'North'],
    ]);
    const { columns, report } = await folder.importText(text);
    expect(columns.department.values).toEqual(['Unassigned']);
    expect(report.columns.slice(4).map(({ use }) => use)).toEqual(['ambiguous', 'ambiguous']);
    const picked = await folder.importText(text, { mapping: { columns: { department: 'Division' } } });
    expect(picked.columns.department.values).toEqual(['North']);
    expect(picked.report.columns.slice(4).map(({ use }) => use)).toEqual(['ignored', 'mapped']);
  });

  it('W-15 repeated headers are told apart by number', async () => {
    const text = toDelimited([
      [...HEADER, 'Salary'],
      [...ROW, '61000'],
    ]);
    await expect(folder.importText(text)).rejects.toMatchObject({
      code: 'CENSUS_COLUMN_AMBIGUOUS',
      detail: expect.stringContaining('"Salary", "Salary (2)"') as string,
    });
    const { columns } = await folder.importText(text, { mapping: { columns: { annualPay: 'Salary (2)' } } });
    expect([...columns.annualPayCents]).toEqual([6_100_000]);
  });

  it('W-15 names every missing column and what could stand in', async () => {
    const text = toDelimited([
      ['Gender', 'Current Annual Salary', 'Department', 'Department Name', 'Division', 'Date First Hired'],
      ['F', '70959.79', 'POL', 'Department of Police', 'Records', '09/22/1986'],
    ]);
    await expect(folder.importText(text)).rejects.toMatchObject({
      code: 'CENSUS_COLUMN_MISSING',
      items: [
        expect.stringMatching(/^employeeId: .*"generatedIds": true/),
        expect.stringMatching(/^birthDate: .*map age/),
        expect.stringMatching(/^hireDate: .*perhaps "Date First Hired"/),
        expect.stringMatching(/^annualPay: .*perhaps "Current Annual Salary"/),
      ],
    });
    const { report } = await folder.examineText(text);
    expect(report.columns.filter(({ use }) => use === 'ambiguous').map(({ name }) => name)).toEqual([
      'Department',
      'Department Name',
      'Division',
    ]);
  });

  it('W-15 generated ids by row, where the user accepts them', async () => {
    const text = toDelimited([HEADER.slice(1), ROW.slice(1), ['1970-01-25', '2001-02-03', '50000']]);
    await expect(folder.importText(text)).rejects.toMatchObject({ code: 'CENSUS_COLUMN_MISSING' });
    const { columns, report } = await folder.importText(text, { mapping: { generatedIds: true } });
    expect(columns.employeeId).toEqual(['ROW-000001', 'ROW-000002']);
    expect(report.notices.map(({ code }) => code)).toContain('GENERATED_IDS');
  });

  it('W-15 columns of social security numbers are dropped by name and by content', async () => {
    const numbers = (n: number): string[] =>
      Array.from({ length: n }, (_, index) => `${100 + index}-45-${6000 + index}`);
    const byName = await folder.importText(withColumn('Employee SSN', ...numbers(3)));
    expect(byName.report.columns.at(-1)).toMatchObject({ use: 'dropped', fields: [] });
    expect(JSON.stringify(byName)).not.toContain('45-6000');
    const byContent = await folder.importText(withColumn('Title', ...numbers(20), 'x'));
    expect(byContent.report.columns.at(-1)).toMatchObject({ use: 'dropped', fields: [] });
    expect(byContent.report.notices.map(({ code }) => code)).toEqual(['TAX_NUMBERS_DROPPED']);
    const some = await folder.importText(withColumn('Title', ...numbers(17), 'x', 'y', 'z'));
    expect(some.report.columns.at(-1)).toMatchObject({ use: 'mapped', fields: ['jobTitle'] });
  });

  it('W-15 social security numbers cannot be the id; employee numbers of nine digits can', async () => {
    const withIds = (ids: readonly string[]): string => table(...ids.map((id) => [id, ...ROW.slice(1)]));
    await expect(folder.importText(withIds(['123-45-6789', '234-56-7890']))).rejects.toMatchObject({
      code: 'CENSUS_COLUMN_MISSING',
      detail: expect.stringContaining('"ID" holds tax numbers') as string,
    });
    const spread = withIds(['123456789', '234567890', '345678901', '456789012']);
    await expect(folder.importText(spread)).rejects.toMatchObject({ code: 'CENSUS_COLUMN_MISSING' });
    const { columns } = await folder.importText(
      withIds(['200123401', '200123402', '200123403', '200123404']),
    );
    expect(columns.rowCount).toBe(4);
    await expect(
      folder.importText(withColumn('SSN', '1'), { mapping: { columns: { employeeId: 'SSN' } } }),
    ).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
  });

  it('W-15 ids keep their leading zeros and any form', async () => {
    const { columns } = await folder.importText(
      table(['007', ...ROW.slice(1)], ['7', ...ROW.slice(1)], ['=1+1', ...ROW.slice(1)]),
    );
    expect(columns.employeeId).toEqual(['007', '7', '=1+1']);
  });
});

describe('W-16 confirmation', () => {
  it('W-16 refuses while anything is unconfirmed, and names it', async () => {
    await expect(folder.importText(table(ROW), { acceptInferred: false })).rejects.toMatchObject({
      code: 'FORMAT_UNCONFIRMED',
      items: [
        'formats.birthDate ("DOB"): "yyyy-MM-dd" (high); "1980-05-25" is 1980-05-25',
        'formats.hireDate ("Hire Date"): "yyyy-MM-dd" (high); "2019-04-30" is 2019-04-30',
        'formats.annualPay ("Salary"): "." (high); "60000" is 60000.00',
        'payUnit: "annual" (high)',
      ],
    });
  });

  it('W-16 accepting inferred formats accepts certain ones only', async () => {
    const text = table(['E1', '01/02/1980', '03/04/2019', '28.50']);
    await expect(folder.importText(text)).rejects.toMatchObject({
      code: 'FORMAT_UNCONFIRMED',
      items: [
        'formats.birthDate ("DOB"): undecided; fits MM/dd/yyyy and dd/MM/yyyy',
        'formats.hireDate ("Hire Date"): undecided; fits MM/dd/yyyy and dd/MM/yyyy',
        'payUnit: "hourly" (low); the amounts look like hourly pay',
      ],
    });
  });

  it('W-18 an unambiguous sibling column gives the suggestion', async () => {
    const text = table(['E1', '01/02/1980', '03/14/2019', '60000']);
    await expect(folder.importText(text)).rejects.toMatchObject({
      items: [
        'formats.birthDate ("DOB"): "MM/dd/yyyy" (low); fits MM/dd/yyyy and dd/MM/yyyy; hireDate uses MM/dd/yyyy; "01/02/1980" is 1980-01-02',
      ],
    });
  });

  it('W-16 a mapping confirms; the mapping of an import reads the file again without a question', async () => {
    const text = table(['E1', '01/02/1980', '03/04/2019', '28.50']);
    const mapping = { formats: { birthDate: 'MM/dd/yyyy', hireDate: 'dd/MM/yyyy' }, payUnit: 'hourly' };
    const first = await folder.importText(text, { mapping });
    expect(iso(first.columns.birthDay[0])).toBe('1980-01-02');
    expect(iso(first.columns.hireDay[0])).toBe('2019-04-03');
    expect([...first.columns.annualPayCents]).toEqual([5_928_000]);
    expect(first.mapping).toMatchObject({
      columns: { employeeId: 'ID', birthDate: 'DOB', hireDate: 'Hire Date', annualPay: 'Salary' },
      formats: { birthDate: 'MM/dd/yyyy', hireDate: 'dd/MM/yyyy', annualPay: '.' },
      payUnit: 'hourly',
    });
    const stored: unknown = JSON.parse(JSON.stringify(first.mapping));
    const again = await folder.importText(text, { mapping: stored, acceptInferred: false });
    expect(again.hash).toBe(first.hash);
  });

  it('W-16 columns without a value need no confirmation', async () => {
    const { columns } = await folder.importText(withColumn('Termination Date', ''), { acceptInferred: true });
    expect(columns.rowCount).toBe(1);
  });

  it('W-16 whole columns are examined, and rows that do not fit are quarantined', async () => {
    const rows = Array.from({ length: 99 }, (_, index) => [`E${index}`, ...ROW.slice(1)]);
    const { report } = await folder.importText(table(...rows, ['E99', '25.05.1980', '2019-04-30', '60000']));
    expect(report.problems).toEqual([
      {
        row: 101,
        employeeId: 'E99',
        disposition: 'quarantined',
        code: 'BIRTH_UNPARSEABLE',
        field: 'birthDate',
        column: 'DOB',
        text: '25.05.1980',
        against: null,
        rule: 'W-21',
        repair: 'Write it like the rest of the column',
      },
    ]);
  });

  it('W-16 the report shows converted samples and how well a field is filled', async () => {
    const imported = await folder.importText(withColumn('Deferral Pct', '6', '', '7.5', '200'));
    expect(fieldOf(imported, 'deferralRate')).toEqual({
      field: 'deferralRate',
      column: 'Deferral Pct',
      format: 'percent',
      basis: 'inferred',
      confidence: 'high',
      isConfirmed: true,
      remark: '',
      filled: 3,
      blank: 1,
      unusable: 1,
      samples: [
        { text: '6', value: '6%' },
        { text: '7.5', value: '7.5%' },
        { text: '200', value: null },
      ],
    });
    expect([...imported.columns.plan.deferralRatePpm]).toEqual([60_000, -1, 75_000, -1]);
  });

  it('W-19 a status column with A and T is not taken for true', async () => {
    const text = withColumn('Status', 'A', 'T');
    await expect(folder.importText(text)).rejects.toMatchObject({
      code: 'FORMAT_UNCONFIRMED',
      items: [expect.stringContaining('if it means terminated')],
    });
    const { report } = await folder.importText(text, { mapping: { formats: { active: { no: ['T'] } } } });
    expect(report.counts).toMatchObject({ openingActive: 1, former: 1 });
  });

  it('W-16 unreadable cells beyond 2 % make any format uncertain', async () => {
    await expect(folder.importText(withColumn('Deferral Pct', '6%', '5%', 'n/a'))).rejects.toMatchObject({
      items: [expect.stringContaining('1 of 3 cells cannot be read so, such as "n/a"')],
    });
    const { report } = await folder.importText(withColumn('Deferral Pct', '6%', '5%', 'n/a'), {
      mapping: { blankTexts: ['N/A'] },
    });
    expect(report.reasons).toEqual([]);
  });
});

describe('W-19 pay', () => {
  const pays = async (mapping: unknown, ...cells: string[]): Promise<readonly number[]> => {
    const rows = cells.map((cell, index) => [`E${index}`, '1980-05-25', '2019-04-30', ...cell.split('|')]);
    const header = ['ID', 'DOB', 'Hire Date', 'Pay', 'Hours per week'];
    const { columns } = await folder.importText(toDelimited([header, ...rows], ';'), { mapping });
    return [...columns.annualPayCents];
  };

  it('W-19 hourly, monthly and full-time-equivalent pay', async () => {
    expect(await pays({ payUnit: 'hourly' }, '31.00|30', '31.00|')).toEqual([4_836_000, 6_448_000]);
    expect(await pays({ payUnit: 'monthly' }, '5000|40')).toEqual([6_000_000]);
    expect(await pays({ payUnit: 'annual', payIsFullTimeEquivalent: true }, '80000|20', '80000|')).toEqual([
      4_000_000, 8_000_000,
    ]);
  });

  it('W-19 decimal commas', async () => {
    expect(await pays({}, '61.234,56|38,5', '70.000,00|40')).toEqual([6_123_456, 7_000_000]);
  });

  it('W-19 a doubtful mark is asked for', async () => {
    await expect(pays({}, '65.000|', '70.000|')).rejects.toMatchObject({ code: 'FORMAT_UNCONFIRMED' });
    expect(await pays({ formats: { annualPay: ',' }, payUnit: 'annual' }, '65.000|')).toEqual([6_500_000]);
  });

  it('W-21 implausible pay is released for all or for some', async () => {
    const text = table(
      ['E1', '1980-05-25', '2019-04-30', '900'],
      ['E2', '1980-05-25', '2019-04-30', '800'],
      ['E3', ...ROW.slice(1)],
    );
    const mapping = { payUnit: 'annual' };
    const none = await folder.importText(text, { mapping });
    expect(none.columns.employeeId).toEqual(['E3']);
    const some = await folder.importText(text, { mapping: { ...mapping, releasePayImplausible: ['E2'] } });
    expect(some.columns.employeeId).toEqual(['E2', 'E3']);
    const all = await folder.importText(text, { mapping: { ...mapping, releasePayImplausible: true } });
    expect(all.columns.employeeId).toEqual(['E1', 'E2', 'E3']);
    expect(all.report.notices.map(({ code }) => code)).toEqual(['PAY_RELEASED']);
  });
});

describe('W-20 derived dates', () => {
  const text = toDelimited([
    ['ID', 'Age', 'Tenure', 'Salary'],
    ['E1', '40', '5.5', '60000'],
  ]);

  it('W-20 needs an as-of date that the user states', async () => {
    await expect(folder.importText(text)).rejects.toMatchObject({
      code: 'FORMAT_UNCONFIRMED',
      items: [expect.stringContaining('perhaps "2024-12-31"')],
    });
  });

  it('W-20 derives and flags the dates', async () => {
    const { columns, report } = await folder.importText(text, { mapping: { asOf: '2024-12-31' } });
    expect(iso(columns.birthDay[0])).toBe('1984-07-02');
    expect(iso(columns.hireDay[0])).toBe('2019-07-01');
    expect([columns.plan.birthDerived[0], columns.plan.hireDerived[0]]).toEqual([1, 1]);
    expect(report.notices.map(({ code }) => code)).toEqual(['DATES_DERIVED']);
  });

  it('W-20 the date column goes before the age', async () => {
    const { columns, report } = await folder.importText(withColumn('Age', '99'));
    expect(iso(columns.birthDay[0])).toBe('1980-05-25');
    expect(columns.plan.birthDerived[0]).toBe(0);
    expect(report.columns.at(-1)?.use).toBe('unused');
  });
});

describe('W-24 reconciliation', () => {
  const text = toDelimited([
    [...HEADER, 'Term Date', 'Reason for leaving'],
    [...ROW, '', ''],
    [...ROW, '', ''],
    ['', '', '', '', '', ''],
    ['E2', '1980-05-25', 'not-a-date', '60000', '', ''],
    ['E3', '1980-05-25', '2019-04-30', '60000', '2024-03-31', 'retirement'],
    ['E4', '1980-05-25', '2025-06-30', '60000', '', ''],
    ['E5', '1980-05-25', '2019-04-30', '60000', '2026-03-31', '=HYPERLINK("x")'],
  ]);
  const mapping = { formats: { hireDate: 'yyyy-MM-dd' } };

  it('W-24 read = blank + quarantined + dropped + accepted, accepted = opening + future + former', async () => {
    const { report, columns } = await folder.importText(text, { mapping });
    expect(report.counts).toEqual({
      read: 7,
      blank: 1,
      quarantined: 1,
      duplicateDropped: 1,
      accepted: 4,
      openingActive: 2,
      futureHire: 1,
      futureHireBeyondHorizon: 0,
      former: 1,
    });
    expect(columns.employeeId).toEqual(['E1', 'E3', 'E4', 'E5']);
    expect([...columns.terminationReason]).toEqual([0, 3, 0, 1]);
    expect(report.reasons.map(({ code, rows }) => `${code} ${rows}`)).toEqual([
      'HIRE_UNPARSEABLE 1',
      'DUP_EXACT 1',
      'FUTURE_HIRE 1',
      'FUTURE_TERMINATION 1',
      'TERM_REASON_ASSUMED 1',
    ]);
    expect(report.problems.map(({ row, code, text: cell }) => `${row} ${code} ${cell}`)).toEqual([
      '3 DUP_EXACT E1',
      '5 HIRE_UNPARSEABLE not-a-date',
      '7 FUTURE_HIRE 2025-06-30',
      '8 FUTURE_TERMINATION 2026-03-31',
      '8 TERM_REASON_ASSUMED =HYPERLINK("x")',
    ]);
  });

  it('W-24 exports the rejects, safe to open in a spreadsheet', async () => {
    const rejected = table(['=1+1', '1980-05-25', '', '60000'], ['-5', '1980-05-25', '', '60000'], ROW);
    const { rejects } = await folder.importText(rejected);
    expect(rejects).toBe(
      'row,disposition,reasons,repair,ID,DOB,Hire Date,Salary\n' +
        "2,quarantined,HIRE_MISSING,Fill in the hire date,'=1+1,1980-05-25,,60000\n" +
        '3,quarantined,HIRE_MISSING,Fill in the hire date,-5,1980-05-25,,60000\n',
    );
    expect((await folder.importText(table(ROW))).rejects).toBeNull();
  });

  it('W-24 strict refuses any quarantined row', async () => {
    await expect(folder.importText(text, { mapping, strict: true })).rejects.toMatchObject({
      code: 'CENSUS_QUARANTINED',
      detail: '1 of 7 rows are quarantined.',
      items: ['row 5 (E2): HIRE_UNPARSEABLE, Hire Date "not-a-date"'],
    });
  });

  it('W-24 refuses a file of which nothing is accepted, and one without anybody at the start', async () => {
    await expect(folder.importText(table(['', ...ROW.slice(1)]))).rejects.toMatchObject({
      code: 'CENSUS_NOTHING_ACCEPTED',
      items: ['ID_MISSING (1 rows): The id is blank'],
    });
    await expect(folder.importText(table(['E1', '1980-05-25', '2025-04-30', '60000']))).rejects.toMatchObject(
      {
        code: 'NO_OPENING_STAFF',
      },
    );
  });

  it('W-22 latest by option and by mapping', async () => {
    const twice = table(ROW, ['E1', '1980-05-25', '2019-04-30', '70000'], ['E2', ...ROW.slice(1)]);
    const stated = await folder.importText(twice, { duplicates: 'latest' });
    expect([...stated.columns.annualPayCents]).toEqual([7_000_000, 6_000_000]);
    const mapped = await folder.importText(twice, { mapping: { duplicates: 'latest' } });
    expect(mapped.hash).toBe(stated.hash);
    expect((await folder.importText(twice)).columns.employeeId).toEqual(['E2']);
  });

  it('W-21 a contradiction shows both cells', async () => {
    const { report } = await folder.importText(table(ROW, ['E2', '2008-05-25', '2019-04-30', '60000']));
    expect(report.problems).toMatchObject([
      { code: 'HIRE_TOO_YOUNG', text: '2019-04-30', against: 'birthDate "2008-05-25"' },
    ]);
  });

  it('W-21 ragged rows: content beyond the last header', async () => {
    const { report } = await folder.importText(
      `${HEADER.join(',')},,\n${ROW.join(',')},,\nE2,1980-05-25,2019-04-30,60,000\n`,
    );
    expect(report.problems.map(({ row, code, text: cell }) => [row, code, cell])).toEqual([
      [3, 'ROW_RAGGED', '000'],
      [3, 'PAY_IMPLAUSIBLE', '60'],
    ]);
  });

  it('W-21 levels are checked against a scenario where one is given', async () => {
    const levels = {
      names: ['Staff', 'Manager'],
      ranges: [
        { minCents: 5_600_000, maxCents: 8_000_000 },
        { minCents: 8_000_000, maxCents: 12_000_000 },
      ],
      fullTimeHundredths: 4_000,
    };
    const rows = ['Staff', '2', 'VP', ''].map((level, index) => [
      `E${index}`,
      '1980-05-25',
      '2019-04-30',
      '52000',
      level,
    ]);
    const { report } = await folder.importText(toDelimited([[...HEADER, 'Level'], ...rows]), { levels });
    expect(report.problems.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '4 LEVEL_UNKNOWN',
      '4 LEVEL_OUT_OF_RANGE',
      '5 LEVEL_OUT_OF_RANGE',
    ]);
  });
});

describe('P-11 plan columns', () => {
  const plan = async (cells: Readonly<Record<string, string>>, mapping: unknown = {}) => {
    const names = Object.keys(cells);
    const text = toDelimited([
      [...HEADER, ...names],
      [...ROW, ...names.map((name) => cells[name] ?? '')],
    ]);
    return (await folder.importText(text, { mapping })).columns.plan;
  };

  it('P-11 the elected rate is the sum of both rates, the Roth share its part', async () => {
    const formats = { formats: { deferralRate: 'fraction', rothRate: 'fraction' } };
    const both = await plan({ deferral_rate: '0.04', roth_rate: '0.02' }, formats);
    expect([both.deferralRatePpm[0], both.rothSharePpm[0]]).toEqual([60_000, 333_333]);
    const share = await plan({ deferral_rate: '0.06', 'Roth Pct': '25%' });
    expect([share.deferralRatePpm[0], share.rothSharePpm[0]]).toEqual([60_000, 250_000]);
    const neither = await plan({});
    expect([neither.deferralRatePpm[0], neither.rothSharePpm[0]]).toEqual([-1, -1]);
  });

  it('W-15 pre-tax and Roth balances are added into the deferral balance', async () => {
    const parts = await plan({ 'Balance Pre-Tax': '100.10', balance_roth: '50.05', 'Match Balance': '7' });
    expect([parts.balanceDeferralCents[0], parts.balanceMatchCents[0], parts.balanceCoreCents[0]]).toEqual([
      15_015,
      700,
      NaN,
    ]);
  });

  it('W-15 a yes/no column of owners counts yes as all; a blank prior year is as this year', async () => {
    const owner = await plan({ five_percent_owner: 'yes' });
    expect([owner.ownershipSharePpm[0], owner.priorOwnershipSharePpm[0]]).toEqual([1_000_000, 1_000_000]);
    const words = await plan({ Owner: 'Y', prior_five_percent_owner: 'no' });
    expect([words.ownershipSharePpm[0], words.priorOwnershipSharePpm[0]]).toEqual([1_000_000, 0]);
    const share = await plan({ ownership: '6%' });
    expect(share.ownershipSharePpm[0]).toBe(60_000);
  });

  it('P-11 the other fields and their blanks', async () => {
    const filled = await plan({
      NRA: 'no',
      one_percent_owner: 'yes',
      enrollment_date: '2020-01-31',
      opt_out_date: '',
      enrollment_source: 'Auto',
      eligibility_override: 'no',
      vesting_years: '3.5',
      prior_year_hours: '2,080',
      prior_year_hce: '',
    });
    expect(iso(filled.planEnrollmentDay[0])).toBe('2020-01-31');
    expect(filled.planEnrollmentSource).toEqual({ values: ['auto'], codes: Int32Array.of(0) });
    expect([
      filled.nonresidentAlien[0],
      filled.onePercentOwner[0],
      filled.eligibilityOverride[0],
      filled.vestingYearsHundredths[0],
      filled.priorYearHoursHundredths[0],
      filled.priorYearHce[0],
    ]).toEqual([0, 1, 0, 350, 208_000, -1]);
    const blank = await plan({});
    expect([
      blank.onePercentOwner[0],
      blank.eligibilityOverride[0],
      blank.vestingYearsHundredths[0],
      blank.priorYearHoursHundredths[0],
    ]).toEqual([-1, -1, -1, -1]);
  });
});

describe('mapping', () => {
  it('names the nearest setting and field, and refuses formats of another kind', () => {
    const finding = (json: unknown): string => {
      try {
        parseMapping(json);
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
      return 'valid';
    };
    expect(finding({ colums: {} })).toContain(
      '"colums" is no setting of a mapping; the nearest is "columns"',
    );
    expect(finding({ columns: { birthdate: 'DOB' } })).toContain('the nearest is "birthDate"');
    expect(finding({ formats: { birthDate: 'percent' } })).toContain('no format of a date field');
    expect(finding({ asOf: '2024-02-30' })).toContain('yyyy-MM-dd');
    expect(finding({ constants: { age: '40' }, columns: { age: 'Age' } })).toContain('already has a column');
    expect(finding([])).toContain('MAPPING_INVALID');
    expect(finding({ payUnit: 'monthly' })).toBe('valid');
  });

  it('names the nearest column of the file', async () => {
    await expect(
      folder.importText(table(ROW), { mapping: { columns: { annualPay: 'Salery' } } }),
    ).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
      detail: expect.stringContaining('the nearest is "Salary"') as string,
    });
  });

  it('null leaves a field unmapped', async () => {
    const { columns, report } = await folder.importText(withColumn('Dept', 'Audit'), {
      mapping: { columns: { department: null } },
    });
    expect(columns.department.values).toEqual(['Unassigned']);
    expect(report.columns.at(-1)?.use).toBe('ignored');
  });

  it('constants fill a field that the file does not have', async () => {
    const text = toDelimited([
      HEADER.slice(0, 1).concat('Hire Date', 'Salary'),
      ['E1', '2019-04-30', '60000'],
    ]);
    const mapping = { constants: { age: '42', location: 'Austin' }, asOf: '2024-12-31' };
    const { columns, report } = await folder.importText(text, { mapping });
    expect(iso(columns.birthDay[0])).toBe('1982-07-02');
    expect(columns.location.values).toEqual(['Austin']);
    expect(report.notices.map(({ code }) => code)).toEqual(['CONSTANT', 'CONSTANT', 'DATES_DERIVED']);
    await expect(
      folder.importText(text, { mapping: { ...mapping, constants: { age: 'old' } } }),
    ).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
  });
});

describe('a file like those of others', () => {
  it('imports foreign headers, and quarantines only rows that deserve it', async () => {
    const departments = ['Finance', 'FINANCE', 'Sales', 'HR'];
    const rows = Array.from({ length: 120 }, (_, index) => [
      `EMP${String(index + 1).padStart(4, '0')}`,
      `${String((index % 12) + 1).padStart(2, '0')}/${String((index % 28) + 1).padStart(2, '0')}/${1960 + (index % 40)}`,
      `${String((index % 12) + 1).padStart(2, '0')}/15/${2016 + (index % 8)}`,
      (60_000 + index * 137.11).toFixed(2),
      departments[index % 4] ?? '',
      ['true', 'FALSE', '1', '0'][index % 4] ?? '',
    ]);
    rows[10]?.splice(2, 1, 'not-a-date');
    rows[20]?.splice(3, 1, '');
    const text = toDelimited(
      [['EMP_ID', 'BIRTH_DATE', 'HIRE_DATE', 'SALARY', 'DEPT', 'ACTIVE'], ...rows],
      ',',
      '\r\n',
    );
    const { report, columns } = await folder.importText(text);
    expect(report.counts).toMatchObject({
      read: 120,
      quarantined: 2,
      accepted: 118,
      openingActive: 58,
      former: 60,
    });
    expect(
      report.problems.filter(({ disposition }) => disposition === 'quarantined').map(({ code }) => code),
    ).toEqual(['HIRE_UNPARSEABLE', 'PAY_MISSING']);
    expect(columns.department.values).toEqual(['FINANCE', 'Finance', 'HR', 'Sales']);
    expect(report.notices.map(({ code }) => code)).toEqual(['DEPARTMENT_CASE']);
  });

  it('imports the sample census that is shipped', async () => {
    const path = new URL('../../resources/sample-census.csv', import.meta.url).pathname;
    const header = (await readFile(path, 'utf8')).split('\n', 1)[0]?.split(',') ?? [];
    const { report } = await folder.importFile(path, { startYear: 2026, endYear: 2030 });
    expect(report.columns.filter(({ use }) => use !== 'mapped')).toEqual([]);
    expect(report.fields.length).toBe(header.length);
    expect(report.counts).toMatchObject({ quarantined: 0, blank: 0, duplicateDropped: 0 });
  });

  it('W-26 text cells stay text: formulas, control characters, long cells', async () => {
    const long = 'x'.repeat(10_000);
    const text = toDelimited([
      [...HEADER, 'Dept', 'Title'],
      [...ROW, 'Sa\u0007les', '=cmd|calc'],
      ['E2', ...ROW.slice(1), 'Sales ', long],
    ]);
    const { columns } = await folder.importText(text);
    expect(columns.department.values).toEqual(['Sales']);
    expect(columns.jobTitle.values).toEqual(['=cmd|calc', long]);
  });

  it('warns of termination dates that only mean "no end"', async () => {
    const { report } = await folder.importText(withColumn('End Date', '9999-12-31', ''));
    expect(report.notices).toEqual([
      {
        code: 'TERMINATION_FAR',
        detail: expect.stringContaining('1 person has a termination date') as string,
      },
    ]);
    expect(report.counts?.openingActive).toBe(2);
  });

  it('W-25 a level that a program wrote as a float is the level', async () => {
    const { columns } = await folder.importText(withColumn('Grade', '2.0', '2', 'Staff', '2.5'));
    expect(columns.level).toEqual({ values: ['2', '2.5', 'Staff'], codes: Int32Array.of(0, 0, 2, 1) });
  });

  it('W-18 two-digit years', async () => {
    const text = table(['E1', '01/15/68', '03/31/19', '60000'], ['E2', '05/15/12', '03/31/19', '60000']);
    const { columns, report } = await folder.importText(text);
    expect(iso(columns.birthDay[0])).toBe('1968-01-15');
    expect(iso(columns.hireDay[0])).toBe('2019-03-31');
    expect(report.problems.map(({ code, text: cell }) => `${code} ${cell}`)).toEqual([
      'BIRTH_IMPLAUSIBLE 05/15/12',
    ]);
    expect(toDay(2025, 1, 1)).toBe(20_089);
  });
});
