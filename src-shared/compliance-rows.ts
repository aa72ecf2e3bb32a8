import type {
  AdditionsReport,
  AmountsTest,
  ComplianceYear,
  CoveragePart,
  DesignFinding,
  HceReport,
  LimitUsed,
  PartCoverage,
  PlanTest,
  RatioTest,
  TestCorrection,
  TestedGroup,
  TopHeavyReport,
} from './compliance.ts';

/** The tests of a year in the form of tables. */

/** A row of plan_test: one test of a year, by part and group; the findings about the design are the last one. */
export interface PlanTestRow {
  readonly test: PlanTest;
  /** Coverage only. */
  readonly part: CoveragePart | null;
  readonly group: TestedGroup;
  readonly result: string;
  readonly reason: string | null;
  /** ADP and ACP: averages. Coverage: shares that benefit. */
  readonly nhceBasisPoints: number | null;
  readonly hceBasisPoints: number | null;
  /** What is held against the limit where it is not the HCE average: coverage and top-heavy ratio. */
  readonly ratioBasisPoints: number | null;
  /** Parts per million, because the limit of an ADP test has quarters of a basis point. */
  readonly limitPpm: number | null;
  /** The document of the test without its columns, to be stored as JSON. */
  readonly working: Readonly<Record<string, unknown>>;
}

/**
 * Rows of plan_test_person, a column per attribute, by test in the order of PLAN_TESTS, then person. ADP, ACP: everyone
 * tested. Coverage: every employee, the benefit and its share of pay. Amounts: those of the general test, with the
 * allocation rate. Additions: those at risk or limited. Top-heavy: key employees and those owed a minimum. Amounts of a
 * correction are NaN but for the HCEs of a failed test, people limited, and a top-heavy plan.
 */
export interface PlanTestPeople {
  readonly rowCount: number;
  /** Index into PLAN_TESTS. */
  readonly test: Uint8Array;
  /** Index of the person in the run. */
  readonly person: Int32Array;
  readonly isHce: Uint8Array;
  /**
   * Coverage: deferrals + 3 × match + 9 × core, each an index into COVERAGE_STANDINGS. Additions: ADDITIONS_STATUSES.
   * Top-heavy: KEY_REASON of the year. Otherwise 0.
   */
  readonly standing: Uint8Array;
  /** cappedPlanPay; additions: their limit; top-heavy: min(gross pay, compensation). */
  readonly payCents: Float64Array;
  /** What the percentage is of: benefit, deferral, match, allocation, additions before section 16, contributions. */
  readonly amountCents: Float64Array;
  /** Ratio, rate or utilisation. */
  readonly basisPoints: Int32Array;
  /** Part in the total excess by ratio (P-95); additions above the limit. */
  readonly excessCents: Float64Array;
  readonly refundCents: Float64Array;
  readonly recharacterisedCents: Float64Array;
  readonly forfeitedCents: Float64Array;
  readonly distributedCents: Float64Array;
  /** Lacking of the top-heavy minimum. */
  readonly additionalCents: Float64Array;
}

type StoredRatioTest = Omit<RatioTest, 'people' | 'correction'> & {
  readonly correction: Omit<TestCorrection, 'hces'> | null;
};

/** Working of each test, which its row keeps as a document. */
export interface TestWorkings {
  readonly hce: HceReport & Pick<ComplianceYear['flags'], 'assumedLookBack'>;
  readonly coverage: Omit<PartCoverage, 'standing'>;
  readonly adp: StoredRatioTest;
  readonly acp: StoredRatioTest;
  readonly amounts: Omit<AmountsTest, 'people'>;
  readonly additions: Omit<AdditionsReport, 'people' | 'corrected'>;
  readonly topHeavy: Omit<TopHeavyReport, 'people' | 'minimum'> & {
    readonly minimum: Omit<NonNullable<TopHeavyReport['minimum']>, 'additional'> | null;
  };
  readonly design: {
    readonly findings: readonly DesignFinding[];
    readonly limits: readonly LimitUsed[];
    readonly flags: ComplianceYear['flags'];
  };
}

/** The rows of a test with their workings: several where parts or groups are tested apart. */
export function workingsOf<Name extends keyof TestWorkings>(
  tests: readonly PlanTestRow[],
  name: Name,
): readonly { readonly row: PlanTestRow; readonly working: TestWorkings[Name] }[] {
  return (
    tests
      .filter(({ test }) => test === name)
      // The document was written from the same type.
      .map((row) => ({ row, working: row.working as TestWorkings[Name] }))
  );
}

/** The working of the first row of the given test; null without one. */
export const workingOf = <Name extends keyof TestWorkings>(
  tests: readonly PlanTestRow[],
  name: Name,
): TestWorkings[Name] | null => workingsOf(tests, name)[0]?.working ?? null;
