import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { byRules, storiesOf, type DesignChanges, type StudyPerson } from './tested-study-fixtures.ts';

/** Everybody is promoted from level 1 to 2 on 1 March 2026, and paid 52,000 from then on. */
const promotionRate = { 2026: 1 };
const worker = (id: string, more: Omit<StudyPerson, 'id'> = {}): StudyPerson => ({
  id,
  pay: 40_000,
  ...more,
});
const excluded = (...values: readonly number[]) => ({ excludedClasses: [{ field: 'level', values }] });

describe('P-31 a promotion in the year', () => {
  /** Three months of waiting, by the date of hire. */
  const hired = (id: string, hire: number): StudyPerson => worker(id, { hire, plan: byRules });
  const people = [
    hired('LAST-DAY', toDay(2025, 11, 30)),
    hired('SAME-DAY', toDay(2025, 12, 1)),
    hired('AFTER', toDay(2025, 12, 2)),
  ];
  const waiting = { serviceBasis: 'days', waitingDays: 90 };
  const storiesWith = (classes: Readonly<Record<string, unknown>>, promoted = true) =>
    storiesOf({
      people,
      design: { eligibility: { ...waiting, ...classes } },
      ...(promoted ? { promotionRate } : {}),
    });

  it('into an excluded class ends the days on which somebody can enter', () => {
    expect(storiesWith({})).toEqual({
      'LAST-DAY': ['2026-02-28 entered'],
      'SAME-DAY': ['2026-03-01 entered'],
      AFTER: ['2026-03-02 entered'],
    });
    expect(storiesWith(excluded(2))).toEqual({ 'LAST-DAY': ['2026-02-28 entered'] });
  });

  it('out of an excluded class lets people enter from its day on', () => {
    expect(storiesWith(excluded(1))).toEqual({
      'LAST-DAY': ['2026-03-01 entered'],
      'SAME-DAY': ['2026-03-01 entered'],
      AFTER: ['2026-03-02 entered'],
    });
  });

  it('from one excluded class into another, or none at all, lets nobody enter', () => {
    expect(storiesWith(excluded(1, 2))).toEqual({});
    expect(storiesWith(excluded(1), false)).toEqual({});
    expect(storiesWith(excluded(2), false)).toEqual(storiesWith({}, false));
  });
});

describe('P-36 P-42 level and pay are those of the decision date', () => {
  const entering = (id: string, day: number, pay: number): StudyPerson =>
    worker(id, { pay, plan: { planEntryDay: day } });
  const people = (pay: number): readonly StudyPerson[] => [
    entering('A', toDay(2026, 2, 28), pay),
    entering('B', toDay(2026, 3, 1), pay),
    entering('C', toDay(2026, 3, 2), pay),
  ];
  const atEntry = (more: Readonly<Record<string, unknown>>): DesignChanges => ({
    deferral: { magnet: { enabled: false, probability: 0 } },
    voluntaryEnrollment: {
      atEntry: {
        enabled: true,
        ageRates: [1, 1, 1, 1],
        incomeFactors: [1, 1, 1, 1],
        levelFactors: [{ 1: 1 }],
        dial: 1,
        lagDays: 0,
        ...more,
      },
    },
  });
  const enrolled = (design: DesignChanges, pay: number): readonly string[] =>
    Object.entries(storiesOf({ people: people(pay), design, promotionRate }))
      .filter(([, story]) => story.some((said) => said.includes('voluntary')))
      .map(([id]) => id);

  it('the factor of the level before the promotion, and that of the new level from its day on', () => {
    expect(enrolled(atEntry({ levelFactors: [{ 1: 0 }, { 2: 1 }] }), 40_000)).toEqual(['B', 'C']);
    expect(enrolled(atEntry({ levelFactors: [{ 1: 1 }, { 2: 0 }] }), 40_000)).toEqual(['A']);
    expect(enrolled(atEntry({}), 40_000)).toEqual(['A', 'B', 'C']);
  });

  it('the income before the raise, and the new one from its day on', () => {
    const low = atEntry({ incomeFactors: [1, 0, 0, 0] });
    // From below 50,000 to above.
    expect(enrolled(low, 45_000)).toEqual(['A']);
    expect(enrolled(atEntry({ incomeFactors: [0, 1, 1, 1] }), 45_000)).toEqual(['B', 'C']);
  });
});
