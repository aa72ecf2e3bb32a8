import { dayOf, monthsBetween, yearsBetween } from '../calendar.ts';
import type { CensusColumns } from '../../../src-shared/columns.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { compare, rnd } from '../exact.ts';
import type { Parameters } from '../parameters.ts';
import { personKey } from '../random.ts';
import type { Design } from './designs.ts';
import { serviceStart } from './eligibility.ts';
import type { CensusFacts } from './facts.ts';
import { weeklyHoursOf } from './subject.ts';

/** Highly compensated employees (P-87 … P-89). */

/** Somebody paid in the year before: candidates of the top-paid group (P-88). */
export interface PaidBefore {
  readonly key: bigint;
  readonly pay: bigint;
  readonly birth: number;
  readonly hire: number;
  readonly originalHire: number | null;
  readonly weeklyHours: bigint;
  readonly isNonresident: boolean;
  readonly isUnion: boolean;
}

/** Former census rows that left in the year before the first or were paid in it; without a known pay nobody ranks them. */
export function formerPaid(
  p: Parameters,
  census: CensusColumns,
  facts: ReadonlyMap<string, CensusFacts>,
): PaidBefore[] {
  const january = dayOf(p.startYear, 1, 1);
  return census.employeeId.flatMap((id, row): PaidBefore[] => {
    const termination = census.terminationDay[row] ?? NO_DAY;
    const isFormer =
      (termination !== NO_DAY && termination < january) || census.inactiveWithoutDate[row] === 1;
    const own = facts.get(id);
    const leftBefore = termination < dayOf(p.startYear - 1, 1, 1);
    if (!isFormer || own === undefined || (leftBefore && own.priorPay === null)) return [];
    return [
      {
        key: personKey(id),
        pay: own.priorPay ?? 0n,
        birth: census.birthDay[row] ?? NO_DAY,
        hire: census.hireDay[row] ?? NO_DAY,
        originalHire: own.originalHire,
        weeklyHours: weeklyHoursOf(p, BigInt(census.scheduledHoursHundredths[row] ?? 0)),
        isNonresident: own.nonresident,
        isUnion: census.unionMember[row] === 1,
      },
    ];
  });
}

/** Weekly hours, in hundredths, below which somebody is not counted. */
const COUNTED_HOURS = 1_750n;

/** Size of the top-paid group: a fifth of the employees that count, rounded half up. */
export function groupSize(people: readonly PaidBefore[], design: Design, year: number): bigint {
  const december = dayOf(year - 1, 12, 31);
  const unionMembers = people.filter((one) => one.isUnion).length;
  const isUnionExcluded = unionMembers * 10 >= people.length * 9;
  const counted = people.filter((one) => {
    const isNew = monthsBetween(serviceStart(one, design), december) < 6;
    const isYoung = yearsBetween(one.birth, december) < 21;
    const isShort = one.weeklyHours < COUNTED_HOURS;
    return !isNew && !isYoung && !isShort && !one.isNonresident && !(isUnionExcluded && one.isUnion);
  });
  return rnd(BigInt(counted.length), 5n);
}

/** Place of everybody paid in the year before, from 1, by person key. */
export function payRanks(people: readonly PaidBefore[]): Map<bigint, number> {
  const order = [...people].sort((a, b) => compare(b.pay, a.pay) || compare(a.key, b.key));
  return new Map(order.map((one, i) => [one.key, i + 1] as const));
}

export interface HceStatus {
  readonly category: 'owner' | 'pay' | 'payTopGroup';
  readonly isOwner: boolean;
  readonly rank: number;
}

/** Whether somebody is highly compensated, and why; null for everybody else (P-87). */
export function hceStatus(
  person: {
    readonly key: bigint;
    readonly isOwner: boolean;
    readonly lookbackPay: bigint | null;
  },
  threshold: bigint,
  topPaidGroup: { readonly size: bigint; readonly ranks: ReadonlyMap<bigint, number> } | null,
): HceStatus | null {
  const isAbove = person.lookbackPay !== null && person.lookbackPay > threshold;
  const rank = isAbove ? (topPaidGroup?.ranks.get(person.key) ?? 0) : 0;
  if (person.isOwner) return { category: 'owner', isOwner: true, rank };
  if (!isAbove) return null;
  if (topPaidGroup === null) return { category: 'pay', isOwner: false, rank };
  const isInGroup = rank > 0 && BigInt(rank) <= topPaidGroup.size;
  return isInGroup ? { category: 'payTopGroup', isOwner: false, rank } : null;
}
