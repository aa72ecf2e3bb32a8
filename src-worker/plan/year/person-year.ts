import type { Day } from '../../../src-shared/units.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { startCode, yearsBetween } from '../../population/calendar.ts';
import { STILL_EMPLOYED, type Persons } from '../../population/persons.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import { hoursWorked, partsOfDay, shownHours } from '../participation/hours.ts';
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
export class PersonYear {
  readonly #persons: Persons;
  readonly #plan: PlanPersons;
  readonly #year: YearParameters;
  readonly #fullTimeHours: number;
  readonly #partsOfDay: number;
  // Weekly hours and days, in parts of a year, of which the hours were counted.
  #weeklyHours = -1;
  #parts = -1;
  #shownHours = 0;
  person = 0;
  /** First and last day employed in the year; the last one is the settlement date. */
  start = 0;
  end = 0;
  hasLeft = false;
  /** Completed years on the settlement date. */
  service = 0;
  age = 0;
  entryDay: number = NO_DAY;
  // As AllocationFacts.
  overridden = false;
  entered = false;
  ltptOnly = false;
  hours = 0;
  tenureYears = 0;
  hiredThisYear = false;
  activeAtYearEnd = true;
  terminationReason = 0;

  constructor(persons: Persons, plan: PlanPersons, year: YearParameters, fullTimeHours: number) {
    this.#persons = persons;
    this.#plan = plan;
    this.#year = year;
    this.#fullTimeHours = fullTimeHours;
    this.#partsOfDay = partsOfDay(year.year);
  }

  /** Reads the days and hours of a person employed in the year, and nothing else. */
  takeHours(person: number): void {
    const { hireDay, leaveDay } = this.#persons;
    const { firstDay, lastDay } = this.#year;
    const left = leaveDay[person] ?? 0;
    this.person = person;
    this.start = Math.max(hireDay[person] ?? 0, firstDay);
    this.hasLeft = left !== STILL_EMPLOYED;
    this.end = this.hasLeft ? left : lastDay;
    this.#countHours();
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

  /** Hours of the year in hundredths, as they are shown. */
  shownHours(): number {
    return this.#shownHours;
  }

  /** P-33. Most people have worked the weeks and days of the one before: then nothing is divided. */
  #countHours(): void {
    const hours = this.#persons.hours[this.person] ?? 0;
    const weeklyHours = hours === 0 ? this.#fullTimeHours : hours;
    const parts = (this.end - this.start + 1) * this.#partsOfDay;
    if (weeklyHours === this.#weeklyHours && parts === this.#parts) return;
    this.#weeklyHours = weeklyHours;
    this.#parts = parts;
    this.hours = hoursWorked(weeklyHours, parts);
    this.#shownHours = shownHours(weeklyHours, parts);
  }
}
