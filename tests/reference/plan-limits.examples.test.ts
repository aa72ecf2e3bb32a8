import { describe, expect, it } from 'vitest';
import { day, iso } from './calendar.ts';
import { at, cents } from './exact.ts';
import { firstEntryDate, hoursBetween, HOUR_PARTS, measure, type Applicant } from './plan/eligibility.ts';
import { limitOf, type LimitItem } from './plan/limits.ts';
import type { Design } from './plan/designs.ts';
import { allocationReason, type Claimant } from './plan/allocation.ts';
import { shownHours } from './plan/vesting.ts';
import { defaultScenario } from './scenarios.ts';

/** The examples of sections 3, 6 and 7 of the plan specification, reproduced by the reference alone. */

const standard = at(defaultScenario.planDesigns, 0);

describe('P-12 … P-15 limits', () => {
  it.each<[LimitItem, number, number]>([
    ['electiveDeferral', 2026, 24_500],
    ['electiveDeferral', 2027, 25_000],
    ['electiveDeferral', 2028, 25_500],
    ['electiveDeferral', 2030, 27_000],
    ['annualAdditions', 2028, 75_000],
    ['catchUp', 2029, 8_500],
    ['superCatchUp', 2027, 11_500],
    ['rothCatchUpWages', 2028, 155_000],
    ['wageBase', 2027, 191_100],
    ['hceCompensation', 2019, 125_000],
  ])('P-13 %s of %d is %d', (item, year, dollars) => {
    expect(limitOf(defaultScenario.limits, item, year)).toBe(cents(dollars));
  });

  it('P-14 an override holds for its year only; P-15 no year stands in for another', () => {
    const settings = { ...defaultScenario.limits, overrides: { 2027: { electiveDeferral: 30_000 } } };
    expect(limitOf(settings, 'electiveDeferral', 2027)).toBe(cents(30_000));
    expect(limitOf(settings, 'electiveDeferral', 2028)).toBe(cents(25_500));
    expect(limitOf(settings, 'superCatchUp', 2024)).toBeNull();
    expect(() => limitOf(settings, 'electiveDeferral', 2019)).toThrow('LIMIT_YEAR');
  });
});

describe('P-26 … P-30 entry dates', () => {
  const applicant = (birth: string, hire: string, hoursPerWeek = 40): Applicant => ({
    birth: day(birth),
    hire: day(hire),
    originalHire: null,
    weeklyHours: BigInt(hoursPerWeek * 100),
    priorHours: null,
    startYear: 2026,
  });
  const entryOf = (
    person: Applicant,
    frequency: Design['entry']['frequency'],
    eligibility: Partial<Design['eligibility']>,
    earliest = Number.NEGATIVE_INFINITY,
    outside = Number.NEGATIVE_INFINITY,
  ) => {
    const design: Design = {
      ...standard,
      entry: { frequency },
      eligibility: { ...standard.eligibility, ...eligibility },
    };
    return measure(person, design, false, earliest, outside);
  };
  const isoOf = (dayNumber: number | null): string | null => (dayNumber === null ? null : iso(dayNumber));

  it.each<[string, Applicant, Design['entry']['frequency'], Partial<Design['eligibility']>, string, string]>([
    ['(1) no service', applicant('1993-02-01', '2026-05-20'), 'quarterly', {}, '2026-07-01', 'plan'],
    [
      '(2) 3 months',
      applicant('1993-02-01', '2026-11-30'),
      'monthly',
      { serviceBasis: 'months', waitingMonths: 3 },
      '2027-03-01',
      'plan',
    ],
    ['(3) age 21', applicant('2007-03-15', '2026-08-03'), 'immediate', {}, '2028-03-15', 'plan'],
    [
      '(4) one year, annual',
      applicant('1993-02-01', '2026-03-02'),
      'annual',
      { serviceBasis: 'oneYear' },
      '2027-09-01',
      'statutory',
    ],
  ])('P-26 %s', (_, person, frequency, eligibility, date, basis) => {
    const found = entryOf(person, frequency, eligibility);
    expect(isoOf(found.entry)).toBe(date);
    expect(found.basis).toBe(basis);
  });

  it('P-28 the deadline beside the plan date', () => {
    const found = entryOf(applicant('1993-02-01', '2026-03-02'), 'annual', { serviceBasis: 'oneYear' });
    expect([isoOf(found.planEntry), isoOf(found.statutory)]).toEqual(['2028-01-01', '2027-09-01']);
  });

  it('P-30 (5) 12 hours a week enter for deferrals only, 9 never do', () => {
    const hours = { serviceBasis: 'hours' as const };
    const twelve = entryOf(applicant('1980-01-01', '2026-04-06', 12), 'quarterly', hours);
    expect([twelve.entry, isoOf(twelve.ltptEntry)]).toEqual([null, '2028-01-01']);
    const nine = entryOf(applicant('1980-01-01', '2026-04-06', 9), 'quarterly', hours);
    expect([nine.entry, nine.ltptEntry]).toEqual([null, null]);
  });

  it('P-24 a new design measures again from its 1 January; P-28, P-31 out of a class after the deadline: at once', () => {
    const person = applicant('1993-02-01', '2026-05-20');
    expect(isoOf(entryOf(person, 'monthly', {}, day('2028-01-01')).entry)).toBe('2028-01-01');
    const outside = day('2029-03-12');
    expect(isoOf(entryOf(person, 'monthly', {}, day('2028-01-01'), outside).entry)).toBe('2029-03-12');
    const recent = applicant('1993-02-01', '2028-11-20');
    expect(isoOf(entryOf(recent, 'monthly', {}, day('2028-01-01'), outside).entry)).toBe('2029-04-01');
  });

  it('P-26 first days of the month, quarter, half-year and year', () => {
    const dates = (['immediate', 'monthly', 'quarterly', 'semiannual', 'annual'] as const).map((frequency) =>
      iso(firstEntryDate(frequency, day('2026-07-02'))),
    );
    expect(dates).toEqual(['2026-07-02', '2026-08-01', '2026-10-01', '2027-01-01', '2027-01-01']);
  });
});

describe('P-33 … P-35 hours and conditions', () => {
  const hours = (perWeek: number, from: string, to: string): bigint =>
    hoursBetween(BigInt(perWeek * 100), day(from), day(to));

  it.each([
    [30, '2026-01-01', '2026-12-31', 156_000n],
    [36, '2026-08-20', '2026-12-31', 68_725n],
    [28, '2026-01-01', '2026-09-30', 108_901n],
    [20, '2028-01-01', '2028-12-31', 104_000n],
  ])('P-33 %d a week from %s to %s', (perWeek, from, to, hundredths) => {
    expect(shownHours(hours(perWeek, from, to))).toBe(hundredths);
  });

  const conditions = {
    minimumHours: 1_000,
    minimumTenureYears: 0,
    waiveTenureForNewHires: null,
    requireLastDay: true,
    payNewHireLeavers: false,
    payExperiencedLeavers: false,
    payDeathDisabilityRetirement: false,
  };
  const person: Claimant = {
    isBarred: false,
    isEntered: true,
    isLtptOnly: false,
    hours: 2_080n * 100n * HOUR_PARTS,
    service: 5,
    hire: day('2020-01-01'),
    settlement: day('2026-12-31'),
    leftFor: null,
  };

  it.each<[string, Partial<typeof conditions>, Partial<Claimant>]>([
    ['eligible', {}, {}],
    ['eligible', {}, { leftFor: 'voluntary' }],
    ['insufficientHours', {}, { hours: hours(36, '2026-08-20', '2026-12-31'), hire: day('2026-08-20') }],
    [
      'notActiveAtYearEnd',
      {},
      { hours: hours(28, '2026-01-01', '2026-09-30'), settlement: day('2026-09-30') },
    ],
    ['insufficientTenure', { minimumTenureYears: 1 }, { service: 0, hire: day('2026-01-01') }],
    ['overrideIneligible', {}, { isBarred: true, isEntered: false }],
    ['notEntered', {}, { isEntered: false }],
    ['ltptOnly', {}, { isLtptOnly: true, hours: 0n }],
    ['eligible', { payExperiencedLeavers: true }, { settlement: day('2026-09-30'), leftFor: 'voluntary' }],
    [
      'eligible',
      { payDeathDisabilityRetirement: true },
      { settlement: day('2026-09-30'), leftFor: 'retirement' },
    ],
  ])('P-35 %s', (reason, changed, facts) => {
    const terms = { ...conditions, ...changed };
    expect(allocationReason(terms, false, { ...person, ...facts })).toBe(reason);
  });
});
