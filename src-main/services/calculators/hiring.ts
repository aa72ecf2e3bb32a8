import { z } from 'zod';
import { toPpm } from '../../../src-shared/arithmetic.ts';
import { categoryThresholds } from '../../../src-worker/random/draws.ts';
import { birthDay, birthWindow } from '../../../src-worker/workforce/birth-date.ts';
import { startDay } from '../../../src-worker/workforce/dates.ts';
import { hirePay } from '../../../src-worker/workforce/hire-pay.ts';
import { assignByDraw } from '../../../src-worker/workforce/hire-quotas.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import {
  count,
  date,
  dollars,
  draw,
  fullTimeHours,
  integer,
  isoDate,
  monthWeights,
  optionalHours,
  positiveMoney,
  rate,
  toDollars,
  toIso,
  year,
} from './fields.ts';

export const hiringCalculators = [
  defineCalculator({
    name: 'startDate',
    rule: 'W-43',
    summary: 'The start date of a simulated hire.',
    input: z.strictObject({
      year: year('Year of hire'),
      profile: monthWeights('Weights of January to December').prefault(SCENARIO.hiring.startDateProfile),
      draws: z.tuple([draw('Month'), draw('Day')]).meta({ description: 'Draws of HIRE_DATE: month, day' }),
    }),
    output: z.strictObject({ date: isoDate('Start date; 31 December becomes 30 December') }),
    run: ({ year: of, profile, draws: [month, day] }) => ({
      date: toIso(startDay(of, categoryThresholds(profile.map(toPpm)), month, day)),
    }),
  }),
  defineCalculator({
    name: 'assignLevels',
    rule: 'W-44',
    summary: 'Levels of hires: their quotas, filled in the order of the draws.',
    input: z
      .strictObject({
        quotas: z.array(count('Hires of the level')).min(1).meta({ description: 'From level 1 up' }),
        draws: z.array(draw('Draw of HIRE_LEVEL')).meta({ description: 'By ordinal of the hire' }),
      })
      .refine(({ quotas, draws }) => quotas.reduce((sum, quota) => sum + quota, 0) === draws.length, {
        error: 'must add to the number of draws',
        path: ['quotas'],
      }),
    output: z.strictObject({ levels: z.array(z.int()).meta({ description: 'Level of each hire' }) }),
    run: ({ quotas, draws }) => ({
      levels: Array.from(assignByDraw(Float64Array.from(draws), quotas), (category) => category + 1),
    }),
  }),
  defineCalculator({
    name: 'birthDate',
    rule: 'W-46',
    summary: 'The birth date of a hire whose age lies in a bracket.',
    input: z
      .strictObject({
        hireDate: date('Hire date'),
        min: z.int().min(0).max(149).meta({ description: 'Least age at hire' }),
        max: z.int().min(1).max(150).meta({ description: 'Age at hire is below this' }),
        draw: draw('Draw of HIRE_BIRTH_DATE'),
      })
      .refine(({ min, max }) => min < max, { error: 'must be above min', path: ['max'] }),
    output: z.strictObject({
      first: isoDate('Earliest birth date of the bracket'),
      last: isoDate('Latest birth date of the bracket'),
      count: integer('Number of dates from first to last'),
      date: isoDate('The date drawn'),
    }),
    run: ({ hireDate, min, max, draw: k }) => {
      const { first, last } = birthWindow(hireDate, min, max);
      return {
        first: toIso(first),
        last: toIso(last),
        count: last - first + 1,
        date: toIso(birthDay(hireDate, min, max, k)),
      };
    },
  }),
  defineCalculator({
    name: 'hirePay',
    rule: 'W-47',
    summary: 'The annual pay of a simulated hire.',
    input: z
      .strictObject({
        minPay: positiveMoney('Start of the pay range'),
        maxPay: positiveMoney('End of the pay range'),
        percentile: rate('Position in the range'),
        market: rate('Market adjustment of the whole pay', -0.5).prefault(0),
        noisePpm: z.int().min(-1e6).max(1e6).meta({ description: 'Pay noise, ppm' }).prefault(0),
        hours: optionalHours('Scheduled hours; null or left out is full time'),
        fullTimeHours: fullTimeHours(),
      })
      .refine(({ minPay, maxPay }) => minPay <= maxPay, { error: 'is below minPay', path: ['maxPay'] }),
    output: z.strictObject({ pay: dollars('Annual pay for the scheduled hours') }),
    run: ({ minPay, maxPay, percentile, market, noisePpm, hours, fullTimeHours: fullTime }) => ({
      pay: toDollars(hirePay(minPay, maxPay, percentile, market, noisePpm, hours ?? fullTime, fullTime)),
    }),
  }),
];
