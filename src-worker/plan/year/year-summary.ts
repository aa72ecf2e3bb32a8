import type { PlanYearSummary } from '../../../src-shared/plan-columns.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { employerCost, percentOfPay } from '../employer-cost.ts';
import type { PoolYear } from '../forfeitures.ts';
import type { PlanTotals } from './settlement.ts';
import type { YearTerms } from './year-terms.ts';

/** What the plan cost and did in a year (P-84, P-85); `isPartial` when opening balances are missing. */
export function planYearSummary(
  { plan, money }: YearTerms,
  totals: PlanTotals,
  pool: PoolYear,
  isPartial: boolean,
): PlanYearSummary {
  const gross = totals.employerMoney as Cents;
  const created = totals.forfeited as Cents;
  const { netCash, netExpense } = employerCost(
    money.forfeiturePolicy,
    gross,
    created,
    money.planExpenses,
    pool.applied,
  );
  return {
    designId: plan.design.id,
    eligible: totals.eligible,
    participants: totals.participants,
    baseCents: totals.base,
    catchUpCents: totals.catchUp,
    matchCents: totals.match,
    trueUpCents: totals.trueUp,
    coreCents: totals.core,
    coreExcessCents: totals.coreExcess,
    reallocatedCents: totals.reallocated,
    grossCostCents: gross,
    forfeituresCreatedCents: created,
    poolAvailableCents: pool.available,
    poolAppliedCents: pool.applied,
    poolCarriedCents: pool.carried,
    poolOverdueCents: pool.overdue,
    netCashCents: netCash,
    netExpenseCents: netExpense,
    netCashBasisPoints: percentOfPay(netCash, totals.grossPay as Cents),
    grossPayCents: totals.grossPay,
    partial: isPartial,
    hceCount: totals.hces,
  };
}
