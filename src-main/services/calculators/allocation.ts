import { z } from 'zod';
import { toPpm } from '../../../src-shared/arithmetic.ts';
import { normalise } from '../../../src-worker/random/draws.ts';
import { allocate } from '../../../src-worker/workforce/allocate.ts';
import { defineCalculator } from './calculator.ts';
import { carry, count } from './fields.ts';

/** Caps can make a total be handed out one by one, so it has a bound. */
const MAX_TOTAL = 10_000_000;

/** Most of a weight with decimals: its millionths are an integer below 2^53. */
const MAX_DECIMAL_WEIGHT = 9e9;

/** Weights matter relative to each other: whole numbers are taken as they are, of others six decimals are kept. */
const weights = () =>
  z
    .array(z.number().min(0).max(Number.MAX_SAFE_INTEGER))
    .min(1)
    .meta({ description: 'Weights in list order, any scale' })
    .refine(
      (given) => given.every(Number.isInteger) || given.every((weight) => weight <= MAX_DECIMAL_WEIGHT),
      {
        error: 'are too large to have decimals',
        abort: true,
      },
    )
    .transform((given): readonly number[] => (given.every(Number.isInteger) ? given : given.map(toPpm)));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export const allocationCalculators = [
  defineCalculator({
    name: 'allocate',
    rule: 'W-13',
    summary: 'Integers in proportion to weights that sum exactly to a total.',
    input: z
      .strictObject({
        total: z.int().min(0).max(MAX_TOTAL).meta({ description: 'Sum of the parts' }),
        weights: weights(),
        carry: z
          .array(carry('What the item was owed'))
          .meta({ description: 'Carry of the year before; nothing when left out' })
          .prefault([]),
        caps: z
          .array(count('Most of the item').nullable())
          .meta({ description: 'Most each item may have, null for no limit; no limits when left out' })
          .prefault([]),
      })
      .superRefine(({ total, weights: given, carry: owed, caps }, context) => {
        const report = (path: string, message: string): void => {
          context.addIssue({ code: 'custom', path: [path], message });
        };
        if (owed.length !== 0 && owed.length !== given.length) report('carry', 'needs one entry per weight');
        if (caps.length !== 0 && caps.length !== given.length) report('caps', 'needs one entry per weight');
        const gains = given.map((weight, index) => weight > 0 || (owed[index] ?? 0) > 0);
        const room = sum(gains.map((mayGain, index) => (mayGain ? (caps[index] ?? Infinity) : 0)));
        if (!gains.includes(true)) report('weights', 'are all zero');
        else if (total > room) report('caps', `leave room for ${room} only`);
      }),
    output: z.strictObject({
      parts: z.array(z.int()).meta({ description: 'Parts in list order; they sum to the total' }),
      carry: z.array(z.int()).meta({ description: 'What each item is owed now, ppm' }),
    }),
    run: ({ total, weights: given, carry: owed, caps }) => {
      const { parts, carry: left } = allocate(
        total,
        given,
        owed,
        caps.map((cap) => cap ?? Infinity),
      );
      return { parts: [...parts], carry: [...left] };
    },
  }),
  defineCalculator({
    name: 'normalise',
    rule: 'W-13',
    summary: 'Weights as parts per million that sum to exactly one million.',
    input: z.strictObject({
      weights: weights().refine((given) => sum(given) > 0, { error: 'are all zero' }),
    }),
    output: z.strictObject({ ppm: z.array(z.int()).meta({ description: 'Shares in list order, ppm' }) }),
    run: (input) => ({ ppm: [...normalise(input.weights)] }),
  }),
];
