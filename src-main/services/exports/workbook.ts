import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { FileSink } from '../../files/atomic-write.ts';
import {
  cellXml,
  columnLetters,
  MAIN,
  SharedTexts,
  sheetFoot,
  sheetHead,
  stylesXml,
  XML,
  xmlText,
  type CellValue,
  type SheetColumn,
  type TypedCell,
} from './sheet-xml.ts';
import { ArchiveTooLarge, ZipFile } from './zip-file.ts';

/** A row of a sheet, cell by cell in the order of its columns. */
export type SheetRow = readonly (CellValue | TypedCell)[];

export interface Sheet {
  /** At most 28 characters, none of `[]:*?/\`: a number is added where it takes more than one sheet. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
}

/** Rows of a sheet in Excel, the header included. */
const MOST_ROWS = 1_048_576;
const CHARACTERS_A_PIECE = 65_536;
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface WrittenSheet {
  readonly name: string;
  readonly range: string;
}

/**
 * Writes a workbook (.xlsx) sheet by sheet without holding one in memory. The first row of every sheet is a header that
 * stays in sight; rows beyond what a sheet may hold go on in another one of the same name with a number.
 * @throws PlanAlignError WORKBOOK_TOO_LARGE beyond 4 GB; and whatever the rows and the sink throw.
 */
export async function writeWorkbook(
  sink: FileSink,
  sheets: readonly Sheet[],
  mostRows = MOST_ROWS,
): Promise<void> {
  const zip = new ZipFile(sink);
  const texts = new SharedTexts();
  const written: WrittenSheet[] = [];
  try {
    for (const { name, columns, rows } of sheets) {
      const source = iteratorOf(rows);
      let next = await source.next();
      for (let part = 1; part === 1 || next.done !== true; part += 1) {
        const lastColumn = columnLetters(columns.length - 1);
        let row = 1;
        const content = async function* (): AsyncGenerator<string> {
          let piece = sheetHead(columns, written.length === 0, texts);
          while (next.done !== true && row < mostRows) {
            row += 1;
            piece += rowXml(row, next.value, columns, texts);
            if (piece.length > CHARACTERS_A_PIECE) {
              yield piece;
              piece = '';
            }
            next = await source.next();
          }
          yield piece + sheetFoot(`A1:${lastColumn}${row}`);
        };
        await zip.add(`xl/worksheets/sheet${written.length + 1}.xml`, content());
        written.push({
          name: part === 1 ? name : `${name} ${part}`,
          range: `$A$1:$${lastColumn}$${row}`,
        });
      }
    }
    await zip.add('xl/sharedStrings.xml', texts.xml());
    for (const [name, text] of packageParts(written)) await zip.add(name, [text]);
    await zip.end();
  } catch (error) {
    if (error instanceof ArchiveTooLarge) throw new PlanAlignError('WORKBOOK_TOO_LARGE', '');
    throw error;
  }
}

const iteratorOf = (rows: Sheet['rows']): AsyncIterator<SheetRow> | Iterator<SheetRow> =>
  Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();

function rowXml(row: number, cells: SheetRow, columns: readonly SheetColumn[], texts: SharedTexts): string {
  let xml = `<row r="${row}">`;
  columns.forEach(({ kind }, index) => {
    const cell = cells[index] ?? null;
    const place = `${lettersOf(index)}${row}`;
    xml +=
      typeof cell === 'object' && cell !== null
        ? cellXml(place, cell.kind, cell.value, texts)
        : cellXml(place, kind, cell, texts);
  });
  return `${xml}</row>`;
}

const letters: string[] = [];
/** {@link columnLetters}, remembered: it is asked for with every cell. */
const lettersOf = (index: number): string => (letters[index] ??= columnLetters(index));

/** Everything a workbook needs besides its sheets. */
function packageParts(sheets: readonly WrittenSheet[]): readonly (readonly [string, string])[] {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ['/xl/sharedStrings.xml', 'sharedStrings'],
    ...sheets.map((_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet']),
  ].map(([part, type]) => `<Override PartName="${part ?? ''}" ContentType="${TYPE}.${type ?? ''}+xml"/>`);
  const quoted = (name: string): string => xmlText(`'${name.replaceAll("'", "''")}'`);
  const tabs = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="r${index + 1}"/>`,
  );
  const filters = sheets.map(
    ({ name, range }, index) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted(name)}!${range}</definedName>`,
  );
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = [
    ...sheets.map((_, index) => relation(`r${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    relation('styles', 'styles', 'styles.xml'),
    relation('texts', 'sharedStrings', 'sharedStrings.xml'),
  ];
  return [
    ['xl/styles.xml', stylesXml()],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${tabs.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    ],
  ];
}
