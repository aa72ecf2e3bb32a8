import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as xlsx from 'xlsx';
import { ensureBuilt } from '../../../scripts/build-if-stale.mjs';
import { EMPTY_MAPPING } from '../../services/census/mapping.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { previewCensusFile } from './census-preview.ts';

function fileOf(name: string, contents: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, contents);
  return path;
}

describe('the first rows of a census file', () => {
  beforeAll(ensureBuilt);

  it('are found under a title, with quotes, line breaks and another delimiter', async () => {
    const path = fileOf('a.csv', '\n;;\nId;Name;Pay\n1;"Ann; B";"1.000,50"\n\n2;"C\nD"\n3;x;y;z\n');
    expect(await previewCensusFile(path, EMPTY_MAPPING, 10)).toEqual({
      format: 'csv',
      sheets: [],
      sheet: null,
      headers: ['Id', 'Name', 'Pay'],
      firstRow: 4,
      rows: [
        ['1', 'Ann; B', '1.000,50'],
        ['2', 'C\nD', ''],
        ['3', 'x', 'y'],
      ],
    });
  });

  it('are read as the mapping says', async () => {
    const text = 'Report of March\n\nId|Größe\n1|ä\n';
    const latin = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const mapping = { ...EMPTY_MAPPING, encoding: 'windows-1252', delimiter: '|', headerRow: 3 } as const;
    expect(await previewCensusFile(fileOf('a.txt', latin), mapping, 1)).toMatchObject({
      headers: ['Id', 'Größe'],
      firstRow: 4,
      rows: [['1', 'ä']],
    });
    const utf16 = Buffer.from(`\uFEFFId\tPay\n1\t2\n`, 'utf16le');
    expect(await previewCensusFile(fileOf('b.tsv', utf16), EMPTY_MAPPING, 5)).toMatchObject({
      headers: ['Id', 'Pay'],
      rows: [['1', '2']],
    });
  });

  it('need only the beginning of a large file', async () => {
    const row = `1,${'x'.repeat(100)}\n`;
    const path = fileOf('a.csv', `Id,Text\n${row.repeat(50_000)}"never closed`);
    const { rows } = await previewCensusFile(path, EMPTY_MAPPING, 3);
    expect(rows).toEqual([1, 2, 3].map(() => ['1', 'x'.repeat(100)]));
  });

  it('of a workbook have no values in columns that no field is read from', async () => {
    const book = xlsx.utils.book_new();
    const sheet = xlsx.utils.aoa_to_sheet([
      ['Employee ID', 'Shoe size', 'Salary'],
      ['E1', 42, 50_000],
    ]);
    xlsx.utils.book_append_sheet(book, sheet, 'Staff');
    const bytes = xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    expect(await previewCensusFile(fileOf('a.xlsx', bytes), EMPTY_MAPPING, 5)).toEqual({
      format: 'xlsx',
      sheets: ['Staff'],
      sheet: 'Staff',
      headers: ['Employee ID', 'Shoe size', 'Salary'],
      firstRow: 2,
      rows: [['E1', null, '50000']],
    });
  });

  it('are refused where there is no file', async () => {
    await expect(previewCensusFile('/no/such/file.csv', EMPTY_MAPPING, 1)).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});
