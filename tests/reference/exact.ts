/** Exact integer ratios: everything of the reference that decides an event or a cent is computed here or in bigint. */

export const MILLION = 1_000_000n;

/** rnd(q): nearest integer of numerator / denominator, halves away from zero. */
export function rnd(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return rnd(-numerator, -denominator);
  if (numerator < 0n) return -rnd(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** Largest integer not above numerator / denominator. */
export function floorOf(numerator: bigint, denominator: bigint): bigint {
  let quotient = numerator / denominator;
  while (quotient * denominator > numerator) quotient -= 1n;
  return quotient;
}

/** Smallest integer not below numerator / denominator. */
export function ceilOf(numerator: bigint, denominator: bigint): bigint {
  let quotient = numerator / denominator;
  while (quotient * denominator < numerator) quotient += 1n;
  return quotient;
}

export const largest = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (a > b ? a : b));
export const smallest = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (a < b ? a : b));

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** A number as people write it (0.035), times 10^places, rounded once (W-2). */
function scaled(value: number, places: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const shift = Number(exponent) + places - decimals.length;
  const digits = BigInt(whole + decimals);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : rnd(digits, 10n ** BigInt(-shift));
}

/** A rate in parts per million (W-2). */
export const ppm = (rate: number): bigint => scaled(rate, 6);
/** Dollars in cents (W-2). */
export const cents = (dollars: number): bigint => scaled(dollars, 2);
/** Hours in hundredths of an hour. */
export const hundredths = (hours: number): bigint => scaled(hours, 2);

/** Order of two texts by code point, as ids and departments are listed. */
export function byCodePoint(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length) {
    const left = a.codePointAt(i) ?? 0;
    const right = b.codePointAt(i) ?? 0;
    if (left !== right) return left - right;
    i += String.fromCodePoint(left).length;
  }
  return a.length - b.length;
}

export const compare = (a: bigint | number, b: bigint | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** An expected failure of a run, by the code of the error catalogue. */
export class ReferenceFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The element at an index that is known to exist. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`the reference has no element ${index} of ${list.length}`);
  return item;
}
