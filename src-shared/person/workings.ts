import { roundRatio, shareOf } from '../arithmetic.ts';
import { daysInYear, toDay } from '../dates.ts';
import { MILLION, type Cents, type Ppm } from '../units.ts';
import type { EventOf, PersonEvent } from './event-fields.ts';
import type { MatchTierTerms, PersonHistory, PlanYearTerms } from './history.ts';
import { paySegments, type RateSegment } from './state.ts';

/**
 * How an amount comes about, worked out again from what is stored: the scenario of the run, the pay, the elections. A
 * working is given only when it ends in the stored amount to the cent.
 */
export type Working =
  /** A share of an amount: raise, core contribution, vested part. */
  | { readonly kind: 'share'; readonly of: number; readonly rate: number; readonly result: number }
  /** A promotion: the increase, then the floor of the new level and the cap where they applied. */
  | {
      readonly kind: 'promotion';
      readonly pay: number;
      readonly increase: number;
      readonly increased: number;
      readonly result: number;
    }
  /** Deferrals of the days with a rate in force, before they are split (P-57). */
  | {
      readonly kind: 'deferral';
      readonly segments: readonly DeferralSegment[];
      readonly days: number;
      readonly result: number;
    }
  /** The match of a year, tier by tier, on the deferral and the capped plan pay (P-65, P-66). */
  | {
      readonly kind: 'match';
      readonly pay: number;
      readonly deferral: number;
      readonly tiers: readonly MatchTierWorking[];
      readonly cap: number | null;
      readonly dollarCap: number | null;
      readonly result: number;
    }
  /** What is lost at leaving: the balance without its vested part (P-83). */
  | {
      readonly kind: 'forfeiture';
      readonly balance: number;
      readonly percent: number;
      readonly vested: number;
      readonly result: number;
    }
  /** The vested share that a schedule gives at a number of credited years (P-79). */
  | { readonly kind: 'vesting'; readonly schedule: readonly number[]; readonly creditedYears: number };

/** Days with one annual rate and one deferral rate. */
export interface DeferralSegment extends RateSegment {
  readonly rate: number;
}

/** A tier with the part of the deferral that lies in it; the match of it is that part times the rate. */
export interface MatchTierWorking extends MatchTierTerms {
  readonly deferral: number;
}

/** The working of an event; null where there is none, or where it would not end in what is stored. */
export function workingOf(history: PersonHistory, event: PersonEvent): Working | null {
  switch (event.type) {
    case 'RAISE': {
      const { previousPay, rate, amount } = event.payload;
      return shareWorking(previousPay, rate, amount);
    }
    case 'PROMOTION':
      return promotionWorking(event);
    case 'DC_PLAN_CONTRIBUTION':
      return contributionWorking(history, event);
    case 'DC_PLAN_VESTING':
      return vestingWorking(history, event);
    case 'DC_PLAN_FORFEITURE': {
      const { balance, percent, amount } = event.payload;
      const vested = shareOf(balance as Cents, percent as Ppm);
      return balance - vested === amount
        ? { kind: 'forfeiture', balance, percent, vested, result: amount }
        : null;
    }
    default:
      return null;
  }
}

const shareWorking = (of: number, rate: number, result: number): Working | null =>
  shareOf(of as Cents, rate as Ppm) === result ? { kind: 'share', of, rate, result } : null;

/** W-51. With a floor or a cap the increase alone does not give the new pay; the flags say which of them did. */
function promotionWorking({ payload }: EventOf<'PROMOTION'>): Working | null {
  const { previousPay: pay, increase, newPay: result, floorApplied, capApplied } = payload;
  const increased = pay + shareOf(pay as Cents, increase as Ppm);
  const isKept = floorApplied ? result > increased || capApplied : capApplied ? result < increased : true;
  if (!isKept || (!floorApplied && !capApplied && increased !== result)) return null;
  return { kind: 'promotion', pay, increase, increased, result };
}

function contributionWorking(history: PersonHistory, event: EventOf<'DC_PLAN_CONTRIBUTION'>): Working | null {
  const { amount, payBase, rate, reduced415 } = event.payload;
  switch (event.category) {
    case 'match':
    case 'matchTrueUp':
      return matchWorking(history, event);
    case 'core':
      return payBase === null || rate === null ? null : shareWorking(payBase, rate, amount + reduced415);
    case 'deferralPreTax':
    case 'deferralRoth':
    case 'catchUpPreTax':
    case 'catchUpRoth':
      return deferralWorking(history, event.year);
    case 'coreExcess':
    case 'forfeitureReallocated':
      return null;
  }
}

const DEFERRALS: readonly string[] = ['deferralPreTax', 'deferralRoth'];
const CATCH_UPS: readonly string[] = ['catchUpPreTax', 'catchUpRoth'];
const EMPLOYER_MATCH: readonly string[] = ['match', 'matchTrueUp'];

/** What is stored of some categories of contributions in a year, in cents. */
const contributed = (history: PersonHistory, year: number, categories: readonly string[]): number =>
  history.events.reduce(
    (sum, event) =>
      event.type === 'DC_PLAN_CONTRIBUTION' && event.year === year && categories.includes(event.category)
        ? sum + event.payload.amount
        : sum,
    0,
  );

/** The formula of the year: for a match by paycheck, only together with its true-up (P-67, P-69). */
function matchWorking(history: PersonHistory, event: EventOf<'DC_PLAN_CONTRIBUTION'>): Working | null {
  const { year, payload } = event;
  const terms = history.planYears.find((plan) => plan.year === year)?.match;
  const tiers = terms?.bands[payload.band ?? 0];
  if (terms === undefined || tiers === undefined || payload.payBase === null) return null;
  if (terms.frequency === 'perPayPeriod') return null;
  const deferral = contributed(history, year, [...DEFERRALS, ...(terms.matchCatchUp ? CATCH_UPS : [])]);
  const inTiers = tiers.map((tier) => ({ ...tier, deferral: inTier(tier, deferral, payload.payBase ?? 0) }));
  const result = matchResult(terms, tiers, deferral, payload.payBase);
  if (result !== contributed(history, year, EMPLOYER_MATCH)) return null;
  const { cap, dollarCap } = terms;
  return { kind: 'match', pay: payload.payBase, deferral, tiers: inTiers, cap, dollarCap, result };
}

/** The part of a deferral between two shares of pay, in cents as it is shown. */
function inTier({ min, max }: MatchTierTerms, deferral: number, pay: number): number {
  const lower = (pay * min) / MILLION;
  return Math.min(Math.max(deferral - lower, 0), (pay * (max - min)) / MILLION);
}

/** round(f(d, C)) of P-65 with its caps, exact. */
function matchResult(
  { cap, dollarCap }: PlanYearTerms['match'],
  tiers: readonly MatchTierTerms[],
  deferral: number,
  pay: number,
): number {
  const million = BigInt(MILLION);
  const scaledPay = BigInt(pay);
  const match = tiers.reduce((sum, { min, max, rate }) => {
    const over = BigInt(deferral) * million - BigInt(min) * scaledPay;
    const most = BigInt(max - min) * scaledPay;
    const part = over <= 0n ? 0n : over < most ? over : most;
    return sum + BigInt(rate) * part;
  }, 0n);
  const most = cap === null ? match : BigInt(cap) * scaledPay * million;
  const amount = Number(roundRatio(match > most ? most : match, million * million));
  return dollarCap === null ? amount : Math.min(amount, dollarCap);
}

/** The deferral rates of the days of a year (P-56): a rate holds from its day on; on the day of an opt-out the old one still does. */
function deferralRates(history: PersonHistory, year: number): readonly { from: number; rate: number }[] {
  const first = toDay(year, 1, 1);
  const changes = history.events.flatMap((event) => {
    if (event.type === 'DC_PLAN_ENROLLMENT') return [{ from: event.day, rate: event.payload.rate }];
    if (event.type !== 'DC_PLAN_DEFERRAL_CHANGE') return [];
    const from = event.category === 'optOut' ? event.day + 1 : event.day;
    return [{ from, rate: event.payload.newRate }];
  });
  const before =
    changes.findLast(({ from }) => from <= first)?.rate ?? history.opening?.plan?.deferralRate ?? 0;
  return [{ from: first, rate: before }, ...changes.filter(({ from }) => from > first)];
}

/** P-57: Σ rate × deferral rate × days ÷ D, where no limit cut it. */
function deferralWorking(history: PersonHistory, year: number): Working | null {
  const stored = contributed(history, year, [...DEFERRALS, ...CATCH_UPS]);
  const rates = deferralRates(history, year);
  const end = toDay(year, 12, 31);
  const segments = paySegments(history, end).flatMap(({ from, to, annualPay }) =>
    rates.flatMap(({ from: since, rate }, index): readonly DeferralSegment[] => {
      const start = Math.max(from, since);
      const stop = Math.min(to, (rates[index + 1]?.from ?? end + 1) - 1);
      return rate > 0 && start <= stop ? [{ from: start, to: stop, annualPay, rate }] : [];
    }),
  );
  const days = daysInYear(year);
  const sum = segments.reduce(
    (total, { from, to, annualPay, rate }) =>
      total + BigInt(annualPay) * BigInt(rate) * BigInt(to - from + 1),
    0n,
  );
  const result = Number(roundRatio(sum, BigInt(days) * BigInt(MILLION)));
  return result === stored ? { kind: 'deferral', segments, days, result } : null;
}

function vestingWorking(history: PersonHistory, event: EventOf<'DC_PLAN_VESTING'>): Working | null {
  const { creditedYears, percent, reason } = event.payload;
  const schedule = history.planYears.find(({ year }) => year === event.year)?.vesting[event.category];
  if (schedule === undefined || reason !== 'schedule') return null;
  const due = schedule[Math.min(creditedYears, schedule.length - 1)];
  return due === percent ? { kind: 'vesting', schedule, creditedYears } : null;
}
