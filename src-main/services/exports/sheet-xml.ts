import type { Day } from '../../../src-shared/units.ts';

/** What the values of a column are, and so how a spreadsheet shows them. */
export type CellKind = 'text' | 'count' | 'plain' | 'decimal' | 'money' | 'rate' | 'date';

/**
 * A value in the unit people use: money in dollars, rates as fractions, dates as day numbers since 1970-01-01. Null is
 * an empty cell. A text is always a text, whatever it begins with.
 */
export type CellValue = string | number | boolean | null;

/** A value whose kind is not that of its column. */
export interface TypedCell {
  readonly kind: CellKind;
  readonly value: CellValue;
}

export interface SheetColumn {
  readonly title: string;
  readonly kind: CellKind;
  /** In characters; by default what the kind needs. */
  readonly width?: number;
}

/** Day 0 of this program in days of a spreadsheet, which begins with 1900 and believes it was a leap year. */
const EPOCH = 25_569;
const LONGEST_TEXT = 32_767;

const NUMBER_FORMATS: Readonly<Record<CellKind, string>> = {
  text: 'General',
  count: '#,##0',
  plain: '0',
  decimal: '#,##0.######',
  money: '"$"#,##0.00;[Red]\\-"$"#,##0.00',
  rate: '0.00%',
  date: 'yyyy\\-mm\\-dd',
};
const KINDS = Object.keys(NUMBER_FORMATS).filter((kind): kind is CellKind => kind in NUMBER_FORMATS);
/** Cell formats: 0 is the default, 1 the header, then one a kind, then texts that look like formulas. */
const FIRST_KIND = 2;
const HEADER_STYLE = 1;
const styleOf: ReadonlyMap<CellKind, number> = new Map(
  KINDS.map((kind, index) => [kind, kind === 'text' ? 0 : FIRST_KIND + index]),
);
const QUOTED_STYLE = FIRST_KIND + KINDS.length;

const WIDTHS: Readonly<Record<CellKind, number>> = {
  text: 18,
  count: 12,
  plain: 8,
  decimal: 12,
  money: 16,
  rate: 11,
  date: 12,
};

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text in XML. Characters that XML does not have become replacement marks; `_x0041_` is kept as it is written. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/gu, '\ufffd')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** A, B, … Z, AA, … */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** Texts of a workbook, each once. */
export class SharedTexts {
  readonly #indexOf = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.#indexOf.get(text);
    if (known !== undefined) return known;
    const index = this.#indexOf.size;
    this.#indexOf.set(text, index);
    return index;
  }

  *xml(): Generator<string> {
    yield `${XML}<sst xmlns="${MAIN}" uniqueCount="${this.#indexOf.size}">`;
    let part = '';
    for (const text of this.#indexOf.keys()) {
      const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
      part += `<si><t xml:space="preserve">${xmlText(cut)}</t></si>`;
      if (part.length > 65_536) {
        yield part;
        part = '';
      }
    }
    yield `${part}</sst>`;
  }
}

/** A spreadsheet that edits such a text would take it for a formula if the cell did not say otherwise. */
const FORMULA = /^[=+\-@]/;

/** One cell; an empty text for none. */
export function cellXml(
  place: string,
  kind: CellKind,
  value: CellValue,
  texts: Pick<SharedTexts, 'indexOf'>,
): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') {
    const style = FORMULA.test(value) ? ` s="${QUOTED_STYLE}"` : '';
    return `<c r="${place}"${style} t="s"><v>${texts.indexOf(value)}</v></c>`;
  }
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (!Number.isFinite(value)) return '';
  const style = styleOf.get(kind) ?? 0;
  return `<c r="${place}"${style === 0 ? '' : ` s="${style}"`}><v>${kind === 'date' ? dateSerial(value as Day) : value}</v></c>`;
}

const dateSerial = (day: Day): number => day + EPOCH;

/** What stands before the rows of a sheet: frozen header, widths, the header itself. */
export function sheetHead(columns: readonly SheetColumn[], isFirst: boolean, texts: SharedTexts): string {
  const widths = columns.map(
    ({ title, kind, width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width ?? Math.max(WIDTHS[kind], title.length + 4)}" customWidth="1"/>`,
  );
  const header = columns.map(
    ({ title }, index) =>
      `<c r="${columnLetters(index)}1" s="${HEADER_STYLE}" t="s"><v>${texts.indexOf(title)}</v></c>`,
  );
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>' +
    `</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1" ht="20" customHeight="1">${header.join('')}</row>`
  );
}

/** What stands after the rows: the filter over all of them. */
export const sheetFoot = (range: string): string =>
  `</sheetData><autoFilter ref="${range}"/><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/></worksheet>`;

/** The cell formats that the styles of cells refer to. */
export function stylesXml(): string {
  const formats = KINDS.map(
    (kind, index) => `<numFmt numFmtId="${164 + index}" formatCode="${xmlText(NUMBER_FORMATS[kind])}"/>`,
  );
  const kinds = KINDS.map((kind, index) =>
    kind === 'text'
      ? '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
      : `<xf numFmtId="${164 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  const cellFormats = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center"/></xf>',
    ...kinds,
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>',
  ];
  return (
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font></fonts>' +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF007373"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}
