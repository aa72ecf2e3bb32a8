import { allocate } from '../allocate.ts';
import { at, compare, smallest, sum } from '../exact.ts';

/** The forfeiture pool and the net cost of the employer (P-84 … P-86). Money in cents. */

interface Recipient {
  readonly key: bigint;
  readonly pay: bigint;
}

/** Shares of a pool by pay, in the order of person keys (P-2, P-84); nothing when nobody has pay. */
export function reallocate(pool: bigint, recipients: readonly Recipient[]): Map<bigint, bigint> {
  const ordered = [...recipients].sort((a, b) => compare(a.key, b.key));
  const pays = ordered.map((one) => one.pay);
  if (sum(pays) === 0n) return new Map();
  const { parts } = allocate(pool, pays);
  return new Map(ordered.map((one, i) => [one.key, at(parts, i)] as const));
}

interface Cost {
  readonly applied: bigint;
  readonly carried: bigint;
  readonly netCash: bigint;
  readonly netExpense: bigint;
}

/** Use of the pool in a year and what the plan then costs. `reallocated` is what people keep of the pool. */
export function costOf(
  policy: 'offset' | 'expenses' | 'reallocate',
  year: {
    readonly available: bigint;
    readonly created: bigint;
    readonly gross: bigint;
    readonly expenses: bigint;
    readonly reallocated: bigint;
  },
): Cost {
  const use = { offset: year.gross, expenses: year.expenses, reallocate: year.reallocated }[policy];
  const applied = smallest(year.available, use);
  const cash = {
    offset: year.gross - applied,
    expenses: year.gross + year.expenses - applied,
    reallocate: year.gross,
  };
  return {
    applied,
    carried: year.available - applied,
    netCash: cash[policy],
    netExpense: year.gross - year.created,
  };
}
