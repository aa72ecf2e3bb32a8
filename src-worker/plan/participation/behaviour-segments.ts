import { toCents } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { bandOf, bandTable } from '../band-table.ts';

/** The age and income segments by which every behaviour table is indexed (P-36): half-open, the first from 0 (P-5). */
export interface BehaviourSegments {
  /** Segment of each completed age. */
  readonly ageTable: Uint8Array;
  readonly ages: number;
  /** Lowest annual rate of pay of each income segment, in cents, ascending. */
  readonly incomeFrom: Float64Array;
  readonly incomes: number;
}

/** Prepares the segments of a scenario, which the schema has checked for gaps and overlaps. */
export function behaviourSegments({ behaviourAge, income }: Scenario['segments']): BehaviourSegments {
  return {
    ageTable: bandTable(behaviourAge),
    ages: behaviourAge.length,
    incomeFrom: Float64Array.from(income, ({ min }) => toCents(min)),
    incomes: income.length,
  };
}

/** Index of the age segment of a completed age on the decision date. */
export function ageSegmentOf(segments: BehaviourSegments, age: number): number {
  return bandOf(segments.ageTable, age);
}

/** Index of the income segment of the annual rate in force on the decision date (P-17). */
export function incomeSegmentOf(segments: BehaviourSegments, annualRate: Cents): number {
  const { incomeFrom } = segments;
  let segment = incomeFrom.length - 1;
  while (segment > 0 && annualRate < (incomeFrom[segment] ?? 0)) segment -= 1;
  return segment;
}
