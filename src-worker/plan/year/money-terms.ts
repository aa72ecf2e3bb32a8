import { toCents, toPpm } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { coreRate, coreTerms, type CoreTerms } from '../core.ts';
import { deferralTerms, type DeferralTerms } from '../deferrals.ts';
import type { ForfeiturePolicy } from '../forfeitures.ts';
import type { LimitSettings } from '../limits.ts';
import { formulaOf, matchTerms, type MatchTerms } from '../match.ts';
import {
  allocationTerms,
  meetsTenure,
  type AllocationTerms,
} from '../participation/allocation-conditions.ts';
import { planLimits, type PlanLimits } from '../plan-limits.ts';
import {
  fullVestingTerms,
  vestingSchedule,
  type FullVestingTerms,
  type VestingSchedule,
} from '../vesting.ts';
import type { PersonYear } from './person-year.ts';

type Design = Scenario['planDesigns'][number];

/** Vesting of a design (P-79 … P-82). */
export interface VestingTerms {
  readonly match: VestingSchedule;
  readonly core: VestingSchedule;
  readonly byHours: boolean;
  readonly hoursRequired: number;
  readonly excludeBefore18: boolean;
  readonly full: FullVestingTerms;
}

/** What decides the money of a year: a design with the limits of the year, in integer units. */
export interface MoneyTerms {
  readonly limits: PlanLimits;
  readonly compensationFrom: 'entry' | 'year';
  readonly deferral: DeferralTerms;
  readonly match: MatchTerms;
  readonly matchAllocation: AllocationTerms;
  readonly core: CoreTerms;
  readonly coreAllocation: AllocationTerms;
  readonly vesting: VestingTerms;
  readonly forfeiturePolicy: ForfeiturePolicy;
  readonly planExpenses: Cents;
  readonly annualReturn: Ppm;
}

/** The vesting settings of a design. */
function vestingTerms(vesting: Design['vesting']): VestingTerms {
  return {
    match: vestingSchedule(vesting.match),
    core: vestingSchedule(vesting.core),
    byHours: vesting.serviceMethod === 'hours',
    hoursRequired: vesting.hoursRequired,
    excludeBefore18: vesting.excludeServiceBefore18,
    full: fullVestingTerms(vesting),
  };
}

/**
 * The money settings of a design in one year.
 * @throws PlanAlignError LIMIT_YEAR for a year without limits (P-15).
 */
export function moneyTerms(design: Design, limitSettings: LimitSettings, year: number): MoneyTerms {
  const limits = planLimits(year, limitSettings);
  return {
    limits,
    compensationFrom: design.eligibility.compensationFrom,
    deferral: deferralTerms(design.deferral, limits, year),
    match: matchTerms(design.match, year),
    matchAllocation: allocationTerms(design.match.allocation, design.match.type !== 'none'),
    core: coreTerms(design.core, limits),
    coreAllocation: allocationTerms(design.core.allocation, design.core.type !== 'none'),
    vesting: vestingTerms(design.vesting),
    forfeiturePolicy: design.forfeitures.policy,
    planExpenses: toCents(design.forfeitures.planExpensesByYear[year] ?? 0),
    annualReturn: toPpm(design.forfeitures.assumedAnnualReturn),
  };
}

/** P-112: whether a leaver would have had no match with enough hours and on the last day either. */
export const failsMatchAnyhow = ({ match, matchAllocation }: MoneyTerms, of: PersonYear): boolean =>
  !meetsTenure(matchAllocation, of) || formulaOf(match, of.service, of.age).ceiling === 0;

/** P-112: as {@link failsMatchAnyhow}, of core. */
export const failsCoreAnyhow = ({ core, coreAllocation }: MoneyTerms, of: PersonYear): boolean =>
  !meetsTenure(coreAllocation, of) || (coreRate(core, of.service, of.age) === 0 && core.disparityRate === 0);
