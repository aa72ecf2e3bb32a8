import { PlanAlignError } from '../../src-shared/errors.ts';
import type { Cents } from '../../src-shared/units.ts';
import { limitOf, type LimitItem, type LimitSettings } from './limits.ts';

/** The limits of a year that decide contributions, in cents; null where the law has none in that year (P-12). */
export interface PlanLimits {
  readonly electiveDeferral: Cents;
  readonly catchUp: Cents;
  readonly superCatchUp: Cents | null;
  readonly annualAdditions: Cents;
  readonly compensation: Cents;
  readonly rothCatchUpWages: Cents | null;
  readonly wageBase: Cents;
}

/**
 * The limits of a year as the plan's formulas use them. None is ever prorated (P-16).
 * @throws PlanAlignError LIMIT_YEAR for a year before the table (P-15).
 */
export function planLimits(year: number, settings: LimitSettings): PlanLimits {
  const optional = (item: LimitItem): Cents | null => limitOf(item, year, settings)?.cents ?? null;
  const required = (item: LimitItem): Cents => {
    const cents = optional(item);
    if (cents !== null) return cents;
    throw new PlanAlignError('LIMIT_YEAR', `The law has no limit ${item} in ${year}.`, { year });
  };
  return {
    electiveDeferral: required('electiveDeferral'),
    catchUp: required('catchUp'),
    superCatchUp: optional('superCatchUp'),
    annualAdditions: required('annualAdditions'),
    compensation: required('compensation'),
    rothCatchUpWages: optional('rothCatchUpWages'),
    wageBase: required('wageBase'),
  };
}
