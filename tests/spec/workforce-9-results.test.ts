import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { growthMetrics, openingLevels } from '../../src-worker/metrics/growth.ts';
import { answer } from './answer.ts';

/** Sections 9, 10, 12 and 13 of the workforce specification: bridges, events, closed forms. Figures are copied. */

describe('W-57, W-58, W-59 growth and bridges', () => {
  const none = { cola: 0, promotion: 0, merit: 0, market: 0 };
  const example = {
    stayers: [
      { openingPay: 60_000, cola: 1200, promotion: 0, merit: 1836, market: 0 },
      { openingPay: 80_000, cola: 1600, promotion: 8160, merit: 2692.8, market: 0 },
    ],
    leavers: [100_000],
    hires: [{ hirePay: 58_000, ...none }],
  };

  it('W-58 payroll bridge of the 2025 example', () => {
    expect(answer('growth', example)).toMatchObject({
      payroll: {
        opening: 240_000,
        leavers: 100_000,
        hires: 58_000,
        cola: 2800,
        promotion: 8160,
        merit: 4528.8,
        market: 0,
        closing: 213_488.8,
      },
    });
  });

  it('W-59 average bridge of the 2025 example', () => {
    expect(answer('growth', example)).toMatchObject({
      average: {
        opening: 80_000,
        leaverMix: -10_000,
        cola: 1400,
        promotion: 4080,
        merit: 2264.4,
        market: 0,
        hireMix: -6581.47,
        closing: 71_162.93,
      },
    });
  });

  it('W-57 B growth 11.0634 %, C growth −11.0463 %', () => {
    expect(answer('growth', example)).toMatchObject({ growthB: 11.0634, growthC: -11.0463 });
  });

  it('W-52, W-54 the pays behind the example: closing and prorated', () => {
    const year = { year: 2025, hireDate: '2020-01-01' };
    const cola = { date: '2025-01-01', type: 'cola', rate: 0.02 };
    const merit = { date: '2025-04-01', type: 'merit', rate: 0.03 };
    expect(answer('payYear', { ...year, openingPay: 60_000, changes: [cola, merit] })).toMatchObject({
      closingPay: 63_036,
      prorated: 62_583.29,
    });
    expect(
      answer('payYear', {
        ...year,
        openingPay: 80_000,
        changes: [cola, { date: '2025-03-01', type: 'promotion', rate: 0.1 }, merit],
      }),
    ).toMatchObject({ closingPay: 92_452.8, prorated: 90_469.81 });
    expect(
      answer('payYear', {
        ...year,
        openingPay: 100_000,
        terminationDate: '2025-06-30',
        changes: [cola, merit],
      }),
    ).toMatchObject({ prorated: 51_343.73 });
    expect(
      answer('payYear', { year: 2025, hireDate: '2025-07-01', openingPay: 58_000, changes: [cola, merit] }),
    ).toMatchObject({ closingPay: 58_000, prorated: 29_238.36 });
  });

  const nobody = {
    openingHeads: 0,
    opening: 0,
    stayers: 0,
    stayerOpening: 0,
    stayerCola: 0,
    stayerPromotion: 0,
    stayerMerit: 0,
    stayerMarket: 0,
    closingHeads: 0,
    closing: 0,
  };

  it('W-57 the example over 1,095 employed days: A = 77,878.40', () => {
    const days = [
      { hireDate: '2020-01-01' },
      { hireDate: '2020-01-01' },
      { hireDate: '2020-01-01', terminationDate: '2025-06-30' },
      { hireDate: '2025-07-01' },
    ].map((dates) => (answer('status', { year: 2025, ...dates }) as { employedDays: number }).employedDays);
    const employedDays = days.reduce((sum, n) => sum + n, 0);
    expect(employedDays).toBe(1095);
    const prorated = 6_258_329 + 9_046_981 + 5_134_373 + 2_923_836;
    const { metrics } = growthMetrics(nobody, prorated, employedDays, 365, openingLevels(0, 0));
    expect(metrics).toMatchObject({ paidAverageCents: 7_787_840, paidGrowthPpm: null });
  });

  it('W-59 no stayers: one effect, replacement', () => {
    expect(answer('growth', { stayers: [], leavers: [100_000], hires: [{ hirePay: 58_000 }] })).toMatchObject(
      {
        average: { opening: 100_000, replacement: -42_000, closing: 58_000 },
        growthB: null,
        growthC: -42,
      },
    );
  });
});

describe('W-60 event id', () => {
  const event = {
    employeeId: 'E0001',
    year: 2025,
    type: 'RAISE',
    category: 'cola',
    effectiveDate: '2025-01-01',
  };

  it.each([0, 1])('W-60 first 32 hex of SHA-256 of employeeId|year|type|category|effectiveDate|%i', (k) => {
    const text = `E0001|2025|RAISE|cola|2025-01-01|${k}`;
    const id = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
    expect(answer('eventId', { ...event, k })).toEqual({ id });
  });

  it('W-60 k is 0 when omitted', () => {
    expect(answer('eventId', event)).toEqual(answer('eventId', { ...event, k: 0 }));
  });
});

describe('W-61 order of events', () => {
  const on = (effectiveDate: string, type: string, category = 'standard') => ({
    type,
    category,
    effectiveDate,
  });

  it('W-61 by date first', () => {
    expect(
      answer('order', {
        events: [
          on('2025-06-30', 'HIRE'),
          on('2025-01-01', 'TERMINATION'),
          on('2025-03-01', 'RAISE', 'cola'),
        ],
      }),
    ).toEqual({ positions: [2, 3, 1] });
  });

  const types = [
    ...['HIRE', 'ELIGIBILITY', 'ENROLLMENT', 'DEFERRAL_CHANGE', 'PROMOTION', 'RAISE', 'TERMINATION'],
    ...['CONTRIBUTION', 'VESTING', 'FORFEITURE', 'HCE_STATUS'],
  ];

  it('W-61 on one date: HIRE < ELIGIBILITY < … < HCE_STATUS', () => {
    const day = '2025-12-31';
    const events = types.map((type) => on(day, type, type === 'RAISE' ? 'cola' : 'standard'));
    const count = types.length;
    expect(answer('order', { events })).toEqual({ positions: events.map((_, index) => index + 1) });
    expect(answer('order', { events: [...events].reverse() })).toEqual({
      positions: events.map((_, index) => count - index),
    });
  });

  it('W-61 raises of one date: cola < merit < market', () => {
    const day = '2025-04-01';
    expect(
      answer('order', {
        events: [on(day, 'RAISE', 'market'), on(day, 'RAISE', 'merit'), on(day, 'RAISE', 'cola')],
      }),
    ).toEqual({ positions: [3, 2, 1] });
  });

  it('W-61 equal events keep their order', () => {
    const day = '2025-04-01';
    expect(
      answer('order', { events: [on(day, 'RAISE', 'market'), on(day, 'RAISE', 'market'), on(day, 'HIRE')] }),
    ).toEqual({ positions: [3, 1, 2] });
  });
});

describe('W-64 closed form', () => {
  it('W-64 t .15, g .03, R .85, G .03 → S .825243, raise 6.8118 %', () => {
    expect(answer('closedForm', { turnover: 0.15, growth: 0.03, hireRatio: 0.85, target: 0.03 })).toEqual({
      S: 0.825243,
      raise: 6.8118,
    });
  });
});

describe('W-65 shrinkage', () => {
  it('W-65 exposure 300, fitted 1.5, default 1.2 → Z .6, value 1.38', () => {
    expect(answer('shrink', { exposure: 300, fitted: 1.5, default: 1.2 })).toEqual({ z: 0.6, value: 1.38 });
  });
});
