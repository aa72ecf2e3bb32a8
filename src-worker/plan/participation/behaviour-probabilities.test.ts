import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MILLION, type Ppm } from '../../../src-shared/units.ts';
import { defaultScenario } from '../../testing/scenarios.ts';
import { cents, design, ppm } from '../money-fixtures.ts';
import {
  atEntryProbability,
  behaviourProbabilities,
  conversionProbability,
  optOutProbability,
  probabilityOf,
  proactiveProbability,
} from './behaviour-probabilities.ts';
import { ageSegmentOf, behaviourSegments, incomeSegmentOf } from './behaviour-segments.ts';

const { autoEnrollment, voluntaryEnrollment } = design;
const segments = behaviourSegments(defaultScenario.segments);

describe('behaviourSegments', () => {
  it('P-5, P-36, PINV-18 everybody is in exactly one half-open segment, whatever their number', () => {
    const bounds = fc
      .uniqueArray(fc.integer({ min: 1, max: 150 }), { maxLength: 9 })
      .map((list) => [0, ...list.sort((a, b) => a - b)]);
    fc.assert(
      fc.property(
        bounds,
        fc.integer({ min: 0, max: 160 }),
        fc.integer({ min: 0, max: 16_100 }),
        (from, age, pay) => {
          const bands = from.map((min, index) => ({ name: `s${min}`, min, max: from[index + 1] ?? null }));
          const any = behaviourSegments({ behaviourAge: bands, income: bands });
          const contains = (value: number): number[] =>
            bands.flatMap(({ min, max }, index) =>
              value >= min && (max === null || value < max) ? [index] : [],
            );
          expect(contains(age)).toEqual([ageSegmentOf(any, age)]);
          expect(contains(pay / 100)).toEqual([incomeSegmentOf(any, pay as ReturnType<typeof cents>)]);
          expect([any.ages, any.incomes]).toEqual([bands.length, bands.length]);
        },
      ),
    );
  });
});

describe('probabilityOf', () => {
  const factor = fc.integer({ min: 0, max: 25_000_000 });

  it('P-6 is within 0 … 1 and does not fall when a factor rises', () => {
    const factors = fc.array(factor, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(factors, fc.nat(4), fc.integer({ min: 1, max: 1_000_000 }), (list, place, more) => {
        const at = place % list.length;
        const before = probabilityOf(list.map(ppm));
        const after = probabilityOf(list.map((value, index) => ppm(index === at ? value + more : value)));
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThanOrEqual(MILLION);
      }),
    );
  });

  it('P-6 rounds the product once, halves away from zero, and its parts never', () => {
    const half = 500_000 as Ppm;
    expect(probabilityOf([1, half].map(ppm))).toBe(1);
    // Rounding after the first product would give 1 × 0.5 → 1.
    expect(probabilityOf([1, half, half].map(ppm))).toBe(0);
    expect(probabilityOf([750_000, 750_000, 750_000, 750_000, 999_999].map(ppm))).toBe(316_406);
    expect(probabilityOf([1_000_000, 1_000_001].map(ppm))).toBe(MILLION);
  });
});

describe('behaviourProbabilities', () => {
  const probabilities = behaviourProbabilities(autoEnrollment, voluntaryEnrollment, segments);

  it('P-40 to P-43 every cell is the product of its own factors', () => {
    const { optOut } = autoEnrollment;
    const { proactive, atEntry, yearOverYear } = voluntaryEnrollment;
    const product = (...factors: readonly (number | undefined)[]): number =>
      Math.min(
        MILLION,
        Math.round(factors.reduce<number>((total, factor) => total * (factor ?? NaN), 1) * 1e6),
      );
    for (const age of [0, 1, 2, 3]) {
      expect(proactiveProbability(probabilities, age)).toBe(product(proactive.ageRates[age]));
      for (const income of [0, 1, 2, 3]) {
        expect(optOutProbability(probabilities, age, income)).toBe(
          product(optOut.baseRate, optOut.ageFactors[age], optOut.incomeFactors[income]),
        );
        const entry = [atEntry.ageRates[age], atEntry.incomeFactors[income]];
        const levels = [0.9, 0.9, 1, 1, 1.1, 1.1, 1.2, 1.2].map((factor) => product(...entry, factor));
        expect(
          [1, 2, 3, 4, 5, 6, 7, 99].map((level) => atEntryProbability(probabilities, age, income, level)),
        ).toEqual(levels);
        const later = [yearOverYear.ageRates[age], yearOverYear.incomeFactors[income]];
        const services = [0.7, 0.7, 1, 1.1, 1.1].map((factor) => product(...later, factor));
        expect(
          [0, 1, 2, 5, 200].map((years) => conversionProbability(probabilities, age, income, years)),
        ).toEqual(services);
      }
    }
  });

  it('P-41 to P-43 a behaviour that is not enabled never happens', () => {
    const { proactive, atEntry, yearOverYear } = voluntaryEnrollment;
    const none = behaviourProbabilities(
      autoEnrollment,
      {
        proactive: { ...proactive, enabled: false },
        atEntry: { ...atEntry, enabled: false },
        yearOverYear: { ...yearOverYear, enabled: false },
      },
      segments,
    );
    expect(proactiveProbability(none, 3)).toBe(0);
    expect(atEntryProbability(none, 3, 3, 7)).toBe(0);
    expect(conversionProbability(none, 3, 3, 7)).toBe(0);
    expect(optOutProbability(none, 0, 0)).toBe(210_600);
  });

  it('P-36 works for other numbers of segments than the default', () => {
    const few = behaviourSegments({
      behaviourAge: [{ name: 'all', min: 0, max: null }],
      income: [
        { name: 'low', min: 0, max: 40_000.5 },
        { name: 'high', min: 40_000.5, max: null },
      ],
    });
    const { proactive, atEntry, yearOverYear } = voluntaryEnrollment;
    const table = behaviourProbabilities(
      { optOut: { baseRate: 0.2, ageFactors: [0.5], incomeFactors: [1, 3] } },
      {
        proactive: { ...proactive, ageRates: [0.1] },
        atEntry: { ...atEntry, ageRates: [0.4], incomeFactors: [1, 2], levelFactors: [{ 1: 1 }], dial: 0.5 },
        yearOverYear: { ...yearOverYear, ageRates: [0.1], incomeFactors: [1, 2], tenureFactors: [{ 0: 3 }] },
      },
      few,
    );
    const income = incomeSegmentOf(few, cents(40_000.5));
    expect([incomeSegmentOf(few, cents(40_000.49)), income]).toEqual([0, 1]);
    expect(optOutProbability(table, 0, income)).toBe(300_000);
    expect(atEntryProbability(table, 0, income, 9)).toBe(400_000);
    expect(conversionProbability(table, 0, income, 9)).toBe(600_000);
  });
});
