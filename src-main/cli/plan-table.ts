import type { PlanYearSummary } from '../../src-shared/plan-columns.ts';
import { formatCount, formatDollars } from './format.ts';
import { formatTable, type TableColumn } from './table.ts';

/** The plan of one year of a run as the JSON document has it; money in dollars, rates as fractions. */
export interface PlanYearDocument {
  readonly year: number;
  readonly design: string;
  /** On 31 December, among people employed (P-125). */
  readonly eligible: number;
  readonly participants: number;
  readonly participationRate: number | null;
  readonly deferrals: number;
  readonly match: number;
  readonly core: number;
  readonly reallocated: number;
  readonly forfeitures: number;
  /** Match, true-up and core, after section 415. */
  readonly grossCost: number;
  readonly netCash: number;
  readonly netExpense: number;
  /** Net cash as a share of the pay of all employees. */
  readonly netCashShare: number | null;
  /** Forfeitures of money contributed before the first year are not counted (P-85). */
  readonly partial: boolean;
  readonly highlyCompensated: number;
}

/** The plan years of a run in order; none for years without a plan. */
export function planYearDocuments(
  years: readonly (PlanYearSummary & { readonly year: number })[],
): readonly PlanYearDocument[] {
  return years.map((plan) => ({
    year: plan.year,
    design: plan.designId,
    eligible: plan.eligible,
    participants: plan.participants,
    participationRate:
      plan.eligible === 0 ? null : Math.round((plan.participants / plan.eligible) * 10_000) / 10_000,
    deferrals: (plan.baseCents + plan.catchUpCents) / 100,
    match: (plan.matchCents + plan.trueUpCents) / 100,
    core: (plan.coreCents + plan.coreExcessCents) / 100,
    reallocated: plan.reallocatedCents / 100,
    forfeitures: plan.forfeituresCreatedCents / 100,
    grossCost: plan.grossCostCents / 100,
    netCash: plan.netCashCents / 100,
    netExpense: plan.netExpenseCents / 100,
    netCashShare: plan.netCashBasisPoints === null ? null : plan.netCashBasisPoints / 10_000,
    partial: plan.partial,
    highlyCompensated: plan.hceCount,
  }));
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)}%`);
const dollars = (amount: number): string => formatDollars(amount * 100);

const COLUMNS: readonly TableColumn<PlanYearDocument>[] = [
  { heading: 'Plan', align: 'left', cell: ({ year }) => String(year) },
  { heading: 'Eligible', align: 'right', cell: ({ eligible }) => formatCount(eligible) },
  { heading: 'Participants', align: 'right', cell: ({ participants }) => formatCount(participants) },
  { heading: 'Share', align: 'right', cell: ({ participationRate }) => percent(participationRate) },
  { heading: 'Deferrals', align: 'right', cell: ({ deferrals }) => dollars(deferrals) },
  { heading: '+ Match', align: 'right', cell: ({ match }) => dollars(match) },
  { heading: '+ Core', align: 'right', cell: ({ core }) => dollars(core) },
  { heading: '= Employer cost', align: 'right', cell: ({ grossCost }) => dollars(grossCost) },
  { heading: 'Net cash', align: 'right', cell: ({ netCash }) => dollars(netCash) },
  { heading: 'Of pay', align: 'right', cell: ({ netCashShare }) => percent(netCashShare) },
];

/** The plan, a row a year: match + core = employer cost; net cash is what remains after forfeitures and expenses. */
export function formatPlanTable(years: readonly PlanYearDocument[]): string {
  return formatTable(COLUMNS, years);
}
