import { addYears } from '../../../src-shared/dates.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { pickOf } from '../../random/draws.ts';
import { dayOf, monthDay } from '../../workforce/parameters.ts';

/** When people enrol by themselves: before the automatic date, at entry, or in a later year (P-41 to P-43). */

type VoluntaryEnrollmentSettings = Scenario['planDesigns'][number]['voluntaryEnrollment'];

/** The dates of active elections of a design in one year. */
export interface ActiveEnrolmentTerms {
  /** First day after entry of the proactive window, its length, and the days to the automatic date (P-41). */
  readonly windowStart: number;
  readonly windowLength: number;
  readonly automaticAfter: number;
  readonly lagDays: number;
  readonly conversionDay: Day;
  /** Last day on which non-participation can have begun for a conversion on the conversion date. */
  readonly conversionSince: Day;
  readonly convertsOptedOut: boolean;
}

/** The dates of active elections in a year; `windowDays` is that of automatic enrolment. */
export function activeEnrolmentTerms(
  { proactive, atEntry, yearOverYear }: VoluntaryEnrollmentSettings,
  windowDays: number,
  year: number,
): ActiveEnrolmentTerms {
  const conversionDay = dayOf(year, monthDay(yearOverYear.date));
  const yearEarlier = addYears(conversionDay, -1);
  // 29 February has its anniversary on 28 February (W-5).
  const nextDay = (yearEarlier + 1) as Day;
  return {
    windowStart: proactive.windowStartDay,
    windowLength: proactive.windowEndDay - proactive.windowStartDay,
    automaticAfter: windowDays,
    lagDays: atEntry.lagDays,
    conversionDay,
    conversionSince: addYears(nextDay, 1) <= conversionDay ? nextDay : yearEarlier,
    convertsOptedOut: yearOverYear.includeOptedOut,
  };
}

/**
 * P-41: date of a proactive enrolment from its draw k (process 102); NO_DAY when it is not earlier than the automatic
 * date and therefore does not count.
 */
export function proactiveDay(terms: ActiveEnrolmentTerms, entryDay: Day, draw: number): Day {
  const after = terms.windowStart + pickOf(draw, terms.windowLength);
  return after < terms.automaticAfter ? ((entryDay + after) as Day) : NO_DAY;
}

/** P-42: date of an enrolment at entry. */
export function atEntryDay({ lagDays }: ActiveEnrolmentTerms, entryDay: Day): Day {
  return (entryDay + lagDays) as Day;
}

/**
 * P-38, P-43: whether a person who has not taken part since `since` (entry, opt-out or the match response that ended
 * participation) has done so for a year on the conversion date.
 */
export function isConversionDue({ conversionSince }: ActiveEnrolmentTerms, since: Day): boolean {
  return since <= conversionSince;
}
