import { roundRatio } from '../../../src-shared/arithmetic.ts';
import { MILLION, type Ppm } from '../../../src-shared/units.ts';
import { basisPoints } from './basis-points.ts';

/** Rates of the general test that are not plain allocation rates (P-107, P-108), in basis points, half up. */

/** Age at which benefits are compared (P-108). */
const TESTING_AGE = 65;

/**
 * P-107: allocation rate with imputed disparity. `pay` is cappedPlanPay, above 0; 5.7 % is the permitted disparity of the
 * law. The lesser of two rounded rates is the rounded lesser rate.
 */
export function imputedRate(pay: number, allocation: number, wageBase: number): number {
  if (pay <= wageBase) {
    return Math.min(
      basisPoints(2 * allocation, pay),
      basisPoints(1_000 * allocation + 57 * pay, 1_000 * pay),
    );
  }
  return Math.min(
    basisPoints(2 * allocation, 2 * pay - wageBase),
    basisPoints(1_000 * allocation + 57 * wageBase, 1_000 * pay),
  );
}

/** Growth to age 65 at an interest rate, by years, exact and as doubles (P-108). */
export interface InterestFactors {
  readonly interest: Ppm;
  readonly factors: Float64Array;
}

const power = (interest: Ppm, years: number): bigint => BigInt(MILLION + interest) ** BigInt(years);
const powerOfMillion = (years: number): bigint => BigInt(MILLION) ** BigInt(years);

/** The growth factors of an interest rate (P-108). */
export function interestFactors(interest: Ppm): InterestFactors {
  const factors = Float64Array.from({ length: TESTING_AGE + 1 }, (_, years) => {
    // Scaled to 10^-15 first: a quotient of such large integers is not a quotient of doubles.
    const scaled = (power(interest, years) * 10n ** 15n) / powerOfMillion(years);
    return Number(scaled) / 1e15;
  });
  return { interest, factors };
}

/** More than the relative error of a factor and of its product with a rate. */
const RELATIVE_ERROR = 1e-14;

/**
 * P-108: benefits rate in basis points of an allocation rate in ppm. Exact: where the double is too near to half a basis
 * point to tell on which side the true rate is, it is multiplied out.
 */
export function benefitsRate(
  rate: Ppm,
  statutoryAge: number,
  { interest, factors }: InterestFactors,
): number {
  const years = Math.max(0, TESTING_AGE - statutoryAge);
  const value = (rate * (factors[years] ?? 1)) / 100;
  const floor = Math.floor(value + 0.5);
  // Distance of value + 1/2 from the integers around it.
  const above = value + 0.5 - floor;
  if (Math.min(above, 1 - above) > (value + 1) * RELATIVE_ERROR) return floor;
  return Number(roundRatio(BigInt(rate) * power(interest, years), 100n * powerOfMillion(years)));
}
