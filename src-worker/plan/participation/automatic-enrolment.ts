import { parseIsoDate, toDay } from '../../../src-shared/dates.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { dayOf, monthDay } from '../../workforce/parameters.ts';

/** Who is enrolled automatically, when, and when they opt out (P-39, P-40). */

type AutoEnrollmentSettings = Scenario['planDesigns'][number]['autoEnrollment'];

/** The automatic enrolment of a design in one year. */
export interface AutomaticEnrolmentTerms {
  readonly enabled: boolean;
  /** 1 January of the design's first year in force, and whether that is this year. */
  readonly firstDay: Day;
  readonly isFirstYear: boolean;
  /** Hire date from which people are in scope; NO_DAY when the entry date decides. */
  readonly hiredFrom: Day;
  readonly allEligible: boolean;
  readonly reenrollsAnnually: boolean;
  readonly windowDays: number;
  readonly graceDays: number;
  readonly sweepDay: Day;
  /** Whether an opt-out is a permissible withdrawal, so that the deferrals before it are never posted (P-40). */
  readonly withdraws: boolean;
}

/** The automatic enrolment of a design in a year; `firstYear` is the first of the years in which it is in force. */
export function automaticEnrolmentTerms(
  settings: AutoEnrollmentSettings,
  firstYear: number,
  year: number,
): AutomaticEnrolmentTerms {
  const { hireDateCutoff } = settings;
  return {
    enabled: settings.enabled,
    firstDay: toDay(firstYear, 1, 1),
    isFirstYear: year === firstYear,
    hiredFrom: (hireDateCutoff === null ? null : parseIsoDate(hireDateCutoff)) ?? NO_DAY,
    allEligible: settings.scope === 'allEligible',
    reenrollsAnnually: settings.reenroll === 'annual',
    windowDays: settings.windowDays,
    graceDays: settings.graceDays,
    sweepDay: dayOf(year, monthDay(settings.sweepDate)),
    withdraws: settings.withdrawal && settings.arrangement !== 'ACA',
  };
}

/**
 * P-39: whether a person who has entered has an automatic date of their own: by the hire date when the design says so,
 * otherwise by an entry while the design is in force.
 */
export function isInAutomaticScope(terms: AutomaticEnrolmentTerms, entryDay: Day, hireDay: Day): boolean {
  const { enabled, hiredFrom, firstDay } = terms;
  return enabled && (hiredFrom === NO_DAY ? entryDay >= firstDay : hireDay >= hiredFrom);
}

/** P-39: the automatic date. */
export function automaticDay(
  { windowDays }: Pick<AutomaticEnrolmentTerms, 'windowDays'>,
  entryDay: Day,
): Day {
  return (entryDay + windowDays) as Day;
}

/**
 * P-39: whether a non-participant who has entered is enrolled on this year's sweep date. Re-enrolment takes all of them;
 * the sweep of the first year takes those who never enrolled and whose automatic date lies before it, or who are in
 * scope only because everybody eligible is.
 */
export function isSwept(
  terms: AutomaticEnrolmentTerms,
  entryDay: Day,
  hireDay: Day,
  isNeverEnrolled: boolean,
): boolean {
  const { enabled, sweepDay, reenrollsAnnually, isFirstYear, allEligible, firstDay } = terms;
  if (!enabled || entryDay > sweepDay) return false;
  if (reenrollsAnnually) return true;
  if (!isFirstYear || !isNeverEnrolled) return false;
  return isInAutomaticScope(terms, entryDay, hireDay)
    ? automaticDay(terms, entryDay) < firstDay
    : allEligible;
}

/** P-40: the opt-out date of a person enrolled on an automatic or sweep date; its day is still withheld. */
export function optOutDay({ graceDays }: Pick<AutomaticEnrolmentTerms, 'graceDays'>, automatic: Day): Day {
  return (automatic + graceDays) as Day;
}
