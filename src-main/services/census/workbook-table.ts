import { read, type CellObject, type WorkBook } from 'xlsx';
import { formatIsoDate, toDay } from '../../../src-shared/dates.ts';
import type { Day } from '../../../src-shared/units.ts';
import {
  cleanHeader,
  CodeList,
  MAX_COLUMNS,
  type ColumnSelection,
  type RawColumn,
  type RawTable,
} from './raw-table.ts';
import { precheckWorkbook, WorkbookRefused, type WorkbookLimits } from './workbook-precheck.ts';

type Row = readonly (CellObject | undefined)[];

/** Texts of the error values of a cell. */
const ERROR_TEXTS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

const FIRST_SERIAL_1900 = 61;
const LAST_SERIAL = 2_958_465;
/** Formats that only pad digits: ids with leading zeros, social security numbers. */
const PADDING_FORMAT = /^0[0\- ]+$/;

/** Digits a spreadsheet program shows; the rest of a double is noise of its arithmetic. */
const SIGNIFICANT_DIGITS = 15;
const numberText = (value: number): string => String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));

/** Quoted and escaped text, colours and conditions, blanks of a width: what a number format says besides its codes. */
const NOT_CODES = /"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g;
const dateFormats = new Map<string, boolean>();

/** Whether a number format shows a calendar date: it has a day or a year in it. */
function isDateFormat(format: string): boolean {
  let known = dateFormats.get(format);
  if (known === undefined) {
    known = /[yd]/i.test(format.replace(NOT_CODES, ''));
    dateFormats.set(format, known);
  }
  return known;
}

/** A whole number in a padding format: 42 in `0000` is `0042`, 123456789 in `000-00-0000` is `123-45-6789`. */
function padded(value: number, format: string): string {
  const places = format.replaceAll(/[^0]/g, '').length;
  const digits = String(value).padStart(places, '0');
  let next = digits.length - places;
  const shown = format.replaceAll('0', () => {
    next += 1;
    return digits.charAt(next - 1);
  });
  return digits.slice(0, digits.length - places) + shown;
}

/** A number as a CSV of the sheet would hold it (W-25): dates in ISO, padded digits padded. */
function numericText(value: number, format: string, date1904: boolean): string {
  if (isDateFormat(format)) {
    const serial = Math.floor(value);
    const isDate = serial <= LAST_SERIAL && serial >= (date1904 ? 0 : FIRST_SERIAL_1900);
    const origin = date1904 ? toDay(1904, 1, 1) : toDay(1899, 12, 30);
    return isDate ? formatIsoDate((origin + serial) as Day) : numberText(value);
  }
  return PADDING_FORMAT.test(format) && Number.isSafeInteger(value) && value >= 0
    ? padded(value, format)
    : numberText(value);
}

/** The text of a cell; formulas count by their stored result. */
function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (cell?.v === undefined) return '';
  const { t: type, v: value } = cell;
  if (type === 'n' && typeof value === 'number') return numericText(value, String(cell.z ?? ''), date1904);
  if (type === 'e') return ERROR_TEXTS.get(Number(value)) ?? '#N/A';
  return String(value);
}

const isNumberCell = (cell: CellObject): boolean => cell.t === 'n' && !isDateFormat(String(cell.z ?? ''));

interface Sheet {
  readonly name: string;
  readonly rows: readonly (Row | undefined)[];
}

const parse = (bytes: Buffer, sheet: string | number, limits: WorkbookLimits): WorkBook =>
  read(bytes, {
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellNF: true,
    bookVBA: false,
    sheets: sheet,
    sheetRows: limits.rows + 1,
  });

/** Parses one sheet: the one named, else the first that is visible. */
function parseSheet(
  bytes: Buffer,
  wanted: string | null,
  limits: WorkbookLimits,
): { book: WorkBook; sheet: Sheet } {
  let book = parse(bytes, wanted ?? 0, limits);
  const names = book.SheetNames;
  if (wanted !== null && !names.includes(wanted))
    throw new WorkbookRefused(
      'MAPPING_INVALID',
      `sheet: the workbook has no sheet "${wanted}", only ${names.join(', ')}`,
    );
  const visible = names.findIndex((_, index) => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) === 0);
  if (wanted === null && visible > 0) book = parse(bytes, visible, limits);
  const name = wanted ?? names[Math.max(0, visible)] ?? '';
  const rows: unknown = book.Sheets[name]?.['!data'];
  if (!isRows(rows)) throw new WorkbookRefused('CENSUS_EMPTY', `The sheet "${name}" is empty.`);
  if (rows.length > limits.rows)
    throw new WorkbookRefused('CENSUS_TOO_LARGE', `The sheet "${name}" has more than ${limits.rows} rows.`);
  return { book, sheet: { name, rows } };
}

const isRows = (value: unknown): value is readonly (Row | undefined)[] =>
  Array.isArray(value) && value.every((row) => row === undefined || Array.isArray(row));

/** One column while it is read. */
class ColumnBuilder {
  readonly #position: number;
  readonly #codes = new CodeList();
  readonly #codeOf = new Map<string, number>([['', 0]]);
  #isNumeric = true;

  constructor(position: number) {
    this.#position = position;
  }

  push(cell: CellObject | undefined, date1904: boolean): void {
    const text = cellText(cell, date1904);
    if (cell !== undefined && text.trim() !== '') this.#isNumeric &&= isNumberCell(cell);
    let code = this.#codeOf.get(text);
    if (code === undefined) {
      code = this.#codeOf.size;
      this.#codeOf.set(text, code);
    }
    this.#codes.push(code);
  }

  finish(): RawColumn {
    const texts = [...this.#codeOf.keys()];
    return {
      position: this.#position,
      texts,
      isDistinct: true,
      codes: this.#codes.finish(),
      isNumeric: this.#isNumeric && texts.length > 1,
    };
  }
}

/**
 * The chosen columns of a sheet (W-15). The first filled row holds the headers unless `headerRow` says otherwise.
 * @throws WorkbookRefused for whatever is unsafe, too large, empty or no workbook.
 */
export function readWorkbookTable(
  bytes: Buffer,
  request: { readonly sheet: string | null; readonly headerRow: number | null },
  select: ColumnSelection,
  limits: WorkbookLimits,
): RawTable {
  precheckWorkbook(bytes, limits);
  const { book, sheet } = parseSheet(bytes, request.sheet, limits);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const isFilled = (row: Row | undefined): boolean =>
    row?.some((cell) => cellText(cell, date1904).trim() !== '') === true;
  const headerRow = request.headerRow === null ? sheet.rows.findIndex(isFilled) : request.headerRow - 1;
  const width = sheet.rows[headerRow]?.length ?? 0;
  const headers = Array.from({ length: width }, (_, column) =>
    cleanHeader(cellText(sheet.rows[headerRow]?.[column], date1904)),
  );
  while (headers.at(-1) === '') headers.pop();
  if (headers.length === 0)
    throw new WorkbookRefused('CENSUS_EMPTY', `The sheet "${sheet.name}" has no header row.`);
  if (headers.length > MAX_COLUMNS)
    throw new WorkbookRefused('CENSUS_TOO_LARGE', `It has more than ${MAX_COLUMNS} columns.`);
  const chosen = select(headers);
  const positions = [...chosen].sort((a, b) => a - b);
  const builders = positions.map((position) => new ColumnBuilder(position));
  const lastRow = sheet.rows.findLastIndex(isFilled);
  const rowCount = Math.max(0, lastRow - headerRow);
  const hasOtherContent = new Uint8Array(rowCount);
  const ragged = new Map<number, string>();
  for (let row = 0; row < rowCount; row += 1) {
    const cells = sheet.rows[headerRow + 1 + row] ?? [];
    builders.forEach((builder, index) => {
      builder.push(cells[positions[index] ?? 0], date1904);
    });
    for (let column = 0; column < cells.length; column += 1) {
      if (chosen.has(column)) continue;
      const content = cellText(cells[column], date1904);
      if (content.trim() === '') continue;
      hasOtherContent[row] = 1;
      if (column >= headers.length && !ragged.has(row)) ragged.set(row, content);
    }
  }
  return {
    headers,
    columns: builders.map((builder) => builder.finish()),
    rowCount,
    firstRowNumber: headerRow + 2,
    hasOtherContent,
    ragged,
    date1904,
    facts: {
      format: 'xlsx',
      bytes: bytes.length,
      encoding: null,
      delimiter: null,
      sheet: sheet.name,
      sheets: book.SheetNames,
    },
  };
}
