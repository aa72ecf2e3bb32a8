import { z } from 'zod';
import { MILLION, type Cents } from '../../../../src-shared/units.ts';
import {
  minimumRate,
  minimumShortfall,
  officersMaximum,
  topHeavyRatio,
} from '../../../../src-worker/plan/testing/top-heavy.ts';
import { defineCalculator } from '../calculator.ts';
import { count, dollars, integer, positiveMoney, rate, toDollars } from '../fields.ts';
import { limitsFor, limitsOfYear, planYear } from './money-fields.ts';
import { fraction, percent } from './testing-fields.ts';

export const topHeavyCalculators = [
  defineCalculator({
    name: 'topHeavy',
    rule: 'P-115',
    summary: 'Whether a plan is top-heavy.',
    input: z
      .strictObject({
        keyBalance: positiveMoney('Account balances of key employees'),
        totalBalance: positiveMoney('Account balances of everyone counted'),
      })
      .refine(({ keyBalance, totalBalance }) => keyBalance <= totalBalance, {
        error: 'exceeds totalBalance',
        path: ['keyBalance'],
      }),
    output: z.strictObject({
      ratio: percent('Balances of key employees in percent of all, two decimals'),
      topHeavy: z.boolean().meta({ description: 'Whether the unrounded ratio is above 60 %' }),
    }),
    run: ({ keyBalance, totalBalance }) => {
      const { ratio, isTopHeavy } = topHeavyRatio(keyBalance, totalBalance);
      return { ratio: ratio / 100, topHeavy: isTopHeavy };
    },
  }),
  defineCalculator({
    name: 'topHeavyMinimum',
    rule: 'P-116',
    summary: 'What a non-key employee of a top-heavy plan lacks of the minimum contribution.',
    input: z.strictObject({
      year: planYear(),
      highestKeyRate: rate('Highest contribution rate of a key employee, deferrals included', 0, 10),
      pay: positiveMoney('Gross pay; the compensation limit is applied here'),
      employerContribution: positiveMoney('Match, core and reallocated money received').prefault(0),
      limits: limitsOfYear(),
    }),
    output: z.strictObject({
      minimumRate: fraction('The lesser of 3 % and the highest key rate'),
      additional: dollars('What is lacking'),
    }),
    run: ({ year, highestKeyRate, pay, employerContribution, limits }) => {
      const least = minimumRate(highestKeyRate);
      const capped = Math.min(pay, limitsFor(year, limits).compensation) as Cents;
      return {
        minimumRate: least / MILLION,
        additional: toDollars(minimumShortfall(least, capped, employerContribution)),
      };
    },
  }),
  defineCalculator({
    name: 'officersMaximum',
    rule: 'P-114',
    summary: 'The most officers who are key employees.',
    input: z.strictObject({ employees: count('Employees, those left out of the top-paid count apart') }),
    output: z.strictObject({ maximum: integer('Most officers') }),
    run: ({ employees }) => ({ maximum: officersMaximum(employees) }),
  }),
];
