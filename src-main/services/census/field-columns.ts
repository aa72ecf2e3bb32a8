import { scaleDecimal } from '../../../src-shared/arithmetic.ts';
import type { Day } from '../../../src-shared/units.ts';
import { FLSA_STATUSES, TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { parseDate, type DateFormat, type DateKind } from './formats/date-format.ts';
import { deriveDate } from './formats/derived-date.ts';
import { parseAmount, type DecimalMark } from './formats/money-format.ts';
import { parseRate, type RateUnit } from './formats/rate-format.ts';
import { parseYesNo, type YesNoTokens } from './formats/yes-no.ts';
import type { RawColumn } from './raw-table.ts';
import { kindOf, type CensusField } from './registry.ts';

/** How the texts of a column are read. */
export type ColumnFormat =
  | { readonly kind: 'date'; readonly format: DateFormat }
  | { readonly kind: 'rate'; readonly unit: RateUnit }
  | { readonly kind: 'amount'; readonly mark: DecimalMark }
  | { readonly kind: 'yesNo'; readonly tokens: YesNoTokens | undefined }
  | { readonly kind: 'text' };

/** A column of the file that is read as a field. */
export interface SourceField {
  readonly field: CensusField;
  /** Name of the column in the file; null where a constant or generated ids stand in. */
  readonly columnName: string | null;
  readonly column: RawColumn;
  /** Cells per distinct text. */
  readonly counts: Int32Array;
}

/** What is wrong with a text. */
export const ISSUE = { none: 0, unparseable: 1, hoursOutOfRange: 2, rateOutOfRange: 3 } as const;

/**
 * The values of a field, by the codes of its column: days, cents, ppm, hundredths (hours, years), 0 or 1, positions in
 * a closed list, or for texts the code of the first equal text. NaN where the cell is blank or cannot be used.
 */
export interface ParsedValues {
  readonly values: Float64Array;
  readonly issues: Uint8Array;
}

export interface FieldColumn extends SourceField, ParsedValues {
  readonly format: ColumnFormat;
}

/** What reading a cell can depend on besides its column. */
export interface ParseSettings {
  readonly startYear: number;
  readonly asOf: Day;
}

const DATE_KINDS: Partial<Record<CensusField, DateKind>> = {
  birthDate: 'birth',
  hireDate: 'hire',
  terminationDate: 'termination',
};

const MILLION = 1_000_000;
const LONGEST_WEEK_HUNDREDTHS = 8_000;
const LONGEST_YEAR_HUNDREDTHS = 878_400;
const MOST_VESTING_HUNDREDTHS = 10_000;

interface ParsedCell {
  readonly value: number;
  readonly issue: number;
}
const UNPARSEABLE: ParsedCell = { value: NaN, issue: ISSUE.unparseable };
const parsed = (value: number | null): ParsedCell =>
  value === null ? UNPARSEABLE : { value, issue: ISSUE.none };

/** Letters only, in lower case: how a code is compared with its list. */
const codeOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');

function parseCode(field: CensusField, text: string): ParsedCell {
  const code = codeOf(text);
  const list: readonly string[] =
    field === 'terminationReason'
      ? TERMINATION_REASONS
      : field === 'flsaStatus'
        ? FLSA_STATUSES
        : ENROLLMENT_SOURCES;
  const index = list.indexOf(code);
  return index < 1 ? UNPARSEABLE : { value: index, issue: ISSUE.none };
}

/** How people came into the plan (P-11); the first is "not stated". */
export const ENROLLMENT_SOURCES = ['none', 'auto', 'voluntary'] as const;

function parseRateCell(text: string, unit: RateUnit): ParsedCell {
  const ppm = parseRate(text, unit);
  if (ppm === null) return UNPARSEABLE;
  return ppm < 0 || ppm > MILLION ? { value: NaN, issue: ISSUE.rateOutOfRange } : parsed(ppm);
}

function parseHundredths(field: CensusField, text: string, mark: DecimalMark): ParsedCell {
  const decimal = parseAmount(text, mark);
  const hundredths = decimal === null ? null : scaleDecimal(decimal, 2);
  if (hundredths === null) return UNPARSEABLE;
  const isHours = field !== 'vestingYears';
  const isInRange =
    field === 'scheduledHoursPerWeek'
      ? hundredths > 0 && hundredths <= LONGEST_WEEK_HUNDREDTHS
      : hundredths >= 0 && hundredths <= (isHours ? LONGEST_YEAR_HUNDREDTHS : MOST_VESTING_HUNDREDTHS);
  if (isInRange) return parsed(hundredths);
  return isHours ? { value: NaN, issue: ISSUE.hoursOutOfRange } : UNPARSEABLE;
}

/** The reader of one cell text, which is not blank. */
function cellReader(
  field: CensusField,
  format: ColumnFormat,
  { startYear, asOf }: ParseSettings,
): (text: string) => ParsedCell {
  switch (format.kind) {
    case 'date':
      return (text) => parsed(parseDate(text, format.format, DATE_KINDS[field] ?? 'other', startYear));
    case 'rate':
      return (text) => parseRateCell(text, format.unit);
    case 'yesNo': {
      const yes = kindOf(field) === 'rate' ? MILLION : 1;
      return (text) => {
        const isYes = parseYesNo(text, format.tokens);
        return parsed(isYes === null ? null : isYes ? yes : 0);
      };
    }
    case 'amount':
      if (field === 'age' || field === 'tenureYears')
        return (text) => {
          const years = parseAmount(text, format.mark);
          if (years === null) return UNPARSEABLE;
          return parsed(deriveDate(asOf, field === 'age' ? { age: years } : { tenureYears: years }));
        };
      if (kindOf(field) === 'decimal') return (text) => parseHundredths(field, text, format.mark);
      return (text) => {
        const amount = parseAmount(text, format.mark);
        return parsed(amount === null ? null : scaleDecimal(amount, 2));
      };
    case 'text':
      return (text) => parseCode(field, text);
  }
}

/** Codes of the first equal text, so that texts which cleaning made equal count as one. */
function sameTexts({ texts, isDistinct }: RawColumn): Float64Array {
  if (isDistinct) return Float64Array.from(texts, (text, code) => (text === '' ? NaN : code));
  const first = new Map<string, number>();
  return Float64Array.from(texts, (text, code) => {
    if (text === '') return NaN;
    const known = first.get(text);
    if (known === undefined) first.set(text, code);
    return known ?? code;
  });
}

const isClosedList = (field: CensusField): boolean =>
  field === 'terminationReason' || field === 'flsaStatus' || field === 'planEnrollmentSource';

/** Whether the cells of a field count as they stand: equal texts, and only those, are equal values. */
export const isFreeText = (field: CensusField, format: ColumnFormat): boolean =>
  format.kind === 'text' && !isClosedList(field);

/** The values of a column of free texts. */
export const freeTexts = (column: RawColumn): ParsedValues => ({
  values: sameTexts(column),
  issues: new Uint8Array(column.texts.length),
});

/** Reads every distinct text of a column once (W-16: in the one format of the column). */
export function parseColumn(
  field: CensusField,
  column: RawColumn,
  format: ColumnFormat,
  settings: ParseSettings,
): ParsedValues {
  const { texts } = column;
  if (isFreeText(field, format)) return freeTexts(column);
  const values = new Float64Array(texts.length).fill(NaN);
  const issues = new Uint8Array(texts.length);
  const readCell = cellReader(field, format, settings);
  texts.forEach((text, code) => {
    if (text === '') return;
    const { value, issue } = readCell(text);
    values[code] = value;
    issues[code] = issue;
  });
  return { values, issues };
}

/** Cells per distinct text of a column. */
export function countCells(column: RawColumn): Int32Array {
  const counts = new Int32Array(column.texts.length);
  const { codes } = column;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
