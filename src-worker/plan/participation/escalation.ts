import { toPpm } from '../../../src-shared/arithmetic.ts';
import { parseIsoDate, toDay } from '../../../src-shared/dates.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day, type Ppm } from '../../../src-shared/units.ts';
import { dayOf, monthDay } from '../../workforce/parameters.ts';

/** Automatic escalation of deferral rates (P-49 to P-51). */

type AutoEscalationSettings = Scenario['planDesigns'][number]['autoEscalation'];

/** The escalation of a design in one year. */
export interface EscalationTerms {
  readonly enabled: boolean;
  /** First day with the new rates (P-51). */
  readonly day: Day;
  /** Last day on which somebody can have enrolled whose rate rises this year. */
  readonly enrolledUntil: Day;
  readonly automaticOnly: boolean;
  /** Hire date from which people are in scope; NO_DAY, which is before every date, for all. */
  readonly hiredFrom: Day;
  readonly increment: Ppm;
  readonly cap: Ppm;
  readonly minimumChange: Ppm;
  /** Probability of refusing escalation for good at the first one (process 108). */
  readonly optOutProbability: Ppm;
}

/** The escalation of a design in a year. The cap does not exceed the plan's maximum rate (PINV-16). */
export function escalationTerms(
  settings: AutoEscalationSettings,
  maximumRate: Ppm,
  year: number,
): EscalationTerms {
  const { hireDateCutoff, firstEscalationDelayYears } = settings;
  const day = dayOf(year, monthDay(settings.effectiveDay));
  return {
    enabled: settings.enabled,
    day,
    enrolledUntil: Math.min(day - 1, toDay(year - firstEscalationDelayYears, 12, 31)) as Day,
    automaticOnly: settings.scope === 'autoEnrolled',
    hiredFrom: (hireDateCutoff === null ? null : parseIsoDate(hireDateCutoff)) ?? NO_DAY,
    increment: toPpm(settings.increment),
    cap: Math.min(toPpm(settings.cap), maximumRate) as Ppm,
    minimumChange: toPpm(settings.minimumChange),
    optOutProbability: toPpm(settings.optOutProbability),
  };
}

/**
 * P-49: whether an enrolled person who has not refused escalation is in scope this year. `enrolmentDay` and
 * `isAutomatic` are those of the last enrolment.
 */
export function isInEscalationScope(
  terms: EscalationTerms,
  enrolmentDay: Day,
  isAutomatic: boolean,
  hireDay: Day,
): boolean {
  return (
    terms.enabled &&
    enrolmentDay <= terms.enrolledUntil &&
    (isAutomatic || !terms.automaticOnly) &&
    hireDay >= terms.hiredFrom
  );
}

/**
 * P-49: the rate of a person in scope after escalation; the rate itself where nothing changes, because it is 0, is not
 * below the cap, or would rise by too little. With the rate of a match response of the same date it is P-55. A person
 * qualifies for an escalation, and draws whether to refuse it (P-50), when the result is higher.
 */
export function escalatedRate(terms: EscalationTerms, rate: Ppm): Ppm {
  const { cap, increment, minimumChange } = terms;
  if (rate <= 0 || rate >= cap) return rate;
  const raised = rate + increment;
  const newRate = raised < cap ? raised : cap;
  return newRate - rate >= minimumChange ? (newRate as Ppm) : rate;
}
