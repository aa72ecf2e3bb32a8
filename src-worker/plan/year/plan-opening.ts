import type { CensusColumns, PlanCensusColumns } from '../../../src-shared/columns.ts';
import type { PlanOpeningColumns } from '../../../src-shared/plan-columns.ts';
import { MILLION, NO_DAY, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import {
  BARRED_REASONS,
  ENROLLMENT_SOURCES,
  LOOKBACK_SOURCES,
  PLAN_STATUSES,
} from '../../../src-shared/vocabulary.ts';
import { endCode, startCodeOfPerson, yearsBetween } from '../../population/calendar.ts';
import { gatherBytes, gatherInts, gatherNumbers } from '../../population/gather.ts';
import type { Persons } from '../../population/persons.ts';
import { openingYears, serviceYears } from '../credited-years.ts';
import { lookBackFacts } from '../look-back.ts';
import { censusRate } from '../participation/elected-rate.ts';
import { ENTRY_BASIS, EntryDates } from '../participation/entry-dates.ts';
import { isInExcludedClass } from '../participation/excluded-classes.ts';
import { fullVesting, vestedShare, type VestingSchedule } from '../vesting.ts';
import type { MoneyTerms } from './money-terms.ts';
import type { ParticipationTerms } from './participation-terms.ts';
import { FIVE_PERCENT, isOnePercentOwner } from './ownership.ts';
import { BARRED, ESCALATION, PlanPersons } from './plan-persons.ts';

const CENSUS_BARRED = BARRED_REASONS.indexOf('census');
const CENSUS_AUTO = ENROLLMENT_SOURCES.indexOf('censusAuto');
const CENSUS_VOLUNTARY = ENROLLMENT_SOURCES.indexOf('censusVoluntary');
const NEVER_ENROLLED = PLAN_STATUSES.indexOf('neverEnrolled');
const ENROLLED = PLAN_STATUSES.indexOf('enrolled');
const OPTED_OUT = PLAN_STATUSES.indexOf('optedOut');
const FROM_CENSUS = LOOKBACK_SOURCES.indexOf('census');
const ASSUMED = LOOKBACK_SOURCES.indexOf('assumed');
const NO_PAY = LOOKBACK_SOURCES.indexOf('none');

const PPM_OF_HUNDREDTH = 10_000;

/** The design of the first year; null when the timeline begins later. */
export interface OpeningTerms {
  readonly participation: ParticipationTerms;
  readonly money: MoneyTerms;
  /** Rate of participants whose census row gives none (P-11). */
  readonly missingRate: Ppm;
}

/** What the opening state of the plan is read from. */
export interface PlanOpeningInput {
  readonly census: CensusColumns;
  /** Census row of each person; rows ascend. */
  readonly rows: Int32Array;
  readonly persons: Persons;
  /** Persons active at close of 31 December before the first year. */
  readonly opening: Int32Array;
  readonly startYear: number;
  readonly startDay: Day;
  readonly fullTimeHours: number;
  readonly terms: OpeningTerms | null;
}

/** Where everybody stands in the plan on 31 December before the first year (P-11, P-22, P-24, P-29, P-47). */
export function openPlan(input: PlanOpeningInput): PlanPersons {
  const { rows, persons, opening, terms } = input;
  const plan = new PlanPersons();
  plan.extend(rows.length);
  for (let person = 0; person < rows.length; person++) readFacts(input, plan, person, rows[person] ?? 0);
  startService(plan, persons, 0, terms?.participation.bridgesService === true);
  const dates = new EntryDates();
  const lastCode = endCode((input.startDay - 1) as Day);
  for (const person of opening) {
    const row = rows[person] ?? 0;
    readLookBack(input, plan, person, row);
    readBalances(input.census.plan, plan, person, row);
    readEntry(input, plan, person, dates);
    readElection(input, plan, person, row);
    openVesting(input, plan, person, lastCode);
  }
  return plan;
}

/** Sets from when service counts (P-4) for the persons from `first` on. */
export function startService(plan: PlanPersons, persons: Persons, first: number, bridges: boolean): void {
  for (let person = first; person < plan.count; person++) {
    const hireDay = persons.hireDay[person] ?? 0;
    const original = plan.originalHireDay[person] ?? NO_DAY;
    plan.serviceDay[person] = bridges && original !== NO_DAY ? original : hireDay;
  }
}

/** Facts that hold whatever the design, of future hires too. */
function readFacts({ census }: PlanOpeningInput, plan: PlanPersons, person: number, row: number): void {
  const facts = census.plan;
  plan.originalHireDay[person] = facts.originalHireDay[row] ?? NO_DAY;
  const share = facts.ownershipSharePpm[row] ?? 0;
  plan.owner[person] = share > FIVE_PERCENT ? 1 : 0;
  plan.priorOwner[person] = (facts.priorOwnershipSharePpm[row] ?? 0) > FIVE_PERCENT ? 1 : 0;
  plan.onePercentOwner[person] = isOnePercentOwner(facts, row) ? 1 : 0;
  plan.officer[person] = facts.officer[row] ?? 0;
  plan.nonresidentAlien[person] = facts.nonresidentAlien[row] ?? 0;
  plan.lookbackSource[person] = NO_PAY;
  const vestingYears = facts.vestingYearsHundredths[row] ?? -1;
  plan.vestingYearsPpm[person] = vestingYears < 0 ? -1 : vestingYears * PPM_OF_HUNDREDTH;
  plan.priorYearHours[person] = facts.priorYearHoursHundredths[row] ?? -1;
  plan.waived[person] = facts.eligibilityOverride[row] === 1 ? 1 : 0;
  if (facts.eligibilityOverride[row] === 0) {
    plan.barred[person] = BARRED.yes;
    plan.barredReason[person] = CENSUS_BARRED;
  }
  plan.censusEntryDay[person] = facts.planEntryDay[row] ?? NO_DAY;
  plan.escalation[person] = facts.autoEscalationOptOut[row] === 1 ? ESCALATION.out : ESCALATION.undecided;
}

/** P-22: pay and wages of the year before. */
function readLookBack(
  { census, startYear }: PlanOpeningInput,
  plan: PlanPersons,
  person: number,
  row: number,
): void {
  const { pay, ficaWages } = lookBackFacts(
    startYear,
    (census.hireDay[row] ?? 0) as Day,
    (census.annualPayCents[row] ?? 0) as Cents,
    known(census.plan.priorYearPayCents[row]),
    known(census.plan.priorYearFicaWagesCents[row]),
  );
  plan.lookbackPay[person] = pay.cents ?? NaN;
  plan.lookbackWages[person] = ficaWages.cents ?? NaN;
  plan.lookbackSource[person] = pay.cents === null ? NO_PAY : pay.assumed ? ASSUMED : FROM_CENSUS;
}

/** Money of a census cell, null where it is blank. */
const known = (cents: number | undefined): Cents | null =>
  cents === undefined || Number.isNaN(cents) ? null : (cents as Cents);

/** P-78: accounts; what is not known counts as 0. */
function readBalances(facts: PlanCensusColumns, plan: PlanPersons, person: number, row: number): void {
  const deferral = known(facts.balanceDeferralCents[row]);
  const match = known(facts.balanceMatchCents[row]);
  const core = known(facts.balanceCoreCents[row]);
  const afterTax = known(facts.balanceAfterTaxCents[row]) ?? 0;
  const rollover = known(facts.balanceRolloverCents[row]) ?? 0;
  plan.balanceDeferral[person] = (deferral ?? 0) + afterTax + rollover;
  plan.rollover[person] = rollover;
  plan.balanceMatch[person] = match ?? 0;
  plan.balanceCore[person] = core ?? 0;
  plan.balancesMissing[person] = deferral === null || match === null || core === null ? 1 : 0;
}

/** P-11, P-24, P-29: entry before the first year, by the census or by the rules of the design. */
function readEntry(
  { terms, persons, startDay, fullTimeHours }: PlanOpeningInput,
  plan: PlanPersons,
  person: number,
  dates: EntryDates,
): void {
  const given = plan.censusEntryDay[person] ?? NO_DAY;
  if (given !== NO_DAY && given < startDay) {
    if (plan.barred[person] === BARRED.no) enter(plan, person, given, ENTRY_BASIS.census, given);
    else plan.barred[person] = BARRED.named;
    return;
  }
  if (terms === null || given !== NO_DAY) return;
  const { eligibility, excluded } = terms.participation;
  if (isInExcludedClass(excluded, persons, person, persons.level[person] ?? 0)) return;
  const hours = persons.hours[person] ?? 0;
  dates.measure(eligibility, {
    birthDay: (persons.birthDay[person] ?? 0) as Day,
    hireDay: (persons.hireDay[person] ?? 0) as Day,
    notBefore: NO_DAY,
    waived: plan.waived[person] === 1,
    serviceFrom: (plan.serviceDay[person] ?? 0) as Day,
    weeklyHours: hours === 0 ? fullTimeHours : hours,
    priorYearHours: plan.priorYearHours[person] ?? -1,
  });
  const { entryDay, basis, ordinaryEntryDay, ordinaryBasis } = dates;
  if (entryDay === NO_DAY || entryDay >= startDay) return;
  if (plan.barred[person] === BARRED.yes) {
    plan.barred[person] = BARRED.named;
    return;
  }
  const isPartTimer = basis === ENTRY_BASIS.longTermPartTime;
  plan.wasLongTermPartTime[person] = isPartTimer ? 1 : 0;
  const isOrdinary = !isPartTimer || (ordinaryEntryDay !== NO_DAY && ordinaryEntryDay < startDay);
  const employerEntry = isPartTimer ? ordinaryEntryDay : entryDay;
  enter(
    plan,
    person,
    entryDay,
    isPartTimer && isOrdinary ? ordinaryBasis : basis,
    isOrdinary ? employerEntry : NO_DAY,
  );
}

function enter(plan: PlanPersons, person: number, day: number, basis: number, employerEntry: number): void {
  plan.entryDay[person] = day;
  plan.entryBasis[person] = basis;
  plan.employerEntryDay[person] = employerEntry;
  plan.status[person] = NEVER_ENROLLED;
  plan.outSinceDay[person] = day;
}

/** P-11, P-47: elections of the census. Who takes part has entered, whatever the rules say. */
function readElection(
  { census, terms, startDay }: PlanOpeningInput,
  plan: PlanPersons,
  person: number,
  row: number,
): void {
  if (plan.barred[person] !== BARRED.no) return;
  const facts = census.plan;
  const enrolledOn = facts.planEnrollmentDay[row] ?? NO_DAY;
  const optedOutOn = facts.planOptOutDay[row] ?? NO_DAY;
  const hasOptedOut = optedOutOn !== NO_DAY && (enrolledOn === NO_DAY || optedOutOn >= enrolledOn);
  const rate = electedRate(facts, row, hasOptedOut && enrolledOn !== NO_DAY, terms);
  if (rate > 0) {
    const day = Math.min(enrolledOn === NO_DAY ? startDay - 1 : enrolledOn, startDay - 1);
    if (plan.entryDay[person] === NO_DAY) enter(plan, person, day, ENTRY_BASIS.census, day);
    plan.status[person] = ENROLLED;
    plan.ratePpm[person] = rate;
    plan.enrollmentDay[person] = day;
    const source = facts.planEnrollmentSource.values[facts.planEnrollmentSource.codes[row] ?? -1];
    plan.enrollmentSource[person] = source === 'auto' ? CENSUS_AUTO : CENSUS_VOLUNTARY;
  } else if (hasOptedOut && plan.entryDay[person] !== NO_DAY) {
    plan.status[person] = OPTED_OUT;
    plan.optOutDay[person] = optedOutOn;
    plan.outSinceDay[person] = optedOutOn;
  }
  const share = facts.rothSharePpm[row] ?? -1;
  plan.rothSharePpm[person] = share < 0 && rate > 0 ? 0 : share;
}

/** Rate in force at the opening; 0 for non-participants. */
function electedRate(
  facts: PlanCensusColumns,
  row: number,
  hasOptedOut: boolean,
  terms: OpeningTerms | null,
): Ppm {
  const participant = facts.planParticipant[row] ?? -1;
  if (hasOptedOut || participant === 0 || terms === null) return 0 as Ppm;
  const given = facts.deferralRatePpm[row] ?? -1;
  const isParticipant = participant === 1 || facts.planEnrollmentDay[row] !== NO_DAY;
  const rate = given >= 0 ? (given as Ppm) : isParticipant ? terms.missingRate : (0 as Ppm);
  return censusRate(terms.participation.election, rate);
}

/** P-81, P-82: credited years and vested shares on 31 December before the first year, which is `lastCode`. */
function openVesting(
  { terms, persons, startDay }: PlanOpeningInput,
  plan: PlanPersons,
  person: number,
  lastCode: number,
): void {
  const yearsFrom = (day: number): number => yearsBetween(startCodeOfPerson(day as Day), lastCode);
  const lastDay = (startDay - 1) as Day;
  const birthDay = (persons.birthDay[person] ?? 0) as Day;
  const given = plan.vestingYearsPpm[person] ?? -1;
  const excludes = terms?.money.vesting.excludeBefore18 === true;
  const years =
    given >= 0
      ? openingYears(given as Ppm)
      : excludes
        ? serviceYears((plan.serviceDay[person] ?? 0) as Day, lastDay, birthDay, true)
        : yearsFrom(plan.serviceDay[person] ?? 0);
  plan.creditedYears[person] = years;
  if (terms === null || plan.entryDay[person] === NO_DAY) return;
  const { vesting } = terms.money;
  const participation = yearsFrom(plan.entryDay[person] ?? 0);
  const full = fullVesting(vesting.full, yearsFrom(birthDay), participation, null);
  const share = (schedule: VestingSchedule): number =>
    full === null ? vestedShare(schedule, years) : MILLION;
  plan.vestedMatchPpm[person] = share(vesting.match);
  plan.vestedCorePpm[person] = share(vesting.core);
}

/** The opening state of the persons active on 31 December before the first year. */
export function planOpeningColumns(plan: PlanPersons, opening: Int32Array): PlanOpeningColumns {
  const { length } = opening;
  const ints = (column: Int32Array): Int32Array => gatherInts(column, opening, new Int32Array(length));
  const bytes = (column: Uint8Array): Uint8Array => gatherBytes(column, opening, new Uint8Array(length));
  const numbers = (column: Float64Array): Float64Array =>
    gatherNumbers(column, opening, new Float64Array(length));
  return {
    entryDay: ints(plan.entryDay),
    entryBasis: bytes(plan.entryBasis),
    planStatus: bytes(plan.status),
    enrollmentDay: ints(plan.enrollmentDay),
    enrollmentSource: bytes(plan.enrollmentSource),
    deferralRatePpm: ints(plan.ratePpm),
    rothSharePpm: ints(plan.rothSharePpm),
    optOutDay: ints(plan.optOutDay),
    creditedYears: new Int32Array(bytes(plan.creditedYears)),
    vestedMatchPpm: ints(plan.vestedMatchPpm),
    vestedCorePpm: ints(plan.vestedCorePpm),
    balanceDeferralCents: numbers(plan.balanceDeferral),
    balanceMatchCents: numbers(plan.balanceMatch),
    balanceCoreCents: numbers(plan.balanceCore),
    lookbackPayCents: numbers(plan.lookbackPay),
    lookbackSource: bytes(plan.lookbackSource),
    balancesMissing: bytes(plan.balancesMissing),
  };
}
