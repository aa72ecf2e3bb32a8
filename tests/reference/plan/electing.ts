import { dateOf, day as dayOfIso, dayOf } from '../calendar.ts';
import { ppm, smallest } from '../exact.ts';
import { pick, uniform } from '../random.ts';
import { amount } from '../rows.ts';
import {
  atEntryProbability,
  conversionProbability,
  decide,
  electRate,
  optOutProbability,
  proactiveProbability,
  segmentsOn,
} from './behaviour.ts';
import { matchChanged } from './designs.ts';
import { entryWatch } from './entering.ts';
import type { PlanEvent } from './plan-events.ts';
import { respond } from './responding.ts';
import { automaticDate, isInScope, isSwept, mayConvert } from './scope.ts';
import type { Decision, EnrollmentCategory, PlannedEnrollment } from './state.ts';
import type { Subject } from './subject.ts';

/** The dated events of somebody's year in the plan, day by day (P-37 … P-56). */

/** How somebody who enters on a day will come to participate, if they will (P-38 … P-42). */
function planAtEntry(subject: Subject, day: number): PlannedEnrollment | null {
  const { proactive, atEntry } = subject.design.voluntaryEnrollment;
  if (!isInScope(subject)) {
    if (!atEntry.enabled) return null;
    const { decision, isYes } = decide(subject.k(103), atEntryProbability(subject, day));
    return isYes ? { category: 'voluntary', day: day + atEntry.lagDays, decision, dateDraw: null } : null;
  }
  const automatic = automaticDate(subject);
  if (proactive.enabled) {
    const { decision, isYes } = decide(subject.k(101), proactiveProbability(subject, day));
    const k = subject.k(102);
    const early = day + proactive.windowStartDay + pick(k, proactive.windowEndDay - proactive.windowStartDay);
    if (isYes && early < automatic) {
      return { category: 'proactive', day: early, decision, dateDraw: uniform(k) };
    }
  }
  return { category: 'auto', day: automatic, decision: null, dateDraw: null };
}

/** What is planned for somebody from the years before (P-37, P-39). */
function plannedBefore(subject: Subject): PlannedEnrollment[] {
  const { state, design, year } = subject;
  const planned: PlannedEnrollment[] = [];
  if (state.status !== 'neverEnrolled') return planned;
  if (state.planned !== null && (state.planned.category !== 'auto' || design.autoEnrollment.enabled)) {
    planned.push(state.planned);
  }
  // People who entered earlier and whose automatic date is still to come, without one having been set at entry.
  const isSet = state.planned?.category === 'auto';
  if (!isSet && isInScope(subject) && automaticDate(subject) >= dayOf(year, 1, 1)) {
    planned.push({ category: 'auto', day: automaticDate(subject), decision: null, dateDraw: null });
  }
  return planned;
}

/** Enrols somebody (P-44 … P-48). */
function enroll(
  subject: Subject,
  category: EnrollmentCategory,
  day: number,
  decision: Decision | null,
  dateDraw: number | null,
): PlanEvent {
  const { state, design } = subject;
  const elected = electRate(subject, category, day);
  let rothDraw: number | null = null;
  if (state.rothShare === null) {
    const { available, electionShare } = design.deferral.roth;
    if (available && electionShare > 0) {
      const { decision: roth, isYes } = decide(subject.k(111), ppm(electionShare));
      rothDraw = roth.draw;
      state.rothShare = isYes ? 1_000_000n : 0n;
    } else {
      state.rothShare = 0n;
    }
  }
  state.status = 'enrolled';
  state.rate = elected.rate;
  state.enrollmentDay = day;
  state.enrollmentSource = category;
  if (category === 'auto' || category === 'sweep') planOptOut(subject, day);
  const segments = segmentsOn(subject, day);
  return {
    type: 'DC_PLAN_ENROLLMENT',
    category,
    day,
    payload: {
      ratePpm: Number(elected.rate),
      tableRatePpm: Number(elected.tableRate),
      ceilingPpm: amount(elected.ceiling),
      magnet: elected.isMagnet,
      rothSharePpm: design.deferral.roth.available ? Number(state.rothShare) : 0,
      ageSegment: segments.age,
      incomeSegment: segments.income,
      probabilityPpm: decision === null ? null : Number(decision.probability),
      draw: decision?.draw ?? null,
      dateDraw,
      magnetDraw: elected.magnetDraw,
      rothDraw,
    },
  };
}

/** Draws whether somebody enrolled automatically refuses (P-40). */
function planOptOut(subject: Subject, day: number): void {
  const { state } = subject;
  const { graceDays, withdrawal, arrangement } = subject.design.autoEnrollment;
  const { decision, isYes } = decide(subject.k(105), optOutProbability(subject, day));
  if (!isYes) return;
  const isWithdrawal = withdrawal && arrangement !== 'ACA';
  state.optOut = { day: day + graceDays, isWithdrawal, decision };
  if (isWithdrawal) state.unposted = [...state.unposted, { from: day, to: day + graceDays }];
}

export interface Change {
  readonly category: 'optOut' | 'withdrawal' | 'escalation' | 'escalationRefused' | 'matchResponse';
  readonly day: number;
  readonly oldRate: bigint;
  readonly newRate: bigint;
  readonly decision: Decision | null;
  readonly ceiling?: bigint;
  readonly limitApplied?: 'none' | '402g' | 'maximumRate';
}

const changeEvent = (change: Change): PlanEvent => ({
  type: 'DC_PLAN_DEFERRAL_CHANGE',
  category: change.category,
  day: change.day,
  payload: {
    oldRatePpm: Number(change.oldRate),
    newRatePpm: Number(change.newRate),
    ceilingPpm: change.ceiling === undefined ? null : Number(change.ceiling),
    limitApplied: change.limitApplied ?? 'none',
    probabilityPpm: change.decision === null ? null : Number(change.decision.probability),
    draw: change.decision?.draw ?? null,
  },
});

function optOutOn({ state }: Subject, day: number): Change | null {
  const { optOut, rate } = state;
  if (optOut?.day !== day) return null;
  state.optOut = null;
  if (state.status !== 'enrolled') return null;
  state.status = 'optedOut';
  state.optOutDay = day;
  state.rate = 0n;
  const category = optOut.isWithdrawal ? 'withdrawal' : 'optOut';
  return { category, day, oldRate: rate, newRate: 0n, decision: optOut.decision };
}

const AUTOMATIC = ['auto', 'sweep', 'censusAuto'];

/** P-49, P-50. The plan's own maximum holds an escalated rate as well (PINV-16). */
function escalate(subject: Subject, day: number): Change | null {
  const { state, design, year, applicant } = subject;
  const settings = design.autoEscalation;
  const { rate, enrollmentDay } = state;
  if (!settings.enabled || day !== subject.dates.escalation) return null;
  const cap = ppm(settings.cap);
  const isParticipant = state.status === 'enrolled' && rate > 0n && rate < cap;
  if (!isParticipant || enrollmentDay === null || enrollmentDay >= day || state.escalationRefused)
    return null;
  if (year - dateOf(enrollmentDay).year < settings.firstEscalationDelayYears) return null;
  if (settings.scope === 'autoEnrolled' && !AUTOMATIC.includes(state.enrollmentSource)) return null;
  if (settings.hireDateCutoff !== null && applicant.hire < dayOfIso(settings.hireDateCutoff)) return null;
  const newRate = smallest(cap, ppm(design.deferral.maximumRate), rate + ppm(settings.increment));
  if (newRate <= rate || newRate - rate < ppm(settings.minimumChange)) return null;

  let decision: Decision | null = null;
  if (!state.escalationOffered) {
    state.escalationOffered = true;
    const chance = ppm(settings.optOutProbability);
    const drawn = decide(subject.k(108), chance);
    if (chance > 0n) decision = drawn.decision;
    if (drawn.isYes) {
      state.escalationRefused = true;
      return { category: 'escalationRefused', day, oldRate: rate, newRate: rate, decision };
    }
  }
  state.rate = newRate;
  state.escalationCount += 1;
  return { category: 'escalation', day, oldRate: rate, newRate, decision };
}

interface YearOfElections {
  readonly events: readonly PlanEvent[];
  /** Deferral rate by day employed: what is withheld and posted (P-40, P-56). */
  readonly rates: ReadonlyMap<number, bigint>;
}

/** Walks through the days somebody is employed in a year. */
export function electionsOf(subject: Subject): YearOfElections {
  const { scenario, state, year } = subject;
  const events: PlanEvent[] = [];
  const rates = new Map<number, bigint>();
  const watch = entryWatch(subject);
  let planned = plannedBefore(subject);
  let isEnrolledThisYear = false;
  const isMatchChanged = matchChanged(scenario, year);

  const enrollmentOn = (day: number): PlanEvent | null => {
    if (isEnrolledThisYear || state.status === 'notEntered') return null;
    const due = planned.filter((one) => one.day === day && state.status === 'neverEnrolled');
    const automatic = due.find((one) => one.category === 'auto');
    if (automatic !== undefined) return enroll(subject, 'auto', day, null, null);
    if (isSwept(subject, day)) return enroll(subject, 'sweep', day, null, null);
    const elected = due[0];
    if (elected !== undefined) {
      return enroll(subject, elected.category, day, elected.decision, elected.dateDraw);
    }
    if (!mayConvert(subject, day)) return null;
    const { decision, isYes } = decide(subject.k(106), conversionProbability(subject, day));
    return isYes ? enroll(subject, 'conversion', day, decision, null) : null;
  };

  for (let day = subject.first; day <= subject.last; day += 1) {
    const hadEntered = state.entry !== null;
    events.push(...watch(day));
    if (!hadEntered && state.entry !== null) {
      const atEntry = planAtEntry(subject, day);
      if (atEntry !== null) planned.push(atEntry);
    }
    const enrollment = enrollmentOn(day);
    if (enrollment !== null) {
      events.push(enrollment);
      isEnrolledThisYear = true;
      planned = [];
    }
    const optOut = optOutOn(subject, day);
    const response = optOut === null && isMatchChanged ? respond(subject, day) : null;
    const escalation = escalate(subject, day);
    for (const change of [optOut, response, escalation]) {
      if (change !== null) events.push(changeEvent(change));
    }
    // The day of an opt-out is still withheld.
    const withheld = optOut === null ? state.rate : optOut.oldRate;
    const isPosted = !state.unposted.some(({ from, to }) => day >= from && day <= to);
    rates.set(day, isPosted ? withheld : 0n);
  }

  // Only what falls after the year is carried, and nothing for somebody who has left.
  const isStaying = subject.one.leaving === null;
  state.planned = isStaying ? (planned.find((one) => one.day > subject.last) ?? null) : null;
  if (!isStaying) state.optOut = null;
  return { events, rates };
}
