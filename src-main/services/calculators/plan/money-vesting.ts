import { z } from 'zod';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import {
  forfeituresSchema,
  vestingSchema,
} from '../../../../src-shared/scenario/sections/plan-vesting-schema.ts';
import { MILLION, type Cents } from '../../../../src-shared/units.ts';
import { yearsByHours } from '../../../../src-worker/plan/credited-years.ts';
import { employerCost } from '../../../../src-worker/plan/employer-cost.ts';
import { reallocate, usePool } from '../../../../src-worker/plan/forfeitures.ts';
import {
  isLegalSchedule,
  splitVested,
  vestedShare,
  vestingSchedule,
} from '../../../../src-worker/plan/vesting.ts';
import { defineCalculator } from '../calculator.ts';
import { dollars, integer, positiveMoney, toDollars } from '../fields.ts';
import { completedYearsField } from './money-fields.ts';

const settings = vestingSchema.parse(DESIGN_DEFAULTS['vesting']);
const { policy: defaultPolicy } = forfeituresSchema.parse(DESIGN_DEFAULTS['forfeitures']);

const schedule = () =>
  vestingSchema.shape.match.meta({
    description: 'A named schedule, or vested percents for 0, 1, 2 … credited years',
  });

const hoursOfYear = () => z.number().min(0).max(8784);
const amount = (description: string) => positiveMoney(`${description}; 0 when left out`).prefault(0);

export const vestingCalculators = [
  defineCalculator({
    name: 'vest',
    rule: 'P-79',
    summary: 'The vested part of a balance and the part forfeited at termination.',
    input: z.strictObject({
      balance: positiveMoney('Balance of the account, contributions of the year included'),
      schedule: schedule().prefault(settings.match),
      years: completedYearsField('Credited years of service'),
      full: z
        .boolean()
        .meta({ description: 'Whether the person is fully vested whatever the schedule says (P-82)' })
        .prefault(false),
    }),
    output: z.strictObject({
      vestedRate: z.number().meta({ description: 'Vested share, fraction' }),
      vested: dollars('Vested part'),
      forfeited: dollars('Forfeited part'),
    }),
    run: ({ balance, schedule: setting, years, full }) => {
      const share = vestedShare(vestingSchedule(full ? 'immediate' : setting), years);
      const { vested, forfeited } = splitVested(balance, share);
      return { vestedRate: share / MILLION, vested: toDollars(vested), forfeited: toDollars(forfeited) };
    },
  }),
  defineCalculator({
    name: 'creditedYears',
    rule: 'P-81',
    summary: 'Credited years by the hours method: whole opening years, and one per year with enough hours.',
    input: z.strictObject({
      hoursByYear: z
        .union([z.array(hoursOfYear()), z.record(z.string().regex(/^[12]\d{3}$/), hoursOfYear())])
        .meta({ description: 'Hours of each calendar year: a list, or hours by year' }),
      threshold: z
        .number()
        .min(1)
        .max(1000)
        .meta({ description: 'Hours that earn a year; 500 for long-term part-timers' })
        .prefault(settings.hoursRequired),
      opening: completedYearsField('Years credited before the first of them').prefault(0),
    }),
    output: z.strictObject({ years: integer('Credited years') }),
    run: ({ hoursByYear, threshold, opening }) => ({
      years: yearsByHours(opening, Object.values(hoursByYear), threshold),
    }),
  }),
  defineCalculator({
    name: 'legalSchedule',
    rule: 'P-80',
    summary: 'Whether the law allows a vesting schedule.',
    input: z.strictObject({
      schedule: schedule(),
      kind: z
        .enum(['ordinary', 'safeHarbor', 'qaca'])
        .meta({ description: 'Ordinary employer money, safe-harbor money, or that of a QACA' })
        .prefault('ordinary'),
    }),
    output: z.strictObject({ legal: z.boolean() }),
    run: ({ schedule: setting, kind }) => ({ legal: isLegalSchedule(vestingSchedule(setting), kind) }),
  }),
  defineCalculator({
    name: 'employerCost',
    rule: 'P-85',
    summary: 'Net employer cost of each year after the use of forfeitures.',
    input: z.strictObject({
      opening: amount('Unused forfeitures before the first year'),
      policy: forfeituresSchema.shape.policy
        .meta({ description: 'Use of forfeitures' })
        .prefault(defaultPolicy),
      years: z
        .array(
          z.strictObject({
            gross: amount('Match, true-up and core of the year, after 415(c)'),
            created: amount('Forfeitures of the year'),
            expenses: amount('Plan expenses of the year'),
          }),
        )
        .meta({ description: 'Years in order' }),
    }),
    output: z.strictObject({
      years: z.array(
        z.strictObject({
          available: dollars('Forfeitures of earlier years not yet used'),
          applied: dollars('The part used in the year'),
          carried: dollars('The part left; forfeitures of the year itself are added for the next'),
          overdue: dollars('The part left beyond the year after it was forfeited'),
          netCash: dollars('Money the employer pays'),
          netExpense: dollars('Gross contributions less forfeitures of the year; may be negative'),
        }),
      ),
    }),
    run: ({ opening, policy, years }) => {
      let available = opening;
      return {
        years: years.map(({ gross, created, expenses }) => {
          const use = { offset: gross, expenses, reallocate: available }[policy];
          const pool = usePool(available, use);
          const cost = employerCost(policy, gross, created, expenses, pool.applied);
          available = (pool.carried + created) as Cents;
          return {
            available: toDollars(pool.available),
            applied: toDollars(pool.applied),
            carried: toDollars(pool.carried),
            overdue: toDollars(pool.overdue),
            netCash: toDollars(cost.netCash),
            netExpense: toDollars(cost.netExpense),
          };
        }),
      };
    },
  }),
  defineCalculator({
    name: 'prorata',
    rule: 'P-84',
    summary: 'Forfeitures shared in proportion to pay; the parts add up to the pool to the cent.',
    input: z
      .strictObject({
        pool: positiveMoney('Amount to share'),
        pays: z.array(positiveMoney('Pay of a person')).meta({ description: 'Pay of each person' }),
      })
      .refine(({ pool, pays }) => pool === 0 || pays.some((pay) => pay > 0), {
        error: 'are all zero',
        path: ['pays'],
      }),
    output: z.strictObject({
      amounts: z.array(z.number()).meta({ description: 'Part of each person in input order, dollars' }),
    }),
    run: ({ pool, pays }) => ({ amounts: reallocate(pool, pays).map(toDollars) }),
  }),
];
