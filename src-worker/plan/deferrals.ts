import { shareOf, toPpm } from '../../src-shared/arithmetic.ts';
import { daysInYear } from '../../src-shared/dates.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';
import { roundSplitQuotient } from './exact.ts';
import type { PlanLimits } from './plan-limits.ts';
import type { PlanSegments } from './plan-pay.ts';

type DeferralSettings = Scenario['planDesigns'][number]['deferral'];

/** Ages, as year less birth year (P-4), from which catch-up and, up to the last one, super catch-up are open (P-12). */
const CATCH_UP_AGE = 50;
const SUPER_CATCH_UP_AGE = 60;
const LAST_SUPER_CATCH_UP_AGE = 63;

/** What decides the deferrals of a year, resolved once from a design and the limits. */
export interface DeferralTerms {
  readonly year: number;
  readonly daysOfYear: number;
  /** Σ rate × days at which pay stops counting for deferrals; Infinity when it does not (P-57). */
  readonly countedRateDays: number;
  readonly electiveDeferral: Cents;
  readonly maximumRate: Ppm;
  /** Most rate of highly compensated employees; maximumRate when they have none of their own. */
  readonly hceMaximumRate: Ppm;
  /** Catch-up room at 50 and over, and at 60 to 63; 0 when the plan has no catch-up. */
  readonly catchUp: Cents;
  readonly superCatchUp: Cents;
  readonly rothAvailable: boolean;
  /** Wages of the year before above which catch-up must be Roth; Infinity in years without the mandate (P-60). */
  readonly rothCatchUpWages: number;
}

/** The deferral settings of a design in one year. */
export function deferralTerms(settings: DeferralSettings, limits: PlanLimits, year: number): DeferralTerms {
  const { allowed, superCatchUp } = settings.catchUp;
  const none = 0 as Cents;
  const daysOfYear = daysInYear(year);
  const maximumRate = toPpm(settings.maximumRate);
  return {
    year,
    daysOfYear,
    countedRateDays: settings.payBasis === 'capped' ? limits.compensation * daysOfYear : Infinity,
    electiveDeferral: limits.electiveDeferral,
    maximumRate,
    hceMaximumRate: settings.hceMaximumRate === null ? maximumRate : toPpm(settings.hceMaximumRate),
    catchUp: allowed ? limits.catchUp : none,
    superCatchUp: allowed ? ((superCatchUp ? limits.superCatchUp : null) ?? limits.catchUp) : none,
    rothAvailable: settings.roth.available,
    rothCatchUpWages: limits.rothCatchUpWages ?? Infinity,
  };
}

/** The deferrals of one person in one year; filled again for each person. */
export class Deferral {
  /** What the rates in force ask for (P-57). */
  requested = 0 as Cents;
  /** Most that the plan's own maximum rate lets through (P-58). */
  planLimit = 0 as Cents;
  /** Deferrals within the limits of law and plan (P-58). */
  base = 0 as Cents;
  catchUp = 0 as Cents;
  /** Catch-up that the person may make, and the part not used, which can absorb excesses later (P-59, P-63). */
  room = 0 as Cents;
  unusedRoom = 0 as Cents;
  /** The limit that cut the base. */
  limitBound: '402g' | 'planLimit' | null = null;
  /** Whether catch-up must be Roth (P-60). */
  rothMandated = false;
}

/**
 * P-57, P-58: what the segments ask for and what the plan's maximum lets through, each rounded once. Products are
 * summed in two parts, because cents × days × ppm exceeds 2^53.
 */
export function requestDeferral(
  segments: PlanSegments,
  terms: DeferralTerms,
  isHce: boolean,
  result: Deferral,
): void {
  let rateDays = 0;
  let deferring = 0;
  let whole = 0;
  let millionths = 0;
  for (let at = 0; at < segments.count; at++) {
    const before = Math.min(rateDays, terms.countedRateDays);
    rateDays += segments.rateDaysOf(at);
    const deferralRate = segments.deferralRate[at] ?? 0;
    if (deferralRate === 0) continue;
    const counted = Math.min(rateDays, terms.countedRateDays) - before;
    deferring += counted;
    const millions = Math.floor(counted / MILLION);
    whole += millions * deferralRate;
    millionths += (counted - millions * MILLION) * deferralRate;
  }
  result.requested = roundSplitQuotient(whole, millionths, terms.daysOfYear) as Cents;
  const maximumRate = maximumRateOf(terms, isHce);
  const millions = Math.floor(deferring / MILLION);
  result.planLimit = roundSplitQuotient(
    millions * maximumRate,
    (deferring - millions * MILLION) * maximumRate,
    terms.daysOfYear,
  ) as Cents;
}

/** The plan's maximum rate of a person: HCEs may have one of their own (P-58). */
export function maximumRateOf(terms: DeferralTerms, isHce: boolean): Ppm {
  return isHce ? terms.hceMaximumRate : terms.maximumRate;
}

/** Whether every catch-up dollar of the person must be Roth; `wages` are null without wages in the year before (P-60). */
export function isRothMandated(terms: DeferralTerms, wages: Cents | null): boolean {
  return wages !== null && wages > terms.rothCatchUpWages;
}

/** Most catch-up a person may make in the year (P-59); 0 when it would have to be Roth and the plan has none (P-60). */
export function catchUpRoom(terms: DeferralTerms, birthYear: number, mandated: boolean): Cents {
  const age = terms.year - birthYear;
  if (age < CATCH_UP_AGE || (mandated && !terms.rothAvailable)) return 0 as Cents;
  return age >= SUPER_CATCH_UP_AGE && age <= LAST_SUPER_CATCH_UP_AGE ? terms.superCatchUp : terms.catchUp;
}

/**
 * P-58 to P-60, P-63: base and catch-up from what `result` already holds as requested and plan limit. What exceeds both
 * is not withheld.
 */
export function limitDeferral(
  terms: DeferralTerms,
  birthYear: number,
  priorYearWages: Cents | null,
  result: Deferral,
): void {
  const { requested, planLimit } = result;
  const { electiveDeferral } = terms;
  const limit = planLimit < electiveDeferral ? planLimit : electiveDeferral;
  const base = requested < limit ? requested : limit;
  result.base = base;
  result.limitBound = requested <= limit ? null : planLimit < electiveDeferral ? 'planLimit' : '402g';
  result.rothMandated = isRothMandated(terms, priorYearWages);
  result.room = catchUpRoom(terms, birthYear, result.rothMandated);
  result.catchUp = Math.min(requested - base, result.room) as Cents;
  result.unusedRoom = (result.room - result.catchUp) as Cents;
}

/** The Roth part of base or catch-up deferrals; the rest is pre-tax (P-61). Mandated catch-up is Roth as a whole. */
export function rothPart(deferral: Cents, rothShare: Ppm, mandated: boolean): Cents {
  return mandated ? deferral : shareOf(deferral, rothShare);
}
