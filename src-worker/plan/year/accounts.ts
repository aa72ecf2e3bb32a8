import { completedYears } from '../../../src-shared/dates.ts';
import { MILLION, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import { EMPLOYER_SOURCES, TERMINATION_REASONS, VESTING_REASONS } from '../../../src-shared/vocabulary.ts';
import type { Persons } from '../../population/persons.ts';
import { countsForVesting, elapsedYears, serviceYears } from '../credited-years.ts';
import { closingBalance, fullVesting, splitVested, vestedShare, type VestingSchedule } from '../vesting.ts';
import type { PlanEventTables } from './event-tables.ts';
import type { MoneyTerms } from './money-terms.ts';
import type { PersonMoney } from './person-money.ts';
import type { PersonYear } from './person-year.ts';
import type { PlanPersons } from './plan-persons.ts';

const MATCH = EMPLOYER_SOURCES.indexOf('match');
const CORE = EMPLOYER_SOURCES.indexOf('core');
const IMMEDIATE = VESTING_REASONS.indexOf('immediate');
const SCHEDULE = VESTING_REASONS.indexOf('schedule');
const DEATH = TERMINATION_REASONS.indexOf('death');
const DISABILITY = TERMINATION_REASONS.indexOf('disability');
/** Hours that earn a long-term part-timer a credited year (P-81). */
const LTPT_HOURS = 500;

/** P-78: closing balance before forfeitures; an account that earns nothing needs no rounding. */
const closed = (opening: number, annualReturn: Ppm, contributions: Cents, hasLeft: boolean): Cents =>
  annualReturn === 0
    ? ((opening + contributions) as Cents)
    : closingBalance(opening as Cents, annualReturn, contributions, 0 as Cents, hasLeft);

/** What the accounts of a year are moved by. */
export interface AccountContext {
  readonly terms: MoneyTerms;
  readonly year: { readonly year: number };
  readonly startYear: number;
  readonly persons: Persons;
  readonly plan: PlanPersons;
  readonly tables: PlanEventTables;
}

/** Accounts, vesting and forfeitures of one person in a year (section 17); filled again for each person. */
export class Accounts {
  readonly #context: AccountContext;
  creditedYears = 0;
  forfeitedMatch = 0;
  forfeitedCore = 0;

  constructor(context: AccountContext) {
    this.#context = context;
  }

  /** Moves the accounts, vests, forfeits at termination, and writes the events. */
  settle(of: PersonYear, money: PersonMoney): void {
    const { plan, terms } = this.#context;
    const { person, hasLeft } = of;
    this.creditedYears = this.#creditYears(of);
    this.forfeitedMatch = 0;
    this.forfeitedCore = 0;
    const { annualReturn } = terms;
    const toDeferral = (money.base + money.catchUp) as Cents;
    const toMatch = (money.match + money.trueUp) as Cents;
    const toCore = (money.core + money.excess + money.reallocated) as Cents;
    plan.balanceDeferral[person] = closed(
      plan.balanceDeferral[person] ?? 0,
      annualReturn,
      toDeferral,
      hasLeft,
    );
    const match = closed(plan.balanceMatch[person] ?? 0, annualReturn, toMatch, hasLeft);
    const core = closed(plan.balanceCore[person] ?? 0, annualReturn, toCore, hasLeft);
    plan.balanceMatch[person] = match;
    plan.balanceCore[person] = core;
    if (!of.entered) return;
    const full = this.#fullVesting(of);
    this.forfeitedMatch = this.#vest(of, MATCH, terms.vesting.match, plan.vestedMatchPpm, match, full);
    this.forfeitedCore = this.#vest(of, CORE, terms.vesting.core, plan.vestedCorePpm, core, full);
    plan.balanceMatch[person] = match - this.forfeitedMatch;
    plan.balanceCore[person] = core - this.forfeitedCore;
  }

  /** P-81: years credited by the settlement date; by hours, the year counts when it has enough. */
  #creditYears(of: PersonYear): number {
    const { plan, persons, terms, year, startYear } = this.#context;
    const { vesting } = terms;
    const { person } = of;
    const birthDay = (persons.birthDay[person] ?? 0) as Day;
    const required = plan.wasLongTermPartTime[person] === 1 ? LTPT_HOURS : vesting.hoursRequired;
    if (of.hours >= required && countsForVesting(year.year, birthDay, vesting.excludeBefore18))
      plan.creditedYears[person] = (plan.creditedYears[person] ?? 0) + 1;
    if (vesting.byHours) return plan.creditedYears[person] ?? 0;
    const given = plan.vestingYearsPpm[person] ?? -1;
    const end = of.end as Day;
    if (given >= 0) return elapsedYears(given as Ppm, startYear, end, birthDay, vesting.excludeBefore18);
    if (!vesting.excludeBefore18) return of.service;
    return serviceYears((plan.serviceDay[person] ?? 0) as Day, end, birthDay, true);
  }

  /** P-82: why the person is fully vested whatever the schedule, as an index into VESTING_REASONS; -1 when not. */
  #fullVesting(of: PersonYear): number {
    const { full } = this.#context.terms.vesting;
    const { terminationReason } = of;
    const cause =
      terminationReason === DEATH ? 'death' : terminationReason === DISABILITY ? 'disability' : null;
    if (cause === null && of.age < full.normalRetirementAge) return -1;
    const participation = completedYears(of.entryDay as Day, of.end as Day);
    const reason = fullVesting(full, of.age, participation, cause);
    return reason === null ? -1 : VESTING_REASONS.indexOf(reason);
  }

  /** Vests one account; what is forfeited of it (P-83). */
  #vest(
    of: PersonYear,
    source: number,
    schedule: VestingSchedule,
    vestedPpm: Int32Array,
    balance: Cents,
    full: number,
  ): number {
    const { tables } = this.#context;
    const { person, hasLeft, end } = of;
    const percent = full >= 0 ? (MILLION as Ppm) : vestedShare(schedule, this.creditedYears);
    if (percent !== vestedPpm[person] || hasLeft) {
      const row = tables.vesting.add(person, end, source);
      const { columns } = tables.vesting;
      columns.creditedYears[row] = this.creditedYears;
      columns.percentPpm[row] = percent;
      columns.reason[row] = full >= 0 ? full : schedule[0] === MILLION ? IMMEDIATE : SCHEDULE;
      columns.balanceCents[row] = balance;
    }
    vestedPpm[person] = percent;
    if (!hasLeft || percent === MILLION) return 0;
    const { forfeited } = splitVested(balance, percent);
    if (forfeited === 0) return 0;
    const row = tables.forfeitures.add(person, end, source);
    const { columns } = tables.forfeitures;
    columns.balanceCents[row] = balance;
    columns.percentPpm[row] = percent;
    columns.amountCents[row] = forfeited;
    return forfeited;
  }
}
