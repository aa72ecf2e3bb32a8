/**
 * What the tests of a simulated year yield (P-25: reported, not posted). Every test is a document of plain values, its
 * working, and beside it columns of people. Percentages are basis points, exact limits parts per million, money cents.
 * Columns run over the employees of the year in the order of their keys, or, where they say so, over some of them.
 */

/** The order is part of the stored format: add at the end, never reorder. */
export const PLAN_TESTS = [
  'hce',
  'coverage',
  'adp',
  'acp',
  'amounts',
  'additions',
  'topHeavy',
  'design',
] as const;
export type PlanTest = (typeof PLAN_TESTS)[number];

/** Parts of the plan whose coverage is tested (P-112). */
export const COVERAGE_PARTS = ['deferrals', 'match', 'core'] as const;
export type CoveragePart = (typeof COVERAGE_PARTS)[number];

/** What a person is in one part of the coverage test (P-112). */
export const COVERAGE_STANDINGS = ['excludable', 'notBenefiting', 'benefiting'] as const;

/** Whom a coverage or amounts test is about (P-111); `everyone` unless the plan tests two groups apart. */
export type TestedGroup = 'everyone' | 'otherwiseExcludable' | 'notOtherwiseExcludable';

/** How a person stands against section 415 (P-77). */
export const ADDITIONS_STATUSES = ['pass', 'atRisk', 'limited'] as const;

/** A statutory limit that a test used (P-14, P-135). */
export interface LimitUsed {
  readonly item: string;
  /** The year whose limit it is: that of the test, or the one before for highly compensated employees. */
  readonly year: number;
  readonly cents: number;
  readonly provenance: 'published' | 'projected' | 'override';
  readonly source: string;
}

/** Who is highly compensated (P-87 to P-89). */
export interface HceReport {
  readonly employees: number;
  readonly owners: number;
  readonly byPay: number;
  readonly byTopPaidGroup: number;
  readonly nhces: number;
  readonly thresholdCents: number;
  /** Null when the plan does not use the top-paid group. */
  readonly topPaidGroup: { readonly counted: number; readonly size: number } | null;
}

/** Employees of a year by what keeps them out of an ADP or ACP test, first that applies; PINV-22: they add up. */
export interface TestedCounts {
  readonly employees: number;
  readonly notEntered: number;
  readonly excludedClass: number;
  readonly ltptOnly: number;
  readonly noPay: number;
  readonly otherwiseExcludable: number;
  /** ACP only: entered, but no match whatever they deferred (P-99). */
  readonly notMatchable: number;
  readonly nhces: number;
  readonly hces: number;
}

/** Where the NHCE average comes from (P-93). */
export type AverageSource =
  'thisYear' | 'yearBefore' | 'setting' | 'firstPlanYear' | 'census' | 'notAvailable';

/** What corrects a failed ADP or ACP test (P-95 to P-98, P-101). Columns are of the HCEs of the test. */
export interface TestCorrection {
  readonly totalCents: number;
  /** Ratio to which higher ones were lowered, a fraction in ppm; null when none was (P-95). */
  readonly permitted: { readonly numerator: number; readonly denominator: number } | null;
  readonly recharacterisedCents: number;
  readonly refundedCents: number;
  readonly forfeitedCents: number;
  readonly distributedCents: number;
  /** Null in prior-year testing, where this year's NHCEs are not those of the average. */
  readonly qnec: { readonly requiredNhceAverage: number; readonly costCents: number } | null;
  /** ISO dates: last day without excise tax, last day of qualification. */
  readonly deadlines: { readonly withoutExciseTax: string; readonly qualification: string };
  readonly hces: CorrectedHces;
}

/** The correction person by person, cents, in the order of `hces` of the test. */
export interface CorrectedHces {
  /** Part in the total by ratio (P-95). */
  readonly byRatio: Float64Array;
  /** What is taken from the person (P-96). */
  readonly shares: Float64Array;
  /** ADP: becomes catch-up, and is paid back (P-97). */
  readonly recharacterised: Float64Array;
  readonly refunded: Float64Array;
  /** ADP: match on refunds. ACP: what of the share is not vested (P-101). */
  readonly forfeited: Float64Array;
  /** ACP: vested part of the share. */
  readonly distributed: Float64Array;
}

/** The ADP or the ACP test of a year (sections 20 and 21). */
export interface RatioTest {
  readonly method: 'current' | 'prior';
  readonly averageSource: AverageSource;
  readonly result: 'pass' | 'fail' | 'exempt' | 'notAvailable';
  /** What the figures say by themselves; differs from the result of an exempt test (P-94). */
  readonly figures: 'pass' | 'fail' | 'notAvailable';
  readonly reason: 'noNhce' | 'noHce' | 'safeHarbor' | null;
  readonly counts: TestedCounts;
  readonly nhceAverage: number | null;
  readonly hceAverage: number | null;
  /** Exact: a quarter of a basis point is 25 ppm. */
  readonly limitPpm: number | null;
  /** Average of this year's NHCEs, to which prior-year testing compares the next year. */
  readonly nhceAverageOfYear: number | null;
  /** ACP: representative matching rate of P-100 in ppm; null in the ADP test. */
  readonly representativeRatePpm: number | null;
  /** Null unless the test fails. */
  readonly correction: TestCorrection | null;
  readonly people: TestedPeople;
}

/** The people of an ADP or ACP test. */
export interface TestedPeople {
  /** Positions among the employees of the year. */
  readonly position: Uint32Array;
  /** What counts of each: base deferrals, or match, cents. */
  readonly amount: Float64Array;
  readonly ratio: Int32Array;
  /** Places of the HCEs in these columns. */
  readonly hces: Uint32Array;
}

/** Coverage of one part of the plan (P-112, P-113). */
export interface PartCoverage {
  readonly result: 'pass' | 'review' | 'fail';
  readonly reason: 'noNhce' | 'noHceBenefits' | 'ratio' | 'averageBenefit' | null;
  /** PINV-22: with those benefiting and not they are the employees of the year. */
  readonly excludable: number;
  readonly nhceBenefiting: number;
  readonly nhceTotal: number;
  readonly hceBenefiting: number;
  readonly hceTotal: number;
  readonly ratio: number | null;
  /** Whole percent, and thousandths of a percentage point (P-105). */
  readonly concentration: number | null;
  readonly safe: number | null;
  readonly unsafe: number | null;
  readonly averageBenefit: number | null;
  /** Index into COVERAGE_STANDINGS. */
  readonly standing: Uint8Array;
}

/** Coverage of the parts for one group. */
export interface CoverageTest {
  readonly group: TestedGroup;
  readonly parts: Readonly<Record<CoveragePart, PartCoverage>>;
}

/** The general test on one kind of rate (P-104, P-105). */
export interface RateGroupTest {
  readonly groups: readonly {
    readonly rate: number;
    readonly nhces: number;
    readonly hces: number;
    readonly ratio: number | null;
    readonly passes: boolean;
  }[];
  /** Thousandths of a percentage point. */
  readonly midpoint: number | null;
  readonly threshold: number | null;
  readonly passes: boolean;
}

/** Whether the core amounts discriminate, for one group (section 22). */
export interface AmountsTest {
  readonly group: TestedGroup;
  readonly result: 'pass' | 'fail';
  /** The design safe harbor, or the kind of rates that passed; null when none did. */
  readonly reason: 'none' | 'uniformPercent' | 'permittedDisparity' | 'allocations' | 'benefits' | null;
  readonly averageBenefit: number | null;
  readonly allocations: RateGroupTest | null;
  readonly gateway: {
    readonly opens: boolean;
    readonly isGradual: boolean;
    readonly highestHceRate: number;
    /** NHCEs below a third of that rate and 5 % of pay. */
    readonly below: number;
  } | null;
  readonly benefits: RateGroupTest | null;
  /** Null where a design safe harbor spares the general test. */
  readonly people: {
    /** Positions among the employees of the year. */
    readonly position: Uint32Array;
    /** Core, its excess and reallocated forfeitures, cents. */
    readonly allocation: Float64Array;
    readonly allocationRate: Float64Array;
    /** Null when the allocations decide. */
    readonly benefitsRate: Float64Array | null;
  } | null;
}

/** Annual additions against section 415(c) (P-77). */
export interface AdditionsReport {
  readonly result: 'pass' | 'limited';
  readonly limited: number;
  readonly atRisk: number;
  readonly passing: number;
  readonly dollarLimitCents: number;
  /** Σ taken by each step of P-76. */
  readonly steps: AdditionsSteps;
  readonly people: {
    readonly limit: Float64Array;
    /** 1 where 100 % of pay is the lower limit. */
    readonly isPayArm: Uint8Array;
    readonly before: Float64Array;
    readonly after: Float64Array;
    readonly utilisation: Int32Array;
    /** Index into ADDITIONS_STATUSES. */
    readonly status: Uint8Array;
  };
  /** Those limited, each with the steps. */
  readonly corrected: readonly (AdditionsSteps & { readonly position: number })[];
}

/** Steps of P-76, cents. */
export interface AdditionsSteps {
  readonly overCents: number;
  readonly reclassifiedCents: number;
  readonly afterTaxReturnedCents: number;
  readonly unmatchedReturnedCents: number;
  readonly matchedReturnedCents: number;
  readonly matchForfeitedCents: number;
  readonly coreReducedCents: number;
  readonly reallocatedReducedCents: number;
  readonly matchReducedCents: number;
}

/** The top-heavy ratio on a determination date (P-114, P-115). */
export interface TopHeavyDetermination {
  /** ISO date. */
  readonly date: string;
  readonly result: 'topHeavy' | 'notTopHeavy' | 'notEvaluated';
  readonly ratio: number;
  readonly keyBalanceCents: number;
  readonly totalBalanceCents: number;
  readonly keyEmployees: number;
  readonly formerKeyEmployees: number;
  readonly officersMaximum: number;
  /** Some, but not all, opening balances are missing. */
  readonly isIncomplete: boolean;
}

/** The top-heavy test of a year (section 24). */
export interface TopHeavyReport {
  readonly result: 'topHeavy' | 'notTopHeavy' | 'notEvaluated' | 'exempt';
  /** Why exempt: only deferrals and safe-harbor money (P-117). */
  readonly reason: 'safeHarbor' | null;
  /** That of the date which decides about the year; null when it is not known. */
  readonly determination: TopHeavyDetermination | null;
  /** That of 31 December of the year, which decides about the next. */
  readonly yearEnd: TopHeavyDetermination;
  /** Owed by a top-heavy plan (P-116); null otherwise. */
  readonly minimum: {
    readonly highestKeyRatePpm: number;
    readonly ratePpm: number;
    readonly people: number;
    readonly totalCents: number;
    /** What each employee of the year lacks. */
    readonly additional: Float64Array;
  } | null;
  readonly people: {
    /** Key employees of the year (KEY_REASON), who decide about the next. */
    readonly keyReason: Uint8Array;
    /** min(gross pay, compensation). */
    readonly pay: Float64Array;
    /** Employer money, and base deferrals of those who were key employees on the determination date (P-116). */
    readonly amount: Float64Array;
  };
}

/** A finding of section 25 in a year. */
export interface DesignFinding {
  readonly code: string;
  readonly effect: 'E' | 'X' | 'X-ACP' | 'W';
  /** People it is about; null when it is about the design alone. */
  readonly people: number | null;
}

/** All tests of one simulated year. */
export interface ComplianceYear {
  readonly year: number;
  readonly designId: string;
  readonly limits: readonly LimitUsed[];
  readonly flags: {
    /** People whose look-back pay was assumed (P-22). */
    readonly assumedLookBack: number;
    /** People whose opening balances are not known (P-78). */
    readonly balancesMissing: number;
  };
  readonly hce: HceReport;
  readonly coverage: readonly CoverageTest[];
  readonly adp: RatioTest;
  readonly acp: RatioTest;
  readonly amounts: readonly AmountsTest[];
  readonly additions: AdditionsReport;
  readonly topHeavy: TopHeavyReport;
  readonly design: readonly DesignFinding[];
  /** The employees of the year: their indices in the run, and facts that every test shows. */
  readonly employees: {
    readonly person: Int32Array;
    readonly isHce: Uint8Array;
    /** cappedPlanPay. */
    readonly pay: Float64Array;
    /** Base deferrals + match + core + reallocated (P-106), and its share of pay. */
    readonly benefit: Float64Array;
    /** Positions of those whose involuntary leaving raises PARTIAL_TERMINATION (P-82). */
    readonly partialTermination: Uint32Array;
  };
}
