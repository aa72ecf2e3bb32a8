import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIsoDate, toDay } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { answer } from './answer.ts';

/** Sections 7 and 8 of the workforce specification: pay changes, segments, status, months. Figures are copied. */

const year2025 = { year: 2025, hireDate: '2020-01-01', terminationDate: null };

describe('W-48 order of pay changes', () => {
  it('W-48 same date: promotion, COLA, merit, market', () => {
    const date = '2025-04-01';
    const changes = [
      { date, type: 'market', rate: 0.01 },
      { date, type: 'merit', rate: 0.03 },
      { date, type: 'cola', rate: 0.02 },
      { date, type: 'promotion', rate: 0.1 },
    ];
    expect(answer('payYear', { ...year2025, openingPay: 50_000, changes })).toMatchObject({
      pays: [55_000, 56_100, 57_783, 58_360.83],
      closingPay: 58_360.83,
      days: [90, 275],
    });
  });

  it('W-48 nothing is applied on or after the termination date, or on or before the hire date', () => {
    const change = (date: string) => ({ date, type: 'cola', rate: 0.02 });
    const openingPay = 50_000;
    expect(
      answer('payYear', {
        ...year2025,
        terminationDate: '2025-06-30',
        openingPay,
        changes: [change('2025-06-30'), change('2025-07-01')],
      }),
    ).toMatchObject({ pays: [], closingPay: 50_000 });
    expect(
      answer('payYear', { ...year2025, hireDate: '2025-03-01', openingPay, changes: [change('2025-03-01')] }),
    ).toMatchObject({ pays: [], closingPay: 50_000 });
    expect(
      answer('payYear', { ...year2025, hireDate: '2025-03-01', openingPay, changes: [change('2025-03-02')] }),
    ).toMatchObject({ pays: [51_000], days: [1, 305] });
  });
});

describe('W-49 COLA', () => {
  it('W-49 trap: COLA and merit are not one combined raise on opening pay', () => {
    const changes = [
      { date: '2025-01-01', type: 'cola', rate: 0.02 },
      { date: '2025-04-01', type: 'merit', rate: 0.035 },
    ];
    expect(answer('payYear', { ...year2025, openingPay: 70_000, changes })).toMatchObject({
      pays: [71_400, 73_899],
    });
  });

  it('W-49 a zero rate is no event', () => {
    const changes = [{ date: '2025-05-01', type: 'cola', rate: 0 }];
    expect(answer('payYear', { ...year2025, openingPay: 70_000, changes })).toMatchObject({ pays: [] });
  });
});

describe('W-50 promotions', () => {
  it('W-50 37 eligible at .05 → 1, carry .85; next year 40 eligible → 2, carry .85', () => {
    expect(answer('promotionQuota', { eligible: [37], rate: 0.05, carry: 0 })).toEqual({
      quotas: [1],
      carry: 850_000,
    });
    expect(answer('promotionQuota', { eligible: [37, 40], rate: 0.05 })).toEqual({
      quotas: [1, 2],
      carry: 850_000,
    });
  });
});

describe('W-51 promotion increase', () => {
  it('W-51 71,400 at .125 → 80,325.00 above the minimum 80,000', () => {
    expect(
      answer('promotionPay', { pay: 71_400, increase: 0.125, spread: 0, draw: 0.5, newMin: 80_000 }),
    ).toEqual({ pay: 80_325, increasePpm: 125_000, floorApplied: false, capApplied: false });
  });

  it('W-51 60,000 at .125 → 67,500 → floor 80,000 → cap 78,000.00', () => {
    expect(
      answer('promotionPay', { pay: 60_000, increase: 0.125, spread: 0, draw: 0.5, newMin: 80_000 }),
    ).toEqual({ pay: 78_000, increasePpm: 125_000, floorApplied: true, capApplied: true });
  });

  it('W-51 u .9, .125 ± .05 → x 165,000 ppm', () => {
    expect(answer('promotionPay', { pay: 71_400, increase: 0.125, spread: 0.05, draw: 0.9 })).toMatchObject({
      increasePpm: 165_000,
    });
  });

  it('W-51 the floor is the minimum for the scheduled hours', () => {
    expect(
      answer('promotionPay', {
        pay: 36_000,
        spread: 0,
        draw: 0.5,
        newMin: 80_000,
        hours: 20,
        fullTimeHours: 40,
      }),
    ).toMatchObject({ pay: 40_500, floorApplied: false });
    expect(
      answer('promotionPay', {
        pay: 35_000,
        spread: 0,
        draw: 0.5,
        newMin: 80_000,
        hours: 20,
        fullTimeHours: 40,
      }),
    ).toMatchObject({ pay: 40_000, floorApplied: true, capApplied: false });
  });
});

describe('W-52 merit', () => {
  it('W-52 L1 60,000 and 70,000 (w 1), L3 130,000 (w 1.2), budget .035', () => {
    expect(
      answer('merit', {
        budget: 0.035,
        weights: { 1: 1, 3: 1.2 },
        people: [
          { level: 1, pay: 60_000 },
          { level: 1, pay: 70_000 },
          { level: 3, pay: 130_000 },
        ],
      }),
    ).toEqual({
      ratesPpm: { 1: 31_818, 3: 38_182 },
      amounts: [1909.08, 2227.26, 4963.66],
      spend: 9100,
      target: 9100,
    });
  });

  it('W-52 one year 2025: COLA, promotion, merit, prorated 81,000.49', () => {
    expect(
      answer('payYear', {
        ...year2025,
        openingPay: 70_000,
        changes: [
          { date: '2025-01-01', type: 'cola', rate: 0.02 },
          { date: '2025-03-01', type: 'promotion', rate: 0.125 },
          { date: '2025-04-01', type: 'merit', rate: 0.035 },
        ],
      }),
    ).toEqual({
      pays: [71_400, 80_325, 83_136.38],
      closingPay: 83_136.38,
      days: [59, 31, 275],
      prorated: 81_000.49,
    });
  });

  it('W-52 trap: averaging level rates without payroll weights misses the budget', () => {
    const people = [
      ...Array.from({ length: 9 }, () => ({ level: 1, pay: 60_000 })),
      { level: 5, pay: 300_000 },
    ];
    const { spend, target } = answer('merit', { budget: 0.035, weights: { 1: 1, 5: 2 }, people }) as {
      spend: number;
      target: number;
    };
    expect(target).toBe(29_400);
    // W-52: within P / 2,000,000 + n / 2 + 1 cents of the budget, here 48 cents.
    expect(Math.abs(spend - target)).toBeLessThanOrEqual(0.48);
  });

  it('W-52 a level rate above 50 % is an error', () => {
    const people = [
      ...Array.from({ length: 99 }, () => ({ level: 1, pay: 60_000 })),
      { level: 2, pay: 60_000 },
    ];
    expect(answer('merit', { budget: 0.035, weights: { 1: 0, 2: 1 }, people })).toEqual({
      error: 'MERIT_RATE_TOO_HIGH',
    });
  });

  it.each([
    [{ hireDate: '2020-05-17' }, '2025-04-01'],
    [{ hireDate: '2024-10-01' }, '2025-04-01'],
    [{ hireDate: '2024-10-02' }, null],
    [{ hireDate: '2020-05-17', terminationDate: '2025-04-01' }, null],
    [{ hireDate: '2020-05-17', terminationDate: '2025-04-02' }, '2025-04-01'],
    [{ hireDate: '2020-05-17', timing: { kind: 'anniversary' } }, '2025-05-17'],
    [{ hireDate: '2020-02-29', timing: { kind: 'anniversary' } }, '2025-02-28'],
    [{ hireDate: '2020-05-17', timing: { kind: 'fixed', date: '07-15' } }, '2025-07-15'],
    [{ hireDate: '2025-02-01', timing: { kind: 'fixed', date: '07-15' } }, null],
    [{ hireDate: '2025-01-15', timing: { kind: 'fixed', date: '07-15' } }, '2025-07-15'],
    [{ hireDate: '2025-05-17', minServiceMonths: 0, timing: { kind: 'anniversary' } }, null],
  ])('W-52 merit date of %j is %s', (input, date) => {
    expect(answer('meritDates', { year: 2025, ...input })).toEqual({ date });
  });
});

describe('W-54 pay segments', () => {
  it.each([
    [
      '70,000 all of 2028 (366 days); trap: dividing by 365 gives 70,191.78',
      { year: 2028, hireDate: '2020-01-01', openingPay: 70_000 },
      { prorated: 70_000, days: [366] },
    ],
    [
      '2028: 70,000 to 30 June (182 days), 72,100 after',
      {
        year: 2028,
        hireDate: '2020-01-01',
        openingPay: 70_000,
        changes: [{ date: '2028-07-01', type: 'merit', rate: 0.03 }],
      },
      { prorated: 71_055.74, days: [182, 184], closingPay: 72_100 },
    ],
    [
      'hired 2025-03-01, leaves 2025-03-02, 60,000',
      { year: 2025, hireDate: '2025-03-01', terminationDate: '2025-03-02', openingPay: 60_000 },
      { prorated: 328.77, days: [2] },
    ],
    [
      'hired 2025-12-31, 60,000',
      { year: 2025, hireDate: '2025-12-31', openingPay: 60_000 },
      { prorated: 164.38, days: [1] },
    ],
  ])('W-54 %s', (_case, input, expected) => {
    expect(answer('payYear', input)).toMatchObject(expected);
  });
});

describe('INV-10, INV-11, INV-12 a year of pay', () => {
  const dayOfYear = fc.integer({ min: 1, max: 364 });
  const isoDay = (index: number): string => formatIsoDate((toDay(2025, 1, 1) + index) as Day);
  const year = fc.record({
    hired: fc.option(fc.integer({ min: -2000, max: 364 }), { nil: -1 }),
    left: fc.option(dayOfYear, { nil: null }),
    openingPay: fc.integer({ min: 1_000, max: 1_000_000 }),
    changes: fc.uniqueArray(
      fc.record({
        day: dayOfYear,
        type: fc.constantFrom('promotion', 'cola', 'merit', 'market'),
        rate: fc.integer({ min: 1, max: 300_000 }),
      }),
      { selector: ({ day }) => day, maxLength: 6 },
    ),
  });

  it('W-54 segments cover exactly the employed days, and W-56 their months add to the pay received', () => {
    fc.assert(
      fc.property(year, ({ hired, left, openingPay, changes }) => {
        const terminationDate = left === null || left < hired ? null : isoDay(left);
        const employment = { year: 2025, hireDate: isoDay(hired), terminationDate };
        const { pays, days, prorated } = answer('payYear', {
          ...employment,
          openingPay,
          changes: changes.map(({ day, type, rate }) => ({ date: isoDay(day), type, rate: rate / 1e6 })),
        }) as { pays: number[]; days: number[]; prorated: number };
        const { employedDays } = answer('status', employment) as { employedDays: number };
        expect(days.reduce((sum, n) => sum + n, 0)).toBe(employedDays);
        let from = Math.max(0, hired);
        const segments = [openingPay, ...pays].map((annualRate, index) => {
          const segment = { from: isoDay(from), to: isoDay(from + (days[index] ?? 0) - 1), annualRate };
          from += days[index] ?? 0;
          return segment;
        });
        const { amounts } = answer('months', { year: 2025, segments }) as { amounts: number[] };
        const cents = amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
        expect(cents).toBe(Math.round(prorated * 100));
      }),
      { numRuns: 300, seed: 42 },
    );
  });
});

describe('W-55 status', () => {
  it.each([
    ['2025-03-01', null, 'newHireActive', 306],
    ['2025-03-01', '2025-03-02', 'newHireTermination', 2],
    ['2024-03-01', null, 'continuousActive', 365],
    ['2024-03-01', '2026-01-15', 'continuousActive', 365],
    ['2024-03-01', '2025-06-30', 'experiencedTermination', 181],
    ['2024-03-01', '2025-12-31', 'experiencedTermination', 365],
    ['2025-12-31', '2025-12-31', 'newHireTermination', 1],
  ])('W-55 hired %s, terminated %s → %s, %i days', (hireDate, terminationDate, status, employedDays) => {
    expect(answer('status', { year: 2025, hireDate, terminationDate })).toEqual({ status, employedDays });
  });
});

describe('W-56 months', () => {
  const amountsOf = (input: unknown): readonly number[] =>
    (answer('months', input) as { amounts: readonly number[] }).amounts;
  const cents = (amounts: readonly number[]): number =>
    amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);

  it('W-56 60,000 in 2025 → 5,095.89, 4,602.74, 5,095.89, 4,931.51, …; sum 60,000.00', () => {
    const amounts = amountsOf({
      year: 2025,
      segments: [{ from: '2025-01-01', to: '2025-12-31', annualRate: 60_000 }],
    });
    expect(amounts.slice(0, 4)).toEqual([5095.89, 4602.74, 5095.89, 4931.51]);
    expect(cents(amounts)).toBe(6_000_000);
  });

  it('W-56 the twelve months add to prorated pay exactly', () => {
    const amounts = amountsOf({
      year: 2025,
      segments: [
        { from: '2025-01-01', to: '2025-02-28', annualRate: 71_400 },
        { from: '2025-03-01', to: '2025-03-31', annualRate: 80_325 },
        { from: '2025-04-01', to: '2025-12-31', annualRate: 83_136.38 },
      ],
    });
    expect(cents(amounts)).toBe(8_100_049);
  });
});
