import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { EMPTY_MAPPING, parseMapping } from '../../src-main/services/census/mapping.ts';
import { CensusFolder, toDelimited, toWorkbook, type Cells, type ImportSettings } from './census-files.ts';

let folder: CensusFolder;
beforeAll(async () => {
  folder = await CensusFolder.create(true);
});
afterAll(() => folder.remove());

const STAFF: Cells = [
  ['ID', 'DOB', 'Hire Date', 'Salary', 'Department'],
  ['0001', '1980-05-25', '2019-04-30', '60000', 'Audit'],
  ['0002', '1985-05-25', '2018-04-30', '70000', ''],
  ['0003', '1990-05-25', '2020-04-30', '80000', 'Sales'],
  ['A4', '1991-05-25', '2021-04-30', '90000', 'Sales'],
];
const PLAN: Cells = [
  ['Participant ID', 'Deferral Pct', 'Dept', 'Match Balance'],
  ['0001', '6', 'Audit', '1000.50'],
  ['0002', '7.5', 'Legal', '2000'],
  ['0003', '3', 'Marketing', ''],
  ['9999', '4', 'Sales', '5'],
];
const READING = { join: { columns: { employeeId: 'Participant ID', deferralRate: 'Deferral Pct' } } };

const examine = async (staff: Cells, plan: Cells | Buffer, settings: ImportSettings = {}) => {
  const join = Buffer.isBuffer(plan)
    ? await folder.write(plan, 'xlsx')
    : await folder.write(toDelimited(plan, ';'));
  const found = await folder.examineText(toDelimited(staff), { mapping: READING, ...settings, join });
  return { ...found, join: found.report.join };
};

const textsOf = (column: { readonly values: readonly string[]; readonly codes: Int32Array }) =>
  [...column.codes].map((code) => column.values[code] ?? null);

describe('W-15 a second file joined by employee id', () => {
  it('adds the fields that the census lacks and fills its blanks; every row of both files is accounted for', async () => {
    const { census, join, report } = await examine(STAFF, PLAN);
    const { columns } = census ?? expect.fail('the census is accepted');
    expect(columns.employeeId).toEqual(['0001', '0002', '0003', 'A4']);
    expect([...columns.plan.deferralRatePpm]).toEqual([60_000, 75_000, 30_000, -1]);
    expect([...columns.plan.balanceMatchCents]).toEqual([100_050, 200_000, NaN, NaN]);
    expect(textsOf(columns.department)).toEqual(['Audit', 'Legal', 'Sales', 'Sales']);
    expect(report.counts).toMatchObject({ read: 4, accepted: 4, quarantined: 0 });
    expect(join?.counts).toEqual({
      read: 4,
      joined: 3,
      withoutPerson: 1,
      quarantined: 0,
      duplicateDropped: 0,
      blank: 0,
      withRow: 3,
      withoutRow: 1,
    });
    expect(join?.taken).toEqual([
      { field: 'department', isInBoth: true, wins: false, taken: 1, different: 1 },
      { field: 'deferralRate', isInBoth: false, wins: false, taken: 3, different: 0 },
      { field: 'balanceMatch', isInBoth: false, wins: false, taken: 2, different: 0 },
    ]);
    expect(
      join?.problems.map(({ code, row, employeeId, text, against }) => [
        code,
        row,
        employeeId,
        text,
        against,
      ]),
    ).toEqual([
      ['JOIN_NO_PERSON', 5, '9999', '9999', null],
      ['JOIN_NO_ROW', 5, 'A4', 'A4', null],
      ['JOIN_DIFFERENT', 4, '0003', 'Marketing', 'Department "Sales"'],
    ]);
    expect(join?.reasons.map(({ code, rows }) => [code, rows])).toEqual([
      ['JOIN_NO_PERSON', 1],
      ['JOIN_NO_ROW', 1],
      ['JOIN_DIFFERENT', 1],
    ]);
  });

  it('takes the value of the joined file where the user says so', async () => {
    const { census, join } = await examine(STAFF, PLAN, {
      mapping: { join: { ...READING.join, wins: ['department'] } },
    });
    expect(textsOf(census?.columns.department ?? expect.fail())).toEqual([
      'Audit',
      'Legal',
      'Marketing',
      'Sales',
    ]);
    expect(join?.taken[0]).toEqual({
      field: 'department',
      isInBoth: true,
      wins: true,
      taken: 3,
      different: 1,
    });
  });

  it('W-22 resolves rows of one id in the joined file as in a census', async () => {
    const repeated = [
      ...PLAN,
      ['0001', '6', 'Audit', '1000.50'],
      ['0002', '1', 'Legal', '2000'],
      [' ', '1', '', ''],
    ];
    const { census, join, joinRejects } = await examine(STAFF, repeated);
    expect([...(census?.columns.plan.deferralRatePpm ?? [])]).toEqual([60_000, -1, 30_000, -1]);
    expect(join?.counts).toEqual({
      read: 7,
      joined: 2,
      withoutPerson: 1,
      quarantined: 3,
      duplicateDropped: 1,
      blank: 0,
      withRow: 2,
      withoutRow: 2,
    });
    expect(joinRejects?.split('\n').map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      'row,disposition,reasons',
      '3,quarantined,DUP_CONFLICT',
      '5,withoutPerson,JOIN_NO_PERSON',
      '6,duplicateDropped,DUP_EXACT',
      '7,quarantined,DUP_CONFLICT',
      '8,quarantined,ID_MISSING',
      '',
    ]);
    await expect(
      folder.importText(toDelimited(STAFF), {
        mapping: READING,
        strict: true,
        join: await folder.write(toDelimited(repeated)),
      }),
    ).rejects.toMatchObject({
      code: 'CENSUS_QUARANTINED',
      detail: '3 rows of the joined file are quarantined.',
    });
  });

  it('W-22 keeps one of several rows of an id on request', async () => {
    const repeated = [...PLAN, ['0002', '1', 'Legal', '2000']];
    const { census, join } = await examine(STAFF, repeated, {
      mapping: { join: { ...READING.join, duplicates: 'latest' } },
    });
    expect([...(census?.columns.plan.deferralRatePpm ?? [])].slice(1, 2)).toEqual([10_000]);
    expect(join?.counts).toMatchObject({ joined: 3, duplicateDropped: 1, withoutPerson: 1 });
  });

  it('names ids that a program has written without their leading zeros, and lets them belong together on request', async () => {
    // A workbook holds 1 where the census has 0001.
    const book = toWorkbook([
      ['Participant ID', 'Deferral Pct'],
      [1, 6],
      [2, 7],
      ['a4', 8],
    ]);
    const strict = await examine(STAFF, book);
    expect(strict.join?.counts).toMatchObject({ joined: 0, withoutPerson: 3, withoutRow: 4 });
    expect(strict.join?.problems[0]).toMatchObject({
      code: 'JOIN_ID_ALIKE',
      text: '1',
      against: 'ID "0001"',
    });
    const { census, join } = await examine(STAFF, book, {
      mapping: { join: { ...READING.join, ids: 'alike' } },
    });
    expect([...(census?.columns.plan.deferralRatePpm ?? [])]).toEqual([60_000, 70_000, -1, 80_000]);
    expect(join?.counts).toMatchObject({ joined: 3, withoutPerson: 0, withoutRow: 1 });
  });

  it('does not guess between ids that are alike', async () => {
    const twins = [...STAFF, ['1', '1980-05-25', '2019-04-30', '60000', 'Audit']];
    const plan: Cells = [
      ['Participant ID', 'Deferral Pct'],
      ['01', '6'],
      ['002', '7'],
      ['02', '8'],
    ];
    const { join } = await examine(twins, plan, { mapping: { join: { ...READING.join, ids: 'alike' } } });
    expect(
      join?.problems
        .filter(({ code }) => code === 'JOIN_ID_UNCLEAR')
        .map(({ text, against }) => [text, against]),
    ).toEqual([
      ['01', 'ID "0001, 1"'],
      ['002', 'ID "0002"'],
      ['02', 'ID "0002"'],
    ]);
  });

  it('W-21 checks what the joined file says in the rows of the census, and quarantines them', async () => {
    const staff: Cells = STAFF.map(([id, , hire, salary]) => [id ?? '', hire ?? '', salary ?? '']);
    const births: Cells = [
      ['Participant ID', 'Birth Date'],
      ['0001', '1980-05-25'],
      ['0002', '1985-05-26'],
      ['0003', '2020-01-01'],
    ];
    const mapping = { join: { columns: { employeeId: 'Participant ID' } } };
    const { census, report } = await examine(staff, births, { mapping });
    expect([...(census?.columns.birthDay ?? [])].map((day) => formatIsoDate(day as Day))).toEqual([
      '1980-05-25',
      '1985-05-26',
    ]);
    expect(report.counts).toMatchObject({ read: 4, accepted: 2, quarantined: 2 });
    const name = /^Birth Date \(census-\d+\.csv\)$/;
    expect(report.problems.map(({ employeeId, code, column }) => [employeeId, code, column])).toEqual([
      ['0003', 'BIRTH_IMPLAUSIBLE', expect.stringMatching(name)],
      ['0003', 'HIRE_TOO_YOUNG', expect.stringMatching(/Hire Date/)],
      ['A4', 'BIRTH_MISSING', expect.stringMatching(name)],
    ]);
  });

  it('W-19 reads pay of each file in its own unit and mark, and compares it by year', async () => {
    const staff: Cells = STAFF.map(([id, birth, hire, salary], row) => [
      id ?? '',
      birth ?? '',
      hire ?? '',
      row === 2 ? '' : (salary ?? ''),
    ]);
    const pay: Cells = [
      ['Participant ID', 'Monthly Income'],
      ['0001', '5.000,00'],
      ['0002', '6.000,10'],
      ['0003', '6.000,00'],
    ];
    const { census, join } = await examine(staff, pay, {
      mapping: {
        join: {
          columns: { employeeId: 'Participant ID', annualPay: 'Monthly Income' },
          payUnit: 'monthly',
          formats: { annualPay: ',' },
        },
      },
    });
    expect([...(census?.columns.annualPayCents ?? [])]).toEqual([6_000_000, 7_200_120, 8_000_000, 9_000_000]);
    expect(join?.taken).toEqual([
      { field: 'annualPay', isInBoth: true, wins: false, taken: 1, different: 1 },
    ]);
  });

  it('W-20 reads no ages where the other file has birth dates', async () => {
    const plan: Cells = [
      ['Participant ID', 'Age', 'Deferral Pct'],
      ['0001', '44', '6'],
    ];
    const { join, refusal } = await examine(STAFF, plan);
    expect(refusal).toBeNull();
    expect(join?.columns.find(({ name }) => name === 'Age')).toMatchObject({ use: 'unused', fields: [] });
    expect(join?.fields.map(({ field }) => field)).toEqual(['employeeId', 'deferralRate']);
  });

  it('W-25 gives one hash whatever file a value comes from and in which order rows stand', async () => {
    const { census } = await examine(STAFF, PLAN);
    const [header, ...rows] = PLAN;
    const shuffled = await examine(STAFF, [header ?? [], ...rows.reverse()]);
    const whole = await folder.importText(
      toDelimited([
        [...(STAFF[0] ?? []), 'Deferral Pct', 'Match Balance'],
        ['0001', '1980-05-25', '2019-04-30', '60000', 'Audit', '6', '1000.50'],
        ['0002', '1985-05-25', '2018-04-30', '70000', 'Legal', '7.5', '2000'],
        ['0003', '1990-05-25', '2020-04-30', '80000', 'Sales', '3', ''],
        ['A4', '1991-05-25', '2021-04-30', '90000', 'Sales', '', ''],
      ]),
      { mapping: { columns: { deferralRate: 'Deferral Pct' } } },
    );
    expect(census?.hash).toBe(whole.hash);
    expect(shuffled.census?.hash).toBe(whole.hash);
  });

  it('W-16 saves one mapping for both files, which reads them again without a question', async () => {
    const { mapping } = await examine(STAFF, PLAN);
    expect(mapping.join).toMatchObject({
      columns: { employeeId: 'Participant ID', deferralRate: 'Deferral Pct', department: 'Dept' },
      formats: { deferralRate: 'percent' },
    });
    const again = await examine(STAFF, PLAN, { mapping: { ...mapping }, acceptInferred: false });
    expect(again.refusal).toBeNull();
    expect(again.mapping).toEqual(mapping);
  });

  it('W-16 asks for the formats of both files', async () => {
    const { refusal } = await examine(STAFF, PLAN, { acceptInferred: false });
    expect(refusal?.code).toBe('FORMAT_UNCONFIRMED');
    expect(refusal?.items.filter((item) => item.startsWith('join.'))).toEqual([
      'join.formats.deferralRate ("Deferral Pct"): "percent" (high); "6" is 6%',
      'join.formats.balanceMatch ("Match Balance"): "." (high); "1000.50" is 1000.50',
    ]);
  });

  it('refuses a join without ids, and says when a mapping for two files reads one', async () => {
    const { refusal } = await examine(STAFF, PLAN, { mapping: {} });
    expect(refusal).toMatchObject({
      code: 'CENSUS_COLUMN_MISSING',
      items: ['join.employeeId: no column of the joined file matches'],
    });
    const numbered = await examine(
      STAFF.map((cells) => cells.slice(1)),
      PLAN,
      { mapping: { ...READING, generatedIds: true } },
    );
    expect(numbered.refusal?.items).toEqual([
      'join: the census has no column of employee ids, so nothing can be joined to it by them',
    ]);
    const { report } = await folder.examineText(toDelimited(STAFF), { mapping: READING });
    expect(report.notices.map(({ code }) => code)).toEqual(['JOIN_NOT_GIVEN']);
    expect(report.join).toBeUndefined();
  });

  it('refuses settings of a join that do not exist or do not suit their field', () => {
    expect(() => parseMapping({ join: { constants: {} } })).toThrow(/"constants" is no setting/);
    expect(() => parseMapping({ join: { formats: { deferralRate: 'yyyyMMdd' } } })).toThrow(
      /join\.formats\.deferralRate/,
    );
    expect(EMPTY_MAPPING.join).toBeUndefined();
  });

  it('reads large files in a thread, with the same outcome', async () => {
    const [header] = STAFF;
    const staff: Cells = [
      header ?? [],
      ...Array.from({ length: 20_000 }, (_, row) => [
        `E${row}`,
        '1980-05-25',
        '2019-04-30',
        String(60_000 + row),
        `Department ${row % 50}`,
      ]),
    ];
    const plan: Cells = [
      ['Participant ID', 'Deferral Pct'],
      ...Array.from({ length: 19_000 }, (_, row) => [`E${row * 2}`, String(row % 9)]),
    ];
    const direct = await examine(staff, plan);
    const threaded = await examine(staff, plan, { inThread: true });
    expect(direct.join?.counts).toMatchObject({ joined: 10_000, withoutPerson: 9_000, withoutRow: 10_000 });
    expect(threaded.report.join?.counts).toEqual(direct.join?.counts);
    expect(threaded.census?.hash).toBe(direct.census?.hash);
    expect(threaded.joinRejects).toBe(direct.joinRejects);
  });
});
