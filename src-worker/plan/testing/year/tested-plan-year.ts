import type { TopHeavyDetermination } from '../../../../src-shared/compliance.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import type { Correction } from '../../annual-additions.ts';
import type { LimitSettings } from '../../limits.ts';
import type { MatchLoss } from '../../match-loss.ts';

export type Design = Scenario['planDesigns'][number];

/**
 * The employees of a year as the tests see them: everyone employed on some day of it, in the order of their keys, a
 * column per fact. Amounts are those of the ledger, after section 16, in cents.
 */
export interface TestedPlanYear {
  readonly count: number;
  /** Index of the person in the run. */
  readonly person: Int32Array;
  /** Bits of STANDING; see standingOf. */
  readonly standing: Uint16Array;
  /** HCE_REASON of the year, and where the look-back pay comes from (LOOKBACK_SOURCES). */
  readonly hceReason: Uint8Array;
  readonly lookBackSource: Uint8Array;
  readonly grossPay: Float64Array;
  readonly cappedPlanPay: Float64Array;
  readonly base: Float64Array;
  readonly catchUp: Float64Array;
  /** Catch-up the person could still make (P-63); 0 where a mandate leaves no room (P-60). */
  readonly unusedCatchUp: Float64Array;
  readonly match: Float64Array;
  readonly trueUp: Float64Array;
  readonly core: Float64Array;
  readonly coreExcess: Float64Array;
  readonly reallocated: Float64Array;
  /** Vested share of the match on the settlement date. */
  readonly vestedMatchPpm: Int32Array;
  /** Band of the match formula; 0 in a formula without bands. */
  readonly matchBand: Uint8Array;
  readonly statutoryAge: Uint8Array;
  /** 1 for people employed on 31 December, those who leave on that day included. */
  readonly isEmployedAtYearEnd: Uint8Array;
  /** Index into TERMINATION_REASONS for people who leave in the year. */
  readonly terminationReason: Uint8Array;
  readonly isOfficer: Uint8Array;
  readonly isFivePercentOwner: Uint8Array;
  readonly isOnePercentOwner: Uint8Array;
  /** KEY_REASON in the year before; 0 for people not employed then. */
  readonly keyBefore: Uint8Array;
  /** 1 for people who were key employees in some earlier year. */
  readonly wasKey: Uint8Array;
  /** Accounts on 31 December, rollovers apart, and whether the opening balances were known (P-115). */
  readonly balance: Float64Array;
  readonly isBalanceKnown: Uint8Array;
}

/** What the tests of a year need of the year before (P-93, P-115). */
export interface PriorFacts {
  /** Whether that year was simulated with a plan; otherwise the facts come from the census. */
  readonly isSimulated: boolean;
  /** NHCE averages in basis points; null when nobody was an NHCE, or not known from the census. */
  readonly nhceAdp: number | null;
  readonly nhceAcp: number | null;
  /** Null when nothing is known of that year. */
  readonly determination: TopHeavyDetermination | null;
}

/** Facts about the year as a whole. */
export interface YearCounts {
  /** Employees of the year before (P-121); 0 when not known. */
  readonly priorYearEmployees: number;
  /** Greatest number employed in the year or a modelled one of the four before, as counted by P-88 (P-114). */
  readonly largestEmployment: number;
  /** Counted employees of the top-paid group and its size; null when the plan does not use it (P-88). */
  readonly topPaidGroup: { readonly counted: number; readonly size: number } | null;
  /** People whom the law made enter earlier than the plan (P-28). */
  readonly lateEntries: number;
  /** People whose wages of the year before exceed rothCatchUpWages (P-60). */
  readonly overRothCatchUpWages: number;
  /** Forfeitures not used in time (P-84). */
  readonly overdueForfeitures: Cents;
}

/** Everything that the tests of a year depend on. */
export interface ComplianceInput {
  readonly year: number;
  readonly design: Design;
  readonly limits: LimitSettings;
  readonly people: TestedPlanYear;
  readonly counts: YearCounts;
  readonly prior: PriorFacts;
  /** What section 16 did, by position; only those above the limit are in it. */
  readonly corrections: ReadonlyMap<number, Correction>;
  /** What refunds of deferrals take from the match of an employee, by position (P-97); asked for refunds only. */
  readonly matchLossOf: (position: number) => MatchLoss;
}
