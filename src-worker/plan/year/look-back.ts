import type { CensusColumns } from '../../../src-shared/columns.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Cents, type Day } from '../../../src-shared/units.ts';
import { HCE_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { endCode, monthsBetween, startCodeOfPerson, yearsBetween } from '../../population/calendar.ts';
import { STILL_EMPLOYED, type Persons } from '../../population/persons.ts';
import { writePersonKey } from '../../random/person-key.ts';
import {
  areUnionMembersExcluded,
  determineHces,
  isCountedEmployee,
  topPaidGroupSize,
} from '../testing/hce.ts';
import type { PlanEventTables } from './event-tables.ts';
import type { PlanPersons } from './plan-persons.ts';

const OWNER = HCE_CATEGORIES.indexOf('owner');
const PAY = HCE_CATEGORIES.indexOf('pay');
const PAY_TOP_GROUP = HCE_CATEGORIES.indexOf('payTopGroup');

/** How many were employed in a year, and how many of them count for top-paid group and officers (P-88, P-114). */
export interface Employment {
  readonly employees: number;
  readonly counted: number;
}

/**
 * The employees of the year before: people of the run by index, and former employees of the census, who are in the
 * run no more but were paid in the year before the first one (P-88).
 */
export interface LookBackYear {
  readonly people: Int32Array;
  readonly former: FormerEmployees;
  readonly employment: Employment;
}

/** Census rows that left in the year before the first one, ascending by person key is not needed: ties go by key. */
export interface FormerEmployees {
  readonly count: number;
  readonly pay: Float64Array;
  readonly keyLow: Int32Array;
  readonly keyHigh: Int32Array;
}

const NOBODY: FormerEmployees = {
  count: 0,
  pay: new Float64Array(0),
  keyLow: new Int32Array(0),
  keyHigh: new Int32Array(0),
};

/** Counts employees one by one. */
class EmploymentCount {
  #employees = 0;
  #unionMembers = 0;
  /** Those who count whoever is a union member, and the union members among them. */
  #counted = 0;
  #countedUnion = 0;

  add(months: number, age: number, hours: number, isNonresidentAlien: boolean, isUnionMember: boolean): void {
    this.#employees += 1;
    if (isUnionMember) this.#unionMembers += 1;
    if (!isCountedEmployee(months, age, hours, isNonresidentAlien, false)) return;
    this.#counted += 1;
    if (isUnionMember) this.#countedUnion += 1;
  }

  result(): Employment {
    const leavesOut = areUnionMembersExcluded(this.#unionMembers, this.#employees);
    return {
      employees: this.#employees,
      counted: this.#counted - (leavesOut ? this.#countedUnion : 0),
    };
  }
}

/** P-88: who counts among the people employed in a year; service and age on 31 December. */
export function employmentOf(
  people: Int32Array,
  persons: Persons,
  plan: PlanPersons,
  year: number,
  fullTimeHours: number,
): Employment {
  const yearEnd = endCode(toDay(year, 12, 31));
  const count = new EmploymentCount();
  for (let row = 0; row < people.length; row++) {
    const person = people[row] ?? 0;
    const hours = persons.hours[person] ?? 0;
    count.add(
      monthsBetween(startCodeOfPerson((plan.serviceDay[person] ?? 0) as Day), yearEnd),
      yearsBetween(persons.birthCode[person] ?? 0, yearEnd),
      hours === 0 ? fullTimeHours : hours,
      plan.nonresidentAlien[person] === 1,
      persons.unionMember[person] === 1,
    );
  }
  return count.result();
}

/**
 * The employees of the year before the first one, from the census (P-22, P-88): opening staff, and former employees who
 * left in that year or were paid in it. `bridges` says whether service runs from the original hire date (P-4).
 */
export function censusLookBack(
  census: CensusColumns,
  rows: Int32Array,
  opening: Int32Array,
  startYear: number,
  fullTimeHours: number,
  bridges: boolean,
): LookBackYear {
  const lastDay = toDay(startYear - 1, 12, 31);
  const firstDay = toDay(startYear - 1, 1, 1);
  const yearEnd = endCode(lastDay);
  const isOpening = new Uint8Array(census.rowCount);
  for (const person of opening) isOpening[rows[person] ?? 0] = 1;
  const count = new EmploymentCount();
  const former: number[] = [];
  for (let row = 0; row < census.rowCount; row++) {
    const hireDay = census.hireDay[row] ?? 0;
    const left = census.terminationDay[row] ?? NO_DAY;
    const pay = census.plan.priorYearPayCents[row] ?? NaN;
    if (isOpening[row] !== 1) {
      const isFormer = (left !== NO_DAY && left <= lastDay) || census.inactiveWithoutDate[row] === 1;
      if (!isFormer || (left < firstDay && Number.isNaN(pay))) continue;
      if (!Number.isNaN(pay)) former.push(row);
    }
    const originalDay = census.plan.originalHireDay[row] ?? NO_DAY;
    const serviceDay = bridges && originalDay !== NO_DAY ? originalDay : hireDay;
    const hours = census.scheduledHoursHundredths[row] ?? 0;
    count.add(
      monthsBetween(startCodeOfPerson(serviceDay as Day), yearEnd),
      yearsBetween(startCodeOfPerson((census.birthDay[row] ?? 0) as Day), yearEnd),
      hours === 0 ? fullTimeHours : hours,
      census.plan.nonresidentAlien[row] === 1,
      census.unionMember[row] === 1,
    );
  }
  const keys = { keyLow: new Int32Array(former.length), keyHigh: new Int32Array(former.length) };
  for (const [at, row] of former.entries()) writePersonKey(keys, at, census.employeeId[row] ?? '');
  const pay = Float64Array.from(former, (row) => census.plan.priorYearPayCents[row] ?? 0);
  return {
    people: opening,
    former: { count: former.length, pay, ...keys },
    employment: count.result(),
  };
}

/** The look-back year of the year after one that was simulated. */
export function simulatedLookBack(people: Int32Array, employment: Employment): LookBackYear {
  return { people, former: NOBODY, employment };
}

/**
 * P-88: places by look-back pay among everyone paid above the threshold in the year before, ties by person key, and who
 * is in the top-paid group. Writes them to the state; nobody is in the group of a plan that does not use it.
 */
export function rankTopPaid(
  before: LookBackYear,
  persons: Persons,
  plan: PlanPersons,
  threshold: Cents,
  usesTopPaidGroup: boolean,
): void {
  const { people, former, employment } = before;
  if (!usesTopPaidGroup) return;
  const paid: {
    readonly person: number;
    readonly pay: number;
    readonly high: number;
    readonly low: number;
  }[] = [];
  for (const person of people) {
    plan.payRank[person] = 0;
    plan.isTopPaid[person] = 0;
    const pay = plan.lookbackPay[person] ?? NaN;
    if (pay > threshold)
      paid.push({ person, pay, high: persons.keyHigh[person] ?? 0, low: persons.keyLow[person] ?? 0 });
  }
  for (let at = 0; at < former.count; at++) {
    const pay = former.pay[at] ?? 0;
    if (pay > threshold)
      paid.push({ person: -1, pay, high: former.keyHigh[at] ?? 0, low: former.keyLow[at] ?? 0 });
  }
  paid.sort((a, b) => (a.high >>> 0) - (b.high >>> 0) || (a.low >>> 0) - (b.low >>> 0));
  const { rank, reason } = determineHces(
    {
      count: paid.length,
      lookBackPay: Float64Array.from(paid, ({ pay }) => pay),
      isOwner: new Uint8Array(paid.length),
    },
    threshold,
    topPaidGroupSize(employment.counted),
  );
  for (const [at, { person }] of paid.entries()) {
    if (person < 0) continue;
    plan.payRank[person] = rank[at] ?? 0;
    plan.isTopPaid[person] = reason[at] === 0 ? 0 : 1;
  }
}

/** What decides who is highly compensated in a year. */
export interface HceTerms {
  /** hceCompensation of the year before (P-87). */
  readonly threshold: Cents;
  readonly usesTopPaidGroup: boolean;
  /** Owners of the year before the first one count in the first year only. */
  readonly isStartYear: boolean;
}

/** P-87, P-89: marks the highly compensated employees of a year in `hce` and writes their events. */
export function markHces(
  people: Int32Array,
  persons: Persons,
  plan: PlanPersons,
  lastDay: number,
  terms: HceTerms,
  tables: PlanEventTables,
  hce: Uint8Array,
): void {
  const { threshold, usesTopPaidGroup, isStartYear } = terms;
  for (let row = 0; row < people.length; row++) {
    const person = people[row] ?? 0;
    const pay = plan.lookbackPay[person] ?? NaN;
    const isOwner = plan.owner[person] === 1 || (isStartYear && plan.priorOwner[person] === 1);
    const isPaid = pay > threshold && (!usesTopPaidGroup || plan.isTopPaid[person] === 1);
    if (!isOwner && !isPaid) continue;
    hce[row] = 1;
    const left = persons.leaveDay[person] ?? 0;
    const category = isOwner ? OWNER : usesTopPaidGroup ? PAY_TOP_GROUP : PAY;
    const event = tables.hceStatus.add(person, left === STILL_EMPLOYED ? lastDay : left, category);
    const { columns } = tables.hceStatus;
    columns.lookbackPayCents[event] = pay;
    columns.provenance[event] = plan.lookbackSource[person] ?? 0;
    columns.thresholdCents[event] = threshold;
    columns.owner[event] = isOwner ? 1 : 0;
    columns.payRank[event] = usesTopPaidGroup && pay > threshold ? (plan.payRank[person] ?? 0) : 0;
  }
}
