import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import {
  byName,
  byRules,
  defers,
  firstYear,
  type DesignChanges,
  type StudyPerson,
} from './tested-study-fixtures.ts';

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

describe('P-97 the match on what is paid back', () => {
  /** Refund and match forfeited of the one HCE, in dollars. */
  const lossOf = (
    boss: Omit<StudyPerson, 'id'>,
    workerRate: number,
    design: DesignChanges = {},
    growth: readonly number[] = [],
  ): readonly number[] => {
    const { tests } = firstYear({
      people: [
        { id: 'A', plan: { eligibilityOverride: 0 } },
        { id: 'BOSS', pay: 200_000, ...boss },
        { id: 'W', plan: defers(workerRate) },
      ],
      design,
      growth,
    });
    const hces = tests.adp.correction?.hces;
    return [hces?.refunded, hces?.forfeited].map((cents) => (cents?.[0] ?? NaN) / 100);
  };

  it('is forfeited: all of it where nobody else defers', () => {
    // 3 % of 200,000 and half of the next 2 %.
    expect(lossOf({ plan: defers(60_000) }, 0)).toEqual([12_000, 8_000]);
  });

  it('P-58 counts from what an HCE of a lower maximum rate defers', () => {
    // 5 % instead of 8 %, and 4 % are left: half of 2,000 was matched.
    const design = { deferral: { hceMaximumRate: 0.05 } };
    expect(lossOf({ plan: defers(80_000) }, 20_000, design)).toEqual([2_000, 1_000]);
  });

  it('P-34 of somebody who died as well', () => {
    const design = {
      match: {
        allocation: {
          minimumHours: 0,
          minimumTenureYears: 0,
          waiveTenureForNewHires: null,
          requireLastDay: true,
          payNewHireLeavers: false,
          payExperiencedLeavers: false,
          payDeathDisabilityRetirement: true,
        },
      },
    };
    const left = toDay(2026, 9, 30);
    // 273 days: 149,589.04.
    const dead = { plan: defers(60_000), left, reason: 'death' } as const;
    expect(lossOf(dead, 0, design, [-1 / 3])).toEqual([8_975.34, 5_983.56]);
    expect(lossOf({ ...dead, reason: 'voluntary' }, 0, design, [-1 / 3])).toEqual([8_975.34, 0]);
  });
});
