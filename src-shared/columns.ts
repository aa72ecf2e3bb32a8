import type { PlanBatch, PlanOpeningColumns } from './plan-columns.ts';
import type { EventType, Severity } from './vocabulary.ts';

/** What crosses from the census to the engine and from the engine to the store: one typed array per attribute. */

/** A text attribute: distinct values in ascending code-point order, and one code per row (NO_CODE for none). */
export interface TextColumn {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/**
 * Accepted census rows, ascending by employeeId in code-point order, ids unique. Days use NO_DAY for "none", codes
 * NO_CODE, money is cents in Float64Array (integers), optional money NaN, yes/no 0 or 1, optional yes/no -1.
 */
export interface CensusColumns {
  readonly rowCount: number;
  readonly employeeId: readonly string[];
  readonly birthDay: Int32Array;
  /** Start of the current spell. */
  readonly hireDay: Int32Array;
  /** Last paid day, past or future; NO_DAY when none. */
  readonly terminationDay: Int32Array;
  /** Index into TERMINATION_REASONS; 0 when there is no termination date. */
  readonly terminationReason: Uint8Array;
  /** 1 for INACTIVE_NO_DATE rows: marked inactive without a termination date, so former (W-21, W-23). */
  readonly inactiveWithoutDate: Uint8Array;
  /** Annual rate for the scheduled hours. */
  readonly annualPayCents: Float64Array;
  /** Scheduled weekly hours in hundredths of an hour; 0 when blank (full time). */
  readonly scheduledHoursHundredths: Int32Array;
  readonly unionMember: Uint8Array;
  /** Index into FLSA_STATUSES. */
  readonly flsaStatus: Uint8Array;
  /** Level as the file gives it, number or name; NO_CODE when blank. Levels are assigned per scenario (W-27). */
  readonly level: TextColumn;
  /** Never NO_CODE: a blank cell is `Unassigned`. */
  readonly department: TextColumn;
  readonly location: TextColumn;
  readonly costCentre: TextColumn;
  readonly jobTitle: TextColumn;
  readonly plan: PlanCensusColumns;
}

/** Census facts that only the plan reads (W-15, P-11), in the same row order and with the same conventions. */
export interface PlanCensusColumns {
  readonly originalHireDay: Int32Array;
  readonly exclusionClass: TextColumn;
  readonly ownershipSharePpm: Int32Array;
  readonly priorOwnershipSharePpm: Int32Array;
  readonly onePercentOwner: Int8Array;
  readonly officer: Uint8Array;
  readonly nonresidentAlien: Uint8Array;
  readonly priorYearPayCents: Float64Array;
  readonly priorYearFicaWagesCents: Float64Array;
  /** Hours of the year before the start year in hundredths; -1 when blank. */
  readonly priorYearHoursHundredths: Int32Array;
  readonly priorYearHce: Int8Array;
  readonly eligibilityOverride: Int8Array;
  readonly planEntryDay: Int32Array;
  readonly planEnrollmentDay: Int32Array;
  readonly planOptOutDay: Int32Array;
  readonly planParticipant: Int8Array;
  readonly planEnrollmentSource: TextColumn;
  /** Elected deferral rate in ppm; -1 when blank. */
  readonly deferralRatePpm: Int32Array;
  /** Roth share of the election in ppm; -1 when blank. */
  readonly rothSharePpm: Int32Array;
  readonly autoEscalationOptOut: Uint8Array;
  readonly balanceDeferralCents: Float64Array;
  readonly balanceMatchCents: Float64Array;
  readonly balanceCoreCents: Float64Array;
  readonly balanceAfterTaxCents: Float64Array;
  readonly balanceRolloverCents: Float64Array;
  readonly preTaxContributionCents: Float64Array;
  readonly rothContributionCents: Float64Array;
  readonly afterTaxContributionCents: Float64Array;
  readonly matchContributionCents: Float64Array;
  readonly coreContributionCents: Float64Array;
  /** Vesting years in hundredths; -1 when blank. */
  readonly vestingYearsHundredths: Int32Array;
  /** 1 where the birth (or hire) date was derived from an age (or tenure) (W-20). */
  readonly birthDerived: Uint8Array;
  readonly hireDerived: Uint8Array;
}

/**
 * Dictionaries of a run. Person indices, department codes and the like in every other structure point into these.
 * Persons: census persons that can appear in the run (opening actives, then nobody else: future hires of the horizon
 * stand among them in id order), ascending by id; simulated hires follow in order of year and ordinal.
 */
export interface RunDictionaries {
  readonly censusPersonIds: readonly string[];
  readonly departments: readonly string[];
  readonly locations: readonly string[];
  readonly costCentres: readonly string[];
  readonly jobTitles: readonly string[];
  readonly levelNames: readonly string[];
  readonly ageBandIds: readonly string[];
  readonly tenureBandIds: readonly string[];
}

/** State of the opening persons at close of 31 December before the first year: what the fold starts from (INV-5). */
export interface OpeningColumns {
  readonly rowCount: number;
  readonly person: Int32Array;
  readonly birthDay: Int32Array;
  readonly hireDay: Int32Array;
  readonly level: Uint8Array;
  readonly levelSinceDay: Int32Array;
  /** Index into LEVEL_BASES. */
  readonly levelBasis: Uint8Array;
  readonly department: Int32Array;
  readonly location: Int32Array;
  readonly costCentre: Int32Array;
  readonly jobTitle: Int32Array;
  readonly scheduledHoursHundredths: Int32Array;
  readonly flsaStatus: Uint8Array;
  readonly unionMember: Uint8Array;
  readonly annualPayCents: Float64Array;
}

/**
 * Columns that every event has. Rows of a table ascend by person, then by sequence. `rank` is the position of the
 * event among all events of the year in the canonical order (person, then W-61), from 0 without gaps across tables.
 */
export interface EventEnvelope {
  readonly rowCount: number;
  readonly person: Int32Array;
  /** 1, 2, … per person over the whole run (W-61). */
  readonly sequence: Int32Array;
  readonly rank: Int32Array;
  readonly effectiveDay: Int32Array;
  /** Index into the category list of the type. */
  readonly category: Uint8Array;
  /** k of W-60: 0, 1, … for events equal in person, year, type, category and date. */
  readonly duplicateIndex: Uint8Array;
}

/**
 * Draws are the uniforms u in [0, 1); NaN where the rule drew nothing. Money is cents, NaN where it does not apply.
 * Scheduled hires have no draws, no range and 0 in percentilePpm, marketPpm and noisePpm.
 */
export interface HireEvents extends EventEnvelope {
  readonly level: Uint8Array;
  readonly annualPayCents: Float64Array;
  readonly birthDay: Int32Array;
  readonly department: Int32Array;
  readonly location: Int32Array;
  readonly costCentre: Int32Array;
  readonly jobTitle: Int32Array;
  readonly scheduledHoursHundredths: Int32Array;
  readonly flsaStatus: Uint8Array;
  readonly unionMember: Uint8Array;
  readonly rangeMinCents: Float64Array;
  readonly rangeMaxCents: Float64Array;
  readonly percentilePpm: Int32Array;
  readonly marketPpm: Int32Array;
  readonly noisePpm: Int32Array;
  /** Person index of the donor of secondary attributes; NO_CODE for scheduled hires. */
  readonly donor: Int32Array;
  readonly monthDraw: Float64Array;
  readonly dayDraw: Float64Array;
  readonly levelDraw: Float64Array;
  readonly departmentDraw: Float64Array;
  readonly ageBandDraw: Float64Array;
  readonly birthDateDraw: Float64Array;
  readonly partTimeDraw: Float64Array;
  readonly donorDraw: Float64Array;
}

export interface TerminationEvents extends EventEnvelope {
  /** Index into TERMINATION_REASONS. */
  readonly reason: Uint8Array;
  readonly payInForceCents: Float64Array;
  readonly ageYears: Int32Array;
  readonly tenureYears: Int32Array;
  /** -1 where no hazard decided: scheduled, and reductions other than by hazard. So is retirementPpm. */
  readonly hazardPpm: Int32Array;
  readonly retirementPpm: Int32Array;
  /** Index into TERMINATION_RULES: `certain` when the hazard is 1, in both modes. */
  readonly rule: Uint8Array;
  /** Of TERM_SELECT, NH_TERM_SELECT or RIF_SELECT. */
  readonly draw: Float64Array;
  /** Only where a race decided: rule `race`, and reductions by hazard; NaN when the hazard is 1. */
  readonly raceKey: Float64Array;
  /** Quota of the selection that took the person; -1 when there was none (scheduled, stochastic mode). */
  readonly quota: Int32Array;
  readonly reasonDraw: Float64Array;
  readonly dateDraw: Float64Array;
  /** Second date draw, used with a monthly date profile only. */
  readonly dayDraw: Float64Array;
  /** Reductions only. */
  readonly severanceCents: Float64Array;
}

export interface PromotionEvents extends EventEnvelope {
  readonly fromLevel: Uint8Array;
  readonly toLevel: Uint8Array;
  readonly previousPayCents: Float64Array;
  readonly newPayCents: Float64Array;
  readonly increasePpm: Int32Array;
  readonly hazardPpm: Int32Array;
  readonly draw: Float64Array;
  /** NaN in stochastic mode and when the hazard is 1. */
  readonly raceKey: Float64Array;
  readonly monthDraw: Float64Array;
  readonly dayDraw: Float64Array;
  readonly increaseDraw: Float64Array;
  readonly floorApplied: Uint8Array;
  readonly capApplied: Uint8Array;
}

export interface RaiseEvents extends EventEnvelope {
  readonly previousPayCents: Float64Array;
  readonly newPayCents: Float64Array;
  readonly amountCents: Float64Array;
  readonly ratePpm: Int32Array;
  readonly level: Uint8Array;
  /** Merit only; -1 otherwise. */
  readonly budgetPpm: Int32Array;
  readonly weightPpm: Int32Array;
}

/** Year-end state (W-53), one row for everyone employed on any day of the year, ascending by person. */
export interface SnapshotColumns extends Omit<OpeningColumns, 'levelBasis'> {
  readonly terminationDay: Int32Array;
  readonly terminationReason: Uint8Array;
  /** Index into DETAILED_STATUSES. */
  readonly detailedStatus: Uint8Array;
  /** Pay at opening: rate at close of 31 December before; NaN for people hired in the year. */
  readonly openingPayCents: Float64Array;
  readonly employedDays: Int32Array;
  readonly proratedPayCents: Float64Array;
  readonly ageAtYearEnd: Int32Array;
  readonly tenureYears: Int32Array;
  readonly ageBand: Uint8Array;
  readonly tenureBand: Uint8Array;
}

/** Month figures by department (W-56), ascending by month then department; departments without anybody are left out. */
export interface MonthColumns {
  readonly rowCount: number;
  readonly month: Uint8Array;
  readonly department: Int32Array;
  readonly opening: Int32Array;
  readonly hires: Int32Array;
  readonly terminations: Int32Array;
  readonly closing: Int32Array;
  readonly employedDays: Float64Array;
  readonly payrollCents: Float64Array;
  readonly severanceCents: Float64Array;
}

/** Age × tenure × level cells of opening persons (W-37), ascending by age band, tenure band, level. */
export interface CellColumns {
  readonly rowCount: number;
  readonly ageBand: Uint8Array;
  readonly tenureBand: Uint8Array;
  readonly level: Uint8Array;
  readonly headcount: Int32Array;
  /** Σ hazard in ppm; people with a scheduled date have none. */
  readonly hazardSumPpm: Float64Array;
  /** As experiencedTerminations of the summary: scheduled ones included, reductions not. */
  readonly leavers: Int32Array;
}

/** Alignment strength of one selection (W-36): largest key taken beside quota / Σ h. */
export interface AlignmentStrength {
  readonly process: 'experienced' | 'priorYearHire' | 'newHire' | 'promotion';
  readonly quota: number;
  /** Sum of the hazards in ppm. */
  readonly hazardSumPpm: number;
  /** Largest race key taken; null when nobody was taken by a race. */
  readonly strength: number | null;
}

/**
 * Payroll bridge in cents of annual rates (W-58), each amount as a magnitude:
 * opening − leavers + transfersIn − transfersOut + hires + cola + promotion + merit + market = closing.
 * Transfers are between levels; they are 0 in total and by department.
 */
export interface PayrollBridge {
  readonly openingCents: number;
  readonly leaversCents: number;
  readonly transfersInCents: number;
  readonly transfersOutCents: number;
  readonly hiresCents: number;
  readonly colaCents: number;
  readonly promotionCents: number;
  readonly meritCents: number;
  readonly marketCents: number;
  readonly closingCents: number;
}

/** Average-pay bridge in cents (W-59). With no stayers the whole change is `replacement`. */
export interface AverageBridge {
  readonly openingCents: number | null;
  readonly leaverMixCents: number;
  readonly colaCents: number;
  readonly promotionCents: number;
  readonly meritCents: number;
  readonly marketCents: number;
  readonly hireMixCents: number;
  readonly replacementCents: number;
  readonly closingCents: number | null;
}

/** Growth metrics (W-57). Levels in cents; growth in millionths; null where the prior side is missing. */
export interface GrowthMetrics {
  readonly paidAverageCents: number | null;
  readonly paidGrowthPpm: number | null;
  readonly samePersonsGrowthPpm: number | null;
  readonly positionAverageCents: number | null;
  readonly positionGrowthPpm: number | null;
}

export interface GroupTotal {
  /** Level number or department name. */
  readonly key: string;
  readonly headcount: number;
  readonly annualPayCents: number;
}

/** Something to be shown with a result: a code of W-31, W-34, W-42 …, and where it arose. */
export interface RunWarning {
  readonly code: string;
  readonly message: string;
}

/** The year summary of section 8. */
export interface YearSummary {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  readonly scheduledHires: number;
  /** Terminations of strata E and P, scheduled ones included. */
  readonly experiencedTerminations: number;
  readonly reductions: number;
  readonly newHireTerminations: number;
  readonly promotions: number;
  readonly raises: number;
  readonly closing: number;
  /** Final target of the solver: `raised` and `unmet` are in it. */
  readonly targetClosing: number;
  readonly raised: number;
  readonly unmet: number;
  /** One entry a process in exact mode; none in stochastic mode, where there is no quota. */
  readonly alignment: readonly AlignmentStrength[];
  readonly byLevel: readonly GroupTotal[];
  readonly byDepartment: readonly GroupTotal[];
  /** Σ closing annual rates. */
  readonly closingPayrollCents: number;
  readonly proratedPayrollCents: number;
  readonly severanceCents: number;
  readonly growth: GrowthMetrics;
  readonly payrollBridge: PayrollBridge;
  readonly payrollBridgeByLevel: readonly (PayrollBridge & { readonly key: string })[];
  readonly payrollBridgeByDepartment: readonly (PayrollBridge & { readonly key: string })[];
  readonly averageBridge: AverageBridge;
  readonly warnings: readonly RunWarning[];
}

/** Result of one check of section 11 in one year. */
export interface InvariantResult {
  readonly id: string;
  readonly severity: Severity;
  readonly checked: number;
  readonly failed: number;
  /** At most 20 rows that broke it, in words. */
  readonly offenders: readonly string[];
}

/**
 * Everything one simulated year produced. All typed arrays are owned by the batch and may be transferred, but for those
 * of the compliance tests, which share some.
 */
export interface YearBatch {
  readonly year: number;
  /** Ids of the simulated hires of this year, in ordinal order; their indices follow on the persons known before. */
  readonly newPersonIds: readonly string[];
  readonly hires: HireEvents;
  readonly terminations: TerminationEvents;
  readonly promotions: PromotionEvents;
  readonly raises: RaiseEvents;
  readonly snapshot: SnapshotColumns;
  readonly months: MonthColumns;
  readonly cells: CellColumns;
  readonly summary: YearSummary;
  readonly eventCounts: Readonly<Partial<Record<EventType, number>>>;
  readonly invariants: readonly InvariantResult[];
  readonly plan: PlanBatch;
}

/** What is known of a run before its first year: dictionaries, opening state, and how the census was read. */
export interface RunOpening {
  readonly dictionaries: RunDictionaries;
  readonly opening: OpeningColumns;
  readonly planOpening: PlanOpeningColumns;
  /** Counts of W-23 and W-27. */
  readonly counts: {
    readonly accepted: number;
    readonly openingActive: number;
    readonly futureHire: number;
    readonly futureHireBeyondHorizon: number;
    readonly former: number;
    readonly levelBasis: Readonly<Record<'given' | 'in-range' | 'below' | 'gap' | 'above', number>>;
    readonly levelUnknown: number;
  };
}
