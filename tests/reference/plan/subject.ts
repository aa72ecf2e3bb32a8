import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { dayInYear, dayOf, yearsBetween } from '../calendar.ts';
import type { Parameters } from '../parameters.ts';
import { drawOf } from '../people.ts';
import type { Luck } from '../random.ts';
import type { PersonYear } from '../rows.ts';
import type { Design } from './designs.ts';
import { serviceStart, type Applicant, type ClassAttributes } from './eligibility.ts';
import type { PlanState } from './state.ts';

/** One person in one plan year: what the rules ask about them. */
export interface Subject {
  readonly scenario: Scenario;
  readonly design: Design;
  readonly year: number;
  readonly one: PersonYear;
  readonly state: PlanState;
  readonly applicant: Applicant;
  /** First and last day employed in the year; the last is the settlement date s(y). */
  readonly first: number;
  readonly last: number;
  /** Weekly hours in hundredths. */
  readonly weeklyHours: bigint;
  /** Annual rate of pay in cents, and job level, in force on a day of the year. */
  readonly payOn: (day: number) => bigint;
  readonly levelOn: (day: number) => number;
  readonly ageOn: (day: number) => number;
  /** Completed years of service (P-4). */
  readonly serviceOn: (day: number) => number;
  readonly classOn: (day: number) => ClassAttributes;
  /** Yearly dates of the design in this year. */
  readonly dates: { readonly sweep: number; readonly conversion: number; readonly escalation: number };
  /** A draw of this year (P-131). */
  readonly k: (process: number) => bigint;
}

/** Settlement date (P-3). */
const settlementOf = (one: PersonYear, year: number): number =>
  one.leaving === null ? dayOf(year, 12, 31) : one.leaving.day;

export const weeklyHoursOf = (p: Parameters, hours: bigint): bigint =>
  hours === 0n ? p.hiring.fullTimeHours : hours;

/** Gathers what the rules ask about somebody. */
export function subjectOf(
  run: { readonly scenario: Scenario; readonly p: Parameters; readonly luck: Luck },
  design: Design,
  year: number,
  one: PersonYear,
  state: PlanState,
): Subject {
  const { person } = one;
  const applicant: Applicant = {
    birth: person.birth,
    hire: person.hire,
    originalHire: state.facts.originalHire,
    weeklyHours: weeklyHoursOf(run.p, person.hours),
    priorHours: state.facts.priorHours,
    startYear: run.p.startYear,
  };
  const changeOn = (day: number) => one.changes.filter((change) => change.day <= day).at(-1);
  const levelOn = (day: number): number => changeOn(day)?.level ?? person.level;
  return {
    scenario: run.scenario,
    design,
    year,
    one,
    state,
    applicant,
    first: Math.max(person.hire, dayOf(year, 1, 1)),
    last: settlementOf(one, year),
    weeklyHours: applicant.weeklyHours,
    payOn: (day) => changeOn(day)?.pay ?? person.pay,
    levelOn,
    ageOn: (day) => yearsBetween(person.birth, day),
    serviceOn: (day) => yearsBetween(serviceStart(applicant, design), day),
    classOn: (day) => ({
      department: person.department,
      location: person.location,
      costCentre: person.costCentre,
      jobTitle: person.jobTitle,
      flsaStatus: person.flsa,
      unionMember: person.union,
      level: levelOn(day),
    }),
    dates: {
      sweep: dayInYear(year, design.autoEnrollment.sweepDate),
      conversion: dayInYear(year, design.voluntaryEnrollment.yearOverYear.date),
      escalation: dayInYear(year, design.autoEscalation.effectiveDay),
    },
    k: (process) => drawOf(run.luck, person, year, process),
  };
}
