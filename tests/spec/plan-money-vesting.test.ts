import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Sections 17 and 18 of the plan specification: vesting, forfeitures, employer cost. Figures are copied. */

describe('P-79, P-83 vesting', () => {
  it.each([
    [
      { balance: 7_500, schedule: 'graded6', years: 4 },
      { vestedRate: 0.6, vested: 4_500, forfeited: 3_000 },
    ],
    [
      { balance: 7_500, schedule: 'cliff3', years: 2 },
      { vestedRate: 0, vested: 0, forfeited: 7_500 },
    ],
    [
      { balance: 1_234.57, schedule: 'graded3', years: 2 },
      { vestedRate: 0.6667, vested: 823.09, forfeited: 411.48 },
    ],
    [
      { balance: 5_000, schedule: 'immediate', years: 4 },
      { vestedRate: 1, vested: 5_000, forfeited: 0 },
    ],
    [
      { balance: 7_500, years: 4 },
      { vestedRate: 0.6, vested: 4_500, forfeited: 3_000 },
    ],
    [
      { balance: 7_500, years: 0, full: true },
      { vestedRate: 1, vested: 7_500, forfeited: 0 },
    ],
    [
      { balance: 7_500, schedule: [0, 50, 100], years: 1.9 },
      { vestedRate: 0.5, vested: 3_750, forfeited: 3_750 },
    ],
    [
      { balance: 7_500, schedule: [0, 50, 100], years: 40 },
      { vestedRate: 1, vested: 7_500, forfeited: 0 },
    ],
  ])('P-83 %j → %j', (input, result) => {
    expect(answer('vest', input)).toEqual(result);
  });

  it('P-80 safe-harbor match 5,000 and core 7,500 at 4 years: only 3,000 are forfeited', () => {
    const match = answer('vest', { balance: 5_000, schedule: 'immediate', years: 4 }) as {
      forfeited: number;
    };
    const core = answer('vest', { balance: 7_500, years: 4 }) as { forfeited: number };
    expect(match.forfeited + core.forfeited).toBe(3_000);
  });

  it.each([
    ['immediate', [100, 100, 100, 100, 100, 100, 100]],
    ['cliff1', [0, 100, 100, 100, 100, 100, 100]],
    ['cliff2', [0, 0, 100, 100, 100, 100, 100]],
    ['cliff3', [0, 0, 0, 100, 100, 100, 100]],
    ['graded3', [0, 33.33, 66.67, 100, 100, 100, 100]],
    ['graded4', [0, 25, 50, 75, 100, 100, 100]],
    ['graded5', [0, 20, 40, 60, 80, 100, 100]],
    ['graded6', [0, 0, 20, 40, 60, 80, 100]],
  ])('P-79 %s by credited years', (schedule, percents) => {
    const shares = percents.map((_, years) => answer('vest', { balance: 100, schedule, years }));
    expect(shares).toEqual(
      percents.map((percent) => expect.objectContaining({ vested: percent }) as unknown),
    );
  });
});

describe('P-80 legality', () => {
  it.each([
    [[0, 0, 0, 0, 100], 'ordinary', false],
    [[0, 0, 30, 50, 70, 90, 100], 'ordinary', true],
    [[0, 0, 20, 40, 60, 70, 100], 'ordinary', false],
    [[0, 0, 19.99, 40, 60, 80, 100], 'ordinary', false],
    [[0, 0, 20, 39, 60, 80, 100], 'ordinary', false],
    [[0, 0, 20, 40, 59, 80, 100], 'ordinary', false],
    [[0, 0, 20, 40, 60, 80, 99], 'ordinary', false],
    [[0, 0, 0, 100], 'ordinary', true],
    [[0, 0, 0, 99], 'ordinary', false],
    [[100], 'safeHarbor', true],
    [[99, 100], 'safeHarbor', false],
    [[0, 0, 100], 'qaca', true],
    [[0, 99, 99, 100], 'qaca', false],
    ['cliff2', 'qaca', true],
    ['cliff3', 'qaca', false],
    ['immediate', 'safeHarbor', true],
    ['cliff1', 'safeHarbor', false],
  ])('P-80 %j for %s money: %s', (schedule, kind, legal) => {
    expect(answer('legalSchedule', { schedule, kind })).toEqual({ legal });
  });

  it('P-79, P-80 every named schedule is legal for ordinary money, which is the default kind', () => {
    for (const schedule of [
      'immediate',
      'cliff1',
      'cliff2',
      'cliff3',
      'graded3',
      'graded4',
      'graded5',
      'graded6',
    ]) {
      expect(answer('legalSchedule', { schedule })).toEqual({ legal: true });
    }
  });

  it('P-133 refuses a schedule that falls', () => {
    expect(answer('legalSchedule', { schedule: [0, 50, 40, 100] })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('P-81 credited years', () => {
  it('P-81 opening 2, hours 1,200, 999.5, 1,000, 450 → 4', () => {
    expect(answer('creditedYears', { opening: 2, hoursByYear: [1_200, 999.5, 1_000, 450] })).toEqual({
      years: 4,
    });
    const hoursByYear = { 2026: 1_200, 2027: 999.5, 2028: 1_000, 2029: 450 };
    expect(answer('creditedYears', { opening: 2.9, hoursByYear })).toEqual({ years: 4 });
  });

  it('P-81 500 hours for long-term part-timers; compared unrounded; no opening years unless given', () => {
    expect(answer('creditedYears', { hoursByYear: [499.99, 500, 999.999], threshold: 500 })).toEqual({
      years: 2,
    });
    expect(answer('creditedYears', { hoursByYear: [999.999] })).toEqual({ years: 0 });
  });
});

describe('P-84, P-85 forfeitures and employer cost', () => {
  const cost = (input: object): unknown => (answer('employerCost', input) as { years: unknown }).years;

  it('P-85 offset, opening pool 12,000', () => {
    const years = [
      { gross: 500_000, created: 18_000 },
      { gross: 520_000, created: 22_500 },
    ];
    expect(cost({ opening: 12_000, policy: 'offset', years })).toEqual([
      { available: 12_000, applied: 12_000, carried: 0, overdue: 0, netCash: 488_000, netExpense: 482_000 },
      { available: 18_000, applied: 18_000, carried: 0, overdue: 0, netCash: 502_000, netExpense: 497_500 },
    ]);
  });

  it('P-84, P-86 a small plan: what exceeds the contributions is carried, and overdue', () => {
    const years = [
      { gross: 20_000, created: 26_000 },
      { gross: 21_000, created: 1_000 },
      { gross: 21_000, created: 0 },
    ];
    expect(cost({ years })).toEqual([
      { available: 0, applied: 0, carried: 0, overdue: 0, netCash: 20_000, netExpense: -6_000 },
      { available: 26_000, applied: 21_000, carried: 5_000, overdue: 5_000, netCash: 0, netExpense: 20_000 },
      { available: 6_000, applied: 6_000, carried: 0, overdue: 0, netCash: 15_000, netExpense: 21_000 },
    ]);
  });

  it('P-84, P-85 expenses and reallocate', () => {
    const years = [{ gross: 50_000, created: 1_000, expenses: 2_500 }];
    expect(cost({ opening: 4_000, policy: 'expenses', years })).toEqual([
      {
        available: 4_000,
        applied: 2_500,
        carried: 1_500,
        overdue: 1_500,
        netCash: 50_000,
        netExpense: 49_000,
      },
    ]);
    expect(cost({ opening: 2_000, policy: 'expenses', years })).toMatchObject([
      { applied: 2_000, netCash: 50_500 },
    ]);
    expect(cost({ opening: 4_000, policy: 'reallocate', years })).toEqual([
      { available: 4_000, applied: 4_000, carried: 0, overdue: 0, netCash: 50_000, netExpense: 49_000 },
    ]);
  });

  it('P-2, P-84 5,000 over pay 61,000, 87,000, 42,000.50', () => {
    expect(answer('prorata', { pool: 5_000, pays: [61_000, 87_000, 42_000.5] })).toEqual({
      amounts: [1_605.26, 2_289.47, 1_105.27],
    });
  });

  it('P-2 list order breaks ties; nobody with pay cannot share anything', () => {
    expect(answer('prorata', { pool: 0.02, pays: [1, 1, 1] })).toEqual({ amounts: [0.01, 0.01, 0] });
    expect(answer('prorata', { pool: 0, pays: [] })).toEqual({ amounts: [] });
    expect(answer('prorata', { pool: 1, pays: [0, 0] })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});
