import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Section 15 of the plan specification: core contributions. Figures are copied. */

describe('P-71 base', () => {
  it.each([
    [65_000, 1_625],
    [410_000, 9_000],
    [37_520.55, 938.01],
  ])('P-71 flat 2.5 %% on %d → %d', (planPay, base) => {
    expect(answer('core', { core: { rate: 0.025 }, planPay })).toEqual({ base, excess: 0, total: base });
  });

  it.each([
    [34, 1_300],
    [34.99, 1_300],
    [35, 2_275],
    [45, 3_250],
  ])('P-71 age bands 2, 3.5, 5 %% on 65,000 at %d → %d', (age, base) => {
    const bands = [
      { min: 0, max: 35, rate: 0.02 },
      { min: 35, max: 45, rate: 0.035 },
      { min: 45, max: null, rate: 0.05 },
    ];
    expect(answer('core', { core: { type: 'ageBanded', bands }, planPay: 65_000, age })).toMatchObject({
      base,
    });
  });

  it.each([
    [{}, {}, 650],
    [{ type: 'none' }, {}, 0],
    [{ type: 'gradedByService' }, { tenureYears: 2.9 }, 650],
    [{ type: 'gradedByService' }, { tenureYears: 3 }, 1_300],
    [{ type: 'gradedByService' }, { tenureYears: 6 }, 1_950],
    [{ type: 'ageBanded' }, { age: 29 }, 1_950],
    [{ type: 'ageBanded' }, { age: 50 }, 3_900],
    [{ type: 'pointsBased' }, { age: 30.9, tenureYears: 8.9 }, 650],
    [{ type: 'pointsBased' }, { age: 31, tenureYears: 9 }, 1_300],
    [{ type: 'pointsBased' }, { age: 60, tenureYears: 15 }, 1_950],
  ])('P-71 defaults on 65,000: %j %j → %d', (core, person, base) => {
    expect(answer('core', { core, planPay: 65_000, ...person })).toMatchObject({ base });
  });
});

describe('P-72 integration', () => {
  const integrated = (rate: number, disparityRate: number, level: object = {}): object => ({
    rate,
    integration: { enabled: true, disparityRate, ...level },
  });

  it.each([
    [120_000, 4_800, 0],
    [184_500, 7_380, 0],
    [210_000, 8_400, 1_020],
    [450_000, 14_400, 7_020],
  ])('P-72 4 %% + 4 %% above the wage base, %d → %d + %d', (planPay, base, excess) => {
    expect(answer('core', { core: integrated(0.04, 0.04), planPay })).toEqual({
      base,
      excess,
      total: base + excess,
    });
  });

  it('P-72 5 % + 4.3 % above half the wage base at 210,000', () => {
    const core = integrated(0.05, 0.043, { levelMode: 'percentOfWageBase', levelValue: 0.5 });
    expect(answer('core', { core, planPay: 210_000 })).toEqual({
      base: 10_500,
      excess: 5_063.25,
      total: 15_563.25,
    });
  });

  it('P-72 a fixed level; the level is not prorated; any type may be integrated, none may not', () => {
    const level = { levelMode: 'fixedDollars', levelValue: 50_000 };
    expect(answer('core', { core: integrated(0.05, 0.04, level), planPay: 60_000 })).toMatchObject({
      excess: 400,
    });
    const banded = { type: 'ageBanded', integration: { enabled: true, disparityRate: 0.02, ...level } };
    expect(answer('core', { core: banded, planPay: 60_000, age: 40 })).toMatchObject({
      base: 3_000,
      excess: 200,
    });
    const none = { type: 'none', integration: { enabled: true, disparityRate: 0.02, ...level } };
    expect(answer('core', { core: none, planPay: 60_000 })).toMatchObject({ total: 0 });
  });

  it('P-72 the level follows the wage base of the year, or the one given', () => {
    const core = integrated(0.04, 0.04);
    expect(answer('core', { year: 2027, core, planPay: 210_000 })).toMatchObject({ excess: 756 });
    expect(answer('core', { core, planPay: 210_000, limits: { wageBase: 200_000 } })).toMatchObject({
      excess: 400,
    });
  });
});

describe('P-73 permitted disparity', () => {
  it.each([
    [
      { baseRate: 0.05, disparityRate: 0.05, levelMode: 'percentOfWageBase', levelValue: 0.5 },
      92_250,
      0.043,
      0.043,
      false,
    ],
    [
      { baseRate: 0.06, disparityRate: 0.054, levelMode: 'percentOfWageBase', levelValue: 0.9 },
      166_050,
      0.054,
      0.054,
      true,
    ],
    [{ baseRate: 0.03, disparityRate: 0.04 }, 184_500, 0.057, 0.03, false],
    [
      { baseRate: 0.06, disparityRate: 0.057, levelMode: 'fixedDollars', levelValue: 36_900 },
      36_900,
      0.057,
      0.057,
      true,
    ],
    [
      { baseRate: 0.06, disparityRate: 0.057, levelMode: 'fixedDollars', levelValue: 36_901 },
      36_901,
      0.043,
      0.043,
      false,
    ],
    [
      { baseRate: 0.06, disparityRate: 0.01, levelMode: 'fixedDollars', levelValue: 188_000 },
      188_000,
      0,
      0,
      false,
    ],
    [
      { baseRate: 0.06, disparityRate: 0, levelMode: 'fixedDollars', levelValue: 188_000 },
      188_000,
      0,
      0,
      false,
    ],
    [{ baseRate: 0.06, disparityRate: 0.057 }, 184_500, 0.057, 0.057, true],
    [{ baseRate: 0.06, disparityRate: 0.0571 }, 184_500, 0.057, 0.057, false],
    [
      { baseRate: 0.06, disparityRate: 0.043, levelMode: 'percentOfWageBase', levelValue: 0.8 },
      147_600,
      0.043,
      0.043,
      true,
    ],
    [
      { baseRate: 0.06, disparityRate: 0.054, levelMode: 'fixedDollars', levelValue: 147_600.01 },
      147_600.01,
      0.054,
      0.054,
      true,
    ],
    [
      {
        baseRate: 0.06,
        disparityRate: 0.057,
        wageBase: 40_000,
        levelMode: 'fixedDollars',
        levelValue: 10_000,
      },
      10_000,
      0.057,
      0.057,
      true,
    ],
    [
      {
        baseRate: 0.06,
        disparityRate: 0.057,
        wageBase: 40_000,
        levelMode: 'fixedDollars',
        levelValue: 10_000.01,
      },
      10_000.01,
      0.043,
      0.043,
      false,
    ],
    [
      { baseRate: 0.06, disparityRate: 0.05, levelMode: 'percentOfWageBase', levelValue: 0.333333 },
      61_500,
      0.043,
      0.043,
      false,
    ],
  ])('P-73 %j → level %d, factor %d, maximum %d, valid %s', (input, level, factor, maximum, valid) => {
    expect(answer('disparity', input)).toEqual({ level, factor, maximum, valid });
  });

  it('P-73 a fixed level may be invalid in one year and valid in another', () => {
    const input = { baseRate: 0.06, disparityRate: 0.054, levelMode: 'fixedDollars', levelValue: 188_000 };
    expect(answer('disparity', { ...input, year: 2026 })).toMatchObject({ valid: false });
    expect(answer('disparity', { ...input, year: 2027 })).toMatchObject({ factor: 0.054, valid: true });
  });

  it.each([
    [{ baseRate: 0.06, disparityRate: 0.05, levelMode: 'fixedDollars' }],
    [{ baseRate: 0.06, disparityRate: 0.05, levelMode: 'percentOfWageBase', levelValue: 1.5 }],
    [{ disparityRate: 0.05 }],
  ])('P-133 refuses %j', (input) => {
    expect(answer('disparity', input)).toEqual({ error: 'CALCULATOR_INPUT' });
  });

  it('P-133 a banded core needs age or service', () => {
    expect(answer('core', { core: { type: 'ageBanded' }, planPay: 1 })).toEqual({
      error: 'CALCULATOR_INPUT',
    });
  });
});
