import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { ELIGIBILITY_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { isYes, uniformOf } from '../../random/draws.ts';
import { PLAN_PROCESS } from '../../random/processes.ts';
import { ENTRY_BASIS, EntryDates } from '../participation/entry-dates.ts';
import { isInExcludedClass } from '../participation/excluded-classes.ts';
import { BARRED } from './plan-persons.ts';
import { STATUS } from './plan-status.ts';
import { NOT_DRAWN, type ParticipationContext, type Subject } from './subject.ts';

const ENTERED = ELIGIBILITY_CATEGORIES.indexOf('entered');
const LTPT_ENTERED = ELIGIBILITY_CATEGORIES.indexOf('ltptEntered');
const BARRED_CATEGORY = ELIGIBILITY_CATEGORIES.indexOf('barred');

/** Who enters the plan in a year, and who is barred from it (section 6). */
export class Entry {
  readonly #context: ParticipationContext;
  readonly #subject: Subject;
  readonly #dates = new EntryDates();
  readonly #facts = {
    birthDay: 0 as Day,
    hireDay: 0 as Day,
    notBefore: 0 as Day,
    waived: false,
    serviceFrom: 0 as Day,
    weeklyHours: 0,
    priorYearHours: -1,
  };
  /** Last day of the year on which the person may enter: a promotion may lead into an excluded class. */
  #entryEnd = 0;

  constructor(context: ParticipationContext, subject: Subject) {
    this.#context = context;
    this.#subject = subject;
  }

  /** P-32: whether a hire is barred for good. */
  drawEligibility(): void {
    const { plan, terms } = this.#context;
    const { person } = this.#subject;
    if (terms.barredProbability === 0) return;
    const draw = this.#subject.draw(PLAN_PROCESS.NEW_HIRE_INELIGIBILITY);
    plan.barredDraw[person] = uniformOf(draw);
    plan.barredProbabilityPpm[person] = terms.barredProbability;
    if (!isYes(draw, terms.barredProbability)) return;
    plan.barred[person] = BARRED.yes;
    plan.barredReason[person] = terms.barredReason;
  }

  /** P-26 to P-32: entry of somebody who has not entered, and of a long-term part-timer for employer money. */
  enter(): void {
    const { plan, persons } = this.#context;
    const { person } = this.#subject;
    const hasEntered = plan.entryDay[person] !== NO_DAY;
    if (hasEntered && plan.employerEntryDay[person] !== NO_DAY) return;
    if (plan.barred[person] === BARRED.named) return;
    this.#entryEnd = this.#subject.end;
    const notBefore = this.#openFrom();
    if (notBefore === NO_DAY) return;
    this.#measure(person, notBefore);
    const dates = this.#dates;
    const given = plan.censusEntryDay[person] ?? NO_DAY;
    if (hasEntered) {
      const day = dates.ordinaryEntryDay;
      if (!this.#isOpenOn(day)) return;
      plan.employerEntryDay[person] = day;
      plan.entryBasis[person] = dates.ordinaryBasis;
      this.#recordEntry(ENTERED, day, dates.ordinaryBasis);
      return;
    }
    // A census date that is past, before the hire or before the plan began, means entry as soon as possible.
    const day = given === NO_DAY ? dates.entryDay : Math.max(given, notBefore);
    const basis = given === NO_DAY ? dates.basis : ENTRY_BASIS.census;
    if (!this.#isOpenOn(day)) return;
    if (plan.barred[person] === BARRED.yes) {
      plan.barred[person] = BARRED.named;
      this.#recordEntry(BARRED_CATEGORY, day, basis);
      return;
    }
    const isPartTimer = basis === ENTRY_BASIS.longTermPartTime;
    plan.entryDay[person] = day;
    plan.entryBasis[person] = basis;
    plan.status[person] = STATUS.neverEnrolled;
    plan.outSinceDay[person] = day;
    this.#recordEntry(isPartTimer ? LTPT_ENTERED : ENTERED, day, basis);
    if (!isPartTimer) {
      plan.employerEntryDay[person] = day;
      return;
    }
    plan.wasLongTermPartTime[person] = 1;
    const ordinary = dates.ordinaryEntryDay;
    if (!this.#isOpenOn(ordinary) || (persons.hireDay[person] ?? 0) > ordinary) return;
    plan.employerEntryDay[person] = ordinary;
    plan.entryBasis[person] = dates.ordinaryBasis;
    this.#recordEntry(ENTERED, ordinary, dates.ordinaryBasis);
  }

  /** Whether a person may enter on a day: one of the year on which they are employed (P-29). */
  #isOpenOn(day: number): boolean {
    return day >= this.#subject.start && day <= this.#entryEnd;
  }

  /**
   * P-31: the day of the year from which the person is in no excluded class, NO_DAY for none: the promotion of the year
   * may lead into or out of one.
   */
  #openFrom(): number {
    const { terms, persons, pay } = this.#context;
    if (terms.excluded.length === 0) return this.#subject.start;
    const closing = persons.level[this.#subject.person] ?? 0;
    const isBarredAt = (level: number): boolean =>
      isInExcludedClass(terms.excluded, persons, this.#subject.person, level);
    const { promotionDay } = pay;
    if (!isBarredAt(pay.levelOn(this.#subject.start, closing))) {
      if (promotionDay !== NO_DAY && isBarredAt(closing)) this.#entryEnd = promotionDay - 1;
      return this.#subject.start;
    }
    return promotionDay === NO_DAY || isBarredAt(closing) ? NO_DAY : promotionDay;
  }

  #measure(person: number, notBefore: number): void {
    const { plan, persons, terms, fullTimeHours } = this.#context;
    const facts = this.#facts;
    facts.birthDay = (persons.birthDay[person] ?? 0) as Day;
    facts.hireDay = (persons.hireDay[person] ?? 0) as Day;
    facts.notBefore = notBefore as Day;
    facts.waived = plan.waived[person] === 1;
    facts.serviceFrom = (plan.serviceDay[person] ?? 0) as Day;
    facts.weeklyHours = (persons.hours[person] ?? 0) || fullTimeHours;
    facts.priorYearHours = plan.priorYearHours[person] ?? -1;
    this.#dates.measure(terms.eligibility, facts);
  }

  #recordEntry(category: number, day: number, basis: number): void {
    const { plan, tables } = this.#context;
    const dates = this.#dates;
    const row = tables.eligibility.add(this.#subject.person, day, category);
    const { columns } = tables.eligibility;
    columns.ageDay[row] = dates.ageDay;
    columns.serviceDay[row] = dates.serviceDay;
    columns.planEntryDay[row] = dates.planEntryDay;
    columns.statutoryDay[row] = dates.statutoryDay;
    columns.basis[row] = basis;
    columns.reason[row] = category === BARRED_CATEGORY ? (plan.barredReason[this.#subject.person] ?? 0) : 0;
    columns.probabilityPpm[row] = plan.barredProbabilityPpm[this.#subject.person] ?? -1;
    columns.draw[row] = plan.barredDraw[this.#subject.person] ?? NOT_DRAWN;
  }
}
