import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import type { PayRange } from '../../../src-worker/population/levels.ts';
import type { FieldColumn } from './field-columns.ts';
import { parseAmount, type DecimalMark } from './formats/money-format.ts';
import { annualPay, type PayUnit } from './formats/pay-unit.ts';
import { BLANK_CODE } from './raw-table.ts';
import type { CensusField } from './registry.ts';

/** The columns of a census file that are read, by field. */
export type FieldColumns = ReadonlyMap<CensusField, FieldColumn>;

/** What the pay figures of a file mean (W-19). */
export interface PayTerms {
  readonly payUnit: PayUnit;
  readonly payIsFullTimeEquivalent: boolean;
}

/** Pay figures that come from a joined file and may mean something else there. */
export interface JoinedPay extends PayTerms {
  readonly mark: DecimalMark;
  /** Codes of the pay column from here on are those of the joined file. */
  readonly firstCode: number;
}

/** What the row checks depend on besides the rows (W-21). */
export interface CheckSettings extends PayTerms {
  /** S, 1 January of the start year. */
  readonly startDay: Day;
  /** A, the date the file describes. */
  readonly asOf: Day;
  /** Null where no pay comes from a joined file. */
  readonly joinedPay: JoinedPay | null;
  /** Rows with implausible pay that are kept: all, none, or those of some ids. */
  readonly releasePayImplausible: boolean | readonly string[];
  /** Levels of a scenario, where one is known: only then are levels checked. */
  readonly levels: LevelSettings | null;
}

export interface LevelSettings {
  readonly names: readonly string[];
  readonly ranges: readonly PayRange[];
  readonly fullTimeHundredths: number;
}

/** The rows of a file before they are judged. */
export interface RowSource {
  readonly rowCount: number;
  readonly columns: FieldColumns;
  /** 1 where a row has content that no column of `columns` shows. */
  readonly hasOtherContent: Uint8Array;
  readonly ragged: ReadonlyMap<number, string>;
}

/** Facts per row that several checks need. Days are NO_DAY and pay NaN where a cell is blank or cannot be read. */
export interface RowFacts {
  readonly isBlank: Uint8Array;
  readonly birthDay: Int32Array;
  readonly hireDay: Int32Array;
  readonly terminationDay: Int32Array;
  readonly annualPayCents: Float64Array;
  /** 0 when blank or out of range. */
  readonly hoursHundredths: Int32Array;
}

/** Value of a field in a row; NaN where there is none. */
export const valueAt = (column: FieldColumn | undefined, row: number): number =>
  column === undefined ? NaN : (column.values[column.column.codes[row] ?? BLANK_CODE] ?? NaN);

/** Text of a field in a row, clean. */
export const textAt = (column: FieldColumn | undefined, row: number): string =>
  column === undefined ? '' : (column.column.texts[column.column.codes[row] ?? BLANK_CODE] ?? '');

/** The column of a date, or that of the number it is derived from (W-20). */
export const dateColumn = (columns: FieldColumns, field: 'birthDate' | 'hireDate'): FieldColumn | undefined =>
  columns.get(field) ?? columns.get(field === 'birthDate' ? 'age' : 'tenureYears');

/** A row is blank when no cell of it has content; constants and generated ids are no content. */
function findBlank({ rowCount, columns, hasOtherContent }: RowSource): Uint8Array {
  let candidates: readonly number[] | null = null;
  for (const { columnName, column } of columns.values()) {
    if (columnName === null) continue;
    const { codes, texts } = column;
    const isFilled = Uint8Array.from(texts, (text) => (text === '' ? 0 : 1));
    const left: number[] = [];
    const consider = (row: number): void => {
      if (hasOtherContent[row] === 0 && isFilled[codes[row] ?? BLANK_CODE] === 0) left.push(row);
    };
    if (candidates === null) for (let row = 0; row < rowCount; row += 1) consider(row);
    else candidates.forEach(consider);
    candidates = left;
  }
  if (candidates === null) return hasOtherContent.map((other) => 1 - other);
  const isBlank = new Uint8Array(rowCount);
  for (const row of candidates) isBlank[row] = 1;
  return isBlank;
}

function integers(column: FieldColumn | undefined, rowCount: number, none: number): Int32Array {
  const result = new Int32Array(rowCount).fill(none);
  if (column === undefined) return result;
  const { codes } = column.column;
  const byCode = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? none : value));
  for (let row = 0; row < rowCount; row += 1) result[row] = byCode[codes[row] ?? BLANK_CODE] ?? none;
  return result;
}

const isAnnual = ({ payUnit, payIsFullTimeEquivalent }: PayTerms): boolean =>
  payUnit === 'annual' && !payIsFullTimeEquivalent;

/** Annual pay per row (W-19); by the hours of the row where the unit needs them. */
function annualPays(pay: FieldColumn | undefined, hours: Int32Array, settings: CheckSettings): Float64Array {
  const result = new Float64Array(hours.length).fill(NaN);
  if (pay?.format.kind !== 'amount') return result;
  const { codes, texts } = pay.column;
  const { values } = pay;
  const { joinedPay } = settings;
  if (isAnnual(settings) && (joinedPay === null || isAnnual(joinedPay))) {
    for (let row = 0; row < result.length; row += 1) result[row] = values[codes[row] ?? BLANK_CODE] ?? NaN;
    return result;
  }
  const ownTerms = { ...settings, mark: pay.format.mark };
  const termsOf = (code: number): PayTerms & { readonly mark: DecimalMark } =>
    joinedPay !== null && code >= joinedPay.firstCode ? joinedPay : ownTerms;
  const amounts = texts.map((text, code) => parseAmount(text, termsOf(code).mark));
  const known = new Map<number, number>();
  for (let row = 0; row < result.length; row += 1) {
    const code = codes[row] ?? BLANK_CODE;
    const amount = amounts[code];
    if (amount === null || amount === undefined) continue;
    const weekly = hours[row] ?? 0;
    const key = code * 10_000 + weekly;
    let cents = known.get(key);
    if (cents === undefined) {
      const { payUnit, payIsFullTimeEquivalent } = termsOf(code);
      cents = annualPay(amount, payUnit, weekly === 0 ? null : weekly, payIsFullTimeEquivalent) ?? NaN;
      known.set(key, cents);
    }
    result[row] = cents;
  }
  return result;
}

/** Collects the facts of all rows. */
export function collectFacts(source: RowSource, settings: CheckSettings): RowFacts {
  const { columns, rowCount } = source;
  const hoursHundredths = integers(columns.get('scheduledHoursPerWeek'), rowCount, 0);
  return {
    isBlank: findBlank(source),
    birthDay: integers(dateColumn(columns, 'birthDate'), rowCount, NO_DAY),
    hireDay: integers(dateColumn(columns, 'hireDate'), rowCount, NO_DAY),
    terminationDay: integers(columns.get('terminationDate'), rowCount, NO_DAY),
    annualPayCents: annualPays(columns.get('annualPay'), hoursHundredths, settings),
    hoursHundredths,
  };
}

/** Elected deferral of a row (P-11): the sum of both rates, and the Roth share of it; NaN where there is none. */
export interface Election {
  readonly ratePpm: number;
  readonly rothSharePpm: number;
  /** Whether the two rates add up to more than all of pay, so that neither can be used. */
  readonly isTooHigh: boolean;
}

const MILLION = 1_000_000;

export function electionAt(columns: FieldColumns, row: number): Election {
  const rate = valueAt(columns.get('deferralRate'), row);
  const roth = valueAt(columns.get('rothRate'), row);
  const rothSharePpm = valueAt(columns.get('rothShare'), row);
  if (Number.isNaN(roth)) return { ratePpm: rate, rothSharePpm, isTooHigh: false };
  const sum = (Number.isNaN(rate) ? 0 : rate) + roth;
  if (sum > MILLION) return { ratePpm: NaN, rothSharePpm: NaN, isTooHigh: true };
  if (sum === 0) return { ratePpm: 0, rothSharePpm, isTooHigh: false };
  return { ratePpm: sum, rothSharePpm: Math.floor((2 * roth * MILLION + sum) / (2 * sum)), isTooHigh: false };
}
