import { z } from 'zod';
import type { CallsOf, Listener } from './calls.ts';
import { listener } from './calls.ts';
import { idSchema } from './files.ts';

/** What months are broken down by. A month counts at the level held at its end, or on the last day of employment. */
export const MONTHLY_DIMENSIONS = [
  'department',
  'location',
  'costCentre',
  'jobTitle',
  'level',
  'origin',
] as const;
export type MonthlyDimension = (typeof MONTHLY_DIMENSIONS)[number];

/**
 * What is counted in a month. Opening and closing are states at its ends; everything else adds up over months. Money is
 * in cents. Leavers by category are parts of `leavers`; match, true-up, core and core excess are the parts of `planCost`
 * (P-85, before forfeitures).
 */
export const MONTHLY_MEASURES = [
  'opening',
  'hires',
  'movedIn',
  'leavers',
  'leaversExperienced',
  'leaversPriorYearHire',
  'leaversNewHire',
  'leaversReduction',
  'leaversScheduled',
  'movedOut',
  'closing',
  'payroll',
  'severance',
  'planCost',
  'match',
  'trueUp',
  'core',
  'coreExcess',
  'deferrals',
] as const;
export type MonthlyMeasure = (typeof MONTHLY_MEASURES)[number];

/**
 * The month of the plan's money: that of the pay that earned it, or that of the settlement date at which the ledger posts
 * it (P-130).
 */
export const MONTHLY_BASES = ['earned', 'posted'] as const;
export type MonthlyBasis = (typeof MONTHLY_BASES)[number];

/** Most groups of an answer; the smallest beyond it come together in one. */
export const MOST_GROUPS = 400;

const runRequest = z.strictObject({ runId: idSchema });
const dimension = z.enum(MONTHLY_DIMENSIONS);
const pivotRequest = z.strictObject({
  runId: idSchema,
  /** Up to two dimensions that make the groups, the outer one first. */
  groups: z.array(dimension).max(2),
  /** Only people with one of the values, by dimension; all of them hold. */
  filters: z.array(z.strictObject({ dimension, values: z.array(z.string().max(1_000)).max(1_000) })).max(6),
  measures: z.array(z.enum(MONTHLY_MEASURES)).min(1).max(MONTHLY_MEASURES.length),
  basis: z.enum(MONTHLY_BASES),
});
export type MonthlyPivotRequest = z.output<typeof pivotRequest>;

/** How far the computation of the months of a run is. */
export interface MonthlyProgress {
  /** Year that is being added up. */
  readonly year: number;
  readonly yearsDone: number;
  readonly years: number;
}

/** Months held against figures that the run stored: a check of every total. */
export interface MonthlyCheck {
  readonly what: string;
  readonly compared: number;
  readonly different: number;
}

/** What there is to be shown of the months of a run. */
export interface MonthlyInfo {
  readonly startYear: number;
  readonly endYear: number;
  /** Values that occur, in their order, of the dimensions that tell people of this run apart. */
  readonly dimensions: readonly {
    readonly dimension: MonthlyDimension;
    readonly values: readonly string[];
  }[];
  readonly hasPlan: boolean;
  readonly checks: readonly MonthlyCheck[];
}

/** Months of the groups asked for. Month 0 is the January of the first year of the run. */
export interface MonthlyPivot {
  /** By group, the text of each of its dimensions. Ordered as the values of {@link MonthlyInfo}. */
  readonly groups: readonly (readonly string[])[];
  /** How many groups are together in the last one; 0 when each stands for itself. */
  readonly together: number;
  readonly months: number;
  /** By measure as asked for: group × months + month. */
  readonly values: readonly Float64Array[];
}

/** Headcount, pay and plan cost by month (W-56), for budgets. Only complete runs have any. */
export interface MonthlyService {
  /** Computes the months of a run, once; says what there is. Throws RUN_UNKNOWN, RUN_IN_PROGRESS. */
  prepare(request: z.output<typeof runRequest>, onProgress: Listener<MonthlyProgress>): Promise<MonthlyInfo>;
  /** Months by group. It waits until the months of the run are computed. Throws RUN_UNKNOWN, RUN_IN_PROGRESS. */
  pivot(request: MonthlyPivotRequest): Promise<MonthlyPivot>;
}

export const monthlyCalls: CallsOf<MonthlyService> = {
  prepare: [runRequest, listener()],
  pivot: [pivotRequest],
};
