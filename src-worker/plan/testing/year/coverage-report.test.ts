import { describe, expect, it } from 'vitest';
import { COVERAGE_STANDINGS } from '../../../../src-shared/compliance.ts';
import { design } from '../../money-fixtures.ts';
import { COVERAGE, STANDING } from '../population.ts';
import { complianceOfYear } from './compliance-of-year.ts';
import type { Design } from './tested-plan-year.ts';
import { designOf, IN_PLAN, inputOf, type Employee } from './year-fixtures.ts';

const { allocated, otherwiseExcludable, shortLeaver, allocationRuleFailed, conditionsMet, notCounted } =
  STANDING;

type Core = Design['core'];

const AGE_BANDS: Core = {
  ...design.core,
  type: 'ageBanded',
  bands: [
    { min: 0, max: 35, rate: 0.02 },
    { min: 35, max: 45, rate: 0.035 },
    { min: 45, max: null, rate: 0.05 },
  ],
};

const run = (
  employees: readonly Partial<Employee>[],
  testing: Partial<Design['testing']> = {},
  core: Core = AGE_BANDS,
) => complianceOfYear(inputOf(employees, { design: designOf(testing, { core }) }));

/** People with a core of some percents of a pay of 100,000. */
const withRates = (
  hce: boolean,
  percents: readonly number[],
  changes: Partial<Employee> = {},
): Partial<Employee>[] =>
  percents.map((percent) => ({
    hce,
    pay: 100_000,
    core: percent * 1_000,
    standing: percent > 0 ? IN_PLAN : IN_PLAN & ~allocated,
    ...changes,
  }));

const times = (count: number, employee: Partial<Employee>): Partial<Employee>[] =>
  Array.from({ length: count }, () => employee);

describe('coverage of a year', () => {
  /** 88 NHCEs and 12 HCEs of whom some have a core; the NHCEs defer a share of pay, the HCEs 10 %. */
  const coreOf = (nhces: number, hces: number, nhceShare: number) => {
    const people = (hce: boolean, count: number, all: number, base: number): Partial<Employee>[] => [
      ...times(count, { hce, pay: 100_000, base }),
      ...times(all - count, { hce, pay: 100_000, base, standing: IN_PLAN & ~allocated }),
    ];
    const employees = [...people(false, nhces, 88, nhceShare * 1_000), ...people(true, hces, 12, 10_000)];
    return run(employees).coverage[0]?.parts.core;
  };

  it('P-113 passes by ratio, by the average benefit, stands for review, or fails', () => {
    expect(coreOf(66, 9, 8.12)).toMatchObject({ ratio: 10_000, result: 'pass', reason: 'ratio' });
    expect(coreOf(40, 12, 8.12)).toMatchObject({
      ratio: 4_545,
      averageBenefit: 8_120,
      concentration: 88,
      safe: 29_000,
      unsafe: 20_000,
      result: 'pass',
      reason: 'averageBenefit',
    });
    expect(coreOf(40, 12, 6.8)).toMatchObject({ averageBenefit: 6_800, result: 'fail', reason: null });
    expect(coreOf(20, 12, 7.5)).toMatchObject({ ratio: 2_273, result: 'review' });
    expect(coreOf(15, 12, 7.5)).toMatchObject({ ratio: 1_705, result: 'fail' });
    expect(coreOf(15, 0, 7.5)).toMatchObject({ ratio: null, result: 'pass', reason: 'noHceBenefits' });
  });

  it('P-112 leaves out those who are excludable and keeps those who are barred', () => {
    const employees = [
      {},
      { standing: 0 },
      { standing: conditionsMet },
      { standing: IN_PLAN | notCounted },
      { standing: (IN_PLAN & ~allocated) | shortLeaver | allocationRuleFailed },
      { hce: true },
    ];
    const [test] = run(employees).coverage;
    expect(test?.parts.deferrals).toMatchObject({
      excludable: 2,
      nhceBenefiting: 2,
      nhceTotal: 3,
      hceTotal: 1,
    });
    expect(test?.parts.core).toMatchObject({ excludable: 3, nhceBenefiting: 1, nhceTotal: 2 });
    expect(test?.parts.core.standing).toEqual(Uint8Array.of(2, 0, 1, 0, 0, 2));
  });

  it('P-112 the stored standings are those of the test', () => {
    expect(Object.keys(COVERAGE)).toEqual(COVERAGE_STANDINGS);
    expect(COVERAGE_STANDINGS.map((name) => COVERAGE[name])).toEqual([0, 1, 2]);
  });

  it('P-111 separate runs each section for both groups', () => {
    const excludable = IN_PLAN | otherwiseExcludable;
    const employees = [
      ...withRates(false, [5, 5]),
      ...withRates(true, [5]),
      ...withRates(false, [2], { standing: excludable }),
      ...withRates(true, [5], { standing: excludable }),
    ];
    const { coverage, amounts } = run(employees, {
      otherwiseExcludable: 'separate',
      generalTestBasis: 'allocations',
    });
    expect(coverage.map(({ group, parts }) => [group, parts.core.excludable, parts.core.result])).toEqual([
      ['notOtherwiseExcludable', 2, 'pass'],
      ['otherwiseExcludable', 3, 'pass'],
    ]);
    expect(amounts).toMatchObject([
      { group: 'notOtherwiseExcludable', result: 'pass', reason: 'allocations' },
      { group: 'otherwiseExcludable', result: 'fail', reason: null },
    ]);
  });
});

describe('amounts of a year', () => {
  const allocations = { generalTestBasis: 'allocations' } as const;

  it('P-104 P-106 passes by the midpoint and the average benefit', () => {
    const employees = [...withRates(true, [8, 5]), ...withRates(false, [8, 8, 8, 5, 5, 5, 5, 5, 5, 5, 2, 2])];
    expect(run(employees, allocations).amounts).toMatchObject([
      {
        group: 'everyone',
        result: 'pass',
        reason: 'allocations',
        averageBenefit: 8_077,
        allocations: {
          midpoint: 26_250,
          threshold: 26_250,
          groups: [
            { rate: 800, nhces: 3, hces: 1, ratio: 5_000, passes: true },
            { rate: 500, nhces: 10, hces: 2, ratio: 8_333, passes: true },
          ],
        },
        gateway: null,
        benefits: null,
      },
    ]);
  });

  it('P-104 P-106 fails below the midpoint and with an average benefit of 50 %', () => {
    const nhces = [12, 6, 6, 6, 6, 6, 3, 3, 3, 3, 0, 0];
    const { amounts } = run([...withRates(true, [12, 6]), ...withRates(false, nhces)], allocations);
    expect(amounts).toMatchObject([
      {
        result: 'fail',
        reason: null,
        averageBenefit: 5_000,
        allocations: {
          groups: [
            { ratio: 1_666, passes: false },
            { ratio: 5_000, passes: false },
          ],
        },
      },
    ]);
    expect(amounts[0]?.people?.allocationRate).toEqual(
      Float64Array.from([12, 6, ...nhces], (percent) => percent * 100),
    );
  });

  it('P-103 reports a design safe harbor first', () => {
    const flat: Core = { ...design.core, type: 'flat', rate: 0.05 };
    const integration = {
      ...design.core.integration,
      enabled: true,
      levelMode: 'wageBase',
      levelValue: null,
    } as const;
    const reason = (core: Core) => run(withRates(true, [5]), {}, core).amounts[0]?.reason;
    expect(reason(flat)).toBe('uniformPercent');
    expect(reason({ ...design.core, type: 'none' })).toBe('none');
    expect(reason({ ...flat, integration: { ...integration, disparityRate: 0.05 } })).toBe(
      'permittedDisparity',
    );
    const invalid = run(
      [...withRates(true, [5]), ...withRates(false, [5])],
      {},
      { ...flat, integration: { ...integration, disparityRate: 0.06 } },
    );
    expect(invalid).toMatchObject({
      amounts: [{ reason: 'allocations' }],
      design: [{ code: 'DISPARITY', effect: 'W' }],
    });
  });

  it('P-108 P-109 P-110 cross-tests through the gateway; a gradual schedule opens it', () => {
    const old = withRates(true, [5], { age: 60 });
    const young = withRates(false, [2, 2], { age: 30 });
    expect(run([...old, ...young]).amounts).toMatchObject([
      {
        result: 'pass',
        reason: 'benefits',
        allocations: { passes: false },
        gateway: { opens: true, isGradual: true, highestHceRate: 500, below: 0 },
        benefits: { passes: true },
      },
    ]);
    const steep: Core = {
      ...AGE_BANDS,
      type: 'ageBanded',
      bands: [
        { min: 0, max: 45, rate: 0.01 },
        { min: 45, max: null, rate: 0.05 },
      ],
    };
    const shut = run([...old, ...withRates(false, [1, 1], { age: 30 })], {}, steep);
    expect(shut.amounts).toMatchObject([
      { result: 'fail', gateway: { opens: false, isGradual: false, below: 2 } },
    ]);
    const integrated: Core = { ...AGE_BANDS, integration: { ...design.core.integration, enabled: true } };
    expect(run([...old, ...young], {}, integrated).amounts[0]?.gateway?.isGradual).toBe(false);
  });

  it('P-107 imputes disparity, not beside an integrated core', () => {
    const employees = [
      { hce: true, pay: 300_000, core: 24_000 },
      { pay: 90_000, core: 5_400 },
    ];
    const rates = (core: Core) =>
      run(employees, { ...allocations, imputeDisparity: true }, core).amounts[0]?.people?.allocationRate;
    expect(rates(AGE_BANDS)).toEqual(Float64Array.of(1_151, 1_170));
    expect(rates({ ...AGE_BANDS, integration: { ...design.core.integration, enabled: true } })).toEqual(
      Float64Array.of(800, 600),
    );
  });

  it('P-102 P-106 counts core, its excess and reallocations; the average benefit everything but catch-up', () => {
    const { amounts, employees } = run(
      [
        {
          pay: 100_000,
          base: 3_000,
          catchUp: 900,
          match: 1_000,
          trueUp: 500,
          core: 2_000,
          coreExcess: 300,
          reallocated: 200,
        },
        { hce: true, pay: 100_000, core: 4_000 },
      ],
      allocations,
    );
    expect(amounts[0]?.people?.allocationRate).toEqual(Float64Array.of(250, 400));
    expect(employees.benefit).toEqual(Float64Array.of(700_000, 400_000));
    expect(amounts[0]?.averageBenefit).toBe(17_500);
  });
});
