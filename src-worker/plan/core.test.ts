import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../../src-shared/units.ts';
import { bandOf, bandTable } from './band-table.ts';
import { coreBase, coreExcess, coreRate, coreTerms } from './core.ts';
import { integrationLevel } from './disparity.ts';
import { cents, design, limitsOf } from './money-fixtures.ts';

const bands = [
  { min: 0, max: 30, rate: 0.03 },
  { min: 30, max: 50, rate: 0.04 },
  { min: 50, max: null, rate: 0.06 },
];

describe('bandTable', () => {
  it('P-5 half-open bands of whole numbers; the last one is open', () => {
    const table = bandTable(bands);
    expect([0, 29, 30, 49, 50, 255, 256, 9_999].map((value) => bandOf(table, value))).toEqual([
      0, 0, 1, 1, 2, 2, 2, 2,
    ]);
    const late = bandTable([
      { min: 0, max: 255 },
      { min: 255, max: null },
    ]);
    expect([254, 255, 256, 300].map((value) => bandOf(late, value))).toEqual([0, 1, 1, 1]);
  });
});

describe('coreTerms', () => {
  it('P-71 what the bands count', () => {
    const limits = limitsOf(2026);
    const rateOf = (
      type: 'gradedByService' | 'ageBanded' | 'pointsBased',
      service: number,
      age: number,
    ): number => coreRate(coreTerms({ ...design.core, type, bands }, limits), service, age);
    expect(rateOf('gradedByService', 29, 60)).toBe(30_000);
    expect(rateOf('gradedByService', 30, 20)).toBe(40_000);
    expect(rateOf('ageBanded', 60, 29)).toBe(30_000);
    expect(rateOf('ageBanded', 0, 50)).toBe(60_000);
    expect(rateOf('pointsBased', 10, 39)).toBe(40_000);
    expect(rateOf('pointsBased', 10, 40)).toBe(60_000);
    expect(coreRate(coreTerms({ ...design.core, type: 'none' }, limits), 30, 60)).toBe(0);
    expect(coreRate(coreTerms({ ...design.core, type: 'flat', rate: 0.0125 }, limits), 30, 60)).toBe(12_500);
  });

  it('P-72 nothing above the level unless integration is on', () => {
    const integration = { ...design.core.integration, disparityRate: 0.05 };
    const off = coreTerms({ ...design.core, type: 'flat', rate: 0.06, integration }, limitsOf(2026));
    expect(coreExcess(off, cents(300_000))).toBe(0);
    const on = coreTerms(
      { ...design.core, type: 'flat', rate: 0.06, integration: { ...integration, enabled: true } },
      limitsOf(2026),
    );
    expect(coreExcess(on, cents(184_500))).toBe(0);
    expect(coreExcess(on, cents(184_500.1))).toBe(1);
    expect(coreExcess(on, cents(184_500.09))).toBe(0);
  });

  it('PINV-29 scaling pay and level by k scales base and excess by k, to a cent', () => {
    const pay = fc.integer({ min: 0, max: 36_000_000 });
    fc.assert(
      fc.property(pay, fc.integer({ min: 2, max: 9 }), (amount, k) => {
        const limits = limitsOf(2026);
        const integrated = (wageBase: number): ReturnType<typeof coreTerms> =>
          coreTerms(
            {
              ...design.core,
              type: 'flat',
              rate: 0.06,
              integration: { enabled: true, disparityRate: 0.0543, levelMode: 'wageBase', levelValue: null },
            },
            { ...limits, wageBase: wageBase as Cents },
          );
        const [one, many] = [integrated(limits.wageBase), integrated(limits.wageBase * k)];
        const scaled = (amount * k) as Cents;
        const near = (value: number, expected: number): void => {
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(k / 2 + 1);
        };
        near(coreBase(many, scaled, 0, 0), k * coreBase(one, amount as Cents, 0, 0));
        near(coreExcess(many, scaled), k * coreExcess(one, amount as Cents));
      }),
    );
  });
});

describe('integrationLevel', () => {
  it('P-72 a share of the wage base is rounded to whole dollars, halves up', () => {
    expect(integrationLevel('percentOfWageBase', 0.5, cents(184_501))).toBe(cents(92_251));
    expect(integrationLevel('percentOfWageBase', 0.333333, cents(184_500))).toBe(cents(61_500));
    expect(integrationLevel('percentOfWageBase', 1, cents(184_500))).toBe(cents(184_500));
    expect(integrationLevel('wageBase', null, cents(184_500))).toBe(cents(184_500));
    expect(integrationLevel('fixedDollars', 36_900.5, cents(184_500))).toBe(cents(36_900.5));
    expect(integrationLevel('fixedDollars', null, cents(184_500))).toBe(0);
    expect(integrationLevel('percentOfWageBase', null, cents(184_500))).toBe(0);
  });
});
