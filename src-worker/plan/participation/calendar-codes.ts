import { daysInMonth } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { yearOfCode } from '../../population/calendar.ts';

/**
 * Dates for the arithmetic of months (W-5): year × 12 + month − 1, times 32, plus the day of the month. They compare as
 * dates do, and months are added without a calendar. All of it is in integers of 32 bits, from the year 0 on.
 */

/** Later than every date. */
export const NEVER = 0x7fff_ffff;

/** Days from 1 March of the year −400, where the 400 years of the calendar begin, to 1970-01-01. */
const CALENDAR_START = 719_468 + 146_097;
const CALENDAR_YEARS = 400;
/** Months of a year that come before its first of March. */
const MONTHS_TO_MARCH = 2;

/** The code of a day. */
export function codeOf(day: Day): number {
  const since = (day + CALENDAR_START) | 0;
  const era = (since / 146_097) | 0;
  const dayOfEra = since - era * 146_097;
  const leapDays = ((dayOfEra / 1_460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const year = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * year + (year >> 2) - ((year / 100) | 0));
  const month = ((5 * dayOfYear + 2) / 153) | 0;
  const dayOfMonth = dayOfYear - (((153 * month + 2) / 5) | 0) + 1;
  const months = (year + (era - 1) * CALENDAR_YEARS) * 12 + month + MONTHS_TO_MARCH;
  return months * 32 + dayOfMonth;
}

/** The day of a code; NO_DAY for NEVER. */
export function dayOf(code: number): Day {
  if (code === NEVER) return NO_DAY;
  const months = (code >> 5) + CALENDAR_YEARS * 12 - MONTHS_TO_MARCH;
  const year = (months / 12) | 0;
  const dayOfYear = (((153 * (months - year * 12) + 2) / 5) | 0) + (code & 31) - 1;
  const leapDays = (year >> 2) - ((year / 100) | 0) + ((year / 400) | 0);
  return (365 * year + leapDays + dayOfYear - CALENDAR_START) as Day;
}

/** The same day some months later, clamped to the last day of the month (W-5). */
export function monthsAfter(code: number, months: number): number {
  const moved = code + months * 32;
  return (moved & 31) <= 28 ? moved : clamped(moved);
}

function clamped(code: number): number {
  const months = code >> 5;
  const last = daysInMonth(yearOfCode(code), (months % 12) + 1);
  return months * 32 + Math.min(code & 31, last);
}

/** The day before. */
export function dayBefore(code: number): number {
  // Two less than the first of a month is the 31st of the month before.
  return (code & 31) > 1 ? code - 1 : clamped(code - 2);
}

/** 1 January of a year. */
export function januaryOf(year: number): number {
  return year * 12 * 32 + 1;
}
