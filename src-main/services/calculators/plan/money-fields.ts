import { z } from 'zod';
import { toDay } from '../../../../src-shared/dates.ts';
import type { Cents, Day } from '../../../../src-shared/units.ts';
import {
  LIMIT_ITEMS,
  limitSettingsOf,
  type LimitItem,
  type LimitSettings,
} from '../../../../src-worker/plan/limits.ts';
import { planLimits, type PlanLimits } from '../../../../src-worker/plan/plan-limits.ts';
import { SCENARIO } from '../defaults.ts';
import { date, positiveMoney } from '../fields.ts';

/** Fields that the calculators of the plan share (P-133). */

/** Last year to which limits are projected here, so that every figure stays an exact number of cents. */
const LAST_YEAR = 2100;

/** The plan year; 2026 when left out. Years before 2020 have no limits (P-15). */
export const planYear = () =>
  z.int().min(1800).max(LAST_YEAR).meta({ description: 'Calendar year; 2026 when left out' }).prefault(2026);

/** Limits of the year in dollars that replace those of the table. */
export const limitsOfYear = () =>
  z
    .partialRecord(z.enum(LIMIT_ITEMS), positiveMoney('Limit of the year'))
    .meta({ description: 'Limits that replace items of the year’s table, dollars' })
    .prefault({});

type Replaced = Readonly<Partial<Record<LimitItem, Cents>>>;

/** The limit settings of the default scenario, with the given items of one year replaced. */
export function limitSettings(year: number, replaced: Replaced): LimitSettings {
  return { ...limitSettingsOf(SCENARIO.limits), overrides: new Map([[year, replaced]]) };
}

/** The limits of a year as the plan's formulas use them, with the given items replaced. */
export const limitsFor = (year: number, replaced: Replaced): PlanLimits =>
  planLimits(year, limitSettings(year, replaced));

/** An age or years of service, of which the completed years count: each is floored before it is used (P-65). */
export const completedYearsField = (description: string) =>
  z
    .number()
    .min(0)
    .max(150)
    .meta({ description: `${description}; completed years count` })
    .transform(Math.floor);

/** Part of a year at one annual rate. */
export const segmentShape = {
  from: date('First day'),
  to: date('Last day'),
  annualRate: positiveMoney('Annual rate of pay'),
};

interface YearSegments {
  readonly year: number;
  readonly segments?: readonly { readonly from: Day; readonly to: Day }[] | undefined;
}

/** Reports segments that lie outside the year, overlap, or end before they begin. */
export function checkSegments({ year, segments = [] }: YearSegments, context: z.RefinementCtx): void {
  let before: Day | null = null;
  for (const [index, { from, to }] of [...segments.entries()].sort(([, a], [, b]) => a.from - b.from)) {
    const report = (message: string): void => {
      context.addIssue({ code: 'custom', path: ['segments', index], message });
    };
    if (from > to) report('ends before it begins');
    if (from < toDay(year, 1, 1) || to > toDay(year, 12, 31)) report(`is not in ${year}`);
    if (before !== null && from <= before) report('overlaps another segment');
    before = to;
  }
}
