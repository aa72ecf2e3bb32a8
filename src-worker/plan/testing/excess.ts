import { ceilRatio, roundQuotient, roundRatio } from '../../../src-shared/arithmetic.ts';
import { MILLION, type Cents, type Ppm } from '../../../src-shared/units.ts';

/**
 * The correction of a failed ADP or ACP test (P-95, P-96): how much is too much, and from whom it is taken. Lists are of
 * the HCEs of the test, in the order of person keys.
 */

/** The HCEs of a failed test. */
export interface TestedHces {
  /** Ratios in basis points. */
  readonly ratios: Int32Array;
  /** Deferrals or match, cents. */
  readonly amounts: Float64Array;
  /** cappedPlanPay, cents. */
  readonly pays: Float64Array;
}

/** What is taken from whom. */
export interface ExcessCorrection {
  /** Total excess (P-95). */
  readonly total: Cents;
  /** Ratio to which higher ones were lowered: numerator ÷ denominator in ppm, exact (P-95); null when none was. */
  readonly permitted: Permitted | null;
  /** Part of each HCE in the total, by ratio (P-95). */
  readonly byRatio: Float64Array;
  /** Share of each HCE in the correction, by dollars (P-96). */
  readonly shares: Float64Array;
}

interface Permitted {
  readonly numerator: number;
  readonly denominator: number;
}

/** P-95, P-96: the correction that brings the mean of the HCE ratios down to the limit. */
export function correctExcess(hces: TestedHces, limit: Ppm): ExcessCorrection {
  const permitted = permittedRatio(hces.ratios, limit);
  const byRatio = hces.amounts.map((amount, at) => {
    if (permitted === null) return 0;
    const { numerator, denominator } = permitted;
    if ((hces.ratios[at] ?? 0) * 100 * denominator <= numerator) return 0;
    // Ratios are rounded: one rounded up may permit a cent more than was given.
    return Math.max(0, amount - permittedAmount(hces.pays[at] ?? 0, permitted));
  });
  const total = byRatio.reduce((sum, part) => sum + part, 0) as Cents;
  return { total, permitted, byRatio, shares: levelDown(hces.amounts, total) };
}

/**
 * P-95 step 1: the ratio to which the highest ratios must be lowered together so that all add up to their number × the
 * limit. Null when they already do.
 */
function permittedRatio(ratios: Int32Array, limit: Ppm): Permitted | null {
  const target = ratios.length * limit;
  const ascending = ratios.slice().sort();
  let rest = ascending.reduce((sum, ratio) => sum + ratio, 0) * 100;
  if (rest <= target) return null;
  for (let lowered = 1; ; lowered++) {
    const highest = ascending.length - lowered;
    rest -= (ascending[highest] ?? 0) * 100;
    const next = (ascending[highest - 1] ?? 0) * 100;
    if (highest === 0 || target - rest >= lowered * next) {
      return { numerator: target - rest, denominator: lowered };
    }
  }
}

/** round(permitted ratio × pay), cents. */
function permittedAmount(pay: number, { numerator, denominator }: Permitted): number {
  const product = pay * numerator;
  const divisor = denominator * MILLION;
  if (2 * product + divisor <= Number.MAX_SAFE_INTEGER) return roundQuotient(product, divisor);
  return Number(roundRatio(BigInt(pay) * BigInt(numerator), BigInt(divisor)));
}

/**
 * P-96 step 2: takes a total from those with the most, levelling amounts down to λ, the smallest whole number of cents
 * with Σ max(0, amount − λ) ≤ total; leftover cents come one each from those who are left with the most, in list order.
 */
export function levelDown(amounts: Float64Array, total: Cents): Float64Array {
  const level = levelFor(amounts, total);
  const shares = amounts.map((amount) => Math.max(0, amount - level));
  let leftover = total - shares.reduce((sum, share) => sum + share, 0);
  for (let at = 0; leftover > 0 && at < shares.length; at++) {
    if ((amounts[at] ?? 0) < level) continue;
    shares[at] = (shares[at] ?? 0) + 1;
    leftover--;
  }
  return shares;
}

function levelFor(amounts: Float64Array, total: Cents): number {
  const ascending = amounts.slice().sort();
  let sum = 0;
  for (let above = 1; above <= ascending.length; above++) {
    sum += ascending[ascending.length - above] ?? 0;
    const level = Number(ceilRatio(BigInt(sum - total), BigInt(above)));
    if (level >= (ascending[ascending.length - above - 1] ?? 0)) return level;
  }
  return 0;
}
