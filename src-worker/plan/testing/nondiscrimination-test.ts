import type { Ppm } from '../../../src-shared/units.ts';
import { basisPoints, meanOf } from './basis-points.ts';
import { correctExcess, type ExcessCorrection } from './excess.ts';
import { isWithin, testLimit } from './test-limit.ts';

/** What the ADP and the ACP test have in common (P-91, P-92, P-99): people, ratios, averages, limit, excess. */

/** The facts of a year that are tested, a column per fact, people in the order of their keys. */
export interface TestColumns {
  /** cappedPlanPay, cents; above 0 for everyone tested. */
  readonly pay: Float64Array;
  /** Base deferrals, or match with true-up, after 415(c), cents. */
  readonly amount: Float64Array;
  /** 1 for the highly compensated. */
  readonly isHce: Uint8Array;
}

/** What the HCE average is measured against. */
export type Benchmark =
  /** The average of this year's NHCEs. */
  | { readonly kind: 'current' }
  /** An average in basis points known otherwise, as in prior-year testing; null when it is not to be had (P-93). */
  | { readonly kind: 'average'; readonly nhceAverage: number | null }
  /** The limit itself. */
  | { readonly kind: 'limit'; readonly limit: Ppm };

export const CURRENT: Benchmark = { kind: 'current' };

/** A test with its working. Percentages in basis points. */
export interface TestWorking {
  /** Indices of the people tested, and their ratios. */
  readonly people: Uint32Array;
  readonly ratios: Int32Array;
  /** Positions in `people` of the HCEs: to these the lists of the correction belong. */
  readonly hces: Uint32Array;
  readonly nhceCount: number;
  readonly nhceAverage: number | null;
  readonly hceAverage: number | null;
  /** Exact limit; null without an NHCE average. */
  readonly limit: Ppm | null;
  readonly result: 'pass' | 'fail' | 'notAvailable';
  readonly reason: 'noNhce' | 'noHce' | null;
  /** What corrects a failed test; null otherwise. */
  readonly correction: ExcessCorrection | null;
}

/** P-91, P-92, P-95, P-96: tests the people of a list. */
export function nondiscriminationTest(
  { pay, amount, isHce }: TestColumns,
  people: Uint32Array,
  benchmark: Benchmark,
): TestWorking {
  const ratios = new Int32Array(people.length);
  const hceList: number[] = [];
  let [nhceSum, hceSum] = [0, 0];
  for (let at = 0; at < people.length; at++) {
    const person = people[at] ?? 0;
    const ratio = basisPoints(amount[person] ?? 0, pay[person] ?? 0);
    ratios[at] = ratio;
    if (isHce[person] === 1) {
      hceSum += ratio;
      hceList.push(at);
    } else nhceSum += ratio;
  }
  const hces = Uint32Array.from(hceList);
  const nhceCount = people.length - hces.length;
  const nhceAverage =
    benchmark.kind === 'current'
      ? meanOf(nhceSum, nhceCount)
      : benchmark.kind === 'average'
        ? benchmark.nhceAverage
        : null;
  const hceAverage = meanOf(hceSum, hces.length);
  const limit =
    benchmark.kind === 'limit' ? benchmark.limit : nhceAverage === null ? null : testLimit(nhceAverage);

  const working = { people, ratios, hces, nhceCount, nhceAverage, hceAverage, limit };
  if (limit === null && benchmark.kind === 'current') return { ...working, ...passed('noNhce') };
  if (hceAverage === null) return { ...working, ...passed('noHce') };
  if (limit === null) return { ...working, result: 'notAvailable', reason: null, correction: null };
  if (isWithin(hceAverage, limit)) return { ...working, ...passed(null) };
  const of = (column: Float64Array): Float64Array =>
    Float64Array.from(hces, (at) => column[people[at] ?? 0] ?? 0);
  const tested = {
    ratios: Int32Array.from(hces, (at) => ratios[at] ?? 0),
    amounts: of(amount),
    pays: of(pay),
  };
  return { ...working, result: 'fail', reason: null, correction: correctExcess(tested, limit) };
}

const passed = (reason: TestWorking['reason']) =>
  ({ result: 'pass', reason, correction: null }) satisfies Partial<TestWorking>;

/** The NHCE average in prior-year testing, in basis points (P-93). */
export interface PriorYearSources {
  /** The average that the year before had in this run; null in the first year. */
  readonly simulated: number | null;
  /** testing.priorYear of the design. */
  readonly given: number | null;
  /** testing.firstPlanYear of the design. */
  readonly isFirstPlanYear: boolean;
  /** The average from the contribution columns of the census; null unless everyone paid then has them. */
  readonly census: number | null;
}

/** Average that the law lets a new plan use, in basis points (P-93). */
const FIRST_PLAN_YEAR_AVERAGE = 300;

/** P-93: what a year is measured against in prior-year testing: never this year's NHCEs in place of last year's. */
export function priorYearBenchmark(sources: PriorYearSources): Benchmark {
  const first = sources.isFirstPlanYear ? FIRST_PLAN_YEAR_AVERAGE : sources.census;
  return { kind: 'average', nhceAverage: sources.simulated ?? sources.given ?? first };
}
