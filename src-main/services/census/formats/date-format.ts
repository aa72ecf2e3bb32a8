import { addYears, daysInMonth, isCivilDate, toDay } from '../../../../src-shared/dates.ts';
import type { Day } from '../../../../src-shared/units.ts';
import { countAt, isFit, type CellCounts, type Confidence } from './confidence.ts';

/**
 * Date formats of a column (W-18). Day and month may lack their leading zero, month names may be written out, and a
 * time part is dropped. `serial` counts in the 1900 system of workbooks, `serial-1904` in the 1904 system.
 */
export const DATE_FORMATS = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'MM/dd/yyyy',
  'MM-dd-yyyy',
  'MM.dd.yyyy',
  'dd/MM/yyyy',
  'dd-MM-yyyy',
  'dd.MM.yyyy',
  'MM/dd/yy',
  'MM-dd-yy',
  'MM.dd.yy',
  'dd/MM/yy',
  'dd-MM-yy',
  'dd.MM.yy',
  'd-MMM-yyyy',
  'd-MMM-yy',
  'MMM d yyyy',
  'serial',
  'serial-1904',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Which date it is decides the century of a two-digit year (W-18). */
export type DateKind = 'birth' | 'hire' | 'termination' | 'other';

/** A date as written: what it says under one format. Two-digit years are not resolved yet. */
interface WrittenDate {
  readonly format: DateFormat;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const TIME_PART =
  /(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const NUMBERS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
const SERIAL = /^(\d{1,7})(?:\.\d*)?$/;
const DAY_MONTH_NAME = /^(\d{1,2})[-/. ]?([a-z]{3,9})\.?[-/. ,]*(\d{4}|\d{2})$/i;
const MONTH_NAME_DAY = /^([a-z]{3,9})\.?[- ]\s*(\d{1,2}),?[- ]\s*(\d{4})$/i;
const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Serial 60 is 29 February 1900, which never was; the dates before it are off by one. */
const FIRST_SERIAL_1900 = 61;
const LAST_SERIAL = 2_958_465;
const SERIAL_ORIGIN: Readonly<Record<'serial' | 'serial-1904', Day>> = {
  serial: toDay(1899, 12, 30),
  'serial-1904': toDay(1904, 1, 1),
};

function monthOfName(name: string): number {
  const lower = name.toLowerCase();
  if (lower === 'sept') return 9;
  return MONTH_NAMES.findIndex((month) => month === lower || month.slice(0, 3) === lower) + 1;
}

/** The text without its time part. */
const withoutTime = (text: string): string => (text.includes(':') ? text.replace(TIME_PART, '') : text);

interface SeparatedFormats {
  readonly yearFirst: DateFormat;
  readonly monthFirst: DateFormat;
  readonly dayFirst: DateFormat;
  readonly shortMonthFirst: DateFormat;
  readonly shortDayFirst: DateFormat;
}

const SEPARATED: ReadonlyMap<string, SeparatedFormats> = new Map([
  [
    '/',
    {
      yearFirst: 'yyyy/MM/dd',
      monthFirst: 'MM/dd/yyyy',
      dayFirst: 'dd/MM/yyyy',
      shortMonthFirst: 'MM/dd/yy',
      shortDayFirst: 'dd/MM/yy',
    },
  ],
  [
    '-',
    {
      yearFirst: 'yyyy-MM-dd',
      monthFirst: 'MM-dd-yyyy',
      dayFirst: 'dd-MM-yyyy',
      shortMonthFirst: 'MM-dd-yy',
      shortDayFirst: 'dd-MM-yy',
    },
  ],
  [
    '.',
    {
      yearFirst: 'yyyy.MM.dd',
      monthFirst: 'MM.dd.yyyy',
      dayFirst: 'dd.MM.yyyy',
      shortMonthFirst: 'MM.dd.yy',
      shortDayFirst: 'dd.MM.yy',
    },
  ],
]);

function numericDates(first: string, mark: string, second: string, third: string): readonly WrittenDate[] {
  const formats = SEPARATED.get(mark);
  if (formats === undefined) return [];
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4)
    return third.length <= 2 ? [{ format: formats.yearFirst, year: a, month: b, day: c }] : [];
  if (first.length > 2) return [];
  if (third.length === 4)
    return [
      { format: formats.monthFirst, year: c, month: a, day: b },
      { format: formats.dayFirst, year: c, month: b, day: a },
    ];
  if (third.length === 2)
    return [
      { format: formats.shortMonthFirst, year: c, month: a, day: b },
      { format: formats.shortDayFirst, year: c, month: b, day: a },
    ];
  return [];
}

/** What a calendar date could mean, without its time part: nothing, one thing, or two. Serials are not among them. */
function calendarDates(text: string): readonly WrittenDate[] {
  const [, first, mark, second, third] = NUMBERS.exec(text) ?? [];
  if (first !== undefined && mark !== undefined && second !== undefined && third !== undefined)
    return numericDates(first, mark, second, third);
  const compact = EIGHT_DIGITS.exec(text);
  if (compact !== null)
    return [
      { format: 'yyyyMMdd', year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]) },
    ];
  const [, day, name, year] = DAY_MONTH_NAME.exec(text) ?? [];
  if (day !== undefined && name !== undefined && year !== undefined)
    return [
      {
        format: year.length === 4 ? 'd-MMM-yyyy' : 'd-MMM-yy',
        year: Number(year),
        month: monthOfName(name),
        day: Number(day),
      },
    ];
  const [, monthName, dayOfMonth, yearLast] = MONTH_NAME_DAY.exec(text) ?? [];
  if (monthName !== undefined)
    return [
      {
        format: 'MMM d yyyy',
        year: Number(yearLast),
        month: monthOfName(monthName),
        day: Number(dayOfMonth),
      },
    ];
  return [];
}

const hasTwoDigitYear = (format: DateFormat): boolean => format.endsWith('yy') && !format.endsWith('yyyy');

/** Whether the parts can be a date; 29 February of a two-digit year counts if any century makes it one. */
function isPossible({ format, year, month, day }: WrittenDate): boolean {
  if (!hasTwoDigitYear(format)) return year > 0 && isCivilDate(year, month, day);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year % 4 === 0 ? 2000 : 2001, month);
}

function serialDay(text: string, format: 'serial' | 'serial-1904'): Day | null {
  const match = SERIAL.exec(text);
  if (match === null) return null;
  const serial = Number(match[1]);
  if (serial > LAST_SERIAL || (format === 'serial' && serial < FIRST_SERIAL_1900)) return null;
  return (SERIAL_ORIGIN[format] + serial) as Day;
}

/** Century of a two-digit year (W-18): births at the latest that makes 14 years of age at the start, others by window. */
function fullYear(written: WrittenDate, kind: DateKind, startYear: number): number {
  const latest = (bound: number): number => bound - ((((bound - written.year) % 100) + 100) % 100);
  if (kind !== 'birth') return latest(startYear + 5);
  const year = latest(startYear);
  const birth = toDay(year, written.month, written.day);
  return addYears(birth, 14) <= toDay(startYear, 1, 1) ? year : year - 100;
}

/**
 * Day of a date text in the format of its column, or null when the text is not such a date (W-18). The year of a
 * two-digit format is resolved against the first simulated year.
 */
export function parseDate(text: string, format: DateFormat, kind: DateKind, startYear: number): Day | null {
  if (format === 'serial' || format === 'serial-1904') return serialDay(text.trim(), format);
  const written = calendarDates(withoutTime(text.trim())).find((date) => date.format === format);
  if (written === undefined || !isPossible(written)) return null;
  const year = hasTwoDigitYear(format) ? fullYear(written, kind, startYear) : written.year;
  return isCivilDate(year, written.month, written.day) ? toDay(year, written.month, written.day) : null;
}

export interface DateInference {
  /** Formats that read at least 98 % of the non-blank cells, ascending by name. */
  readonly fits: readonly DateFormat[];
  readonly confidence: Confidence;
}

/**
 * Formats that fit a whole column (W-18): exactly one is `high`, none or several are `low`. `counts` gives the number
 * of cells per text where the texts are distinct; `date1904` says that serials count from 1904.
 */
export function inferDate(values: readonly string[], counts?: CellCounts, date1904 = false): DateInference {
  const readable = new Map<DateFormat, number>();
  const serialFormat = date1904 ? 'serial-1904' : 'serial';
  let cells = 0;
  values.forEach((value, index) => {
    const text = value.trim();
    if (text === '') return;
    const count = countAt(counts, index);
    cells += count;
    const add = (format: DateFormat): void => {
      readable.set(format, (readable.get(format) ?? 0) + count);
    };
    if (serialDay(text, serialFormat) !== null) add(serialFormat);
    else for (const written of calendarDates(withoutTime(text))) if (isPossible(written)) add(written.format);
  });
  const fits = DATE_FORMATS.filter((format) => cells > 0 && isFit(readable.get(format) ?? 0, cells)).sort();
  return { fits, confidence: fits.length === 1 ? 'high' : 'low' };
}
