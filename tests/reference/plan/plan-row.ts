import { sum } from '../exact.ts';
import { amount, isoOrNull, type Row } from '../rows.ts';
import type { PlanPersonYear } from './plan-year.ts';
import { shownHours } from './vesting.ts';

/** Everything section 16 took away; what became catch-up was not taken (P-76). */
const reduced = ({ settled }: PlanPersonYear): bigint =>
  sum([
    settled.unmatchedReturned,
    settled.matchedReturned,
    settled.matchForfeited,
    settled.coreReduced,
    settled.reallocatedReduced,
  ]);

/** The plan columns of somebody's year-end state (P-132), by the names of PlanSnapshotColumns. */
export function planRow(one: PlanPersonYear): Row {
  const { subject, earned, settled, closed, hce } = one;
  const { state } = subject;
  const { kept } = settled;
  const scheduled =
    subject.one.leaving !== null
      ? null
      : (state.planned?.day ?? (state.status === 'enrolled' ? (state.optOut?.day ?? null) : null));
  return {
    employeeId: subject.one.person.id,
    entryDate: isoOrNull(state.entry),
    entryBasis: state.basis,
    planStatus: state.status,
    enrollmentDate: isoOrNull(state.enrollmentDay),
    enrollmentSource: state.enrollmentSource,
    deferralRatePpm: Number(state.rate),
    // A plan without Roth has no Roth share, whatever was elected (P-48).
    rothSharePpm:
      subject.design.deferral.roth.available || state.rothShare === null ? amount(state.rothShare) : 0,
    escalationCount: state.escalationCount,
    optOutDate: isoOrNull(state.optOutDay),
    scheduledDate: isoOrNull(scheduled),
    baseCents: Number(kept.base),
    catchUpCents: Number(kept.catchUp),
    preTaxCents: Number(settled.preTaxBase + settled.preTaxCatchUp),
    rothCents: Number(settled.rothBase + settled.rothCatchUp),
    limitBound: earned.deferral.limitBound,
    matchReason: earned.matchReason,
    matchCents: Number(kept.match),
    trueUpCents: Number(kept.trueUp),
    coreReason: earned.coreReason,
    coreCents: Number(kept.core),
    coreExcessCents: Number(kept.coreExcess),
    reallocatedCents: Number(kept.reallocated),
    reduced415Cents: Number(reduced(one)),
    planPayCents: Number(earned.planPay),
    cappedPlanPayCents: Number(earned.cappedPlanPay),
    hoursHundredths: Number(shownHours(earned.hours)),
    creditedYears: closed.creditedYears,
    vestedMatchPpm: Number(closed.match.share),
    vestedCorePpm: Number(closed.core.share),
    balanceDeferralCents: Number(state.account.deferral),
    balanceMatchCents: Number(state.account.match),
    balanceCoreCents: Number(state.account.core),
    forfeitedMatchCents: Number(closed.match.forfeited),
    forfeitedCoreCents: Number(closed.core.forfeited),
    hce: hce !== null,
    unusedCatchUpCents: Number(settled.unusedRoom),
    matchAtCeilingCents: Number(earned.matchAtCeiling),
  };
}
