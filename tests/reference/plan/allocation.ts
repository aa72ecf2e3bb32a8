import type { ALLOCATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { dateOf, dayOf } from '../calendar.ts';
import type { Design } from './designs.ts';
import { HOUR_PARTS } from './eligibility.ts';

/** Who receives a match or core contribution (P-34, P-35). */

export type AllocationReason = (typeof ALLOCATION_REASONS)[number];

export interface Claimant {
  readonly isBarred: boolean;
  readonly isEntered: boolean;
  readonly isLtptOnly: boolean;
  /** Of the year, in hundredths of an hour times 365 × 366. */
  readonly hours: bigint;
  readonly service: number;
  readonly hire: number;
  readonly settlement: number;
  /** Reason of a termination in the year, null for people who stay. */
  readonly leftFor: string | null;
}

const EXCUSED = ['death', 'disability', 'retirement'];

/** The first reason that applies. */
export function allocationReason(
  conditions: Design['match']['allocation'],
  isDisabled: boolean,
  person: Claimant,
): AllocationReason {
  const { year } = dateOf(person.settlement);
  const isHiredThisYear = dateOf(person.hire).year === year;
  if (isDisabled) return 'disabled';
  if (person.isBarred) return 'overrideIneligible';
  if (!person.isEntered) return 'notEntered';
  if (person.isLtptOnly) return 'ltptOnly';
  if (person.hours < BigInt(conditions.minimumHours) * 100n * HOUR_PARTS) return 'insufficientHours';
  const isWaived = isHiredThisYear && conditions.waiveTenureForNewHires === true;
  if (!isWaived && person.service < conditions.minimumTenureYears) return 'insufficientTenure';
  const isActive = person.settlement === dayOf(year, 12, 31);
  const isExcepted =
    (isHiredThisYear ? conditions.payNewHireLeavers : conditions.payExperiencedLeavers) ||
    (conditions.payDeathDisabilityRetirement && EXCUSED.includes(person.leftFor ?? ''));
  if (conditions.requireLastDay && !isActive && !isExcepted) return 'notActiveAtYearEnd';
  return 'eligible';
}
