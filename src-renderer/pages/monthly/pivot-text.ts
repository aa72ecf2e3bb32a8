import { DIMENSIONS, FIGURES } from './figures.ts';
import type { Field } from './layout.ts';
import { spotAt, type PivotTable, type ShownFigure } from './pivot-table.ts';

/** The table as it is taken along: as numbers, with every cent. */

/** A cell: a text that stays one, or a number in dollars or people. */
type TextCell = { readonly text: string } | { readonly number: string };

const FIELD_TITLES: Readonly<Record<'time' | 'figures', string>> = { time: 'Period', figures: 'Figure' };
export const fieldTitle = (field: Field): string =>
  field === 'time' || field === 'figures' ? FIELD_TITLES[field] : DIMENSIONS[field].title;

/** A number without grouping, dollars with their cents: a spreadsheet takes it for a number. */
function plain(value: number, figure: ShownFigure): TextCell {
  if (figure === 'check') return { text: value === 1 ? '✓' : '✗' };
  return { number: FIGURES[figure].unit === 'money' ? (value / 100).toFixed(2) : String(value) };
}

/** Every cell of the table, the titles first. */
function cellsOf(table: PivotTable): readonly (readonly TextCell[])[] {
  const { rowFields, rows, columns, numbers } = table;
  const text = (value: string): TextCell => ({ text: value });
  return [
    [
      ...rowFields.map((field) => text(fieldTitle(field))),
      ...columns.map(({ labels }) => text(labels.join(', ') || 'Value')),
    ],
    ...rows.map((row) => [
      ...row.labels.map(text),
      ...columns.map((column) => {
        const spot = spotAt(row, column);
        const value = numbers.at(spot);
        return value === null || spot.figure === null ? text('') : plain(value, spot.figure);
      }),
    ]),
  ];
}

/** A text that a spreadsheet would calculate is led by an apostrophe, so that it stays a text. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const flat = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ');

/** For the clipboard, as spreadsheets paste it. */
export const tableAsTsv = (table: PivotTable): string =>
  cellsOf(table)
    .map((row) => row.map((cell) => ('text' in cell ? safe(flat(cell.text)) : cell.number)).join('\t'))
    .join('\n');

/** The same with its shape, for documents and mail. */
export function tableAsHtml(table: PivotTable): string {
  const [head = [], ...rows] = cellsOf(table);
  const cell = (tag: 'td' | 'th', content: TextCell): string =>
    'text' in content
      ? `<${tag}>${escaped(safe(flat(content.text)))}</${tag}>`
      : `<${tag} align="right">${content.number}</${tag}>`;
  const line = (tag: 'td' | 'th', cells: readonly TextCell[]): string =>
    `<tr>${cells.map((content) => cell(tag, content)).join('')}</tr>`;
  return `<table><thead>${line('th', head)}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** As a file: comma-separated, with the mark by which spreadsheets know its encoding. */
export const tableAsCsv = (table: PivotTable): string =>
  `\uFEFF${cellsOf(table)
    .map((row) => row.map((cell) => ('text' in cell ? quoted(safe(cell.text)) : cell.number)).join(','))
    .join('\r\n')}\r\n`;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
