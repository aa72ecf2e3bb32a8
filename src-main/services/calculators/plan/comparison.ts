import { z } from 'zod';
import type { Cents } from '../../../../src-shared/units.ts';
import { deferralBucket, LAST_BUCKET } from '../../../../src-worker/plan/comparison/deferral-bucket.ts';
import { classifyChange, netPercent } from '../../../../src-worker/plan/comparison/winners-and-losers.ts';
import { defineCalculator } from '../calculator.ts';
import { count, dollars, money, rate, toDollars } from '../fields.ts';
import { optionalPercent } from './testing-fields.ts';

/** The largest tolerance: 1,000 dollars (P-122). */
const MAX_TOLERANCE = 100_000;

export const comparisonCalculators = [
  defineCalculator({
    name: 'compare',
    rule: 'P-122',
    summary: 'What the change between two runs means to a person.',
    input: z.strictObject({
      a: money('Employer money of the person in the first run'),
      b: money('Employer money of the person in the second run'),
      tolerance: money('Largest change that is neutral, 0 to 1,000')
        .refine((cents) => cents >= 0 && cents <= MAX_TOLERANCE, { error: 'is not within 0 to 1,000' })
        .prefault(1),
    }),
    output: z.strictObject({
      change: dollars('Second less first'),
      class: z.enum(['winner', 'neutral', 'loser']),
    }),
    run: ({ a, b, tolerance }) => {
      const change = (b - a) as Cents;
      return { change: toDollars(change), class: classifyChange(change, tolerance) };
    },
  }),
  defineCalculator({
    name: 'netPct',
    rule: 'P-124',
    summary: 'Winners less losers in percent of a group.',
    input: z
      .strictObject({
        winners: count('Winners'),
        losers: count('Losers'),
        count: count('People of the group, neutral ones included'),
      })
      .refine(({ winners, losers, count: all }) => winners + losers <= all, {
        error: 'is less than winners and losers',
        path: ['count'],
      }),
    output: z.strictObject({ netPct: optionalPercent('Two decimals; null for an empty group') }),
    run: ({ winners, losers, count: all }) => {
      const net = netPercent(winners, losers, all);
      return { netPct: net === null ? null : net / 100 };
    },
  }),
  defineCalculator({
    name: 'bucket',
    rule: 'P-127',
    summary: 'The bucket of a deferral rate in the distribution.',
    input: z.strictObject({ rate: rate('Deferral rate, elected or effective') }),
    output: z.strictObject({
      label: z.string().meta({ description: '"0 %", "1 %" … "9 %", "10 %+"' }),
    }),
    run: ({ rate: deferralRate }) => {
      const bucket = deferralBucket(deferralRate);
      return { label: `${bucket} %${bucket === LAST_BUCKET ? '+' : ''}` };
    },
  }),
];
