import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../../src-shared/arithmetic.ts';
import type { Ppm } from '../../../src-shared/units.ts';
import { design } from '../money-fixtures.ts';
import { benefitsRate, interestFactors } from './benefits-rates.ts';
import { averageBenefitPercentage, countCoverage } from './coverage.ts';
import { designSafeHarbor } from './design-safe-harbor.ts';
import { averageBenefits, generalTest, rateGroupTest, type GeneralTestTerms } from './general-test.ts';
import { COVERAGE, coverageOf, STANDING } from './population.ts';

const ppm = (value: number): Ppm => value as Ppm;
const FACTORS = interestFactors(ppm(85_000));

describe('benefitsRate', () => {
  it('P-108 equals the repeated exact multiplication', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 75_000, max: 85_000 }),
        (rate, age, interest) => {
          const years = Math.max(0, 65 - age);
          const exact = BigInt(rate) * BigInt(1_000_000 + interest) ** BigInt(years);
          const expected = Number(roundRatio(exact, 100n * 1_000_000n ** BigInt(years)));
          expect(benefitsRate(ppm(rate), age, interestFactors(ppm(interest)))).toBe(expected);
        },
      ),
    );
  });

  it('P-108 a half is rounded up exactly', () => {
    expect(benefitsRate(ppm(50), 65, FACTORS)).toBe(1);
    expect(benefitsRate(ppm(49), 65, FACTORS)).toBe(0);
    // 50 × 1.08 = 54; 1.08 × 1,250 = 1,350 ppm, just 13.5 basis points.
    expect(benefitsRate(ppm(1_250), 64, interestFactors(ppm(80_000)))).toBe(14);
  });
});

describe('rateGroupTest', () => {
  const person = fc.record({ rate: fc.integer({ min: 0, max: 12 }), hce: fc.boolean() });

  it('PINV-23 every HCE with a positive rate has a group, and groups are nested', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 40 }), (people) => {
        const { groups } = rateGroupTest(
          Float64Array.from(people, ({ rate }) => rate),
          Uint8Array.from(people, ({ hce }) => Number(hce)),
          null,
          null,
        );
        const rates = new Set(people.filter(({ hce, rate }) => hce && rate > 0).map(({ rate }) => rate));
        expect(groups.map(({ rate }) => rate)).toEqual([...rates].sort((a, b) => b - a));
        for (const [at, { rate, nhces, hces }] of groups.entries()) {
          expect(nhces).toBe(people.filter((one) => !one.hce && one.rate >= rate).length);
          expect(hces).toBe(people.filter((one) => one.hce && one.rate >= rate).length);
          expect(nhces).toBeGreaterThanOrEqual(groups[at - 1]?.nhces ?? 0);
        }
      }),
    );
  });
});

describe('generalTest', () => {
  // An old owner with 12 % beside a young staff with 4 %: unequal by allocations, equal by benefits.
  const columns = {
    allocation: Float64Array.of(1_200, 400, 400, 0),
    benefit: Float64Array.of(1_800, 900, 900, 0),
    pay: Float64Array.of(10_000, 10_000, 10_000, 0),
    grossPay: Float64Array.of(10_000, 10_000, 10_000, 5_000),
    statutoryAge: Uint8Array.of(60, 30, 35, 20),
    isHce: Uint8Array.of(1, 0, 0, 0),
  };
  const everyone = Uint32Array.of(0, 1, 2);
  const terms: GeneralTestTerms = {
    basis: 'best',
    interest: FACTORS,
    imputedWageBase: null,
    isGradual: false,
    planRatio: 10_000,
  };
  const run = (changes: Partial<GeneralTestTerms> = {}, facts: Partial<typeof columns> = {}) =>
    generalTest({ ...columns, ...facts }, everyone, { ...terms, ...changes });

  it('P-108 best: allocations fail, benefits pass through the gateway', () => {
    const test = run();
    expect(test).toMatchObject({
      averageBenefit: 5_000,
      allocationRates: Float64Array.of(1_200, 400, 400),
      allocations: { passes: false },
      gateway: { opens: true, highestHceRate: 1_200, below: [] },
      benefits: { passes: true },
      passes: true,
    });
    expect(test.benefitsRates?.[0]).toBe(1_804);
    expect(run({ basis: 'allocations' })).toMatchObject({ benefits: null, passes: false });
    expect(run({ basis: 'benefits' })).toMatchObject({ allocations: null, passes: true });
  });

  it('P-109 below a third of the HCE rate and 5 % of gross pay the gateway stays shut', () => {
    const allocation = Float64Array.of(1_200, 399, 400, 0);
    const shut = { gateway: { opens: false, below: [1] }, passes: false };
    expect(run({}, { allocation })).toMatchObject(shut);
    expect(run({ isGradual: true }, { allocation })).toMatchObject({
      gateway: { opens: true },
      passes: true,
    });
    const grossPay = Float64Array.of(10_000, 7_980, 10_000, 0);
    expect(run({}, { allocation, grossPay })).toMatchObject({ gateway: { opens: true }, passes: true });
    expect(run({}, { allocation: Float64Array.of(1_200, 0, 400, 0) })).toMatchObject({
      gateway: { opens: true, below: [] },
    });
  });

  it('P-102 P-106 zeros count, and people without pay are zeros', () => {
    const means = averageBenefits(columns.benefit, columns.pay, columns.isHce, Uint32Array.of(0, 1, 2, 3));
    expect(means).toEqual({ nhce: 600, hce: 1_800 });
    expect(averageBenefitPercentage(means)).toBe(3_333);
    expect(averageBenefitPercentage({ nhce: 5, hce: 0 })).toBeNull();
    expect(averageBenefitPercentage({ nhce: null, hce: 4 })).toBeNull();
  });

  it('P-107 disparity is imputed to allocation rates', () => {
    const test = run({ imputedWageBase: 20_000 });
    expect(test.allocationRates).toEqual(Float64Array.of(1_770, 800, 800));
  });
});

describe('coverage counts', () => {
  const { entered, conditionsMet, otherwiseExcludable } = STANDING;
  const year = {
    count: 4,
    standing: Uint16Array.of(
      entered | conditionsMet,
      conditionsMet,
      entered | conditionsMet | otherwiseExcludable,
      0,
    ),
    pay: new Float64Array(4),
    isHce: Uint8Array.of(1, 0, 0, 0),
  };

  it('PINV-22 benefiting, not benefiting and excludable are everyone', () => {
    const coverage = coverageOf(year, 'deferrals', { excludeLtpt: true });
    expect(Array.from(coverage)).toEqual([
      COVERAGE.benefiting,
      COVERAGE.notBenefiting,
      COVERAGE.benefiting,
      COVERAGE.excludable,
    ]);
    expect(countCoverage(coverage, year.isHce)).toEqual({
      nhceBenefiting: 1,
      nhceTotal: 2,
      hceBenefiting: 1,
      hceTotal: 1,
    });
  });

  it('P-111 runs twice: those who meet age 21 and a year of service, and the others', () => {
    const of = (group: 'otherwiseExcludable' | 'notOtherwiseExcludable'): number[] =>
      Array.from(coverageOf(year, 'deferrals', { excludeLtpt: true }, group));
    expect(of('otherwiseExcludable')).toEqual([0, 0, 2, 0]);
    expect(of('notOtherwiseExcludable')).toEqual([2, 1, 0, 0]);
  });
});

describe('P-103 design safe harbors', () => {
  const { core } = design;
  const integration = { ...core.integration, enabled: true };

  it('P-103 no core, a flat rate, a flat rate with valid integration; bands have none', () => {
    expect(designSafeHarbor({ ...core, type: 'none' }, true)).toBe('none');
    expect(designSafeHarbor({ ...core, type: 'flat', rate: 0.03 }, false)).toBe('uniformPercent');
    expect(designSafeHarbor({ ...core, type: 'flat', rate: 0.03, integration }, true)).toBe(
      'permittedDisparity',
    );
    expect(designSafeHarbor({ ...core, type: 'flat', rate: 0.03, integration }, false)).toBeNull();
    expect(designSafeHarbor({ ...core, type: 'ageBanded', bands: [] }, true)).toBeNull();
  });
});
