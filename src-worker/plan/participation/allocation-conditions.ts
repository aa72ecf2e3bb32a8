import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { ALLOCATION_REASONS, TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';

/** Whether a person receives match or core of a year, and why not (P-34, P-35). */

type AllocationSettings = Scenario['planDesigns'][number]['core']['allocation'];

/** Conditions of one source, resolved once. */
export interface AllocationTerms {
  /** Whether the design has the source at all. */
  readonly enabled: boolean;
  readonly minimumHours: number;
  readonly minimumTenureYears: number;
  readonly waiveTenureForNewHires: boolean;
  readonly requireLastDay: boolean;
  readonly payNewHireLeavers: boolean;
  readonly payExperiencedLeavers: boolean;
  readonly payDeathDisabilityRetirement: boolean;
}

/** The conditions of a source. Null for the waiver means that it follows from a minimum of 0, where it changes nothing. */
export function allocationTerms(settings: AllocationSettings, enabled: boolean): AllocationTerms {
  return {
    enabled,
    minimumHours: settings.minimumHours,
    minimumTenureYears: settings.minimumTenureYears,
    requireLastDay: settings.requireLastDay,
    payNewHireLeavers: settings.payNewHireLeavers,
    payExperiencedLeavers: settings.payExperiencedLeavers,
    payDeathDisabilityRetirement: settings.payDeathDisabilityRetirement,
    waiveTenureForNewHires: settings.waiveTenureForNewHires ?? settings.minimumTenureYears === 0,
  };
}

/** What a person's allocation of a year follows from; the caller may use one object for everybody. */
export interface AllocationFacts {
  /** Barred by override or draw (P-32). */
  readonly overridden: boolean;
  /** Entered on or before the settlement date of the year. */
  readonly entered: boolean;
  /** Entered for deferrals only, and not met the ordinary condition by then (P-30). */
  readonly ltptOnly: boolean;
  /** Hours of the year, unrounded (P-33). */
  readonly hours: number;
  /** Completed service on the settlement date. */
  readonly tenureYears: number;
  readonly hiredThisYear: boolean;
  /** Employed on 31 December, which includes people who leave on that day. */
  readonly activeAtYearEnd: boolean;
  /** Index into TERMINATION_REASONS; 0 for people who have not left or whose reason is not known. */
  readonly terminationReason: number;
}

const REASON = Object.freeze({
  eligible: ALLOCATION_REASONS.indexOf('eligible'),
  disabled: ALLOCATION_REASONS.indexOf('disabled'),
  overrideIneligible: ALLOCATION_REASONS.indexOf('overrideIneligible'),
  notEntered: ALLOCATION_REASONS.indexOf('notEntered'),
  ltptOnly: ALLOCATION_REASONS.indexOf('ltptOnly'),
  insufficientHours: ALLOCATION_REASONS.indexOf('insufficientHours'),
  insufficientTenure: ALLOCATION_REASONS.indexOf('insufficientTenure'),
  notActiveAtYearEnd: ALLOCATION_REASONS.indexOf('notActiveAtYearEnd'),
});

/** Reasons of the exception for death, disability and retirement (P-34). */
const IS_EXCEPTED: readonly boolean[] = TERMINATION_REASONS.map((reason) =>
  ['retirement', 'death', 'disability'].includes(reason),
);

/** P-35: the first reason against an allocation, as an index into ALLOCATION_REASONS; 0 for `eligible`. */
export function allocationReason(terms: AllocationTerms, facts: AllocationFacts): number {
  if (!terms.enabled) return REASON.disabled;
  if (facts.overridden) return REASON.overrideIneligible;
  if (!facts.entered) return REASON.notEntered;
  if (facts.ltptOnly) return REASON.ltptOnly;
  if (facts.hours < terms.minimumHours) return REASON.insufficientHours;
  if (!meetsTenure(terms, facts)) return REASON.insufficientTenure;
  if (terms.requireLastDay && !facts.activeAtYearEnd && !isExceptedLeaver(terms, facts)) {
    return REASON.notActiveAtYearEnd;
  }
  return REASON.eligible;
}

/** P-34: whether a person has the service that the source asks for, or is a new hire of whom it asks none. */
export function meetsTenure(
  terms: AllocationTerms,
  { tenureYears, hiredThisYear }: Pick<AllocationFacts, 'tenureYears' | 'hiredThisYear'>,
): boolean {
  return tenureYears >= terms.minimumTenureYears || (terms.waiveTenureForNewHires && hiredThisYear);
}

/** P-34: whether an exception to the last-day rule covers a leaver. */
function isExceptedLeaver(terms: AllocationTerms, facts: AllocationFacts): boolean {
  const byHire = facts.hiredThisYear ? terms.payNewHireLeavers : terms.payExperiencedLeavers;
  return byHire || (terms.payDeathDisabilityRetirement && IS_EXCEPTED[facts.terminationReason] === true);
}
