import { shareOf } from '../../../src-shared/arithmetic.ts';
import { NO_CODE, NO_DAY, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';
import { ALLOCATION_REASONS, MATCH_REASONS } from '../../../src-shared/vocabulary.ts';
import { yearOfCode } from '../../population/calendar.ts';
import type { Persons } from '../../population/persons.ts';
import { additionsLimit, enforceAdditionsLimit, type Correction } from '../annual-additions.ts';
import { bandOf } from '../band-table.ts';
import { coreExcess } from '../core.ts';
import { cutPaychecks } from '../cut-paychecks.ts';
import { Deferral, limitDeferral, requestDeferral } from '../deferrals.ts';
import { matchOf, type MatchFormula } from '../match-formula.ts';
import { annualMatchLoss, NOTHING_MATCHED, paycheckMatchLoss, type MatchLoss } from '../match-loss.ts';
import { completeMatch, Match, matchedDeferral } from '../match.ts';
import { allocationReason } from '../participation/allocation-conditions.ts';
import { matchOfPaychecks, type PaycheckTerms } from '../paycheck-match.ts';
import { Paychecks } from '../paychecks.ts';
import { PlanSegments, planPayFrom, planPayOf } from '../plan-pay.ts';
import type { MoneyTerms } from './money-terms.ts';
import type { PersonFacts, PersonYear } from './person-year.ts';
import type { PlanPersons } from './plan-persons.ts';
import type { YearPay } from './year-pay.ts';
import type { YearRates } from './year-rates.ts';

const ELIGIBLE = ALLOCATION_REASONS.indexOf('eligible');
const NO_DEFERRALS = MATCH_REASONS.indexOf('noDeferrals');

/** What the money of a year is computed from. */
export interface MoneyContext {
  readonly terms: MoneyTerms;
  readonly year: { readonly year: number; readonly days: number };
  readonly persons: Persons;
  readonly plan: PlanPersons;
  readonly pay: YearPay;
  readonly rates: YearRates;
}

/**
 * What one person defers and receives in a year (sections 13 to 16), in cents; filled again for each person. Amounts are
 * those after the limit on annual additions; `reduced…` and `returned` is what the limit took.
 */
export class PersonMoney {
  readonly #context: MoneyContext;
  readonly #segments = new PlanSegments();
  readonly #earlier = new PlanSegments();
  readonly #earlierDeferral = new Deferral();
  readonly #paycheckTerms: PaycheckTerms;
  readonly #paychecks = new Paychecks();
  readonly #match = new Match();
  #formula: MatchFormula | null = null;
  #matched = 0 as Cents;
  /** Deferrals from before the ordinary entry of a long-term part-timer: they are not matched (P-30). */
  #unseen = 0;
  readonly deferral = new Deferral();
  planPay = 0;
  cappedPlanPay = 0;
  /** cappedPlanPay for employer money, which long-term part-timers have from their ordinary entry on (P-30). */
  employerPay = 0 as Cents;
  deferralPay = 0;
  base = 0;
  catchUp = 0;
  unusedRoom = 0;
  match = 0;
  trueUp = 0;
  core = 0;
  excess = 0;
  reallocated = 0;
  /** Indices into MATCH_REASONS and ALLOCATION_REASONS. */
  matchReason = 0;
  coreReason = 0;
  /** Bands from 0; NO_CODE without bands. */
  matchBand = NO_CODE;
  coreBand = NO_CODE;
  coreRate = 0 as Ppm;
  matchAtCeiling = 0;
  /** What section 16 did; null for people within the limit. */
  correction: Correction | null = null;
  returned = 0;
  reducedMatch = 0;
  reducedTrueUp = 0;
  reducedCore = 0;
  reducedExcess = 0;
  reducedReallocated = 0;

  constructor(context: MoneyContext) {
    const { match, deferral, limits } = context.terms;
    this.#context = context;
    this.#paycheckTerms = { periods: match.payPeriods, deferral, compensation: limits.compensation };
  }

  /** Computes the year of a person. People must come in ascending order. */
  compute(of: PersonYear, facts: PersonFacts, isHce: boolean): void {
    this.#clear();
    this.matchReason = allocationReason(this.#context.terms.matchAllocation, of);
    this.coreReason = allocationReason(this.#context.terms.coreAllocation, of);
    if (!of.entered) return;
    const { pay, rates, plan } = this.#context;
    pay.load(of.person, of.start, facts.openingPay);
    rates.load(of.person, of.start, facts.openingRate, plan.withdrawing[of.person] === 1);
    this.#defer(of, isHce);
    this.#countEmployerPay(of, isHce);
    this.#giveMatch(of);
    this.#giveCore(of);
    this.reallocated = facts.reallocated;
    this.#limitAdditions(facts.grossPay as Cents);
  }

  /** cappedPlanPay of somebody who shares in reallocated forfeitures (P-84), otherwise 0. */
  reallocationBase(of: PersonYear, facts: PersonFacts): number {
    const { terms, pay } = this.#context;
    if (!of.activeAtYearEnd || allocationReason(terms.coreAllocation, of) !== ELIGIBLE) return 0;
    pay.load(of.person, of.start, facts.openingPay);
    const { year, rates } = this.#context;
    rates.cut(this.#segments, pay, this.#employerFrom(of), of.end);
    return Math.min(planPayOf(this.#segments, year.days), terms.limits.compensation);
  }

  #clear(): void {
    this.planPay = 0;
    this.cappedPlanPay = 0;
    this.deferralPay = 0;
    this.base = 0;
    this.catchUp = 0;
    this.unusedRoom = 0;
    this.match = 0;
    this.trueUp = 0;
    this.core = 0;
    this.excess = 0;
    this.reallocated = 0;
    this.matchBand = NO_CODE;
    this.coreBand = NO_CODE;
    this.matchAtCeiling = 0;
    if (this.correction === null) return;
    this.correction = null;
    this.returned = 0;
    this.reducedMatch = 0;
    this.reducedTrueUp = 0;
    this.reducedCore = 0;
    this.reducedExcess = 0;
    this.reducedReallocated = 0;
  }

  #payFrom(of: PersonYear): number {
    const { terms, persons, year } = this.#context;
    // Nearly everybody: entered before the year, or employed since before entry in a plan that counts the whole year.
    if (terms.compensationFrom === 'year' || of.entryDay <= of.start) return of.start;
    const hireDay = (persons.hireDay[of.person] ?? 0) as Day;
    return planPayFrom(terms.compensationFrom, year.year, hireDay, of.entryDay as Day);
  }

  /** First day whose pay counts for employer money (P-19, P-30). */
  #employerFrom(of: PersonYear): number {
    const employerEntry = this.#context.plan.employerEntryDay[of.person] ?? NO_DAY;
    const from = this.#payFrom(of);
    return employerEntry === of.entryDay ? from : Math.max(from, employerEntry);
  }

  /** Section 13. */
  #defer(of: PersonYear, isHce: boolean): void {
    const { terms, plan, pay, rates, persons, year } = this.#context;
    const segments = this.#segments;
    rates.cut(segments, pay, this.#payFrom(of), of.end);
    this.planPay = planPayOf(segments, year.days);
    this.cappedPlanPay = Math.min(this.planPay, terms.limits.compensation);
    const { deferral } = this;
    requestDeferral(segments, terms.deferral, isHce, deferral);
    const wages = plan.lookbackWages[of.person] ?? NaN;
    const birthYear = yearOfCode(persons.birthCode[of.person] ?? 0);
    limitDeferral(terms.deferral, birthYear, Number.isNaN(wages) ? null : (wages as Cents), deferral);
    this.base = deferral.base;
    this.catchUp = deferral.catchUp;
    this.unusedRoom = deferral.unusedRoom;
    this.deferralPay = deferral.requested === 0 ? 0 : segments.deferringPay(year.days);
    this.#matched = matchedDeferral(terms.match, deferral.base, deferral.catchUp);
    this.#unseen = 0;
    this.employerPay = this.cappedPlanPay as Cents;
  }

  /** P-30: pay and deferrals before the ordinary entry of a long-term part-timer earn no employer money. */
  #countEmployerPay(of: PersonYear, isHce: boolean): void {
    const { terms, plan, pay, rates, year } = this.#context;
    if (plan.employerEntryDay[of.person] === of.entryDay) return;
    const from = this.#payFrom(of);
    const employerFrom = this.#employerFrom(of);
    if (employerFrom <= from) return;
    rates.cut(this.#earlier, pay, from, employerFrom - 1);
    requestDeferral(this.#earlier, terms.deferral, isHce, this.#earlierDeferral);
    this.#unseen = Math.min(this.#matched, this.#earlierDeferral.requested);
    this.#matched = (this.#matched - this.#unseen) as Cents;
    rates.cut(this.#segments, pay, employerFrom, of.end);
    this.employerPay = Math.min(planPayOf(this.#segments, year.days), terms.limits.compensation) as Cents;
  }

  /** Section 14. */
  #giveMatch(of: PersonYear): void {
    const { match: terms } = this.#context.terms;
    this.#formula = null;
    if (this.matchReason !== ELIGIBLE) return;
    this.matchBand = bandOfPerson(terms, of);
    const formula = terms.formulas[Math.max(0, this.matchBand)];
    if (formula === undefined) return;
    const { employerPay } = this;
    const atCeiling = matchOf(formula, shareOf(employerPay, formula.ceiling), employerPay);
    this.matchAtCeiling = Math.min(atCeiling, terms.dollarCap);
    const matched = this.#matched;
    if (matched === 0) {
      this.matchReason = NO_DEFERRALS;
      return;
    }
    this.#formula = formula;
    const ofPaychecks =
      terms.frequency === 'annual'
        ? (0 as Cents)
        : matchOfPaychecks(this.#paycheckTerms, formula, this.#segments, matched, this.#paychecks);
    completeMatch(terms, formula, employerPay, matched, ofPaychecks, this.#match);
    this.match = this.#match.match;
    this.trueUp = this.#match.trueUp;
  }

  /** Section 15. */
  #giveCore(of: PersonYear): void {
    if (this.coreReason !== ELIGIBLE) return;
    const { core: terms } = this.#context.terms;
    this.coreBand = bandOfPerson(terms, of);
    this.coreRate = terms.rates[Math.max(0, this.coreBand)] ?? (0 as Ppm);
    this.core = shareOf(this.employerPay, this.coreRate);
    this.excess = coreExcess(terms, this.employerPay);
  }

  /** Section 16: brings annual additions down to the limit. */
  #limitAdditions(grossPay: Cents): void {
    const { limits } = this.#context.terms;
    const { base, match, trueUp, core, excess, reallocated } = this;
    const additions = base + match + trueUp + core + excess + reallocated;
    if (additions <= limits.annualAdditions && additions <= grossPay) return;
    const { limit } = additionsLimit(limits.annualAdditions, grossPay);
    const correction = enforceAdditionsLimit(
      {
        base: base as Cents,
        match: (match + trueUp) as Cents,
        core: (core + excess) as Cents,
        reallocated: reallocated as Cents,
        afterTax: 0 as Cents,
      },
      limit,
      this.unusedRoom as Cents,
      this.matchLoss(),
    );
    this.correction = correction;
    this.returned = correction.unmatchedReturned + correction.matchedReturned;
    this.base -= correction.reclassified + this.returned;
    this.catchUp += correction.reclassified;
    this.unusedRoom -= correction.reclassified;
    // The true-up goes before the match, the excess before the base: what was given last is taken first.
    const lessMatch = correction.matchForfeited + correction.matchReduced;
    this.reducedTrueUp = Math.min(trueUp, lessMatch);
    this.reducedMatch = lessMatch - this.reducedTrueUp;
    this.reducedExcess = Math.min(excess, correction.coreReduced);
    this.reducedCore = correction.coreReduced - this.reducedExcess;
    this.reducedReallocated = correction.reallocatedReduced;
    this.match -= this.reducedMatch;
    this.trueUp -= this.reducedTrueUp;
    this.core -= this.reducedCore;
    this.excess -= this.reducedExcess;
    this.reallocated -= this.reducedReallocated;
  }

  /** What returning deferrals of the person last computed does to their match (P-76, P-97). */
  matchLoss(): MatchLoss {
    const { match: terms } = this.#context.terms;
    const formula = this.#formula;
    if (formula === null) return NOTHING_MATCHED;
    const loss =
      terms.frequency === 'perPayPeriod'
        ? this.#paycheckMatchLoss(formula, terms.dollarCap)
        : annualMatchLoss(formula, this.#matched, this.employerPay, terms.dollarCap);
    return { ...loss, unmatched: (loss.unmatched + this.#unseen) as Cents };
  }

  #paycheckMatchLoss(formula: MatchFormula, dollarCap: number): MatchLoss {
    const { periods, deferral, compensation } = this.#paycheckTerms;
    cutPaychecks(this.#segments, periods, deferral, compensation, this.#matched, this.#paychecks);
    return paycheckMatchLoss(formula, this.#paychecks, dollarCap);
  }
}

/** Band of a person by service, age or points on the settlement date (P-65, P-71); NO_CODE without bands. */
function bandOfPerson(
  terms: {
    readonly bandsOf: 'everybody' | 'service' | 'age' | 'points';
    readonly bandTable: Uint8Array;
  },
  { service, age }: PersonYear,
): number {
  switch (terms.bandsOf) {
    case 'everybody':
      return NO_CODE;
    case 'service':
      return bandOf(terms.bandTable, service);
    case 'age':
      return bandOf(terms.bandTable, age);
    case 'points':
      return bandOf(terms.bandTable, service + age);
  }
}
