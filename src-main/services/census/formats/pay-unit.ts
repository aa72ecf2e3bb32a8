import { roundRatio, scaleDecimal } from '../../../../src-shared/arithmetic.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import { countAt, twiceMedian, type CellCounts, type Confidence } from './confidence.ts';

/** What a pay figure is paid for (W-19). */
export const PAY_UNITS = ['hourly', 'weekly', 'biweekly', 'semimonthly', 'monthly', 'annual'] as const;
export type PayUnit = (typeof PAY_UNITS)[number];

/** Pay periods in a year; hourly counts weeks and is multiplied by the weekly hours. */
const PERIODS: Readonly<Record<PayUnit, bigint>> = {
  hourly: 52n,
  weekly: 52n,
  biweekly: 26n,
  semimonthly: 24n,
  monthly: 12n,
  annual: 1n,
};
const FULL_TIME_HUNDREDTHS = 4_000;

/** Millionths of a dollar: exact for every amount that a pay unit is inferred from. */
const SCALE = 6;
const HOURLY_BELOW = 250;
const PERIOD_BELOW = 15_000;

export interface PayUnitInference {
  /** `period` is a week, two weeks, half a month or a month: the user says which. */
  readonly unit: 'hourly' | 'period' | 'annual';
  readonly confidence: Confidence;
}

/** The pay unit that a header names, in the normal form of a header; null when it names none. */
export function payUnitOfHeader(normalisedHeader: string): PayUnit | null {
  if (/hour/.test(normalisedHeader)) return 'hourly';
  if (/biweek|fortnight/.test(normalisedHeader)) return 'biweekly';
  if (/semimonth|bimonth/.test(normalisedHeader)) return 'semimonthly';
  if (/week/.test(normalisedHeader)) return 'weekly';
  if (/month/.test(normalisedHeader)) return 'monthly';
  return /annual|year/.test(normalisedHeader) ? 'annual' : null;
}

/**
 * Pay unit of a column from the median of its positive amounts, given as decimal texts (W-19): below 250 hourly, below
 * 15,000 per period, else annual. Only annual can be `high`, and is not when the header names another unit.
 */
export function payUnit(
  amounts: readonly string[],
  counts?: CellCounts,
  headerUnit: PayUnit | null = null,
): PayUnitInference {
  const positive = { values: new Array<number>(), counts: new Array<number>() };
  amounts.forEach((amount, index) => {
    const value = scaleDecimal(amount, SCALE);
    if (value === null || value <= 0) return;
    positive.values.push(value);
    positive.counts.push(countAt(counts, index));
  });
  const twice = twiceMedian(positive);
  if (twice === null) return { unit: 'annual', confidence: 'low' };
  if (twice < 2 * HOURLY_BELOW * 10 ** SCALE) return { unit: 'hourly', confidence: 'low' };
  if (twice < 2 * PERIOD_BELOW * 10 ** SCALE) return { unit: 'period', confidence: 'low' };
  return { unit: 'annual', confidence: headerUnit === null || headerUnit === 'annual' ? 'high' : 'low' };
}

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)$/;

/** A decimal text as numerator over a power of ten; null when it is none (an exponent is resolved to 12 places). */
function toRatio(text: string): { readonly numerator: bigint; readonly denominator: bigint } | null {
  const match = DECIMAL.exec(text);
  if (match !== null) {
    const digits = `${match[2] ?? ''}${match[3] ?? ''}`;
    if (digits === '') return null;
    const numerator = BigInt(digits);
    return {
      numerator: match[1] === '-' ? -numerator : numerator,
      denominator: 10n ** BigInt((match[3] ?? '').length),
    };
  }
  const scaled = scaleDecimal(text, 12);
  return scaled === null ? null : { numerator: BigInt(scaled), denominator: 10n ** 12n };
}

/**
 * Annual pay of a pay figure (W-19): hourly × weekly hours (blank: 40) × 52, other periods × their number, rounded to
 * cents once. With `fullTimeEquivalent` the result is multiplied by hours / 40; an hourly figure already depends on
 * the hours, so it is not.
 * @param amount Decimal text, or a number that is taken in its shortest decimal form.
 * @param hoursHundredths Scheduled weekly hours in hundredths; null when blank.
 * @returns Null when the amount is no number.
 */
export function annualPay(
  amount: string | number,
  unit: PayUnit,
  hoursHundredths: number | null,
  fullTimeEquivalent: boolean,
): Cents | null {
  const text = String(amount);
  const hours = hoursHundredths ?? FULL_TIME_HUNDREDTHS;
  if (unit === 'annual' && (!fullTimeEquivalent || hours === FULL_TIME_HUNDREDTHS)) {
    const cents = scaleDecimal(text, 2);
    return cents === null ? null : (cents as Cents);
  }
  const ratio = toRatio(text);
  if (ratio === null) return null;
  const perHour = unit === 'hourly' ? BigInt(hours) : 100n;
  const share = fullTimeEquivalent && unit !== 'hourly' ? BigInt(hours) : BigInt(FULL_TIME_HUNDREDTHS);
  const numerator = ratio.numerator * PERIODS[unit] * perHour * share;
  return Number(roundRatio(numerator, ratio.denominator * BigInt(FULL_TIME_HUNDREDTHS))) as Cents;
}
