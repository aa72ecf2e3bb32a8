import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { Cents } from '../../src-shared/units.ts';
import { allocate } from '../workforce/allocate.ts';

/** What forfeitures are used for (P-84). */
export type ForfeiturePolicy = Scenario['planDesigns'][number]['forfeitures']['policy'];

/** The forfeiture pool in one year. */
export interface PoolYear {
  /** What was forfeited before this year and is not used yet. */
  readonly available: Cents;
  readonly applied: Cents;
  /** What is left of `available` at the end of the year; what the year itself forfeits is added for the next one. */
  readonly carried: Cents;
  /**
   * The part carried beyond the year after it was forfeited, which is all of it: only forfeitures of earlier years are
   * available.
   */
  readonly overdue: Cents;
}

/**
 * P-84: use of the pool in a year, never more than it serves (P-86). `use` is the most that the policy can spend: gross
 * employer contributions, plan expenses, or what was reallocated.
 */
export function usePool(available: Cents, use: Cents): PoolYear {
  const applied = Math.min(available, use) as Cents;
  const carried = (available - applied) as Cents;
  return { available, applied, carried, overdue: carried };
}

/** P-84, P-2: forfeitures reallocated in proportion to pay, adding up to the pool to the cent; list order breaks ties. */
export function reallocate(pool: Cents, pays: readonly Cents[]): readonly Cents[] {
  return allocate(pool, pays).parts.map((part) => part as Cents);
}
