import { describe, expect, it } from 'vitest';
import { PLAN_PROCESS, PROCESS } from '../../src-worker/random/processes.ts';
import { answer } from './answer.ts';

/** Sections 8 to 12 of the plan specification: enrolment to rate list. Figures are copied. */

const probability = (input: object): unknown => answer('probability', input);
const atEntry = (input: object): unknown => probability({ behaviour: 'atEntry', ...input });
const refused = { error: 'CALCULATOR_INPUT' };

describe('P-36 segments', () => {
  // The default table of elected rates tells all sixteen segments apart by row and column.
  const YOUNG = [0.03, 0.03, 0.04, 0.06];
  const MID = [0.04, 0.06, 0.08, 0.1];
  const MATURE = [0.05, 0.08, 0.1, 0.12];
  const SENIOR = [0.06, 0.1, 0.12, 0.15];

  it.each([
    [0, YOUNG],
    [29, YOUNG],
    [29.999, YOUNG],
    [30, MID],
    [44, MID],
    [45, MATURE],
    [59, MATURE],
    [60, SENIOR],
    [110, SENIOR],
  ])('P-36, P-44 age %d is in the half-open segment with rates %j', (age, rates) => {
    const pays = [
      [0, 49_999.99],
      [50_000, 99_999.99],
      [100_000, 199_999.99],
      [200_000, 5_000_000],
    ];
    for (const [income, bounds] of pays.entries()) {
      for (const annualRate of bounds) {
        expect(answer('electRate', { age, annualRate })).toEqual({ rate: rates[income], magnet: false });
      }
    }
  });
});

describe('P-38 to P-43 probabilities', () => {
  it('P-40 (1) opt-out, baseRate 0.12, age 47, 130,000 → 6.72 %', () => {
    const input = { behaviour: 'optOut', baseRate: 0.12, age: 47, annualRate: 130_000 };
    expect(probability(input)).toEqual({ probability: 0.0672 });
  });

  it('P-42 (2) at entry, age 44, exactly 100,000, level 5, dial 1 → 69.575 %; dial 0.6 → 41.745 %', () => {
    const input = { age: 44, annualRate: 100_000, level: 5 };
    expect(atEntry(input)).toEqual({ probability: 0.69575 });
    expect(atEntry({ ...input, dial: 1 })).toEqual({ probability: 0.69575 });
    expect(atEntry({ ...input, dial: 0.6 })).toEqual({ probability: 0.41745 });
  });

  it('P-6, P-42 (3) at entry, age 50, 150,000, level 3, dial 1.5 → 120.75 % → 100 %', () => {
    expect(atEntry({ age: 50, annualRate: 150_000, level: 3, dial: 1.5 })).toEqual({ probability: 1 });
  });

  it('P-43 (4) conversion, age 61, 210,000, tenure 4 → 10.4 %', () => {
    const input = { behaviour: 'yearOverYear', age: 61, annualRate: 210_000, tenureYears: 4 };
    expect(probability(input)).toEqual({ probability: 0.104 });
  });

  it('P-41 proactive is ageRate × dial, whatever the pay', () => {
    for (const [age, rate] of [
      [25, 0.25],
      [30, 0.45],
      [59, 0.65],
      [60, 0.75],
    ] as const) {
      expect(probability({ behaviour: 'proactive', age })).toEqual({ probability: rate });
      expect(probability({ behaviour: 'proactive', age, annualRate: 1, dial: 0.5 })).toEqual({
        probability: rate / 2,
      });
    }
    expect(probability({ behaviour: 'proactive', age: 25, dial: 5 })).toEqual({ probability: 1 });
    expect(probability({ behaviour: 'proactive', age: 25, dial: 0 })).toEqual({ probability: 0 });
  });

  it('P-40 the default base rate is 9 %, and neither dial nor level has a part in it', () => {
    const input = { behaviour: 'optOut', age: 29, annualRate: 49_999.99 };
    expect(probability(input)).toEqual({ probability: 0.2106 });
    expect(probability({ ...input, dial: 2, level: 7, tenureYears: 9 })).toEqual({ probability: 0.2106 });
    expect(probability({ ...input, baseRate: 1 })).toEqual({ probability: 1 });
  });

  it.each([
    [1, 0.9],
    [2, 0.9],
    [3, 1],
    [4, 1],
    [5, 1.1],
    [6, 1.1],
    [7, 1.2],
    [40, 1.2],
  ])('P-42 level %d takes the row with the greatest minLevel ≤ level: %d', (level, factor) => {
    const expected = Math.round(0.55 * factor * 1e6) / 1e6;
    expect(atEntry({ age: 30, annualRate: 50_000, level })).toEqual({ probability: expected });
  });

  it.each([
    [0, 0.7],
    [1.99, 0.7],
    [2, 1],
    [4, 1],
    [5, 1.1],
    [60, 1.1],
  ])('P-43 service of %d years takes the factor %d', (tenureYears, factor) => {
    const expected = Math.round(0.05 * factor * 1e6) / 1e6;
    const input = { behaviour: 'yearOverYear', age: 30, annualRate: 50_000, tenureYears };
    expect(probability(input)).toEqual({ probability: expected });
  });

  it('P-6 the product is exact and rounded once, halves away from zero', () => {
    // 0.000125 × 1.1 = 0.0001375 is rounded once to 0.000138; × 1.8 × 1.3 of 0.000001 is 0.00000234.
    expect(probability({ behaviour: 'optOut', baseRate: 0.000125, age: 30, annualRate: 50_000 })).toEqual({
      probability: 0.000138,
    });
    expect(probability({ behaviour: 'optOut', baseRate: 0.000001, age: 20, annualRate: 0 })).toEqual({
      probability: 0.000002,
    });
  });

  it('P-133 a fact that the behaviour needs cannot be left out', () => {
    expect(probability({ behaviour: 'optOut', age: 40 })).toEqual(refused);
    expect(atEntry({ age: 40, annualRate: 50_000 })).toEqual(refused);
    expect(atEntry({ age: 40, level: 1 })).toEqual(refused);
    expect(probability({ behaviour: 'yearOverYear', age: 40, annualRate: 50_000 })).toEqual(refused);
    expect(probability({ behaviour: 'atExit', age: 40, annualRate: 50_000 })).toEqual(refused);
    expect(atEntry({ age: 40, annualRate: 50_000, level: 1, ageRate: 1 })).toEqual(refused);
  });
});

describe('P-37 to P-41 dates', () => {
  it('P-37, P-39, P-40 (5) entry 2026-11-20 → automatic 2027-01-04 (booked in 2027), opt-out 2027-02-03', () => {
    const expected = { autoDate: '2027-01-04', optOutDate: '2027-02-03', bookedYear: 2027 };
    expect(answer('autoDates', { entryDate: '2026-11-20', windowDays: 45, graceDays: 30 })).toEqual(expected);
    expect(answer('autoDates', { entryDate: '2026-11-20' })).toEqual(expected);
  });

  it('P-39, P-40 without window and grace all fall on the entry date', () => {
    const input = { entryDate: '2028-02-29', windowDays: 0, graceDays: 0 };
    expect(answer('autoDates', input)).toEqual({
      autoDate: '2028-02-29',
      optOutDate: '2028-02-29',
      bookedYear: 2028,
    });
  });

  it('P-41 (6) entry 2026-09-01, u = 0.75 → 28 days → 2026-09-29, before 2026-10-16', () => {
    expect(answer('proactiveDate', { entryDate: '2026-09-01', draw: 0.75 })).toEqual({ date: '2026-09-29' });
    expect(answer('autoDates', { entryDate: '2026-09-01' })).toMatchObject({ autoDate: '2026-10-16' });
  });

  it('P-41 the window runs from 7 days after entry to the day before 35', () => {
    const on = (draw: number): unknown => answer('proactiveDate', { entryDate: '2026-09-01', draw });
    expect(on(0)).toEqual({ date: '2026-09-08' });
    expect(on(0.9999999999999999)).toEqual({ date: '2026-10-05' });
    expect(on(0.5)).toEqual({ date: '2026-09-22' });
    expect(on(0.4999999999)).toEqual({ date: '2026-09-21' });
    expect(on(1)).toEqual(refused);
  });
});

describe('P-44, P-45 elected rates', () => {
  const young = { age: 28, annualRate: 90_000, ceiling: 0.05 };

  it('P-45 age 41, 60,000, ceiling 5 % → 6 %, no snap', () => {
    const input = { age: 41, annualRate: 60_000, ceiling: 0.05 };
    expect(answer('electRate', input)).toEqual({ rate: 0.06, magnet: false });
    expect(answer('electRate', { ...input, magnetDraw: 0 })).toEqual({ rate: 0.06, magnet: false });
  });

  it('P-45 age 28, 90,000, ceiling 5 %: u 0.30 → 5 %; u 0.46 → 3 %', () => {
    expect(answer('electRate', { ...young, magnetDraw: 0.3 })).toEqual({ rate: 0.05, magnet: true });
    expect(answer('electRate', { ...young, magnetDraw: 0.46 })).toEqual({ rate: 0.03, magnet: false });
  });

  it('P-44 age 66, 205,000 → 15 %', () => {
    expect(answer('electRate', { age: 66, annualRate: 205_000 })).toEqual({ rate: 0.15, magnet: false });
  });

  it('P-6, P-45 a draw equal to the probability is not below it', () => {
    for (const percent of [1, 7, 24, 29, 45, 57, 60, 83, 99]) {
      const [draw, below] = [percent / 100, (percent - 0.0001) / 100];
      const input = { ...young, magnetProbability: draw };
      expect(answer('electRate', { ...input, magnetDraw: draw })).toEqual({ rate: 0.03, magnet: false });
      expect(answer('electRate', { ...input, magnetDraw: below })).toEqual({ rate: 0.05, magnet: true });
    }
    const never = { ...young, magnetProbability: 0 };
    expect(answer('electRate', never)).toEqual({ rate: 0.03, magnet: false });
    const always = { ...young, magnetProbability: 1, magnetDraw: 0.9999999999999999 };
    expect(answer('electRate', always)).toEqual({ rate: 0.05, magnet: true });
  });

  it('P-45 the rate of a ceiling equal to the rate of the table does not snap', () => {
    expect(answer('electRate', { ...young, ceiling: 0.03, magnetDraw: 0 })).toEqual({
      rate: 0.03,
      magnet: false,
    });
  });

  it('P-45 the clamp is the plan’s own maximum, after the magnet', () => {
    const input = { ...young, maximumRate: 0.04 };
    expect(answer('electRate', { ...input, magnetDraw: 0.1 })).toEqual({ rate: 0.04, magnet: true });
    expect(answer('electRate', { age: 66, annualRate: 205_000, maximumRate: 0.1 })).toEqual({
      rate: 0.1,
      magnet: false,
    });
  });

  it('P-133 a draw that decides cannot be left out', () => {
    expect(answer('electRate', young)).toEqual(refused);
    expect(answer('electRate', { ...young, minimumRate: 0 })).toEqual(refused);
  });
});

describe('P-46 ceilings', () => {
  it.each([
    ['50 % of 8 %', { type: 'tiered', tiers: [{ min: 0, max: 0.08, rate: 0.5 }] }, {}, 0.08],
    [
      '100 % of 6 % with a cap of 4.5 % of pay',
      { type: 'tiered', tiers: [{ min: 0, max: 0.06, rate: 1 }], capPercentOfPay: 0.045 },
      {},
      0.045,
    ],
    [
      'banded 50 % to 7 % from 3 years, at 3 years',
      {
        type: 'gradedByService',
        bands: [
          { min: 0, max: 3, rate: 0.25, maxDeferral: 0.05 },
          { min: 3, max: null, rate: 0.5, maxDeferral: 0.07 },
        ],
      },
      { tenureYears: 3 },
      0.07,
    ],
  ])('P-46 %s → %j', (_, match, person, ceiling) => {
    expect(answer('magnetCeiling', { match, ...person })).toEqual({ ceiling });
  });
});

describe('P-49 escalation', () => {
  it.each([
    [0.045, 0.055, true],
    [0.094, 0.1, true],
    [0.0996, 0.0996, false],
    [0.099, 0.1, true],
    [0.13, 0.13, false],
    [0.1, 0.1, false],
    [0, 0, false],
  ])('P-49 cap 10 %%: %d → %d', (rate, newRate, event) => {
    expect(answer('escalate', { rate })).toEqual({ newRate, event });
    expect(answer('escalate', { rate, year: 2027, enrollmentYear: 2026 })).toEqual({ newRate, event });
  });

  it('P-49 enrolled 2026 at 3 %, delay 1: 3 % in 2026, 4 % in 2027 … 10 % from 2033', () => {
    const rates: number[] = [];
    let rate = 0.03;
    for (let year = 2026; year <= 2035; year++) {
      const { newRate } = answer('escalate', { rate, year, enrollmentYear: 2026 }) as { newRate: number };
      rates.push(newRate);
      rate = newRate;
    }
    expect(rates).toEqual([0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.1, 0.1]);
  });

  it('P-49 the delay counts calendar years from the enrolment', () => {
    const input = { rate: 0.03, enrollmentYear: 2026, delayYears: 2 };
    expect(answer('escalate', { ...input, year: 2027 })).toEqual({ newRate: 0.03, event: false });
    expect(answer('escalate', { ...input, year: 2028 })).toEqual({ newRate: 0.04, event: true });
    expect(answer('escalate', { ...input, year: 2026, delayYears: 0 })).toEqual({
      newRate: 0.04,
      event: true,
    });
    expect(answer('escalate', { ...input, year: 2025, delayYears: 0 })).toEqual({
      newRate: 0.03,
      event: false,
    });
  });

  it('P-49 increment, cap and least change are settings', () => {
    expect(answer('escalate', { rate: 0.03, increment: 0.02 })).toEqual({ newRate: 0.05, event: true });
    expect(answer('escalate', { rate: 0.13, cap: 0.15 })).toEqual({ newRate: 0.14, event: true });
    expect(answer('escalate', { rate: 0.0996, minimumChange: 0 })).toEqual({ newRate: 0.1, event: true });
    expect(answer('escalate', { rate: 0.0951, minimumChange: 0.005 })).toEqual({
      newRate: 0.0951,
      event: false,
    });
    expect(answer('escalate', { rate: 0.03, effectiveDay: '07-01' })).toEqual(refused);
  });
});

describe('P-53, P-54 match response', () => {
  const respond = (currentRate: number, draw: number, input: object = { ceiling: 0.05 }): unknown =>
    answer('matchResponse', { currentRate, draw, ...input });

  it.each([
    [0.02, 0.2, 0.05, 'upToCeiling'],
    [0.02, 0.25, 0.035, 'upPartial'],
    [0.02, 0.41, 0.02, 'none'],
    [0.027, 0.35, 0.04, 'upPartial'],
    [0.09, 0.104, 0.05, 'downToCeiling'],
    [0.09, 0.14, 0.07, 'downPartial'],
    [0.09, 0.16, 0.09, 'none'],
    [0.05, 0, 0.05, 'none'],
  ])('P-53 ceiling 5 %%: %d, u %d → %d', (currentRate, draw, newRate, branch) => {
    expect(respond(currentRate, draw)).toEqual({ newRate, branch });
  });

  it('P-53 a draw equal to a share is not below it', () => {
    expect(respond(0.02, 0.4)).toMatchObject({ branch: 'none' });
    expect(respond(0.02, 0.399999)).toMatchObject({ branch: 'upPartial' });
    expect(respond(0.02, 0.24)).toMatchObject({ branch: 'upPartial' });
    expect(respond(0.02, 0.239999)).toMatchObject({ branch: 'upToCeiling' });
    expect(respond(0.09, 0.15)).toMatchObject({ branch: 'none' });
    expect(respond(0.09, 0.105)).toMatchObject({ branch: 'downPartial' });
    expect(respond(0.09, 0.104999)).toMatchObject({ branch: 'downToCeiling' });
  });

  it('P-53 a partial response stays within rate and ceiling, halves of a half point go up', () => {
    // 4.8 + 0.1 = 4.9 → 5.0; 4.6 + 0.05 = 4.65 → 4.5, below the rate; 4 + 0.25 → 4.25 → 4.5; 5.1 → 5.0.
    expect(respond(0.048, 0.3)).toEqual({ newRate: 0.05, branch: 'upPartial' });
    expect(respond(0.046, 0.3, { ceiling: 0.047 })).toEqual({ newRate: 0.046, branch: 'upPartial' });
    expect(respond(0.04, 0.3, { ceiling: 0.045 })).toEqual({ newRate: 0.045, branch: 'upPartial' });
    expect(respond(0.02, 0.3, { ceiling: 0.035 })).toEqual({ newRate: 0.03, branch: 'upPartial' });
    expect(respond(0.08, 0.12, { ceiling: 0.045 })).toEqual({ newRate: 0.065, branch: 'downPartial' });
    expect(respond(0.031, 0.12, { ceiling: 0.03 })).toEqual({ newRate: 0.03, branch: 'downPartial' });
  });

  it('P-53 a ceiling of 0 may stop participation', () => {
    expect(respond(0.06, 0.1, { ceiling: 0 })).toEqual({ newRate: 0, branch: 'downToCeiling' });
    expect(respond(0.06, 0.14, { ceiling: 0 })).toEqual({ newRate: 0.03, branch: 'downPartial' });
  });

  it('P-54 ceiling 6 %, age 40, pay 700,000 in 2026: 2 %, u 0.1 → limited to 3.50 %', () => {
    const input = { ceiling: 0.06, age: 40, pay: 700_000, year: 2026 };
    expect(respond(0.02, 0.1, input)).toEqual({ newRate: 0.035, branch: 'upToCeiling' });
    // 24,500 ÷ 701,000 = 3.4950… %: rounded down; with catch-up room 32,500 ÷ 700,000 = 4.64 %.
    expect(respond(0.02, 0.1, { ...input, pay: 701_000 })).toMatchObject({ newRate: 0.0349 });
    expect(respond(0.02, 0.1, { ...input, age: 50 })).toMatchObject({ newRate: 0.0464 });
    expect(respond(0.02, 0.1, { ...input, age: 60 })).toMatchObject({ newRate: 0.051 });
    expect(respond(0.02, 0.1, { ...input, limits: { electiveDeferral: 35_000 } })).toMatchObject({
      newRate: 0.05,
    });
    expect(respond(0.02, 0.1, { ...input, year: 2025 })).toMatchObject({ newRate: 0.0335 });
  });

  it('P-54 never below the current rate, nor is a downward response limited', () => {
    const input = { ceiling: 0.06, age: 40, pay: 700_000 };
    expect(respond(0.04, 0.1, input)).toEqual({ newRate: 0.04, branch: 'upToCeiling' });
    expect(respond(0.09, 0.1, input)).toEqual({ newRate: 0.06, branch: 'downToCeiling' });
    expect(respond(0.7, 0.1, { ceiling: 0.9 })).toEqual({ newRate: 0.75, branch: 'upToCeiling' });
  });

  it('P-54 the escalation cap does not limit a response', () => {
    expect(respond(0.05, 0.1, { ceiling: 0.12 })).toEqual({ newRate: 0.12, branch: 'upToCeiling' });
  });

  it('P-133 the age is needed where the limit depends on it', () => {
    expect(respond(0.02, 0.1, { ceiling: 0.06, pay: 700_000 })).toEqual(refused);
    expect(respond(0.09, 0.1, { ceiling: 0.06, pay: 700_000 })).toMatchObject({ newRate: 0.06 });
    expect(respond(0.02, 1)).toEqual(refused);
    expect(respond(0.02, 0.1, { ceiling: 0.05, upShare: 1 })).toEqual(refused);
  });
});

describe('P-55 two changes on one date', () => {
  it('P-55 response to 3.5 % and escalation 1 point → 4.5 %; to 12 % with cap 10 % → 12 %', () => {
    expect(answer('escalate', { rate: 0.035 })).toEqual({ newRate: 0.045, event: true });
    expect(answer('escalate', { rate: 0.12 })).toEqual({ newRate: 0.12, event: false });
  });
});

describe('P-131 process ids', () => {
  it('P-131 every id of the list; 104 and from 112 on reserved, none shared with the workforce', () => {
    expect(Object.values(PLAN_PROCESS)).toEqual([100, 101, 102, 103, 105, 106, 107, 108, 109, 110, 111]);
    expect(Math.max(...Object.values(PROCESS))).toBeLessThan(100);
  });
});
