import { z } from 'zod';
import { toCents, toPpm } from '../../../src-shared/arithmetic.ts';
import { limitOf, limitSettingsOf, type LimitItem } from '../../../src-worker/plan/limits.ts';

/** What the checks of the plan need to know of a scenario; the document is the one that the run used. */
export const planSettings = z.object({
  hiring: z.object({ fullTimeHours: z.number() }),
  limits: z.object({
    projection: z.object({ indexRate: z.number(), wageBaseIndexRate: z.number() }),
    overrides: z.record(z.string(), z.record(z.string(), z.number())),
  }),
  planTimeline: z.array(z.object({ fromYear: z.int(), designId: z.string() })),
  planDesigns: z.array(
    z.object({
      id: z.string(),
      deferral: z.object({ maximumRate: z.number() }),
      autoEnrollment: z.object({ defaultRate: z.number(), reenroll: z.string() }),
      autoEscalation: z.object({ cap: z.number() }),
      forfeitures: z.object({
        policy: z.enum(['offset', 'expenses', 'reallocate']),
        openingPool: z.number(),
        assumedAnnualReturn: z.number(),
      }),
    }),
  ),
});
export type PlanSettings = z.infer<typeof planSettings>;
type Design = PlanSettings['planDesigns'][number];

/** The plan in one year, in the units of the tables. */
export interface PlanFacts {
  /** Whether a design is in force in the year (P-23), and in the year before if the run has it. */
  readonly isInForce: boolean;
  readonly wasInForce: boolean;
  readonly startYear: number;
  readonly fullTimeHundredths: number;
  readonly maximumRatePpm: number;
  readonly escalationCapPpm: number;
  readonly reenrollsAnnually: boolean;
  readonly annualReturnPpm: number;
  readonly policy: 'offset' | 'expenses' | 'reallocate';
  readonly openingPoolCents: number;
  /** Limits in cents; null where the law has none in the year (P-12). */
  readonly electiveDeferral: number | null;
  readonly catchUp: number | null;
  readonly superCatchUp: number | null;
  readonly annualAdditions: number | null;
  readonly rothCatchUpWages: number | null;
  /** Of the year before (P-87). */
  readonly hceCompensation: number | null;
}

/** What stands for the settings of a design where none is in force: nothing may happen. */
const NO_DESIGN: Omit<Design, 'id'> = {
  deferral: { maximumRate: 0 },
  autoEnrollment: { defaultRate: 0, reenroll: 'never' },
  autoEscalation: { cap: 0 },
  forfeitures: { policy: 'offset', openingPool: 0, assumedAnnualReturn: 0 },
};

/**
 * The facts of one year.
 * @throws PlanAlignError LIMIT_YEAR for a year before the table of limits (P-15).
 */
export function planFactsOf(settings: PlanSettings, startYear: number, year: number): PlanFacts {
  const { planTimeline, planDesigns } = settings;
  const designIn = (inYear: number): Design | undefined => {
    const entry = planTimeline.findLast(({ fromYear }) => fromYear <= inYear);
    return planDesigns.find(({ id }) => id === entry?.designId);
  };
  const design = designIn(year);
  const { deferral, autoEnrollment, autoEscalation, forfeitures } = design ?? NO_DESIGN;
  const limits = limitSettingsOf(settings.limits);
  const limit = (item: LimitItem, inYear: number): number | null =>
    design === undefined ? null : (limitOf(item, inYear, limits)?.cents ?? null);
  return {
    isInForce: design !== undefined,
    wasInForce: year > startYear && designIn(year - 1) !== undefined,
    startYear,
    fullTimeHundredths: Math.round(settings.hiring.fullTimeHours * 100),
    maximumRatePpm: toPpm(Math.max(deferral.maximumRate, autoEnrollment.defaultRate)),
    escalationCapPpm: toPpm(autoEscalation.cap),
    reenrollsAnnually: autoEnrollment.reenroll === 'annual',
    annualReturnPpm: toPpm(forfeitures.assumedAnnualReturn),
    policy: forfeitures.policy,
    openingPoolCents: toCents(forfeitures.openingPool),
    electiveDeferral: limit('electiveDeferral', year),
    catchUp: limit('catchUp', year),
    superCatchUp: limit('superCatchUp', year),
    annualAdditions: limit('annualAdditions', year),
    rothCatchUpWages: limit('rothCatchUpWages', year),
    hceCompensation: limit('hceCompensation', year - 1),
  };
}
