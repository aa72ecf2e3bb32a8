import type { Cents, Day, Ppm } from '../../../src-shared/units.ts';
import { DEFERRAL_CHANGE_CATEGORIES, RESPONSE_LIMITS } from '../../../src-shared/vocabulary.ts';
import { yearOfCode } from '../../population/calendar.ts';
import { isYes, uniformOf } from '../../random/draws.ts';
import { PLAN_PROCESS } from '../../random/processes.ts';
import { catchUpRoom, isRothMandated } from '../deferrals.ts';
import { escalatedRate, isInEscalationScope } from '../participation/escalation.ts';
import { MatchResponse, rateAtDeferralLimit, respondToMatch } from '../participation/match-response.ts';
import { ESCALATION } from './plan-persons.ts';
import { IS_AUTOMATIC, STATUS } from './plan-status.ts';
import { NOT_DRAWN, type ParticipationContext, type Subject } from './subject.ts';

const CHANGE = {
  optOut: DEFERRAL_CHANGE_CATEGORIES.indexOf('optOut'),
  withdrawal: DEFERRAL_CHANGE_CATEGORIES.indexOf('withdrawal'),
  escalation: DEFERRAL_CHANGE_CATEGORIES.indexOf('escalation'),
  escalationRefused: DEFERRAL_CHANGE_CATEGORIES.indexOf('escalationRefused'),
  matchResponse: DEFERRAL_CHANGE_CATEGORIES.indexOf('matchResponse'),
};

/** Changes of the deferral rate of somebody enrolled: opt-out, match response, escalation (sections 8, 10, 11). */
export class RateChanges {
  readonly #context: ParticipationContext;
  readonly #subject: Subject;
  readonly #response = new MatchResponse();

  constructor(context: ParticipationContext, subject: Subject) {
    this.#context = context;
    this.#subject = subject;
  }

  /** P-40: the opt-out of an automatic enrolment; its day is still withheld. */
  optOut(day: number): void {
    const { plan } = this.#context;
    const { person } = this.#subject;
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
  respond(day: number): void {
    const { plan, terms, deferral, persons, pay, year } = this.#context;
    const { person } = this.#subject;
    const rate = (plan.ratePpm[person] ?? 0) as Ppm;
    if (terms.response === null) return;
    const ceiling = this.#subject.ceilingOn(day);
    if (ceiling === rate) return;
    const isUp = ceiling > rate;
    const draw = this.#subject.draw(isUp ? PLAN_PROCESS.MATCH_RESPONSE_UP : PLAN_PROCESS.MATCH_RESPONSE_DOWN);
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
  escalate(day: number): void {
    const { plan, terms, persons } = this.#context;
    const { person } = this.#subject;
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
        const drawn = this.#subject.draw(PLAN_PROCESS.ESCALATION_OPT_OUT);
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
    const row = tables.deferralChanges.add(this.#subject.person, day, category);
    const { columns } = tables.deferralChanges;
    columns.oldRatePpm[row] = plan.ratePpm[this.#subject.person] ?? 0;
    columns.newRatePpm[row] = rate;
    columns.ceilingPpm[row] = ceiling;
    columns.limitApplied[row] = limitApplied;
    columns.probabilityPpm[row] = probability;
    columns.draw[row] = draw;
    plan.ratePpm[this.#subject.person] = rate;
  }
}
