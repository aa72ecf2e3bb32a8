import { NO_DAY, type Day } from '../../../src-shared/units.ts';

/** What becomes of an enrolment or opt-out of a date in a year (P-37). */
export type Booking = 'booked' | 'scheduled' | 'dropped';

/**
 * P-37: an event belongs to the year of its date. One dated later is carried as scheduled, and one dated after the
 * termination (NO_DAY for none known yet) is dropped, whichever year it is in.
 */
export function bookingOf(day: Day, lastDayOfYear: Day, terminationDay: Day): Booking {
  if (terminationDay !== NO_DAY && day > terminationDay) return 'dropped';
  return day > lastDayOfYear ? 'scheduled' : 'booked';
}
