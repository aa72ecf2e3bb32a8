import { addMonths, addYears, toCivil, toDay, yearOf } from '../../../src-shared/dates.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { ENTRY_BASES } from '../../../src-shared/vocabulary.ts';
import { ComputationPeriods, type ServiceHours } from './computation-periods.ts';
import { longTermPartTimeEntry } from './long-term-part-time.ts';

/** When a person may enter the plan: by its own conditions, by law, or as a long-term part-timer (P-26 … P-30). */

type Design = Scenario['planDesigns'][number];

type ServiceBasis = Design['eligibility']['serviceBasis'];

/** Most that the law allows a plan to ask for: an age, and hours in a computation period (P-28). */
const STATUTORY_AGE = 21;
const STATUTORY_HOURS = 1_000;
/** Months after the statutory conditions are met by which a person must have entered (P-28). */
const STATUTORY_MONTHS = 6;

/** Months from one entry date to the next, counted from January; 0 when every day is one (P-26). */
const ENTRY_MONTHS = { immediate: 0, monthly: 1, quarterly: 3, semiannual: 6, annual: 12 } as const;

/** Indices into ENTRY_BASES. */
export const ENTRY_BASIS = Object.freeze({
  none: ENTRY_BASES.indexOf('none'),
  plan: ENTRY_BASES.indexOf('plan'),
  statutory: ENTRY_BASES.indexOf('statutory'),
  longTermPartTime: ENTRY_BASES.indexOf('ltpt'),
  override: ENTRY_BASES.indexOf('override'),
  census: ENTRY_BASES.indexOf('census'),
});

/** Conditions of age, service and entry of one design, resolved once. */
export interface EligibilityTerms {
  readonly minimumAge: number;
  readonly serviceBasis: ServiceBasis;
  readonly waitingDays: number;
  readonly waitingMonths: number;
  readonly hoursRequired: number;
  readonly longTermPartTime: boolean;
  /** Months from one entry date to the next; 0 when every day is one. */
  readonly entryMonths: number;
  /** The year before the first simulated one, whose hours the census may give. */
  readonly priorYear: number;
}

/** The conditions of a design for a run that starts in `startYear`. */
export function eligibilityTerms(
  eligibility: Design['eligibility'],
  entry: Design['entry'],
  startYear: number,
): EligibilityTerms {
  const { minimumAge, serviceBasis, waitingDays, waitingMonths, hoursRequired } = eligibility;
  return {
    minimumAge,
    serviceBasis,
    waitingDays,
    waitingMonths,
    hoursRequired,
    longTermPartTime: serviceBasis === 'hours' && eligibility.longTermPartTime,
    entryMonths: ENTRY_MONTHS[entry.frequency],
    priorYear: startYear - 1,
  };
}

/** What the entry of one person follows from. */
export interface EntryFacts extends ServiceHours {
  readonly birthDay: Day;
  readonly hireDay: Day;
  /** Day before which nobody enters: 1 January of a new design (P-24); NO_DAY for none. */
  readonly notBefore: Day;
  /** Whether an eligibility override waives age and service (P-32). */
  readonly waived: boolean;
}

/** The dates of one person. One object serves person after person, without allocation. NO_DAY where there is none. */
export class EntryDates {
  /** The birthday on which the minimum age is reached; the hire date if later. */
  ageDay: Day = NO_DAY;
  /** Day on which the service condition is met, not before hire; NO_DAY when the hours are never reached. */
  serviceDay: Day = NO_DAY;
  /** First entry date of the plan on or after both. */
  planEntryDay: Day = NO_DAY;
  /** Latest entry that the law allows (P-28), not before hire. */
  statutoryDay: Day = NO_DAY;
  /** Entry with all rights: the earlier of the two. */
  ordinaryEntryDay: Day = NO_DAY;
  /** The entry: the ordinary one, or an earlier one for deferrals only (P-30), or one by override (P-32). */
  entryDay: Day = NO_DAY;
  /** Index into ENTRY_BASES: the ground of `entryDay`. */
  basis: number = ENTRY_BASIS.none;
  readonly #periods = new ComputationPeriods();

  /** Sets the dates of a person. They do not depend on termination and classes, which the caller applies (P-29, P-31). */
  measure(terms: EligibilityTerms, facts: EntryFacts): void {
    const { birthDay, hireDay, serviceFrom } = facts;
    const floor = Math.max(hireDay, facts.notBefore) as Day;
    const birthday21 = addYears(birthDay, STATUTORY_AGE);
    let statutoryService: Day;
    if (terms.serviceBasis === 'hours') {
      this.#periods.measure(facts, terms.priorYear);
      const end = this.#periods.firstEndWith(terms.hoursRequired);
      this.serviceDay = end === NO_DAY ? NO_DAY : later((end + 1) as Day, hireDay);
      statutoryService = this.#periods.firstEndWith(STATUTORY_HOURS);
    } else {
      this.serviceDay = later(serviceDate(terms, serviceFrom), hireDay);
      statutoryService = (addYears(serviceFrom, 1) - 1) as Day;
    }
    this.ageDay = later(addYears(birthDay, terms.minimumAge), hireDay);
    this.planEntryDay =
      this.serviceDay === NO_DAY
        ? NO_DAY
        : entryDateFrom(terms.entryMonths, later(floor, later(this.ageDay, this.serviceDay)));
    this.statutoryDay =
      statutoryService === NO_DAY
        ? NO_DAY
        : later(statutoryLatest(later(birthday21, statutoryService)), floor);
    const isForced = isEarlier(this.statutoryDay, this.planEntryDay);
    this.ordinaryEntryDay = isForced ? this.statutoryDay : this.planEntryDay;
    this.entryDay = this.ordinaryEntryDay;
    this.basis = isForced ? ENTRY_BASIS.statutory : ENTRY_BASIS.plan;
    if (this.entryDay === NO_DAY) this.basis = ENTRY_BASIS.none;
    if (terms.longTermPartTime) this.#enterAsPartTimer(yearOf(birthday21), floor);
    if (facts.waived) this.#enterByOverride(entryDateFrom(terms.entryMonths, floor));
  }

  #enterAsPartTimer(yearOfAge21: number, floor: Day): void {
    const entry = longTermPartTimeEntry(this.#periods, yearOfAge21);
    if (entry === NO_DAY || !isEarlier(later(entry, floor), this.ordinaryEntryDay)) return;
    this.entryDay = later(entry, floor);
    this.basis = ENTRY_BASIS.longTermPartTime;
  }

  #enterByOverride(day: Day): void {
    if (isEarlier(this.ordinaryEntryDay, day)) return;
    this.ordinaryEntryDay = day;
    // A part-timer whose entry the law puts between two entry dates keeps it.
    if (isEarlier(this.entryDay, day)) return;
    this.entryDay = day;
    this.basis = ENTRY_BASIS.override;
  }
}

/** Whether a day comes before another, either of which may be NO_DAY for "never". */
const isEarlier = (day: Day, other: Day): boolean => day !== NO_DAY && (other === NO_DAY || day < other);

const later = (day: Day, other: Day): Day => (day > other ? day : other);

/** P-26: the day on which a service condition other than hours is met. */
function serviceDate(terms: EligibilityTerms, serviceFrom: Day): Day {
  switch (terms.serviceBasis) {
    case 'days':
      return (serviceFrom + terms.waitingDays) as Day;
    case 'months':
      return addMonths(serviceFrom, terms.waitingMonths);
    case 'oneYear':
      return addYears(serviceFrom, 1);
    default:
      return serviceFrom;
  }
}

/** P-26: the first entry date on or after a day. */
function entryDateFrom(months: number, day: Day): Day {
  if (months === 0) return day;
  const { year, month, day: dayOfMonth } = toCivil(day);
  const intoPeriod = (month - 1) % months;
  if (intoPeriod === 0 && dayOfMonth === 1) return day;
  const next = month - intoPeriod + months;
  return next > 12 ? toDay(year + 1, 1, 1) : toDay(year, next, 1);
}

/** P-28: the earlier of 1 January after a day and the day six months later. */
function statutoryLatest(day: Day): Day {
  const january = toDay(yearOf(day) + 1, 1, 1);
  const half = addMonths(day, STATUTORY_MONTHS);
  return half < january ? half : january;
}
