import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { EMPTY_MAPPING } from '../../src-main/services/census/mapping.ts';
import { forkHelper } from '../../src-main/services/census/helper-process.ts';
import { readWorkbook } from '../../src-main/services/census/read-workbook.ts';
import { precheckWorkbook, WORKBOOK_LIMITS } from '../../src-main/services/census/workbook-precheck.ts';
import { utils, write, type WorkBook } from 'xlsx';
import { CensusFolder, toWorkbook, type Cells } from './census-files.ts';

let folder: CensusFolder;
beforeAll(async () => {
  folder = await CensusFolder.create(true);
});
afterAll(() => folder.remove());

const HEADER = ['ID', 'DOB', 'Hire Date', 'Salary'];
const ROW = ['E1', '1980-05-25', '2019-04-30', 60_000];

interface Entry {
  readonly name: string;
  readonly data: Buffer;
  /** Size stated in the directory; the true one when left out. */
  readonly stated?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly localName?: string;
}

/** A zip archive by hand, so that it can lie. */
function zip(entries: readonly Entry[], comment = ''): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, stated = data.length, flags = 0, method = 8, localName = name } of entries) {
    const packed = method === 8 ? deflateRawSync(data) : data;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(stated, 22);
    local.writeUInt16LE(localName.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(stated, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(localName, 'latin1'), packed);
    directory.push(central, Buffer.from(name, 'latin1'));
    at += 30 + localName.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, central, end, Buffer.from(comment, 'latin1')]);
}

const TYPES: Entry = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') };
const BOOK: Entry = { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') };

const refusal = (content: Buffer): Promise<unknown> =>
  folder.write(content, 'xlsx').then((path) =>
    folder.importFile(path).then(
      () => 'imported',
      (error: unknown) => (error instanceof PlanAlignError ? `${error.code}: ${error.detail}` : error),
    ),
  );

const bytesOf = (book: WorkBook): Buffer => {
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!Buffer.isBuffer(bytes)) throw new Error('no workbook was written');
  return bytes;
};

describe('unsafe workbooks', () => {
  it('a zip bomb is refused before it is inflated', async () => {
    const bomb = { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(300_000_000) };
    const content = zip([TYPES, BOOK, bomb]);
    expect(content.length).toBeLessThan(1_000_000);
    expect(await refusal(content)).toMatch(/^CENSUS_TOO_LARGE: An entry would grow/);
  });

  it('a bomb that states a small size is refused as soon as it grows beyond it', async () => {
    const liar = { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(50_000_000), stated: 1_000 };
    expect(await refusal(zip([TYPES, BOOK, liar]))).toMatch(/^CENSUS_UNSAFE: .*false sizes/);
    const modest = { name: 'a.xml', data: Buffer.from('abc'), stated: 4 };
    expect(await refusal(zip([TYPES, BOOK, modest]))).toMatch(/^CENSUS_UNSAFE: .*false sizes/);
  });

  it('many entries, all of them together, and the file itself have limits', () => {
    const limits = { ...WORKBOOK_LIMITS, entries: 3, totalBytes: 1_000, fileBytes: 10_000, entryBytes: 900 };
    const entry = (index: number, size: number): Entry => ({
      name: `e${index}`,
      data: Buffer.alloc(size, index),
    });
    const check = (entries: readonly Entry[]) => () => {
      precheckWorkbook(zip(entries), limits);
    };
    expect(check([TYPES, BOOK, entry(1, 10), entry(2, 10)])).toThrow('more than 3 entries');
    expect(check([TYPES, entry(1, 800), entry(2, 800)])).toThrow('would grow to more than 1000');
    expect(check([TYPES, BOOK, entry(1, 901)])).toThrow('An entry would grow');
    expect(check([{ ...entry(1, 20_000), method: 0 }])).toThrow('larger than 10000 bytes');
    expect(check([TYPES, BOOK])).not.toThrow();
  });

  it('encrypted, odd and damaged archives', async () => {
    const entry: Entry = { name: 'x', data: Buffer.from('x') };
    expect(await refusal(zip([TYPES, { ...BOOK, flags: 1 }]))).toBe('CENSUS_UNSAFE: It is encrypted.');
    expect(await refusal(zip([TYPES, BOOK, { ...entry, name: '../x' }]))).toContain('forbidden name');
    expect(await refusal(zip([TYPES, BOOK, { ...entry, name: 'XL/workbook.xml' }]))).toContain(
      'two entries of one name',
    );
    expect(await refusal(zip([TYPES, BOOK, { ...entry, localName: 'y' }]))).toContain(
      'two things about one entry',
    );
    expect(await refusal(zip([TYPES, BOOK, { ...entry, method: 12 }]))).toContain('unusual compression');
    const whole = zip([TYPES, BOOK, entry]);
    expect(await refusal(whole.subarray(0, whole.length - 30))).toMatch(/^CENSUS_UNSAFE/);
    const overlapping = Buffer.from(whole);
    overlapping.writeUInt32LE(0, overlapping.length - 22 - 46 - 1 + 42);
    expect(await refusal(overlapping)).toMatch(/^CENSUS_UNSAFE/);
    expect(await refusal(Buffer.from('PK\x03\x04 and then nothing', 'latin1'))).toMatch(/^CENSUS_UNSAFE/);
  });

  it('archives that are no workbook', async () => {
    expect(await refusal(zip([{ name: 'readme.txt', data: Buffer.from('hello') }]))).toMatch(
      /^CENSUS_FORMAT/,
    );
    expect(await refusal(zip([TYPES, BOOK]))).toMatch(/^CENSUS_(UNSAFE|EMPTY)/);
  });

  it('a process that takes too long or too much memory is ended', async () => {
    const rows: Cells = Array.from({ length: 20_000 }, (_, index) => [`E${index}`, ...ROW.slice(1)]);
    const path = await folder.write(toWorkbook([HEADER, ...rows]), 'xlsx');
    const control = { onProgress: () => undefined, throwIfCancelled: () => undefined };
    const program = `${folder.path}/programs/excel-process.mjs`;
    const slow = readWorkbook(
      path,
      1,
      EMPTY_MAPPING,
      control,
      { path: program, start: forkHelper },
      {
        ...WORKBOOK_LIMITS,
        milliseconds: 20,
      },
    );
    await expect(slow).rejects.toMatchObject({
      code: 'CENSUS_TOO_LARGE',
      detail: expect.stringContaining('longer than') as string,
    });
    const big = readWorkbook(
      path,
      1,
      EMPTY_MAPPING,
      control,
      { path: program, start: forkHelper },
      {
        ...WORKBOOK_LIMITS,
        heapMegabytes: 12,
      },
    );
    await expect(big).rejects.toMatchObject({
      code: 'CENSUS_TOO_LARGE',
      detail: expect.stringContaining('memory') as string,
    });
    const few = readWorkbook(
      path,
      1,
      EMPTY_MAPPING,
      control,
      { path: program, start: forkHelper },
      { ...WORKBOOK_LIMITS, rows: 1_000 },
    );
    await expect(few).rejects.toMatchObject({
      code: 'CENSUS_TOO_LARGE',
      detail: expect.stringContaining('1000 rows') as string,
    });
    let looks = 0;
    const impatient = {
      onProgress: () => undefined,
      throwIfCancelled: () => {
        looks += 1;
        if (looks > 1) throw new PlanAlignError('CANCELLED', 'The import was cancelled.');
      },
    };
    await expect(
      readWorkbook(path, 1, EMPTY_MAPPING, impatient, { path: program, start: forkHelper }),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('sheets and cells', () => {
  it('reads the first visible sheet unless the mapping names another', async () => {
    const sheet = (id: string) => utils.aoa_to_sheet([HEADER, [id, ...ROW.slice(1)]]);
    const content = bytesOf({
      SheetNames: ['Old', 'Now', 'Notes'],
      Sheets: { Old: sheet('OLD'), Now: sheet('NOW'), Notes: sheet('NOTES') },
      Workbook: { Sheets: [{ Hidden: 1 }, { Hidden: 0 }, { Hidden: 0 }] },
    });
    const path = await folder.write(content, 'xlsx');
    const first = await folder.importFile(path);
    expect(first.columns.employeeId).toEqual(['NOW']);
    expect(first.report.notices.map(({ code }) => code)).toEqual(['SHEETS']);
    const named = await folder.importFile(path, { mapping: { sheet: 'Notes' } });
    expect(named.columns.employeeId).toEqual(['NOTES']);
    expect(named.report.notices).toEqual([]);
    expect(named.mapping.sheet).toBe('Notes');
    await expect(folder.importFile(path, { mapping: { sheet: 'Nope' } })).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
      detail: expect.stringContaining('Old, Now, Notes') as string,
    });
  });

  it('W-15 zeros that only the number format shows are kept', async () => {
    const content = toWorkbook([HEADER, [7, ...ROW.slice(1)], [123_456_789, ...ROW.slice(1)]], (sheet) => {
      for (const address of ['A2', 'A3']) {
        const cell = sheet[address];
        if (cell !== undefined) cell.z = '0000';
      }
    });
    const { columns } = await folder.importFile(await folder.write(content, 'xlsx'));
    expect(columns.employeeId).toEqual(['0007', '123456789']);
  });

  it('W-15 social security numbers stored as formatted numbers are recognised', async () => {
    const content = toWorkbook([HEADER, [123_456_789, ...ROW.slice(1)]], (sheet) => {
      const cell = sheet['A2'];
      if (cell !== undefined) cell.z = '000-00-0000';
    });
    await expect(folder.importFile(await folder.write(content, 'xlsx'))).rejects.toMatchObject({
      code: 'CENSUS_COLUMN_MISSING',
    });
  });

  it('W-18 serials count from 1904 where the workbook says so', async () => {
    const table: Cells = [HEADER, ['E1', '1980-05-25', 42_000, 60_000], ['E2', '1980-05-25', 42_001, 60_000]];
    const dated = (date1904: boolean, format: string | null): Buffer => {
      const sheet = utils.aoa_to_sheet(table.map((row) => [...row]));
      for (const address of ['C2', 'C3']) {
        const cell: unknown = sheet[address];
        if (format !== null && typeof cell === 'object' && cell !== null) Object.assign(cell, { z: format });
      }
      return bytesOf({ SheetNames: ['S'], Sheets: { S: sheet }, Workbook: { WBProps: { date1904 } } });
    };
    const days: number[] = [];
    for (const [date1904, format] of [
      [false, null],
      [false, 'd-mmm-yy'],
      [true, null],
      [true, '[$-409]m/d/yy h:mm AM/PM;@'],
    ] as const) {
      const { columns } = await folder.importFile(await folder.write(dated(date1904, format), 'xlsx'));
      days.push(columns.hireDay[0] ?? 0);
    }
    const [first = 0] = days;
    expect(days).toEqual([first, first, first + 1_462, first + 1_462]);
  });

  it('formulas count by their stored result; errors and booleans by their text', async () => {
    const content = toWorkbook(
      [
        [...HEADER, 'Union', 'Dept'],
        [...ROW, null, null],
      ],
      (sheet) => {
        sheet['D2'] = { t: 'n', v: 65_000.789_999_999_99, f: '60000+5000.79' };
        sheet['E2'] = { t: 'b', v: true };
        sheet['F2'] = { t: 'e', v: 0x2a };
      },
    );
    const { columns } = await folder.importFile(await folder.write(content, 'xlsx'));
    expect(columns.annualPayCents[0]).toBe(6_500_079);
    expect(columns.unionMember[0]).toBe(1);
    expect(columns.department.values).toEqual(['#N/A']);
  });

  it('W-21 content beyond the last header, gaps, and headers below the first row', async () => {
    const content = toWorkbook([
      [],
      ['Title'],
      HEADER,
      [...ROW, null, 'stray'],
      [],
      ['E2', ...ROW.slice(1)],
      [null, null, null, null],
    ]);
    const path = await folder.write(content, 'xlsx');
    const { report } = await folder.importFile(path, { mapping: { headerRow: 3 } });
    expect(report.counts).toMatchObject({ read: 3, blank: 1, quarantined: 1, accepted: 1 });
    expect(report.problems).toMatchObject([{ row: 4, code: 'ROW_RAGGED', text: 'stray' }]);
  });

  it('a large workbook arrives whole', async () => {
    const rows: Cells = Array.from({ length: 30_000 }, (_, index) => [
      `E${index}`,
      ...ROW.slice(1, 3),
      50_000 + index,
    ]);
    const { report, columns } = await folder.importFile(
      await folder.write(toWorkbook([HEADER, ...rows]), 'xlsx'),
    );
    expect(report.counts).toMatchObject({ read: 30_000, accepted: 30_000 });
    expect(columns.annualPayCents.reduce((sum, cents) => sum + cents, 0)).toBe(
      30_000 * 5_000_000 + 100 * (29_999 * 15_000),
    );
  });

  it('an empty sheet, and one with headers only', async () => {
    expect(await refusal(bytesOf({ SheetNames: ['S'], Sheets: { S: {} } }))).toMatch(/^CENSUS_EMPTY/);
    expect(await refusal(toWorkbook([HEADER]))).toMatch(/^CENSUS_EMPTY/);
  });
});
