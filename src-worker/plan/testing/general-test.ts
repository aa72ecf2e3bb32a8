import type { Ppm } from '../../../src-shared/units.ts';
import { basisPoints, meanOf } from './basis-points.ts';
import { benefitsRate, imputedRate, type InterestFactors } from './benefits-rates.ts';
import { classify, reaches } from './classification.ts';
import {
  averageBenefitPercentage,
  meetsAverageBenefit,
  meetsRatioTest,
  type AverageBenefits,
} from './coverage.ts';

/** Section 401(a)(4): the general test of the core contribution (P-102 to P-108). Rates in basis points. */

/** A rate group: everyone with at least the rate of one of the HCEs (P-104). */
interface RateGroup {
  readonly rate: number;
  readonly nhces: number;
  readonly hces: number;
  /** Ratio percentage of the group, basis points; null without NHCEs. */
  readonly ratio: number | null;
  readonly passes: boolean;
}

/** The general test on one kind of rate. */
export interface GeneralTest {
  /** One group per HCE rate above 0, highest first. */
  readonly groups: readonly RateGroup[];
  /** Midpoint of the safe and unsafe harbor, thousandths of a percentage point; null of nobody. */
  readonly midpoint: number | null;
  /** Ratio that suffices with the average benefit test, thousandths of a percentage point. */
  readonly threshold: number | null;
  readonly passes: boolean;
}

/** P-104: the rate groups of people with the given rates. `planRatio` is the plan's own 410(b) ratio, basis points. */
export function rateGroupTest(
  rates: Float64Array,
  isHce: Uint8Array,
  planRatio: number | null,
  averageBenefit: number | null,
): GeneralTest {
  if (rates.length === 0) return { groups: [], midpoint: null, threshold: null, passes: true };
  const ofHces = ratesOf(rates, isHce, 1).sort();
  const ofNhces = ratesOf(rates, isHce, 0);
  const nhcesFrom = countFrom(ofNhces, ofHces);
  const { midpoint } = classify(ofNhces.length, ofHces.length);
  const threshold = planRatio === null ? midpoint : Math.min(midpoint, planRatio * 10);

  const groups: RateGroup[] = [];
  for (let hce = ofHces.length - 1; hce >= 0; hce--) {
    const rate = ofHces[hce] ?? 0;
    if (rate === 0) break;
    // The group of equal rates is complete at the last of them.
    if (ofHces[hce - 1] === rate) continue;
    const nhces = nhcesFrom[hce] ?? 0;
    const hces = ofHces.length - hce;
    const ratio =
      ofNhces.length === 0
        ? null
        : basisPoints(basisPoints(nhces, ofNhces.length), basisPoints(hces, ofHces.length));
    const passes =
      meetsRatioTest(ratio) ||
      (ratio !== null && reaches(ratio, threshold) && meetsAverageBenefit(averageBenefit));
    groups.push({ rate, nhces, hces, ratio, passes });
  }
  return { groups, midpoint, threshold, passes: groups.every((group) => group.passes) };
}

/** The rates of the HCEs, or of the others. */
function ratesOf(rates: Float64Array, isHce: Uint8Array, wanted: 0 | 1): Float64Array {
  const selected = new Float64Array(rates.length);
  let length = 0;
  for (let at = 0; at < rates.length; at++)
    if ((isHce[at] === 1 ? 1 : 0) === wanted) selected[length++] = rates[at] ?? 0;
  return selected.subarray(0, length);
}

/**
 * How many of `rates` are at least as high as each of `ascending`. Of equal entries of `ascending` only the first has the
 * number. To look each rate up in the shorter list is quicker than to sort the longer one.
 */
function countFrom(rates: Float64Array, ascending: Float64Array): Uint32Array {
  const counts = new Uint32Array(ascending.length);
  for (let at = 0; at < rates.length; at++) {
    const rate = rates[at] ?? 0;
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ascending[middle] ?? 0) <= rate) low = middle + 1;
      else high = middle;
    }
    if (low > 0) counts[low - 1] = (counts[low - 1] ?? 0) + 1;
  }
  for (let at = counts.length - 2; at >= 0; at--) counts[at] = (counts[at] ?? 0) + (counts[at + 1] ?? 0);
  return counts;
}

/** Means of amounts as shares of pay by group, zeros included (P-106). Nobody without pay gets anything. */
export function averageBenefits(
  amounts: Float64Array,
  pays: Float64Array,
  isHce: Uint8Array,
  people: Uint32Array,
): AverageBenefits {
  const sums = { nhce: 0, hce: 0 };
  let hces = 0;
  for (const person of people) {
    const rate = rateOf(amounts[person] ?? 0, pays[person] ?? 0);
    if (isHce[person] === 1) {
      sums.hce += rate;
      hces++;
    } else sums.nhce += rate;
  }
  return { nhce: meanOf(sums.nhce, people.length - hces), hce: meanOf(sums.hce, hces) };
}

/** Amount ÷ pay in basis points; 0 without pay (P-102). */
function rateOf(amount: number, pay: number): number {
  return pay === 0 ? 0 : basisPoints(amount, pay);
}

/** What the general test of a year works on, a column per fact; money in cents. */
export interface GeneralTestColumns {
  /** Core and reallocated forfeitures. */
  readonly allocation: Float64Array;
  /** Base deferrals, match, core and reallocated forfeitures. */
  readonly benefit: Float64Array;
  /** cappedPlanPay. */
  readonly pay: Float64Array;
  readonly grossPay: Float64Array;
  readonly statutoryAge: Uint8Array;
  readonly isHce: Uint8Array;
}

/** How the general test of a year is run. */
export interface GeneralTestTerms {
  readonly basis: 'allocations' | 'benefits' | 'best';
  readonly interest: InterestFactors;
  /** Taxable wage base by which disparity is imputed, cents; null to impute none (P-107). */
  readonly imputedWageBase: number | null;
  /** Whether the core contribution is a gradual schedule, which opens the gateway (P-109). */
  readonly isGradual: boolean;
  /** The plan's own 410(b) ratio of the core part, basis points. */
  readonly planRatio: number | null;
}

/** The gateway to cross-testing (P-109). */
interface Gateway {
  readonly opens: boolean;
  /** Highest allocation rate of an HCE, basis points. */
  readonly highestHceRate: number;
  /** People of the test who benefit and have neither a third of it nor 5 % of gross pay. */
  readonly below: readonly number[];
}

/** The general test of a year with its working. */
export interface GeneralTests {
  readonly averageBenefit: number | null;
  /** Rates of the people of the test, in their order, basis points. */
  readonly allocationRates: Float64Array;
  readonly benefitsRates: Float64Array | null;
  /** Null when not run. */
  readonly allocations: GeneralTest | null;
  readonly gateway: Gateway | null;
  readonly benefits: GeneralTest | null;
  readonly passes: boolean;
}

/** P-102 to P-109: the general test of the non-excludable employees `people`, by their indices. */
export function generalTest(
  columns: GeneralTestColumns,
  people: Uint32Array,
  terms: GeneralTestTerms,
): GeneralTests {
  const isHce = flagsOf(columns.isHce, people);
  const plainRates = plainRatesOf(columns, people);
  const means = averageBenefits(columns.benefit, columns.pay, columns.isHce, people);
  const averageBenefit = averageBenefitPercentage(means);
  const run = (rates: Float64Array): GeneralTest =>
    rateGroupTest(rates, isHce, terms.planRatio, averageBenefit);

  const { imputedWageBase } = terms;
  const allocationRates =
    imputedWageBase === null ? plainRates : imputedRates(columns, people, imputedWageBase);
  const allocations = terms.basis === 'benefits' ? null : run(allocationRates);
  const working = { averageBenefit, allocationRates, allocations };
  if (terms.basis === 'allocations' || allocations?.passes === true) {
    return {
      ...working,
      benefitsRates: null,
      gateway: null,
      benefits: null,
      passes: allocations?.passes ?? false,
    };
  }

  const gateway = gatewayOf(columns, people, plainRates, terms.isGradual);
  const benefitsRates = benefitsRatesOf(columns, people, plainRates, terms.interest);
  const benefits = run(benefitsRates);
  return { ...working, benefitsRates, gateway, benefits, passes: gateway.opens && benefits.passes };
}

// One loop a function: of several in one, those after the first are not compiled with it and run in the interpreter.

/** The flags of `people`, in their order. */
function flagsOf(column: Uint8Array, people: Uint32Array): Uint8Array {
  const flags = new Uint8Array(people.length);
  for (let at = 0; at < people.length; at++) flags[at] = column[people[at] ?? 0] ?? 0;
  return flags;
}

/** P-102: plain allocation rates. */
function plainRatesOf({ allocation, pay }: GeneralTestColumns, people: Uint32Array): Float64Array {
  const rates = new Float64Array(people.length);
  for (let at = 0; at < people.length; at++) {
    const person = people[at] ?? 0;
    rates[at] = rateOf(allocation[person] ?? 0, pay[person] ?? 0);
  }
  return rates;
}

/** P-108: benefits rates of plain allocation rates. */
function benefitsRatesOf(
  { statutoryAge }: GeneralTestColumns,
  people: Uint32Array,
  plainRates: Float64Array,
  interest: InterestFactors,
): Float64Array {
  const rates = new Float64Array(people.length);
  for (let at = 0; at < people.length; at++) {
    const age = statutoryAge[people[at] ?? 0] ?? 0;
    rates[at] = benefitsRate(((plainRates[at] ?? 0) * 100) as Ppm, age, interest);
  }
  return rates;
}

/** P-107: allocation rates with imputed disparity. */
function imputedRates(
  { pay, allocation }: GeneralTestColumns,
  people: Uint32Array,
  wageBase: number,
): Float64Array {
  const rates = new Float64Array(people.length);
  for (let at = 0; at < people.length; at++) {
    const person = people[at] ?? 0;
    const paid = pay[person] ?? 0;
    rates[at] = paid === 0 ? 0 : imputedRate(paid, allocation[person] ?? 0, wageBase);
  }
  return rates;
}

/** P-109: whether cross-testing may be used. */
function gatewayOf(
  { allocation, grossPay, isHce }: GeneralTestColumns,
  people: Uint32Array,
  rates: Float64Array,
  isGradual: boolean,
): Gateway {
  let highestHceRate = 0;
  for (let at = 0; at < people.length; at++) {
    if (isHce[people[at] ?? 0] === 1) highestHceRate = Math.max(highestHceRate, rates[at] ?? 0);
  }
  const below: number[] = [];
  for (let at = 0; at < people.length; at++) {
    const person = people[at] ?? 0;
    const rate = rates[at] ?? 0;
    const received = allocation[person] ?? 0;
    if (isHce[person] === 1 || received === 0) continue;
    if (rate * 3 < highestHceRate && received * 20 < (grossPay[person] ?? 0)) below.push(person);
  }
  return { opens: isGradual || below.length === 0, highestHceRate, below };
}

/** P-109: smallest allocation rate in ppm that opens the gateway: a third of the highest HCE rate, at most 5 %. */
export function gatewayRate(highestHceRate: Ppm): Ppm {
  return Math.min(Math.round(highestHceRate / 3), 50_000) as Ppm;
}
