import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../../src-shared/units.ts';
import { employerCost, percentOfPay } from './employer-cost.ts';
import { reallocate, usePool } from './forfeitures.ts';
import { cents } from './money-fixtures.ts';

const amount = fc.integer({ min: 0, max: 1e9 }).map((value) => value as Cents);

describe('usePool and employerCost', () => {
  it('PINV-13, PINV-14, P-86 hold over any horizon under every policy', () => {
    const years = fc.array(fc.record({ gross: amount, created: amount, expenses: amount }), { maxLength: 8 });
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom('offset' as const, 'expenses' as const, 'reallocate' as const),
        years,
        (opening, policy, horizon) => {
          let available: number = opening;
          let [created, applied] = [0, 0];
          for (const year of horizon) {
            const use = { offset: year.gross, expenses: year.expenses, reallocate: available as Cents }[
              policy
            ];
            const pool = usePool(available as Cents, use);
            expect(pool.applied).toBe(Math.min(available, use));
            expect(pool.overdue).toBe(pool.carried);
            const cost = employerCost(policy, year.gross, year.created, year.expenses, pool.applied);
            if (policy === 'offset') expect(cost.netCash + pool.applied).toBe(year.gross);
            expect(cost.netCash).toBeGreaterThanOrEqual(0);
            expect(cost.netExpense).toBe(year.gross - year.created);
            available = pool.carried + year.created;
            created += year.created;
            applied += pool.applied;
          }
          expect(opening + created).toBe(applied + available);
        },
      ),
    );
  });

  it('P-85 percent of pay in basis points, half up; none without pay', () => {
    expect(percentOfPay(cents(488_000), cents(12_345_678))).toBe(395);
    expect(percentOfPay(cents(5), cents(100_000))).toBe(1);
    expect(percentOfPay(cents(4.99), cents(100_000))).toBe(0);
    expect(percentOfPay(1e13 as Cents, 3e13 as Cents)).toBe(3_333);
    expect(percentOfPay(cents(0), cents(0))).toBeNull();
  });
});

describe('reallocate', () => {
  it('P-2, P-84 adds up to the pool, in proportion to pay, to a cent', () => {
    const pays = fc.array(fc.integer({ min: 0, max: 36_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e8 }), pays, (pool, list) => {
        const total = list.reduce((sum, pay) => sum + pay, 0);
        fc.pre(total > 0);
        const parts = reallocate(pool as Cents, list as readonly number[] as readonly Cents[]);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(pool);
        for (const [at, part] of parts.entries()) {
          expect(Math.abs(part - (pool * (list[at] ?? 0)) / total)).toBeLessThan(1);
        }
      }),
    );
  });
});
