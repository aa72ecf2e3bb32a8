import { MILLION, type Cents, type Ppm } from './units.ts';

/**
 * Exact integer arithmetic on numbers that stay below 2^53, with BigInt where a product may not (W-1, W-3).
 * Every division here is of exact integers; a float division is used only where its error is provably
 * smaller than the distance of the quotient from the next integer.
 */

/** Below this dividend, `floor(dividend / 1_000_000)` computed in floating point is exact. */
const EXACT_BY_MILLION = 4e15;

/** Nearest integer of numerator / denominator, halves away from zero (rnd of the specification). Denominator > 0. */
export function roundRatio(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * (numerator < 0n ? -numerator : numerator) + denominator;
  const rounded = doubled / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** Largest integer ≤ numerator / denominator. Denominator > 0. */
export function floorRatio(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

/** Smallest integer ≥ numerator / denominator. Denominator > 0. */
export function ceilRatio(numerator: bigint, denominator: bigint): bigint {
  return -floorRatio(-numerator, denominator);
}

/**
 * rnd(numerator / denominator), halves up, in floating point: numerator ≥ 0, denominator > 0, and twice the numerator
 * plus the denominator below 2^53. Exact: a quotient a / b of integers below 2^53 that is no integer lies at least
 * 1 / b below the next one, and its rounding error is at most (a / b) / 2^53 < 1 / b, so its floor is right.
 */
export function roundQuotient(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** rnd(cents × ppm / 1,000,000): one named amount of money (W-1). */
export function shareOf(cents: Cents, ppm: Ppm): Cents {
  const product = cents * ppm;
  return product >= 0 && product < EXACT_BY_MILLION
    ? (Math.floor((product + MILLION / 2) / MILLION) as Cents)
    : exactShare(cents, ppm);
}

const exactShare = (cents: Cents, ppm: Ppm): Cents =>
  Number(roundRatio(BigInt(cents) * BigInt(ppm), 1_000_000n)) as Cents;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * A decimal text scaled by 10^places and rounded once, halves away from zero, digit by digit and never through a
 * binary float (W-2). Returns null when the text is not a decimal number.
 */
export function scaleDecimal(text: string, places: number): number | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const point = whole.length + Number(match[4] ?? '0') + places;
  const digits = (whole + fraction).padEnd(point, '0');
  const kept = point <= 0 ? '' : digits.slice(0, point);
  const next = point < 0 ? '0' : (digits[point] ?? '0');
  const magnitude = Number(kept === '' ? '0' : kept) + (next >= '5' ? 1 : 0);
  return match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

/** Whether a finite number, written in shortest decimal form, has more than `places` decimals. */
export function hasMoreDecimals(value: number, places: number): boolean {
  const scaled = scaleDecimal(String(value), places);
  return scaled === null || Number(`${scaled}e-${places}`) !== value;
}

/** A rate given as a number (0.035) in parts per million, from its shortest decimal form (W-2). */
export function toPpm(rate: number): Ppm {
  const ppm = scaleDecimal(String(rate), 6);
  if (ppm === null) throw new RangeError(`not a finite rate: ${rate}`);
  return ppm as Ppm;
}

/** A dollar amount given as a number (1234.56) in cents, from its shortest decimal form (W-2). */
export function toCents(dollars: number): Cents {
  const cents = scaleDecimal(String(dollars), 2);
  if (cents === null) throw new RangeError(`not a finite amount: ${dollars}`);
  return cents as Cents;
}
