import type {
  ComplianceOfYear,
  TestedYear,
  TestFigures,
  TestSums,
} from '../../../src-shared/api/compliance.ts';
import { REASON_WORDS, TEST_NAMES } from '../../../src-shared/compliance-words.ts';
import {
  workingOf,
  workingsOf,
  type PlanTestRow,
  type TestWorkings,
} from '../../../src-shared/compliance-rows.ts';
import type { PlanTest } from '../../../src-shared/compliance.ts';
import { PART_NAMES } from './part-names.ts';
import { dayInWords, exactMoney, money, people, testPercent } from '../../components/format.ts';

/** What the tests of a year say, in words: would we pass, by which figures, and if not, what must be done to whom. */

/**
 * How a result is to be taken: it passes; fails; asks somebody to act or to judge; was put right in the run; does not
 * apply; could not be made; or is a fact and no test.
 */
export type Tone = 'pass' | 'fail' | 'act' | 'done' | 'exempt' | 'open' | 'fact';

const TONES: Readonly<Record<string, Tone>> = {
  pass: 'pass',
  notTopHeavy: 'pass',
  clear: 'pass',
  fail: 'fail',
  review: 'act',
  topHeavy: 'act',
  findings: 'act',
  limited: 'done',
  exempt: 'exempt',
  notAvailable: 'open',
  notEvaluated: 'open',
};

/** Tones by weight: a test of several parts is what its worst part is. */
const BY_WEIGHT: readonly Tone[] = ['fail', 'act', 'open', 'done', 'pass', 'exempt', 'fact'];

export const toneOf = ({ result }: Pick<TestFigures, 'result'>): Tone => TONES[result] ?? 'fact';

function worst<Row extends Pick<TestFigures, 'result'>>(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((one, other) => BY_WEIGHT.indexOf(toneOf(one)) - BY_WEIGHT.indexOf(toneOf(other)))[0];
}

/** One test of a year in a row. */
export interface Verdict {
  readonly test: PlanTest;
  readonly tone: Tone;
  readonly result: string;
  /** The figures that decide; empty where none do. */
  readonly figures: string;
  /** What must be done to whom; empty for nothing. */
  readonly action: string;
}

const persons = (count: number): string => (count === 1 ? '1 person' : `${people(count)} people`);
const ofBasisPoints = (points: number | null): string =>
  points === null ? 'n/a' : testPercent(points * 100);
const because = (result: string, reason: string | null): string =>
  reason === null ? result : `${result}: ${REASON_WORDS[reason] ?? reason}`;

const RATIO_WORDS: Readonly<Record<string, string>> = {
  pass: 'Passes',
  fail: 'Fails',
  exempt: 'Not applicable',
  notAvailable: 'Not testable: no NHCE average of the year before',
};

/** Says at the number that a limit is not a published one (P-14). */
function provenanceMark({ limits }: ComplianceOfYear, item: string): string {
  const provenance = limits.find((limit) => limit.item === item)?.provenance;
  if (provenance === 'projected') return ' (projected)';
  return provenance === 'override' ? ' (your own)' : '';
}

function ratioVerdict(row: PlanTestRow, year: ComplianceOfYear): Verdict {
  const { hceBasisPoints: average, limitPpm: limit } = row;
  const test = row.test === 'acp' ? 'acp' : 'adp';
  const figures =
    limit === null || average === null
      ? `HCE average ${ofBasisPoints(average)}`
      : `HCE average ${ofBasisPoints(average)}, limit ${testPercent(limit)}`;
  const working = workingOf(year.tests, test);
  const wouldFail = row.result === 'exempt' && working?.figures === 'fail';
  return {
    test,
    tone: toneOf(row),
    result: because(RATIO_WORDS[row.result] ?? row.result, row.reason),
    figures: wouldFail ? `${figures}: without the safe harbor it would fail` : figures,
    action: correctionOf(test, year),
  };
}

/** What a failed ADP or ACP test asks for. */
function correctionOf(test: 'adp' | 'acp', year: ComplianceOfYear): string {
  const correction = workingOf(year.tests, test)?.correction ?? null;
  const sums = year.sums.find((one) => one.test === test);
  if (correction === null || sums === undefined) return '';
  const parts =
    test === 'adp'
      ? [
          sums.refund.cents > 0 &&
            `refund ${exactMoney(sums.refund.cents)} to ${persons(sums.refund.people)}`,
          sums.recharacterised.cents > 0 &&
            `${exactMoney(sums.recharacterised.cents)} becomes catch-up for ${persons(sums.recharacterised.people)}`,
          sums.forfeited.cents > 0 && `${exactMoney(sums.forfeited.cents)} of match is forfeited`,
        ]
      : [
          sums.distributed.cents > 0 &&
            `distribute ${exactMoney(sums.distributed.cents)} to ${persons(sums.distributed.people)}`,
          sums.forfeited.cents > 0 &&
            `${exactMoney(sums.forfeited.cents)} of ${persons(sums.forfeited.people)} is forfeited`,
        ];
  const text = parts.filter((part) => part !== false).join('; ');
  if (text === '') return '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}, by ${dayInWords(correction.deadlines.withoutExciseTax)}`;
}

const COVERAGE_WORDS: Readonly<Record<string, string>> = {
  pass: 'Passes',
  review: 'To be judged: between the safe and the unsafe harbor',
  fail: 'Fails',
};

/**
 * NHCEs who must benefit in addition for the ratio to reach 70 % (P-113), percentages rounded as the test rounds them.
 */
export function missingNhces({
  nhceBenefiting,
  nhceTotal,
  hceBenefiting,
  hceTotal,
}: {
  readonly nhceBenefiting: number;
  readonly nhceTotal: number;
  readonly hceBenefiting: number;
  readonly hceTotal: number;
}): number {
  if (nhceTotal === 0 || hceTotal === 0 || hceBenefiting === 0) return 0;
  const points = (part: number, whole: number): number => Math.floor((20_000 * part + whole) / (2 * whole));
  const hces = points(hceBenefiting, hceTotal);
  let wanted = nhceBenefiting;
  while (wanted < nhceTotal && points(points(wanted, nhceTotal), hces) < 7_000) wanted += 1;
  return wanted - nhceBenefiting;
}

function coverageVerdict(year: ComplianceOfYear): Verdict | null {
  const rows = workingsOf(year.tests, 'coverage');
  const [lowest] = [...rows].sort(
    (one, other) =>
      BY_WEIGHT.indexOf(toneOf(one.row)) - BY_WEIGHT.indexOf(toneOf(other.row)) ||
      (one.row.ratioBasisPoints ?? Infinity) - (other.row.ratioBasisPoints ?? Infinity),
  );
  if (lowest === undefined) return null;
  const { row, working } = lowest;
  const isPassing = row.result === 'pass';
  const missing = isPassing ? 0 : missingNhces(working);
  return {
    test: 'coverage',
    tone: toneOf(row),
    result: because(COVERAGE_WORDS[row.result] ?? row.result, isPassing ? row.reason : null),
    figures: [
      `Lowest ratio: ${row.part === null ? '' : PART_NAMES[row.part].toLowerCase()} ${ofBasisPoints(row.ratioBasisPoints)}, needed ${testPercent(700_000)}`,
      ...(row.reason === 'ratio' || isPassing
        ? []
        : [`average benefit ${ofBasisPoints(working.averageBenefit)}`]),
    ].join('; '),
    action:
      missing === 0
        ? ''
        : `Let ${people(missing)} more NHCEs benefit from ${row.part ?? ''} to reach a ratio of ${testPercent(700_000)}`,
  };
}

/** What decides the general test: the rate groups by allocations, and by benefits where the gateway is open (P-109). */
function generalFigures({ allocations, benefits, gateway }: TestWorkings['amounts']): string {
  const groupsOf = (test: typeof allocations, kind: string): string => {
    if (test === null) return '';
    const failing = test.groups.filter(({ passes }) => !passes).length;
    return `${kind}: ${people(failing)} of ${people(test.groups.length)} rate groups fail`;
  };
  const isClosed = gateway !== null && !gateway.opens;
  return [
    groupsOf(allocations, 'Allocations'),
    isClosed ? 'the gateway to benefits is closed' : groupsOf(benefits, 'benefits'),
  ]
    .filter((text) => text !== '')
    .join('; ');
}

function amountsVerdict(year: ComplianceOfYear): Verdict | null {
  const rows = workingsOf(year.tests, 'amounts');
  const row = worst(rows.map((one) => one.row));
  const working = rows.find((one) => one.row === row)?.working;
  if (row === undefined || working === undefined) return null;
  const isFailing = row.result === 'fail';
  return {
    test: 'amounts',
    tone: toneOf(row),
    result: isFailing ? 'Fails the general test' : because('Passes', row.reason),
    figures: generalFigures(working),
    action: isFailing ? 'Give NHCEs more core, or narrow the bands; no correction is worked out' : '',
  };
}

const sumsOf = (year: ComplianceOfYear, test: PlanTest): TestSums | undefined =>
  year.sums.find((one) => one.test === test);

function additionsVerdict(row: PlanTestRow, year: ComplianceOfYear): Verdict {
  const working = workingOf(year.tests, 'additions');
  const limited = working?.limited ?? 0;
  const near = working?.atRisk ?? 0;
  const over = sumsOf(year, 'additions')?.excess.cents ?? 0;
  return {
    test: 'additions',
    tone: toneOf(row),
    result: limited === 0 ? 'Nobody is over the limit' : `${persons(limited)} cut to the limit`,
    figures: `Dollar limit ${money(working?.dollarLimitCents ?? 0)}${provenanceMark(year, 'annualAdditions')}${near === 0 ? '' : `, ${people(near)} near it`}`,
    action: limited === 0 ? '' : `Done in the run: ${exactMoney(over)} taken from ${persons(limited)}`,
  };
}

const TOP_HEAVY_WORDS: Readonly<Record<string, string>> = {
  topHeavy: 'Top-heavy',
  notTopHeavy: 'Not top-heavy',
  notEvaluated: 'Not testable: no opening balances',
  exempt: 'Not applicable',
};

function topHeavyVerdict(row: PlanTestRow, year: ComplianceOfYear): Verdict {
  const minimum = workingOf(year.tests, 'topHeavy')?.minimum ?? null;
  const ratio = row.ratioBasisPoints;
  return {
    test: 'topHeavy',
    tone: toneOf(row),
    result: because(TOP_HEAVY_WORDS[row.result] ?? row.result, row.reason),
    figures:
      ratio === null ? '' : `Key employees hold ${ofBasisPoints(ratio)}, limit ${testPercent(600_000)}`,
    action:
      minimum === null || minimum.totalCents === 0
        ? ''
        : `Contribute ${exactMoney(minimum.totalCents)} for ${persons(minimum.people)}`,
  };
}

function hceVerdict(year: ComplianceOfYear): Verdict | null {
  const hce = workingOf(year.tests, 'hce');
  if (hce === null) return null;
  return {
    test: 'hce',
    tone: 'fact',
    result: `${people(hce.employees - hce.nhces)} of ${people(hce.employees)} employees`,
    figures: `Paid more than ${money(hce.thresholdCents)}${provenanceMark(year, 'hceCompensation')} in ${year.year - 1}, or owners`,
    action: '',
  };
}

function designVerdict(row: PlanTestRow, year: ComplianceOfYear): Verdict {
  const findings = workingOf(year.tests, 'design')?.findings ?? [];
  const lost = findings.filter(({ effect }) => effect === 'X' || effect === 'X-ACP').length;
  return {
    test: 'design',
    tone: toneOf(row),
    result:
      findings.length === 0
        ? 'No findings'
        : `${people(findings.length)} ${findings.length === 1 ? 'finding' : 'findings'}`,
    figures: lost === 0 ? '' : 'The safe harbor that is claimed does not hold',
    action: findings.length === 0 ? '' : 'See the findings below',
  };
}

/** The tests of a year in the order of the page. */
export function verdictsOf(year: ComplianceOfYear): readonly Verdict[] {
  const row = (test: PlanTest): PlanTestRow | undefined => year.tests.find((one) => one.test === test);
  const [adp, acp, additions, topHeavy, design] = (
    ['adp', 'acp', 'additions', 'topHeavy', 'design'] as const
  ).map(row);
  return [
    hceVerdict(year),
    coverageVerdict(year),
    adp === undefined ? null : ratioVerdict(adp, year),
    acp === undefined ? null : ratioVerdict(acp, year),
    amountsVerdict(year),
    additions === undefined ? null : additionsVerdict(additions, year),
    topHeavy === undefined ? null : topHeavyVerdict(topHeavy, year),
    design === undefined ? null : designVerdict(design, year),
  ].filter((verdict) => verdict !== null);
}

/** Names in a place as narrow as a year of the strip. */
const SHORT_NAMES: Readonly<Partial<Record<PlanTest, string>>> = {
  coverage: '410(b)',
  amounts: '401(a)(4)',
  additions: '415',
  topHeavy: 'Top-heavy',
};
const namesOf = (
  tests: readonly { readonly test: PlanTest }[],
  names: Readonly<Partial<Record<PlanTest, string>>> = {},
): string => [...new Set(tests.map(({ test }) => names[test] ?? TEST_NAMES[test]))].join(', ');

/** The answer for a year in one line. */
export interface Headline {
  readonly tone: Tone;
  readonly title: string;
}

const isTest = ({ test }: { readonly test: PlanTest }): boolean => test !== 'hce' && test !== 'design';

/** Would we pass? */
export function headlineOf(year: number, verdicts: readonly Verdict[]): Headline {
  const tests = verdicts.filter(isTest);
  const having = (tone: Tone): readonly Verdict[] => tests.filter((one) => one.tone === tone);
  const [failing, acting, open] = [having('fail'), having('act'), having('open')];
  if (failing.length > 0)
    return {
      tone: 'fail',
      title: `${year} would fail ${people(failing.length)} of ${people(tests.length)} tests: ${namesOf(failing)}`,
    };
  if (acting.length > 0)
    return { tone: 'act', title: `${year} would pass, but needs a decision: ${namesOf(acting)}` };
  if (open.length > 0)
    return { tone: 'open', title: `${year} would pass what can be tested; not testable: ${namesOf(open)}` };
  return { tone: 'pass', title: `${year} would pass every test` };
}

/** A year in few words, for the strip of years. */
export function yearInWords({ tests }: TestedYear): Headline {
  const rows = tests.filter(isTest);
  const failing = rows.filter((row) => toneOf(row) === 'fail');
  const acting = rows.filter((row) => toneOf(row) === 'act');
  const failed = new Set(failing.map(({ test }) => test)).size;
  if (failed > 0)
    return {
      tone: 'fail',
      title: failed === 1 ? `${namesOf(failing, SHORT_NAMES)} fails` : `${people(failed)} tests fail`,
    };
  if (acting.length > 0) return { tone: 'act', title: `${namesOf(acting, SHORT_NAMES)}: act` };
  if (rows.some((row) => toneOf(row) === 'open')) return { tone: 'open', title: 'Not all testable' };
  return { tone: 'pass', title: 'Passes' };
}
