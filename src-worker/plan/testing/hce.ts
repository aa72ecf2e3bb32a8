import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { limitOf, type Limit, type LimitSettings } from '../limits.ts';

/** Why a person is highly compensated (P-89); 0 means not. */
export const HCE_REASON = { none: 0, owner: 1, pay: 2, payTopGroup: 3 } as const;

/** What decides who is highly compensated in a year, a column per fact, people in the order of their keys. */
export interface HceFacts {
  readonly count: number;
  /** Pay received in the year before, cents; 0 for someone without pay then (P-87). */
  readonly lookBackPay: Float64Array;
  /** 1 for more than 5 % owners in the year or the year before (P-87). */
  readonly isOwner: Uint8Array;
}

/** Who is highly compensated in a year. */
export interface HceDetermination {
  /** One of {@link HCE_REASON} per person. */
  readonly reason: Uint8Array;
  /** Place by look-back pay from 1 on, of everyone above the threshold; 0 below it. */
  readonly rank: Int32Array;
}

/**
 * P-87: the pay of the year before that makes highly compensated: hceCompensation of that year, not of the tested one.
 * @throws PlanAlignError LIMIT_YEAR for a year before 2020 (P-15).
 */
export function hceThreshold(year: number, settings: LimitSettings): Limit {
  const limit = limitOf('hceCompensation', year - 1, settings);
  if (limit !== null) return limit;
  throw new PlanAlignError('LIMIT_YEAR', `The law has no limit hceCompensation in ${year - 1}.`, { year });
}

/** P-88: size of the top-paid group, 20 % of the counted employees, half up. */
export function topPaidGroupSize(countedEmployees: number): number {
  return Math.floor((2 * countedEmployees + 5) / 10);
}

/** Weekly hours, in hundredths, from which a person is counted in the size of the top-paid group (P-88). */
const COUNTED_HOURS = 1_750;

/** P-88: whether an employee counts in the size of the top-paid group; age and service on 31 December. */
export function isCountedEmployee(
  serviceMonths: number,
  age: number,
  weeklyHours: number,
  isNonresidentAlien: boolean,
  isExcludedUnionMember: boolean,
): boolean {
  return (
    serviceMonths >= 6 &&
    age >= 21 &&
    weeklyHours >= COUNTED_HOURS &&
    !isNonresidentAlien &&
    !isExcludedUnionMember
  );
}

/** P-88: whether union members are left out of the count because they are at least 90 % of the employees. */
export function areUnionMembersExcluded(unionMembers: number, employees: number): boolean {
  return unionMembers > 0 && unionMembers * 10 >= employees * 9;
}

/**
 * P-87: the highly compensated employees of a year. `threshold` is hceCompensation of the year before, which pay must
 * exceed; `groupSize` is the size of the top-paid group, or null when the plan does not use it.
 */
export function determineHces(
  { count, lookBackPay, isOwner }: HceFacts,
  threshold: Cents,
  groupSize: number | null,
): HceDetermination {
  const reason = new Uint8Array(count);
  const rank = new Int32Array(count);
  const payOf = (person: number): number => lookBackPay[person] ?? 0;
  // Everyone above the threshold is paid more than anybody below it, so ranking them ranks all who can be HCE by pay.
  const above: number[] = [];
  for (let person = 0; person < count; person++) if (payOf(person) > threshold) above.push(person);
  above.sort((a, b) => payOf(b) - payOf(a) || a - b);
  for (const [place, person] of above.entries()) {
    rank[person] = place + 1;
    if (groupSize === null) reason[person] = HCE_REASON.pay;
    else if (place < groupSize) reason[person] = HCE_REASON.payTopGroup;
  }
  for (let person = 0; person < count; person++) if (isOwner[person] === 1) reason[person] = HCE_REASON.owner;
  return { reason, rank };
}
