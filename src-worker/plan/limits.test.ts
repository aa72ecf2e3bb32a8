import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultScenario } from '../testing/scenarios.ts';
import { LIMIT_ITEMS, limitOf, limitSettingsOf, limitsOf } from './limits.ts';
import { cents, ppm } from './money-fixtures.ts';
import { planLimits } from './plan-limits.ts';

const defaults = limitSettingsOf(defaultScenario.limits);

describe('limitOf', () => {
  it('P-12 hceCompensation is known from 2019 on, because it is read at the year before', () => {
    expect(limitOf('hceCompensation', 2019, defaults)).toEqual({
      cents: cents(125_000),
      provenance: 'published',
      source: 'Notice 2018-83',
    });
    expect(() => limitOf('hceCompensation', 2018, defaults)).toThrow(/LIMIT_YEAR/);
    expect(() => limitOf('compensation', 2019, defaults)).toThrow(/LIMIT_YEAR/);
  });

  it('P-13 a projection names its base; P-14 an override has no source', () => {
    expect(limitOf('catchUp', 2030, defaults)).toMatchObject({ source: 'Notice 2025-67, indexed from 2026' });
    const overridden = limitSettingsOf({
      ...defaultScenario.limits,
      overrides: { '2018': { catchUp: 6_000 }, '2030': { catchUp: 9_123.45 } },
    });
    expect(limitOf('catchUp', 2030, overridden)).toEqual({
      cents: 912_345,
      provenance: 'override',
      source: '',
    });
    expect(limitOf('catchUp', 2018, overridden)).toMatchObject({ cents: cents(6_000) });
    expect(limitOf('superCatchUp', 2024, overridden)).toBeNull();
  });

  it('P-13 the settings of a scenario reach the projection', () => {
    const { projection } = defaultScenario.limits;
    const flat = limitSettingsOf({ projection: { ...projection, indexRate: 0 }, overrides: {} });
    expect(limitOf('compensation', 2040, flat)).toMatchObject({ cents: cents(360_000) });
    const still = limitSettingsOf({ projection: { ...projection, wageBaseIndexRate: 0 }, overrides: {} });
    expect(limitOf('wageBase', 2040, still)).toMatchObject({ cents: cents(184_500) });
  });

  it('PINV-19 the super catch-up does not fall to 11,000 while indexing has not reached 11,500', () => {
    const slow = { indexRate: ppm(10_000), wageBaseIndexRate: ppm(0), overrides: new Map() };
    expect([2027, 2028, 2029].map((year) => limitOf('superCatchUp', year, slow)?.cents)).toEqual([
      cents(11_250),
      cents(11_250),
      cents(11_500),
    ]);
  });

  it('PINV-19 every limit has a provenance, and no projected one is below the year before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2026, max: 2075 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        (year, indexRate, wageBaseIndexRate) => {
          const settings = {
            indexRate: ppm(indexRate),
            wageBaseIndexRate: ppm(wageBaseIndexRate),
            overrides: new Map(),
          };
          const [before, after] = [limitsOf(year, settings), limitsOf(year + 1, settings)];
          for (const item of LIMIT_ITEMS) {
            expect(after[item]?.provenance).toBe('projected');
            expect(after[item]?.cents).toBeGreaterThanOrEqual(before[item]?.cents ?? Infinity);
          }
        },
      ),
    );
  });
});

describe('planLimits', () => {
  it('P-12 the limits that decide contributions, null where the law has none', () => {
    expect(planLimits(2024, defaults)).toEqual({
      electiveDeferral: cents(23_000),
      catchUp: cents(7_500),
      superCatchUp: null,
      annualAdditions: cents(69_000),
      compensation: cents(345_000),
      rothCatchUpWages: null,
      wageBase: cents(168_600),
    });
    expect(planLimits(2026, defaults)).toMatchObject({
      superCatchUp: cents(11_250),
      rothCatchUpWages: cents(150_000),
    });
    expect(() => planLimits(2019, defaults)).toThrow(/LIMIT_YEAR/);
  });
});
