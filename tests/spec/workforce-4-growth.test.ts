import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Sections 3 and 4 of the workforce specification: ranges and the growth solver. Figures are copied. */

describe('W-29 pay ranges', () => {
  it('W-29 56,000 at 2 % → 57,120.00 → 58,262.40', () => {
    expect(answer('payRange', { amount: 56_000, growth: 0.02, years: 2 })).toEqual({
      amounts: [57_120, 58_262.4],
    });
  });

  it('W-29 80,000 after three years is 84,896.64', () => {
    const { amounts } = answer('payRange', { amount: 80_000, growth: 0.02, years: 3 }) as {
      amounts: readonly number[];
    };
    expect(amounts.at(-1)).toBe(84_896.64);
  });
});

describe('W-31 growth solver', () => {
  it.each([
    [1000, 1000, 0, 0.03, 0.12, 0.25, 1030, 120, 0, 200, 50],
    [1030, 880, 150, 0.03, 0.12, 0.25, 1061, 143, 0, 232, 58],
    [10_000, 10_000, 0, 0.03, 0.12, 0.25, 10_300, 1200, 0, 2000, 500],
    [1000, 1000, 0, 0, 0.12, 0.25, 1000, 120, 0, 160, 40],
    [950, 880, 70, -0.05, 0.12, 0.25, 903, 123, 0, 102, 26],
    [1000, 1000, 0, -0.2, 0.12, 0.25, 800, 120, 80, 0, 0],
    [1000, 1000, 0, 0.03, 0.12, 0.9, 1030, 120, 0, 1500, 1350],
    [21, 21, 0, 0, 1, 0.3, 21, 21, 0, 30, 9],
  ])(
    'W-31 n %i (E %i, P %i) at %d/%d/%d → target %i, T %i, T_rif %i, hires %i, T_n %i',
    (n, nE, nP, growth, experiencedRate, newHireRate, target, leavers, reduction, hires, newHireLeavers) => {
      const input = { n, nE, nP, growth, experiencedRate, newHireRate };
      const expected = { target, raised: 0, leavers, reduction, hires, newHireLeavers };
      expect(answer('solve', input)).toMatchObject(expected);
      const written = { pathMicro: n * 1_000_000, carry: 0, scheduledLeavers: 0, scheduledHires: 0 };
      const rest = { scheduledHireLeavers: 0, capacity: n, hiresNotAtRisk: 0 };
      expect(answer('solve', { ...input, ...written, ...rest })).toMatchObject(expected);
      expect(n + hires - leavers - reduction - newHireLeavers).toBe(target);
    },
  );

  it('W-31 chain from 10 people', () => {
    expect(
      answer('solveChain', {
        n: 10,
        nP: 0,
        growth: 0.03,
        experiencedRate: 0.12,
        newHireRate: 0.25,
        years: 5,
      }),
    ).toEqual({
      years: [
        { target: 10, leavers: 1, reduction: 0, hires: 2, newHireLeavers: 1, carry: 200_000 },
        { target: 11, leavers: 1, reduction: 0, hires: 3, newHireLeavers: 1, carry: 530_000 },
        { target: 11, leavers: 2, reduction: 0, hires: 3, newHireLeavers: 1, carry: 110_000 },
        { target: 11, leavers: 1, reduction: 0, hires: 2, newHireLeavers: 1, carry: 690_000 },
        { target: 12, leavers: 2, reduction: 0, hires: 4, newHireLeavers: 1, carry: 140_000 },
      ],
    });
  });

  it('W-31 scheduled hires above the need raise the target and cause no layoff', () => {
    expect(
      answer('solve', {
        n: 100,
        nE: 100,
        nP: 0,
        growth: 0.03,
        experiencedRate: 0.12,
        newHireRate: 0.25,
        scheduledHires: 40,
      }),
    ).toEqual({
      target: 118,
      raised: 15,
      leavers: 12,
      reduction: 0,
      hires: 40,
      newHireLeavers: 10,
      carry: 0,
    });
  });

  it('W-31 the rates of section 3 are the defaults', () => {
    expect(answer('solve', { n: 1000 })).toEqual(
      answer('solve', { n: 1000, nE: 1000, nP: 0, growth: 0.03, experiencedRate: 0.12, newHireRate: 0.25 }),
    );
  });

  it.each([
    [{ newHireRate: 0.991 }, 'NEW_HIRE_RATE_TOO_HIGH'],
    [{ growth: 1.01 }, 'GROWTH_OUT_OF_RANGE'],
    [{ growth: -1.01 }, 'GROWTH_OUT_OF_RANGE'],
  ])('W-31 %j is the error %s', (input, error) => {
    expect(answer('solve', { n: 100, ...input })).toEqual({ error });
    expect(answer('solveChain', { n: 100, years: 2, ...input })).toEqual({ error });
  });

  it('W-31 a new-hire rate of exactly 0.99 and growth of exactly ±100 % are allowed', () => {
    expect(answer('solve', { n: 100, newHireRate: 0.99 })).not.toHaveProperty('error');
    expect(answer('solve', { n: 100, growth: 1 })).toMatchObject({ target: 200 });
    expect(answer('solve', { n: 100, growth: -1 })).toMatchObject({ target: 0, hires: 0 });
  });
});
