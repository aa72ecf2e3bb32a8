import type {
  ENTRY_BASES,
  BARRED_REASONS,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  LOOKBACK_SOURCES,
  PLAN_STATUSES,
} from '../../../src-shared/vocabulary.ts';
import type { CensusFacts } from './facts.ts';

/** What is known of somebody in the plan at close of a year. */

export type EntryBasis = (typeof ENTRY_BASES)[number];
export type EnrollmentCategory = (typeof ENROLLMENT_CATEGORIES)[number];

/** A yes/no draw as its event says it. */
export interface Decision {
  /** In ppm. */
  readonly probability: bigint;
  /** u of the draw. */
  readonly draw: number;
}

/** An enrolment that is to happen on a day, unless another comes first. */
export interface PlannedEnrollment {
  readonly category: 'auto' | 'proactive' | 'voluntary';
  readonly day: number;
  readonly decision: Decision | null;
  readonly dateDraw: number | null;
}

/** An opt-out that is to happen on a day, unless the person leaves before. */
export interface PlannedOptOut {
  readonly day: number;
  readonly isWithdrawal: boolean;
  readonly decision: Decision;
}

export interface Account {
  deferral: bigint;
  match: bigint;
  core: bigint;
}

export interface PlanState {
  readonly facts: CensusFacts;
  /** Date of the first entry. */
  entry: number | null;
  basis: EntryBasis;
  /** Date of entry with employer money: that of people who are only long-term part-time is still to come (P-30). */
  employerEntry: number | null;
  barred: (typeof BARRED_REASONS)[number];
  barredRecorded: boolean;
  /** Of process 100. */
  barredDecision: Decision | null;
  /** Outside every excluded class since this day: −∞ if never in one, null while in one. */
  outsideClassSince: number | null;
  status: (typeof PLAN_STATUSES)[number];
  enrollmentDay: number | null;
  enrollmentSource: (typeof ENROLLMENT_SOURCES)[number];
  rate: bigint;
  rothShare: bigint | null;
  escalationCount: number;
  /** Whether escalation was offered for the first time, and refused (P-50). */
  escalationOffered: boolean;
  escalationRefused: boolean;
  optOutDay: number | null;
  /** Day of the match response that ended participation. */
  stoppedDay: number | null;
  planned: PlannedEnrollment | null;
  optOut: PlannedOptOut | null;
  /** Days whose deferrals are never posted: automatic date to permissible withdrawal (P-40). */
  unposted: readonly { readonly from: number; readonly to: number }[];
  /** Credited at the start of the run, and years credited by hours since (P-81). */
  openingYears: number;
  yearsByHours: number;
  /** In ppm, at the end of the year before. */
  vestedMatch: bigint;
  vestedCore: bigint;
  account: Account;
  /** Pay of the year before, its FICA wages, and where they come from (P-22). */
  lookbackPay: bigint | null;
  lookbackWages: bigint | null;
  lookbackSource: (typeof LOOKBACK_SOURCES)[number];
}

/** Somebody who comes into the run without any plan history. */
export const newcomer = (facts: CensusFacts): PlanState => ({
  facts,
  entry: null,
  basis: 'none',
  employerEntry: null,
  barred: facts.override === 'no' ? 'census' : 'none',
  barredRecorded: false,
  barredDecision: null,
  outsideClassSince: Number.NEGATIVE_INFINITY,
  status: 'notEntered',
  enrollmentDay: null,
  enrollmentSource: 'none',
  rate: 0n,
  rothShare: facts.override === 'no' ? null : facts.rothShare,
  escalationCount: 0,
  escalationOffered: false,
  escalationRefused: facts.escalationOptOut,
  optOutDay: null,
  stoppedDay: null,
  planned: null,
  optOut: null,
  unposted: [],
  openingYears: 0,
  yearsByHours: 0,
  vestedMatch: 0n,
  vestedCore: 0n,
  account: { ...facts.balances },
  lookbackPay: null,
  lookbackWages: null,
  lookbackSource: 'none',
});
