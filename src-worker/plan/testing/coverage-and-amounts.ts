import {
  averageBenefitPercentage,
  countCoverage,
  coverageTest,
  type CoverageCounts,
  type CoverageResult,
} from './coverage.ts';
import type { DesignSafeHarbor } from './design-safe-harbor.ts';
import {
  averageBenefits,
  generalTest,
  type GeneralTestColumns,
  type GeneralTests,
  type GeneralTestTerms,
} from './general-test.ts';
import {
  COVERAGE,
  coverageOf,
  type CoverageGroup,
  type CoveragePart,
  type PopulationTerms,
  type TestedYear,
} from './population.ts';

/** Sections 22 and 23 together: coverage of each part of the plan, and the amounts of the core contribution. */

/** The coverage test of one part with its working. */
interface PartCoverage extends CoverageResult {
  /** One of {@link COVERAGE} per person. */
  readonly coverage: Uint8Array;
  readonly counts: CoverageCounts;
  /** Average benefit percentage of the non-excludable employees of the part, basis points (P-106). */
  readonly averageBenefit: number | null;
}

/** One run of both sections: over everyone, or over one of the two groups of P-111. */
export interface CoverageAndAmounts {
  readonly group: CoverageGroup;
  readonly coverage: Readonly<Record<CoveragePart, PartCoverage>>;
  /** The safe harbor of the core design, reported first; the general test is then not run (P-103). */
  readonly safeHarbor: DesignSafeHarbor | null;
  readonly general: GeneralTests | null;
  /** Whether the amounts do not discriminate. */
  readonly amountsPass: boolean;
}

/** How both sections are run. */
export interface CoverageAndAmountTerms {
  readonly population: PopulationTerms;
  readonly general: Omit<GeneralTestTerms, 'planRatio'>;
  readonly safeHarbor: DesignSafeHarbor | null;
}

/** P-111: with `separate`, people below age 21 or one year of service are tested apart; both runs must pass. */
function groupsOf({ otherwiseExcludable }: PopulationTerms): readonly CoverageGroup[] {
  return otherwiseExcludable === 'separate'
    ? ['notOtherwiseExcludable', 'otherwiseExcludable']
    : ['everyone'];
}

/** Indices of the people who count in a part. */
function nonExcludable(coverage: Uint8Array): Uint32Array {
  const people = new Uint32Array(coverage.length);
  let length = 0;
  for (let person = 0; person < coverage.length; person++) {
    if (coverage[person] !== COVERAGE.excludable) people[length++] = person;
  }
  return people.slice(0, length);
}

/**
 * P-102 to P-113: the coverage of deferrals, match and core, and whether the core amounts discriminate, in one run or, by
 * P-111, in two. `columns` are of the same people as `year`.
 */
export function testCoverageAndAmounts(
  year: TestedYear,
  columns: GeneralTestColumns,
  { population, general, safeHarbor }: CoverageAndAmountTerms,
): readonly CoverageAndAmounts[] {
  return groupsOf(population).map((group) => {
    const testPart = (part: CoveragePart): PartCoverage => {
      const coverage = coverageOf(year, part, population, group);
      const counts = countCoverage(coverage, year.isHce);
      const means = averageBenefits(columns.benefit, columns.pay, year.isHce, nonExcludable(coverage));
      const averageBenefit = averageBenefitPercentage(means);
      return { ...coverageTest(counts, averageBenefit), coverage, counts, averageBenefit };
    };
    const coverage = {
      deferrals: testPart('deferrals'),
      match: testPart('match'),
      core: testPart('core'),
    };
    const { core } = coverage;
    if (safeHarbor !== null) return { group, coverage, safeHarbor, general: null, amountsPass: true };
    const terms = { ...general, planRatio: core.ratio };
    const tests = generalTest(columns, nonExcludable(core.coverage), terms);
    return { group, coverage, safeHarbor, general: tests, amountsPass: tests.passes };
  });
}
