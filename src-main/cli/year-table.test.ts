import { describe, expect, it } from 'vitest';
import type { YearSummary } from '../../src-shared/columns.ts';
import { formatYearTable, yearDocuments } from './year-table.ts';

const bridge = {
  openingCents: 0,
  leaversCents: 0,
  transfersInCents: 0,
  transfersOutCents: 0,
  hiresCents: 0,
  colaCents: 0,
  promotionCents: 0,
  meritCents: 0,
  marketCents: 0,
  closingCents: 0,
};

const summary = (part: Partial<YearSummary>): YearSummary => ({
  year: 2026,
  opening: 1000,
  hires: 200,
  scheduledHires: 0,
  experiencedTerminations: 120,
  reductions: 0,
  newHireTerminations: 50,
  promotions: 40,
  raises: 2000,
  closing: 1030,
  targetClosing: 1030,
  raised: 0,
  unmet: 0,
  alignment: [],
  byLevel: [],
  byDepartment: [],
  closingPayrollCents: 8_240_000_050,
  proratedPayrollCents: 8_100_000_000,
  severanceCents: 0,
  growth: {
    paidAverageCents: null,
    paidGrowthPpm: null,
    samePersonsGrowthPpm: null,
    positionAverageCents: null,
    positionGrowthPpm: null,
  },
  payrollBridge: bridge,
  payrollBridgeByLevel: [],
  payrollBridgeByDepartment: [],
  averageBridge: {
    openingCents: null,
    leaverMixCents: 0,
    colaCents: 0,
    promotionCents: 0,
    meritCents: 0,
    marketCents: 0,
    hireMixCents: 0,
    replacementCents: 0,
    closingCents: null,
  },
  warnings: [],
  ...part,
});

describe('the year table', () => {
  it('ties out when each year adds up and opens where the last one closed', () => {
    const years = yearDocuments([
      summary({}),
      summary({
        year: 2027,
        opening: 1030,
        hires: 0,
        experiencedTerminations: 20,
        newHireTerminations: 0,
        reductions: 10,
        closing: 1000,
      }),
    ]);
    expect(years.map(({ tiesOut }) => tiesOut)).toEqual([true, true]);
    expect(years[0]).toMatchObject({ averagePay: 80_000, totalPay: 82_400_000.5, paidPay: 81_000_000 });
    expect(formatYearTable(years).split('\n')).toEqual([
      'Year  Opening  + Hires  − Leavers  − New-hire leavers  − Reductions  = Closing     Target  Promotions  Average pay',
      '────  ───────  ───────  ─────────  ──────────────────  ────────────  ─────────  ─  ──────  ──────────  ───────────',
      '2026    1,000      200        120                  50             0      1,030  ✓   1,030          40      $80,000',
      '2027    1,030        0         20                   0            10      1,000  ✓   1,030          40      $82,400',
    ]);
  });

  it('does not tie out when a year does not add up', () => {
    const [year] = yearDocuments([summary({ closing: 1031 })]);
    expect(year?.tiesOut).toBe(false);
    expect(formatYearTable(year === undefined ? [] : [year])).toContain('✗ DOES NOT TIE OUT');
  });

  it('does not tie out when a year opens with other people than the last one closed with', () => {
    const years = yearDocuments([summary({}), summary({ year: 2027, opening: 1029, closing: 1059 })]);
    expect(years.map(({ tiesOut }) => tiesOut)).toEqual([true, false]);
  });

  it('has no average of nobody', () => {
    const [year] = yearDocuments([
      summary({
        hires: 0,
        experiencedTerminations: 1000,
        newHireTerminations: 0,
        closing: 0,
        closingPayrollCents: 0,
      }),
    ]);
    expect(year).toMatchObject({ tiesOut: true, averagePay: null });
  });
});
