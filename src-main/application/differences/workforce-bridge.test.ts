import { describe, expect, it } from 'vitest';
import { EVERYBODY, noFlow, type RunFlows, type YearFlow } from './run-flows.ts';
import { addsUp, headcountBridge, payrollBridge } from './workforce-bridge.ts';

const flows = (...years: readonly Partial<YearFlow>[]): RunFlows =>
  new Map([[EVERYBODY, new Map(years.map((year, index) => [2025 + index, { ...noFlow(), ...year }]))]]);

describe('the bridge of headcount', () => {
  const base = flows(
    { opening: 100, hires: 20, voluntary: 10, newHireLeavers: 2, closing: 108 },
    { opening: 108, hires: 12, retirement: 5, closing: 115 },
  );
  const other = flows(
    { opening: 90, hires: 30, voluntary: 12, newHireLeavers: 4, closing: 104 },
    { opening: 104, hires: 10, retirement: 3, closing: 111 },
  );

  it('opens with the first common year and adds what happened since', () => {
    const bridge = headcountBridge(base, other, [2025, 2026]);
    expect(bridge.base).toBe(115);
    expect(bridge.other).toBe(111);
    expect(Object.fromEntries(bridge.drivers.map(({ id, amount }) => [id, amount]))).toEqual({
      opening: -10,
      hires: 8,
      voluntary: -2,
      involuntary: 0,
      retirement: 2,
      death: 0,
      disability: 0,
      reduction: 0,
      newHireLeavers: -2,
      moves: 0,
    });
    expect(bridge.drivers.find(({ id }) => id === 'hires')).toEqual({
      id: 'hires',
      base: 32,
      other: 40,
      amount: 8,
    });
    expect(bridge.byYear.map(({ amounts }) => amounts.slice(0, 2))).toEqual([
      [-10, 10],
      [0, -2],
    ]);
    expect(addsUp(bridge)).toBe(true);
  });

  it('does not add up when a closing is not what the flows come to', () => {
    const wrong = flows({ opening: 90, hires: 30, closing: 121 });
    expect(addsUp(headcountBridge(base, wrong, [2025]))).toBe(false);
  });
});

describe('the bridge of payroll', () => {
  it('prices heads at the average pay of the base and keeps what people are paid beyond it apart', () => {
    // 10 people at 100.00 on average become 12 at 100.00, or 13 who cost more.
    const base = flows({
      opening: 10,
      closing: 12,
      stayingHires: 4,
      openingLeavers: 2,
      openingCents: 100_000,
      hireCents: 30_000,
      leaverCents: 20_000,
      cola: 10_000,
      closingCents: 120_000,
    });
    const other = flows({
      opening: 10,
      closing: 13,
      stayingHires: 4,
      openingLeavers: 1,
      openingCents: 100_000,
      hireCents: 50_001,
      leaverCents: 5_000,
      cola: 12_000,
      merit: 3_000,
      closingCents: 160_001,
    });
    const bridge = payrollBridge(base, other, [2025]);
    expect(Object.fromEntries(bridge.drivers.map(({ id, amount }) => [id, amount]))).toEqual({
      volume: 10_000,
      openingPay: 0,
      hirePay: 20_001,
      leaverPay: 5_000,
      movePay: 0,
      cola: 2_000,
      promotion: 0,
      merit: 3_000,
      market: 0,
    });
    expect(addsUp(bridge)).toBe(true);
  });
});
