import { roundQuotient, roundRatio } from '../../../src-shared/arithmetic.ts';
import { MILLION, NO_CODE, NO_DAY, type Cents, type Ppm } from '../../../src-shared/units.ts';
import { CONTRIBUTION_CATEGORIES, DEFERRAL_LIMITS } from '../../../src-shared/vocabulary.ts';
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
    const { columns, totals } = this.#context;
    of.take(person, facts.terminationReason);
    this.#writeState(row);
    money.compute(of, facts, columns.hce[row] === 1);
    this.#writeMoney(row);
    this.#trace(row);
    if (of.entered) this.#recordMoney(row);
    this.#accounts.settle(of, money);
    this.#writeAccounts(row);
    totals.grossPay += facts.grossPay;
    totals.base += money.base;
    totals.catchUp += money.catchUp;
    totals.match += money.match;
    totals.trueUp += money.trueUp;
    totals.core += money.core;
    totals.coreExcess += money.excess;
    totals.reallocated += money.reallocated;
    totals.forfeited += this.#accounts.forfeitedMatch + this.#accounts.forfeitedCore;
  }

  /** cappedPlanPay of a person who shares in reallocated forfeitures (P-84), otherwise 0; in ascending order too. */
  reallocationBase(person: number, facts: PersonFacts): number {
    this.of.take(person, facts.terminationReason);
    return this.money.reallocationBase(this.of, facts);
  }

  /** Where the person stands in the plan at the end of the year. */
  #writeState(row: number): void {
    const { plan, columns, terms, totals } = this.#context;
    const { of } = this;
    const { person } = of;
    const rate = plan.ratePpm[person] ?? 0;
    const rothShare = plan.rothSharePpm[person] ?? -1;
    columns.entryDay[row] = of.entryDay;
    columns.entryBasis[row] = plan.entryBasis[person] ?? 0;
    columns.planStatus[row] = plan.status[person] ?? 0;
    columns.enrollmentDay[row] = plan.enrollmentDay[person] ?? NO_DAY;
    columns.enrollmentSource[row] = plan.enrollmentSource[person] ?? 0;
    columns.deferralRatePpm[row] = rate;
    // P-48: nobody has a Roth share in a plan without Roth.
    columns.rothSharePpm[row] = rothShare > 0 && !terms.deferral.rothAvailable ? 0 : rothShare;
    columns.escalationCount[row] = plan.escalationCount[person] ?? 0;
    columns.optOutDay[row] = plan.optOutDay[person] ?? NO_DAY;
    columns.scheduledDay[row] = plan.scheduledDay[person] ?? NO_DAY;
    columns.hoursHundredths[row] = of.shownHours();
    if (columns.hce[row] === 1) totals.hces += 1;
    if (of.hasLeft || !of.entered) return;
    totals.eligible += 1;
    if (rate > 0) totals.participants += 1;
  }

  #writeMoney(row: number): void {
    const { columns } = this.#context;
    const { money } = this;
    const { limitBound } = money.deferral;
    columns.planPayCents[row] = money.planPay;
    columns.cappedPlanPayCents[row] = money.cappedPlanPay;
    columns.matchReason[row] = money.matchReason;
    columns.coreReason[row] = money.coreReason;
    if (!this.of.entered) return;
    columns.limitBound[row] = limitBound === null ? 0 : DEFERRAL_LIMITS.indexOf(limitBound);
    columns.baseCents[row] = money.base;
    columns.catchUpCents[row] = money.catchUp;
    columns.unusedCatchUpCents[row] = money.unusedRoom;
    columns.matchCents[row] = money.match;
    columns.trueUpCents[row] = money.trueUp;
    columns.matchAtCeilingCents[row] = money.matchAtCeiling;
    columns.coreCents[row] = money.core;
    columns.coreExcessCents[row] = money.excess;
    columns.reallocatedCents[row] = money.reallocated;
    columns.reduced415Cents[row] =
      money.returned +
      money.reducedMatch +
      money.reducedTrueUp +
      money.reducedCore +
      money.reducedExcess +
      money.reducedReallocated;
  }

  #trace(row: number): void {
    const { corrections, hadAllocation, matchBand } = this.#context.trace;
    const { money } = this;
    const { correction } = money;
    if (correction !== null) corrections.set(row, correction);
    const allocated = money.core + money.excess + money.reallocated;
    const reduced = money.reducedCore + money.reducedExcess + money.reducedReallocated;
    hadAllocation[row] = allocated + reduced > 0 ? 1 : 0;
    matchBand[row] = money.matchBand;
  }

  /** The contributions by source (P-61, P-130). */
  #recordMoney(row: number): void {
    const { columns, terms } = this.#context;
    const { money } = this;
    const { deferral, employerPay, matchBand, coreBand } = money;
    if (money.base + money.catchUp > 0) {
      const share = Math.max(0, columns.rothSharePpm[row] ?? 0) as Ppm;
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
    this.#record(CATEGORY.match, money.match, employerPay, -1, matchBand, 0, money.reducedMatch);
    this.#record(CATEGORY.matchTrueUp, money.trueUp, employerPay, -1, matchBand, 0, money.reducedTrueUp);
    this.#record(CATEGORY.core, money.core, employerPay, money.coreRate, coreBand, 0, money.reducedCore);
    const { disparityRate } = terms.core;
    this.#record(
      CATEGORY.coreExcess,
      money.excess,
      employerPay,
      disparityRate,
      NO_CODE,
      0,
      money.reducedExcess,
    );
    const { reallocated, reducedReallocated } = money;
    this.#record(
      CATEGORY.forfeitureReallocated,
      reallocated,
      employerPay,
      -1,
      NO_CODE,
      0,
      reducedReallocated,
    );
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
    const { columns, plan } = this.#context;
    const { person } = this.of;
    columns.creditedYears[row] = this.#accounts.creditedYears;
    columns.vestedMatchPpm[row] = plan.vestedMatchPpm[person] ?? 0;
    columns.vestedCorePpm[row] = plan.vestedCorePpm[person] ?? 0;
    columns.balanceDeferralCents[row] = plan.balanceDeferral[person] ?? 0;
    columns.balanceMatchCents[row] = plan.balanceMatch[person] ?? 0;
    columns.balanceCoreCents[row] = plan.balanceCore[person] ?? 0;
    columns.forfeitedMatchCents[row] = this.#accounts.forfeitedMatch;
    columns.forfeitedCoreCents[row] = this.#accounts.forfeitedCore;
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
