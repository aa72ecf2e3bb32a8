import type { Correction } from '../../annual-additions.ts';
import { limitSettingsOf } from '../../limits.ts';
import { NOTHING_MATCHED } from '../../match-loss.ts';
import { cents, design } from '../../money-fixtures.ts';
import { defaultScenario } from '../../../testing/scenarios.ts';
import { HCE_REASON } from '../hce.ts';
import { STANDING } from '../population.ts';
import type { ComplianceInput, Design, PriorFacts, TestedPlanYear, YearCounts } from './tested-plan-year.ts';

/** Hand-made years for the tests of a plan year. */

const { entered, conditionsMet, matchable, allocated } = STANDING;

/** In the plan with everything it gives. */
export const IN_PLAN = entered | conditionsMet | matchable | allocated;

/** An employee of a year; dollars, and what is left out is 0. */
export interface Employee {
  readonly standing: number;
  readonly hce: boolean;
  readonly pay: number;
  /** Pay of the calendar year, the same as `pay` unless given. */
  readonly gross: number;
  readonly base: number;
  readonly catchUp: number;
  readonly unusedCatchUp: number;
  readonly match: number;
  readonly trueUp: number;
  readonly core: number;
  readonly coreExcess: number;
  readonly reallocated: number;
  /** Percent. */
  readonly vested: number;
  readonly matchBand: number;
  readonly age: number;
  readonly hasLeft: boolean;
  /** Index into TERMINATION_REASONS. */
  readonly reason: number;
  readonly officer: boolean;
  readonly owner: boolean;
  readonly onePercentOwner: boolean;
  readonly keyBefore: number;
  readonly wasKey: boolean;
  readonly balance: number;
  readonly balanceMissing: boolean;
  /** Index into LOOKBACK_SOURCES. */
  readonly lookBack: number;
}

const NOBODY: Employee = {
  standing: IN_PLAN,
  hce: false,
  pay: 50_000,
  gross: 50_000,
  base: 0,
  catchUp: 0,
  unusedCatchUp: 0,
  match: 0,
  trueUp: 0,
  core: 0,
  coreExcess: 0,
  reallocated: 0,
  vested: 100,
  matchBand: 0,
  age: 40,
  hasLeft: false,
  reason: 0,
  officer: false,
  owner: false,
  onePercentOwner: false,
  keyBefore: 0,
  wasKey: false,
  balance: 0,
  balanceMissing: false,
  lookBack: 0,
};

/** The columns of a list of employees; persons are numbered from 100 on. */
export function yearOf(employees: readonly Partial<Employee>[]): TestedPlanYear {
  const people = employees.map((one) => ({ ...NOBODY, gross: one.pay ?? NOBODY.gross, ...one }));
  const money = (of: (one: Employee) => number): Float64Array =>
    Float64Array.from(people, (one) => cents(of(one)));
  const bytes = (of: (one: Employee) => number | boolean): Uint8Array =>
    Uint8Array.from(people, (one) => Number(of(one)));
  return {
    count: people.length,
    person: Int32Array.from(people, (_, at) => 100 + at),
    standing: Uint16Array.from(people, ({ standing }) => standing),
    hceReason: bytes(({ hce, owner }) => (owner ? HCE_REASON.owner : hce ? HCE_REASON.pay : HCE_REASON.none)),
    lookBackSource: bytes(({ lookBack }) => lookBack),
    grossPay: money(({ gross }) => gross),
    cappedPlanPay: money(({ pay }) => pay),
    base: money(({ base }) => base),
    catchUp: money(({ catchUp }) => catchUp),
    unusedCatchUp: money(({ unusedCatchUp }) => unusedCatchUp),
    match: money(({ match }) => match),
    trueUp: money(({ trueUp }) => trueUp),
    core: money(({ core }) => core),
    coreExcess: money(({ coreExcess }) => coreExcess),
    reallocated: money(({ reallocated }) => reallocated),
    vestedMatchPpm: Int32Array.from(people, ({ vested }) => vested * 10_000),
    matchBand: bytes(({ matchBand }) => matchBand),
    statutoryAge: bytes(({ age }) => age),
    isEmployedAtYearEnd: bytes(({ hasLeft }) => !hasLeft),
    terminationReason: bytes(({ reason }) => reason),
    isOfficer: bytes(({ officer }) => officer),
    isFivePercentOwner: bytes(({ owner }) => owner),
    isOnePercentOwner: bytes(({ onePercentOwner }) => onePercentOwner),
    keyBefore: bytes(({ keyBefore }) => keyBefore),
    wasKey: bytes(({ wasKey }) => wasKey),
    balance: money(({ balance }) => balance),
    isBalanceKnown: bytes(({ balanceMissing }) => !balanceMissing),
  };
}

const NOT_SIMULATED: PriorFacts = {
  isSimulated: false,
  nhceAdp: null,
  nhceAcp: null,
  determination: null,
};

const COUNTS: YearCounts = {
  priorYearEmployees: 0,
  largestEmployment: 10,
  topPaidGroup: null,
  lateEntries: 0,
  overRothCatchUpWages: 0,
  overdueForfeitures: cents(0),
};

export const LIMITS = limitSettingsOf(defaultScenario.limits);

/** A design that claims nothing and excludes nobody; the testing settings given replace those of the default. */
export function designOf(testing: Partial<Design['testing']> = {}, changes: Partial<Design> = {}): Design {
  return { ...design, ...changes, testing: { ...design.testing, ...testing } };
}

/** Changes to the input of {@link inputOf}. */
export interface InputChanges extends Partial<Omit<ComplianceInput, 'people' | 'counts' | 'prior'>> {
  readonly counts?: Partial<YearCounts>;
  readonly prior?: Partial<PriorFacts>;
}

/** The input of a year, 2026 unless given, with one employee per entry. */
export function inputOf(
  employees: readonly Partial<Employee>[],
  changes: InputChanges = {},
): ComplianceInput {
  return {
    year: 2026,
    design: designOf(),
    limits: LIMITS,
    corrections: new Map<number, Correction>(),
    matchLossOf: () => NOTHING_MATCHED,
    ...changes,
    people: yearOf(employees),
    counts: { ...COUNTS, ...changes.counts },
    prior: { ...NOT_SIMULATED, ...changes.prior },
  };
}
