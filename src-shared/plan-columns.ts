import type { EventEnvelope, InvariantResult } from './columns.ts';
import type { ComplianceYear } from './compliance.ts';

/**
 * What the plan stage of a year yields (P-129, P-132): one typed array per attribute. Conventions are those of
 * columns.ts: NO_DAY for no date, cents in Float64Array, rates in ppm, -1 for a rate or share that does not apply, NaN
 * for money and draws that do not.
 */

/** DC_PLAN_ELIGIBILITY (P-26 … P-32). */
export interface EligibilityEvents extends EventEnvelope {
  readonly ageDay: Int32Array;
  readonly serviceDay: Int32Array;
  readonly planEntryDay: Int32Array;
  readonly statutoryDay: Int32Array;
  /** Index into ENTRY_BASES. */
  readonly basis: Uint8Array;
  /** Index into BARRED_REASONS; 0 for people who enter. */
  readonly reason: Uint8Array;
  /** Process 100, simulated hires only. */
  readonly probabilityPpm: Int32Array;
  readonly draw: Float64Array;
}

/** DC_PLAN_ENROLLMENT (P-38 … P-48). `draw` and `probabilityPpm` are those of the decision; NaN and -1 when automatic. */
export interface EnrollmentEvents extends EventEnvelope {
  readonly ratePpm: Int32Array;
  /** Rate of the table before magnet and clamp. */
  readonly tableRatePpm: Int32Array;
  readonly ceilingPpm: Int32Array;
  /** 1 when the match magnet moved the rate to the ceiling. */
  readonly magnet: Uint8Array;
  readonly rothSharePpm: Int32Array;
  readonly ageSegment: Uint8Array;
  readonly incomeSegment: Uint8Array;
  readonly probabilityPpm: Int32Array;
  /** Processes 101, 103, 106 by category. */
  readonly draw: Float64Array;
  /** Process 102, proactive only. */
  readonly dateDraw: Float64Array;
  /** Process 107, where it was drawn. */
  readonly magnetDraw: Float64Array;
  /** Process 111, where it was drawn. */
  readonly rothDraw: Float64Array;
}

/** DC_PLAN_DEFERRAL_CHANGE (P-40, P-49 … P-54). */
export interface DeferralChangeEvents extends EventEnvelope {
  readonly oldRatePpm: Int32Array;
  readonly newRatePpm: Int32Array;
  /** Ceiling of the match, match response only. */
  readonly ceilingPpm: Int32Array;
  /** Index into RESPONSE_LIMITS: what held the new rate down (P-54). */
  readonly limitApplied: Uint8Array;
  /** Processes 105, 108, 109, 110 by category. */
  readonly probabilityPpm: Int32Array;
  readonly draw: Float64Array;
}

/** DC_PLAN_CONTRIBUTION: non-zero amounts only (P-130). */
export interface ContributionEvents extends EventEnvelope {
  readonly amountCents: Float64Array;
  /** Deferrals: pay of the days with a rate in force; otherwise cappedPlanPay. */
  readonly payBaseCents: Float64Array;
  /** Core and core excess: rate. Deferrals: requested ÷ pay base. -1 for match (tiers of the band) and reallocations. */
  readonly ratePpm: Int32Array;
  /** Band of the match or core formula, from 0; NO_CODE without bands. */
  readonly band: Int8Array;
  /** Index into DEFERRAL_LIMITS, deferrals only. */
  readonly limitBound: Uint8Array;
  /** What section 16 took from this amount. */
  readonly reduced415Cents: Float64Array;
}

/** DC_PLAN_VESTING (P-81, P-82). */
export interface VestingEvents extends EventEnvelope {
  readonly creditedYears: Int32Array;
  readonly percentPpm: Int32Array;
  /** Index into VESTING_REASONS. */
  readonly reason: Uint8Array;
  /** Account after the contributions of the year, before forfeiture. */
  readonly balanceCents: Float64Array;
}

/** DC_PLAN_FORFEITURE: non-zero amounts only (P-83). */
export interface ForfeitureEvents extends EventEnvelope {
  readonly balanceCents: Float64Array;
  readonly percentPpm: Int32Array;
  readonly amountCents: Float64Array;
}

/** HCE_STATUS (P-87 … P-89). */
export interface HceEvents extends EventEnvelope {
  /** NaN without pay in the year before. */
  readonly lookbackPayCents: Float64Array;
  /** Index into LOOKBACK_SOURCES. */
  readonly provenance: Uint8Array;
  readonly thresholdCents: Float64Array;
  readonly owner: Uint8Array;
  /** Place by pay among everyone paid above the threshold in the year before, from 1; 0 below it, and in a plan without a top-paid group (P-88). */
  readonly payRank: Int32Array;
}

/** Plan columns of the year-end state (P-132), in the row order of SnapshotColumns; what they add to it. */
export interface PlanSnapshotColumns {
  readonly entryDay: Int32Array;
  /** Index into ENTRY_BASES. */
  readonly entryBasis: Uint8Array;
  /** Index into PLAN_STATUSES. */
  readonly planStatus: Uint8Array;
  readonly enrollmentDay: Int32Array;
  /** Index into ENROLLMENT_SOURCES. */
  readonly enrollmentSource: Uint8Array;
  readonly deferralRatePpm: Int32Array;
  /** -1 before the first election. */
  readonly rothSharePpm: Int32Array;
  readonly escalationCount: Uint8Array;
  readonly optOutDay: Int32Array;
  /** Enrolment that falls in the next year; for people enrolled, their opt-out that does (P-37). */
  readonly scheduledDay: Int32Array;
  readonly baseCents: Float64Array;
  readonly catchUpCents: Float64Array;
  readonly preTaxCents: Float64Array;
  readonly rothCents: Float64Array;
  /** Index into DEFERRAL_LIMITS. */
  readonly limitBound: Uint8Array;
  /** Index into MATCH_REASONS. */
  readonly matchReason: Uint8Array;
  readonly matchCents: Float64Array;
  readonly trueUpCents: Float64Array;
  /** Index into ALLOCATION_REASONS. */
  readonly coreReason: Uint8Array;
  readonly coreCents: Float64Array;
  readonly coreExcessCents: Float64Array;
  readonly reallocatedCents: Float64Array;
  /** Everything that section 16 returned, reduced or forfeited. */
  readonly reduced415Cents: Float64Array;
  readonly planPayCents: Float64Array;
  readonly cappedPlanPayCents: Float64Array;
  /** Hours of the year in hundredths, rounded half up. */
  readonly hoursHundredths: Int32Array;
  readonly creditedYears: Int32Array;
  readonly vestedMatchPpm: Int32Array;
  readonly vestedCorePpm: Int32Array;
  readonly balanceDeferralCents: Float64Array;
  readonly balanceMatchCents: Float64Array;
  readonly balanceCoreCents: Float64Array;
  readonly forfeitedMatchCents: Float64Array;
  readonly forfeitedCoreCents: Float64Array;
  readonly hce: Uint8Array;
  /** Catch-up room left (P-63); what could not be withheld is not in it. */
  readonly unusedCatchUpCents: Float64Array;
  /** Match the person would have had at the ceiling of the formula (P-126); 0 when not match-eligible. */
  readonly matchAtCeilingCents: Float64Array;
}

/** What the plan cost and did in a year (P-84, P-85). Money in cents. */
export interface PlanYearSummary {
  readonly designId: string;
  /** On 31 December, among people employed (P-125). */
  readonly eligible: number;
  readonly participants: number;
  readonly baseCents: number;
  readonly catchUpCents: number;
  readonly matchCents: number;
  readonly trueUpCents: number;
  readonly coreCents: number;
  readonly coreExcessCents: number;
  readonly reallocatedCents: number;
  /** match + true-up + core + core excess, after section 16. */
  readonly grossCostCents: number;
  readonly forfeituresCreatedCents: number;
  readonly poolAvailableCents: number;
  readonly poolAppliedCents: number;
  readonly poolCarriedCents: number;
  readonly poolOverdueCents: number;
  readonly netCashCents: number;
  readonly netExpenseCents: number;
  /** netCash ÷ Σ gross pay of all employees in basis points; null when nobody was paid. */
  readonly netCashBasisPoints: number | null;
  readonly grossPayCents: number;
  /** Year figures carry this when opening balances are missing (P-85). */
  readonly partial: boolean;
  readonly hceCount: number;
}

/** What the plan stage adds to a YearBatch. Empty tables and columns where no design is in force (P-23). */
export interface PlanBatch {
  readonly eligibility: EligibilityEvents;
  readonly enrollments: EnrollmentEvents;
  readonly deferralChanges: DeferralChangeEvents;
  readonly contributions: ContributionEvents;
  readonly vesting: VestingEvents;
  readonly forfeitures: ForfeitureEvents;
  readonly hceStatus: HceEvents;
  readonly snapshot: PlanSnapshotColumns;
  /** Null where no design is in force. */
  readonly summary: PlanYearSummary | null;
  /** The tests of the year; null where no design is in force or the run is not tested. */
  readonly compliance: ComplianceYear | null;
  readonly invariants: readonly InvariantResult[];
}

/** Plan state of the opening persons at close of 31 December before the first year, in the row order of OpeningColumns. */
export interface PlanOpeningColumns extends Pick<
  PlanSnapshotColumns,
  | 'entryDay'
  | 'entryBasis'
  | 'planStatus'
  | 'enrollmentDay'
  | 'enrollmentSource'
  | 'deferralRatePpm'
  | 'rothSharePpm'
  | 'optOutDay'
  | 'creditedYears'
  | 'vestedMatchPpm'
  | 'vestedCorePpm'
  | 'balanceDeferralCents'
  | 'balanceMatchCents'
  | 'balanceCoreCents'
> {
  /** Pay received in the year before; NaN for people hired later, and where it comes from (LOOKBACK_SOURCES). */
  readonly lookbackPayCents: Float64Array;
  readonly lookbackSource: Uint8Array;
  /** 1 where an account balance is not known (P-78). */
  readonly balancesMissing: Uint8Array;
}
