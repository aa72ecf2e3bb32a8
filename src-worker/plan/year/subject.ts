import type { Day, Ppm } from '../../../src-shared/units.ts';
import { startCodeOfPerson, yearsBetween } from '../../population/calendar.ts';
import { STILL_EMPLOYED, type Persons } from '../../population/persons.ts';
import type { DrawSource } from '../../random/draw-source.ts';
import { uniformOf } from '../../random/draws.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import type { DeferralTerms } from '../deferrals.ts';
import { formulaOf, type MatchTerms } from '../match.ts';
import type { PlanEventTables } from './event-tables.ts';
import type { ParticipationTerms } from './participation-terms.ts';
import type { PlanPersons } from './plan-persons.ts';
import type { YearPay } from './year-pay.ts';

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

/** No draw was made. */
export const NOT_DRAWN = NaN;

/** The person in hand while a year is simulated: days employed, age and service, draws; filled again for each person. */
export class Subject {
  readonly #context: ParticipationContext;
  person = 0;
  /** First and last day employed in the year. */
  start = 0;
  end = 0;
  #birthCode = 0;
  #serviceCode = 0;

  constructor(context: ParticipationContext) {
    this.#context = context;
  }

  /** Takes the days employed in the year; `takeDates` must follow before ages and service are asked for. */
  take(person: number): void {
    const { persons, year } = this.#context;
    const left = persons.leaveDay[person] ?? 0;
    this.person = person;
    this.start = Math.max(persons.hireDay[person] ?? 0, year.firstDay);
    this.end = left === STILL_EMPLOYED ? year.lastDay : left;
  }

  /** Takes the dates from which age and service count. */
  takeDates(): void {
    const { persons, plan } = this.#context;
    this.#birthCode = persons.birthCode[this.person] ?? 0;
    this.#serviceCode = startCodeOfPerson((plan.serviceDay[this.person] ?? 0) as Day);
  }

  /** Completed years of age on a day of the year. */
  ageOn(day: number): number {
    return yearsBetween(this.#birthCode, this.#codeOf(day));
  }

  /** Completed years of service on a day of the year. */
  serviceOn(day: number): number {
    return yearsBetween(this.#serviceCode, this.#codeOf(day));
  }

  /** P-46: the ceiling of the person's match on a day of the year. */
  ceilingOn(day: number): Ppm {
    return formulaOf(this.#context.match, this.serviceOn(day), this.ageOn(day)).ceiling;
  }

  /** The draw k of a process in this year (P-131). */
  draw(process: number): number {
    const { draws, persons, year } = this.#context;
    return draws.draw(persons, this.person, year.year, process, 0);
  }

  /** Keeps the draws k of an election or opt-out until its date, which may lie in the next year. */
  rememberDraws(draw: number, dateDraw: number, probability: number): void {
    const { plan } = this.#context;
    plan.scheduledDraw[this.person] = uniformOf(draw);
    plan.scheduledDateDraw[this.person] = uniformOf(dateDraw);
    plan.scheduledProbabilityPpm[this.person] = probability;
  }

  #codeOf(day: number): number {
    const { year } = this.#context;
    return year.endCodes[day - year.firstDay] ?? 0;
  }
}
