import { roundRatio } from '../../src-shared/arithmetic.ts';
import type { Cents } from '../../src-shared/units.ts';
import type { ForfeiturePolicy } from './forfeitures.ts';

/** What the plan costs the employer in a year (P-85). */
export interface EmployerCost {
  /** Money the employer pays in. */
  readonly netCash: Cents;
  /** Contributions less what the year's leavers forfeited. */
  readonly netExpense: Cents;
}

/** P-85: net cost of a year from gross contributions (after section 16), forfeitures of the year and the pool's use. */
export function employerCost(
  policy: ForfeiturePolicy,
  gross: Cents,
  created: Cents,
  expenses: Cents,
  applied: Cents,
): EmployerCost {
  const netExpense = (gross - created) as Cents;
  switch (policy) {
    case 'offset':
      return { netCash: (gross - applied) as Cents, netExpense };
    case 'expenses':
      return { netCash: (gross + expenses - applied) as Cents, netExpense };
    case 'reallocate':
      return { netCash: gross, netExpense };
  }
}

/** P-85: net cash as basis points of the pay of all employees, half up; null when nobody was paid. */
export function percentOfPay(netCash: Cents, grossPay: Cents): number | null {
  return grossPay === 0 ? null : Number(roundRatio(BigInt(netCash) * 10_000n, BigInt(grossPay)));
}
