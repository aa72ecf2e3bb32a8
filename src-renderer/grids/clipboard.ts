import type { GridColumn, GridKind, GridSelection } from '../../src-shared/api/results.ts';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import type { CellValue, GridRow } from './cell-text.ts';
import { textWords } from './column-words.ts';

/** A block of cells in the two formats that spreadsheets and documents take. */
export interface Copied {
  readonly text: string;
  readonly html: string;
}

/** Numbers in the unit that people use, in the notation that every spreadsheet reads. */
const numerals: Readonly<Record<GridKind, (value: number) => string>> = {
  text: String,
  choice: String,
  integer: String,
  decimal: String,
  money: (cents) => (cents / 100).toFixed(2),
  rate: (ppm) => String(ppm / 1_000_000),
  date: (day) => formatIsoDate(day as Day),
  yesNo: (flag) => (flag === 0 ? 'No' : 'Yes'),
};

/** Characters with which a spreadsheet begins to calculate. */
const FORMULA = /^[=+\-@\t\r]/;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A text that a spreadsheet does not calculate. */
const safeText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A text as a field between tabs: no tab and no line break. */
const plainField = (text: string): string => safeText(text).replaceAll(/[\t\r\n]+/g, ' ');

/**
 * A cell of a table; attributes say to Excel what is a number and what is a text. The policy of the page keeps styles
 * out, in what is copied too.
 */
function htmlCell({ kind }: GridColumn, value: CellValue, shown: string): string {
  if (value === null) return '<td></td>';
  if (typeof value === 'string' || kind === 'yesNo') return `<td x:str>${escapeHtml(safeText(shown))}</td>`;
  return kind === 'date' ? `<td>${shown}</td>` : `<td x:num="${shown}">${shown}</td>`;
}

/**
 * Cells as they are copied: tab-separated text, and a table whose numbers and dates stay numbers and dates. Codes are in
 * words, as on the screen; a text that looks like a formula stays a text.
 */
export function copiedCells(
  relation: GridSelection['relation'],
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
  withHeaders: boolean,
): Copied {
  const shown = (column: GridColumn, value: CellValue): string => {
    if (value === null) return '';
    return typeof value === 'string' ? textWords(relation, column.name, value) : numerals[column.kind](value);
  };
  const lines = rows.map((row) =>
    columns
      .map((column) => {
        const value = row[column.name] ?? null;
        return typeof value === 'string' ? plainField(shown(column, value)) : shown(column, value);
      })
      .join('\t'),
  );
  const bodyRows = rows.map((row) => {
    const cells = columns.map((column) => {
      const value = row[column.name] ?? null;
      return htmlCell(column, value, shown(column, value));
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  if (withHeaders) {
    lines.unshift(columns.map(({ title }) => plainField(title)).join('\t'));
    bodyRows.unshift(`<tr>${columns.map(({ title }) => `<th>${escapeHtml(title)}</th>`).join('')}</tr>`);
  }
  return {
    text: lines.join('\r\n'),
    html: `<table xmlns:x="urn:schemas-microsoft-com:office:excel">${bodyRows.join('')}</table>`,
  };
}
