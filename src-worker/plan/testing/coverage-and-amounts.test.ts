import { describe, expect, it } from 'vitest';
import type { Ppm } from '../../../src-shared/units.ts';
import { interestFactors } from './benefits-rates.ts';
import { testCoverageAndAmounts, type CoverageAndAmountTerms } from './coverage-and-amounts.ts';
import { STANDING } from './population.ts';

const { entered, conditionsMet, allocated, matchable, otherwiseExcludable } = STANDING;
const IN = entered | conditionsMet | matchable;

describe('testCoverageAndAmounts', () => {
  // An HCE and two NHCEs with 6, 6 and 5 % of pay; a newcomer of 19 without an allocation; somebody not yet eligible.
  const standing = [IN | allocated, IN | allocated, IN | allocated, IN | otherwiseExcludable, 0];
  const pay = new Float64Array(5).fill(10_000);
  const isHce = Uint8Array.of(1, 0, 0, 0, 0);
  const year = { count: 5, standing: Uint16Array.from(standing), pay, isHce };
  const allocation = Float64Array.of(600, 600, 500, 0, 0);
  const columns = {
    allocation,
    benefit: Float64Array.of(1_000, 900, 600, 0, 0),
    pay,
    grossPay: pay,
    statutoryAge: Uint8Array.of(50, 50, 50, 19, 50),
    isHce,
  };
  const terms: CoverageAndAmountTerms = {
    population: { excludeLtpt: true, otherwiseExcludable: 'none' },
    general: {
      basis: 'allocations',
      interest: interestFactors(85_000 as Ppm),
      imputedWageBase: null,
      isGradual: false,
    },
    safeHarbor: null,
  };
  const run = (changes: Partial<CoverageAndAmountTerms> = {}) =>
    testCoverageAndAmounts(year, columns, { ...terms, ...changes });

  it('P-104 P-112 P-113 tests each part, and the amounts of the non-excludable by the plan’s own ratio', () => {
    const [only, ...others] = run();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      group: 'everyone',
      coverage: {
        deferrals: { ratio: 10_000, result: 'pass', averageBenefit: 5_000 },
        match: { counts: { nhceBenefiting: 3, nhceTotal: 3 } },
        // Two of three NHCEs: 66.67 %, and an average benefit of 50 %.
        core: { ratio: 6_667, result: 'fail', counts: { nhceBenefiting: 2, nhceTotal: 3, hceTotal: 1 } },
      },
      // One of three NHCEs has 6 %: 33.33 %.
      general: {
        averageBenefit: 5_000,
        allocationRates: Float64Array.of(600, 600, 500, 0),
        allocations: { groups: [{ rate: 600, ratio: 3_333, passes: false }] },
      },
      amountsPass: false,
    });
  });

  it('P-111 separate: the newcomer is tested apart, where no HCE benefits', () => {
    const separate = { excludeLtpt: true, otherwiseExcludable: 'separate' } as const;
    expect(run({ population: separate })).toMatchObject([
      {
        group: 'notOtherwiseExcludable',
        coverage: { core: { ratio: 10_000, result: 'pass', averageBenefit: 7_500 } },
        // One of two NHCEs has 6 %: 50 %, enough with an average benefit of 75 %.
        general: { allocations: { groups: [{ ratio: 5_000, passes: true }] } },
        amountsPass: true,
      },
      {
        group: 'otherwiseExcludable',
        coverage: { core: { result: 'pass', reason: 'noHceBenefits', counts: { nhceTotal: 1 } } },
        amountsPass: true,
      },
    ]);
  });

  it('P-103 a design safe harbor is reported and spares the general test, not the coverage test', () => {
    expect(run({ safeHarbor: 'uniformPercent' })).toMatchObject([
      {
        safeHarbor: 'uniformPercent',
        general: null,
        amountsPass: true,
        coverage: { core: { result: 'fail' } },
      },
    ]);
  });
});
