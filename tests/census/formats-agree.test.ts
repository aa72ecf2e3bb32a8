import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CensusFolder, toDelimited, toParquet, toWorkbook, type Cells } from './census-files.ts';

let folder: CensusFolder;
beforeAll(async () => {
  folder = await CensusFolder.create(true);
});
afterAll(() => folder.remove());

const HEADER = [
  'Employee ID',
  'Birth Date',
  'Hire Date',
  'Term Date',
  'Annual Salary',
  'Department',
  'Job Level',
  'Hours per Week',
  'Union',
  'Deferral Pct',
];
const ROWS: Cells = [
  ['007', '1980-05-25', '2019-04-30', '', '60000.5', 'Sales, North', '2', '37.5', 'true', '6'],
  ['E2', '1975-01-31', '2001-12-15', '2024-06-30', '81250.75', 'José "Pepe"', '3', '40', 'false', '0'],
  ['e10', '1999-02-28', '2025-06-01', '', '125000', '', '', '', 'false', '7.25'],
  ['E10', '1960-07-04', '1995-01-15', '2026-03-31', '65.125', '営業', '1', '20', '', ''],
  ['E3', '1988-11-11', '2020-02-29', '', '', 'Sales', '2', '40', 'true', '5'],
  ['', '', '', '', '', '', '', '', '', ''],
  ['E2', '1975-01-31', '2001-12-15', '2024-06-30', '81250.75', 'José "Pepe"', '3', '40', 'false', '0'],
];
const TABLE: Cells = [HEADER, ...ROWS];
const SETTINGS = { mapping: { payUnit: 'annual', releasePayImplausible: true, formats: { annualPay: '.' } } };

const DATES = new Set([1, 2, 3]);
const NUMBERS = new Set([4, 7, 9]);
const cellsOf = (table: Cells): Cells =>
  table.map((row, index) =>
    index === 0
      ? row
      : row.map((cell, column) =>
          cell === '' || cell === null ? null : NUMBERS.has(column) ? Number(cell) : cell,
        ),
  );

/** Excel serial of an ISO date. */
const serialOf = (iso: string, origin: number): number =>
  Math.round((Date.parse(`${iso}T00:00:00Z`) - origin) / 86_400_000);
const ORIGIN_1900 = Date.UTC(1899, 11, 30);

describe('W-25 file format, line endings, row order and column order change nothing', () => {
  it('W-25 CSV, TSV, semicolons, bars, quotes, line endings and encodings agree', async () => {
    const { hash, columns, report } = await folder.importText(toDelimited(TABLE), SETTINGS);
    expect(columns.employeeId).toEqual(['007', 'E10', 'E2', 'e10']);
    expect(report.counts).toMatchObject({
      read: 7,
      blank: 1,
      quarantined: 1,
      duplicateDropped: 1,
      accepted: 4,
    });
    const quoted = `${TABLE.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
    const utf16 = Buffer.from(`\uFEFF${toDelimited(TABLE, '\t')}`, 'utf16le');
    const variants = [
      toDelimited(TABLE, '\t', '\r\n'),
      toDelimited(TABLE, ';', '\r'),
      toDelimited(TABLE, '|'),
      toDelimited(TABLE).trimEnd(),
      `\uFEFF${toDelimited(TABLE)}`,
      `\n\n${toDelimited(TABLE)}`,
      `sep=;\r\n${toDelimited(TABLE, ';', '\r\n')}`,
      quoted,
      utf16,
      Buffer.from(utf16).swap16(),
    ];
    for (const variant of variants) {
      const other = await folder.importText(variant, SETTINGS);
      expect(other.hash).toBe(hash);
      expect(other.columns).toEqual(columns);
      expect(other.report.counts).toEqual(report.counts);
    }
  });

  it('W-25 Parquet agrees, as text and as typed columns', async () => {
    const { hash, report } = await folder.importText(toDelimited(TABLE), SETTINGS);
    const csv = await folder.write(toDelimited(TABLE));
    const quote = (name: string): string => `nullif("${name}", '')`;
    const asText = Object.fromEntries(HEADER.map((name) => [name, quote(name)]));
    const asTypes: Readonly<Record<string, string>> = {
      ...asText,
      'Birth Date': `${quote('Birth Date')}::DATE`,
      'Hire Date': `${quote('Hire Date')}::TIMESTAMP`,
      'Term Date': `(${quote('Term Date')} || ' 00:00:00+00')::TIMESTAMPTZ`,
      'Annual Salary': `${quote('Annual Salary')}::DOUBLE`,
      'Job Level': `${quote('Job Level')}::DOUBLE`,
      'Hours per Week': `${quote('Hours per Week')}::DECIMAL(9, 4)`,
      Union: `${quote('Union')}::BOOLEAN`,
      'Deferral Pct': `${quote('Deferral Pct')}::FLOAT`,
    };
    for (const expressions of [asText, asTypes]) {
      const path = join(folder.path, 'census [2024] *.parquet');
      await toParquet(csv, path, expressions);
      const imported = await folder.importFile(path, SETTINGS);
      expect(imported.hash).toBe(hash);
      expect(imported.report.counts).toEqual(report.counts);
    }
  });

  it('W-25 a workbook agrees, with dates as text and as serials of either system', async () => {
    const { hash, report } = await folder.importText(toDelimited(TABLE), SETTINGS);
    const asText = await folder.write(toWorkbook(cellsOf(TABLE)), 'xlsx');
    const asSerials = cellsOf(TABLE).map((row, index) =>
      index === 0
        ? row
        : row.map((cell, column) =>
            DATES.has(column) && cell !== null ? serialOf(String(cell), ORIGIN_1900) + 0.5 : cell,
          ),
    );
    const withFormats = toWorkbook(asSerials, (sheet) => {
      for (const [address, cell] of Object.entries(sheet))
        if (/^[BCD]\d+$/.test(address) && cell.t === 'n') cell.z = 'mm/dd/yyyy;@';
    });
    const serials = toWorkbook(asSerials);
    for (const [content, settings] of [
      [await folder.write(withFormats, 'xlsx'), SETTINGS],
      [asText, SETTINGS],
      [await folder.write(serials, 'xlsx'), SETTINGS],
    ] as const) {
      const imported = await folder.importFile(content, settings);
      expect(imported.hash).toBe(hash);
      expect(imported.report.counts).toEqual(report.counts);
    }
  });

  it('W-25 shuffling rows and columns changes nothing', async () => {
    const people = fc.record({
      id: fc.string({
        minLength: 1,
        maxLength: 6,
        unit: fc.constantFrom(...('abAB019 é😀'.match(/./gu) ?? [])),
      }),
      birth: fc.integer({ min: 1955, max: 2004 }),
      hire: fc.integer({ min: 2010, max: 2026 }),
      left: fc.option(fc.integer({ min: 2009, max: 2030 }), { nil: null }),
      pay: fc.integer({ min: 0, max: 20_000_000 }),
      department: fc.constantFrom('', 'Sales', 'sales', 'R&D', '\u{1F600}', '\uFF21'),
    });
    const cells = ({ id, birth, hire, left, pay, department }: Person): readonly string[] => [
      id,
      `${birth}-06-15`,
      `${hire}-03-01`,
      left === null ? '' : `${left}-09-30`,
      (pay / 100).toFixed(2),
      department,
    ];
    const header = ['ID', 'DOB', 'Hire Date', 'Term Date', 'Pay', 'Dept'];
    const settings = { mapping: { payUnit: 'annual', duplicates: 'latest' } };
    const anchor: Person = {
      id: 'anchor',
      birth: 1980,
      hire: 2010,
      left: null,
      pay: 6_000_000,
      department: '',
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(people, { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        async (list, numbers) => {
          const shuffle = <Item>(items: readonly Item[]): Item[] =>
            items
              .map((item) => ({ item, order: Number(numbers.next().value) }))
              .sort((a, b) => a.order - b.order)
              .map(({ item }) => item);
          const table: Cells = [header, ...[anchor, ...list].map(cells)];
          const columns = shuffle(header.map((_, column) => column));
          const shuffled = [header, ...shuffle(table.slice(1))].map((row) =>
            columns.map((column) => row[column] ?? ''),
          );
          const first = await folder.importText(toDelimited(table), settings);
          const second = await folder.importText(toDelimited(shuffled), settings);
          expect(second.hash).toBe(first.hash);
          expect(second.columns).toEqual(first.columns);
          expect(second.report.counts).toEqual(first.report.counts);
        },
      ),
      { seed: 25, numRuns: 60 },
    );
  });
});

interface Person {
  readonly id: string;
  readonly birth: number;
  readonly hire: number;
  readonly left: number | null;
  readonly pay: number;
  readonly department: string;
}
