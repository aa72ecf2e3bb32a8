import { z } from 'zod';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';

/**
 * What a retirement plan did to its people (section 27). Money in cents, rates in ppm, shares of heads in basis points;
 * null where a figure does not exist.
 */

/** How people who have entered the plan came to where they stand (P-125): the first five take part. */
export const PLAN_METHODS = [
  'auto',
  'voluntary',
  'proactive',
  'conversion',
  'census',
  'optedOut',
  'stopped',
  'neverEnrolled',
] as const;
export type PlanMethod = (typeof PLAN_METHODS)[number];

/** What people are grouped by. */
export const PLAN_GROUPINGS = ['age', 'tenure', 'pay', 'level'] as const;
export type PlanGrouping = (typeof PLAN_GROUPINGS)[number];

const year = z.int().min(1900).max(2200);

/** Whose plan (P-128): everybody, the people of the census, everybody hired from the first year on, or in one year. */
export const planCohortSchema = z.union([z.enum(['all', 'census', 'newHires']), year]);
export type PlanCohort = z.output<typeof planCohortSchema>;

const yearsRequest = z.strictObject({ runId: idSchema, cohort: planCohortSchema });
const detailRequest = z.strictObject({
  runId: idSchema,
  year,
  cohort: planCohortSchema,
  grouping: z.enum(PLAN_GROUPINGS),
});

/** People cut by a limit, or who use a right that depends on one, in a year (P-128). */
export interface PlanLimitCounts {
  readonly electiveDeferral: number;
  readonly planLimit: number;
  /** Something was returned, reduced or forfeited; people whose excess became catch-up keep all and are not in it. */
  readonly annualAdditions: number;
  readonly compensation: number;
  readonly catchUp: number;
  /** Of those, people of 60 to 63 in a plan with the higher limit. */
  readonly superCatchUp: number;
  /** Of those, people whose catch-up had to be Roth (P-60); null where the wages of the year before are not known. */
  readonly rothMandate: number | null;
}

/** Accounts of employer money of people employed on 31 December, and what leavers of the year lost (section 17). */
export interface PlanVesting {
  readonly matchBalanceCents: number;
  readonly coreBalanceCents: number;
  /** Vested part of both, rounded once. */
  readonly vestedCents: number;
  /** People with employer money: all of it vested, some of it, none of it. */
  readonly fullyVested: number;
  readonly partlyVested: number;
  readonly notVested: number;
  readonly forfeitedMatchCents: number;
  readonly forfeitedCoreCents: number;
  readonly forfeiting: number;
}

/** Why nobody can be held against the ceiling of the match (P-46). */
export type CeilingGap = 'noMatch' | 'bridgedService';

/** The plan of some people in a year with a design in force. */
export interface PlanYearFigures {
  readonly year: number;
  /** Employed on 31 December, those of them who have entered, and who are enrolled with a rate above 0 (P-125). */
  readonly active: number;
  readonly eligible: number;
  readonly participants: number;
  readonly participationOfEligible: number | null;
  readonly participationOfActive: number | null;
  /** Adds up to the eligible. */
  readonly methods: Readonly<Record<PlanMethod, number>>;
  /** Mean elected rate of the participants at the end of the year (P-126). */
  readonly averageRatePpm: number | null;
  /** Deferrals of the year over plan pay of the participants (P-126). */
  readonly effectiveRatePpm: number | null;
  readonly deferralCents: number;
  readonly catchUpCents: number;
  readonly matchCents: number;
  readonly trueUpCents: number;
  readonly coreCents: number;
  readonly coreExcessCents: number;
  readonly reallocatedCents: number;
  /** Pay of everybody in the year, entered or not, and what match and core, and deferrals, are of it (P-126). */
  readonly grossPayCents: number;
  readonly employerCostPpm: number | null;
  readonly employeeRatePpm: number | null;
  /** Participants at or above their ceiling, or why that cannot be told (P-126). */
  readonly atCeiling: number | { readonly unknown: CeilingGap };
  /** Σ (match at the ceiling − match) (P-126). */
  readonly leftCents: number;
  readonly limits: PlanLimitCounts;
  readonly vesting: PlanVesting;
}

/** The design of a year, with what the plan as a whole cost (P-84, P-85). */
export interface PlanYearDesign {
  readonly year: number;
  /** Null where no design is in force (P-23). */
  readonly plan: {
    readonly designId: string;
    readonly name: string;
    readonly forfeiturePolicy: 'offset' | 'expenses' | 'reallocate';
    readonly expensesCents: number;
    readonly grossCostCents: number;
    readonly createdCents: number;
    readonly availableCents: number;
    readonly appliedCents: number;
    readonly carriedCents: number;
    readonly overdueCents: number;
    readonly netCashCents: number;
    readonly netExpenseCents: number;
    readonly netCashBasisPoints: number | null;
    readonly isPartial: boolean;
    /** The ceiling of the match where it is one for everybody. */
    readonly ceilingPpm: number | null;
    /** Limits that were projected or replaced (P-14), by their names. */
    readonly limitsNotPublished: readonly string[];
    /** Wages of the year before above which catch-up must be Roth (P-60), in cents; null without such a rule. */
    readonly rothCatchUpWagesCents: number | null;
  } | null;
}

export interface PlanYears {
  readonly designs: readonly PlanYearDesign[];
  /** Years with a design in force. */
  readonly years: readonly PlanYearFigures[];
}

/** Values that fall into a band of a formula: from `min`, below `max`; null for no upper end. */
export interface FormulaBand {
  readonly min: number;
  readonly max: number | null;
}

/** How much of the match each tier pays: amounts are cut from the highest tier, where limits or caps cut. */
export interface MatchTiers {
  /** What the bands count; everybody has the same tiers otherwise. */
  readonly by: 'everybody' | 'service' | 'points';
  readonly bands: readonly {
    readonly band: FormulaBand;
    readonly tiers: readonly {
      readonly fromPpm: number;
      readonly toPpm: number;
      readonly ratePpm: number;
      readonly people: number;
      readonly cents: number;
    }[];
    /** Match that no tier of the year explains (P-30, P-69): 0 but in rare cases. */
    readonly otherCents: number;
  }[];
}

/** Core by the bands of its formula, and on pay above the integration level (P-71, P-72). */
export interface CoreBands {
  readonly by: 'everybody' | 'service' | 'age' | 'points';
  readonly bands: readonly {
    readonly band: FormulaBand;
    readonly ratePpm: number;
    readonly people: number;
    readonly cents: number;
  }[];
  readonly excess: {
    readonly ratePpm: number;
    readonly levelCents: number;
    readonly people: number;
    readonly cents: number;
  } | null;
}

/** The plan of the people of a group in a year, those who left in it included. */
export interface PlanGroup {
  readonly label: string;
  /** Annual pay of the group, both ends included, for groups by pay; null ends are open. */
  readonly pay: { readonly from: number | null; readonly to: number | null } | null;
  readonly active: number;
  readonly eligible: number;
  readonly participants: number;
  readonly averageRatePpm: number | null;
  readonly deferralCents: number;
  readonly matchCents: number;
  readonly coreCents: number;
  readonly leftCents: number;
}

/** People who leave match on the table, from a dollar up, and how much. */
export interface LeftBy {
  readonly people: number;
  readonly cents: number;
}

/** One year looked at closely. */
export interface PlanYearDetail {
  readonly year: number;
  /** Eligible people by deferral rate (P-127): 0 %, 1 % … 9 %, 10 % and more. */
  readonly distribution: { readonly elected: readonly number[]; readonly effective: readonly number[] };
  /** Null by the reason: no match, or one that is worked out paycheck by paycheck, of which the year is kept only. */
  readonly tiers: MatchTiers | { readonly unknown: 'noMatch' | 'paychecks' };
  /** Null without a core contribution. */
  readonly core: CoreBands | null;
  readonly groups: readonly PlanGroup[];
  readonly left: {
    readonly participants: LeftBy;
    readonly notParticipating: LeftBy;
    readonly leavers: LeftBy;
  };
}

/** How the retirement plan works out. Only complete runs have answers. */
export interface PlanResultService {
  years(request: z.output<typeof yearsRequest>): Promise<PlanYears>;
  /** @throws PlanAlignError YEAR_NOT_TESTED where no design is in force in the year. */
  detail(request: z.output<typeof detailRequest>): Promise<PlanYearDetail>;
}

export const planResultCalls: CallsOf<PlanResultService> = {
  years: [yearsRequest],
  detail: [detailRequest],
};
