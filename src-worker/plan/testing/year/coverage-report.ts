import { toPpm } from '../../../../src-shared/arithmetic.ts';
import {
  COVERAGE_PARTS,
  type AmountsTest,
  type CoveragePart,
  type CoverageTest,
  type PartCoverage,
} from '../../../../src-shared/compliance.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import { isDisparityValid } from '../../design/design-checks.ts';
import { interestFactors } from '../benefits-rates.ts';
import { testCoverageAndAmounts, type CoverageAndAmounts } from '../coverage-and-amounts.ts';
import { designSafeHarbor } from '../design-safe-harbor.ts';
import type { GeneralTestColumns } from '../general-test.ts';
import { gradualFault } from '../gradual-schedule.ts';
import { COVERAGE, type TestedYear } from '../population.ts';
import { gather } from './gather.ts';
import type { Design } from './tested-plan-year.ts';

/** Coverage of the parts of the plan, and whether the core amounts discriminate (sections 22 and 23). */
export interface CoverageReport {
  readonly coverage: readonly CoverageTest[];
  readonly amounts: readonly AmountsTest[];
}

const SCHEDULE_KIND = { gradedByService: 'service', ageBanded: 'age', pointsBased: 'points' } as const;

/** P-109, P-110: whether the core contribution is a gradual schedule. An integrated one is not by bands alone. */
function isGradual({ core }: Design): boolean {
  if (core.type === 'none' || core.type === 'flat' || core.integration.enabled) return false;
  const bands = core.bands.map(({ min, max, rate }) => ({ min, max, rate: toPpm(rate) }));
  return gradualFault(bands, SCHEDULE_KIND[core.type]) === null;
}

/** P-102 to P-113. `wageBase` is that of the year. */
export function coverageReport(
  design: Design,
  tested: TestedYear,
  columns: GeneralTestColumns,
  wageBase: Cents,
): CoverageReport {
  const { testing, core } = design;
  const isGradualCore = isGradual(design);
  const isImputed = testing.imputeDisparity && !core.integration.enabled;
  const runs = testCoverageAndAmounts(tested, columns, {
    population: testing,
    safeHarbor: designSafeHarbor(core, isDisparityValid(core, wageBase)),
    general: {
      basis: testing.generalTestBasis,
      interest: interestFactors(toPpm(testing.crossTestInterest)),
      imputedWageBase: isImputed ? wageBase : null,
      isGradual: isGradualCore,
    },
  });
  return {
    coverage: runs.map((run) => ({ group: run.group, parts: partsOf(run) })),
    amounts: runs.map((run) => amountsOf(run, columns, isGradualCore)),
  };
}

function partsOf({ coverage }: CoverageAndAmounts): Readonly<Record<CoveragePart, PartCoverage>> {
  const partOf = (part: CoveragePart): PartCoverage => {
    const {
      coverage: standing,
      counts,
      classification,
      ratio,
      result,
      reason,
      averageBenefit,
    } = coverage[part];
    return {
      result,
      reason,
      excludable: standing.length - counts.nhceTotal - counts.hceTotal,
      ...counts,
      ratio,
      concentration: classification?.concentration ?? null,
      safe: classification?.safe ?? null,
      unsafe: classification?.unsafe ?? null,
      averageBenefit,
      standing,
    };
  };
  const [deferrals, match, core] = COVERAGE_PARTS;
  return { deferrals: partOf(deferrals), match: partOf(match), core: partOf(core) };
}

function amountsOf(
  { group, coverage, safeHarbor, general, amountsPass }: CoverageAndAmounts,
  { allocation }: GeneralTestColumns,
  isGradualCore: boolean,
): AmountsTest {
  const result = amountsPass ? 'pass' : 'fail';
  const { averageBenefit } = coverage.core;
  if (general === null) {
    const none = { allocations: null, gateway: null, benefits: null, people: null };
    return { group, result, reason: safeHarbor, averageBenefit, ...none };
  }
  const { allocations, benefits, gateway, allocationRates, benefitsRates } = general;
  const position = positionsOf(coverage.core.coverage);
  const passedBy = allocations?.passes === true ? 'allocations' : 'benefits';
  return {
    group,
    result,
    reason: amountsPass ? passedBy : null,
    averageBenefit: general.averageBenefit,
    allocations,
    gateway:
      gateway === null
        ? null
        : {
            opens: gateway.opens,
            isGradual: isGradualCore,
            highestHceRate: gateway.highestHceRate,
            below: gateway.below.length,
          },
    benefits,
    people: {
      position,
      allocation: gather(allocation, position),
      allocationRate: allocationRates,
      benefitsRate: benefitsRates,
    },
  };
}

/** Positions of those who count in a part. */
function positionsOf(coverage: Uint8Array): Uint32Array {
  const positions = new Uint32Array(coverage.length);
  let length = 0;
  for (let position = 0; position < coverage.length; position++) {
    if (coverage[position] !== COVERAGE.excludable) positions[length++] = position;
  }
  return positions.slice(0, length);
}
