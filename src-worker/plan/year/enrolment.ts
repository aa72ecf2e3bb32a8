import { NO_DAY, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import { ENROLLMENT_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { isYes, uniformOf } from '../../random/draws.ts';
import { PLAN_PROCESS } from '../../random/processes.ts';
import { isConversionDue } from '../participation/active-enrolment.ts';
import { optOutDay } from '../participation/automatic-enrolment.ts';
import { conversionProbability, optOutProbability } from '../participation/behaviour-probabilities.ts';
import { ageSegmentOf, incomeSegmentOf } from '../participation/behaviour-segments.ts';
import {
  activeRate,
  conversionRate,
  drawnRothShare,
  isDrawnToCeiling,
  withinPlanRates,
} from '../participation/elected-rate.ts';
import { STATUS } from './plan-status.ts';
import { NOT_DRAWN, type ParticipationContext, type Subject } from './subject.ts';

/** Indices into ENROLLMENT_CATEGORIES. */
export const ENROLMENT = {
  auto: ENROLLMENT_CATEGORIES.indexOf('auto'),
  sweep: ENROLLMENT_CATEGORIES.indexOf('sweep'),
  proactive: ENROLLMENT_CATEGORIES.indexOf('proactive'),
  voluntary: ENROLLMENT_CATEGORIES.indexOf('voluntary'),
  conversion: ENROLLMENT_CATEGORIES.indexOf('conversion'),
};

/** Enrolments of a year at their rates (P-39, P-43 to P-48), with their events. */
export class Enrolment {
  readonly #context: ParticipationContext;
  readonly #subject: Subject;

  constructor(context: ParticipationContext, subject: Subject) {
    this.#context = context;
    this.#subject = subject;
  }

  /** P-39, P-40: enrols at the default rate; the day on which the person will opt out, NO_DAY when they stay. */
  automatically(category: number, day: number): Day {
    const { plan, terms, pay } = this.#context;
    const { person } = this.#subject;
    const { election, segments, automatic, probabilities } = terms;
    const age = ageSegmentOf(segments, this.#subject.ageOn(day));
    const income = incomeSegmentOf(segments, pay.rateOn(day) as Cents);
    this.#enrol(category, day, election.automaticRate, election.defaultRate, -1, NOT_DRAWN, age, income, -1);
    const chance = optOutProbability(probabilities, age, income);
    if (chance === 0) return NO_DAY;
    const draw = this.#subject.draw(PLAN_PROCESS.OPT_OUT);
    if (!isYes(draw, chance)) return NO_DAY;
    this.#subject.rememberDraws(draw, NOT_DRAWN, chance);
    plan.withdrawing[person] = automatic.withdraws ? 1 : 0;
    return optOutDay(automatic, day as Day);
  }

  /** P-44, P-45: enrols at the rate of an active election. */
  byElection(category: number, day: number): void {
    const { plan, terms, pay } = this.#context;
    const { segments, election } = terms;
    const age = ageSegmentOf(segments, this.#subject.ageOn(day));
    const income = incomeSegmentOf(segments, pay.rateOn(day) as Cents);
    this.#byChoice(category, day, activeRate(election, age, income), age, income, {
      draw: plan.scheduledDraw[this.#subject.person] ?? NOT_DRAWN,
      dateDraw: plan.scheduledDateDraw[this.#subject.person] ?? NOT_DRAWN,
      probability: plan.scheduledProbabilityPpm[this.#subject.person] ?? -1,
    });
  }

  /** P-43: enrols a non-participant of a year or more, if the draw says so. */
  byConversion(day: number, status: number): boolean {
    const { plan, terms, pay } = this.#context;
    const { active, segments, election, probabilities } = terms;
    const { person } = this.#subject;
    if (status === STATUS.optedOut && !active.convertsOptedOut) return false;
    if (!isConversionDue(active, (plan.entryDay[person] ?? 0) as Day)) return false;
    if (!isConversionDue(active, (plan.outSinceDay[person] ?? 0) as Day)) return false;
    const age = ageSegmentOf(segments, this.#subject.ageOn(day));
    const income = incomeSegmentOf(segments, pay.rateOn(day) as Cents);
    const probability = conversionProbability(probabilities, age, income, this.#subject.serviceOn(day));
    if (probability === 0) return false;
    const draw = this.#subject.draw(PLAN_PROCESS.CONVERSION);
    if (!isYes(draw, probability)) return false;
    this.#byChoice(ENROLMENT.conversion, day, conversionRate(election, age), age, income, {
      draw: uniformOf(draw),
      dateDraw: NOT_DRAWN,
      probability,
    });
    return true;
  }

  #byChoice(
    category: number,
    day: number,
    tableRate: Ppm,
    age: number,
    income: number,
    decision: { readonly draw: number; readonly dateDraw: number; readonly probability: number },
  ): void {
    const { terms, tables } = this.#context;
    const { election } = terms;
    const ceiling = this.#subject.ceilingOn(day);
    let rate = tableRate;
    let magnetDraw = NOT_DRAWN;
    if (election.magnetProbability > 0 && rate < ceiling) {
      const draw = this.#subject.draw(PLAN_PROCESS.MATCH_MAGNET);
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
    const { person } = this.#subject;
    const row = tables.enrollments.add(person, day, category);
    const { columns } = tables.enrollments;
    let rothDraw = NOT_DRAWN;
    if ((plan.rothSharePpm[person] ?? 0) < 0) {
      let share = 0;
      if (terms.election.rothProbability > 0) {
        const drawn = this.#subject.draw(PLAN_PROCESS.ROTH_ELECTION);
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
    return row;
  }
}
