import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CensusFolder, toDelimited } from './census-files.ts';

let folder: CensusFolder;
beforeAll(async () => {
  folder = await CensusFolder.create(false);
});
afterAll(() => folder.remove());

const HEADER = 'ID,DOB,Hire Date,Salary,Dept';
const good = (id: string, department = 'Sales'): string => `${id},1980-05-25,2019-04-30,60000,${department}`;
const file = (...lines: readonly string[]): string => `${[HEADER, ...lines].join('\n')}\n`;

const refused = (content: string | Uint8Array, extension = 'csv'): Promise<unknown> =>
  folder.write(content, extension).then((path) =>
    folder.importFile(path).then(
      () => 'imported',
      (error: unknown) => error,
    ),
  );

describe('files that are no census', () => {
  it('a missing file and a folder', async () => {
    await expect(folder.importFile(join(folder.path, 'none.csv'))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    await mkdir(join(folder.path, 'sub'), { recursive: true });
    await expect(folder.importFile(join(folder.path, 'sub'))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      detail: 'It is a folder.',
    });
  });

  it('an empty file, a blank one, headers only, and blank rows only', async () => {
    for (const content of ['', '\uFEFF', '\n\n  \n', `${HEADER}\n`, HEADER, `${HEADER}\n,,,,\n\n`])
      expect(await refused(content), JSON.stringify(content)).toMatchObject({ code: 'CENSUS_EMPTY' });
  });

  it('binary content, pictures, old workbooks', async () => {
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256));
    expect(await refused(noise)).toMatchObject({ code: 'CENSUS_FORMAT' });
    expect(await refused(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))).toMatchObject({
      code: 'CENSUS_FORMAT',
    });
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'xls')).toMatchObject({
      code: 'CENSUS_UNSAFE',
      detail: expect.stringContaining('password') as string,
    });
  });

  it('a damaged Parquet file', async () => {
    expect(
      await refused(
        Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(500, 1), Buffer.from('PAR1')]),
        'parquet',
      ),
    ).toMatchObject({ code: 'CENSUS_FORMAT', detail: expect.stringContaining('Parquet') as string });
    expect(await refused('PAR1', 'parquet')).toMatchObject({ code: 'CENSUS_FORMAT' });
  });

  it('more columns than any census has', async () => {
    const header = Array.from({ length: 2_001 }, (_, index) => `c${index}`);
    expect(await refused(toDelimited([header, header]))).toMatchObject({ code: 'CENSUS_TOO_LARGE' });
  });

  it('text that is no table says what is missing', async () => {
    expect(await refused('<html><body>Session expired</body></html>\nplease log in\n')).toMatchObject({
      code: 'CENSUS_COLUMN_MISSING',
    });
  });
});

describe('encodings', () => {
  const text = file(good('E1', 'José'));

  it('invalid UTF-8 names the row, and what Windows-1252 would make of it', async () => {
    expect(await refused(Buffer.from(text, 'latin1'))).toMatchObject({
      code: 'CENSUS_ENCODING',
      place: { row: 2 },
      detail: expect.stringMatching(/near row 2.*José.*"encoding": "windows-1252"/) as string,
    });
    expect(await refused(Buffer.from(`Größe,${text}`, 'latin1'))).toMatchObject({
      code: 'CENSUS_ENCODING',
      place: { row: 1 },
    });
  });

  it('Windows-1252 and unmarked UTF-16 are read when the mapping says so', async () => {
    for (const [encoding, content] of [
      ['windows-1252', Buffer.from(text, 'latin1')],
      ['utf-16le', Buffer.from(text, 'utf16le')],
      ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
      ['utf-8', Buffer.from(text)],
    ] as const) {
      const { columns } = await folder.importText(content, { mapping: { encoding } });
      expect(columns.department.values, encoding).toEqual(['José']);
    }
  });

  it('unmarked or broken UTF-16', async () => {
    expect(await refused(Buffer.from(text, 'utf16le'))).toMatchObject({
      code: 'CENSUS_ENCODING',
      detail: expect.stringContaining('without a byte order mark') as string,
    });
    const broken = Buffer.concat([
      Buffer.from('\uFEFFID\n', 'utf16le'),
      Buffer.from([0x00, 0xd8, 0x0a, 0x00]),
    ]);
    expect(await refused(broken)).toMatchObject({ code: 'CENSUS_ENCODING' });
  });

  it('a character that is cut by the end of a chunk', async () => {
    const long = 'é'.repeat(100);
    const rows = Array.from({ length: 25_000 }, (_, index) =>
      good(`E${index}`, `${'x'.repeat(index % 3)}${long}`),
    );
    const { columns } = await folder.importText(file(...rows));
    expect(columns.department.values).toEqual(['xx', 'x', ''].map((start) => `${start}${long}`));
    expect(columns.rowCount).toBe(25_000);
  });
});

describe('quotes and rows', () => {
  it('cells with delimiters, quotes and line breaks', async () => {
    const { columns, report } = await folder.importText(
      file(
        good('E1', '"Sales, ""North""\r\nand South"'),
        good('E2', '"Sales"  '),
        good('E3', 'a "quoted" word'),
      ),
    );
    expect(columns.department.values).toEqual(['Sales', 'Sales, "North"and South', 'a "quoted" word']);
    expect(report.counts?.read).toBe(3);
  });

  it('a quote that is never closed, and text after a closing one, name the row', async () => {
    expect(await refused(file(good('E1'), good('E2', '"Sales'), good('E3')))).toMatchObject({
      code: 'CENSUS_FORMAT',
      place: { row: 3 },
      detail: expect.stringContaining('never closed') as string,
    });
    expect(await refused(file(good('E1'), good('E2', '"Sales" North')))).toMatchObject({
      code: 'CENSUS_FORMAT',
      place: { row: 3 },
      detail: expect.stringContaining('text follows a closing quote') as string,
    });
    expect(await refused('"ID,DOB\n1,2\n')).toMatchObject({ code: 'CENSUS_FORMAT', place: { row: 1 } });
  });

  it('short rows miss their last cells', async () => {
    const { report } = await folder.importText(file('E1,1980-05-25,2019-04-30,60000', 'E2,1980-05-25'));
    expect(report.problems.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '3 HIRE_MISSING',
      '3 PAY_MISSING',
    ]);
  });

  it('a row with content only in unknown columns is not blank', async () => {
    const { report } = await folder.importText(`${HEADER},Notes\n${good('E1')},\n,,,,,see above\n,,,,,\n`);
    expect(report.counts).toMatchObject({ read: 3, blank: 1, quarantined: 1, accepted: 1 });
  });

  it('headers on another row', async () => {
    const text = `Census of 2024\nconfidential\n${file(good('E1'))}`;
    const { report, columns } = await folder.importText(text, { mapping: { headerRow: 3, delimiter: ',' } });
    expect(columns.rowCount).toBe(1);
    expect(report.problems).toEqual([]);
    await expect(folder.importText(text, { mapping: { headerRow: 9 } })).rejects.toMatchObject({
      code: 'CENSUS_EMPTY',
    });
  });

  it('rows that are longer than one read, and one that is longer than any cell', async () => {
    const wide = 'y'.repeat(3_000_000);
    const { columns } = await folder.importText(file(good('E1', `"${wide}"`), good('E2', wide), good('E3')));
    expect(columns.department.values.map((text) => text.length)).toEqual([5, 3_000_000]);
    expect(await refused(file(good('E1', `"${'z'.repeat(17_000_000)}`)))).toMatchObject({
      code: 'CENSUS_FORMAT',
    });
  });

  it('line breaks at the end of a read', async () => {
    const line = `${good('E', 'x'.repeat(200))}\r\n`;
    const text = `${HEADER}\r\n${Array.from({ length: 40_000 }, (_, index) => line.replace('E,', `E${index},`)).join('')}`;
    const { report } = await folder.importText(text);
    expect(report.counts).toMatchObject({ read: 40_000, accepted: 40_000 });
  });
});

describe('mapping files', () => {
  it('that are missing, no JSON, or hold unknown settings', async () => {
    const { readMapping } = await import('../../src-main/services/census/mapping.ts');
    const path = join(folder.path, 'mapping.json');
    await expect(readMapping(path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await writeFile(path, '{"columns": ');
    await expect(readMapping(path)).rejects.toMatchObject({ code: 'MAPPING_INVALID', place: { file: path } });
    await writeFile(path, '{"payunit": "annual"}');
    await expect(readMapping(path)).rejects.toMatchObject({ code: 'MAPPING_INVALID', place: { file: path } });
    await writeFile(path, '{"payUnit": "annual"}');
    expect(await readMapping(path)).toMatchObject({ payUnit: 'annual', columns: {} });
  });
});
