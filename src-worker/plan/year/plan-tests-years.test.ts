import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import {
  accounts,
  byName,
  byRules,
  defers,
  testedYears,
  type DesignChanges,
  type StudyPerson,
  type StudyYear,
} from './tested-study-fixtures.ts';

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
});

describe('P-115 a plan that is new in the first year', () => {
  /** OWNER owned more than 5 % in 2025, before there was a plan; the accounts are those of 2026 alone. */
  const people: readonly StudyPerson[] = [
    { id: 'BOSS', pay: 300_000, plan: { officer: 1, priorYearPayCents: 100_000, ...defers(70_000) } },
    { id: 'OWNER', plan: { priorOwnershipSharePpm: 60_000, ...defers(100_000) } },
    ...['W1', 'W2', 'W3'].map((id) => ({ id, plan: defers(40_000) })),
  ];
  const determined = (firstPlanYear: boolean, planFrom?: number) =>
    testedYears({
      people,
      years: 2,
      design: { testing: { firstPlanYear } },
      ...(planFrom === undefined ? {} : { planFrom }),
    }).map(({ tests: { topHeavy, flags } }) => ({
      ...topHeavy,
      missing: flags.balancesMissing,
    }));

  it('is judged by the end of it: owners of the year before are no former key employees of the plan', () => {
    const [first, second] = determined(true);
    // 21,000 + 12,000 + 3,000 of BOSS; 6,000 + 2,400 + 600 of OWNER; 2,400 + 2,100 + 600 of each of the others.
    expect(first?.determination).toEqual(first?.yearEnd);
    expect(first).toMatchObject({
      result: 'notTopHeavy',
      missing: 0,
      determination: {
        date: '2026-12-31',
        keyBalanceCents: 3_600_000,
        totalBalanceCents: 6_030_000,
        ratio: 5_970,
        keyEmployees: 1,
        formerKeyEmployees: 0,
        isIncomplete: false,
      },
    });
    expect(second?.determination).toEqual(first?.yearEnd);
    expect(second?.yearEnd).toMatchObject({ date: '2027-12-31', formerKeyEmployees: 0 });
  });

  it('otherwise they are, and accounts that nobody knows are not evaluated', () => {
    const [first] = determined(false);
    expect(first).toMatchObject({ result: 'notEvaluated', missing: 5 });
    expect(first?.yearEnd).toMatchObject({
      result: 'notEvaluated',
      formerKeyEmployees: 1,
      totalBalanceCents: 5_130_000,
    });
  });

  it('whenever it begins', () => {
    const [only] = determined(true, 2027);
    // Elections of the census are not read then: 3,000 of core for BOSS, 600 for each of the others.
    expect(only).toMatchObject({ result: 'notTopHeavy', missing: 0 });
    expect(only?.determination).toMatchObject({ date: '2027-12-31', formerKeyEmployees: 0, ratio: 5_556 });
  });
});
