import type { MATCH_REASONS } from '../../../src-shared/vocabulary.ts';
import { dayOf } from '../calendar.ts';
import { at, rnd, smallest } from '../exact.ts';
import { daysInYear } from '../calendar.ts';
import { enforce, type Enforcement, type MatchBasis } from './additions.ts';
import { allocationReason, type AllocationReason, type Claimant } from './allocation.ts';
import { ceilingOn } from './behaviour.ts';
import { coreOf, type Core } from './core.ts';
import { catchUpRoom, deferralOf, maximumRate, split, type Deferral, type PaidDay } from './deferrals.ts';
import { hoursBetween } from './eligibility.ts';
import { limit } from './limits.ts';
import { formulaFor, type Formula } from './match-formula.ts';
import { matchAtCeiling, matchOf, paychecks, type Match } from './match.ts';
import type { Subject } from './subject.ts';

/** The money of somebody's plan year before and after section 16 (sections 13 to 16). */

type MatchReason = (typeof MATCH_REASONS)[number];

/** Before forfeitures are reallocated and before the limit on annual additions. */
export interface Earned {
  /** Hours of the year in hundredths times 365 × 366. */
  readonly hours: bigint;
  readonly planPay: bigint;
  readonly cappedPlanPay: bigint;
  /** Capped plan pay that counts for match and core. */
  readonly employerPay: bigint;
  readonly deferral: Deferral;
  readonly room: bigint;
  readonly isMandated: boolean;
  readonly matchReason: MatchReason;
  readonly match: Match;
  readonly matchAtCeiling: bigint;
  readonly formula: Formula;
  readonly basis: MatchBasis;
  readonly coreReason: AllocationReason;
  readonly core: Core;
}

const isEnteredBy = (entry: number | null, day: number): boolean => entry !== null && entry <= day;

/** Days of the year that count in plan pay (P-19), with what is earned and deferred on them. */
function planDays(subject: Subject, rates: ReadonlyMap<number, bigint>): PaidDay[] {
  const { state, first, last, design } = subject;
  if (state.entry === null || state.entry > last) return [];
  const from = design.eligibility.compensationFrom === 'entry' ? Math.max(first, state.entry) : first;
  const days: PaidDay[] = [];
  for (let day = from; day <= last; day += 1) {
    days.push({ day, annualPay: subject.payOn(day), rate: rates.get(day) ?? 0n });
  }
  return days;
}

const payOf = (days: readonly PaidDay[], year: number): bigint =>
  rnd(
    days.reduce((total, day) => total + day.annualPay, 0n),
    BigInt(daysInYear(year)),
  );

/** What somebody earns in the plan in a year. */
export function earnedBy(subject: Subject, rates: ReadonlyMap<number, bigint>, isHce: boolean): Earned {
  const { scenario, design, state, year, one, last, first, applicant } = subject;
  const lawful = (item: Parameters<typeof limit>[1]): bigint => limit(scenario.limits, item, year);
  const compensation = lawful('compensation');
  const days = planDays(subject, rates);
  const planPay = payOf(days, year);
  const isEntered = isEnteredBy(state.entry, last);
  const { room, isMandated } = catchUpRoom(subject);
  const deferral = deferralOf(year, days, {
    isCapped: design.deferral.payBasis === 'capped',
    compensation,
    electiveDeferral: lawful('electiveDeferral'),
    maximum: maximumRate(subject, isHce),
    room: isEntered ? room : 0n,
  });

  // Somebody who was long-term part-time before earns employer money from the ordinary entry date on (P-30).
  const employerFrom = state.employerEntry ?? last + 1;
  const wasLtpt = isEntered && state.entry !== null && employerFrom > Math.max(state.entry, first);
  const from = wasLtpt ? employerFrom : dayOf(year, 1, 1);
  const employerPay = smallest(
    payOf(
      days.filter(({ day }) => day >= from),
      year,
    ),
    compensation,
  );

  const withheld = deferral.base + (design.match.matchCatchUp ? deferral.catchUp : 0n);
  const matched = deferral.cumulative.map((amount) => smallest(amount, withheld));
  const start = days.findIndex(({ day }) => day >= from);
  const unseen = start > 0 ? at(matched, start - 1) : start < 0 ? withheld : 0n;
  const service = subject.serviceOn(last);
  const age = subject.ageOn(last);
  const formula = formulaFor(design.match, service, age);
  const checks = paychecks(days, matched, from, design.match.payFrequency, compensation);

  const claimant: Claimant = {
    isBarred: state.barred !== 'none',
    isEntered,
    isLtptOnly: isEntered && employerFrom > last,
    hours: hoursBetween(subject.weeklyHours, first, last),
    service,
    hire: applicant.hire,
    settlement: last,
    leftFor: one.leaving?.reason ?? null,
  };
  const matchClaim = allocationReason(design.match.allocation, design.match.type === 'none', claimant);
  const matchReason =
    matchClaim !== 'eligible' ? matchClaim : withheld - unseen === 0n ? 'noDeferrals' : 'calculated';
  const coreReason = allocationReason(design.core.allocation, design.core.type === 'none', claimant);
  const basis: MatchBasis = {
    isEligible: matchReason === 'calculated',
    formula,
    isByPaycheck: design.match.frequency === 'perPayPeriod',
    unseen,
    deferral: withheld - unseen,
    pay: employerPay,
    checks,
  };
  return {
    hours: claimant.hours,
    planPay,
    cappedPlanPay: smallest(planPay, compensation),
    employerPay,
    deferral,
    room,
    isMandated,
    matchReason,
    match: basis.isEligible
      ? matchOf(design.match.frequency, formula, basis.deferral, employerPay, checks)
      : { amount: 0n, trueUp: 0n },
    matchAtCeiling:
      matchClaim === 'eligible' ? matchAtCeiling(formula, ceilingOn(subject, last), employerPay) : 0n,
    formula,
    basis,
    coreReason,
    core: coreOf(design.core, coreReason === 'eligible' ? employerPay : 0n, service, age, lawful('wageBase')),
  };
}

export interface Settled extends Enforcement {
  readonly unusedRoom: bigint;
  readonly rothBase: bigint;
  readonly preTaxBase: bigint;
  readonly rothCatchUp: bigint;
  readonly preTaxCatchUp: bigint;
  /** What section 16 returned of either part of the base deferrals. */
  readonly rothReturned: bigint;
  readonly preTaxReturned: bigint;
}

/** The year's money after the limit on annual additions (P-75, P-76), split by tax treatment (P-61). */
export function settle(subject: Subject, earned: Earned, reallocated: bigint): Settled {
  const { scenario, year, one, state, design } = subject;
  const annualLimit = smallest(limit(scenario.limits, 'annualAdditions', year), one.paid.prorated);
  const enforced = enforce(
    {
      base: earned.deferral.base,
      catchUp: earned.deferral.catchUp,
      match: earned.match.amount,
      trueUp: earned.match.trueUp,
      core: earned.core.base,
      coreExcess: earned.core.excess,
      reallocated,
    },
    annualLimit,
    earned.deferral.unusedRoom,
    earned.basis,
  );
  const share = design.deferral.roth.available ? (state.rothShare ?? 0n) : 0n;
  const base = split(enforced.kept.base, share);
  const withReturned = split(
    enforced.kept.base + enforced.unmatchedReturned + enforced.matchedReturned,
    share,
  );
  const catchUp = split(enforced.kept.catchUp, earned.isMandated ? 1_000_000n : share);
  return {
    ...enforced,
    unusedRoom: earned.deferral.unusedRoom - enforced.reclassified,
    rothBase: base.roth,
    preTaxBase: base.preTax,
    rothCatchUp: catchUp.roth,
    preTaxCatchUp: catchUp.preTax,
    rothReturned: withReturned.roth - base.roth,
    preTaxReturned: withReturned.preTax - base.preTax,
  };
}
