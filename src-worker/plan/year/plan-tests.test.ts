import { describe, expect, it } from 'vitest';
import type { RatioTest } from '../../../src-shared/compliance.ts';
import { COVERAGE_PARTS, COVERAGE_STANDINGS } from '../../../src-shared/compliance.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import {
  firstYear,
  testedYears,
  type DesignChanges,
  type StudyPerson,
  type StudyYear,
} from './tested-study-fixtures.ts';

/** Somebody whose entry follows from the rules of the plan. */
const byRules = { planEntryDay: NO_DAY };
const defers = (ratePpm: number) => ({ deferralRatePpm: ratePpm });
const accounts = (cents: number) => ({
  balanceDeferralCents: cents,
  balanceMatchCents: 0,
  balanceCoreCents: 0,
});

/** What each person is in the coverage of deferrals, match and core, as initials of COVERAGE_STANDINGS. */
function coverageOf({ tests, ids }: StudyYear): Record<string, string> {
  const initials = { excludable: 'X', notBenefiting: 'N', benefiting: 'B' };
  const [coverage] = tests.coverage;
  const letter = (part: (typeof COVERAGE_PARTS)[number], at: number): string =>
    initials[COVERAGE_STANDINGS[coverage?.parts[part].standing[at] ?? 0] ?? 'excludable'];
  return Object.fromEntries(
    ids.map((id, at) => [id, COVERAGE_PARTS.map((part) => letter(part, at)).join('')]),
  );
}

/** Ratios of the people of a test in basis points, by name. */
const ratiosOf = ({ ids }: StudyYear, { people }: RatioTest): Record<string, number> =>
  Object.fromEntries(
    Array.from(people.position, (position, at): [string, number] => [
      ids[position] ?? '',
      people.ratio[at] ?? NaN,
    ]),
  );

const byName = ({ ids }: StudyYear, column: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(ids.map((id, at) => [id, column[at] ?? NaN]));

describe('who counts in which test of a year', () => {
  const people: readonly StudyPerson[] = [
    { id: 'BOSS', pay: 200_000, plan: defers(60_000) },
    { id: 'IDLE', plan: {} },
    { id: 'UNION', union: true, plan: defers(40_000) },
    { id: 'ALIEN', plan: { nonresidentAlien: 1 } },
    { id: 'SALES', department: 'Sales', plan: byRules },
    { id: 'SALES-40', department: 'Sales', weeklyHours: 40, plan: byRules },
    { id: 'SALES-IN', department: 'Sales', plan: defers(50_000) },
    // 780 hours a year; the second was credited with more in 2025.
    { id: 'SALES-PT', department: 'Sales', weeklyHours: 15, plan: byRules },
    {
      id: 'SALES-PT-2025',
      department: 'Sales',
      weeklyHours: 15,
      plan: { ...byRules, priorYearHoursHundredths: 120_000 },
    },
    { id: 'SALES-NEW', department: 'Sales', hire: toDay(2026, 6, 1), plan: byRules },
    {
      id: 'SALES-WAIVED',
      department: 'Sales',
      hire: toDay(2026, 6, 1),
      plan: { ...byRules, eligibilityOverride: 1 },
    },
    { id: 'PART-TIME', weeklyHours: 15, plan: { ...byRules, ...defers(50_000) } },
    { id: 'YOUNG', birth: toDay(2007, 5, 5), hire: toDay(2025, 8, 1), plan: byRules },
    // A year of service is over on 31 August 2026.
    { id: 'FRESH', hire: toDay(2025, 9, 1), plan: byRules },
    { id: 'FRESH-MAY', hire: toDay(2025, 5, 1), plan: byRules },
    { id: 'LEFT-EVE', hire: toDay(2025, 9, 1), left: toDay(2026, 8, 31), plan: byRules },
    { id: 'LEFT-DAY', hire: toDay(2025, 9, 1), left: toDay(2026, 9, 1), plan: byRules, department: 'Sales' },
    // Level 5 is an excluded class too.
    { id: 'VICE', pay: 300_000, plan: { ...byRules, priorYearPayCents: 100_000 } },
    // Full rights from 1 January 2026 on, the last day.
    {
      id: 'SALES-PT-GONE',
      department: 'Sales',
      weeklyHours: 15,
      left: toDay(2026, 1, 1),
      plan: { ...byRules, priorYearHoursHundredths: 120_000 },
    },
    // 336 and 1,556 hours.
    { id: 'LEFT-SHORT', left: toDay(2026, 2, 28), plan: defers(30_000) },
    { id: 'LEFT-LONG', left: toDay(2026, 9, 30), plan: defers(30_000) },
  ];
  const [standardMatch, standardCore] = [
    { requireLastDay: true },
    { minimumHours: 1_000, requireLastDay: true },
  ];
  const noPayForLeavers = {
    minimumTenureYears: 0,
    waiveTenureForNewHires: null,
    payNewHireLeavers: false,
    payExperiencedLeavers: false,
    payDeathDisabilityRetirement: false,
  };
  const design = (testing: DesignChanges['testing'] = {}): DesignChanges => ({
    eligibility: {
      serviceBasis: 'hours',
      excludedClasses: [
        { field: 'department', values: ['Sales'] },
        { field: 'level', values: [5] },
      ],
    },
    match: { allocation: { minimumHours: 0, ...noPayForLeavers, ...standardMatch } },
    core: { allocation: { ...noPayForLeavers, ...standardCore } },
    testing,
  });
  // Five leave and two are hired, of 19 at the start.
  const run = (testing?: DesignChanges['testing']): StudyYear =>
    firstYear({ people, design: design(testing), growth: [-3 / 19] });
  const standings = {
    BOSS: 'BBB',
    IDLE: 'BBB',
    UNION: 'XXX',
    ALIEN: 'XXX',
    SALES: 'NNN',
    'SALES-40': 'NNN',
    'SALES-IN': 'NNN',
    'SALES-PT': 'XXX',
    'SALES-PT-2025': 'NNN',
    'SALES-NEW': 'XXX',
    'SALES-WAIVED': 'NNN',
    'PART-TIME': 'XXX',
    YOUNG: 'XXX',
    FRESH: 'BBB',
    'FRESH-MAY': 'BBB',
    VICE: 'NNN',
    'SALES-PT-GONE': 'NNN',
    'LEFT-EVE': 'XXX',
    'LEFT-DAY': 'NNN',
    'LEFT-SHORT': 'BXX',
    'LEFT-LONG': 'BNN',
  };

  it('P-112 coverage: age, service, class, union, leavers with few hours', () => {
    const year = run();
    expect(coverageOf(year)).toEqual(standings);
    expect(year.tests.hce).toMatchObject({
      employees: 21,
      byPay: 1,
      owners: 0,
      nhces: 20,
      topPaidGroup: null,
    });
  });

  it('P-112 coverage with long-term part-timers: they have deferrals only', () => {
    expect(coverageOf(run({ excludeLtpt: false }))).toEqual({
      ...standings,
      'PART-TIME': 'BNN',
      'SALES-PT': 'NNN',
    });
  });

  it('P-90 P-99 the ADP and ACP tests: everyone who has entered, and who would be matched', () => {
    const year = run();
    const { adp, acp } = year.tests;
    expect(ratiosOf(year, adp)).toEqual({
      BOSS: 600,
      IDLE: 0,
      UNION: 400,
      ALIEN: 0,
      FRESH: 0,
      'FRESH-MAY': 0,
      'LEFT-SHORT': 300,
      'LEFT-LONG': 300,
    });
    // 3 % in full and half of the next 2 %. Of BOSS twice 1.43 % remain after the refund of deferrals.
    expect(ratiosOf(year, acp)).toEqual({
      BOSS: 286,
      IDLE: 0,
      UNION: 350,
      ALIEN: 0,
      FRESH: 0,
      'FRESH-MAY': 0,
    });
    const counts = {
      employees: 21,
      // Of Sales all but SALES-IN; VICE, YOUNG and LEFT-EVE.
      notEntered: 11,
      excludedClass: 1,
      ltptOnly: 1,
      noPay: 0,
      otherwiseExcludable: 0,
      notMatchable: 0,
      nhces: 7,
      hces: 1,
    };
    expect(adp.counts).toEqual(counts);
    expect(acp.counts).toEqual({ ...counts, notMatchable: 2, nhces: 5 });
    // 1,000 ÷ 7 and 350 ÷ 5.
    expect([adp.nhceAverage, adp.hceAverage, acp.nhceAverage, acp.hceAverage]).toEqual([143, 600, 70, 286]);
  });

  it('P-90 leaves out NHCEs who would not have had to enter yet', () => {
    const { adp } = run({ otherwiseExcludable: 'excludeNhce' }).tests;
    // FRESH: a year of service on 31 August, so 1 January 2027 at the latest; FRESH-MAY: 31 October.
    expect(adp.counts).toMatchObject({ otherwiseExcludable: 1, nhces: 6 });
    expect(adp.nhceAverage).toBe(167);
  });

  it('P-82 says who left, and P-28 nobody entered late', () => {
    const asked = people.map((person) =>
      person.left === undefined ? person : { ...person, reason: 'involuntary' as const },
    );
    const { tests } = firstYear({ people: asked, design: design(), growth: [-3 / 19] });
    // Two of ten participants.
    expect(tests.design.find(({ code }) => code === 'PARTIAL_TERMINATION')?.people).toBe(2);
    expect(tests.design.some(({ code }) => code === 'ENTRY_LATE')).toBe(false);
  });
});

describe('a formula that differs from person to person', () => {
  const allocation = {
    minimumHours: 0,
    minimumTenureYears: 0,
    waiveTenureForNewHires: null,
    requireLastDay: false,
    payNewHireLeavers: true,
    payExperiencedLeavers: true,
    payDeathDisabilityRetirement: true,
  };
  const graded: DesignChanges = {
    match: {
      type: 'gradedByService',
      bands: [
        { min: 0, max: 5, rate: 0, maxDeferral: 0.04 },
        { min: 5, max: null, rate: 1, maxDeferral: 0.04 },
      ],
      tiers: undefined,
    },
    core: {
      type: 'gradedByService',
      bands: [
        { min: 0, max: 5, rate: 0.02 },
        { min: 5, max: null, rate: 0 },
      ],
      rate: undefined,
      allocation,
    },
  };

  it('P-99 P-112 nobody benefits by a rate of nothing', () => {
    const year = firstYear({
      people: [
        { id: 'NEWER', hire: toDay(2023, 2, 1), plan: defers(50_000) },
        { id: 'OLDER', plan: defers(60_000) },
      ],
      design: graded,
    });
    expect(coverageOf(year)).toEqual({ NEWER: 'BNB', OLDER: 'BBN' });
    expect(ratiosOf(year, year.tests.acp)).toEqual({ OLDER: 400 });
    expect(year.tests.acp.counts.notMatchable).toBe(1);
    // P-100: 4 % of a deferral of 6 %.
    expect(year.tests.acp.representativeRatePpm).toBe(666_667);
  });
});

describe('who is highly compensated, and what the year before says', () => {
  const officer = (pay: number, more: StudyPerson['plan'] = {}) => ({
    pay,
    plan: { ...accounts(1_000), officer: 1, priorYearPayCents: 100_000, ...more },
  });
  const design: DesignChanges = {
    testing: { topPaidGroup: true, adpMethod: 'prior', acpMethod: 'prior' },
    deferral: { roth: { available: false, electionShare: 0 } },
    forfeitures: { openingPool: 1_000, policy: 'expenses' },
  };
  /** Three officers may be key employees: O3 is displaced by O4 in 2027, who is hired then. */
  const people: readonly StudyPerson[] = [
    { id: 'O1', ...officer(300_000, { priorYearPayCents: 161_000, ...defers(70_000) }) },
    { id: 'O2', ...officer(290_000, { balanceRolloverCents: 70_000, balanceAfterTaxCents: 500 }) },
    { id: 'O3', ...officer(280_000, { balanceMatchCents: 40, balanceCoreCents: 2 }) },
    { id: 'O4', hire: toDay(2027, 1, 1), ...officer(400_000, byRules) },
    // Key employee of 2025 only, by pay and share of that year.
    { id: 'OWNER', plan: { ...accounts(4_000), priorOwnershipSharePpm: 60_000 } },
    { id: 'W1', plan: { ...accounts(2_000), ...defers(40_000), priorYearFicaWagesCents: 150_000 } },
    { id: 'W2', plan: { ...accounts(2_000), ...defers(20_000), priorYearFicaWagesCents: 150_001 } },
    { id: 'W3', weeklyHours: 17, plan: {} },
  ];
  const years = (): readonly StudyYear[] => testedYears({ people, design, years: 3, growth: [0, 1 / 7, 0] });
  const each = <Value>(of: (year: StudyYear) => Value): readonly Value[] => years().map(of);

  it('P-87 P-88 the top-paid group is that of the employees of the year before', () => {
    // W3 works too little to be counted: a fifth of 6, and of 7.
    expect(each(({ tests }) => tests.hce.topPaidGroup)).toEqual([
      { counted: 6, size: 1 },
      { counted: 6, size: 1 },
      { counted: 7, size: 1 },
    ]);
    // OWNER by the share of 2025; O1 by pay; O4 is paid best from 2027 on.
    expect(each(({ tests, ids }) => ids.filter((_, at) => tests.employees.isHce[at] === 1).sort())).toEqual([
      ['O1', 'OWNER'],
      ['O1'],
      ['O4'],
    ]);
    expect(each(({ tests: { hce } }) => [hce.owners, hce.byPay, hce.byTopPaidGroup])).toEqual([
      [1, 0, 1],
      [0, 0, 1],
      [0, 0, 1],
    ]);
  });

  it('P-93 compares with the NHCEs of the year before', () => {
    const [first, second, third] = years().map(({ tests }) => tests);
    expect(first?.adp).toMatchObject({ averageSource: 'notAvailable', nhceAverage: null });
    // O2, O3, W1 at 4 %, W2 at 2 %, W3.
    expect(first?.adp.nhceAverageOfYear).toBe(120);
    expect(second?.adp).toMatchObject({ averageSource: 'yearBefore', nhceAverage: 120 });
    // And OWNER and O4: 600 ÷ 7.
    expect(second?.adp.nhceAverageOfYear).toBe(86);
    expect(third?.adp.nhceAverage).toBe(86);
    // 3.5 % and 2 % are matched.
    expect(second?.acp.nhceAverage).toBe(110);
  });

  it('P-114 P-115 keys of a year, former keys, and accounts without rollovers', () => {
    const reasons = each((year) => {
      const keys = byName(year, year.tests.topHeavy.people.keyReason);
      return Object.entries(keys)
        .filter(([, reason]) => reason > 0)
        .map(([id]) => id)
        .sort();
    });
    expect(reasons).toEqual([
      ['O1', 'O2', 'O3'],
      ['O1', 'O2', 'O4'],
      ['O1', 'O2', 'O4'],
    ]);
    const determinations = each(({ tests: { topHeavy } }) => [topHeavy.determination, topHeavy.yearEnd]);
    const [first = [], second = [], third = []] = determinations;
    expect(first[0]).toMatchObject({ date: '2025-12-31', keyEmployees: 1, keyBalanceCents: 400_000 });
    // OWNER was one in 2025, O3 in 2026.
    expect(first[1]).toMatchObject({ date: '2026-12-31', keyEmployees: 3, formerKeyEmployees: 1 });
    expect(second[0]).toEqual(first[1]);
    expect(second[1]).toMatchObject({ date: '2027-12-31', keyEmployees: 3, formerKeyEmployees: 2 });
    expect(third[1]).toMatchObject({ date: '2028-12-31', keyEmployees: 3, formerKeyEmployees: 2 });
    // O1 defers 21,000 and is matched by 4 %; O2 and O3 have core of 1 % and the money of the census.
    expect(first[1]?.keyBalanceCents).toBe(
      (1_000 + 21_000 + 12_000 + 3_000 + 1_500 + 2_900 + 1_042 + 2_800) * 100,
    );
    // W1: 2,400 + 2,100 + 600; W2: 1,200 + 1,200 + 600; W3 has no known accounts, and hours too few for core.
    const others = (2_000 + 5_100 + 2_000 + 3_000) * 100;
    expect(first[1]?.totalBalanceCents).toBe((first[1]?.keyBalanceCents ?? 0) + others);
    expect(first[1]?.isIncomplete).toBe(true);
    expect(each(({ tests }) => tests.flags.balancesMissing)).toEqual([1, 1, 1]);
  });

  it('P-116 adds the deferrals of those who were key employees in the year before', () => {
    const amounts = each((year) => byName(year, year.tests.topHeavy.people.amount));
    // Nobody was in 2025 but OWNER, who does not defer; O1 was in 2026.
    expect(amounts.map((amount) => amount['O1'])).toEqual([15_000, 36_000, 36_000].map((usd) => usd * 100));
    expect(amounts.map((amount) => amount['W1'])).toEqual([2_700, 2_700, 2_700].map((usd) => usd * 100));
  });

  it('P-60 P-84 warns of wages above the threshold of Roth catch-up, and of a pool not used in time', () => {
    const warnings = each(({ tests: { design: findings } }) =>
      findings.filter(({ effect }) => effect === 'W').map(({ code, people: about }) => `${code} ${about}`),
    );
    const [first = []] = warnings;
    // 150,000 itself is not above it. Wages of O1 to O3 are those of 2025 as far as the census says.
    expect(first).toContain('ROTH_CATCHUP 2');
    expect(warnings.map((said) => said.includes('FORFEITURE_OVERDUE null'))).toEqual([true, true, true]);
  });
});

describe('limits of a year', () => {
  it('P-76 P-77 the additions of each person, however the rows are ordered', () => {
    const people: readonly StudyPerson[] = Array.from({ length: 8 }, (_, at) => ({
      id: `P${at}`,
      pay: at === 5 ? 300_000 : 50_000 + at,
      plan: defers(at === 5 ? 100_000 : 10_000),
    }));
    const year = firstYear({
      people,
      design: {
        match: { tiers: [{ min: 0, max: 0.05, rate: 1 }] },
        core: { rate: 0.12 },
      },
    });
    const { additions } = year.tests;
    // 24,500 + 15,000 + 36,000 are 3,500 above 72,000.
    expect(additions.corrected.map(({ position, overCents }) => [year.ids[position], overCents])).toEqual([
      ['P5', 350_000],
    ]);
    expect(byName(year, additions.people.before)['P5']).toBe(7_550_000);
    expect(byName(year, additions.people.after)['P5']).toBe(7_200_000);
    expect(byName(year, additions.people.isPayArm)).toMatchObject({ P5: 0, P6: 1 });
  });

  it('P-28 counts those whom the law made enter', () => {
    const people: readonly StudyPerson[] = [
      { id: 'A', hire: toDay(2025, 2, 1), plan: byRules },
      { id: 'B', hire: toDay(2025, 3, 1), plan: byRules },
      { id: 'C', hire: toDay(2024, 3, 1), plan: byRules },
      // Would have had to enter, but is barred.
      { id: 'G', hire: toDay(2025, 2, 1), plan: { ...byRules, eligibilityOverride: 0 } },
      { id: 'F', hire: toDay(2025, 1, 1), plan: byRules },
      { id: 'D', hire: toDay(2025, 1, 2), plan: { ...byRules, eligibilityOverride: 1 } },
      { id: 'E', hire: toDay(2026, 1, 1), plan: { ...byRules, eligibilityOverride: 1 } },
    ];
    const { tests } = firstYear({
      people,
      design: { eligibility: { serviceBasis: 'oneYear' }, entry: { frequency: 'annual' } },
      growth: [1 / 6],
    });
    // A on 1 August and B on 1 September 2026; C in 2025, F on 1 January by the plan, D and E without conditions.
    expect(tests.design.find(({ code }) => code === 'ENTRY_LATE')?.people).toBe(2);
  });
});

describe('years before', () => {
  /** 31 employees; eleven leave in the first year. */
  const people: readonly StudyPerson[] = Array.from({ length: 31 }, (_, at) => ({
    id: `P${100 + at}`,
    plan: { ...accounts(1_000), ...(at === 30 ? { officer: 1, priorYearPayCents: 300_000 } : {}) },
    ...(at < 11 ? { left: toDay(2026, 6, 30) } : {}),
  }));
  const shrinking = { people, years: 6, growth: [-11 / 31, 0, 0, 0, 0, 0] };

  it('P-114 officers are limited by the greatest employment of five years', () => {
    // A tenth of 31 rounded up, then of 20, but never fewer than three.
    const maxima = testedYears(shrinking).map(({ tests }) => tests.topHeavy.yearEnd.officersMaximum);
    expect(maxima).toEqual([4, 4, 4, 4, 4, 3]);
  });

  it('P-93 P-114 P-115 a plan that begins later: modelled years without it count for employment only', () => {
    const years = testedYears({
      ...shrinking,
      planFrom: 2028,
      design: { testing: { adpMethod: 'prior', acpMethod: 'prior', firstPlanYear: true } },
    });
    expect(years.map(({ tests }) => [tests.year, tests.topHeavy.yearEnd.officersMaximum])).toEqual([
      [2028, 4],
      [2029, 4],
      [2030, 4],
      [2031, 3],
    ]);
    expect(years.map(({ tests }) => tests.adp.averageSource)).toEqual([
      'firstPlanYear',
      'yearBefore',
      'yearBefore',
      'yearBefore',
    ]);
    expect(years.map(({ tests }) => tests.topHeavy.determination?.date)).toEqual([
      '2028-12-31',
      '2028-12-31',
      '2029-12-31',
      '2030-12-31',
    ]);
  });

  it('P-108 benefits rates grow with the years to age 65, age being that of the year', () => {
    const year = firstYear({
      people: [
        { id: 'OLD', pay: 200_000, birth: toDay(1966, 12, 31) },
        { id: 'YOUNG', birth: toDay(1991, 1, 1) },
        { id: 'MIDDLE', birth: toDay(1976, 6, 30) },
      ],
      design: {
        core: {
          type: 'ageBanded',
          bands: [
            { min: 0, max: 45, rate: 0.03 },
            { min: 45, max: 60, rate: 0.05 },
            { min: 60, max: null, rate: 0.08 },
          ],
          rate: undefined,
        },
        testing: { generalTestBasis: 'benefits' },
      },
    });
    const [amounts] = year.tests.amounts;
    const rates = Array.from(amounts?.people?.benefitsRate ?? [], (rate, at): [string, number] => [
      year.ids[amounts?.people?.position[at] ?? 0] ?? '',
      rate,
    ]);
    // 60, 35 and 50 years old: 8 % × 1.085^5 and so on.
    expect(Object.fromEntries(rates)).toEqual({
      OLD: Math.round(800 * 1.085 ** 5),
      YOUNG: Math.round(300 * 1.085 ** 30),
      MIDDLE: Math.round(500 * 1.085 ** 15),
    });
  });
});
