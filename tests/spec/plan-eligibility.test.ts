import { describe, expect, it } from 'vitest';
import { runCalculator } from '../../src-main/services/calculators/registry.ts';
import { answer } from './answer.ts';

/** Sections 6 and 7 of the plan specification: eligibility, entry, hours, allocation conditions. Figures are copied. */

const ADULT = '1990-03-15';

describe('P-26 to P-30 examples', () => {
  it('P-26 (1) age 33, hired 2026-05-20, no service condition, quarterly', () => {
    const input = { birthDate: '1993-01-10', hireDate: '2026-05-20', entry: { frequency: 'quarterly' } };
    expect(answer('entryDate', input)).toEqual({
      minimumAgeDate: '2026-05-20',
      serviceDate: '2026-05-20',
      planEntryDate: '2026-07-01',
      statutoryDate: '2027-11-19',
      entryDate: '2026-07-01',
      basis: 'plan',
    });
  });

  it('P-26 (2) three months, hired 2026-11-30, monthly', () => {
    const input = {
      birthDate: ADULT,
      hireDate: '2026-11-30',
      eligibility: { serviceBasis: 'months', waitingMonths: 3 },
      entry: { frequency: 'monthly' },
    };
    expect(answer('entryDate', input)).toEqual({
      minimumAgeDate: '2026-11-30',
      serviceDate: '2027-02-28',
      planEntryDate: '2027-03-01',
      statutoryDate: '2028-01-01',
      entryDate: '2027-03-01',
      basis: 'plan',
    });
  });

  it('P-26 (3) minimum age 21, born 2007-03-15, hired 2026-08-03, immediate', () => {
    const input = { birthDate: '2007-03-15', hireDate: '2026-08-03', eligibility: { minimumAge: 21 } };
    expect(answer('entryDate', input)).toEqual({
      minimumAgeDate: '2028-03-15',
      serviceDate: '2026-08-03',
      planEntryDate: '2028-03-15',
      statutoryDate: '2028-09-15',
      entryDate: '2028-03-15',
      basis: 'plan',
    });
  });

  it('P-28 (4) one year, annual, hired 2026-03-02: the law’s date comes first', () => {
    const input = {
      birthDate: ADULT,
      hireDate: '2026-03-02',
      eligibility: { serviceBasis: 'oneYear' },
      entry: { frequency: 'annual' },
    };
    expect(answer('entryDate', input)).toEqual({
      minimumAgeDate: '2026-03-02',
      serviceDate: '2027-03-02',
      planEntryDate: '2028-01-01',
      statutoryDate: '2027-09-01',
      entryDate: '2027-09-01',
      basis: 'statutory',
    });
  });

  it.each([
    [12, '2028-01-01', 'ltpt'],
    [9, null, null],
  ])('P-30 (5) hours, quarterly, hired 2026-04-06, %d hours a week', (hoursPerWeek, entryDate, basis) => {
    const input = {
      birthDate: ADULT,
      hireDate: '2026-04-06',
      hoursPerWeek,
      eligibility: { serviceBasis: 'hours' },
      entry: { frequency: 'quarterly' },
    };
    expect(answer('entryDate', input)).toEqual({
      minimumAgeDate: '2026-04-06',
      serviceDate: null,
      planEntryDate: null,
      statutoryDate: null,
      entryDate,
      basis,
    });
  });
});

describe('entry dates', () => {
  it('P-26 trap: an age reached in September does not count from 1 January', () => {
    const input = { birthDate: '2005-09-10', hireDate: '2025-02-03' };
    expect(answer('entryDate', input)).toMatchObject({
      minimumAgeDate: '2026-09-10',
      entryDate: '2026-09-10',
    });
  });

  it('P-4 born on 29 February: the birthday of a common year is 28 February', () => {
    const input = { birthDate: '2008-02-29', hireDate: '2026-08-03' };
    expect(answer('entryDate', input)).toMatchObject({ minimumAgeDate: '2029-02-28' });
  });

  it.each([
    ['immediate', '2026-05-02'],
    ['monthly', '2026-06-01'],
    ['quarterly', '2026-07-01'],
    ['semiannual', '2026-07-01'],
    ['annual', '2027-01-01'],
  ])('P-26 %s: first entry date on or after 2 May 2026 is %s', (frequency, planEntryDate) => {
    const input = { birthDate: ADULT, hireDate: '2026-05-02', entry: { frequency } };
    expect(answer('entryDate', input)).toMatchObject({ planEntryDate, entryDate: planEntryDate });
  });

  it.each(['monthly', 'quarterly', 'semiannual', 'annual'])(
    'P-26 %s: 1 January is an entry date',
    (frequency) => {
      const input = { birthDate: ADULT, hireDate: '2027-01-01', entry: { frequency } };
      expect(answer('entryDate', input)).toMatchObject({ entryDate: '2027-01-01' });
    },
  );

  it.each([
    [{ serviceBasis: 'days', waitingDays: 90 }, '2026-08-18'],
    [{ serviceBasis: 'days' }, '2026-05-20'],
    [{ serviceBasis: 'months', waitingMonths: 12 }, '2027-05-20'],
    [{ serviceBasis: 'oneYear' }, '2027-05-20'],
    [{ serviceBasis: 'none', waitingDays: 90 }, '2026-05-20'],
  ])('P-26 hired 2026-05-20, %j: service on %s', (eligibility, serviceDate) => {
    const input = { birthDate: ADULT, hireDate: '2026-05-20', eligibility };
    expect(answer('entryDate', input)).toMatchObject({ serviceDate, entryDate: serviceDate });
  });

  it('P-27 the first period ends the day before the anniversary, in hours as well', () => {
    const input = { birthDate: ADULT, hireDate: '2026-07-01', eligibility: { serviceBasis: 'hours' } };
    expect(answer('entryDate', { ...input, entry: { frequency: 'annual' } })).toEqual({
      minimumAgeDate: '2026-07-01',
      serviceDate: '2027-07-01',
      planEntryDate: '2028-01-01',
      statutoryDate: '2027-12-30',
      entryDate: '2027-12-30',
      basis: 'statutory',
    });
  });

  it.each<readonly [string, number, string | null, string]>([
    [
      '2027-07-01',
      19.22,
      '2028-07-01',
      'the days of the leap year weigh 1/366: 184/365 + 182/366 of 999.44 h',
    ],
    ['2026-07-01', 19.22, null, '999.44 h in every period'],
    [
      '2028-03-01',
      19.24,
      '2030-01-01',
      '306/366 + 59/365 of 1,000.48 h is too little, the year 2029 is enough',
    ],
  ])('P-27, P-33 hired %s, %d hours a week: service on %s (%s)', (hireDate, hoursPerWeek, serviceDate) => {
    const eligibility = { serviceBasis: 'hours', longTermPartTime: false };
    const input = { birthDate: ADULT, hireDate, hoursPerWeek, eligibility };
    expect(answer('entryDate', input)).toMatchObject({ serviceDate, entryDate: serviceDate });
  });

  it('P-28 the deadline runs from age 21 and one year, not from the plan’s shorter conditions', () => {
    const input = { birthDate: ADULT, hireDate: '2026-03-02', entry: { frequency: 'annual' } };
    expect(answer('entryDate', input)).toMatchObject({
      planEntryDate: '2027-01-01',
      statutoryDate: '2027-09-01',
      basis: 'plan',
    });
  });

  it('P-28 the 21st birthday, where it is later, starts the six months', () => {
    const input = {
      birthDate: '2006-02-10',
      hireDate: '2024-06-03',
      entry: { frequency: 'annual' },
    };
    expect(answer('entryDate', input)).toMatchObject({
      planEntryDate: '2028-01-01',
      statutoryDate: '2027-08-10',
      entryDate: '2027-08-10',
      basis: 'statutory',
    });
  });

  it('P-28 after the second half of a year has begun, 1 January is the deadline', () => {
    const input = { birthDate: ADULT, hireDate: '2026-07-02', eligibility: { serviceBasis: 'oneYear' } };
    expect(answer('entryDate', input)).toMatchObject({ statutoryDate: '2028-01-01' });
    expect(answer('entryDate', { ...input, hireDate: '2027-01-01' })).toMatchObject({
      statutoryDate: '2028-01-01',
    });
  });

  it('P-28 hours: the deadline runs from 1,000 hours although the plan asks for fewer', () => {
    const input = {
      birthDate: ADULT,
      hireDate: '2026-04-06',
      hoursPerWeek: 12,
      eligibility: { serviceBasis: 'hours', hoursRequired: 600 },
    };
    expect(answer('entryDate', input)).toMatchObject({
      serviceDate: '2027-04-06',
      statutoryDate: null,
      entryDate: '2027-04-06',
      basis: 'plan',
    });
  });

  it.each([
    ['2026-06-30', null, null],
    ['2026-07-01', '2026-07-01', 'plan'],
    ['2027-01-15', '2026-07-01', 'plan'],
  ])('P-29 nobody enters after termination: left %s, entry %s', (terminationDate, entryDate, basis) => {
    const input = {
      birthDate: ADULT,
      hireDate: '2026-05-20',
      terminationDate,
      entry: { frequency: 'quarterly' },
    };
    expect(answer('entryDate', input)).toMatchObject({ planEntryDate: '2026-07-01', entryDate, basis });
  });

  it('P-30 needs age 21 by the end of the second period', () => {
    const input = {
      hireDate: '2026-04-06',
      hoursPerWeek: 12,
      eligibility: { serviceBasis: 'hours', minimumAge: 18 },
    };
    expect(answer('entryDate', { ...input, birthDate: '2006-12-31' })).toMatchObject({
      entryDate: '2028-01-01',
      basis: 'ltpt',
    });
    expect(answer('entryDate', { ...input, birthDate: '2007-01-01' })).toMatchObject({
      entryDate: '2029-01-01',
      basis: 'ltpt',
    });
  });

  it.each([
    ['2015-06-01', '2025-01-01', 'periods before 2021 do not count; plan years from 2025'],
    ['2020-06-01', '2025-01-01', 'the first period began in 2020'],
    ['2023-06-01', '2025-01-01', 'the second period is 2024'],
    ['2024-01-01', '2026-01-01', 'the second period is 2025'],
  ])('P-30 hired %s: from %s (%s)', (hireDate, entryDate) => {
    const input = { birthDate: ADULT, hireDate, hoursPerWeek: 12, eligibility: { serviceBasis: 'hours' } };
    expect(answer('entryDate', input)).toMatchObject({ entryDate, basis: 'ltpt' });
  });

  it('P-30 can be switched off, and concerns the service condition of hours only', () => {
    const input = { birthDate: ADULT, hireDate: '2026-04-06', hoursPerWeek: 12 };
    const off = { serviceBasis: 'hours', longTermPartTime: false };
    expect(answer('entryDate', { ...input, eligibility: off })).toMatchObject({ entryDate: null });
    expect(answer('entryDate', { ...input, eligibility: { serviceBasis: 'oneYear' } })).toMatchObject({
      entryDate: '2027-04-06',
      basis: 'plan',
    });
  });

  it('P-133 hours a week left out are full time', () => {
    const input = { birthDate: ADULT, hireDate: '2026-04-06', eligibility: { serviceBasis: 'hours' } };
    expect(answer('entryDate', input)).toMatchObject({ serviceDate: '2027-04-06' });
  });
});

describe('P-33 hours', () => {
  it.each([
    [{ hoursPerWeek: 30, from: '2026-01-01', to: '2026-12-31' }, 1_560],
    [{ hoursPerWeek: 36, from: '2026-08-20', to: '2026-12-31' }, 687.25],
    [{ hoursPerWeek: 28, from: '2026-01-01', to: '2026-09-30' }, 1_089.01],
    [{ hoursPerWeek: 20, from: '2028-01-01', to: '2028-12-31' }, 1_040],
    [{ hoursPerWeek: 40, from: '2027-12-31', to: '2028-01-01' }, 11.38],
    [{ hoursPerWeek: 37.5, from: '2026-01-01', to: '2028-12-31' }, 5_850],
    [{ from: '2026-01-01', to: '2026-12-31' }, 2_080],
    [{ from: '2026-05-01', to: '2026-05-01' }, 5.7],
  ])('P-33 %j → %d', (input, hours) => {
    expect(answer('hours', input)).toEqual({ hours });
  });
});

describe('P-34, P-35 allocation conditions', () => {
  const CORE = { minimumHours: 1_000, requireLastDay: true, payDeathDisabilityRetirement: true };
  const leaver = { hours: 1_089.01, activeAtYearEnd: false };

  it.each([
    ['36 h a week hired 2026-08-20', { conditions: CORE, hours: 687.25 }, 'insufficientHours'],
    [
      '28 h a week left 2026-09-30, no exception',
      { conditions: { minimumHours: 1_000, requireLastDay: true }, ...leaver },
      'notActiveAtYearEnd',
    ],
    ['20 h a week in 2028', { conditions: CORE, hours: 1_040 }, 'eligible'],
    [
      'a tenure of 1, waiver null, hired this year',
      { conditions: { minimumTenureYears: 1, waiveTenureForNewHires: null }, hiredThisYear: true },
      'insufficientTenure',
    ],
    [
      'a tenure of 1, waived',
      { conditions: { minimumTenureYears: 1, waiveTenureForNewHires: true }, hiredThisYear: true },
      'eligible',
    ],
    [
      'a tenure of 1, not waived',
      { conditions: { minimumTenureYears: 1, waiveTenureForNewHires: false }, hiredThisYear: true },
      'insufficientTenure',
    ],
    [
      'the waiver is for the year of hire only',
      { conditions: { minimumTenureYears: 1, waiveTenureForNewHires: true }, tenureYears: 0.99 },
      'insufficientTenure',
    ],
    ['completed tenure', { conditions: { minimumTenureYears: 1 }, tenureYears: 1.5 }, 'eligible'],
    ['no conditions', {}, 'eligible'],
    ['no conditions, a leaver', { activeAtYearEnd: false, hours: 0 }, 'eligible'],
    ['hours are compared unrounded', { conditions: CORE, hours: 999.999 }, 'insufficientHours'],
  ])('P-35 %s', (_case, input, reason) => {
    expect(answer('allocation', input)).toEqual({ eligible: reason === 'eligible', reason });
  });

  it.each([
    ['death', CORE, 'eligible'],
    ['disability', CORE, 'eligible'],
    ['retirement', CORE, 'eligible'],
    ['voluntary', CORE, 'notActiveAtYearEnd'],
    ['involuntary', CORE, 'notActiveAtYearEnd'],
    ['unspecified', CORE, 'notActiveAtYearEnd'],
    [null, CORE, 'notActiveAtYearEnd'],
    ['death', { requireLastDay: true }, 'notActiveAtYearEnd'],
    ['voluntary', { requireLastDay: true, payExperiencedLeavers: true }, 'eligible'],
    ['voluntary', { requireLastDay: true, payNewHireLeavers: true }, 'notActiveAtYearEnd'],
  ])('P-34 left by %s under %j', (reason, conditions, expected) => {
    expect(answer('allocation', { conditions, ...leaver, reason })).toMatchObject({ reason: expected });
  });

  it('P-34 leavers hired in the year have an exception of their own', () => {
    const facts = { ...leaver, hiredThisYear: true, reason: 'voluntary' };
    const reasonUnder = (exception: object): unknown =>
      answer('allocation', { ...facts, conditions: { requireLastDay: true, ...exception } });
    expect(reasonUnder({ payNewHireLeavers: true })).toEqual({ eligible: true, reason: 'eligible' });
    expect(reasonUnder({ payExperiencedLeavers: true })).toMatchObject({ reason: 'notActiveAtYearEnd' });
  });

  it('P-35 the first reason that applies is given', () => {
    const everything = {
      conditions: { ...CORE, minimumTenureYears: 1 },
      enabled: false,
      overridden: true,
      entered: false,
      ltptOnly: true,
      hours: 0,
      tenureYears: 0,
      activeAtYearEnd: false,
    };
    const cured: [string, object][] = [
      ['disabled', { enabled: true }],
      ['overrideIneligible', { overridden: false }],
      ['notEntered', { entered: true }],
      ['ltptOnly', { ltptOnly: false }],
      ['insufficientHours', { hours: 1_000 }],
      ['insufficientTenure', { tenureYears: 1 }],
      ['notActiveAtYearEnd', { activeAtYearEnd: true }],
    ];
    let facts: object = everything;
    for (const [reason, cure] of cured) {
      expect(answer('allocation', facts)).toEqual({ eligible: false, reason });
      facts = { ...facts, ...cure };
    }
    expect(answer('allocation', facts)).toEqual({ eligible: true, reason: 'eligible' });
  });
});

describe('P-133 input', () => {
  const person = { birthDate: ADULT, hireDate: '2026-04-06' };

  it.each([
    ['hours', { from: '2026-01-02', to: '2026-01-01' }, /to: is before from/],
    ['hours', { from: '2026-01-01', to: '2026-12-31', weeks: 52 }, /"weeks"/],
    ['entryDate', { ...person, age: 33 }, /"age"/],
    ['entryDate', { ...person, birthDate: '2026-04-06' }, /birthDate: is not before hireDate/],
    ['entryDate', { ...person, terminationDate: '2026-04-05' }, /terminationDate: is before hireDate/],
    ['entryDate', { ...person, eligibility: { minimumAge: 22 } }, /eligibility\.minimumAge/],
    ['entryDate', { ...person, eligibility: { waiting: 3 } }, /eligibility\.waiting/],
    ['entryDate', { ...person, entry: { frequency: 'weekly' } }, /entry\.frequency/],
    ['allocation', { conditions: { minimumHours: 1 } }, /hours: is needed for minimumHours/],
    [
      'allocation',
      { conditions: { minimumTenureYears: 1 } },
      /tenureYears: is needed for minimumTenureYears/,
    ],
    ['allocation', { conditions: { lastDay: true } }, /"lastDay"/],
    ['allocation', { reason: 'redundancy' }, /reason/],
  ])('P-133 %s refuses %j', (name, input, message) => {
    expect(runCalculator(name, input)).toMatchObject({
      error: { code: 'CALCULATOR_INPUT', message: expect.stringMatching(message) as string },
    });
  });
});
