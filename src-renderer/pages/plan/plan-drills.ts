import type {
  PlanCohort,
  PlanGroup,
  PlanGrouping,
  PlanMethod,
} from '../../../src-shared/api/plan-results.ts';
import type { GridCondition } from '../../../src-shared/api/results.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { eventsPlace, isNumber, isOneOf, peoplePlace } from '../../state/drill.ts';
import type { Place } from '../../state/navigation.ts';

/** Whose figures a page shows: a run, a year of it, and people. */
export interface PlanScope {
  readonly runId: string;
  readonly year: number;
  readonly startYear: number;
  readonly cohort: PlanCohort;
}

const comparison =
  (operator: Extract<GridCondition, { kind: 'number' }>['operator']) =>
  (column: string, value: number): GridCondition => ({ kind: 'number', column, operator, value });

/** A condition that a number is above, from, or below another. */
export const isAbove = comparison('greaterThan');
export const isFrom = comparison('greaterThanOrEqual');
const isBelow = comparison('lessThan');
const isBetween = (column: string, from: number, to: number): GridCondition => ({
  kind: 'between',
  column,
  from,
  to,
});

const LAST_CLASS = 10;
const PPM_PER_PERCENT = 10_000;

/** Employed on 31 December (W-55). */
export const IS_ACTIVE = isOneOf('status', 'newHireActive', 'continuousActive');
/** Left during the year. */
export const HAS_LEFT = isOneOf('status', 'newHireTermination', 'experiencedTermination');
/** Employed on 31 December and entered (P-125). */
export const IS_ELIGIBLE: readonly GridCondition[] = [
  IS_ACTIVE,
  { kind: 'blank', column: 'planEntry', isBlank: false },
];
/** Enrolled with a rate above 0 on 31 December (P-125). */
export const TAKES_PART: readonly GridCondition[] = [
  ...IS_ELIGIBLE,
  isOneOf('planStatus', 'enrolled'),
  isAbove('deferralRate', 0),
];

/** P-128: the people of a cohort. */
function inCohort({ cohort, startYear }: PlanScope): readonly GridCondition[] {
  if (cohort === 'all') return [];
  if (cohort === 'census') return [isBelow('hireDate', toDay(startYear, 1, 1))];
  if (cohort === 'newHires') return [isFrom('hireDate', toDay(startYear, 1, 1))];
  return [isBetween('hireDate', toDay(cohort, 1, 1), toDay(cohort, 12, 31))];
}

/** The people of the cohort in the year who meet conditions. */
export const planPeople = (scope: PlanScope, ...conditions: readonly GridCondition[]): Place =>
  peoplePlace(scope.runId, [isNumber('year', scope.year), ...inCohort(scope), ...conditions]);

const SOURCES: Partial<Record<PlanMethod, readonly string[]>> = {
  auto: ['auto', 'sweep'],
  voluntary: ['voluntary'],
  proactive: ['proactive'],
  conversion: ['conversion'],
  census: ['censusAuto', 'censusVoluntary'],
};

/** The people under a method (P-125). */
export function methodPlace(scope: PlanScope, method: PlanMethod): Place {
  const sources = SOURCES[method];
  if (sources !== undefined) return planPeople(scope, ...TAKES_PART, isOneOf('enrollmentSource', ...sources));
  // Somebody who elected 0 % counts as stopped.
  const status =
    method === 'stopped'
      ? [isOneOf('planStatus', 'stopped', 'enrolled'), isNumber('deferralRate', 0)]
      : [isOneOf('planStatus', method)];
  return planPeople(scope, ...IS_ELIGIBLE, ...status);
}

/** Eligible people of a class of the distribution (P-127). */
export function classPlace(scope: PlanScope, rate: 'elected' | 'effective', index: number): Place {
  const column = rate === 'elected' ? 'deferralRate' : 'effectiveRate';
  const half = PPM_PER_PERCENT / 2;
  const from = index * PPM_PER_PERCENT - half;
  const condition =
    index === 0
      ? isNumber(column, 0)
      : index === 1
        ? isBetween(column, 1, from + PPM_PER_PERCENT - 1)
        : index === LAST_CLASS
          ? isFrom(column, from)
          : isBetween(column, from, from + PPM_PER_PERCENT - 1);
  return planPeople(scope, ...IS_ELIGIBLE, condition);
}

/** The condition that people are of a group. */
export function isOfGroup(grouping: PlanGrouping, { label, pay }: PlanGroup): readonly GridCondition[] {
  if (grouping !== 'pay')
    return [isOneOf({ age: 'ageBand', tenure: 'tenureBand', level: 'levelName' }[grouping], label)];
  if (pay === null) return [];
  if (pay.from === null) return pay.to === null ? [] : [isBetween('annualPay', 0, pay.to)];
  return [pay.to === null ? isFrom('annualPay', pay.from) : isBetween('annualPay', pay.from, pay.to)];
}

/** The column that says how much of the employer money in an account is vested, in ppm. */
const VESTED = 'vestedEmployer';
const WHOLE = 1_000_000;

/** Employed on 31 December with employer money in their accounts, by how much of it is vested; all of them for null. */
export function vestedPlace(scope: PlanScope, part: 'fully' | 'partly' | 'not' | null): Place {
  const condition: Readonly<Record<'fully' | 'partly' | 'not', GridCondition>> = {
    fully: isNumber(VESTED, WHOLE),
    partly: isBetween(VESTED, 1, WHOLE - 1),
    not: isNumber(VESTED, 0),
  };
  return planPeople(
    scope,
    IS_ACTIVE,
    part === null ? { kind: 'blank', column: VESTED, isBlank: false } : condition[part],
  );
}

/** People with catch-up that had to be Roth (P-60): wages before the first year are not in the run. */
export function rothMandatePlace(scope: PlanScope, wagesCents: number | null): Place | null {
  if (wagesCents === null || scope.year <= scope.startYear) return null;
  return planPeople(scope, isAbove('catchUp', 0), isAbove('payBefore', wagesCents));
}

/** What leavers of the years up to one forfeited: all that ever came into the pool (P-84). */
export const forfeituresPlace = (runId: string, from: number, to: number): Place =>
  eventsPlace(runId, [isOneOf('type', 'DC_PLAN_FORFEITURE'), isBetween('year', from, to)]);

/** People of 60 to 63 by birth year (P-12). */
export const isSuperCatchUpAge = (year: number): GridCondition =>
  isBetween('birthDate', toDay(year - 63, 1, 1), toDay(year - 60, 12, 31));
