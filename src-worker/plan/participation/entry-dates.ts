import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { ENTRY_BASES } from '../../../src-shared/vocabulary.ts';
import { yearOfCode } from '../../population/calendar.ts';
import { codeOf, dayBefore, dayOf, januaryOf, monthsAfter, NEVER } from './calendar-codes.ts';
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
  /**
   * Day before which the person cannot enter: 1 January of a new design (P-24), or the day on which they left an excluded
   * class (P-31); NO_DAY for none.
   */
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
  /** Entry with all rights: the earlier of the two, and its ground as an index into ENTRY_BASES. */
  ordinaryEntryDay: Day = NO_DAY;
  ordinaryBasis: number = ENTRY_BASIS.none;
  /** The entry: the ordinary one, or an earlier one for deferrals only (P-30), or one by override (P-32). */
  entryDay: Day = NO_DAY;
  /** Index into ENTRY_BASES: the ground of `entryDay`. */
  basis: number = ENTRY_BASIS.none;
  readonly #periods = new ComputationPeriods();

  /** Sets the dates of a person. They do not depend on termination and classes, which the caller applies (P-29, P-31). */
  measure(terms: EligibilityTerms, facts: EntryFacts): void {
    const hire = codeOf(facts.hireDay);
    const birth = codeOf(facts.birthDay);
    const start = facts.serviceFrom === facts.hireDay ? hire : codeOf(facts.serviceFrom);
    const floor = facts.notBefore > facts.hireDay ? codeOf(facts.notBefore) : hire;
    if (terms.serviceBasis === 'hours') this.#periods.measure(facts, start, terms.priorYear);
    const age = Math.max(hire, monthsAfter(birth, terms.minimumAge * 12));
    const service = Math.max(hire, this.#service(terms, start));
    const plan = entryDateFrom(terms.entryMonths, Math.max(floor, age, service));
    const age21 = monthsAfter(birth, STATUTORY_AGE * 12);
    const latest = latestEntry(Math.max(age21, this.#statutoryService(terms, start)));
    const statutory = Math.max(floor, latest);
    let ordinary = Math.min(plan, statutory);
    this.ordinaryBasis = ordinary < plan ? ENTRY_BASIS.statutory : ENTRY_BASIS.plan;
    // Where service is bridged, the law’s date may come before the first entry date after hire.
    const override = facts.waived ? entryDateFrom(terms.entryMonths, floor) : NEVER;
    if (facts.waived && override <= ordinary) {
      ordinary = override;
      this.ordinaryBasis = ENTRY_BASIS.override;
    }
    if (ordinary === NEVER) this.ordinaryBasis = ENTRY_BASIS.none;
    this.ageDay = dayOf(age);
    this.serviceDay = dayOf(service);
    this.planEntryDay = dayOf(plan);
    this.statutoryDay = dayOf(statutory);
    this.ordinaryEntryDay = dayOf(ordinary);
    this.entryDay = this.ordinaryEntryDay;
    this.basis = this.ordinaryBasis;
    if (!terms.longTermPartTime) return;
    const partTime = Math.max(floor, longTermPartTimeEntry(this.#periods, yearOfCode(age21)));
    if (partTime >= ordinary) return;
    this.entryDay = dayOf(partTime);
    this.basis = ENTRY_BASIS.longTermPartTime;
  }

  /** P-26: when the service condition is met (code). */
  #service(terms: EligibilityTerms, start: number): number {
    switch (terms.serviceBasis) {
      case 'none':
        return start;
      case 'days':
        return codeOf((dayOf(start) + terms.waitingDays) as Day);
      case 'months':
        return monthsAfter(start, terms.waitingMonths);
      case 'oneYear':
        return monthsAfter(start, 12);
      case 'hours':
        return this.#periods.dayAfterHours(terms.hoursRequired);
    }
  }

  /** P-28: end of the year of service that is the most the law allows to ask for (code). */
  #statutoryService(terms: EligibilityTerms, start: number): number {
    const after =
      terms.serviceBasis === 'hours' ? this.#periods.dayAfterHours(STATUTORY_HOURS) : monthsAfter(start, 12);
    return after === NEVER ? NEVER : dayBefore(after);
  }
}

/** P-26: the first entry date on or after a day (codes). */
function entryDateFrom(months: number, code: number): number {
  if (months === 0 || code === NEVER) return code;
  // The month of the first first-of-month on or after the day.
  const firstMonth = (code + 30) >> 5;
  const late = firstMonth % months;
  return (late === 0 ? firstMonth : firstMonth - late + months) * 32 + 1;
}

/** P-28: the earlier of 1 January after a day and the day six months later (codes). */
function latestEntry(code: number): number {
  if (code === NEVER) return NEVER;
  return Math.min(januaryOf(yearOfCode(code) + 1), monthsAfter(code, STATUTORY_MONTHS));
}
