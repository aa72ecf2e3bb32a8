import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { allocate } from './allocate.ts';
import { solveGrowth, startPath, type SolverInput } from './growth-solver.ts';
import { expectedRandomLeavers, splitLeavers } from './strata.ts';

describe('W-13 allocate', () => {
  it('W-13 examples', () => {
    const weights = [40, 30, 20, 8, 2];
    expect(allocate(10, weights)).toEqual({ parts: [4, 3, 2, 1, 0], carry: [0, 0, 0, -200_000, 200_000] });
    const first = allocate(20, weights);
    expect(first).toEqual({ parts: [8, 6, 4, 2, 0], carry: [0, 0, 0, -400_000, 400_000] });
    expect(allocate(20, weights, first.carry).parts).toEqual([8, 6, 4, 1, 1]);
    expect(allocate(12, [6, 3, 1], [], [5, 5, 5]).parts).toEqual([5, 5, 2]);
  });

  it('W-13 ties gain in list order and lose in reverse', () => {
    expect(allocate(1, [1, 1, 1]).parts).toEqual([1, 0, 0]);
    expect(allocate(1, [1, 1], [900_000, 900_000]).parts).toEqual([1, 0]);
    expect(allocate(0, [1, 1], [1_200_000, 1_200_000]).parts).toEqual([0, 0]);
  });

  it('W-13 an item without weight gains only what it is owed', () => {
    expect(allocate(2, [1, 0], [], [1, 5]).parts).toEqual([1, 0]);
    expect(allocate(2, [1, 0], [0, 700_000], [1, 5]).parts).toEqual([1, 1]);
  });

  /** The rule word for word, one unit at a time, on exact ratios. */
  const oneByOne = (total: number, weights: number[], carry: number[], caps: number[]): number[] => {
    const sum = weights.reduce((a, b) => a + b, 0);
    const unit = BigInt(sum) * 1_000_000n;
    const claims = weights.map(
      (weight, index) =>
        BigInt(total) * BigInt(weight) * 1_000_000n + BigInt(carry[index] ?? 0) * BigInt(sum),
    );
    const parts = claims.map((claim, index) => {
      const floor = claim >= 0n ? claim / unit : 0n;
      return Math.min(Number(floor), caps[index] ?? 0);
    });
    const owed = (index: number): bigint => (claims[index] ?? 0n) - BigInt(parts[index] ?? 0) * unit;
    for (;;) {
      const given = parts.reduce((a, b) => a + b, 0);
      const indices = [...parts.keys()];
      if (given < total) {
        const able = indices.filter(
          (index) =>
            (parts[index] ?? 0) < (caps[index] ?? 0) &&
            ((weights[index] ?? 0) > 0 || (claims[index] ?? 0n) > 0n),
        );
        const best = able.reduce<number | null>(
          (found, index) => (found === null || owed(index) > owed(found) ? index : found),
          null,
        );
        if (best === null) return parts;
        parts[best] = (parts[best] ?? 0) + 1;
      } else if (given > total) {
        const worst = indices
          .filter((index) => (parts[index] ?? 0) > 0)
          .reduce<number | null>(
            (found, index) => (found === null || owed(index) <= owed(found) ? index : found),
            null,
          );
        if (worst === null) return parts;
        parts[worst] = (parts[worst] ?? 0) - 1;
      } else return parts;
    }
  };

  it('W-13 equals the rule applied one unit at a time', () => {
    const item = fc.record({
      weight: fc.integer({ min: 0, max: 30 }),
      carry: fc.integer({ min: -1_500_000, max: 1_500_000 }),
      cap: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(item, { minLength: 1, maxLength: 8 }),
        (total, items) => {
          const weights = items.map(({ weight }) => weight);
          fc.pre(weights.some((weight) => weight > 0));
          const carry = items.map((own) => own.carry);
          const caps = items.map(({ cap }) => cap);
          expect(allocate(total, weights, carry, caps).parts).toEqual(oneByOne(total, weights, carry, caps));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('W-13 the parts sum to the total when nothing is capped', () => {
    const positive = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), positive, (total, weights) => {
        const { parts, carry } = allocate(total, weights);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        for (const owed of carry) expect(Math.abs(owed)).toBeLessThan(1_000_000);
      }),
    );
  });
});

const year = (input: Partial<SolverInput> & { readonly opening: number }): SolverInput => ({
  ...startPath(input.opening),
  experienced: input.opening,
  priorYearHires: 0,
  growth: 30_000,
  experiencedRate: 120_000,
  newHireRate: 250_000,
  scheduledLeavers: 0,
  scheduledHires: 0,
  scheduledHireLeavers: 0,
  capacity: input.opening,
  hiresNotAtRisk: 0,
  ...input,
});

describe('W-31 growth solver', () => {
  it.each([
    [1000, 1000, 0, 30_000, 120_000, 250_000, 1030, 120, 0, 200, 50],
    [1030, 880, 150, 30_000, 120_000, 250_000, 1061, 143, 0, 232, 58],
    [10000, 10000, 0, 30_000, 120_000, 250_000, 10300, 1200, 0, 2000, 500],
    [1000, 1000, 0, 0, 120_000, 250_000, 1000, 120, 0, 160, 40],
    [950, 880, 70, -50_000, 120_000, 250_000, 903, 123, 0, 102, 26],
    [1000, 1000, 0, -200_000, 120_000, 250_000, 800, 120, 80, 0, 0],
    [1000, 1000, 0, 30_000, 120_000, 900_000, 1030, 120, 0, 1500, 1350],
    [21, 21, 0, 0, 1_000_000, 300_000, 21, 21, 0, 30, 9],
  ])(
    'W-31 vector n %i, E %i, P %i, g %i, rates %i and %i',
    (
      opening,
      experienced,
      priorYearHires,
      growth,
      experiencedRate,
      newHireRate,
      target,
      leavers,
      reduction,
      hires,
      newHireLeavers,
    ) => {
      const solution = solveGrowth(
        year({ opening, experienced, priorYearHires, growth, experiencedRate, newHireRate }),
      );
      expect(solution).toMatchObject({ target, leavers, reduction, hires, newHireLeavers, raised: 0 });
    },
  );

  it('W-31 chain from 10 people', () => {
    let state = { ...startPath(10), opening: 10, priorYearHires: 0 };
    const rows = Array.from({ length: 5 }, () => {
      const { opening, priorYearHires } = state;
      const solution = solveGrowth(
        year({ ...state, experienced: opening - priorYearHires, capacity: opening }),
      );
      const { target, leavers, hires, newHireLeavers, leaverCarry, pathMicro } = solution;
      state = { pathMicro, leaverCarry, opening: target, priorYearHires: hires - newHireLeavers };
      return [target, leavers, hires, newHireLeavers, leaverCarry];
    });
    expect(rows).toEqual([
      [10, 1, 2, 1, 200_000],
      [11, 1, 3, 1, 530_000],
      [11, 2, 3, 1, 110_000],
      [11, 1, 2, 1, 690_000],
      [12, 2, 4, 1, 140_000],
    ]);
  });

  it('W-31 committed hires raise the target and never cause layoffs', () => {
    expect(solveGrowth(year({ opening: 100, scheduledHires: 40 }))).toMatchObject({
      leavers: 12,
      hires: 40,
      newHireLeavers: 10,
      reduction: 0,
      raised: 15,
      target: 118,
      pathMicro: 118_000_000,
    });
  });

  it('W-31 refuses rates out of range', () => {
    const code = (input: Partial<SolverInput>): string | undefined => {
      try {
        solveGrowth(year({ opening: 10, ...input }));
      } catch (error) {
        return error instanceof PlanAlignError ? error.code : undefined;
      }
      return undefined;
    };
    expect(code({ newHireRate: 990_001 })).toBe('NEW_HIRE_RATE_TOO_HIGH');
    expect(code({ growth: -1_000_001 })).toBe('GROWTH_OUT_OF_RANGE');
    expect(code({ newHireRate: 990_000, growth: -1_000_000 })).toBeUndefined();
  });

  it('W-31 identity: opening + hires − leavers − reduction − same-year leavers = target, nothing negative', () => {
    const ppm = fc.integer({ min: 0, max: 1_000_000 });
    const arbitrary = fc.record({
      experienced: fc.integer({ min: 0, max: 3000 }),
      priorYearHires: fc.integer({ min: 0, max: 1000 }),
      growth: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      experiencedRate: ppm,
      newHireRate: fc.integer({ min: 0, max: 990_000 }),
      drift: fc.integer({ min: -20_000_000, max: 20_000_000 }),
      leaverCarry: fc.integer({ min: 0, max: 999_999 }),
      shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ drift, shares, ...own }) => {
        const opening = own.experienced + own.priorYearHires;
        const part = (index: number, of: number): number => Math.floor((shares[index] ?? 0) * of);
        const scheduledLeavers = part(0, opening);
        const scheduledHires = part(1, 200);
        const scheduledHireLeavers = part(2, scheduledHires);
        const solution = solveGrowth({
          ...own,
          opening,
          pathMicro: Math.max(0, opening * 1_000_000 + drift),
          scheduledLeavers,
          scheduledHires,
          scheduledHireLeavers,
          hiresNotAtRisk: part(3, scheduledHires - scheduledHireLeavers),
          capacity: scheduledLeavers + part(4, opening - scheduledLeavers),
        });
        const { hires, leavers, reduction, newHireLeavers, target, raised, leaverCarry } = solution;
        expect(opening + hires - leavers - reduction - newHireLeavers).toBe(target);
        expect(
          Math.min(hires - scheduledHires, leavers - scheduledLeavers, reduction, raised),
        ).toBeGreaterThanOrEqual(0);
        expect(newHireLeavers).toBeGreaterThanOrEqual(scheduledHireLeavers);
        expect(leaverCarry).toBeGreaterThanOrEqual(0);
        expect(leaverCarry).toBeLessThan(1_000_000);
      }),
      { numRuns: 500 },
    );
  });
});

describe('W-33 strata', () => {
  it('W-33 example: 143 leavers of 880 and 150', () => {
    expect(
      splitLeavers(
        143,
        { size: 880, rate: 120_000, scheduled: 0, candidates: 880 },
        { size: 150, rate: 250_000, scheduled: 0, candidates: 150 },
      ),
    ).toEqual({ experienced: 106, priorYearHires: 37 });
  });

  it('W-33 scheduled leavers of a stratum count against its rate, and nobody without hazard is asked for', () => {
    expect(expectedRandomLeavers({ size: 10, rate: 120_000, scheduled: 2 })).toBe(0);
    expect(
      splitLeavers(
        5,
        { size: 100, rate: 120_000, scheduled: 12, candidates: 88 },
        { size: 40, rate: 250_000, scheduled: 0, candidates: 3 },
      ),
    ).toEqual({ experienced: 0, priorYearHires: 3 });
  });
});
