import { roundRatio } from '../arithmetic.ts';
import { completedYears, daysInYear, toDay, yearOf } from '../dates.ts';
import { MILLION, type Day } from '../units.ts';
import type { PersonEvent } from './event-fields.ts';
import type { LastingFacts, PersonHistory, PlanState } from './history.ts';

/** A person at the close of a day. */
export interface PersonState extends LastingFacts {
  readonly day: number;
  /** Left: the last paid day is this one or an earlier one (W-6). */
  readonly standing: 'employed' | 'left';
  readonly terminationDay: number | null;
  readonly terminationReason: string | null;
  readonly level: number;
  readonly levelSinceDay: number;
  readonly annualPay: number;
  /** Completed years on the day, or on the last paid day (W-5). */
  readonly age: number;
  readonly tenure: number;
  /** Pay received in the calendar year up to the day (W-54). */
  readonly paidThisYear: number;
  /** Null in runs that were made before the plan was simulated. */
  readonly plan: PlanState | null;
}

type Employment = Omit<PersonState, 'day' | 'age' | 'tenure' | 'paidThisYear' | 'plan'>;

const OUTSIDE_THE_PLAN: PlanState = {
  entryDay: null,
  entryBasis: null,
  status: 'notEntered',
  enrollmentDay: null,
  enrollmentSource: null,
  deferralRate: 0,
  rothShare: null,
  escalationCount: 0,
  optOutDay: null,
  vestedMatch: 0,
  vestedCore: 0,
  balanceDeferral: 0,
  balanceMatch: 0,
  balanceCore: 0,
};

/** Whether the run simulated a plan at all. */
export const hasPlan = (history: PersonHistory): boolean =>
  history.planYears.length > 0 || history.years.some(({ deferralRate }) => deferralRate !== null);

/**
 * The state of a person at the close of a day: the events up to it folded over the opening state (W-53, PINV-30). Null
 * on days before the hire.
 */
export function stateOn(history: PersonHistory, day: number): PersonState | null {
  const past = history.events.filter((event) => event.day <= day);
  const employment = past.reduce(employ, openingEmployment(history));
  if (employment === null) return null;
  const last = Math.min(day, employment.terminationDay ?? day) as Day;
  return {
    ...employment,
    day,
    age: completedYears(employment.birthDay as Day, last),
    tenure: completedYears(employment.hireDay as Day, last),
    paidThisYear: paidUpTo(history, day),
    plan: hasPlan(history) ? planOn(history, past, day) : null,
  };
}

const STILL_THERE = { standing: 'employed', terminationDay: null, terminationReason: null } as const;

function openingEmployment({ opening }: PersonHistory): Employment | null {
  if (opening === null) return null;
  const { birthDay, hireDay, department, location, costCentre, jobTitle } = opening;
  const { scheduledHours, flsaStatus, unionMember, level, levelSinceDay, annualPay } = opening;
  return {
    ...STILL_THERE,
    ...{ birthDay, hireDay, department, location, costCentre, jobTitle },
    ...{ scheduledHours, flsaStatus, unionMember, level, levelSinceDay, annualPay },
  };
}

/** One event applied to the employment of a person. */
function employ(state: Employment | null, event: PersonEvent): Employment | null {
  if (event.type === 'HIRE') {
    const { payload, day } = event;
    const { birthDate, department, location, costCentre, jobTitle, level, annualPay } = payload;
    const { scheduledHours, flsaStatus, unionMember } = payload;
    return {
      ...STILL_THERE,
      birthDay: birthDate,
      hireDay: day,
      levelSinceDay: day,
      ...{ department, location, costCentre, jobTitle, level, annualPay },
      ...{ scheduledHours, flsaStatus, unionMember },
    };
  }
  if (state === null) return null;
  switch (event.type) {
    case 'PROMOTION':
      return {
        ...state,
        level: event.payload.toLevel,
        levelSinceDay: event.day,
        annualPay: event.payload.newPay,
      };
    case 'RAISE':
      return { ...state, annualPay: event.payload.newPay };
    case 'TERMINATION':
      return {
        ...state,
        standing: 'left',
        terminationDay: event.day,
        terminationReason: event.payload.reason,
      };
    default:
      return state;
  }
}

function planOn(history: PersonHistory, past: readonly PersonEvent[], day: number): PlanState {
  const opening = history.opening?.plan ?? OUTSIDE_THE_PLAN;
  return { ...past.reduce(elect, opening), ...accountsOn(history, past, day) };
}

/** One event applied to what a person elected and earned in the plan. */
function elect(state: PlanState, event: PersonEvent): PlanState {
  switch (event.type) {
    case 'DC_PLAN_ELIGIBILITY':
      if (event.category === 'barred') return state;
      return {
        ...state,
        entryDay: state.entryDay ?? event.day,
        entryBasis: event.payload.basis,
        status: state.status === 'notEntered' ? 'neverEnrolled' : state.status,
      };
    case 'DC_PLAN_ENROLLMENT':
      return {
        ...state,
        status: 'enrolled',
        enrollmentDay: event.day,
        enrollmentSource: event.category,
        deferralRate: event.payload.rate,
        rothShare: event.payload.rothShare ?? state.rothShare,
      };
    case 'DC_PLAN_DEFERRAL_CHANGE':
      return changeDeferral(state, event.category, event.payload.newRate, event.day);
    case 'DC_PLAN_VESTING':
      return event.category === 'match'
        ? { ...state, vestedMatch: event.payload.percent }
        : { ...state, vestedCore: event.payload.percent };
    default:
      return state;
  }
}

function changeDeferral(state: PlanState, category: string, deferralRate: number, day: number): PlanState {
  switch (category) {
    case 'optOut':
    case 'withdrawal':
      return { ...state, deferralRate, status: 'optedOut', optOutDay: day };
    case 'escalation':
      return { ...state, deferralRate, escalationCount: state.escalationCount + 1 };
    case 'matchResponse':
      return { ...state, deferralRate, status: deferralRate === 0 ? 'stopped' : 'enrolled' };
    default:
      return state;
  }
}

type Accounts = Pick<PlanState, 'balanceDeferral' | 'balanceMatch' | 'balanceCore'>;

const EMPLOYEE_MONEY: readonly string[] = ['deferralPreTax', 'deferralRoth', 'catchUpPreTax', 'catchUpRoth'];
const MATCH_MONEY: readonly string[] = ['match', 'matchTrueUp'];

/**
 * The accounts at the close of a day (P-78). Contributions are booked on 31 December or on the last paid day; the return
 * of a year is booked on 31 December on what was there before it, and not at all in the year of leaving.
 */
function accountsOn(history: PersonHistory, past: readonly PersonEvent[], day: number): Accounts {
  const opening = history.opening?.plan ?? OUTSIDE_THE_PLAN;
  let { balanceDeferral, balanceMatch, balanceCore } = opening;
  const leaving = past.find(({ type }) => type === 'TERMINATION')?.day ?? Infinity;
  for (let year = history.startYear; year <= Math.min(yearOf(day as Day), history.endYear); year += 1) {
    const close = toDay(year, 12, 31);
    const growth = history.planYears.find((terms) => terms.year === year)?.annualReturn ?? 0;
    if (growth !== 0 && close <= day && leaving > close) {
      balanceDeferral = grown(balanceDeferral, growth);
      balanceMatch = grown(balanceMatch, growth);
      balanceCore = grown(balanceCore, growth);
    }
    for (const event of past) {
      if (event.year !== year) continue;
      if (event.type === 'DC_PLAN_CONTRIBUTION') {
        const { amount } = event.payload;
        if (EMPLOYEE_MONEY.includes(event.category)) balanceDeferral += amount;
        else if (MATCH_MONEY.includes(event.category)) balanceMatch += amount;
        else balanceCore += amount;
      }
      if (event.type === 'DC_PLAN_FORFEITURE') {
        if (event.category === 'match') balanceMatch -= event.payload.amount;
        else balanceCore -= event.payload.amount;
      }
    }
  }
  return { balanceDeferral, balanceMatch, balanceCore };
}

const grown = (cents: number, ppm: number): number =>
  Number(roundRatio(BigInt(cents) * BigInt(MILLION + ppm), BigInt(MILLION)));

/** Days with one annual rate; both ends count. */
export interface RateSegment {
  readonly from: number;
  readonly to: number;
  readonly annualPay: number;
}

/** The rates of the days employed in the year of a day, up to it (W-54). A rate holds from the day of its change. */
export function paySegments(history: PersonHistory, day: number): readonly RateSegment[] {
  const first = toDay(yearOf(day as Day), 1, 1);
  const before = history.events
    .filter((event) => event.day < first)
    .reduce(employ, openingEmployment(history));
  const inYear = history.events.filter((event) => event.day >= first && event.day <= day);
  const rates: { from: number; annualPay: number }[] = [];
  let state = before;
  if (state !== null && state.standing === 'employed')
    rates.push({ from: first, annualPay: state.annualPay });
  for (const event of inYear) {
    const next = employ(state, event);
    if (next !== null && next.annualPay !== state?.annualPay)
      rates.push({ from: event.day, annualPay: next.annualPay });
    state = next;
  }
  const end = Math.min(day, state?.terminationDay ?? day);
  return rates
    .map(({ from, annualPay }, index) => ({ from, annualPay, to: (rates[index + 1]?.from ?? end + 1) - 1 }))
    .filter(({ from, to }) => from <= to);
}

/** rnd(Σ rate × days ÷ D) in cents (W-54). */
function paidUpTo(history: PersonHistory, day: number): number {
  const rateDays = paySegments(history, day).reduce(
    (sum, { from, to, annualPay }) => sum + BigInt(annualPay) * BigInt(to - from + 1),
    0n,
  );
  return Number(roundRatio(rateDays, BigInt(daysInYear(yearOf(day as Day)))));
}
