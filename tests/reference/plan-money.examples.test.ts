import { describe, expect, it } from 'vitest';
import { day, dayOf, daysInYear } from './calendar.ts';
import { at, cents, MILLION, ppm, rnd } from './exact.ts';
import { enforce, type MatchBasis } from './plan/additions.ts';
import { coreOf } from './plan/core.ts';
import { deferralOf, type PaidDay } from './plan/deferrals.ts';
import type { Design } from './plan/designs.ts';
import { groupSize, hceStatus, payRanks, type PaidBefore } from './plan/hce.ts';
import { limit } from './plan/limits.ts';
import { formulaFor, matchCeiling } from './plan/match-formula.ts';
import { matchOf, payPeriod, paychecks, type Paycheck } from './plan/match.ts';
import { costOf, reallocate } from './plan/pool.ts';
import { creditedYears, forfeited, scheduledShare } from './plan/vesting.ts';
import { defaultScenario } from './scenarios.ts';

/** The examples of sections 13 to 19 of the plan specification, reproduced by the reference alone. */

const standard = at(defaultScenario.planDesigns, 0);
const lawful = (item: Parameters<typeof limit>[1], year = 2026): bigint =>
  limit(defaultScenario.limits, item, year);

/** Days of a year at some pay and deferral rate; the last stretch goes on to 31 December. */
const daysOf = (year: number, ...stretches: readonly (readonly [string, number, number])[]): PaidDay[] => {
  const days: PaidDay[] = [];
  for (const [i, [from, pay, rate]] of stretches.entries()) {
    const next = stretches[i + 1];
    const end = next === undefined ? dayOf(year, 12, 31) : day(next[0]) - 1;
    for (let one = day(from); one <= end; one += 1) {
      days.push({ day: one, annualPay: cents(pay), rate: ppm(rate) });
    }
  }
  return days;
};

const terms = (room = 0, maximum = 0.75, isCapped = false) => ({
  isCapped,
  compensation: lawful('compensation'),
  electiveDeferral: lawful('electiveDeferral'),
  maximum: ppm(maximum),
  room: cents(room),
});

describe('P-57 … P-63 deferrals', () => {
  it('P-1 (1) 5 % to 30 June, then 8 %: one rounding', () => {
    const found = deferralOf(
      2026,
      daysOf(2026, ['2026-01-01', 96_000, 0.05], ['2026-07-01', 96_000, 0.08]),
      terms(),
    );
    expect(found).toMatchObject({ requested: cents(6_251.84), base: cents(6_251.84), catchUp: 0n });
  });

  it.each([
    ['(2)', 280_000, 0.11, 8_000, 0.75, 30_800, 24_500, 6_300, 1_700, '402g'],
    ['(3)', 280_000, 0.14, 11_250, 0.75, 39_200, 24_500, 11_250, 0, '402g'],
    ['(4)', 220_000, 0.15, 0, 0.75, 33_000, 24_500, 0, 0, '402g'],
    ['(5)', 150_000, 0.12, 8_000, 0.08, 18_000, 12_000, 6_000, 2_000, 'planLimit'],
  ])('P-58, P-59 %s', (_, pay, rate, room, maximum, requested, base, catchUp, unused, limitBound) => {
    expect(deferralOf(2026, daysOf(2026, ['2026-01-01', pay, rate]), terms(room, maximum))).toMatchObject({
      requested: cents(requested),
      base: cents(base),
      catchUp: cents(catchUp),
      unusedRoom: cents(unused),
      limitBound,
    });
  });

  it('P-56 enrolled on 10 March, opted out on 8 June: 91 days at 200 a day', () => {
    const days = daysOf(
      2026,
      ['2026-01-01', 73_000, 0],
      ['2026-03-10', 73_000, 0.04],
      ['2026-06-09', 73_000, 0],
    );
    expect(deferralOf(2026, days, terms())).toMatchObject({ base: cents(728), deferralPay: cents(18_200) });
  });

  it('P-57 with a capped pay basis, pay stops counting at the compensation limit', () => {
    const days = daysOf(2026, ['2026-01-01', 720_000, 0.01]);
    expect(deferralOf(2026, days, terms(0, 0.75, true)).requested).toBe(cents(3_600));
    expect(deferralOf(2026, days, terms()).requested).toBe(cents(7_200));
  });
});

const matchTerms = {
  capPercentOfPay: null,
  dollarCap: null,
  frequency: 'annual',
  payFrequency: 'monthly',
  matchCatchUp: true,
  allocation: standard.match.allocation,
} as const;

const tiered = (
  tiers: readonly (readonly [min: number, max: number, rate: number])[],
  capPercentOfPay: number | null = null,
): Design['match'] => ({
  ...matchTerms,
  capPercentOfPay,
  type: 'tiered',
  tiers: tiers.map(([min, max, rate]) => ({ min, max, rate })),
});

/** A match that depends on a band of service or points. */
const banded = (
  type: 'gradedByService' | 'pointsBased',
  bands: readonly (readonly [min: number, max: number | null, rate: number, maxDeferral: number])[],
): Design['match'] => ({
  ...matchTerms,
  type,
  bands: bands.map(([min, max, rate, maxDeferral]) => ({ min, max, rate, maxDeferral })),
});

const annual = (match: Design['match'], deferral: bigint, pay: bigint, service = 0, age = 40): bigint =>
  matchOf('annual', formulaFor(match, service, age), deferral, pay, []).amount;
const on65 = (match: Design['match'], rate: number, service = 0, age = 40): bigint =>
  annual(match, rnd(cents(65_000) * ppm(rate), MILLION), cents(65_000), service, age);
const SIXTY_OF_5 = tiered([[0, 0.05, 0.6]]);

describe('P-64 … P-69 match', () => {
  it.each([
    [0.03, 1_170],
    [0.05, 1_950],
    [0.09, 1_950],
  ])('P-65 (1) 60 %% of 5 at %d', (rate, amount) => {
    expect(on65(SIXTY_OF_5, rate)).toBe(cents(amount));
  });

  it.each([
    [0.01, 650],
    [0.04, 1_625],
    [0.06, 1_950],
    [0.1, 1_950],
  ])('P-65 (2) 100 %% of 2 + 25 %% of next 4 at %d', (rate, amount) => {
    const match = tiered([
      [0, 0.02, 1],
      [0.02, 0.06, 0.25],
    ]);
    expect(on65(match, rate)).toBe(cents(amount));
  });

  it('P-65 (3) by service, (4) by points', () => {
    const graded = banded('gradedByService', [
      [0, 4, 0.3, 0.05],
      [4, null, 0.6, 0.05],
    ]);
    expect([on65(graded, 0.07, 3), on65(graded, 0.07, 4)]).toEqual([cents(975), cents(1_950)]);
    const points = banded('pointsBased', [
      [0, 50, 0.2, 0.06],
      [50, 70, 0.4, 0.06],
      [70, null, 0.8, 0.06],
    ]);
    expect([on65(points, 0.06, 8, 41), on65(points, 0.06, 8, 42), on65(points, 0.06, 15, 55)]).toEqual(
      [780, 1_560, 3_120].map((dollars) => cents(dollars)),
    );
  });

  it('P-68, P-69 (5) by period, by year and trued up', () => {
    const checks = Array.from({ length: 12 }, (_, month): Paycheck => ({
      pay: cents(15_000),
      deferral: cents(month < 5 ? 4_500 : month === 5 ? 2_000 : 0),
    }));
    const formula = formulaFor(SIXTY_OF_5, 0, 40);
    const by = (frequency: Design['match']['frequency']) =>
      matchOf(frequency, formula, cents(24_500), cents(180_000), checks);
    expect(by('perPayPeriod')).toEqual({ amount: cents(2_700), trueUp: 0n });
    expect(by('annual')).toEqual({ amount: cents(5_400), trueUp: 0n });
    expect(by('perPayPeriodWithTrueUp')).toEqual({ amount: cents(2_700), trueUp: cents(2_700) });
  });

  it('P-68 (6) nothing once pay has reached the compensation limit', () => {
    const year = 2026;
    const compensation = lawful('compensation');
    const days = daysOf(year, ['2026-01-01', 480_000, 0.05]);
    const deferral = deferralOf(year, days, terms());
    const checks = paychecks(days, deferral.cumulative, days[0]?.day ?? 0, 'monthly', compensation);
    expect(checks).toHaveLength(12);
    expect(checks.slice(-2).map((check) => check.pay)).toEqual([0n, 0n]);
    expect(checks.reduce((total, check) => total + check.pay, 0n)).toBe(compensation);
    const even = Array.from({ length: 12 }, (_, month): Paycheck => ({
      pay: month < 9 ? cents(40_000) : 0n,
      deferral: cents(2_000),
    }));
    expect(matchOf('perPayPeriod', formulaFor(SIXTY_OF_5, 0, 40), 0n, 0n, even).amount).toBe(cents(10_800));
  });

  it('P-66 (7) a cap by pay; P-64 (8) catch-up matched or not', () => {
    expect(on65(tiered([[0, 0.08, 0.5]], 0.03), 0.08)).toBe(cents(1_950));
    const thirty = tiered([[0, 0.1, 0.3]]);
    expect(annual(thirty, cents(32_500), cents(340_000))).toBe(cents(9_750));
    expect(annual(thirty, cents(24_500), cents(340_000))).toBe(cents(7_350));
  });

  it('P-46 ceilings', () => {
    const ceiling = (match: Design['match'], service = 0): bigint => matchCeiling(match, service, 40);
    expect(ceiling(tiered([[0, 0.08, 0.5]]))).toBe(ppm(0.08));
    expect(ceiling(tiered([[0, 0.06, 1]], 0.045))).toBe(ppm(0.045));
    const bands = banded('gradedByService', [
      [0, 3, 0.25, 0.04],
      [3, null, 0.5, 0.07],
    ]);
    expect(ceiling(bands, 3)).toBe(ppm(0.07));
    expect(ceiling(tiered([[0, 0.06, 0.3]], 0.01))).toBe(ppm(0.0334));
    expect(ceiling(tiered([[0, 0.05555, 1]]))).toBe(ppm(0.0556));
    expect(ceiling(tiered([[0, 0.03, 0]]))).toBe(0n);
  });

  it('P-68 pay periods: the last block goes on to 31 December', () => {
    const december = dayOf(2028, 12, 31);
    expect(daysInYear(2028)).toBe(366);
    expect([payPeriod('weekly', december), payPeriod('biweekly', december)]).toEqual([51, 25]);
    expect(payPeriod('weekly', december - 8)).toBe(51);
    expect(payPeriod('weekly', december - 9)).toBe(50);
    expect([
      payPeriod('semimonthly', day('2028-02-15')),
      payPeriod('semimonthly', day('2028-02-16')),
    ]).toEqual([4, 5]);
  });
});

describe('P-71, P-72 core', () => {
  const flat = (rate: number, integration: Partial<Design['core']['integration']> = {}): Design['core'] => ({
    ...standard.core,
    type: 'flat',
    rate,
    integration: { ...standard.core.integration, ...integration },
  });
  const base = (core: Design['core'], pay: number, age = 40): bigint[] => {
    const found = coreOf(core, cents(pay), 0, age, lawful('wageBase'));
    return [found.base, found.excess];
  };

  it('P-71 flat and by age', () => {
    expect([65_000, 360_000, 37_520.55].map((pay) => base(flat(0.025), pay)[0])).toEqual(
      [1_625, 9_000, 938.01].map(cents),
    );
    const byAge: Design['core'] = {
      type: 'ageBanded',
      integration: standard.core.integration,
      allocation: standard.core.allocation,
      bands: [
        { min: 0, max: 35, rate: 0.02 },
        { min: 35, max: 45, rate: 0.035 },
        { min: 45, max: null, rate: 0.05 },
      ],
    };
    expect([34, 35, 45].map((age) => base(byAge, 65_000, age)[0])).toEqual([1_300, 2_275, 3_250].map(cents));
  });

  it('P-72 excess over the wage base or a share of it', () => {
    const over = flat(0.04, { enabled: true, disparityRate: 0.04 });
    expect(base(over, 120_000)).toEqual([cents(4_800), 0n]);
    expect(base(over, 210_000)).toEqual([cents(8_400), cents(1_020)]);
    expect(base(over, 360_000)).toEqual([cents(14_400), cents(7_020)]);
    const half = flat(0.05, {
      enabled: true,
      disparityRate: 0.043,
      levelMode: 'percentOfWageBase',
      levelValue: 0.5,
    });
    expect(base(half, 210_000)).toEqual([cents(10_500), cents(5_063.25)]);
  });
});

describe('P-76 annual additions', () => {
  const match = tiered([[0, 0.05, 1]]);
  const basis = (deferral: number, more: Partial<MatchBasis> = {}): MatchBasis => ({
    isEligible: true,
    formula: formulaFor(match, 0, 40),
    isByPaycheck: false,
    unseen: 0n,
    deferral: cents(deferral),
    pay: cents(300_000),
    checks: [],
    ...more,
  });
  const additions = (base: number, matched: number, core: number) => ({
    base: cents(base),
    catchUp: 0n,
    match: cents(matched),
    trueUp: 0n,
    core: cents(core),
    coreExcess: 0n,
    reallocated: 0n,
  });

  it.each([
    ['(1)', 24_500, 15_000, 36_000, 72_000, 0, 3_500, 0, 3_500, 0, 0],
    ['(2)', 24_500, 15_000, 36_000, 72_000, 8_000, 3_500, 3_500, 0, 0, 0],
    ['(3)', 16_000, 15_000, 45_000, 72_000, 0, 4_000, 0, 1_000, 1_500, 1_500],
  ])('P-76 %s', (_, base, matched, core, most, room, over, reclassified, unmatched, returned, lost) => {
    const found = enforce(additions(base, matched, core), cents(most), cents(room), basis(base));
    expect(found).toMatchObject({
      over: cents(over),
      reclassified: cents(reclassified),
      unmatchedReturned: cents(unmatched),
      matchedReturned: cents(returned),
      matchForfeited: cents(lost),
      coreReduced: 0n,
    });
  });

  it('P-76 (4) the pay arm', () => {
    const pay = cents(30_000);
    const found = enforce(additions(18_000, 1_500, 12_500), pay, 0n, basis(18_000, { pay }));
    expect(found.unmatchedReturned).toBe(cents(2_000));
  });

  it('P-76 paychecks lose from the last one backwards', () => {
    const checks: Paycheck[] = [
      { pay: cents(1_000), deferral: cents(60) },
      { pay: cents(1_000), deferral: cents(50) },
    ];
    const found = enforce(
      additions(110, 100, 0),
      cents(170),
      0n,
      basis(110, { isByPaycheck: true, pay: cents(2_000), checks }),
    );
    expect(found).toMatchObject({
      unmatchedReturned: cents(10),
      matchedReturned: cents(15),
      matchForfeited: cents(15),
    });
  });

  it('P-76 (4) core, then reallocated forfeitures, then the match that is left', () => {
    const before = { ...additions(0, 500, 300), reallocated: cents(100) };
    const found = enforce(before, cents(50), 0n, basis(0, { isEligible: false }));
    expect(found).toMatchObject({
      coreReduced: cents(300),
      reallocatedReduced: cents(100),
      matchForfeited: cents(450),
    });
  });
});

describe('P-78 … P-86 vesting and forfeitures', () => {
  it('P-79, P-83 percents and what leavers forfeit', () => {
    expect(forfeited(cents(7_500), scheduledShare('graded6', 4))).toBe(cents(3_000));
    expect(forfeited(cents(7_500), scheduledShare('cliff3', 2))).toBe(cents(7_500));
    expect(forfeited(cents(1_234.57), scheduledShare('graded3', 2))).toBe(cents(411.48));
    expect(scheduledShare([0, 50, 100], 40)).toBe(MILLION);
  });

  const person = {
    birth: day('1990-01-01'),
    hire: day('2024-07-01'),
    originalHire: null,
    vestingYears: 200n,
    startYear: 2026,
  };
  const design = (vesting: Partial<Design['vesting']>): Design => ({
    ...standard,
    vesting: { ...standard.vesting, ...vesting },
  });

  it('P-81 hours: opening 2 and two years with enough of them', () => {
    const byHours = design({ serviceMethod: 'hours' });
    const facts = { ...person, openingYears: 2, yearsByHours: 2 };
    expect(creditedYears(facts, byHours, day('2029-12-31'))).toBe(4);
  });

  it('P-81 elapsed: years of the census and months since, or completed service', () => {
    const facts = { ...person, openingYears: 0, yearsByHours: 0 };
    const elapsed = design({});
    expect(creditedYears({ ...facts, vestingYears: 250n }, elapsed, day('2026-06-30'))).toBe(2);
    expect(creditedYears({ ...facts, vestingYears: 250n }, elapsed, day('2026-07-01'))).toBe(3);
    expect(creditedYears(facts, elapsed, day('2025-12-31'))).toBe(2);
    expect(creditedYears({ ...facts, vestingYears: null }, elapsed, day('2027-06-30'))).toBe(2);
    expect(creditedYears({ ...facts, vestingYears: null }, elapsed, day('2027-07-01'))).toBe(3);
  });

  it('P-81 years that end before the 18th birthday can be left out', () => {
    const young = {
      ...person,
      birth: day('2008-08-01'),
      vestingYears: null,
      openingYears: 0,
      yearsByHours: 0,
    };
    expect(creditedYears(young, design({}), day('2027-12-31'))).toBe(3);
    expect(creditedYears(young, design({ excludeServiceBefore18: true }), day('2027-12-31'))).toBe(1);
  });

  it('P-84, P-85 the pool over two years', () => {
    const first = costOf('offset', {
      available: cents(12_000),
      created: cents(18_000),
      gross: cents(500_000),
      expenses: 0n,
      reallocated: 0n,
    });
    expect(first).toEqual({
      applied: cents(12_000),
      carried: 0n,
      netCash: cents(488_000),
      netExpense: cents(482_000),
    });
    expect(
      costOf('offset', {
        available: cents(26_000),
        created: cents(1_000),
        gross: cents(21_000),
        expenses: 0n,
        reallocated: 0n,
      }),
    ).toEqual({ applied: cents(21_000), carried: cents(5_000), netCash: 0n, netExpense: cents(20_000) });
  });

  it('P-84 shares by pay', () => {
    const recipients = [61_000, 87_000, 42_000.5].map((pay, i) => ({ key: BigInt(i), pay: cents(pay) }));
    expect([...reallocate(cents(5_000), recipients).values()]).toEqual(
      [1_605.26, 2_289.47, 1_105.27].map(cents),
    );
  });
});

describe('P-87, P-88 highly compensated', () => {
  const threshold = lawful('hceCompensation', 2025);
  const status = (lookbackPay: number | null, isOwner = false) =>
    hceStatus(
      { key: 1n, isOwner, lookbackPay: lookbackPay === null ? null : cents(lookbackPay) },
      threshold,
      null,
    )?.category ?? null;

  it('P-87 pay of the year before, or ownership', () => {
    expect([status(160_000.01), status(160_000), status(null), status(52_000, true)]).toEqual([
      'pay',
      null,
      null,
      'owner',
    ]);
  });

  it('P-88 48 counted employees make a group of 10', () => {
    const people = Array.from({ length: 48 }, (_, i): PaidBefore => ({
      key: BigInt(i),
      pay: cents(200_000 + i),
      birth: day('1980-01-01'),
      hire: day('2010-01-01'),
      originalHire: null,
      weeklyHours: 4_000n,
      isNonresident: false,
      isUnion: false,
    }));
    const size = groupSize(people, standard, 2026);
    expect(size).toBe(10n);
    const group = { size, ranks: payRanks(people) };
    const found = people.filter((one) =>
      hceStatus({ ...one, isOwner: false, lookbackPay: one.pay }, threshold, group),
    );
    expect(found.map((one) => Number(one.key))).toEqual([38, 39, 40, 41, 42, 43, 44, 45, 46, 47]);
  });
});
