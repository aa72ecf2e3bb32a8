import { z } from 'zod';
import {
  field,
  rate,
  factor,
  hundredths,
  whole,
  monthDay,
  text,
  levelNumber,
  yearly,
  byLevel,
  byId,
  monthWeights,
  weight,
  withSomeWeight,
} from '../fields.ts';

const multiplier = () => factor(25);

const ageMultipliers = (event: string) =>
  field(
    byId(multiplier()),
    'W-34',
    'By age band',
    `Relative risk of ${event} by age band; every band present.`,
  );
const tenureMultipliers = (event: string) =>
  field(
    byId(multiplier()),
    'W-34',
    'By tenure band',
    `Relative risk of ${event} by tenure band; every band present.`,
  );
const levelMultipliers = (event: string) =>
  field(
    byLevel(multiplier()),
    'W-34',
    'By level',
    `Relative risk of ${event} by job level; every level present.`,
  );

const terminationHazardSchema = z.strictObject({
  ageMultipliers: ageMultipliers('leaving'),
  tenureMultipliers: tenureMultipliers('leaving'),
  levelMultipliers: levelMultipliers('leaving'),
  reasonShares: field(
    withSomeWeight(
      z.strictObject({
        voluntary: field(weight(), 'W-38', 'Voluntary', 'Weight of voluntary leaving.'),
        involuntary: field(weight(), 'W-38', 'Involuntary', 'Weight of dismissal.'),
        disability: field(weight(), 'W-38', 'Disability', 'Weight of disability.'),
        death: field(weight(), 'W-38', 'Death', 'Weight of death.'),
      }),
      Object.values,
    ),
    'W-38',
    'Reasons',
    'Shares of the reasons of random terminations other than retirement.',
  ),
  dateProfile: field(
    z.union([z.literal('uniform'), monthWeights()]),
    'W-39',
    'Dates',
    'uniform: every day of the year alike; or twelve month weights.',
  ),
});

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));

const retirementTableSchema = z
  .strictObject({
    ages: field(
      z
        .array(whole('years', 0, 150))
        .min(1)
        .refine(isAscending, 'must be ascending'),
      'W-34',
      'Ages',
      'Lowest age of each row, ascending; nobody below the first retires.',
    ),
    service: field(
      z
        .array(whole('years', 0, 150))
        .min(1)
        .refine(isAscending, 'must be ascending')
        .refine((values) => values[0] === 0, 'must start at 0'),
      'W-34',
      'Service',
      'Lowest completed service of each column, ascending, from 0.',
    ),
    rates: field(
      z.array(z.array(rate(0, 1))),
      'W-34',
      'Probabilities',
      'Yearly probability of retiring: one row per age, one column per service.',
    ),
  })
  .superRefine(({ ages, service, rates }, context) => {
    const report = (path: PropertyKey[], message: string): void => {
      context.addIssue({ code: 'custom', path: ['rates', ...path], message });
    };
    if (rates.length !== ages.length) report([], `has ${rates.length} rows for ${ages.length} ages`);
    for (const [index, row] of rates.entries()) {
      if (row.length === service.length) continue;
      report([index], `has ${row.length} values for ${service.length} service columns`);
    }
  });

export const workforceSchema = z.strictObject({
  targetGrowthRate: field(
    yearly(rate(-1, 1)),
    'W-31',
    'Target growth',
    'Growth of closing headcount over opening headcount; hiring or a reduction meets it.',
  ),
  experiencedTerminationRate: field(
    yearly(rate(0, 1)),
    'W-31',
    'Termination rate, experienced',
    'Share of opening staff, other than last year’s hires, who leave in a year; retirement included.',
  ),
  newHireTerminationRate: field(
    yearly(rate(0, 0.99)),
    'W-31',
    'Termination rate, new hires',
    'Share of hires who leave in the year of hire, and of last year’s hires who leave in the next.',
  ),
  terminationHazard: field(
    terminationHazardSchema,
    'W-34',
    'Who leaves',
    'Relative risks of leaving. They only matter relative to each other: the rates above decide how many leave.',
  ),
  retirement: field(
    z.strictObject({
      enabled: field(z.boolean(), 'W-34', 'Retirement', 'Whether the retirement table applies.'),
      table: field(
        retirementTableSchema,
        'W-34',
        'Retirement table',
        'Yearly probability of retiring by age and completed service on 1 January.',
      ),
    }),
    'W-34',
    'Retirement',
    'Retirement is part of the termination rate, not added to it.',
  ),
  promotionHazard: field(
    z.strictObject({
      annualRate: field(
        yearly(rate(0, 1)),
        'W-50',
        'Promotion rate',
        'Share of eligible people promoted in a year.',
      ),
      ageMultipliers: ageMultipliers('promotion'),
      tenureMultipliers: tenureMultipliers('promotion'),
      levelMultipliers: levelMultipliers('promotion'),
      minMonthsInLevel: field(
        whole('months', 0, 120),
        'W-50',
        'Months in level',
        'Completed months in the present level before a promotion is possible.',
      ),
    }),
    'W-50',
    'Promotions',
    'Who is promoted, and how many.',
  ),
  reduction: field(
    z
      .strictObject({
        effectiveDate: field(monthDay(), 'W-40', 'Date', 'Last paid day of everybody in the reduction.'),
        selection: field(
          z.enum(['random', 'lastIn', 'hazard']),
          'W-40',
          'Selection',
          'random: by lot. lastIn: latest hired first. hazard: by the relative risk of leaving.',
        ),
        departments: field(z.array(text()), 'W-40', 'Departments', 'Departments in scope; empty means all.'),
        levels: field(z.array(levelNumber()), 'W-40', 'Levels', 'Levels in scope; empty means all.'),
        severanceWeeksPerYear: field(
          hundredths('weeks', 0, 104),
          'W-40',
          'Severance per year',
          'Weeks of pay for each completed year of service.',
        ),
        minWeeks: field(hundredths('weeks', 0, 104), 'W-40', 'Least severance', 'Weeks of pay at least.'),
        maxWeeks: field(hundredths('weeks', 0, 104), 'W-40', 'Most severance', 'Weeks of pay at most.'),
      })
      .superRefine(({ minWeeks, maxWeeks }, context) => {
        if (maxWeeks >= minWeeks) return;
        context.addIssue({ code: 'custom', path: ['maxWeeks'], message: `is below minWeeks, ${minWeeks}` });
      }),
    'W-40',
    'Reduction in force',
    'How a shrinking headcount target is met when ordinary leaving does not suffice.',
  ),
});
