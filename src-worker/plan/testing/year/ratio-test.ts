import { roundQuotient, toPpm } from '../../../../src-shared/arithmetic.ts';
import type {
  AverageSource,
  RatioTest,
  TestCorrection,
  TestedCounts,
} from '../../../../src-shared/compliance.ts';
import { formatIsoDate } from '../../../../src-shared/dates.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import { meanOf } from '../basis-points.ts';
import { correctionDeadlines, qnec } from '../correction-options.ts';
import {
  CURRENT,
  nondiscriminationTest,
  priorYearBenchmark,
  type Benchmark,
  type TestColumns,
  type TestWorking,
} from '../nondiscrimination-test.ts';
import { gather } from './gather.ts';
import type { Design } from './tested-plan-year.ts';

/** What the ADP and the ACP test of a year have in common. */

/** What becomes of the shares, in the order of the HCEs of the test, cents. */
export interface Distribution {
  readonly recharacterised: Float64Array;
  readonly refunded: Float64Array;
  readonly forfeited: Float64Array;
  readonly distributed: Float64Array;
}

/** How one of the two tests is run in a year. */
export interface RatioTestTerms {
  readonly year: number;
  readonly design: Design;
  readonly method: 'current' | 'prior';
  /** testing.priorYear of the test, a fraction. */
  readonly given: number | null;
  /** The average of the year before, and whether that year was simulated (P-93). */
  readonly prior: { readonly isSimulated: boolean; readonly average: number | null };
  readonly isExempt: boolean;
  readonly representativeRatePpm: number | null;
}

/** P-93: what the HCEs are compared with, and where that comes from. */
function benchmarkOf({ method, given, prior, design }: RatioTestTerms): readonly [Benchmark, AverageSource] {
  if (method === 'current') return [CURRENT, 'thisYear'];
  const { isSimulated, average } = prior;
  if (isSimulated) return [{ kind: 'average', nhceAverage: average }, 'yearBefore'];
  const isFirstPlanYear = design.testing.firstPlanYear;
  const setting = given === null ? null : roundQuotient(toPpm(given), 100);
  const benchmark = priorYearBenchmark({ simulated: null, given: setting, isFirstPlanYear, census: average });
  if (setting !== null) return [benchmark, 'setting'];
  if (isFirstPlanYear) return [benchmark, 'firstPlanYear'];
  return [benchmark, average === null ? 'notAvailable' : 'census'];
}

/** P-91 to P-98: the test of the people at the given positions; `distribute` says what becomes of the shares. */
export function ratioTest(
  columns: TestColumns,
  people: Uint32Array,
  counts: TestedCounts,
  terms: RatioTestTerms,
  distribute: (working: TestWorking) => Distribution,
): RatioTest {
  const [benchmark, averageSource] = benchmarkOf(terms);
  const working = nondiscriminationTest(columns, people, benchmark);
  const { ratios, hces, nhceAverage, hceAverage, limit } = working;
  // A year before in which nobody was an NHCE is known, and leaves nobody to compare with (P-92).
  const hadNoNhce = working.result === 'notAvailable' && averageSource === 'yearBefore';
  const figures = hadNoNhce ? 'pass' : working.result;
  const isCorrected = figures === 'fail' && !terms.isExempt;
  const nhceAverageOfYear =
    terms.method === 'current' ? nhceAverage : meanOf(sumOfNhces(columns, people, ratios), counts.nhces);
  return {
    method: terms.method,
    averageSource,
    result: terms.isExempt ? 'exempt' : figures,
    figures,
    reason: terms.isExempt ? 'safeHarbor' : hadNoNhce ? 'noNhce' : working.reason,
    counts,
    nhceAverage,
    hceAverage,
    limitPpm: limit,
    nhceAverageOfYear,
    representativeRatePpm: terms.representativeRatePpm,
    correction: isCorrected ? correctionOf(columns, working, terms, distribute(working)) : null,
    people: {
      position: people,
      amount: gather(columns.amount, people),
      ratio: ratios,
      hces,
    },
  };
}

function sumOfNhces({ isHce }: TestColumns, people: Uint32Array, ratios: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < people.length; at++) if (isHce[people[at] ?? 0] !== 1) sum += ratios[at] ?? 0;
  return sum;
}

const total = (amounts: Float64Array): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** P-95 to P-98: the correction of a failed test. */
function correctionOf(
  columns: TestColumns,
  working: TestWorking,
  { year, method, design }: RatioTestTerms,
  distribution: Distribution,
): TestCorrection | null {
  const { correction, nhceAverage, hceAverage } = working;
  if (correction === null) return null;
  const { enabled, arrangement, scope } = design.autoEnrollment;
  const isAllAutomatic = enabled && arrangement !== 'ACA' && scope === 'allEligible';
  const { withoutExciseTax, qualification } = correctionDeadlines(year, isAllAutomatic);
  const deadlines = {
    withoutExciseTax: formatIsoDate(withoutExciseTax),
    qualification: formatIsoDate(qualification),
  };
  const isQnecPossible = method === 'current' && nhceAverage !== null && hceAverage !== null;
  const option = isQnecPossible ? qnec(nhceAverage, hceAverage, nhcePayroll(columns, working)) : null;
  return {
    totalCents: correction.total,
    permitted: correction.permitted,
    recharacterisedCents: total(distribution.recharacterised),
    refundedCents: total(distribution.refunded),
    forfeitedCents: total(distribution.forfeited),
    distributedCents: total(distribution.distributed),
    qnec:
      option === null ? null : { requiredNhceAverage: option.requiredNhceAverage, costCents: option.cost },
    deadlines,
    hces: { byRatio: correction.byRatio, shares: correction.shares, ...distribution },
  };
}

function nhcePayroll({ isHce, pay }: TestColumns, { people }: TestWorking): Cents {
  let payroll = 0;
  for (const person of people) if (isHce[person] !== 1) payroll += pay[person] ?? 0;
  return payroll as Cents;
}
