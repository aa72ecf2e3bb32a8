import { describe, expect, it } from 'vitest';
import { COVERAGE_STANDINGS } from '../../../src-shared/compliance.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { CONTRIBUTION_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import {
  byName,
  byRules,
  defers,
  firstYear,
  simulated,
  snapshotsOf,
  storiesOf,
  type DesignChanges,
  type StudyPerson,
  type StudySettings,
} from './tested-study-fixtures.ts';

const inDollars = (cents: number | undefined): number => (cents ?? NaN) / 100;
const allocation = {
  minimumHours: 0,
  minimumTenureYears: 0,
  waiveTenureForNewHires: null,
  requireLastDay: false,
  payNewHireLeavers: true,
  payExperiencedLeavers: true,
  payDeathDisabilityRetirement: true,
};

/** Contributions of a person in the first year, in dollars: amount and what section 16 took from it. */
function contributionsOf(settings: StudySettings, id: string): Record<string, readonly [number, number]> {
  const { names, batches } = simulated(settings);
  const events = batches[0]?.plan.contributions;
  return Object.fromEntries(
    Array.from({ length: events?.rowCount ?? 0 }, (_, row) => row)
      .filter((row) => names[events?.person[row] ?? -1] === id)
      .map((row) => [
        CONTRIBUTION_CATEGORIES[events?.category[row] ?? -1] ?? '',
        [inDollars(events?.amountCents[row]), inDollars(events?.reduced415Cents[row])],
      ]),
  );
}

/** Who benefits from core in the coverage test of the first year. */
function coreStandingsOf(settings: StudySettings): Record<string, string | undefined> {
  const year = firstYear(settings);
  const standing = year.tests.coverage[0]?.parts.core.standing ?? [];
  return Object.fromEntries(
    Object.entries(byName(year, standing)).map(([id, code]) => [id, COVERAGE_STANDINGS[code]]),
  );
}

describe('P-76 section 16', () => {
  it('a true-up counts as an addition, and goes before the match', () => {
    const people: readonly StudyPerson[] = [{ id: 'A', pay: 330_000, plan: defers(240_000) }];
    const design: DesignChanges = {
      match: {
        tiers: [{ min: 0, max: 0.15, rate: 1 }],
        frequency: 'perPayPeriodWithTrueUp',
        payFrequency: 'monthly',
      },
      core: { rate: 0.08 },
    };
    const said = contributionsOf({ people, design }, 'A');
    // 24,500 by 8 April; matched in all: 24,500 + 24,500 + 26,400 are 3,400 above 72,000, and half of it is match.
    expect(said['deferralPreTax']).toEqual([22_800, 1_700]);
    expect(said['core']).toEqual([26_400, 0]);
    const [match = NaN, trueUp = NaN] = [said['match']?.[0], said['matchTrueUp']?.[0]];
    expect(match + trueUp).toBe(22_800);
    expect([said['match']?.[1], said['matchTrueUp']?.[1]]).toEqual([0, 1_700]);
  });

  it('takes match last, when no base and no core are left', () => {
    // Born in 1970: all of the base of 2,000 becomes catch-up, which goes on counting as matched: 20,000 of match.
    const people: readonly StudyPerson[] = [
      { id: 'A', pay: 10_000, birth: toDay(1970, 1, 1), plan: defers(200_000) },
    ];
    const design: DesignChanges = {
      match: { tiers: [{ min: 0, max: 0.2, rate: 10 }] },
      core: { rate: 0.01, allocation },
    };
    expect(contributionsOf({ people, design }, 'A')).toEqual({
      catchUpPreTax: [2_000, 0],
      match: [10_000, 10_000],
    });
    const [first] = snapshotsOf({ people, design });
    // Of the core of 100 nothing is left. What becomes catch-up is not taken.
    expect(first?.['A']?.['reduced415Cents']).toBe(1_010_000);
    // P-112: it benefits all the same.
    expect(coreStandingsOf({ people, design })).toEqual({ A: 'benefiting' });
    const withoutCore = { ...design, core: { rate: 0, allocation } };
    expect(coreStandingsOf({ people, design: withoutCore })).toEqual({ A: 'notBenefiting' });
  });
});

describe('P-112 who has an allocation', () => {
  it('whoever has more excess than core, or a reallocation alone', () => {
    const rich: StudyPerson = { id: 'RICH', pay: 360_000 };
    const integrated: DesignChanges = {
      core: {
        rate: 0.01,
        integration: { enabled: true, disparityRate: 0.05, levelMode: 'wageBase', levelValue: null },
      },
    };
    // 3,600 and 5 % of 175,500.
    expect(contributionsOf({ people: [rich], design: integrated }, 'RICH')).toEqual({
      core: [3_600, 0],
      coreExcess: [8_775, 0],
    });
    expect(coreStandingsOf({ people: [rich], design: integrated })).toEqual({ RICH: 'benefiting' });
    const shared: DesignChanges = {
      core: { rate: 0 },
      forfeitures: { policy: 'reallocate', openingPool: 900 },
    };
    const two = [{ id: 'A' }, { id: 'B', pay: 30_000 }];
    expect(contributionsOf({ people: two, design: shared }, 'B')).toEqual({
      forfeitureReallocated: [300, 0],
    });
    expect(coreStandingsOf({ people: two, design: shared })).toEqual({ A: 'benefiting', B: 'benefiting' });
  });
});

describe('P-19 pay before entry', () => {
  const people: readonly StudyPerson[] = [
    { id: 'A', pay: 73_000, plan: { planEntryDay: toDay(2026, 7, 1) } },
    { id: 'B', pay: 73_000, hire: toDay(2026, 3, 1), plan: { planEntryDay: toDay(2026, 7, 1) } },
  ];
  const payOf = (compensationFrom: string): readonly number[] => {
    const [first] = snapshotsOf({ people, design: { eligibility: { compensationFrom } }, growth: [1] });
    return ['A', 'B'].map((id) => inDollars(first?.[id]?.['planPayCents']));
  };

  it('counts in a plan that counts the whole year', () => {
    // 184 days of 200 each; 365 and 306.
    expect(payOf('entry')).toEqual([36_800, 36_800]);
    expect(payOf('year')).toEqual([73_000, 61_200]);
  });
});

describe('P-30 long-term part-timers', () => {
  /** 780 hours a year, in the plan for deferrals since 2025. */
  const partTimer: StudyPerson = {
    id: 'PT',
    pay: 40_000,
    weeklyHours: 15,
    plan: { ...byRules, ...defers(50_000) },
  };
  const design: DesignChanges = { eligibility: { serviceBasis: 'hours' }, core: { rate: 0.02, allocation } };

  it('have deferrals only, and everything from the ordinary entry on', () => {
    expect(contributionsOf({ people: [partTimer], design }, 'PT')).toEqual({ deferralPreTax: [2_000, 0] });
    const credited = { ...partTimer, plan: { ...partTimer.plan, priorYearHoursHundredths: 120_000 } };
    // Full rights on 1 January 2026: 3 % and half of the next 2 %.
    expect(contributionsOf({ people: [credited], design }, 'PT')).toEqual({
      deferralPreTax: [2_000, 0],
      match: [1_600, 0],
      core: [800, 0],
    });
  });

  it('P-31 earn nothing by pay and deferrals from before an ordinary entry in mid-year', () => {
    // The second design asks for fewer hours, but not of people of level 2: promoted out of it on 1 March 2027.
    const study: StudySettings = {
      people: [partTimer, { id: 'Z', pay: 300_000 }],
      design,
      next: {
        from: 2027,
        design: {
          ...design,
          eligibility: {
            serviceBasis: 'hours',
            hoursRequired: 700,
            excludedClasses: [{ field: 'level', values: [2] }],
          },
        },
      },
      years: 2,
      promotionRate: { 2027: 1 },
    };
    expect(storiesOf(study)).toEqual({ PT: ['2027-03-01 entered'] });
    const [, second] = snapshotsOf(study);
    // 40,000 for 59 days, then 45,900 for 306: 38,480.55, of which 5 % are deferred.
    expect(
      ['planPayCents', 'baseCents', 'matchCents', 'coreCents'].map((of) => second?.['PT']?.[of]),
    ).toEqual([4_494_630, 224_732, 153_922, 76_961]);
  });

  it('P-84 share in forfeitures by that pay too', () => {
    const people = [
      partTimer,
      { id: 'Z', pay: 300_000, plan: { eligibilityOverride: 0 } },
      { id: 'W', pay: 60_000 },
    ];
    const with1000 = (policy: string): DesignChanges => ({
      ...design,
      forfeitures: { policy, openingPool: 1_000 },
    });
    const sharesOf = (study: Omit<StudySettings, 'people'>, year: number): readonly number[] => {
      const columns = snapshotsOf({ people, ...study })[year];
      return ['PT', 'W'].map((id) => columns?.[id]?.['reallocatedCents'] ?? NaN);
    };
    expect(sharesOf({ design: with1000('reallocate') }, 0)).toEqual([0, 100_000]);
    const classes = { hoursRequired: 700, excludedClasses: [{ field: 'level', values: [2] }] };
    const next = { ...with1000('reallocate'), eligibility: { serviceBasis: 'hours', ...classes } };
    const study = { design: with1000('expenses'), next: { from: 2027, design: next }, years: 2 };
    // 38,480.55 against 60,000 for 59 days and 78,000 for 306: 75,090.41.
    expect(sharesOf({ ...study, promotionRate: { 2027: 1 } }, 1)).toEqual([33_882, 66_118]);
  });
});
