import type {
  AlignmentStrength,
  GroupTotal,
  MonthColumns,
  PayrollBridge,
  RunWarning,
  YearSummary,
} from '../../src-shared/columns.ts';
import { CATEGORY, type Leavers } from '../workforce/leavers.ts';
import type { YearPlan } from '../workforce/year-plan.ts';
import type { LedgerColumns } from '../workforce/year-ledger.ts';
import { averageBridge, growthMetrics, type GrowthLevels, type GrowthSums } from './growth.ts';
import {
  FLOW,
  flowsByDepartment,
  flowsByLevel,
  payrollBridge,
  totalFlows,
  type GroupFlows,
  type PayFlows,
} from './pay-flows.ts';
import { sumOf } from './sums.ts';

export interface SummaryInput {
  readonly year: number;
  readonly daysOfYear: number;
  readonly opening: number;
  readonly hires: number;
  readonly scheduledHires: number;
  /** Opening persons who left, by any way. */
  readonly openingLeavers: number;
  readonly plan: YearPlan;
  /** Final target of the solver, `unmet` included. */
  readonly target: number;
  readonly unmet: number;
  readonly leavers: Leavers;
  readonly promotions: number;
  readonly ledger: LedgerColumns;
  readonly months: MonthColumns;
  readonly alignment: readonly AlignmentStrength[];
  readonly warnings: readonly RunWarning[];
  readonly departments: readonly string[];
  readonly priorLevels: GrowthLevels;
}

const total = (key: string, { flows, closingHeads }: GroupFlows): GroupTotal => ({
  key,
  headcount: closingHeads,
  annualPayCents: flows[FLOW.closing] ?? 0,
});

const keyed = (key: string, group: GroupFlows): PayrollBridge & { readonly key: string } => ({
  key,
  ...payrollBridge(group),
});

/** What growth is measured from: the raises of stayers are all raises less those of the hires of the year. */
function growthSums(input: SummaryInput, everybody: GroupFlows, { ofHires }: PayFlows): GrowthSums {
  const { flows, closingHeads } = everybody;
  const ofStayers = (flow: number): number => (flows[flow] ?? 0) - (ofHires[flow] ?? 0);
  const opening = flows[FLOW.opening] ?? 0;
  return {
    openingHeads: input.opening,
    opening,
    stayers: input.opening - input.openingLeavers,
    stayerOpening: opening - (flows[FLOW.leavers] ?? 0),
    stayerCola: ofStayers(FLOW.cola),
    stayerPromotion: ofStayers(FLOW.promotion),
    stayerMerit: ofStayers(FLOW.merit),
    stayerMarket: ofStayers(FLOW.market),
    closingHeads,
    closing: flows[FLOW.closing] ?? 0,
  };
}

/** The year summary of section 8 with growth (W-57) and bridges (W-58, W-59), and the levels for the next year. */
export function summarise(input: SummaryInput): {
  readonly summary: YearSummary;
  readonly levels: GrowthLevels;
} {
  const { ledger, leavers, plan, months } = input;
  const { flows } = ledger;
  const levels = flowsByLevel(flows).map((group, index) => ({ key: String(index + 1), group }));
  const departments = flowsByDepartment(flows).map((group, index) => ({
    key: input.departments[index] ?? '',
    group,
  }));
  const everybody = totalFlows(departments.map(({ group }) => group));
  const sums = growthSums(input, everybody, flows);
  const proratedPayrollCents = sumOf(ledger.proratedPay);
  const growth = growthMetrics(
    sums,
    proratedPayrollCents,
    sumOf(ledger.employedDays),
    input.daysOfYear,
    input.priorLevels,
  );
  const reductions = leavers.byCategory[CATEGORY.reduction] ?? 0;
  return {
    levels: growth.levels,
    summary: {
      year: input.year,
      opening: input.opening,
      hires: input.hires,
      scheduledHires: input.scheduledHires,
      experiencedTerminations: input.openingLeavers - reductions,
      reductions,
      newHireTerminations: leavers.count - input.openingLeavers,
      promotions: input.promotions,
      raises: ledger.raises.rowCount,
      closing: everybody.closingHeads,
      targetClosing: input.target,
      raised: plan.solution.raised,
      unmet: input.unmet,
      alignment: input.alignment,
      byLevel: levels.map(({ key, group }) => total(key, group)),
      byDepartment: departments.map(({ key, group }) => total(key, group)),
      closingPayrollCents: sums.closing,
      proratedPayrollCents,
      severanceCents: sumOf(months.severanceCents),
      growth: growth.metrics,
      payrollBridge: payrollBridge(everybody),
      payrollBridgeByLevel: levels.map(({ key, group }) => keyed(key, group)),
      payrollBridgeByDepartment: departments.map(({ key, group }) => keyed(key, group)),
      averageBridge: averageBridge(sums),
      warnings: input.warnings,
    },
  };
}
