import { STILL_EMPLOYED, type Persons } from '../../population/persons.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import { hoursWorked, partsOfDay, shownHours } from '../participation/hours.ts';

/** Days and hours of one person in a year (P-3, P-33); filled again for each person. */
export class PersonHours {
  readonly #hireDay: Int32Array;
  readonly #leaveDay: Int32Array;
  readonly #weeklyHoursOf: Int32Array;
  readonly #firstDay: number;
  readonly #lastDay: number;
  readonly #fullTimeHours: number;
  readonly #partsOfDay: number;
  // Weekly hours and days, in parts of a year, of which the hours were counted.
  #weeklyHours = -1;
  #parts = -1;
  person = 0;
  /** First and last day employed in the year; the last one is the settlement date. */
  start = 0;
  end = 0;
  hasLeft = false;
  hours = 0;
  /** Hours of the year in hundredths, as they are shown. */
  shownHours = 0;

  constructor({ hireDay, leaveDay, hours }: Persons, year: YearParameters, fullTimeHours: number) {
    this.#hireDay = hireDay;
    this.#leaveDay = leaveDay;
    this.#weeklyHoursOf = hours;
    this.#firstDay = year.firstDay;
    this.#lastDay = year.lastDay;
    this.#fullTimeHours = fullTimeHours;
    this.#partsOfDay = partsOfDay(year.year);
  }

  /** Reads a person employed in the year. */
  takeHours(person: number): void {
    const left = this.#leaveDay[person] ?? 0;
    const hired = this.#hireDay[person] ?? 0;
    this.person = person;
    this.start = hired > this.#firstDay ? hired : this.#firstDay;
    this.hasLeft = left !== STILL_EMPLOYED;
    this.end = this.hasLeft ? left : this.#lastDay;
    this.#countHours();
  }

  /** P-33. Most people have worked the weeks and days of the one before: then nothing is divided. */
  #countHours(): void {
    const hours = this.#weeklyHoursOf[this.person] ?? 0;
    const weeklyHours = hours === 0 ? this.#fullTimeHours : hours;
    const parts = (this.end - this.start + 1) * this.#partsOfDay;
    if (weeklyHours === this.#weeklyHours && parts === this.#parts) return;
    this.#weeklyHours = weeklyHours;
    this.#parts = parts;
    this.hours = hoursWorked(weeklyHours, parts);
    this.shownHours = shownHours(weeklyHours, parts);
  }
}

/** P-33: writes the hours of everybody in a year without a plan; hours are worked with and without one. */
export function writeHours(
  persons: Persons,
  year: YearParameters,
  fullTimeHours: number,
  people: Int32Array,
  hours: Int32Array,
): void {
  const of = new PersonHours(persons, year, fullTimeHours);
  for (let row = 0; row < people.length; row++) {
    of.takeHours(people[row] ?? 0);
    hours[row] = of.shownHours;
  }
}
