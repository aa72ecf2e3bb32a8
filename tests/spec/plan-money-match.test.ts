import { describe, expect, it } from 'vitest';
import { templates } from '../../resources/match-templates.json' with { type: 'json' };
import { answer } from './answer.ts';

/** Sections 9 (ceiling) and 14 of the plan specification: employer match. Figures are copied. */

const tiers = (...list: readonly (readonly [min: number, max: number, rate: number])[]): object => ({
  tiers: list.map(([min, max, rate]) => ({ min, max, rate })),
});
const SIXTY_OF_5 = tiers([0, 0.05, 0.6]);

/** The annual match on 65,000 at a deferral rate. */
const on65 = (match: object, rate: number, person: object = {}): unknown =>
  (
    answer('match', {
      match,
      planPay: 65_000,
      deferral: Math.round(65_000 * rate * 100) / 100,
      ...person,
    }) as {
      amount?: number;
    }
  ).amount;

describe('P-65 formula', () => {
  it.each([
    [0.03, 1_170],
    [0.05, 1_950],
    [0.09, 1_950],
  ])('P-65 (1) 60 %% of 5 on 65,000, deferring %d → %d', (rate, amount) => {
    expect(on65(SIXTY_OF_5, rate)).toBe(amount);
  });

  it.each([
    [0.01, 650],
    [0.04, 1_625],
    [0.06, 1_950],
    [0.1, 1_950],
  ])('P-65 (2) 100 %% of 2 + 25 %% of next 4, at %d → %d', (rate, amount) => {
    expect(on65(tiers([0, 0.02, 1], [0.02, 0.06, 0.25]), rate)).toBe(amount);
  });

  it('P-65 (3) graded by service: below 4 years 30 % of 5, from 4 years 60 % of 5', () => {
    const bands = [
      { min: 0, max: 4, rate: 0.3, maxDeferral: 0.05 },
      { min: 4, max: null, rate: 0.6, maxDeferral: 0.05 },
    ];
    const match = { type: 'gradedByService', bands };
    expect(on65(match, 0.07, { tenureYears: 3 })).toBe(975);
    expect(on65(match, 0.07, { tenureYears: 3.99 })).toBe(975);
    expect(on65(match, 0.07, { tenureYears: 4 })).toBe(1_950);
  });

  it('P-65 (4) points; trap: 41.7 + 8.8 is 41 + 8 = 49 points', () => {
    const bands = [
      { min: 0, max: 50, rate: 0.2, maxDeferral: 0.06 },
      { min: 50, max: 70, rate: 0.4, maxDeferral: 0.06 },
      { min: 70, max: null, rate: 0.8, maxDeferral: 0.06 },
    ];
    const match = { type: 'pointsBased', bands };
    expect(on65(match, 0.06, { age: 41.7, tenureYears: 8.8 })).toBe(780);
    expect(on65(match, 0.06, { age: 42, tenureYears: 8 })).toBe(1_560);
    expect(on65(match, 0.06, { age: 55, tenureYears: 15 })).toBe(3_120);
  });

  it('P-65 the default bands of each banded type', () => {
    expect(on65({ type: 'gradedByService' }, 0.06, { tenureYears: 1 })).toBe(975);
    expect(on65({ type: 'gradedByService' }, 0.06, { tenureYears: 2 })).toBe(1_950);
    expect(on65({ type: 'gradedByService' }, 0.06, { tenureYears: 5 })).toBe(3_900);
    expect(on65({ type: 'tenureGraded' }, 0.06, { tenureYears: 4 })).toBe(2_600);
    expect(on65({ type: 'tenureGraded' }, 0.06, { tenureYears: 5 })).toBe(3_900);
    expect(on65({ type: 'pointsBased' }, 0.06, { age: 39, tenureYears: 0 })).toBe(975);
    expect(on65({ type: 'pointsBased' }, 0.06, { age: 39, tenureYears: 1 })).toBe(1_950);
    expect(on65({ type: 'pointsBased' }, 0.06, { age: 45, tenureYears: 15 })).toBe(3_900);
  });

  it('P-65 the default formula is 100/3 + 50/2; none matches nothing; a first tier may start above 0', () => {
    expect(on65({}, 0.04)).toBe(2_275);
    expect(on65({ type: 'none' }, 0.04)).toBe(0);
    expect(on65(tiers([0.02, 0.04, 1]), 0.02)).toBe(0);
    expect(on65(tiers([0.02, 0.04, 1]), 0.03)).toBe(650);
  });

  it('P-65 one rounding, half away from zero, from the exact value', () => {
    // 50 % of 0.01 is half a cent; 12.5 % of 33.34 is 4.1675.
    expect(answer('match', { match: tiers([0, 0.05, 0.5]), planPay: 1_000, deferral: 0.01 })).toMatchObject({
      amount: 0.01,
    });
    expect(
      answer('match', { match: tiers([0, 0.05, 0.125]), planPay: 1_000, deferral: 33.34 }),
    ).toMatchObject({
      amount: 4.17,
    });
  });
});

describe('P-66 caps', () => {
  it('P-66 (7) 50 % of 8 capped at 3 % of pay, deferring 8 %', () => {
    expect(on65({ ...tiers([0, 0.08, 0.5]), capPercentOfPay: 0.03 }, 0.08)).toBe(1_950);
  });

  it('P-66 the dollar cap of the year holds for every frequency', () => {
    const match = { ...SIXTY_OF_5, dollarCap: 1_000 };
    expect(on65(match, 0.05)).toBe(1_000);
    const periods = Array.from({ length: 12 }, () => ({ pay: 5_000, deferral: 250 }));
    for (const frequency of ['annual', 'perPayPeriod', 'perPayPeriodWithTrueUp']) {
      expect(answer('match', { match: { ...match, frequency }, periods })).toMatchObject({
        amount: 1_000,
        trueUp: 0,
      });
    }
  });
});

describe('P-64 matched deferral', () => {
  const match = tiers([0, 0.1, 0.3]);
  const input = { planPay: 340_000, deferral: 24_500, catchUp: 8_000 };

  it('P-64 (8) 30 % of 10 on 340,000, 24,500 + 8,000 catch-up: matched 9,750, not matched 7,350', () => {
    expect(answer('match', { ...input, match })).toMatchObject({ amount: 9_750 });
    expect(answer('match', { ...input, match: { ...match, matchCatchUp: false } })).toMatchObject({
      amount: 7_350,
    });
  });

  it('P-64 trap: tiers apply to what is deferred, 7,350 on 24,500, not to the elected rate, 10,200', () => {
    expect(answer('match', { ...input, match, catchUp: 0 })).toMatchObject({ amount: 7_350 });
  });

  it('P-62, P-64 the last dollars of the periods are catch-up', () => {
    const periods = Array.from({ length: 13 }, () => ({ pay: 20_000, deferral: 2_500 }));
    const perPeriod = { ...tiers([0, 0.2, 1]), frequency: 'perPayPeriod' };
    expect(answer('match', { match: perPeriod, periods, catchUp: 8_000 })).toMatchObject({ amount: 32_500 });
    expect(
      answer('match', { match: { ...perPeriod, matchCatchUp: false }, periods, catchUp: 8_000 }),
    ).toMatchObject({ amount: 24_500 });
  });
});

describe('P-67 to P-69 frequency', () => {
  const periods = Array.from({ length: 12 }, (_, month) => ({
    pay: 15_000,
    deferral: month < 5 ? 4_500 : month === 5 ? 2_000 : 0,
  }));

  it.each([
    ['perPayPeriod', { amount: 2_700, perPeriod: 2_700, trueUp: 0 }],
    ['annual', { amount: 5_400, perPeriod: 0, trueUp: 0 }],
    ['perPayPeriodWithTrueUp', { amount: 5_400, perPeriod: 2_700, trueUp: 2_700 }],
  ])('P-68, P-69 (5) 60 %% of 5, 12 × 15,000, 5 × 4,500 then 2,000, %s', (frequency, result) => {
    expect(answer('match', { match: { ...SIXTY_OF_5, frequency }, periods })).toEqual(result);
  });

  it('P-68 (6) 12 × 40,000: nothing for months 10 to 12 (401(a)(17))', () => {
    const months = Array.from({ length: 12 }, () => ({ pay: 40_000, deferral: 2_000 }));
    expect(
      answer('match', { match: { ...SIXTY_OF_5, frequency: 'perPayPeriod' }, periods: months }),
    ).toMatchObject({
      amount: 10_800,
    });
  });

  it('P-68 the pay of a period counts in part when it reaches the limit', () => {
    const months = Array.from({ length: 12 }, () => ({ pay: 35_000, deferral: 2_000 }));
    // Ten full months (350,000) and 10,000 of the eleventh.
    expect(
      answer('match', { match: { ...SIXTY_OF_5, frequency: 'perPayPeriod' }, periods: months }),
    ).toMatchObject({
      amount: 10 * 1_050 + 300,
    });
  });

  it('P-67 the annual match is on cappedPlanPay', () => {
    expect(answer('match', { match: SIXTY_OF_5, planPay: 500_000, deferral: 24_500 })).toMatchObject({
      amount: 10_800,
    });
    const limits = { compensation: 100_000 };
    expect(answer('match', { match: SIXTY_OF_5, planPay: 500_000, deferral: 24_500, limits })).toMatchObject({
      amount: 3_000,
    });
  });

  it('P-69 paychecks that earn more than the annual match are not taken back', () => {
    const cents = Array.from({ length: 24 }, () => ({ pay: 1_000.01, deferral: 50.01 }));
    const match = { ...tiers([0, 0.05, 0.5]), frequency: 'perPayPeriodWithTrueUp' };
    // Each earns 25.00025 → 25.00; the year earns 600.006 → 600.01.
    expect(answer('match', { match, periods: cents })).toEqual({
      amount: 600.01,
      perPeriod: 600,
      trueUp: 0.01,
    });
    const more = Array.from({ length: 24 }, () => ({ pay: 1_000.25, deferral: 50.02 }));
    // Each earns 25.00625 → 25.01; the year earns 600.15.
    expect(answer('match', { match, periods: more })).toEqual({
      amount: 600.24,
      perPeriod: 600.24,
      trueUp: 0,
    });
  });
});

describe('section 14 templates', () => {
  it.each([
    ['simple', 3],
    ['stretch', 3],
    ['safeHarborBasic', 4],
    ['safeHarborEnhanced', 4],
    ['enhanced6', 6],
    ['qaca', 3.5],
  ] as const)('P-65 template %s: at most %d %% of pay', (name, most) => {
    const match = { tiers: templates[name].tiers };
    expect(answer('match', { match, planPay: 100_000, deferral: 24_500 })).toMatchObject({
      amount: most * 1_000,
    });
  });

  it('P-65 there is no other template', () => {
    expect(Object.keys(templates)).toHaveLength(6);
  });
});

describe('P-46 ceiling', () => {
  it.each([
    [tiers([0, 0.08, 0.5]), {}, 0.08],
    [{ ...tiers([0, 0.06, 1]), capPercentOfPay: 0.045 }, {}, 0.045],
    [
      {
        type: 'gradedByService',
        bands: [
          { min: 0, max: 3, rate: 0.25, maxDeferral: 0.04 },
          { min: 3, max: null, rate: 0.5, maxDeferral: 0.07 },
        ],
      },
      { tenureYears: 3 },
      0.07,
    ],
    [{}, {}, 0.05],
    [{ type: 'none' }, {}, 0],
    [tiers([0, 0.03, 0]), {}, 0],
    [tiers([0, 0.03, 1], [0.03, 0.06, 0]), {}, 0.03],
    [tiers([0.02, 0.05, 1]), {}, 0.05],
    [{ ...tiers([0, 0.03, 1]), capPercentOfPay: 0 }, {}, 0],
    [{ ...tiers([0, 0.03, 1], [0.03, 0.06, 0.5]), capPercentOfPay: 0.03 }, {}, 0.03],
    [{ ...tiers([0, 0.03, 1], [0.03, 0.06, 0.5]), capPercentOfPay: 0.04 }, {}, 0.05],
    [{ ...tiers([0, 0.06, 0.3]), capPercentOfPay: 0.01 }, {}, 0.0334],
    [tiers([0, 0.05555, 1]), {}, 0.0556],
    [{ type: 'tenureGraded' }, { tenureYears: 2 }, 0.05],
    [{ type: 'tenureGraded' }, { tenureYears: 12 }, 0.06],
    [{ type: 'pointsBased' }, { age: 30, tenureYears: 5 }, 0.06],
  ])('P-46 %j %j → %d', (match, person, ceiling) => {
    expect(answer('magnetCeiling', { match, ...person })).toEqual({ ceiling });
  });
});

describe('P-133 match input', () => {
  it.each([
    ['neither deferral nor periods', { planPay: 1 }],
    ['both', { planPay: 1, deferral: 1, periods: [{ pay: 1, deferral: 0 }] }],
    ['no pay', { deferral: 1 }],
    ['periods that a frequency needs', { planPay: 1, deferral: 1, match: { frequency: 'perPayPeriod' } }],
    ['more catch-up than deferrals', { periods: [{ pay: 5, deferral: 1 }], catchUp: 2 }],
    ['a band without service', { planPay: 1, deferral: 1, match: { type: 'gradedByService' } }],
    ['points without age', { planPay: 1, deferral: 1, tenureYears: 1, match: { type: 'pointsBased' } }],
    ['an unknown setting', { planPay: 1, deferral: 1, match: { tears: [] } }],
    ['a setting of another type', { planPay: 1, deferral: 1, match: { bands: [] } }],
    ['tiers with a gap', { planPay: 1, deferral: 1, match: tiers([0, 0.03, 1], [0.04, 0.05, 1]) }],
    ['no object', { planPay: 1, deferral: 1, match: 5 }],
  ])('P-133 refuses %s', (_case, input) => {
    expect(answer('match', input)).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});
