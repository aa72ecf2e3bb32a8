import { z } from 'zod';
import { growRange } from '../../../src-worker/workforce/pay-range.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { positiveMoney, rate, toDollars } from './fields.ts';

const defaultRangeGrowth = SCENARIO.jobLevels[0]?.rangeGrowthRate ?? 0;

export const levelCalculators = [
  defineCalculator({
    name: 'payRange',
    rule: 'W-29',
    summary: 'One end of a pay range over the years, rounded to cents each year.',
    input: z.strictObject({
      amount: positiveMoney('End of the range in the first year of the scenario'),
      growth: rate('Yearly growth', -0.5, 1).prefault(defaultRangeGrowth),
      years: z.int().min(0).max(100).meta({ description: 'Number of times the range grows' }),
    }),
    output: z.strictObject({
      amounts: z
        .array(z.number())
        .meta({ description: 'The end after one year, after two, …: one per year, dollars' }),
    }),
    run: ({ amount, growth, years }) => {
      let end = amount;
      return {
        amounts: Array.from({ length: years }, () => {
          end = growRange(end, growth);
          return toDollars(end);
        }),
      };
    },
  }),
];
