/**
 * How numbers look, one function for each kind. Everything is shown in the language and format of the user; the
 * caller gives the unit the product stores: cents, fractions, whole people.
 */

let locale: string | undefined;
let formats = new Map<string, Intl.NumberFormat>();

/** Sets the language of numbers and dates; null for the one of the system. */
export function setLocale(tag: string | null): void {
  let chosen: string | undefined;
  try {
    chosen = tag === null ? undefined : Intl.getCanonicalLocales(tag)[0];
  } catch {
    // A tag that no system knows, from an old preference: the system's own is always right.
    chosen = undefined;
  }
  if (chosen === locale) return;
  locale = chosen;
  formats = new Map();
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** A minus that is as wide as the plus; a hyphen is easily overlooked. */
const MINUS = '\u2212';

const written = (options: Intl.NumberFormatOptions, value: number): string =>
  numberFormat(options).format(value).replace('-', MINUS);

const SIGNED = { signDisplay: 'exceptZero' } as const;

/** Whole people. */
export const people = (count: number): string => written({ maximumFractionDigits: 0 }, count);

/** A difference in people, with its sign; a dash for none. */
export const peopleDifference = (count: number): string =>
  count === 0 ? '–' : written({ maximumFractionDigits: 0, ...SIGNED }, count);

const dollarsOptions = (cents: number): Intl.NumberFormatOptions => {
  const isWhole = cents === 0 || Math.abs(cents) >= 100_000;
  return {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: isWhole ? 0 : 2,
    maximumFractionDigits: isWhole ? 0 : 2,
  };
};

/** Dollars, without cents from 1,000 up and for nothing. */
export const money = (cents: number): string => written(dollarsOptions(cents), cents / 100);

/** A difference in dollars, with its sign; a dash for none. */
export const moneyDifference = (cents: number): string =>
  cents === 0 ? '–' : written({ ...dollarsOptions(cents), ...SIGNED }, cents / 100);

/** Dollars with their cents, for evidence. */
export const exactMoney = (cents: number): string =>
  written({ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }, cents / 100);

const COMPACT = {
  style: 'currency',
  currency: 'USD',
  currencyDisplay: 'narrowSymbol',
  notation: 'compact',
} as const;

/** As many digits in every number, zeros too: beside $9.370B stands $10.20B, not $10.2B. */
const compact = (digits: number): Intl.NumberFormatOptions => ({
  ...COMPACT,
  minimumSignificantDigits: digits,
  maximumSignificantDigits: digits,
});

/** Below 1,000 dollars all digits are few. */
const isShort = (cents: number): boolean => Math.abs(cents) < 100_000;

/** Dollars in few characters, four digits from 1,000 up: $412.3M. */
export const shortMoney = (cents: number): string =>
  isShort(cents) ? money(cents) : written(compact(4), cents / 100);

/** A difference in dollars in few characters, three digits from 1,000 up, with its sign; a dash for none. */
export const shortMoneyDifference = (cents: number): string =>
  isShort(cents) ? moneyDifference(cents) : written({ ...compact(3), ...SIGNED }, cents / 100);

const AXIS_MONEY = { ...COMPACT, minimumFractionDigits: 0, maximumSignificantDigits: 4 } as const;

/** A fraction as a percentage with one decimal. */
export const percent = (fraction: number): string =>
  written({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }, fraction);

/** A form of numbers, and the one an axis uses in its place: marks are round, so they need no more digits than they have. */
const AXIS_FORMS: ReadonlyMap<(value: number) => string, (value: number) => string> = new Map([
  [percent, (fraction: number) => written({ style: 'percent', maximumFractionDigits: 1 }, fraction)],
  [shortMoney, (cents: number) => written(AXIS_MONEY, cents / 100)],
  [shortMoneyDifference, (cents: number) => written({ ...AXIS_MONEY, ...SIGNED }, cents / 100)],
]);

/** How an axis writes numbers that are written in this form beside it. */
export const axisForm = (form: (value: number) => string): ((value: number) => string) =>
  AXIS_FORMS.get(form) ?? form;

/** A relative difference as a percentage with its sign; a dash for less than can be shown. */
export const percentDifference = (fraction: number): string =>
  Math.abs(fraction) < 0.0005
    ? '–'
    : written(
        {
          style: 'percent',
          minimumFractionDigits: 1,
          maximumFractionDigits: 1,
          ...SIGNED,
        },
        fraction,
      );

/** A percentage of a test in parts per million, with two decimals and as many more as it has (P-9). */
export const testPercent = (ppm: number): string =>
  written({ style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 4 }, ppm / 1e6);

/** A difference of two fractions in percentage points, with its sign; a dash for less than can be shown. */
export const pointsDifference = (fraction: number): string =>
  Math.abs(fraction) < 0.0005
    ? '–'
    : `${written({ minimumFractionDigits: 1, maximumFractionDigits: 1, ...SIGNED }, fraction * 100)} pt`;

/** A number as it is typed, with as many decimals as it has, up to eight. */
export const plainNumber = (value: number): string =>
  numberFormat({ maximumFractionDigits: 8 }).format(value);

/** The number that a text in the format of the user says; null when it says none. */
export function parseNumber(text: string): number | null {
  const parts = numberFormat({ minimumFractionDigits: 1 }).formatToParts(12345.6);
  const group = parts.find(({ type }) => type === 'group')?.value ?? ',';
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  const plain = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f$]/g, '')
    .replaceAll('\u2212', '-')
    .replaceAll(group, '')
    .replaceAll(decimal, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** A day of an ISO text in words. */
export const dayInWords = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  );

/** A date and time of a stored ISO text, in the time zone of the user. */
export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
