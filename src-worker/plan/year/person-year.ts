import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { startCode, yearsBetween } from '../../population/calendar.ts';
import type { Persons } from '../../population/persons.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import { PersonHours } from './person-hours.ts';
import { BARRED, type PlanPersons } from './plan-persons.ts';

/** The facts of one person's year that the workforce side gives. */
export interface PersonFacts {
  /** NaN for hires of the year. */
  readonly openingPay: number;
  readonly grossPay: number;
  /** Index into TERMINATION_REASONS. */
  readonly terminationReason: number;
  /** Deferral rate in force at the start of the year. */
  readonly openingRate: number;
  /** Forfeitures reallocated to the person (P-84). */
  readonly reallocated: number;
}

/**
 * One person's year as the money of the plan sees it (P-3, P-4, P-33): days employed, service and age on the settlement
 * date, hours. It is what allocation conditions are judged by; filled again for each person.
 */
export class PersonYear extends PersonHours {
  readonly #persons: Persons;
  readonly #plan: PlanPersons;
  readonly #year: YearParameters;
  /** Completed years on the settlement date. */
  service = 0;
  age = 0;
  entryDay: number = NO_DAY;
  // As AllocationFacts.
  overridden = false;
  entered = false;
  ltptOnly = false;
  tenureYears = 0;
  hiredThisYear = false;
  activeAtYearEnd = true;
  terminationReason = 0;

  constructor(persons: Persons, plan: PlanPersons, year: YearParameters, fullTimeHours: number) {
    super(persons, year, fullTimeHours);
    this.#persons = persons;
    this.#plan = plan;
    this.#year = year;
  }

  /** Reads a person employed in the year, after the participation of the year. */
  take(person: number, terminationReason: number): void {
    const plan = this.#plan;
    const persons = this.#persons;
    const { firstDay, lastDay, endCodes } = this.#year;
    this.takeHours(person);
    const hired = persons.hireDay[person] ?? 0;
    const endCode = endCodes[this.end - firstDay] ?? 0;
    const serviceDay = plan.serviceDay[person] ?? 0;
    const serviceCode = serviceDay === hired ? (persons.hireCode[person] ?? 0) : startCode(serviceDay as Day);
    this.service = yearsBetween(serviceCode, endCode);
    this.age = yearsBetween(persons.birthCode[person] ?? 0, endCode);
    this.entryDay = plan.entryDay[person] ?? NO_DAY;
    this.overridden = plan.barred[person] !== BARRED.no;
    this.entered = this.entryDay !== NO_DAY;
    this.ltptOnly = this.entered && plan.employerEntryDay[person] === NO_DAY;
    this.tenureYears = this.service;
    this.hiredThisYear = hired >= firstDay;
    this.activeAtYearEnd = this.end === lastDay;
    this.terminationReason = terminationReason;
  }
}
