import { roundRatio, scaleDecimal, toCents } from '../../src-shared/arithmetic.ts';
import type { Cents, Ppm } from '../../src-shared/units.ts';

/** How the integration level of the core contribution is set (P-72). */
export type LevelMode = 'wageBase' | 'percentOfWageBase' | 'fixedDollars';

/**
 * P-72: pay above which the core contribution earns the disparity rate: the taxable wage base, a share of it rounded to
 * whole dollars, or fixed dollars.
 */
export function integrationLevel(mode: LevelMode, value: number | null, wageBase: Cents): Cents {
  switch (mode) {
    case 'wageBase':
      return wageBase;
    case 'fixedDollars':
      return toCents(value ?? 0);
    case 'percentOfWageBase': {
      const billionths = BigInt(scaleDecimal(String(value ?? 0), 9) ?? 0);
      return Number(roundRatio(BigInt(wageBase) * billionths, 100_000_000_000n) * 100n) as Cents;
    }
  }
}

/** Whether permitted disparity holds in a year, and why (P-73). */
export interface PermittedDisparity {
  /** Most disparity of any plan at this level; 0 where the level exceeds the wage base. */
  readonly factor: Ppm;
  /** Most disparity of this plan: not above its lowest base rate either. */
  readonly maximum: Ppm;
  readonly valid: boolean;
}

const FULL_FACTOR = 57_000 as Ppm;
/** Levels up to here, or up to 20 % of the wage base, keep the full factor: 10,000 dollars. */
const LOW_LEVEL = 1_000_000;

/** The factor of an integration level (P-73); 0 above the wage base, where no disparity is permitted. */
function factorOf(level: Cents, wageBase: Cents): Ppm {
  if (level > wageBase) return 0 as Ppm;
  if (level === wageBase) return FULL_FACTOR;
  if (level * 5 > wageBase * 4) return 54_000 as Ppm;
  return level * 5 > wageBase && level > LOW_LEVEL ? (43_000 as Ppm) : FULL_FACTOR;
}

/** P-73: the permitted disparity of one year. The level must not exceed the wage base. */
export function permittedDisparity(
  level: Cents,
  wageBase: Cents,
  lowestBaseRate: Ppm,
  disparityRate: Ppm,
): PermittedDisparity {
  const factor = factorOf(level, wageBase);
  const maximum = Math.min(factor, lowestBaseRate) as Ppm;
  return { factor, maximum, valid: level <= wageBase && disparityRate <= maximum };
}
