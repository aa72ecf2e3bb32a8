import { describe, expect, it } from 'vitest';
import { read, utils, type CellObject, type WorkBook } from 'xlsx';
import { toDay } from '../../../src-shared/dates.ts';
import { writeWorkbook, type Sheet, type SheetRow } from './workbook.ts';

async function bytesOf(sheets: readonly Sheet[], mostRows?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeWorkbook(
    {
      write: (piece) => {
        pieces.push(Buffer.from(piece));
        return Promise.resolve();
      },
    },
    sheets,
    mostRows,
  );
  return Buffer.concat(pieces);
}

const written = async (sheets: readonly Sheet[], mostRows?: number): Promise<WorkBook> =>
  read(await bytesOf(sheets, mostRows), { cellNF: true, cellStyles: true, cellFormula: true });

const cellAt = (book: WorkBook, sheet: string, place: string): CellObject | undefined => {
  const cell: unknown = book.Sheets[sheet]?.[place];
  return cell as CellObject | undefined;
};

const HOSTILE = [
  '=HYPERLINK("http://example.com","Click")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '<script>&"\'',
  '_x0041_',
  'tab\tand\nline',
  'José 李 🚀',
];

describe('writeWorkbook', () => {
  it('keeps every text a text and never a formula', async () => {
    const book = await written([
      {
        name: 'Texts',
        columns: [{ title: '=1+1', kind: 'text' }],
        rows: HOSTILE.map((text): SheetRow => [text]),
      },
    ]);
    HOSTILE.forEach((text, index) => {
      const cell = cellAt(book, 'Texts', `A${index + 2}`);
      expect(cell).toMatchObject({ t: 's', v: text });
      expect(cell?.f).toBeUndefined();
    });
    expect(cellAt(book, 'Texts', 'A1')).toMatchObject({ t: 's', v: '=1+1' });
  });

  it('replaces characters that XML cannot hold', async () => {
    const book = await written([
      { name: 'T', columns: [{ title: 'a', kind: 'text' }], rows: [['a\u0000b\ud800c']] },
    ]);
    expect(cellAt(book, 'T', 'A2')?.v).toBe('a\ufffdb\ufffdc');
  });

  it('types and formats numbers, money, rates, dates and yes or no', async () => {
    const book = await written([
      {
        name: 'Typed',
        columns: [
          { title: 'People', kind: 'count' },
          { title: 'Pay', kind: 'money' },
          { title: 'Rate', kind: 'rate' },
          { title: 'Date', kind: 'date' },
          { title: 'Flag', kind: 'text' },
          { title: 'Year', kind: 'plain' },
        ],
        rows: [
          [12_345, 90_000.55, 0.065, toDay(2025, 3, 1), true, 2025],
          [null, NaN, '', { kind: 'text', value: 'n/a' }, false, { kind: 'money', value: -1.5 }],
        ],
      },
    ]);
    expect(cellAt(book, 'Typed', 'A2')).toMatchObject({ t: 'n', v: 12_345, w: '12,345' });
    expect(cellAt(book, 'Typed', 'B2')).toMatchObject({ t: 'n', v: 90_000.55, w: '$90,000.55' });
    expect(cellAt(book, 'Typed', 'C2')).toMatchObject({ t: 'n', v: 0.065, w: '6.50%' });
    expect(cellAt(book, 'Typed', 'D2')).toMatchObject({ t: 'n', v: 45_717, w: '2025-03-01' });
    expect(cellAt(book, 'Typed', 'E2')).toMatchObject({ t: 'b', v: true });
    expect(cellAt(book, 'Typed', 'F2')).toMatchObject({ v: 2025, w: '2025' });
    expect(['A3', 'B3', 'C3'].map((place) => cellAt(book, 'Typed', place))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(cellAt(book, 'Typed', 'D3')).toMatchObject({ t: 's', v: 'n/a' });
    expect(cellAt(book, 'Typed', 'F3')).toMatchObject({ v: -1.5, w: '-$1.50' });
  });

  it('goes on in another sheet when one is full, each with its header and filter', async () => {
    const rows = Array.from({ length: 7 }, (_, index): SheetRow => [index]);
    const book = await written(
      [
        { name: 'Rows', columns: [{ title: 'n', kind: 'count' }], rows },
        { name: 'Empty', columns: [{ title: 'n', kind: 'count' }], rows: [] },
      ],
      4,
    );
    expect(book.SheetNames).toEqual(['Rows', 'Rows 2', 'Rows 3', 'Empty']);
    const values = book.SheetNames.map((name) => {
      const sheet = book.Sheets[name];
      return sheet === undefined ? null : utils.sheet_to_json<unknown[]>(sheet, { header: 1 }).flat();
    });
    expect(values).toEqual([['n', 0, 1, 2], ['n', 3, 4, 5], ['n', 6], ['n']]);
    expect(book.Sheets['Rows 2']?.['!autofilter']).toEqual({ ref: 'A1:A4' });
  });

  it('is the same file for the same contents', async () => {
    const sheets: Sheet[] = [{ name: 'A', columns: [{ title: 'x', kind: 'text' }], rows: [['y']] }];
    expect((await bytesOf(sheets)).equals(await bytesOf(sheets))).toBe(true);
  });

  it('throws what its rows and its file throw', async () => {
    const rows = function* (): Generator<SheetRow> {
      yield ['a'];
      throw new RangeError('no more rows');
    };
    await expect(
      bytesOf([{ name: 'A', columns: [{ title: 'x', kind: 'text' }], rows: rows() }]),
    ).rejects.toThrow('no more rows');
    const failing = { write: () => Promise.reject(new RangeError('disk')) };
    await expect(
      writeWorkbook(failing, [{ name: 'A', columns: [{ title: 'x', kind: 'text' }], rows: [] }]),
    ).rejects.toThrow('disk');
  });
});
