import { NO_DAY, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import { STILL_EMPLOYED } from '../../population/persons.ts';
import { isYes } from '../../random/draws.ts';
import { PLAN_PROCESS } from '../../random/processes.ts';
import { atEntryDay, proactiveDay } from '../participation/active-enrolment.ts';
import { automaticDay, isInAutomaticScope, isSwept } from '../participation/automatic-enrolment.ts';
import { atEntryProbability, proactiveProbability } from '../participation/behaviour-probabilities.ts';
import { ageSegmentOf, incomeSegmentOf } from '../participation/behaviour-segments.ts';
import { escalatedRate, isInEscalationScope } from '../participation/escalation.ts';
import { Agenda, STEP } from './agenda.ts';
import { Enrolment, ENROLMENT } from './enrolment.ts';
import { Entry } from './entry.ts';
import { ESCALATION, SCHEDULED } from './plan-persons.ts';
import { IS_AUTOMATIC, STATUS } from './plan-status.ts';
import { RateChanges } from './rate-changes.ts';
import { NOT_DRAWN, Subject, type ParticipationContext } from './subject.ts';

type Step = Parameters<Agenda['add']>[0];

/**
 * Who enters, enrols, opts out, answers a changed match and escalates in a year (P-23, sections 6 to 12), person by
 * person and date by date. Changes the state of the plan and writes the events.
 */
export class Participation {
  readonly #context: ParticipationContext;
  readonly #subject: Subject;
  readonly #entry: Entry;
  readonly #enrolment: Enrolment;
  readonly #changes: RateChanges;
  readonly #agenda = new Agenda();
  /** P-37: at most one enrolment per person and year. */
  #hasEnrolled = false;

  constructor(context: ParticipationContext) {
    this.#context = context;
    this.#subject = new Subject(context);
    this.#entry = new Entry(context, this.#subject);
    this.#enrolment = new Enrolment(context, this.#subject);
    this.#changes = new RateChanges(context, this.#subject);
  }

  /** Simulates one person employed in the year. People must come in ascending order. */
  run(person: number, openingPay: number): void {
    const { persons, plan, pay, year, firstSimulated } = this.#context;
    const subject = this.#subject;
    subject.take(person);
    if (person >= firstSimulated && (persons.hireDay[person] ?? 0) >= year.firstDay)
      this.#entry.drawEligibility();
    if (this.#isSettled()) return;
    pay.load(person, subject.start, openingPay);
    subject.takeDates();
    this.#hasEnrolled = false;
    this.#entry.enter();
    if (plan.entryDay[person] === NO_DAY) return;
    this.#planSteps();
    for (;;) {
      const step = this.#agenda.next();
      if (step < 0) return;
      this.#take(step, this.#agenda.day);
    }
  }

  /** Whether nothing can happen to a person in the year: somebody enrolled whose rate nothing changes. */
  #isSettled(): boolean {
    const { plan, terms, persons } = this.#context;
    const { person } = this.#subject;
    if (plan.status[person] !== STATUS.enrolled || terms.response !== null) return false;
    if (plan.scheduledDay[person] !== NO_DAY) return false;
    if (this.#isLongTermPartTimer()) return false;
    if (plan.escalation[person] === ESCALATION.out) return true;
    const rate = (plan.ratePpm[person] ?? 0) as Ppm;
    return (
      !isInEscalationScope(
        terms.escalation,
        (plan.enrollmentDay[person] ?? 0) as Day,
        IS_AUTOMATIC[plan.enrollmentSource[person] ?? 0] === true,
        (persons.hireDay[person] ?? 0) as Day,
      ) || escalatedRate(terms.escalation, rate) === rate
    );
  }

  #isLongTermPartTimer(): boolean {
    const { plan } = this.#context;
    return (
      plan.entryDay[this.#subject.person] !== NO_DAY && plan.employerEntryDay[this.#subject.person] === NO_DAY
    );
  }

  /** Puts on the agenda what may happen to somebody who has entered (P-37, P-39 … P-43, P-49, P-52). */
  #planSteps(): void {
    const { plan, terms, persons, year, isStartYear } = this.#context;
    const { person } = this.#subject;
    const entryDay = (plan.entryDay[person] ?? 0) as Day;
    const hireDay = (persons.hireDay[person] ?? 0) as Day;
    const status = plan.status[person] ?? 0;
    const { automatic, active, escalation } = terms;

    const scheduled = plan.scheduledDay[person] ?? NO_DAY;
    const kind = plan.scheduledKind[person] ?? SCHEDULED.none;
    if (scheduled !== NO_DAY) {
      plan.scheduledDay[person] = NO_DAY;
      if (kind === SCHEDULED.optOut) this.#add(STEP.optOut, scheduled);
      else if (kind === SCHEDULED.proactive) this.#schedule(STEP.proactive, SCHEDULED.proactive, scheduled);
      else if (kind === SCHEDULED.voluntary) this.#schedule(STEP.voluntary, SCHEDULED.voluntary, scheduled);
      else if (automatic.enabled) this.#schedule(STEP.automatic, SCHEDULED.automatic, scheduled);
    } else if (status === STATUS.neverEnrolled) {
      if (entryDay >= year.firstDay) this.#decideAtEntry(entryDay, hireDay);
      else if (isStartYear && isInAutomaticScope(automatic, entryDay, hireDay)) {
        const day = automaticDay(automatic, entryDay);
        if (day >= year.firstDay) this.#schedule(STEP.automatic, SCHEDULED.automatic, day);
      }
    }
    if (automatic.enabled && (automatic.isFirstYear || automatic.reenrollsAnnually))
      this.#add(STEP.sweep, automatic.sweepDay);
    if (terms.converts && status !== STATUS.enrolled) this.#add(STEP.conversion, active.conversionDay);
    if (terms.response !== null && hireDay < year.firstDay) this.#add(STEP.response, year.firstDay);
    if (escalation.enabled) this.#add(STEP.escalation, escalation.day);
  }

  /** Adds a step of the year; one after the last day employed does not happen (P-37). */
  #add(step: Step, day: number): void {
    if (day <= this.#subject.end && day >= this.#subject.start) this.#agenda.add(step, day);
  }

  /** Adds an enrolment of this year, or keeps one of a later year as scheduled (P-37). */
  #schedule(step: Step, kind: number, day: number): void {
    const { plan, persons, year } = this.#context;
    if (day <= year.lastDay) {
      this.#add(step, day);
    } else if (persons.leaveDay[this.#subject.person] === STILL_EMPLOYED) {
      plan.scheduledDay[this.#subject.person] = day;
      plan.scheduledKind[this.#subject.person] = kind;
    }
  }

  /** P-39, P-41, P-42: automatic or earlier by choice for people in scope, by choice for the others. */
  #decideAtEntry(entryDay: Day, hireDay: Day): void {
    const { terms, persons, pay } = this.#context;
    const { automatic, active, segments, probabilities } = terms;
    const { person } = this.#subject;
    const age = ageSegmentOf(segments, this.#subject.ageOn(entryDay));
    if (isInAutomaticScope(automatic, entryDay, hireDay)) {
      const chance = proactiveProbability(probabilities, age);
      if (chance > 0) {
        const draw = this.#subject.draw(PLAN_PROCESS.PROACTIVE_SELECT);
        if (isYes(draw, chance)) {
          const dateDraw = this.#subject.draw(PLAN_PROCESS.PROACTIVE_DATE);
          const day = proactiveDay(active, entryDay, dateDraw);
          if (day !== NO_DAY) {
            this.#subject.rememberDraws(draw, dateDraw, chance);
            this.#schedule(STEP.proactive, SCHEDULED.proactive, day);
            return;
          }
        }
      }
      this.#schedule(STEP.automatic, SCHEDULED.automatic, automaticDay(automatic, entryDay));
      return;
    }
    const income = incomeSegmentOf(segments, pay.rateOn(entryDay) as Cents);
    const level = pay.levelOn(entryDay, persons.level[person] ?? 0);
    const chance = atEntryProbability(probabilities, age, income, level);
    if (chance === 0) return;
    const draw = this.#subject.draw(PLAN_PROCESS.AT_ENTRY_SELECT);
    if (!isYes(draw, chance)) return;
    this.#subject.rememberDraws(draw, NOT_DRAWN, chance);
    this.#schedule(STEP.voluntary, SCHEDULED.voluntary, atEntryDay(active, entryDay));
  }

  #take(step: number, day: number): void {
    const { plan, terms, persons } = this.#context;
    const { person } = this.#subject;
    const status = plan.status[person] ?? 0;
    const isOut = status !== STATUS.enrolled;
    switch (step) {
      case STEP.automatic:
        if (status === STATUS.neverEnrolled && !this.#hasEnrolled)
          this.#enrolAutomatically(ENROLMENT.auto, day);
        break;
      case STEP.sweep:
        if (
          isOut &&
          !this.#hasEnrolled &&
          isSwept(
            terms.automatic,
            (plan.entryDay[person] ?? 0) as Day,
            (persons.hireDay[person] ?? 0) as Day,
            status === STATUS.neverEnrolled,
          )
        )
          this.#enrolAutomatically(ENROLMENT.sweep, day);
        break;
      case STEP.proactive:
        if (status === STATUS.neverEnrolled && !this.#hasEnrolled) this.#elect(ENROLMENT.proactive, day);
        break;
      case STEP.voluntary:
        if (status === STATUS.neverEnrolled && !this.#hasEnrolled) this.#elect(ENROLMENT.voluntary, day);
        break;
      case STEP.conversion:
        if (isOut && !this.#hasEnrolled) this.#hasEnrolled = this.#enrolment.byConversion(day, status);
        break;
      case STEP.optOut:
        if (!isOut) this.#changes.optOut(day);
        break;
      case STEP.response:
        if (!isOut) this.#changes.respond(day);
        break;
      case STEP.escalation:
        if (!isOut) this.#changes.escalate(day);
        break;
    }
  }

  #enrolAutomatically(category: number, day: number): void {
    const { plan, persons, year } = this.#context;
    const { person } = this.#subject;
    const optOutDay = this.#enrolment.automatically(category, day);
    this.#hasEnrolled = true;
    if (optOutDay === NO_DAY) return;
    if (optOutDay <= year.lastDay) this.#add(STEP.optOut, optOutDay);
    else if (persons.leaveDay[person] === STILL_EMPLOYED) {
      plan.scheduledDay[person] = optOutDay;
      plan.scheduledKind[person] = SCHEDULED.optOut;
    }
  }

  #elect(category: number, day: number): void {
    this.#enrolment.byElection(category, day);
    this.#hasEnrolled = true;
  }
}
