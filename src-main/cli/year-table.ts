import type { YearSummary } from '../../src-shared/columns.ts';
import { formatCount, formatDollars } from './format.ts';
import { formatTable, type TableColumn } from './table.ts';

/** One year of a run as the JSON document has it; money in dollars. */
export interface YearDocument {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  readonly experiencedTerminations: number;
  readonly newHireTerminations: number;
  readonly reductions: number;
  readonly closing: number;
  readonly targetClosing: number;
  readonly promotions: number;
  readonly raises: number;
  /** Closing annual pay per head. */
  readonly averagePay: number | null;
  /** Σ closing annual pay. */
  readonly totalPay: number;
  /** Σ pay for the days worked in the year. */
  readonly paidPay: number;
  readonly severance: number;
  /** Whether opening + hires - terminations - reductions = closing, and the opening is last year's closing. */
  readonly tiesOut: boolean;
}

/** The years of a run in order, each checked to tie out by adding its own figures. */
export function yearDocuments(years: readonly YearSummary[]): readonly YearDocument[] {
  return years.map((summary, index) => {
    const { opening, hires, experiencedTerminations, newHireTerminations, reductions, closing } = summary;
    const previous = years[index - 1];
    return {
      year: summary.year,
      opening,
      hires,
      experiencedTerminations,
      newHireTerminations,
      reductions,
      closing,
      targetClosing: summary.targetClosing,
      promotions: summary.promotions,
      raises: summary.raises,
      averagePay: closing === 0 ? null : Math.round(summary.closingPayrollCents / closing) / 100,
      totalPay: summary.closingPayrollCents / 100,
      paidPay: summary.proratedPayrollCents / 100,
      severance: summary.severanceCents / 100,
      tiesOut:
        opening + hires - experiencedTerminations - newHireTerminations - reductions === closing &&
        (previous === undefined || previous.closing === opening),
    };
  });
}

const COLUMNS: readonly TableColumn<YearDocument>[] = [
  { heading: 'Year', align: 'left', cell: ({ year }) => String(year) },
  { heading: 'Opening', align: 'right', cell: ({ opening }) => formatCount(opening) },
  { heading: '+ Hires', align: 'right', cell: ({ hires }) => formatCount(hires) },
  {
    heading: '− Leavers',
    align: 'right',
    cell: ({ experiencedTerminations }) => formatCount(experiencedTerminations),
  },
  {
    heading: '− New-hire leavers',
    align: 'right',
    cell: ({ newHireTerminations }) => formatCount(newHireTerminations),
  },
  { heading: '− Reductions', align: 'right', cell: ({ reductions }) => formatCount(reductions) },
  { heading: '= Closing', align: 'right', cell: ({ closing }) => formatCount(closing) },
  { heading: '', align: 'left', cell: ({ tiesOut }) => (tiesOut ? '✓' : '✗ DOES NOT TIE OUT') },
  { heading: 'Target', align: 'right', cell: ({ targetClosing }) => formatCount(targetClosing) },
  { heading: 'Promotions', align: 'right', cell: ({ promotions }) => formatCount(promotions) },
  {
    heading: 'Average pay',
    align: 'right',
    cell: ({ averagePay }) => (averagePay === null ? '–' : formatDollars(averagePay * 100)),
  },
];

/** The table that ties out: each line adds up, and opens with what the line before closed with. */
export function formatYearTable(years: readonly YearDocument[]): string {
  return formatTable(COLUMNS, years);
}
