import { dayOf, iso } from '../calendar.ts';
import { ppm, rnd, MILLION } from '../exact.ts';
import { isoOrNull } from '../rows.ts';
import { decide } from './behaviour.ts';
import type { Design } from './designs.ts';
import { notBefore } from './designs.ts';
import { isExcluded, measure, type Measurement } from './eligibility.ts';
import type { CensusPlan } from './facts.ts';
import type { PlanEvent } from './plan-events.ts';
import type { PlanState } from './state.ts';
import type { Subject } from './subject.ts';

/** Who enters the plan on which day of a year, and who is barred (P-29 … P-32). */

/** Draws whether a simulated hire is barred for good (P-32). */
export function drawIneligibility(
  subject: Subject,
  census: CensusPlan,
  { source, probability }: Design['eligibility']['newHireIneligibility'],
): void {
  if (source === 'none') return;
  const chance = source === 'dial' ? ppm(probability) : rnd(census.barredRows * MILLION, census.acceptedRows);
  if (chance === 0n) return;
  const { decision, isYes } = decide(subject.k(100), chance);
  subject.state.barredDecision = decision;
  if (isYes) subject.state.barred = source;
}

function eligibilityEvent(
  day: number,
  category: 'entered' | 'ltptEntered' | 'barred',
  basis: PlanState['basis'],
  state: PlanState,
  found: Measurement,
): PlanEvent {
  return {
    type: 'DC_PLAN_ELIGIBILITY',
    category,
    day,
    payload: {
      ageDate: iso(found.ageDay),
      serviceDate: isoOrNull(found.serviceDay),
      planEntryDate: isoOrNull(found.planEntry),
      statutoryDate: isoOrNull(found.statutory),
      basis,
      reason: state.barred,
      probabilityPpm: state.barredDecision === null ? null : Number(state.barredDecision.probability),
      draw: state.barredDecision?.draw ?? null,
    },
  };
}

/** Watches somebody through the days of a year until they enter. */
export function entryWatch(subject: Subject) {
  const { design, state, applicant, scenario, year } = subject;
  const earliest = Math.max(notBefore(scenario, year), dayOf(year, 1, 1));
  const isWaived = state.facts.override === 'yes';
  let found: Measurement | null = null;
  let measuredFor: number | null = null;

  const measured = (outside: number): Measurement => {
    if (found === null || measuredFor !== outside) {
      found = measure(applicant, design, isWaived, earliest, outside);
      measuredFor = outside;
    }
    return found;
  };

  /** Events of a day; changes the state when the person enters. */
  return (day: number): PlanEvent[] => {
    if (isExcluded(design, subject.classOn(day))) state.outsideClassSince = null;
    else state.outsideClassSince ??= day;
    if (state.employerEntry !== null) return [];

    const enter = (category: 'entered' | 'ltptEntered', basis: PlanState['basis'], dates: Measurement) => {
      state.entry ??= day;
      state.basis = basis;
      if (category === 'entered') state.employerEntry = day;
      if (state.status === 'notEntered') state.status = 'neverEnrolled';
      return [eligibilityEvent(day, category, basis, state, dates)];
    };

    // A date of the census is a fact: conditions count for nothing, excluded classes do.
    if (state.outsideClassSince === null) return [];
    const known = state.entry === null ? state.facts.entry : null;
    if (known !== null && day !== Math.max(known, applicant.hire, earliest, state.outsideClassSince))
      return [];
    const dates = measured(state.outsideClassSince);
    const { entry, ltptEntry } = dates;
    if (state.barred !== 'none') {
      if (state.barredRecorded) return [];
      const isLtpt = entry === null || (ltptEntry !== null && ltptEntry < entry);
      if (known === null && day !== (isLtpt ? ltptEntry : entry)) return [];
      state.barredRecorded = true;
      const basis = known !== null ? 'census' : isLtpt ? 'ltpt' : dates.basis;
      return [eligibilityEvent(day, 'barred', basis, state, dates)];
    }
    if (known !== null) return enter('entered', 'census', dates);
    if (entry === day) return enter('entered', dates.basis, dates);
    if (ltptEntry === day && state.entry === null) return enter('ltptEntered', 'ltpt', dates);
    return [];
  };
}
