import { addMonths, addYears, dateOf, dayOf, daysInYear } from '../calendar.ts';
import type { Design } from './designs.ts';

/** Entry dates (P-26 … P-31). Hours are in hundredths of an hour unless said otherwise. */

export interface Applicant {
  readonly birth: number;
  readonly hire: number;
  readonly originalHire: number | null;
  /** Scheduled weekly hours. */
  readonly weeklyHours: bigint;
  /** Hours of the year before the first simulated one, if the census gives them. */
  readonly priorHours: bigint | null;
  readonly startYear: number;
}

/** First day of service (P-4). */
export const serviceStart = (
  person: { readonly hire: number; readonly originalHire: number | null },
  design: Design,
): number => (design.eligibility.bridgeService ? (person.originalHire ?? person.hire) : person.hire);

/** Hundredths of hours are counted in units of 1 / (365 × 366), so that common and leap years add up exactly. */
export const HOUR_PARTS = 365n * 366n;

/** Hours of the days from `from` to `to` at so many a week, in those units (P-33). */
export function hoursBetween(weekly: bigint, from: number, to: number): bigint {
  let hours = 0n;
  for (let year = dateOf(from).year; year <= dateOf(to).year; year += 1) {
    const first = Math.max(from, dayOf(year, 1, 1));
    const last = Math.min(to, dayOf(year, 12, 31));
    if (last < first) continue;
    hours += (weekly * 52n * BigInt(last - first + 1) * HOUR_PARTS) / BigInt(daysInYear(year));
  }
  return hours;
}

interface Period {
  readonly from: number;
  readonly to: number;
  readonly hours: bigint;
}

/** Computation periods: twelve months from the start of service, then calendar years (P-27). */
function computationPeriods(person: Applicant, start: number): Period[] {
  const { startYear, priorHours, weeklyHours } = person;
  const anniversary = addYears(start, 1);
  const bounds = [{ from: start, to: anniversary - 1 }];
  // Long enough that a full calendar year of known hours and the 21st birthday are in it: nothing changes after.
  const end = Math.max(startYear, dateOf(anniversary).year, dateOf(person.birth).year + 21) + 3;
  for (let year = dateOf(anniversary).year; year <= end; year += 1) {
    bounds.push({ from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) });
  }
  // Known hours of the year before the first are spread evenly over the days employed in it.
  const known = { from: Math.max(person.hire, dayOf(startYear - 1, 1, 1)), to: dayOf(startYear - 1, 12, 31) };
  const isKnown = priorHours !== null && known.from <= known.to;
  return bounds.map(({ from, to }) => {
    if (!isKnown) return { from, to, hours: hoursBetween(weeklyHours, from, to) };
    const first = Math.max(from, known.from);
    const last = Math.min(to, known.to);
    if (last < first) return { from, to, hours: hoursBetween(weeklyHours, from, to) };
    const share = BigInt(last - first + 1);
    const spread = (priorHours * HOUR_PARTS * share) / BigInt(known.to - known.from + 1);
    const around = hoursBetween(weeklyHours, from, first - 1) + hoursBetween(weeklyHours, last + 1, to);
    return { from, to, hours: around + spread };
  });
}

const isAtLeast = (period: Period, hours: number): boolean =>
  period.hours >= BigInt(hours) * 100n * HOUR_PARTS;

const MONTHS = { monthly: 1, quarterly: 3, semiannual: 6, annual: 12 } as const;

/** First entry date on or after a day (P-26). */
export function firstEntryDate(frequency: Design['entry']['frequency'], day: number): number {
  if (frequency === 'immediate') return day;
  const date = dateOf(day);
  const step = MONTHS[frequency];
  for (let month = 1; month <= 12; month += step) {
    const entryDate = dayOf(date.year, month, 1);
    if (entryDate >= day) return entryDate;
  }
  return dayOf(date.year + 1, 1, 1);
}

/** The two statutory dates counted from a day: 1 January after it, or six months on (P-28). */
const statutoryLatest = (day: number): number =>
  Math.min(dayOf(dateOf(day).year + 1, 1, 1), addMonths(day, 6));

function serviceDay(person: Applicant, design: Design, periods: readonly Period[]): number | null {
  const { serviceBasis, waitingDays, waitingMonths, hoursRequired } = design.eligibility;
  const start = serviceStart(person, design);
  switch (serviceBasis) {
    case 'none':
      return person.hire;
    case 'days':
      return start + waitingDays;
    case 'months':
      return addMonths(start, waitingMonths);
    case 'oneYear':
      return addYears(start, 1);
    case 'hours': {
      const period = periods.find((one) => isAtLeast(one, hoursRequired));
      return period === undefined ? null : period.to + 1;
    }
  }
}

/** Last day of the service after which the law wants people in, null while it never comes (P-28). */
function statutoryServiceEnd(person: Applicant, design: Design, periods: readonly Period[]): number | null {
  if (design.eligibility.serviceBasis !== 'hours') return addYears(serviceStart(person, design), 1) - 1;
  return periods.find((one) => isAtLeast(one, 1_000))?.to ?? null;
}

const LTPT_PERIODS_FROM = dayOf(2021, 1, 1);
const LTPT_PLAN_YEARS_FROM = dayOf(2025, 1, 1);

/** The day after two years of 500 hours each, by the end of which the person is 21 (P-30). */
function longTermPartTimeDay(person: Applicant, design: Design, periods: readonly Period[]): number | null {
  const { serviceBasis, longTermPartTime } = design.eligibility;
  if (serviceBasis !== 'hours' || !longTermPartTime) return null;
  for (const [i, second] of periods.entries()) {
    const first = periods[i - 1];
    if (first === undefined || first.from < LTPT_PERIODS_FROM) continue;
    if (!isAtLeast(first, 500) || !isAtLeast(second, 500)) continue;
    if (addYears(person.birth, 21) <= second.to) return second.to + 1;
  }
  return null;
}

export interface Measurement {
  readonly ageDay: number;
  readonly serviceDay: number | null;
  readonly planEntry: number | null;
  readonly statutory: number | null;
  /** Date of entry with employer money, and what decides it. */
  readonly entry: number | null;
  readonly basis: 'plan' | 'statutory' | 'override';
  /** Date of entry for deferrals only. */
  readonly ltptEntry: number | null;
}

/**
 * The entry dates of a person under a design. `earliest` is the day before which nobody enters under it; `outside` is
 * the day since which the person has been outside every excluded class (−∞: was never in one).
 */
export function measure(
  person: Applicant,
  design: Design,
  isWaived: boolean,
  earliest: number,
  outside: number,
): Measurement {
  const { frequency } = design.entry;
  const periods = computationPeriods(person, serviceStart(person, design));
  const birthday = addYears(person.birth, design.eligibility.minimumAge);
  const ageDay = Math.max(birthday, person.hire);
  const service = serviceDay(person, design, periods);
  const entryFrom = (day: number): number =>
    firstEntryDate(frequency, Math.max(day, person.hire, earliest, outside));
  const planEntry = service === null ? null : entryFrom(Math.max(ageDay, service));
  const serviceEnd = statutoryServiceEnd(person, design, periods);
  const statutory =
    serviceEnd === null ? null : statutoryLatest(Math.max(addYears(person.birth, 21), serviceEnd));

  // Somebody who leaves an excluded class after the statutory date enters at once: the law's deadline has passed.
  const deadline = statutory === null ? null : Math.max(statutory, person.hire, earliest, outside);
  const waivedEntry = entryFrom(person.hire);
  const isOverride = isWaived && (deadline === null || waivedEntry <= deadline);
  const isLate = deadline !== null && (planEntry === null || deadline < planEntry);

  const longTerm = longTermPartTimeDay(person, design, periods);
  // The day after the second period is a 1 January, and so an entry date; the dates of P-28 come first only for
  // somebody who could not enter then.
  const partTimeEntry = (day: number): number => {
    const open = Math.max(day, LTPT_PLAN_YEARS_FROM);
    return Math.min(
      firstEntryDate(frequency, Math.max(open, person.hire, earliest, outside)),
      Math.max(open, statutoryLatest(day - 1), person.hire, earliest, outside),
    );
  };
  return {
    ageDay,
    serviceDay: service === null ? null : Math.max(service, person.hire),
    planEntry,
    statutory: deadline,
    entry: isOverride ? waivedEntry : isLate ? deadline : planEntry,
    basis: isOverride ? 'override' : isLate ? 'statutory' : 'plan',
    ltptEntry: longTerm === null ? null : partTimeEntry(longTerm),
  };
}

/** Attributes that can put somebody into an excluded class. */
export interface ClassAttributes {
  readonly department: string;
  readonly location: string | null;
  readonly costCentre: string | null;
  readonly jobTitle: string | null;
  readonly flsaStatus: string;
  readonly unionMember: boolean;
  readonly level: number;
}

/** Whether somebody is in an excluded class (P-31). */
export const isExcluded = (design: Design, attributes: ClassAttributes): boolean =>
  design.eligibility.excludedClasses.some(({ field, values }) =>
    values.some((value) => value === attributes[field]),
  );
