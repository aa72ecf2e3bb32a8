import { roundQuotient, roundRatio } from '../../../src-shared/arithmetic.ts';
import { MILLION, NO_CODE, type Cents, type Ppm } from '../../../src-shared/units.ts';
import { CONTRIBUTION_CATEGORIES, DEFERRAL_LIMITS } from '../../../src-shared/vocabulary.ts';
import { gatherBytes, gatherInts, gatherNumbers } from '../../population/gather.ts';
import type { Persons } from '../../population/persons.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import type { Correction } from '../annual-additions.ts';
import { rothPart } from '../deferrals.ts';
import { Accounts } from './accounts.ts';
import type { PlanEventTables } from './event-tables.ts';
import type { MoneyTerms } from './money-terms.ts';
import { PersonMoney } from './person-money.ts';
import { PersonYear, type PersonFacts } from './person-year.ts';
import type { planColumns } from './plan-columns.ts';
import type { PlanPersons } from './plan-persons.ts';
import type { YearPay } from './year-pay.ts';
import type { YearRates } from './year-rates.ts';

const CATEGORY = {
  deferralPreTax: CONTRIBUTION_CATEGORIES.indexOf('deferralPreTax'),
  deferralRoth: CONTRIBUTION_CATEGORIES.indexOf('deferralRoth'),
  catchUpPreTax: CONTRIBUTION_CATEGORIES.indexOf('catchUpPreTax'),
  catchUpRoth: CONTRIBUTION_CATEGORIES.indexOf('catchUpRoth'),
  match: CONTRIBUTION_CATEGORIES.indexOf('match'),
  matchTrueUp: CONTRIBUTION_CATEGORIES.indexOf('matchTrueUp'),
  core: CONTRIBUTION_CATEGORIES.indexOf('core'),
  coreExcess: CONTRIBUTION_CATEGORIES.indexOf('coreExcess'),
  forfeitureReallocated: CONTRIBUTION_CATEGORIES.indexOf('forfeitureReallocated'),
};

const NO_ROTH = 0 as Ppm;

/** Sums over the people of a year, in cents and heads. */
export class PlanTotals {
  grossPay = 0;
  base = 0;
  catchUp = 0;
  match = 0;
  trueUp = 0;
  core = 0;
  coreExcess = 0;
  reallocated = 0;
  forfeited = 0;
  /** On 31 December, among people employed (P-125). */
  eligible = 0;
  participants = 0;
  hces = 0;

  /** Gross employer contributions (P-85). */
  get employerMoney(): number {
    return this.match + this.trueUp + this.core + this.coreExcess;
  }
}

/** What the settlement of a year works with. */
export interface SettlementContext {
  readonly terms: MoneyTerms;
  readonly year: YearParameters;
  readonly startYear: number;
  readonly fullTimeHours: number;
  readonly persons: Persons;
  readonly plan: PlanPersons;
  readonly pay: YearPay;
  readonly rates: YearRates;
  readonly tables: PlanEventTables;
  readonly columns: ReturnType<typeof planColumns>;
  readonly totals: PlanTotals;
  readonly trace: SettlementTrace;
  /** Whether contribution events are written. */
  readonly recordsMoney: boolean;
}

/** What the tests of the year need besides the plan columns, by row. */
export class SettlementTrace {
  /** What section 16 did; only people above the limit are in it. */
  readonly corrections = new Map<number, Correction>();
  /** 1 for people with a core contribution or reallocation before section 16. */
  readonly hadAllocation: Uint8Array;
  /** Band of the match formula; NO_CODE without bands. */
  readonly matchBand: Int8Array;

  constructor(rows: number) {
    this.hadAllocation = new Uint8Array(rows);
    this.matchBand = new Int8Array(rows).fill(NO_CODE);
  }
}

/**
 * What a year costs and gives everybody (sections 13 to 18), person by person: computes the money, moves the accounts,
 * and writes the plan columns and the events.
 */
export class Settlement {
  readonly #context: SettlementContext;
  /** The person last settled. */
  readonly of: PersonYear;
  readonly money: PersonMoney;
  readonly #accounts: Accounts;

  constructor(context: SettlementContext) {
    this.#context = context;
    this.of = new PersonYear(context.persons, context.plan, context.year, context.fullTimeHours);
    this.money = new PersonMoney(context);
    this.#accounts = new Accounts(context);
  }

  /** Settles the year of the person in row `row`. People must come in ascending order. */
  run(row: number, person: number, facts: PersonFacts): void {
    const { of, money } = this;
    const accounts = this.#accounts;
    const { columns, totals, plan, recordsMoney } = this.#context;
    const isHce = columns.hce[row] === 1;
    of.take(person, facts.terminationReason);
    money.compute(of, facts, isHce);
    this.#writeMoney(row);
    if (of.entered && recordsMoney) this.#recordMoney(row);
    accounts.settle(of, money);
    this.#writeAccounts(row);
    totals.grossPay += facts.grossPay;
    if (isHce) totals.hces += 1;
    if (of.hasLeft || !of.entered) return;
    totals.eligible += 1;
    if ((plan.ratePpm[person] ?? 0) > 0) totals.participants += 1;
  }

  /**
   * Writes where everybody stands in the plan at the end of the year, when all are settled: column by column, which
   * costs little more than a nanosecond an entry (see gather.ts).
   */
  writeState(people: Int32Array): void {
    const { plan, columns, terms } = this.#context;
    gatherInts(plan.entryDay, people, columns.entryDay);
    gatherBytes(plan.entryBasis, people, columns.entryBasis);
    gatherBytes(plan.status, people, columns.planStatus);
    gatherInts(plan.enrollmentDay, people, columns.enrollmentDay);
    gatherBytes(plan.enrollmentSource, people, columns.enrollmentSource);
    gatherInts(plan.ratePpm, people, columns.deferralRatePpm);
    const { rothSharePpm } = columns;
    gatherInts(plan.rothSharePpm, people, rothSharePpm);
    // P-48: nobody has a Roth share in a plan without Roth.
    if (!terms.deferral.rothAvailable)
      for (let row = 0; row < rothSharePpm.length; row++)
        if ((rothSharePpm[row] ?? 0) > 0) rothSharePpm[row] = 0;
    gatherBytes(plan.escalationCount, people, columns.escalationCount);
    gatherInts(plan.optOutDay, people, columns.optOutDay);
    gatherInts(plan.scheduledDay, people, columns.scheduledDay);
    gatherInts(plan.vestedMatchPpm, people, columns.vestedMatchPpm);
    gatherInts(plan.vestedCorePpm, people, columns.vestedCorePpm);
    gatherNumbers(plan.balanceDeferral, people, columns.balanceDeferralCents);
    gatherNumbers(plan.balanceMatch, people, columns.balanceMatchCents);
    gatherNumbers(plan.balanceCore, people, columns.balanceCoreCents);
  }

  /** cappedPlanPay of a person who shares in reallocated forfeitures (P-84), otherwise 0; in ascending order too. */
  reallocationBase(person: number, facts: PersonFacts): number {
    this.of.take(person, facts.terminationReason);
    return this.money.reallocationBase(this.of, facts);
  }

  /** What is 0 for most people stands there already; the sums of the year go along. */
  #writeMoney(row: number): void {
    const { columns, totals, trace } = this.#context;
    const { money, of } = this;
    columns.planPayCents[row] = money.planPay;
    columns.cappedPlanPayCents[row] = money.cappedPlanPay;
    columns.matchReason[row] = money.matchReason;
    columns.coreReason[row] = money.coreReason;
    columns.hoursHundredths[row] = of.shownHours;
    trace.matchBand[row] = money.matchBand;
    if (!of.entered) return;
    const { base, catchUp, unusedRoom, match, trueUp, matchAtCeiling, core, excess, reallocated } = money;
    const { limitBound } = money.deferral;
    columns.baseCents[row] = base;
    columns.matchCents[row] = match;
    columns.trueUpCents[row] = trueUp;
    columns.coreCents[row] = core;
    columns.matchAtCeilingCents[row] = matchAtCeiling;
    totals.base += base;
    totals.match += match;
    totals.trueUp += trueUp;
    totals.core += core;
    if (limitBound !== null) columns.limitBound[row] = DEFERRAL_LIMITS.indexOf(limitBound);
    if (unusedRoom !== 0) columns.unusedCatchUpCents[row] = unusedRoom;
    if (catchUp !== 0) {
      columns.catchUpCents[row] = catchUp;
      totals.catchUp += catchUp;
    }
    if (excess !== 0) {
      columns.coreExcessCents[row] = excess;
      totals.coreExcess += excess;
    }
    if (reallocated !== 0) {
      columns.reallocatedCents[row] = reallocated;
      totals.reallocated += reallocated;
    }
    if (core + excess + reallocated > 0) trace.hadAllocation[row] = 1;
    const { correction } = money;
    if (correction === null) return;
    trace.corrections.set(row, correction);
    const reduced = money.reducedCore + money.reducedExcess + money.reducedReallocated;
    if (reduced > 0) trace.hadAllocation[row] = 1;
    columns.reduced415Cents[row] = money.returned + money.reducedMatch + money.reducedTrueUp + reduced;
  }

  /** The contributions by source (P-61, P-130). */
  #recordMoney(row: number): void {
    const { columns, terms, plan } = this.#context;
    const { money } = this;
    const { deferral, employerPay, matchBand, coreBand } = money;
    if (money.base + money.catchUp > 0) {
      const { rothAvailable } = terms.deferral;
      const share = rothAvailable ? (Math.max(0, plan.rothSharePpm[this.of.person] ?? 0) as Ppm) : NO_ROTH;
      const roth = rothPart(money.base as Cents, share, false);
      const catchUpRoth = rothPart(money.catchUp as Cents, share, deferral.rothMandated);
      const returnedRoth =
        money.returned === 0 ? 0 : rothPart((money.base + money.returned) as Cents, share, false) - roth;
      const preTax = money.base - roth;
      const catchUpPreTax = money.catchUp - catchUpRoth;
      columns.rothCents[row] = roth + catchUpRoth;
      columns.preTaxCents[row] = preTax + catchUpPreTax;
      const bound = columns.limitBound[row] ?? 0;
      const rate = averageRate(deferral.requested, money.deferralPay);
      const pay = money.deferralPay;
      this.#record(CATEGORY.deferralPreTax, preTax, pay, rate, NO_CODE, bound, money.returned - returnedRoth);
      this.#record(CATEGORY.deferralRoth, roth, pay, rate, NO_CODE, bound, returnedRoth);
      this.#record(CATEGORY.catchUpPreTax, catchUpPreTax, pay, rate, NO_CODE, bound, 0);
      this.#record(CATEGORY.catchUpRoth, catchUpRoth, pay, rate, NO_CODE, bound, 0);
    }
    const { match, trueUp, core, excess, reallocated } = money;
    this.#record(CATEGORY.match, match, employerPay, -1, matchBand, 0, money.reducedMatch);
    this.#record(CATEGORY.matchTrueUp, trueUp, employerPay, -1, matchBand, 0, money.reducedTrueUp);
    this.#record(CATEGORY.core, core, employerPay, money.coreRate, coreBand, 0, money.reducedCore);
    const { disparityRate } = terms.core;
    const { reducedExcess, reducedReallocated } = money;
    this.#record(CATEGORY.coreExcess, excess, employerPay, disparityRate, NO_CODE, 0, reducedExcess);
    const reallocation = CATEGORY.forfeitureReallocated;
    this.#record(reallocation, reallocated, employerPay, -1, NO_CODE, 0, reducedReallocated);
  }

  /** A contribution event, for an amount that is not 0 (P-130). */
  #record(
    category: number,
    amount: number,
    payBase: number,
    rate: number,
    band: number,
    limitBound: number,
    reduced: number,
  ): void {
    if (amount === 0) return;
    const { contributions } = this.#context.tables;
    const row = contributions.add(this.of.person, this.of.end, category);
    const { columns } = contributions;
    columns.amountCents[row] = amount;
    columns.payBaseCents[row] = payBase;
    columns.ratePpm[row] = rate;
    columns.band[row] = band;
    columns.limitBound[row] = limitBound;
    columns.reduced415Cents[row] = reduced;
  }

  #writeAccounts(row: number): void {
    const { columns, totals } = this.#context;
    const { creditedYears, forfeitedMatch, forfeitedCore } = this.#accounts;
    columns.creditedYears[row] = creditedYears;
    if (forfeitedMatch === 0 && forfeitedCore === 0) return;
    columns.forfeitedMatchCents[row] = forfeitedMatch;
    columns.forfeitedCoreCents[row] = forfeitedCore;
    totals.forfeited += forfeitedMatch + forfeitedCore;
  }
}

/** Deferrals asked for as a share of the pay they are asked from, half up. */
function averageRate(requested: Cents, pay: number): number {
  if (pay === 0) return 0;
  const dividend = requested * MILLION;
  return dividend < 2 ** 51
    ? roundQuotient(dividend, pay)
    : Number(roundRatio(BigInt(requested) * BigInt(MILLION), BigInt(pay)));
}
