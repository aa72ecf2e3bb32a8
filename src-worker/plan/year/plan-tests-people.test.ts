import { describe, expect, it } from 'vitest';
import type { RatioTest } from '../../../src-shared/compliance.ts';
import { COVERAGE_PARTS, COVERAGE_STANDINGS } from '../../../src-shared/compliance.ts';
import { toDay } from '../../../src-shared/dates.ts';
import {
  byRules,
  defers,
  firstYear,
  type DesignChanges,
  type StudyPerson,
  type StudyYear,
} from './tested-study-fixtures.ts';

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

describe('P-112 a leaver with few hours who would have had nothing anyhow', () => {
  const conditions = {
    minimumHours: 1_000,
    minimumTenureYears: 0,
    waiveTenureForNewHires: null,
    requireLastDay: true,
    payNewHireLeavers: false,
    payExperiencedLeavers: false,
    payDeathDisabilityRetirement: false,
  };
  /** All leave on 28 February 2026, with 336 hours: after some months of service, three years, and ten. */
  const left = toDay(2026, 2, 28);
  const people: readonly StudyPerson[] = [
    {
      id: 'MONTHS',
      hire: toDay(2025, 7, 1),
      left,
      plan: { ...defers(30_000), planEntryDay: toDay(2025, 7, 1) },
    },
    { id: 'THREE', hire: toDay(2023, 2, 1), left, plan: defers(30_000) },
    { id: 'TEN', left, plan: defers(30_000) },
    { id: 'STAYS', plan: defers(30_000) },
  ];
  const standings = (match: object, core: object): Record<string, string> =>
    coverageOf(
      firstYear({
        people,
        design: { match: { allocation: conditions, ...match }, core: { allocation: conditions, ...core } },
        growth: [-3 / 4],
      }),
    );

  it('is excludable where hours or the last day alone bar them', () => {
    expect(standings({}, {})).toEqual({ MONTHS: 'BXX', THREE: 'BXX', TEN: 'BXX', STAYS: 'BBB' });
  });

  it('counts as not benefiting where service bars them too', () => {
    const served = { allocation: { ...conditions, minimumTenureYears: 1 } };
    expect(standings(served, {})).toEqual({ MONTHS: 'BNX', THREE: 'BXX', TEN: 'BXX', STAYS: 'BBB' });
    expect(standings({}, served)).toEqual({ MONTHS: 'BXN', THREE: 'BXX', TEN: 'BXX', STAYS: 'BBB' });
  });

  it('counts as not benefiting where their band has a rate of nothing', () => {
    const bands = (more: object) => [
      { min: 0, max: 5, rate: 0, ...more },
      { min: 5, max: null, rate: 0.5, ...more },
    ];
    const match = { type: 'gradedByService', bands: bands({ maxDeferral: 0.06 }), tiers: undefined };
    expect(standings(match, {})).toEqual({ MONTHS: 'BNX', THREE: 'BNX', TEN: 'BXX', STAYS: 'BBB' });
    const core = { type: 'gradedByService', bands: bands({}), rate: undefined };
    expect(standings({}, core)).toEqual({ MONTHS: 'BXN', THREE: 'BXN', TEN: 'BXX', STAYS: 'BBB' });
    const integration = { enabled: true, disparityRate: 0.03, levelMode: 'fixedDollars', levelValue: 1 };
    expect(standings({}, { ...core, integration })['MONTHS']).toBe('BXX');
  });
});
