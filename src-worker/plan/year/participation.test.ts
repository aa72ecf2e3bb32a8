import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';
import {
  byRules,
  defers,
  snapshotsOf,
  storiesOf,
  type DesignChanges,
  type StudyPerson,
} from './tested-study-fixtures.ts';

const everybody = { baseRate: 1, ageFactors: [1, 1, 1, 1], incomeFactors: [1, 1, 1, 1] };
/** Automatic enrolment 45 days after entry, which everybody leaves 30 days later. */
const automatic = { enabled: true, optOut: everybody, withdrawal: false };
const nobody = { ...everybody, baseRate: 0 };
/** Everybody enrols by choice at entry, `lagDays` later. */
const voluntary = (lagDays: number) => ({
  atEntry: {
    enabled: true,
    ageRates: [1, 1, 1, 1],
    incomeFactors: [1, 1, 1, 1],
    levelFactors: [{ 1: 1 }],
    dial: 1,
    lagDays,
  },
});
const noMagnet = { magnet: { enabled: false, probability: 0 } };
/** Everybody answers a changed match by the whole gap. */
const answers = {
  enabled: true,
  upShare: 1,
  upToCeilingShare: 1,
  downShare: 1,
  downToCeilingShare: 1,
  partialFactor: 0.5,
};
const noMatch = { type: 'none', tiers: undefined };
const matchTo = (max: number) => ({ tiers: [{ min: 0, max, rate: 1 }] });

/** Hired in a year, in the plan from the first day. */
const hiredOn = (year: number, month: number, day: number): Omit<StudyPerson, 'id'> => ({
  hire: toDay(year, month, day),
  plan: byRules,
});
const statusOf = (columns: Readonly<Record<string, number>> | undefined): string | undefined =>
  PLAN_STATUSES[columns?.['planStatus'] ?? -1];

/** A firm of two that grows by the people given. */
const firm = (...people: readonly StudyPerson[]): readonly StudyPerson[] => [
  { id: 'OLD-1' },
  { id: 'OLD-2' },
  ...people,
];

describe('P-37 P-40 an opt-out and its date', () => {
  const study = (people: readonly StudyPerson[], growth: readonly number[]) => ({
    people: firm(...people),
    design: { autoEnrollment: automatic },
    years: 2,
    growth,
  });

  it('on the last day of the year belongs to it, and a later one to the next', () => {
    const stories = storiesOf(
      study(
        [
          { id: 'A', ...hiredOn(2026, 10, 17) },
          { id: 'B', ...hiredOn(2026, 10, 18) },
        ],
        [1, 0],
      ),
    );
    expect(stories['A']).toEqual(['2026-10-17 entered', '2026-12-01 auto 3 %', '2026-12-31 optOut 0 %']);
    expect(stories['B']).toEqual(['2026-10-18 entered', '2026-12-02 auto 3 %', '2027-01-01 optOut 0 %']);
  });

  it('in the next year stands in the end state, but not of somebody who has left', () => {
    const people: readonly StudyPerson[] = [
      { id: 'B', ...hiredOn(2026, 10, 18) },
      { id: 'C', ...hiredOn(2026, 10, 18), left: toDay(2026, 12, 20) },
    ];
    const [first] = snapshotsOf(study(people, [1 / 2, 0]));
    expect([first?.['B']?.['scheduledDay'], first?.['C']?.['scheduledDay']]).toEqual([
      toDay(2027, 1, 1),
      NO_DAY,
    ]);
    expect([statusOf(first?.['B']), statusOf(first?.['C'])]).toEqual(['enrolled', 'enrolled']);
  });

  it('P-53 does not happen to somebody who stopped before', () => {
    const stopped = {
      ...study([{ id: 'B', ...hiredOn(2026, 11, 20) }], [1 / 2, 0]),
      next: {
        from: 2027,
        design: { autoEnrollment: automatic, matchResponse: answers, match: noMatch },
      },
    };
    // Automatic on 4 January 2027 in both cases; the opt-out of D on 3 January, after the answer of 1 January.
    const people = firm({ id: 'D', ...hiredOn(2026, 10, 20) });
    expect(storiesOf({ ...stopped, people })['D']).toEqual([
      '2026-10-20 entered',
      '2026-12-04 auto 3 %',
      '2027-01-01 matchResponse 0 %',
    ]);
    expect(statusOf(snapshotsOf({ ...stopped, people })[1]?.['D'])).toBe('stopped');
    expect(storiesOf(stopped)['B']).toEqual([
      '2026-11-20 entered',
      '2027-01-04 auto 3 %',
      '2027-02-03 optOut 0 %',
    ]);
  });
});

describe('P-37 an enrolment carried into the next year', () => {
  const late = firm({ id: 'A', ...hiredOn(2026, 11, 20) });
  const growth = [1 / 2, 0];

  it('by choice happens on its day', () => {
    const design = { voluntaryEnrollment: voluntary(60), deferral: noMagnet };
    const stories = storiesOf({ people: late, design, years: 2, growth });
    // 41 years old and paid 60,000: 6 %.
    expect(stories['A']).toEqual(['2026-11-20 entered', '2027-01-19 voluntary 6 %']);
  });

  it('lapses when it is automatic and the next design has none', () => {
    const design = { autoEnrollment: { enabled: true, optOut: nobody } };
    const kept = { people: late, design, years: 2, growth };
    expect(storiesOf(kept)['A']).toEqual(['2026-11-20 entered', '2027-01-04 auto 3 %']);
    expect(storiesOf({ ...kept, next: { from: 2027, design: {} } })['A']).toEqual(['2026-11-20 entered']);
  });
});

describe('P-39 entered before the first year', () => {
  it('with an automatic date of 1 January or later is enrolled on it, before that on the sweep date', () => {
    const entered = (id: string, day: number): StudyPerson => ({
      id,
      hire: toDay(2024, 1, 1),
      plan: { planEntryDay: day },
    });
    const stories = storiesOf({
      people: [entered('A', toDay(2025, 11, 16)), entered('B', toDay(2025, 11, 17)), { id: 'C' }],
      design: { autoEnrollment: { enabled: true, optOut: nobody, hireDateCutoff: '2024-01-01' } },
    });
    expect(stories).toEqual({ A: ['2026-01-15 sweep 3 %'], B: ['2026-01-01 auto 3 %'] });
  });
});

describe('P-52 who answers a changed match', () => {
  const design: DesignChanges = {
    voluntaryEnrollment: voluntary(0),
    deferral: noMagnet,
    match: matchTo(0.03),
  };

  it('is everybody enrolled who was hired before the year', () => {
    const stories = storiesOf({
      people: firm(
        { id: 'A', ...hiredOn(2026, 12, 31) },
        { id: 'B', ...hiredOn(2027, 1, 1) },
        { id: 'C', plan: defers(20_000) },
      ),
      design,
      next: { from: 2027, design: { ...design, match: matchTo(0.08), matchResponse: answers } },
      years: 2,
      growth: [1 / 3, 1 / 4],
    });
    expect(stories).toEqual({
      A: ['2026-12-31 entered', '2026-12-31 voluntary 6 %', '2027-01-01 matchResponse 8 %'],
      B: ['2027-01-01 entered', '2027-01-01 voluntary 6 %'],
      C: ['2027-01-01 matchResponse 8 %'],
    });
  });

  it('P-37 P-55 once enrolled and stopped on 1 January, nobody is swept in again in the same year', () => {
    const withLag = { voluntaryEnrollment: voluntary(31), deferral: noMagnet, match: matchTo(0.03) };
    const stories = storiesOf({
      people: firm({ id: 'A', ...hiredOn(2026, 12, 1) }, { id: 'B', ...hiredOn(2026, 12, 31) }),
      design: withLag,
      next: {
        from: 2027,
        design: {
          ...withLag,
          match: noMatch,
          matchResponse: answers,
          autoEnrollment: { enabled: true, reenroll: 'annual', optOut: nobody },
        },
      },
      years: 3,
      growth: [1, 0, 0],
    });
    expect(stories['A']).toEqual([
      '2026-12-01 entered',
      '2027-01-01 voluntary 6 %',
      '2027-01-01 matchResponse 0 %',
      '2028-01-15 sweep 3 %',
    ]);
    // Swept first: the choice of 31 January lapses.
    expect(stories['B']).toEqual(['2026-12-31 entered', '2027-01-15 sweep 3 %']);
  });
});
