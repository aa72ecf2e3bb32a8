import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { ENROLLMENT_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import {
  defers,
  simulated,
  storiesOf,
  type DesignChanges,
  type StudyPerson,
} from './tested-study-fixtures.ts';

const noMagnet = { magnet: { enabled: false, probability: 0 } };
/** Everybody who may converts on 15 June. */
const converting = (more: Readonly<Record<string, unknown>> = {}): DesignChanges => ({
  deferral: noMagnet,
  voluntaryEnrollment: {
    yearOverYear: {
      enabled: true,
      ageRates: [1, 1, 1, 1],
      incomeFactors: [1, 1, 1, 1],
      tenureFactors: [{ 0: 1 }],
      dial: 1,
      date: '06-15',
      startRates: [0.03, 0.04, 0.05, 0.06],
      includeOptedOut: false,
      ...more,
    },
  },
});
const entered = (id: string, day: number): StudyPerson => ({ id, plan: { planEntryDay: day } });
const optedOut = (id: string, day: number): StudyPerson => ({ id, plan: { planOptOutDay: day } });

describe('P-43 conversion', () => {
  const people: readonly StudyPerson[] = [
    entered('A', toDay(2020, 1, 1)),
    entered('B', toDay(2025, 6, 15)),
    entered('C', toDay(2025, 6, 16)),
    optedOut('D', toDay(2025, 6, 15)),
    optedOut('E', toDay(2025, 6, 16)),
    { id: 'F', plan: defers(20_000) },
  ];

  it('a year after entry, at the starting rate of the age; of opted-out people only where the plan says so', () => {
    const years = { people, years: 2 };
    const others = {
      A: ['2026-06-15 conversion 4 %'],
      B: ['2026-06-15 conversion 4 %'],
      C: ['2027-06-15 conversion 4 %'],
    };
    expect(storiesOf({ ...years, design: converting() })).toEqual(others);
    expect(storiesOf({ ...years, design: converting({ includeOptedOut: true }) })).toEqual({
      ...others,
      D: ['2026-06-15 conversion 4 %'],
      E: ['2027-06-15 conversion 4 %'],
    });
  });

  it('never where the probability is 0, or for people who have left', () => {
    expect(storiesOf({ people, design: converting({ ageRates: [1, 0, 1, 1] }) })).toEqual({});
    expect(storiesOf({ people, design: converting({ enabled: false }) })).toEqual({});
    const gone = [
      { ...entered('A', toDay(2020, 1, 1)), left: toDay(2026, 6, 14) },
      { id: 'F', plan: defers(1) },
    ];
    expect(storiesOf({ people: gone, design: converting(), growth: [-1 / 2] })).toEqual({});
  });

  it('P-38 a person who stopped waits for a year', () => {
    const stories = storiesOf({
      people: [
        { id: 'F', plan: defers(20_000) },
        { id: 'G', plan: defers(20_000) },
      ],
      design: converting(),
      next: {
        from: 2027,
        design: {
          ...converting({ date: '01-01' }),
          match: { type: 'none', tiers: undefined },
          matchResponse: {
            enabled: true,
            upShare: 0,
            upToCeilingShare: 0,
            downShare: 1,
            downToCeilingShare: 1,
            partialFactor: 0.5,
          },
        },
      },
      years: 3,
    });
    const said = ['2027-01-01 matchResponse 0 %', '2028-01-01 conversion 4 %'];
    expect(stories).toEqual({ F: said, G: said });
  });
});

describe('P-45 the match magnet', () => {
  const magnetOf = (probability: number, defaultMatch: DesignChanges = {}) => {
    const design = {
      ...converting(),
      ...defaultMatch,
      deferral: { magnet: { enabled: true, probability }, maximumRate: 0.08 },
    };
    const { batches } = simulated({ people: [entered('A', toDay(2020, 1, 1))], design });
    const events = batches[0]?.plan.enrollments;
    return {
      what: ENROLLMENT_CATEGORIES[events?.category[0] ?? -1],
      rate: events?.ratePpm[0],
      table: events?.tableRatePpm[0],
      ceiling: events?.ceilingPpm[0],
      magnet: events?.magnet[0],
      isDrawn: !Number.isNaN(events?.magnetDraw[0]),
    };
  };
  const conversion = { what: 'conversion', table: 40_000, ceiling: 50_000 };

  it('draws a rate below the ceiling up to it', () => {
    expect(magnetOf(1)).toEqual({ ...conversion, rate: 50_000, magnet: 1, isDrawn: true });
    expect(magnetOf(0)).toEqual({ ...conversion, rate: 40_000, magnet: 0, isDrawn: false });
    // So small that the draw says no.
    expect(magnetOf(0.000001)).toEqual({ ...conversion, rate: 40_000, magnet: 0, isDrawn: true });
  });

  it('not above the maximum of the plan, and not where the ceiling is no higher', () => {
    const tiers = (max: number): DesignChanges => ({ match: { tiers: [{ min: 0, max, rate: 1 }] } });
    expect(magnetOf(1, tiers(0.1))).toMatchObject({ rate: 80_000, ceiling: 100_000, magnet: 1 });
    expect(magnetOf(1, tiers(0.04))).toMatchObject({ rate: 40_000, magnet: 0, isDrawn: false });
  });
});

describe('P-54 an upward answer to a changed match', () => {
  const matchTo = (max: number): DesignChanges => ({ match: { tiers: [{ min: 0, max, rate: 1 }] } });
  const answered = (birth: number, priorWages: number, rothAvailable: boolean): string | undefined => {
    const deferral = { roth: { available: rothAvailable, electionShare: 0 } };
    const person: StudyPerson = {
      id: 'A',
      pay: 700_000,
      birth,
      plan: { ...defers(20_000), priorYearPayCents: priorWages },
    };
    const matchResponse = {
      enabled: true,
      upShare: 1,
      upToCeilingShare: 1,
      downShare: 0,
      downToCeilingShare: 0,
      partialFactor: 0.5,
    };
    return storiesOf({
      people: [person],
      design: { ...matchTo(0.05), deferral },
      planFrom: 2025,
      next: { from: 2026, design: { ...matchTo(0.06), deferral, matchResponse } },
    })['A']?.[0];
  };
  const said = (percent: number): string => `2026-01-01 matchResponse ${percent} %`;

  it('stops where a year of it reaches 402(g) and the catch-up that is open to the person', () => {
    // 24,500, 32,500 and 35,750 of 700,000, rounded down.
    expect(answered(toDay(1985, 5, 5), 100_000, true)).toBe(said(3.5));
    expect(answered(toDay(1971, 5, 5), 100_000, true)).toBe(said(4.64));
    expect(answered(toDay(1965, 5, 5), 100_000, true)).toBe(said(5.1));
    expect(answered(toDay(1971, 5, 5), 160_000, true)).toBe(said(4.64));
    expect(answered(toDay(1971, 5, 5), 160_000, false)).toBe(said(3.5));
    expect(answered(toDay(1971, 5, 5), 150_000, false)).toBe(said(4.64));
  });
});

describe('P-32 hires who may not enter', () => {
  it('are all of them with a dial of 1, and none with 0', () => {
    const barredOf = (probability: number): readonly string[] =>
      Object.values(
        storiesOf({
          people: [{ id: 'A' }, { id: 'B' }],
          design: { eligibility: { newHireIneligibility: { source: 'dial', probability } } },
          growth: [1],
        }),
      ).map((story) => story.map((line) => line.slice(11)).join());
    expect(barredOf(1)).toEqual(Array.from({ length: 2 }, () => 'barred'));
    expect(barredOf(0)).toEqual(Array.from({ length: 2 }, () => 'entered'));
  });
});
