import { MILLION, rnd } from '../exact.ts';
import { amount } from '../rows.ts';
import type { PlanPersonYear } from './plan-year.ts';
import type { PlanEvent } from './plan-events.ts';

/** Events of the settlement date: contributions, vesting, forfeitures, HCE status (P-129, P-130). */

type Settlement = Omit<PlanPersonYear, 'events'> & { readonly threshold: bigint };

function contributionEvents({ subject, earned, settled }: Settlement): PlanEvent[] {
  const { deferral, core, basis, formula, cappedPlanPay } = earned;
  const { kept } = settled;
  const before = { match: earned.match.amount, trueUp: earned.match.trueUp, ...core };
  const deferralRate =
    deferral.deferralPay === 0n ? null : rnd(deferral.requested * MILLION, deferral.deferralPay);
  const ofDeferral = {
    payBase: deferral.deferralPay,
    rate: deferralRate,
    band: null,
    limitBound: deferral.limitBound,
  };
  const ofMatch = { payBase: basis.pay, rate: null, band: formula.band, limitBound: 'none' };
  const ofCore = { payBase: basis.pay, limitBound: 'none' };
  const ofReallocation = { payBase: cappedPlanPay, rate: null, band: null, limitBound: 'none' };
  const rows = [
    {
      category: 'deferralPreTax',
      value: settled.preTaxBase,
      reduced: settled.preTaxReturned,
      ...ofDeferral,
    },
    { category: 'deferralRoth', value: settled.rothBase, reduced: settled.rothReturned, ...ofDeferral },
    { category: 'catchUpPreTax', value: settled.preTaxCatchUp, reduced: 0n, ...ofDeferral },
    { category: 'catchUpRoth', value: settled.rothCatchUp, reduced: 0n, ...ofDeferral },
    { category: 'match', value: kept.match, reduced: before.match - kept.match, ...ofMatch },
    { category: 'matchTrueUp', value: kept.trueUp, reduced: before.trueUp - kept.trueUp, ...ofMatch },
    {
      category: 'core',
      value: kept.core,
      reduced: before.base - kept.core,
      rate: core.rate,
      band: core.band,
      ...ofCore,
    },
    {
      category: 'coreExcess',
      value: kept.coreExcess,
      reduced: before.excess - kept.coreExcess,
      rate: core.excessRate,
      band: null,
      ...ofCore,
    },
    {
      category: 'forfeitureReallocated',
      value: kept.reallocated,
      reduced: settled.reallocatedReduced,
      ...ofReallocation,
    },
  ];
  return rows
    .filter((row) => row.value !== 0n)
    .map((row) => ({
      type: 'DC_PLAN_CONTRIBUTION',
      category: row.category,
      day: subject.last,
      payload: {
        amountCents: Number(row.value),
        payBaseCents: Number(row.payBase),
        ratePpm: amount(row.rate),
        band: row.band,
        limitBound: row.limitBound,
        reduced415Cents: Number(row.reduced),
      },
    }));
}

function accountEvents({ subject, closed }: Settlement): PlanEvent[] {
  if (subject.state.entry === null) return [];
  const events: PlanEvent[] = [];
  const day = subject.last;
  for (const source of ['match', 'core'] as const) {
    const { before, share, reason, balance } = closed[source];
    if (share === before && subject.one.leaving === null) continue;
    events.push({
      type: 'DC_PLAN_VESTING',
      category: source,
      day,
      payload: {
        creditedYears: closed.creditedYears,
        percentPpm: Number(share),
        reason,
        balanceCents: Number(balance),
      },
    });
  }
  for (const source of ['match', 'core'] as const) {
    const { share, balance, forfeited } = closed[source];
    if (forfeited === 0n) continue;
    events.push({
      type: 'DC_PLAN_FORFEITURE',
      category: source,
      day,
      payload: {
        balanceCents: Number(balance),
        percentPpm: Number(share),
        amountCents: Number(forfeited),
      },
    });
  }
  return events;
}

function hceEvents({ subject, hce, threshold }: Settlement): PlanEvent[] {
  if (hce === null) return [];
  return [
    {
      type: 'HCE_STATUS',
      category: hce.category,
      day: subject.last,
      payload: {
        lookbackPayCents: amount(subject.state.lookbackPay),
        provenance: subject.state.lookbackSource,
        thresholdCents: Number(threshold),
        owner: hce.isOwner,
        payRank: hce.rank,
      },
    },
  ];
}

/** All events of somebody's settlement date, in the order of W-61. */
export const settlementEvents = (one: Settlement): PlanEvent[] => [
  ...contributionEvents(one),
  ...accountEvents(one),
  ...hceEvents(one),
];
