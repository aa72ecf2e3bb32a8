import type { PlanTestPeople, PlanTestRow } from '../../../../src-shared/compliance-rows.ts';
import {
  COVERAGE_PARTS,
  type AmountsTest,
  type ComplianceYear,
  type CoverageTest,
  type PlanTest,
  type RatioTest,
} from '../../../../src-shared/compliance.ts';
import { basisPoints } from '../basis-points.ts';
import { peopleRows } from './test-people-rows.ts';

/** The tests of a year in the form of two tables. */
export interface PlanTestRows {
  readonly tests: readonly PlanTestRow[];
  readonly people: PlanTestPeople;
}

/** The rows of plan_test and plan_test_person of a year. */
export function planTestRows(compliance: ComplianceYear): PlanTestRows {
  return { tests: testRows(compliance), people: peopleRows(compliance) };
}

/** 70 % and 60 % in ppm: the ratio test (P-104, P-113) and the top-heavy ratio (P-115). */
const COVERAGE_LIMIT = 700_000;
const TOP_HEAVY_LIMIT = 600_000;

type Figures = Partial<Omit<PlanTestRow, 'test' | 'result' | 'reason' | 'working'>>;

function rowOf(
  test: PlanTest,
  result: string,
  reason: string | null,
  working: Readonly<Record<string, unknown>>,
  figures: Figures = {},
): PlanTestRow {
  return {
    test,
    part: null,
    group: 'everyone',
    result,
    reason,
    nhceBasisPoints: null,
    hceBasisPoints: null,
    ratioBasisPoints: null,
    limitPpm: null,
    working,
    ...figures,
  };
}

function testRows(year: ComplianceYear): readonly PlanTestRow[] {
  const { hce, design } = year;
  return [
    rowOf('hce', 'determined', null, { ...hce, assumedLookBack: year.flags.assumedLookBack }),
    ...year.coverage.flatMap(coverageRows),
    ratioRow('adp', year.adp),
    ratioRow('acp', year.acp),
    ...year.amounts.map(amountsRow),
    additionsRow(year),
    topHeavyRow(year),
    rowOf('design', design.length === 0 ? 'clear' : 'findings', null, {
      designId: year.designId,
      findings: design,
      partialTermination: Array.from(
        year.employees.partialTermination,
        (position) => year.employees.person[position] ?? 0,
      ),
      limits: year.limits,
      flags: year.flags,
    }),
  ];
}

/** The document of a test without its columns of people. */
const without = (test: object, ...columns: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(test).filter(([name]) => !columns.includes(name)));

function coverageRows({ group, parts }: CoverageTest): readonly PlanTestRow[] {
  return COVERAGE_PARTS.map((part) => {
    const test = parts[part];
    const { nhceBenefiting, nhceTotal, hceBenefiting, hceTotal } = test;
    return rowOf('coverage', test.result, test.reason, without(test, 'standing'), {
      part,
      group,
      nhceBasisPoints: nhceTotal === 0 ? null : basisPoints(nhceBenefiting, nhceTotal),
      hceBasisPoints: hceTotal === 0 ? null : basisPoints(hceBenefiting, hceTotal),
      ratioBasisPoints: test.ratio,
      limitPpm: COVERAGE_LIMIT,
    });
  });
}

function ratioRow(name: 'adp' | 'acp', test: RatioTest): PlanTestRow {
  const correction = test.correction === null ? null : without(test.correction, 'hces');
  return rowOf(
    name,
    test.result,
    test.reason,
    { ...without(test, 'people'), correction },
    {
      nhceBasisPoints: test.nhceAverage,
      hceBasisPoints: test.hceAverage,
      limitPpm: test.limitPpm,
    },
  );
}

function amountsRow(test: AmountsTest): PlanTestRow {
  return rowOf('amounts', test.result, test.reason, without(test, 'people'), { group: test.group });
}

function additionsRow({ additions, employees }: ComplianceYear): PlanTestRow {
  const corrected = additions.corrected.map(({ position, ...steps }) => ({
    person: employees.person[position] ?? 0,
    ...steps,
  }));
  return rowOf('additions', additions.result, null, { ...without(additions, 'people'), corrected });
}

function topHeavyRow({ topHeavy: test }: ComplianceYear): PlanTestRow {
  const minimum = test.minimum === null ? null : without(test.minimum, 'additional');
  const { determination } = test;
  const isEvaluated = determination !== null && determination.result !== 'notEvaluated';
  return rowOf(
    'topHeavy',
    test.result,
    test.reason,
    { ...without(test, 'people'), minimum },
    { ratioBasisPoints: isEvaluated ? determination.ratio : null, limitPpm: TOP_HEAVY_LIMIT },
  );
}
