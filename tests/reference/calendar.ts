import { at } from './exact.ts';

/** The calendar as one long list of days, written down by counting. Days are numbered from 1970-01-01 (W-4). */

export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

const FIRST_YEAR = 1850;
const LAST_YEAR = 2250;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInYear = (year: number): number => (isLeap(year) ? 366 : 365);

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const dates: CalendarDate[] = [];
/** Position in the list of the first day of each month, by year × 12 + month − 1. */
const monthStarts = new Map<number, number>();
for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
  for (let month = 1; month <= 12; month += 1) {
    monthStarts.set(year * 12 + month - 1, dates.length);
    for (let day = 1; day <= daysInMonth(year, month); day += 1) dates.push({ year, month, day });
  }
}
const epoch = dates.findIndex((date) => date.year === 1970);

export const dateOf = (day: number): CalendarDate => at(dates, day + epoch);

/** Day number of a date; a day beyond the end of its month is the last of the month. */
export function dayOf(year: number, month: number, day: number): number {
  const start = monthStarts.get(year * 12 + month - 1);
  if (start === undefined) throw new Error(`the calendar of the reference lacks ${year}-${month}`);
  return start - epoch + Math.min(day, daysInMonth(year, month)) - 1;
}

/** Same day k months later, or the last day of that month when it is shorter (W-5). */
export function addMonths(day: number, months: number): number {
  const date = dateOf(day);
  const month = date.year * 12 + date.month - 1 + months;
  return dayOf(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, date.day);
}

export const addYears = (day: number, years: number): number => addMonths(day, 12 * years);

/** Largest k with addMonths(from, k) ≤ to (W-5). */
export function monthsBetween(from: number, to: number): number {
  let k = (dateOf(to).year - dateOf(from).year + 1) * 12;
  while (addMonths(from, k) > to) k -= 1;
  return k;
}

/** Largest k with addYears(from, k) ≤ to (W-5). */
export function yearsBetween(from: number, to: number): number {
  let k = dateOf(to).year - dateOf(from).year;
  while (addYears(from, k) > to) k -= 1;
  return k;
}

/** Day number of yyyy-MM-dd. */
export function day(iso: string): number {
  const [year = 0, month = 0, dayOfMonth = 0] = iso.split('-').map(Number);
  return dayOf(year, month, dayOfMonth);
}

/** Day number of MM-dd in a year. */
export const dayInYear = (year: number, monthAndDay: string): number => day(`${year}-${monthAndDay}`);

export function iso(dayNumber: number): string {
  const date = dateOf(dayNumber);
  return `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}
