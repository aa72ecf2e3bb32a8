import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { parseArguments, seedNumber, wholeNumber, yearRange } from './arguments.ts';

const refusal = (schema: z.ZodType, input: unknown): PlanAlignError => {
  try {
    parseArguments(schema, input);
  } catch (error) {
    if (error instanceof PlanAlignError) return error;
  }
  throw new Error('was accepted');
};

describe('yearRange', () => {
  it('reads a range and a single year', () => {
    expect(parseArguments(yearRange, '2026-2030')).toEqual({ startYear: 2026, endYear: 2030 });
    expect(parseArguments(yearRange, '2026')).toEqual({ startYear: 2026, endYear: 2026 });
  });
  it.each([
    ['2030-2026', 'the end year is before the start year.'],
    ['26-30', 'give years as 2026-2030, or one year as 2026.'],
    ['2026-', 'give years as 2026-2030, or one year as 2026.'],
    ['1999-2005', 'years go from 2000 to 2100.'],
    ['2026-2056', 'at most 30 years can be simulated.'],
  ])('W-28 refuses %s', (text, detail) => {
    expect(refusal(yearRange, text)).toMatchObject({ code: 'ARGUMENTS_INVALID', detail });
  });
  it('W-28 accepts 30 years', () => {
    expect(parseArguments(yearRange, '2026-2055')).toEqual({ startYear: 2026, endYear: 2055 });
  });
});

describe('numbers', () => {
  it('W-7 takes seeds up to 2^53 - 1', () => {
    expect(parseArguments(seedNumber, '9007199254740991')).toBe(9_007_199_254_740_991);
    expect(refusal(seedNumber, '9007199254740992').code).toBe('ARGUMENTS_INVALID');
  });
  it.each(['', '-1', '1.5', '1e3', '0x10', ' 1', 'ten'])('refuses %j as a whole number', (text) => {
    expect(refusal(wholeNumber(0, 100), text).detail).toBe('give a whole number.');
  });
});

describe('parseArguments', () => {
  const schema = z.object({ years: yearRange, dryRunSeed: seedNumber });
  it('names a single finding as the user typed it', () => {
    expect(refusal(schema, { years: '2026', dryRunSeed: 'x' })).toMatchObject({
      detail: '--dry-run-seed: give a whole number.',
      items: [],
    });
  });
  it('lists several findings', () => {
    expect(refusal(schema, { years: '2030-2026', dryRunSeed: 'x' })).toMatchObject({
      detail: 'Several arguments are wrong.',
      items: ['years: the end year is before the start year', '--dry-run-seed: give a whole number'],
    });
  });
});
