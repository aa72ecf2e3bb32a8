import { z } from 'zod';
import { addYears, completedMonths, completedYears } from '../../../src-shared/dates.ts';
import { defineCalculator } from './calculator.ts';
import { date, integer, isoDate, toIso } from './fields.ts';

export const calendarCalculators = [
  defineCalculator({
    name: 'completed',
    rule: 'W-5',
    summary: 'Completed years and months between two dates.',
    input: z.strictObject({ from: date('Start of the span'), to: date('Date at which it is measured') }),
    output: z.strictObject({
      years: integer('Completed years; negative when `to` is before `from`'),
      months: integer('Completed months; negative when `to` is before `from`'),
    }),
    run: ({ from, to }) => ({ years: completedYears(from, to), months: completedMonths(from, to) }),
  }),
  defineCalculator({
    name: 'addYears',
    rule: 'W-5',
    summary: 'The same date some years later; 29 February becomes 28 February in common years.',
    input: z.strictObject({
      date: date('Date to start from'),
      years: z.int().min(-500).max(500).meta({ description: 'Years to add' }),
    }),
    output: z.strictObject({ date: isoDate('The anniversary') }),
    run: (input) => ({ date: toIso(addYears(input.date, input.years)) }),
  }),
];
