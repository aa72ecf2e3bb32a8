import { addYears, dateOf, day as dayOfIso, dayOf } from '../calendar.ts';
import { inForce } from './designs.ts';
import type { Subject } from './subject.ts';

/** Who is enrolled automatically, swept or converted (P-39, P-43). */

/** Whether automatic enrolment covers somebody who has entered; those that allEligible adds are only swept. */
export function isInScope({ scenario, design, state, applicant }: Subject): boolean {
  const { enabled, hireDateCutoff } = design.autoEnrollment;
  if (!enabled || state.entry === null) return false;
  if (hireDateCutoff !== null) return applicant.hire >= dayOfIso(hireDateCutoff);
  return inForce(scenario, dateOf(state.entry).year)?.design.id === design.id;
}

/** Automatic date of somebody who has entered. */
export const automaticDate = ({ design, state }: Subject): number =>
  (state.entry ?? Number.NaN) + design.autoEnrollment.windowDays;

/** Whether somebody is swept on a day (P-39). */
export function isSwept(subject: Subject, day: number): boolean {
  const { scenario, design, state, year } = subject;
  const { enabled, scope, reenroll } = design.autoEnrollment;
  if (!enabled || day !== subject.dates.sweep || state.entry === null || state.entry > day) return false;
  const { status } = state;
  if (
    reenroll === 'annual' &&
    (status === 'neverEnrolled' || status === 'optedOut' || status === 'stopped')
  ) {
    return true;
  }
  const january = dayOf(year, 1, 1);
  // The first year without a break (P-39): a second entry that names the same design begins nothing.
  const isFirstYear = inForce(scenario, year - 1)?.design.id !== design.id;
  if (!isFirstYear || status !== 'neverEnrolled') return false;
  // Whoever is in scope keeps the own automatic date, unless it has passed; allEligible adds everybody else.
  return isInScope(subject) ? automaticDate(subject) < january : scope === 'allEligible';
}

/** Whether somebody may begin to participate on the yearly date of conversion (P-43). */
export function mayConvert({ design, state, dates }: Subject, day: number): boolean {
  const { enabled, includeOptedOut } = design.voluntaryEnrollment.yearOverYear;
  if (!enabled || day !== dates.conversion || state.entry === null) return false;
  if (addYears(state.entry, 1) > day) return false;
  if (state.status === 'neverEnrolled') return true;
  // P-38: a year without taking part.
  if (state.status === 'stopped') return state.stoppedDay !== null && addYears(state.stoppedDay, 1) <= day;
  return (
    includeOptedOut &&
    state.status === 'optedOut' &&
    state.optOutDay !== null &&
    addYears(state.optOutDay, 1) <= day
  );
}
