/**
 * A census file as read, before anything is interpreted: per column the distinct texts and one code per row, so that
 * parsing and inference cost one step per distinct value. A million rows hold 4 MB of codes per column.
 */

/** Code of a blank cell in every raw column. */
export const BLANK_CODE = 0;

export interface RawColumn {
  /** Place of the column in the file, from 0. */
  readonly position: number;
  /** Cell texts by code; the first is the empty text. */
  readonly texts: readonly string[];
  /** Whether no two of the texts are equal; cleaning can make some so. */
  readonly isDistinct: boolean;
  /** One code per row. */
  readonly codes: Int32Array;
  /** Whether every filled cell was a number by the file's own types, so that its decimal mark is known. */
  readonly isNumeric: boolean;
}

/** What is known of the file itself. */
export interface SourceFacts {
  readonly format: 'csv' | 'xlsx' | 'parquet';
  readonly bytes: number;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
}

export interface RawTable {
  readonly headers: readonly string[];
  /** The columns asked for, ascending by position. */
  readonly columns: readonly RawColumn[];
  readonly rowCount: number;
  /** Number of the first data row as the file's own program shows it. */
  readonly firstRowNumber: number;
  /** 1 for rows with content in a column that was not asked for, or beyond the last header. */
  readonly hasOtherContent: Uint8Array;
  /** Content beyond the last header, by row (ROW_RAGGED). */
  readonly ragged: ReadonlyMap<number, string>;
  /** Whether serial dates count from 1904. */
  readonly date1904: boolean;
  readonly facts: SourceFacts;
}

/** Positions of the columns to read, chosen from the headers. */
export type ColumnSelection = (headers: readonly string[]) => ReadonlySet<number>;

/** Lets a long import report how far it is, and stop. */
export interface ImportControl {
  readonly onProgress: (stage: ImportStage, share: number) => void;
  /** @throws PlanAlignError CANCELLED */
  readonly throwIfCancelled: () => void;
}
export type ImportStage = 'read' | 'infer' | 'check' | 'build';

/** More columns than any census has: a file that is not one. */
export const MAX_COLUMNS = 2_000;

/** One code per row, growing. */
export class CodeList {
  #codes = new Int32Array(1_024);
  #length = 0;

  push(code: number): void {
    if (this.#length === this.#codes.length) {
      const larger = new Int32Array(this.#codes.length * 2);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    this.#codes[this.#length] = code;
    this.#length += 1;
  }

  finish(): Int32Array {
    return this.#codes.slice(0, this.#length);
  }
}

const PRINTABLE = /^[!-~](?:[ -~]*[!-~])?$/;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\uFEFF\u200B\u2060\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A cell as it is stored (W-26): control characters removed (line breaks, invisible and direction marks among them),
 * blanks around it trimmed, in Unicode composition form C so that equal names are equal (W-8).
 */
export const cleanText = (text: string): string =>
  text === '' || PRINTABLE.test(text) ? text : text.replace(CONTROL, '').normalize('NFC').trim();

/** A header as it is shown: on one line, and clean like a cell. */
export const cleanHeader = (header: string): string => cleanText(header.replace(/\s+/g, ' '));

/** A column with clean texts in which the given texts count as blank. */
export function cleanColumn(column: RawColumn, blankTexts: readonly string[]): RawColumn {
  const blank = new Set(blankTexts.map((text) => cleanText(text).toLowerCase()));
  const isBlank = (text: string): boolean => blank.size > 0 && blank.has(text.toLowerCase());
  let { isDistinct } = column;
  const texts = column.texts.map((text) => {
    const clean = cleanText(text);
    const kept = isBlank(clean) ? '' : clean;
    if (kept !== text) isDistinct = false;
    return kept;
  });
  return { ...column, texts, isDistinct };
}
