import { describe, expect, it } from 'vitest';
import defaults from '../../resources/default-scenario.json' with { type: 'json' };
import { bandLookup, lastAtMost } from '../../src-worker/population/bands.ts';

/** Section 3 of the workforce specification: defaults as they are shipped. Figures are copied. */

const AGE_BANDS = ['under-25', '25-34', '35-44', '45-54', '55-64', '65-plus'];
const TENURE_BANDS = ['under-2', '2-4', '5-9', '10-19', '20-plus'];
const LEVELS = ['1', '2', '3', '4', '5'];
const byId = (ids: readonly string[], values: readonly number[]): Record<string, number> =>
  Object.fromEntries(ids.map((id, index) => [id, values[index] ?? NaN]));

const { simulation, bands, jobLevels, workforce, hiring, compensation } = defaults;

describe('W-28 defaults', () => {
  it('W-28 simulation', () => {
    expect(simulation).toEqual({ startYear: 2025, endYear: 2029, randomSeed: 42, flowMode: 'exact' });
  });

  it('W-28 bands', () => {
    const edges = (list: readonly { label: string; min: number; max: number | null }[]) =>
      list.map(({ label, min, max }) => [label, min, max]);
    expect(edges(bands.age)).toEqual([
      ['<25', 0, 25],
      ['25–34', 25, 35],
      ['35–44', 35, 45],
      ['45–54', 45, 55],
      ['55–64', 55, 65],
      ['65+', 65, null],
    ]);
    expect(edges(bands.tenure)).toEqual([
      ['<2', 0, 2],
      ['2–4', 2, 5],
      ['5–9', 5, 10],
      ['10–19', 10, 20],
      ['20+', 20, null],
    ]);
  });

  it('W-28 job levels', () => {
    expect(jobLevels).toEqual([
      { level: 1, name: 'Staff', minPay: 56_000, maxPay: 80_000, rangeGrowthRate: 0.02 },
      { level: 2, name: 'Manager', minPay: 80_000, maxPay: 120_000, rangeGrowthRate: 0.02 },
      { level: 3, name: 'Senior Manager', minPay: 120_000, maxPay: 160_000, rangeGrowthRate: 0.02 },
      { level: 4, name: 'Director', minPay: 160_000, maxPay: 275_000, rangeGrowthRate: 0.02 },
      { level: 5, name: 'Vice President', minPay: 275_000, maxPay: 500_000, rangeGrowthRate: 0.02 },
    ]);
  });

  it('W-28 flows', () => {
    expect(workforce).toMatchObject({
      targetGrowthRate: 0.03,
      experiencedTerminationRate: 0.12,
      newHireTerminationRate: 0.25,
      terminationHazard: {
        ageMultipliers: byId(AGE_BANDS, [1.6, 1.25, 1, 0.8, 0.7, 0.8]),
        tenureMultipliers: byId(TENURE_BANDS, [1.8, 1.2, 0.8, 0.55, 0.4]),
        levelMultipliers: byId(LEVELS, [1, 0.9, 0.8, 0.7, 0.6]),
        reasonShares: { voluntary: 0.75, involuntary: 0.22, disability: 0.01, death: 0.02 },
        dateProfile: 'uniform',
      },
      promotionHazard: {
        annualRate: 0.05,
        ageMultipliers: byId(AGE_BANDS, [1.6, 1.4, 1.1, 0.7, 0.3, 0.1]),
        tenureMultipliers: byId(TENURE_BANDS, [0.5, 1.5, 1.8, 0.8, 0.2]),
        levelMultipliers: byId(LEVELS, [1, 0.85, 0.7, 0.55, 0]),
        minMonthsInLevel: 12,
      },
      reduction: {
        effectiveDate: '06-30',
        selection: 'random',
        departments: [],
        levels: [],
        severanceWeeksPerYear: 2,
        minWeeks: 2,
        maxWeeks: 26,
      },
    });
  });

  it.each([
    [54, [0, 0, 0]],
    [55, [0, 0.01, 0.03]],
    [59, [0, 0.01, 0.03]],
    [60, [0, 0.03, 0.06]],
    [62, [0.02, 0.08, 0.12]],
    [65, [0.1, 0.2, 0.28]],
    [67, [0.15, 0.25, 0.3]],
    [70, [0.2, 0.3, 0.35]],
    [80, [0.2, 0.3, 0.35]],
  ])('W-28 retirement at %i with 4, 9 and 10 years of service is %j', (age, rates) => {
    const { ages, service, rates: table } = workforce.retirement.table;
    const row = table[lastAtMost(ages, age)];
    expect([4, 9, 10].map((years) => row?.[lastAtMost(service, years)] ?? 0)).toEqual(rates);
  });

  it('W-28 hiring', () => {
    expect(hiring).toEqual({
      ageDistribution: [
        { min: 20, max: 25, weight: 0.12 },
        { min: 25, max: 30, weight: 0.28 },
        { min: 30, max: 35, weight: 0.24 },
        { min: 35, max: 40, weight: 0.14 },
        { min: 40, max: 45, weight: 0.09 },
        { min: 45, max: 50, weight: 0.06 },
        { min: 50, max: 55, weight: 0.04 },
        { min: 55, max: 62, weight: 0.03 },
      ],
      levelMix: 'adaptive',
      departmentMix: 'adaptive',
      startDateProfile: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      partTimeShare: 0,
      partTimeHours: 20,
      fullTimeHours: 40,
      pay: {
        percentileByLevel: byId(LEVELS, [0.25, 0.3, 0.35, 0.4, 0.45]),
        marketAdjustmentByLevel: byId(LEVELS, [0, 0, 0, 0, 0]),
        noiseStdDev: 0.05,
      },
    });
  });

  it('W-28 compensation', () => {
    expect(compensation).toEqual({
      cola: { rate: 0.02, effectiveDate: '01-01' },
      promotion: {
        increaseRate: 0.125,
        spread: 0.05,
        maxIncrease: 0.3,
        byFromLevel: {},
        floorAtRangeMin: true,
        timing: { kind: 'fixed', date: '03-01' },
      },
      merit: {
        budget: 0.035,
        byLevelWeights: byId(LEVELS, [1, 1, 1, 1, 1]),
        minServiceMonths: 6,
        timing: { kind: 'fixed', date: '04-01' },
      },
      market: [],
    });
  });

  it('W-34 a person matching no cell is an error, never multiplier 1', () => {
    const gap = [
      { id: 'young', min: 0, max: 30 },
      { id: 'old', min: 40, max: null },
    ];
    expect(() => bandLookup(gap, 'bands.age')).toThrow(/PERSON_MATCHES_NO_CELL/);
    expect(bandLookup(bands.age, 'bands.age')[64]).toBe(4);
    expect(bandLookup(bands.age, 'bands.age')[65]).toBe(5);
  });
});
