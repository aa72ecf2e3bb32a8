import { describe, expect, it } from 'vitest';
import { formatPlanTable, planYearDocuments } from './plan-table.ts';

const year = {
  year: 2026,
  designId: 'standard',
  eligible: 505,
  participants: 412,
  baseCents: 100_000_00,
  catchUpCents: 2_500_00,
  matchCents: 40_000_00,
  trueUpCents: 1_000_50,
  coreCents: 20_000_00,
  coreExcessCents: 500_00,
  reallocatedCents: 0,
  grossCostCents: 61_500_50,
  forfeituresCreatedCents: 3_000_00,
  poolAvailableCents: 1_500_00,
  poolAppliedCents: 1_500_00,
  poolCarriedCents: 0,
  poolOverdueCents: 0,
  netCashCents: 60_000_50,
  netExpenseCents: 58_500_50,
  netCashBasisPoints: 215,
  grossPayCents: 2_790_000_00,
  partial: false,
  hceCount: 12,
};

describe('the plan of a run', () => {
  it('P-85, P-125 in dollars and shares', () => {
    expect(planYearDocuments([year])).toEqual([
      {
        year: 2026,
        design: 'standard',
        eligible: 505,
        participants: 412,
        participationRate: 0.8158,
        deferrals: 102_500,
        match: 41_000.5,
        core: 20_500,
        reallocated: 0,
        forfeitures: 3_000,
        grossCost: 61_500.5,
        netCash: 60_000.5,
        netExpense: 58_500.5,
        netCashShare: 0.0215,
        partial: false,
        highlyCompensated: 12,
      },
    ]);
  });

  it('as a table; what cannot be divided is a dash', () => {
    const nobody = { ...year, year: 2027, eligible: 0, participants: 0, netCashBasisPoints: null };
    const lines = formatPlanTable(planYearDocuments([year, nobody])).split('\n');
    expect(lines[0]).toContain('= Employer cost');
    expect(lines[2]).toMatch(
      /^2026 .* 505 .* 412 .* 81\.58% .*\$102,500.*\$41,001.*\$20,500.*\$61,501.*\$60,001.* 2\.15%$/,
    );
    expect(lines[3]).toMatch(/^2027 .* –.* –$/);
  });
});
