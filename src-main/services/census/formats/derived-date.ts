import { roundRatio, scaleDecimal } from '../../../../src-shared/arithmetic.ts';
import { addYears } from '../../../../src-shared/dates.ts';
import type { Day } from '../../../../src-shared/units.ts';

/** An age or a length of service stands in for a date (W-20). */
export type Derivation = { readonly age: string | number } | { readonly tenureYears: string | number };

/** Millionths of a year. */
const SCALE = 6;
const DAYS_INTO_A_YEAR_OF_AGE = 182;
const LONGEST_YEARS = 130;

/** Days in a fraction of a year: rnd(fraction × 365). */
const daysOf = (millionths: number): number => Number(roundRatio(BigInt(millionths) * 365n, 1_000_000n));

/**
 * Birth date from an age, or hire date from a tenure, at the as-of date (W-20). A whole age is taken in its middle:
 * 182 days before the birthday. An age with a fraction is exact, like a tenure: floor years and rnd(fraction × 365)
 * days back. Null when the text is no number of years between 0 and 130.
 */
export function deriveDate(asOf: Day, from: Derivation): Day | null {
  const isAge = 'age' in from;
  const scaled = scaleDecimal(String(isAge ? from.age : from.tenureYears), SCALE);
  if (scaled === null || scaled < 0 || scaled > LONGEST_YEARS * 10 ** SCALE) return null;
  const fraction = scaled % 10 ** SCALE;
  const start = addYears(asOf, -((scaled - fraction) / 10 ** SCALE));
  return (start - (isAge && fraction === 0 ? DAYS_INTO_A_YEAR_OF_AGE : daysOf(fraction))) as Day;
}
