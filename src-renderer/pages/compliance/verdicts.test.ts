import { beforeAll, describe, expect, it } from 'vitest';
import type { ComplianceOfYear, TestSums } from '../../../src-shared/api/compliance.ts';
import type { PlanTestRow } from '../../../src-shared/compliance-rows.ts';
import { setLocale } from '../../components/format.ts';
import { alternativesOf } from './ratio-figures.ts';
import { headlineOf, missingNhces, verdictsOf, yearInWords } from './verdicts.ts';

beforeAll(() => {
  setLocale('en-US');
});

const rowOf = (
  test: PlanTestRow['test'],
  result: string,
  working: Readonly<Record<string, unknown>>,
  figures: Partial<PlanTestRow> = {},
): PlanTestRow => ({
  test,
  part: null,
  group: 'everyone',
  result,
  reason: null,
  nhceBasisPoints: null,
  hceBasisPoints: null,
  ratioBasisPoints: null,
  limitPpm: null,
  working,
  ...figures,
});

const NONE = { people: 0, cents: 0 };
const sumsOf = (test: TestSums['test'], changes: Partial<TestSums> = {}): TestSums => ({
  test,
  nhces: 15,
  hces: 3,
  nhceRatios: 6_150,
  hceRatios: 2_100,
  nhcePayCents: 0,
  excess: NONE,
  refund: NONE,
  recharacterised: NONE,
  forfeited: NONE,
  distributed: NONE,
  additional: NONE,
  concerned: 0,
  levelCents: null,
  ...changes,
});

const HCE = rowOf('hce', 'determined', { employees: 18, nhces: 15, thresholdCents: 16_000_000 });
const FAILED_ADP = rowOf(
  'adp',
  'fail',
  { figures: 'fail', correction: { deadlines: { withoutExciseTax: '2027-03-15' } } },
  { nhceBasisPoints: 410, hceBasisPoints: 700, limitPpm: 61_000 },
);
const COVERAGE = {
  nhceBenefiting: 40,
  nhceTotal: 88,
  hceBenefiting: 12,
  hceTotal: 12,
  averageBenefit: 6_800,
};

const yearOf = (tests: readonly PlanTestRow[], sums: readonly TestSums[] = []): ComplianceOfYear => ({
  year: 2026,
  designId: 'standard',
  tests,
  sums,
  limits: [
    { item: 'hceCompensation', year: 2025, cents: 16_000_000, provenance: 'projected', source: 'Notice' },
  ],
});

describe('the verdicts of a year', () => {
  it('P-97 P-98 say what a failed ADP test asks for, of whom and by when', () => {
    const sums = sumsOf('adp', {
      refund: { people: 14, cents: 1_234_567 },
      recharacterised: { people: 1, cents: 100_000 },
    });
    const verdicts = verdictsOf(yearOf([HCE, FAILED_ADP], [sums]));
    expect(verdicts).toEqual([
      {
        test: 'hce',
        tone: 'fact',
        result: '3 of 18 employees',
        figures: 'Paid more than $160,000 (projected) in 2025, or owners',
        action: '',
      },
      {
        test: 'adp',
        tone: 'fail',
        result: 'Fails',
        figures: 'HCE average 7.00%, limit 6.10%',
        action: 'Refund $12,345.67 to 14 people; $1,000.00 becomes catch-up for 1 person, by March 15, 2027',
      },
    ]);
    expect(headlineOf(2026, verdicts)).toEqual({ tone: 'fail', title: '2026 would fail 1 of 1 tests: ADP' });
  });

  it('P-94 say that a safe harbor exempts, and what the figures would say without it', () => {
    const exempt = {
      ...FAILED_ADP,
      result: 'exempt',
      reason: 'safeHarbor',
      working: { figures: 'fail', correction: null },
    };
    const verdicts = verdictsOf(yearOf([exempt]));
    expect(verdicts[0]).toMatchObject({
      tone: 'exempt',
      result: 'Not applicable: safe harbor',
      figures: 'HCE average 7.00%, limit 6.10%: without the safe harbor it would fail',
    });
    expect(headlineOf(2026, verdicts)).toEqual({ tone: 'pass', title: '2026 would pass every test' });
  });

  it('P-93 P-115 keep apart what could not be tested', () => {
    const verdicts = verdictsOf(
      yearOf([
        { ...FAILED_ADP, result: 'notAvailable', limitPpm: null, working: { correction: null } },
        rowOf('topHeavy', 'notEvaluated', { minimum: null }),
      ]),
    );
    expect(verdicts.map(({ tone }) => tone)).toEqual(['open', 'open']);
    expect(headlineOf(2026, verdicts).title).toBe(
      '2026 would pass what can be tested; not testable: ADP, Top-heavy (416)',
    );
  });

  it('P-113 take coverage by its worst part, and say how many NHCEs are missing', () => {
    const part = (name: 'match' | 'core', result: string, ratio: number, working: object): PlanTestRow =>
      rowOf('coverage', result, { ...working }, { part: name, ratioBasisPoints: ratio });
    const verdicts = verdictsOf(
      yearOf([part('match', 'pass', 6_000, COVERAGE), part('core', 'fail', 4_545, COVERAGE)]),
    );
    expect(verdicts[0]).toEqual({
      test: 'coverage',
      tone: 'fail',
      result: 'Fails',
      figures: 'Lowest ratio: core 45.45%, needed 70.00%; average benefit 68.00%',
      action: 'Let 22 more NHCEs benefit from core to reach a ratio of 70.00%',
    });
    // 62 of 88 are 70.45 %, 61 only 69.32 %.
    expect(missingNhces(COVERAGE)).toBe(22);
    expect(missingNhces({ ...COVERAGE, hceBenefiting: 0 })).toBe(0);
  });

  it('P-109 P-116 name a closed gateway, what was cut, and a minimum that is owed', () => {
    const group = (passes: boolean) => ({ rate: 500, nhces: 1, hces: 1, ratio: 5_000, passes });
    const verdicts = verdictsOf(
      yearOf(
        [
          rowOf('amounts', 'fail', {
            allocations: { groups: [group(false), group(true)] },
            benefits: { groups: [group(true)] },
            gateway: { opens: false },
          }),
          rowOf('additions', 'limited', { limited: 2, atRisk: 1, dollarLimitCents: 7_200_000 }),
          rowOf(
            'topHeavy',
            'topHeavy',
            { minimum: { totalCents: 102_000, people: 1 } },
            { ratioBasisPoints: 6_200 },
          ),
          rowOf('design', 'findings', { findings: [{ code: 'SH_VESTING', effect: 'X', people: null }] }),
        ],
        [sumsOf('additions', { excess: { people: 2, cents: 350_000 } })],
      ),
    );
    expect(verdicts.map(({ figures, action }) => [figures, action])).toEqual([
      [
        'Allocations: 1 of 2 rate groups fail; the gateway to benefits is closed',
        'Give NHCEs more core, or narrow the bands; no correction is worked out',
      ],
      ['Dollar limit $72,000, 1 near it', 'Done in the run: $3,500.00 taken from 2 people'],
      ['Key employees hold 62.00%, limit 60.00%', 'Contribute $1,020.00 for 1 person'],
      ['The safe harbor that is claimed does not hold', 'See the findings below'],
    ]);
  });
});

describe('a year of the strip', () => {
  it('says what fails in a few words', () => {
    const inWords = (...tests: readonly PlanTestRow[]): string =>
      yearInWords({ year: 2026, designId: 'standard', tests }).title;
    expect(inWords(HCE, FAILED_ADP)).toBe('ADP fails');
    expect(inWords(FAILED_ADP, rowOf('amounts', 'fail', {}))).toBe('2 tests fail');
    expect(inWords(rowOf('coverage', 'fail', {}), rowOf('coverage', 'fail', {}))).toBe('410(b) fails');
    expect(inWords(rowOf('topHeavy', 'topHeavy', {}))).toBe('Top-heavy: act');
    expect(inWords(rowOf('acp', 'notAvailable', {}))).toBe('Not all testable');
    expect(inWords(rowOf('adp', 'exempt', {}), rowOf('additions', 'limited', {}))).toBe('Passes');
  });
});

describe('the alternatives of the limit', () => {
  it('P-92 are exact, and the higher one applies', () => {
    expect(alternativesOf(50)).toEqual({ times: 6_250, plus: 10_000, applies: 'plus' });
    expect(alternativesOf(450)).toEqual({ times: 56_250, plus: 65_000, applies: 'plus' });
    expect(alternativesOf(1_200)).toEqual({ times: 150_000, plus: 140_000, applies: 'times' });
    expect(alternativesOf(437)).toEqual({ times: 54_625, plus: 63_700, applies: 'plus' });
  });
});
