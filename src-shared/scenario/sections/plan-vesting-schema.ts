import { z } from 'zod';
import { field, rate, quantity, whole, dollars, byYear } from '../fields.ts';

const scheduleSchema = z.union([
  z.enum(['immediate', 'cliff1', 'cliff2', 'cliff3', 'graded3', 'graded4', 'graded5', 'graded6']),
  z
    .array(quantity('percent', 0, 100))
    .min(1)
    .max(20)
    .refine(
      (percents) => percents.every((percent, year) => percent >= (percents[year - 1] ?? 0)),
      'must not fall from one year to the next',
    ),
]);

const schedule = (of: string) =>
  field(
    scheduleSchema,
    'P-79',
    `Schedule, ${of}`,
    `Vested percent of the ${of} by credited years: a named schedule, or percents for 0, 1, 2 … years.`,
  );

export const vestingSchema = z.strictObject({
  match: schedule('match'),
  core: schedule('core contribution'),
  serviceMethod: field(
    z.enum(['elapsed', 'hours']),
    'P-81',
    'Service method',
    'Credited years by elapsed time, or by hours in calendar years.',
  ),
  hoursRequired: field(whole('hours', 1, 1_000), 'P-81', 'Hours', 'Hours that earn a credited year.'),
  normalRetirementAge: field(
    whole('years', 55, 65),
    'P-82',
    'Normal retirement age',
    'Age of full vesting while employed.',
  ),
  nraParticipationYears: field(
    whole('years', 0, 5),
    'P-82',
    'Years of participation',
    'Years of participation that full vesting by age also requires.',
  ),
  fullOnDeath: field(z.boolean(), 'P-82', 'Full on death', 'Whether death vests in full.'),
  fullOnDisability: field(z.boolean(), 'P-82', 'Full on disability', 'Whether disability vests in full.'),
  excludeServiceBefore18: field(
    z.boolean(),
    'P-81',
    'Exclude service before 18',
    'Whether years ending before the 18th birthday are dropped.',
  ),
});

export const forfeituresSchema = z.strictObject({
  policy: field(
    z.enum(['offset', 'expenses', 'reallocate']),
    'P-84',
    'Use',
    'Forfeitures reduce contributions, pay expenses, or are reallocated to participants.',
  ),
  openingPool: field(dollars(0), 'P-84', 'Opening pool', 'Unused forfeitures before the first year.'),
  planExpensesByYear: field(
    byYear(dollars(0)),
    'P-84',
    'Plan expenses',
    'Expenses of each year; a year left out has none.',
  ),
  assumedAnnualReturn: field(
    rate(-0.5, 0.5),
    'P-78',
    'Return',
    'Yearly return on opening balances, for forfeitures and top-heavy tests.',
  ),
});
