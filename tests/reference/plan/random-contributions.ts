import fc from 'fast-check';
import type { Design } from './designs.ts';

/** Random match and core formulas, valid under the scenario schema. */

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, { arbitrary: value, weight: 1 });

/** Contiguous tiers from any start. */
const tiers = fc
  .record({
    start: oneOf(0, 0, 0, 20_000),
    parts: fc.array(
      fc.record({
        width: oneOf(10_000, 20_000, 30_000, 5_555, 100_000),
        rate: oneOf(1, 0.5, 0.25, 0, 0.333333, 3, 2),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ start, parts }) => {
    let end = start;
    return parts.map(({ width, rate }) => {
      const min = end;
      end += width;
      return { min: Number(`${min}e-6`), max: Number(`${end}e-6`), rate };
    });
  });

/** Bands from 0 without gap, the last one open. */
const banded = <Content extends object>(
  cuts: readonly number[],
  content: fc.Arbitrary<Content>,
): fc.Arbitrary<({ min: number; max: number | null } & Content)[]> =>
  fc
    .record({
      chosen: fc.subarray([...cuts], { maxLength: 3 }),
      contents: fc.array(content, { minLength: 4, maxLength: 4 }),
    })
    .map(({ chosen, contents }) =>
      [0, ...chosen].flatMap((min, i) => {
        const one = contents[i];
        return one === undefined ? [] : [{ min, max: chosen[i] ?? null, ...one }];
      }),
    );

const YEARS = [1, 2, 3, 5, 10];
const POINTS = [30, 40, 50, 60, 75];

const allocation: fc.Arbitrary<Design['match']['allocation']> = fc.record({
  minimumHours: oneOf(0, 0, 1_000, 500, 1),
  minimumTenureYears: oneOf(0, 0, 1, 2),
  waiveTenureForNewHires: oneOf(true, false, null),
  requireLastDay: fc.boolean(),
  payNewHireLeavers: fc.boolean(),
  payExperiencedLeavers: fc.boolean(),
  payDeathDisabilityRetirement: fc.boolean(),
});

const matchTerms = {
  capPercentOfPay: sometimes(oneOf(0.03, 0.045, 0, 0.1)),
  dollarCap: sometimes(oneOf(1_000, 0, 4_999.99)),
  frequency: oneOf('annual' as const, 'perPayPeriod' as const, 'perPayPeriodWithTrueUp' as const),
  payFrequency: oneOf('weekly' as const, 'biweekly' as const, 'semimonthly' as const, 'monthly' as const),
  matchCatchUp: fc.boolean(),
  allocation,
};

const matchBand = fc.record({
  rate: oneOf(0.25, 0.5, 1, 2, 0),
  maxDeferral: oneOf(0.06, 0.05, 0.1, 0.2, 0),
});

export const randomMatch: fc.Arbitrary<Design['match']> = fc.oneof(
  fc.record({ type: fc.constant('none' as const), ...matchTerms }),
  fc.record({ type: fc.constant('tiered' as const), tiers, ...matchTerms }),
  fc.record({ type: fc.constant('tiered' as const), tiers, ...matchTerms }),
  fc.record({
    type: fc.constant('gradedByService' as const),
    bands: banded(YEARS, matchBand),
    ...matchTerms,
  }),
  fc.record({
    type: fc.constant('tenureGraded' as const),
    bands: banded(YEARS, fc.record({ tiers })),
    ...matchTerms,
  }),
  fc.record({ type: fc.constant('pointsBased' as const), bands: banded(POINTS, matchBand), ...matchTerms }),
);

const coreTerms = {
  integration: fc.oneof(
    fc.record({
      enabled: fc.boolean(),
      disparityRate: oneOf(0.043, 0.054, 0.01),
      levelMode: fc.constant('wageBase' as const),
      levelValue: fc.constant(null),
    }),
    fc.record({
      enabled: fc.constant(true),
      disparityRate: oneOf(0.043, 0.01),
      levelMode: fc.constant('percentOfWageBase' as const),
      levelValue: oneOf(0.5, 0.81, 0.2),
    }),
    fc.record({
      enabled: fc.constant(true),
      disparityRate: oneOf(0.043, 0.01),
      levelMode: fc.constant('fixedDollars' as const),
      levelValue: oneOf(50_000, 30_000.55),
    }),
  ),
  allocation,
};

const coreRate = oneOf(0.01, 0.025, 0.06, 0.2, 0);
const coreBand = fc.record({ rate: coreRate });

export const randomCore: fc.Arbitrary<Design['core']> = fc.oneof(
  fc.record({ type: fc.constant('none' as const), ...coreTerms }),
  fc.record({ type: fc.constant('flat' as const), rate: coreRate, ...coreTerms }),
  fc.record({ type: fc.constant('flat' as const), rate: coreRate, ...coreTerms }),
  fc.record({
    type: fc.constant('gradedByService' as const),
    bands: banded(YEARS, coreBand),
    ...coreTerms,
  }),
  fc.record({
    type: fc.constant('ageBanded' as const),
    bands: banded([25, 35, 45, 55], coreBand),
    ...coreTerms,
  }),
  fc.record({ type: fc.constant('pointsBased' as const), bands: banded(POINTS, coreBand), ...coreTerms }),
);
