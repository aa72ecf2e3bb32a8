import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { VESTING_REASONS } from '../../../src-shared/vocabulary.ts';
import { simulated, snapshotsOf, type DesignChanges, type StudyPerson } from './tested-study-fixtures.ts';

const byHours = (hoursRequired: number): DesignChanges => ({
  vesting: { serviceMethod: 'hours', hoursRequired },
});
const given = (hundredths: number) => ({ vestingYearsHundredths: hundredths });

describe('P-81 credited years', () => {
  const creditedOf = (
    person: Omit<StudyPerson, 'id'>,
    design: DesignChanges,
  ): readonly (number | undefined)[] =>
    snapshotsOf({ people: [{ id: 'A', ...person }], design, years: 2 }).map(
      (columns) => columns['A']?.['creditedYears'],
    );

  it('by hours: those of the census and one for each year with enough', () => {
    // 780 hours a year.
    const partTimer = { weeklyHours: 15, plan: given(275) };
    expect(creditedOf(partTimer, byHours(780))).toEqual([3, 4]);
    expect(creditedOf(partTimer, byHours(781))).toEqual([2, 2]);
  });

  it('elapsed: completed service, or what the census gives and the months since', () => {
    expect(creditedOf({ hire: toDay(2022, 12, 31) }, {})).toEqual([4, 5]);
    expect(creditedOf({ hire: toDay(2023, 1, 1) }, {})).toEqual([3, 4]);
    // Eleven completed months on 31 December.
    expect(creditedOf({ plan: given(250) }, {})).toEqual([3, 4]);
    expect(creditedOf({ plan: given(200) }, {})).toEqual([2, 3]);
  });
});

describe('P-82 P-83 leavers', () => {
  const accounts = { balanceDeferralCents: 1_000, balanceMatchCents: 10_000, balanceCoreCents: 0 };
  /** Service of three years: 40 % of graded6. */
  const leaver = (more: Omit<StudyPerson, 'id'> = {}) => {
    const person: StudyPerson = {
      id: 'A',
      hire: toDay(2023, 2, 1),
      left: toDay(2026, 5, 31),
      plan: accounts,
      ...more,
    };
    const { batches } = simulated({ people: [person, { id: 'B' }], growth: [-1 / 2] });
    const [year] = batches;
    const vesting = year?.plan.vesting;
    return {
      reason: VESTING_REASONS[vesting?.reason[0] ?? -1],
      percent: (vesting?.percentPpm[0] ?? NaN) / 10_000,
      forfeited: (year?.plan.forfeitures.amountCents[0] ?? 0) / 100,
      created: (year?.plan.summary?.forfeituresCreatedCents ?? NaN) / 100,
    };
  };

  it('forfeit what has not vested', () => {
    expect(leaver()).toEqual({ reason: 'schedule', percent: 40, forfeited: 6_000, created: 6_000 });
    const none = { percent: 100, forfeited: 0, created: 0 };
    expect(leaver({ hire: toDay(2019, 2, 1) })).toEqual({ reason: 'schedule', ...none });
    expect(leaver({ reason: 'death' })).toEqual({ reason: 'death', ...none });
    expect(leaver({ reason: 'disability' })).toEqual({ reason: 'disability', ...none });
  });

  it('of normal retirement age forfeit nothing', () => {
    // 65 on the last day, and one day short of it.
    const none = { percent: 100, forfeited: 0, created: 0 };
    expect(leaver({ birth: toDay(1961, 5, 31) })).toEqual({ reason: 'normalRetirement', ...none });
    expect(leaver({ birth: toDay(1961, 6, 1) })).toMatchObject({ reason: 'schedule', forfeited: 6_000 });
  });
});
