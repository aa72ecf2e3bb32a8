import { NO_DAY, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import {
  DEFERRAL_CHANGE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  PLAN_STATUSES,
  RESPONSE_LIMITS,
} from '../../../src-shared/vocabulary.ts';
import { startCodeOfPerson, yearOfCode, yearsBetween } from '../../population/calendar.ts';
import { STILL_EMPLOYED, type Persons } from '../../population/persons.ts';
import type { DrawSource } from '../../random/draw-source.ts';
import { isYes, uniformOf } from '../../random/draws.ts';
import { PLAN_PROCESS } from '../../random/processes.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import { catchUpRoom, isRothMandated, type DeferralTerms } from '../deferrals.ts';
import { formulaOf, type MatchTerms } from '../match.ts';
import { atEntryDay, isConversionDue, proactiveDay } from '../participation/active-enrolment.ts';
import {
  automaticDay,
  isInAutomaticScope,
  isSwept,
  optOutDay,
} from '../participation/automatic-enrolment.ts';
import {
  atEntryProbability,
  conversionProbability,
  optOutProbability,
  proactiveProbability,
} from '../participation/behaviour-probabilities.ts';
import { ageSegmentOf, incomeSegmentOf } from '../participation/behaviour-segments.ts';
import {
  activeRate,
  conversionRate,
  drawnRothShare,
  isDrawnToCeiling,
  withinPlanRates,
} from '../participation/elected-rate.ts';
import { ENTRY_BASIS, EntryDates } from '../participation/entry-dates.ts';
import { escalatedRate, isInEscalationScope } from '../participation/escalation.ts';
import { isInExcludedClass } from '../participation/excluded-classes.ts';
import { MatchResponse, rateAtDeferralLimit, respondToMatch } from '../participation/match-response.ts';
import { Agenda, STEP } from './agenda.ts';
import type { PlanEventTables } from './event-tables.ts';
import type { ParticipationTerms } from './participation-terms.ts';
import { BARRED, ESCALATION, SCHEDULED, type PlanPersons } from './plan-persons.ts';
import type { YearPay } from './year-pay.ts';

/** Indices of the closed lists. */
const STATUS = {
  notEntered: PLAN_STATUSES.indexOf('notEntered'),
  neverEnrolled: PLAN_STATUSES.indexOf('neverEnrolled'),
  enrolled: PLAN_STATUSES.indexOf('enrolled'),
  optedOut: PLAN_STATUSES.indexOf('optedOut'),
  stopped: PLAN_STATUSES.indexOf('stopped'),
};
const ENTERED = ELIGIBILITY_CATEGORIES.indexOf('entered');
const LTPT_ENTERED = ELIGIBILITY_CATEGORIES.indexOf('ltptEntered');
const BARRED_CATEGORY = ELIGIBILITY_CATEGORIES.indexOf('barred');
const ENROLMENT = {
  auto: ENROLLMENT_CATEGORIES.indexOf('auto'),
  sweep: ENROLLMENT_CATEGORIES.indexOf('sweep'),
  proactive: ENROLLMENT_CATEGORIES.indexOf('proactive'),
  voluntary: ENROLLMENT_CATEGORIES.indexOf('voluntary'),
  conversion: ENROLLMENT_CATEGORIES.indexOf('conversion'),
};
const CHANGE = {
  optOut: DEFERRAL_CHANGE_CATEGORIES.indexOf('optOut'),
  withdrawal: DEFERRAL_CHANGE_CATEGORIES.indexOf('withdrawal'),
  escalation: DEFERRAL_CHANGE_CATEGORIES.indexOf('escalation'),
  escalationRefused: DEFERRAL_CHANGE_CATEGORIES.indexOf('escalationRefused'),
  matchResponse: DEFERRAL_CHANGE_CATEGORIES.indexOf('matchResponse'),
};
const IS_AUTOMATIC: readonly boolean[] = ENROLLMENT_SOURCES.map((source) =>
  ['auto', 'sweep', 'censusAuto'].includes(source),
);

/** What the participation of a year works with. */
export interface ParticipationContext {
  readonly terms: ParticipationTerms;
  readonly deferral: DeferralTerms;
  readonly match: MatchTerms;
  readonly year: YearParameters;
  readonly isStartYear: boolean;
  /** Census persons come first; hires of the simulation from this person on. */
  readonly firstSimulated: number;
  readonly fullTimeHours: number;
  readonly draws: DrawSource;
  readonly persons: Persons;
  readonly plan: PlanPersons;
  readonly pay: YearPay;
  readonly tables: PlanEventTables;
}

/** No draw, no probability. */
const NOT_DRAWN = NaN;

/**
 * Who enters, enrols, opts out, answers a changed match and escalates in a year (P-23, sections 6 to 12), person by
 * person and date by date. Changes the state of the plan and writes the events.
 */
export class Participation {
  readonly #context: ParticipationContext;
  readonly #agenda = new Agenda();
  readonly #dates = new EntryDates();
  readonly #response = new MatchResponse();
  readonly #facts = {
    birthDay: 0 as Day,
    hireDay: 0 as Day,
    notBefore: 0 as Day,
    waived: false,
    serviceFrom: 0 as Day,
    weeklyHours: 0,
    priorYearHours: -1,
  };
  // The person in hand: the days employed in the year, and the codes from which age and service count.
  #person = 0;
  #start = 0;
  #end = 0;
  /** Last day of the year on which the person may enter: a promotion may lead into an excluded class. */
  #entryEnd = 0;
  #birthCode = 0;
  #serviceCode = 0;
  #hasEnrolled = false;

  constructor(context: ParticipationContext) {
    this.#context = context;
  }

  /** Simulates one person employed in the year. People must come in ascending order. */
  run(person: number, openingPay: number): void {
    const { persons, plan, pay, year } = this.#context;
    const left = persons.leaveDay[person] ?? 0;
    const hired = persons.hireDay[person] ?? 0;
    this.#person = person;
    this.#start = Math.max(hired, year.firstDay);
    this.#end = left === STILL_EMPLOYED ? year.lastDay : left;
    this.#entryEnd = this.#end;
    if (person >= this.#context.firstSimulated && hired >= year.firstDay) this.#drawEligibility();
    if (this.#isSettled()) return;
    pay.load(person, this.#start, openingPay);
    this.#birthCode = persons.birthCode[person] ?? 0;
    this.#serviceCode = startCodeOfPerson((plan.serviceDay[person] ?? 0) as Day);
    this.#hasEnrolled = false;
    this.#enter();
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
    const person = this.#person;
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
    return plan.entryDay[this.#person] !== NO_DAY && plan.employerEntryDay[this.#person] === NO_DAY;
  }

  /** P-32: whether a hire is barred for good. */
  #drawEligibility(): void {
    const { plan, terms } = this.#context;
    const person = this.#person;
    if (terms.barredProbability === 0) return;
    const draw = this.#draw(PLAN_PROCESS.NEW_HIRE_INELIGIBILITY);
    plan.barredDraw[person] = uniformOf(draw);
    plan.barredProbabilityPpm[person] = terms.barredProbability;
    if (!isYes(draw, terms.barredProbability)) return;
    plan.barred[person] = BARRED.yes;
    plan.barredReason[person] = terms.barredReason;
  }

  /** P-26 to P-32: entry of somebody who has not entered, and of a long-term part-timer for employer money. */
  #enter(): void {
    const { plan, persons } = this.#context;
    const person = this.#person;
    const hasEntered = plan.entryDay[person] !== NO_DAY;
    if (hasEntered && plan.employerEntryDay[person] !== NO_DAY) return;
    if (plan.barred[person] === BARRED.named) return;
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
    return day >= this.#start && day <= this.#entryEnd;
  }

  /**
   * P-31: the day of the year from which the person is in no excluded class, NO_DAY for none: the promotion of the year
   * may lead into or out of one.
   */
  #openFrom(): number {
    const { terms, persons, pay } = this.#context;
    if (terms.excluded.length === 0) return this.#start;
    const closing = persons.level[this.#person] ?? 0;
    const isBarredAt = (level: number): boolean =>
      isInExcludedClass(terms.excluded, persons, this.#person, level);
    const { promotionDay } = pay;
    if (!isBarredAt(pay.levelOn(this.#start, closing))) {
      if (promotionDay !== NO_DAY && isBarredAt(closing)) this.#entryEnd = promotionDay - 1;
      return this.#start;
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
    const row = tables.eligibility.add(this.#person, day, category);
    const { columns } = tables.eligibility;
    columns.ageDay[row] = dates.ageDay;
    columns.serviceDay[row] = dates.serviceDay;
    columns.planEntryDay[row] = dates.planEntryDay;
    columns.statutoryDay[row] = dates.statutoryDay;
    columns.basis[row] = basis;
    columns.reason[row] = category === BARRED_CATEGORY ? (plan.barredReason[this.#person] ?? 0) : 0;
    columns.probabilityPpm[row] = plan.barredProbabilityPpm[this.#person] ?? -1;
    columns.draw[row] = plan.barredDraw[this.#person] ?? NOT_DRAWN;
  }

  /** Puts on the agenda what may happen to somebody who has entered (P-37, P-39 … P-43, P-49, P-52). */
  #planSteps(): void {
    const { plan, terms, persons, year, isStartYear } = this.#context;
    const person = this.#person;
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
    if (terms.response !== null && hireDay < year.firstDay)
      this.#add(STEP.response, year.firstDay);
    if (escalation.enabled) this.#add(STEP.escalation, escalation.day);
  }

  /** Adds a step of the year; one after the last day employed does not happen (P-37). */
  #add(step: Parameters<Agenda['add']>[0], day: number): void {
    if (day <= this.#end && day >= this.#start) this.#agenda.add(step, day);
  }

  /** Adds an enrolment of this year, or keeps one of a later year as scheduled (P-37). */
  #schedule(step: Parameters<Agenda['add']>[0], kind: number, day: number): void {
    const { plan, persons, year } = this.#context;
    if (day <= year.lastDay) {
      this.#add(step, day);
    } else if (persons.leaveDay[this.#person] === STILL_EMPLOYED) {
      plan.scheduledDay[this.#person] = day;
      plan.scheduledKind[this.#person] = kind;
    }
  }

  /** P-39, P-41, P-42: automatic or earlier by choice for people in scope, by choice for the others. */
  #decideAtEntry(entryDay: Day, hireDay: Day): void {
    const { terms, persons, pay } = this.#context;
    const { automatic, active, segments, probabilities } = terms;
    const person = this.#person;
    const age = ageSegmentOf(segments, this.#ageOn(entryDay));
    if (isInAutomaticScope(automatic, entryDay, hireDay)) {
      const chance = proactiveProbability(probabilities, age);
      if (chance > 0) {
        const draw = this.#draw(PLAN_PROCESS.PROACTIVE_SELECT);
        if (isYes(draw, chance)) {
          const dateDraw = this.#draw(PLAN_PROCESS.PROACTIVE_DATE);
          const day = proactiveDay(active, entryDay, dateDraw);
          if (day !== NO_DAY) {
            this.#rememberDraws(draw, dateDraw, chance);
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
    const draw = this.#draw(PLAN_PROCESS.AT_ENTRY_SELECT);
    if (!isYes(draw, chance)) return;
    this.#rememberDraws(draw, NOT_DRAWN, chance);
    this.#schedule(STEP.voluntary, SCHEDULED.voluntary, atEntryDay(active, entryDay));
  }

  /** Keeps the draws of an election or opt-out until its date, which may lie in the next year. */
  #rememberDraws(draw: number, dateDraw: number, probability: number): void {
    const { plan } = this.#context;
    plan.scheduledDraw[this.#person] = uniformOf(draw);
    plan.scheduledDateDraw[this.#person] = uniformOf(dateDraw);
    plan.scheduledProbabilityPpm[this.#person] = probability;
  }

  #take(step: number, day: number): void {
    const { plan, terms, persons } = this.#context;
    const person = this.#person;
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
        if (isOut && !this.#hasEnrolled) this.#convert(day, status);
        break;
      case STEP.optOut:
        if (!isOut) this.#optOut(day);
        break;
      case STEP.response:
        if (!isOut) this.#respond(day);
        break;
      case STEP.escalation:
        if (!isOut) this.#escalate(day);
        break;
    }
  }

  /** P-39, P-40: enrols at the default rate and decides whether the person will opt out. */
  #enrolAutomatically(category: number, day: number): void {
    const { plan, terms, pay, persons, year } = this.#context;
    const person = this.#person;
    const { election, segments, automatic, probabilities } = terms;
    const age = ageSegmentOf(segments, this.#ageOn(day));
    const income = incomeSegmentOf(segments, pay.rateOn(day) as Cents);
    this.#enrol(category, day, election.automaticRate, election.defaultRate, -1, NOT_DRAWN, age, income, -1);
    const chance = optOutProbability(probabilities, age, income);
    if (chance === 0) return;
    const draw = this.#draw(PLAN_PROCESS.OPT_OUT);
    if (!isYes(draw, chance)) return;
    this.#rememberDraws(draw, NOT_DRAWN, chance);
    plan.withdrawing[person] = automatic.withdraws ? 1 : 0;
    const last = optOutDay(automatic, day as Day);
    if (last <= year.lastDay) this.#add(STEP.optOut, last);
    else if (persons.leaveDay[person] === STILL_EMPLOYED) {
      plan.scheduledDay[person] = last;
      plan.scheduledKind[person] = SCHEDULED.optOut;
    }
  }

  /** P-44, P-45: enrols at the rate of an active election. */
  #elect(category: number, day: number): void {
    const { plan, terms, pay } = this.#context;
    const { segments, election } = terms;
    const age = ageSegmentOf(segments, this.#ageOn(day));
    const income = incomeSegmentOf(segments, pay.rateOn(day) as Cents);
    this.#enrolByChoice(category, day, activeRate(election, age, income), age, income, {
      draw: plan.scheduledDraw[this.#person] ?? NOT_DRAWN,
      dateDraw: plan.scheduledDateDraw[this.#person] ?? NOT_DRAWN,
      probability: plan.scheduledProbabilityPpm[this.#person] ?? -1,
    });
  }

  /** P-43: enrols a non-participant of a year or more. */
  #convert(day: number, status: number): void {
    const { plan, terms, pay } = this.#context;
    const { active, segments, election, probabilities } = terms;
    const person = this.#person;
    if (status === STATUS.optedOut && !active.convertsOptedOut) return;
    if (!isConversionDue(active, (plan.entryDay[person] ?? 0) as Day)) return;
    if (!isConversionDue(active, (plan.outSinceDay[person] ?? 0) as Day)) return;
    const age = ageSegmentOf(segments, this.#ageOn(day));
    const income = incomeSegmentOf(segments, pay.rateOn(day) as Cents);
    const probability = conversionProbability(probabilities, age, income, this.#serviceOn(day));
    if (probability === 0) return;
    const draw = this.#draw(PLAN_PROCESS.CONVERSION);
    if (!isYes(draw, probability)) return;
    this.#enrolByChoice(ENROLMENT.conversion, day, conversionRate(election, age), age, income, {
      draw: uniformOf(draw),
      dateDraw: NOT_DRAWN,
      probability,
    });
  }

  #enrolByChoice(
    category: number,
    day: number,
    tableRate: Ppm,
    age: number,
    income: number,
    decision: { readonly draw: number; readonly dateDraw: number; readonly probability: number },
  ): void {
    const { terms, tables } = this.#context;
    const { election } = terms;
    const ceiling = this.#ceilingOn(day);
    let rate = tableRate;
    let magnetDraw = NOT_DRAWN;
    if (election.magnetProbability > 0 && rate < ceiling) {
      const draw = this.#draw(PLAN_PROCESS.MATCH_MAGNET);
      magnetDraw = uniformOf(draw);
      if (isDrawnToCeiling(election, rate, ceiling, draw)) rate = ceiling;
    }
    const row = this.#enrol(
      category,
      day,
      withinPlanRates(election, rate),
      tableRate,
      ceiling,
      decision.draw,
      age,
      income,
      decision.probability,
    );
    const { columns } = tables.enrollments;
    columns.magnet[row] = rate === tableRate ? 0 : 1;
    columns.dateDraw[row] = decision.dateDraw;
    columns.magnetDraw[row] = magnetDraw;
  }

  /** Enrols and writes the event; its row. */
  #enrol(
    category: number,
    day: number,
    rate: Ppm,
    tableRate: Ppm,
    ceiling: number,
    draw: number,
    ageSegment: number,
    incomeSegment: number,
    probability: number,
  ): number {
    const { plan, terms, tables } = this.#context;
    const person = this.#person;
    const row = tables.enrollments.add(person, day, category);
    const { columns } = tables.enrollments;
    let rothDraw = NOT_DRAWN;
    if ((plan.rothSharePpm[person] ?? 0) < 0) {
      let share = 0;
      if (terms.election.rothProbability > 0) {
        const drawn = this.#draw(PLAN_PROCESS.ROTH_ELECTION);
        rothDraw = uniformOf(drawn);
        share = drawnRothShare(terms.election, drawn);
      }
      plan.rothSharePpm[person] = share;
    }
    columns.ratePpm[row] = rate;
    columns.tableRatePpm[row] = tableRate;
    columns.ceilingPpm[row] = ceiling;
    columns.magnet[row] = 0;
    // P-48: nobody has a Roth share in a plan without Roth.
    columns.rothSharePpm[row] = this.#context.deferral.rothAvailable ? (plan.rothSharePpm[person] ?? 0) : 0;
    columns.ageSegment[row] = ageSegment;
    columns.incomeSegment[row] = incomeSegment;
    columns.probabilityPpm[row] = probability;
    columns.draw[row] = draw;
    columns.dateDraw[row] = NOT_DRAWN;
    columns.magnetDraw[row] = NOT_DRAWN;
    columns.rothDraw[row] = rothDraw;
    plan.status[person] = STATUS.enrolled;
    plan.ratePpm[person] = rate;
    plan.enrollmentDay[person] = day;
    // The sources of the run are its categories, after "none".
    plan.enrollmentSource[person] = category + 1;
    plan.withdrawing[person] = 0;
    plan.scheduledDay[person] = NO_DAY;
    this.#hasEnrolled = true;
    return row;
  }

  #optOut(day: number): void {
    const { plan } = this.#context;
    const person = this.#person;
    const category = plan.withdrawing[person] === 1 ? CHANGE.withdrawal : CHANGE.optOut;
    this.#change(
      category,
      day,
      0,
      -1,
      0,
      plan.scheduledDraw[person] ?? NOT_DRAWN,
      plan.scheduledProbabilityPpm[person] ?? -1,
    );
    plan.status[person] = STATUS.optedOut;
    plan.optOutDay[person] = day;
    plan.outSinceDay[person] = day;
    plan.withdrawing[person] = 0;
  }

  /** P-52 to P-54: answers a changed match. */
  #respond(day: number): void {
    const { plan, terms, deferral, persons, pay, year } = this.#context;
    const person = this.#person;
    const rate = (plan.ratePpm[person] ?? 0) as Ppm;
    if (terms.response === null) return;
    const ceiling = this.#ceilingOn(day);
    if (ceiling === rate) return;
    const isUp = ceiling > rate;
    const draw = this.#draw(isUp ? PLAN_PROCESS.MATCH_RESPONSE_UP : PLAN_PROCESS.MATCH_RESPONSE_DOWN);
    const wages = plan.lookbackWages[person] ?? NaN;
    const isMandated = isRothMandated(deferral, Number.isNaN(wages) ? null : (wages as Cents));
    const birthYear = yearOfCode(persons.birthCode[person] ?? 0);
    const room = catchUpRoom(deferral, birthYear, isMandated);
    const limit = rateAtDeferralLimit(deferral, pay.rateOn(year.firstDay) as Cents, room);
    const result = this.#response;
    respondToMatch(terms.response, rate, ceiling, draw, limit, terms.election.maximumRate, result);
    if (result.rate === rate) return;
    const { share } = isUp ? terms.response.up : terms.response.down;
    const limitApplied = RESPONSE_LIMITS.indexOf(result.limit);
    this.#change(CHANGE.matchResponse, day, result.rate, ceiling, limitApplied, uniformOf(draw), share);
    if (result.rate > 0) return;
    plan.status[person] = STATUS.stopped;
    plan.outSinceDay[person] = day;
  }

  /** P-49 to P-51: raises the rate, unless the person refuses. */
  #escalate(day: number): void {
    const { plan, terms, persons } = this.#context;
    const person = this.#person;
    const { escalation } = terms;
    const rate = (plan.ratePpm[person] ?? 0) as Ppm;
    if (plan.escalation[person] === ESCALATION.out) return;
    const isInScope = isInEscalationScope(
      escalation,
      (plan.enrollmentDay[person] ?? 0) as Day,
      IS_AUTOMATIC[plan.enrollmentSource[person] ?? 0] === true,
      (persons.hireDay[person] ?? 0) as Day,
    );
    const raised = isInScope ? escalatedRate(escalation, rate) : rate;
    if (raised === rate) return;
    let draw = NOT_DRAWN;
    let probability = -1;
    if (plan.escalation[person] === ESCALATION.undecided) {
      plan.escalation[person] = ESCALATION.in;
      if (escalation.optOutProbability > 0) {
        const drawn = this.#draw(PLAN_PROCESS.ESCALATION_OPT_OUT);
        draw = uniformOf(drawn);
        probability = escalation.optOutProbability;
        if (isYes(drawn, escalation.optOutProbability)) {
          plan.escalation[person] = ESCALATION.out;
          this.#change(CHANGE.escalationRefused, day, rate, -1, 0, draw, probability);
          return;
        }
      }
    }
    this.#change(CHANGE.escalation, day, raised, -1, 0, draw, probability);
    plan.escalationCount[person] = (plan.escalationCount[person] ?? 0) + 1;
  }

  /** Sets the rate and writes the event. */
  #change(
    category: number,
    day: number,
    rate: number,
    ceiling: number,
    limitApplied: number,
    draw: number,
    probability: number,
  ): void {
    const { plan, tables } = this.#context;
    const row = tables.deferralChanges.add(this.#person, day, category);
    const { columns } = tables.deferralChanges;
    columns.oldRatePpm[row] = plan.ratePpm[this.#person] ?? 0;
    columns.newRatePpm[row] = rate;
    columns.ceilingPpm[row] = ceiling;
    columns.limitApplied[row] = limitApplied;
    columns.probabilityPpm[row] = probability;
    columns.draw[row] = draw;
    plan.ratePpm[this.#person] = rate;
  }

  #ceilingOn(day: number): Ppm {
    return formulaOf(this.#context.match, this.#serviceOn(day), this.#ageOn(day)).ceiling;
  }

  #ageOn(day: number): number {
    return yearsBetween(this.#birthCode, this.#codeOf(day));
  }

  #serviceOn(day: number): number {
    return yearsBetween(this.#serviceCode, this.#codeOf(day));
  }

  #codeOf(day: number): number {
    const { year } = this.#context;
    return year.endCodes[day - year.firstDay] ?? 0;
  }

  #draw(process: number): number {
    const { draws, persons, year } = this.#context;
    return draws.draw(persons, this.#person, year.year, process, 0);
  }
}
