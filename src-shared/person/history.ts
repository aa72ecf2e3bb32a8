import type { PersonEvent } from './event-fields.ts';

/**
 * Everything a run stores about one person. Money is cents, rates are parts per million, dates are days since
 * 1970-01-01; null where something does not apply.
 */

/** What stays the same of a person from hire to leaving. */
export interface LastingFacts {
  readonly birthDay: number;
  readonly hireDay: number;
  readonly department: string;
  readonly location: string | null;
  readonly costCentre: string | null;
  readonly jobTitle: string | null;
  /** Hours a week; 0 is full time. */
  readonly scheduledHours: number;
  readonly flsaStatus: string | null;
  readonly unionMember: boolean;
}

/** Where a person stands in the plan (P-37, P-78). */
export interface PlanState {
  readonly entryDay: number | null;
  /** ENTRY_BASES without `none`. */
  readonly entryBasis: string | null;
  readonly status: string;
  readonly enrollmentDay: number | null;
  /** ENROLLMENT_SOURCES without `none`. */
  readonly enrollmentSource: string | null;
  readonly deferralRate: number;
  readonly rothShare: number | null;
  readonly escalationCount: number;
  readonly optOutDay: number | null;
  readonly vestedMatch: number;
  readonly vestedCore: number;
  readonly balanceDeferral: number;
  readonly balanceMatch: number;
  readonly balanceCore: number;
}

/** The state of a person at the opening of a run. */
export interface PersonOpening extends LastingFacts {
  readonly level: number;
  readonly levelSinceDay: number;
  readonly annualPay: number;
  /** Null in runs that were made before the plan was simulated. */
  readonly plan: PlanState | null;
  /** Whether an account balance is not known and counts as 0 (P-78). */
  readonly balancesMissing: boolean;
}

/** The row of a year as it is stored (W-53, P-132). The plan columns are null where the plan was not simulated. */
export interface PersonYear {
  readonly year: number;
  readonly terminationDay: number | null;
  readonly level: number;
  readonly annualPay: number;
  readonly openingPay: number | null;
  readonly proratedPay: number;
  readonly employedDays: number;
  readonly age: number;
  readonly tenure: number;
  readonly deferralRate: number | null;
  readonly baseDeferral: number | null;
  readonly catchUp: number | null;
  readonly matchReason: string | null;
  readonly coreReason: string | null;
  readonly limitBound: string | null;
  readonly cappedPlanPay: number | null;
  readonly creditedYears: number | null;
  readonly isHce: boolean | null;
  readonly vestedMatch: number | null;
  readonly vestedCore: number | null;
  readonly balanceDeferral: number | null;
  readonly balanceMatch: number | null;
  readonly balanceCore: number | null;
}

/** A tier of a match: the part of the deferral between two shares of pay, and the match per dollar of it. */
export interface MatchTierTerms {
  readonly min: number;
  readonly max: number;
  readonly rate: number;
}

/** What the plan said in a year, as far as amounts of a person can be worked out from it. */
export interface PlanYearTerms {
  readonly year: number;
  readonly designName: string;
  readonly annualReturn: number;
  readonly match: {
    readonly frequency: 'annual' | 'perPayPeriod' | 'perPayPeriodWithTrueUp';
    readonly matchCatchUp: boolean;
    readonly cap: number | null;
    readonly dollarCap: number | null;
    /** By band of the formula; one for everybody where it has none. */
    readonly bands: readonly (readonly MatchTierTerms[])[];
  };
  /** Vested share by credited years from 0 on; the last holds for more. */
  readonly vesting: { readonly match: readonly number[]; readonly core: readonly number[] };
  readonly electiveDeferralLimit: number;
  readonly compensationLimit: number;
}

/** How a person came into a run. */
export type PersonOrigin = 'opening' | 'scheduledHire' | 'simulatedHire';

/** A person of a run over all its years. */
export interface PersonHistory {
  readonly runId: string;
  readonly employeeId: string;
  readonly startYear: number;
  readonly endYear: number;
  /** What the luck of the run came from (W-7), and the content of its census. */
  readonly seed: number;
  readonly replicate: number;
  readonly censusHash: string;
  readonly origin: PersonOrigin;
  /** Name of each level; the first is that of level 1. */
  readonly levelNames: readonly string[];
  /** Null for people hired within the run. */
  readonly opening: PersonOpening | null;
  /** In the order of W-61. */
  readonly events: readonly PersonEvent[];
  readonly years: readonly PersonYear[];
  /** Years with a plan design in force. */
  readonly planYears: readonly PlanYearTerms[];
}
