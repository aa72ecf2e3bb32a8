import { z } from 'zod';
import {
  field,
  rate,
  hundredths,
  whole,
  byLevel,
  monthWeights,
  weights,
  weight,
  withSomeWeight,
} from '../fields.ts';

const ageBracket = z
  .strictObject({
    min: field(whole('years', 14, 100), 'W-46', 'From', 'Lowest age at hire.'),
    max: field(whole('years', 14, 100), 'W-46', 'Below', 'The bracket ends below this age.'),
    weight: field(weight(), 'W-46', 'Weight', 'Relative frequency of the bracket.'),
  })
  .superRefine(({ min, max }, context) => {
    if (max > min) return;
    context.addIssue({ code: 'custom', path: ['max'], message: `must be above min, ${min}` });
  });

export const hiringSchema = z.strictObject({
  ageDistribution: field(
    withSomeWeight(z.array(ageBracket).min(1), (brackets) => brackets.map((bracket) => bracket.weight)),
    'W-46',
    'Ages of hires',
    'Age brackets of hires and their weights.',
  ),
  levelMix: field(
    z.union([z.literal('adaptive'), weights('level')]),
    'W-44',
    'Levels of hires',
    'adaptive: as opening headcount; or weights by level, a level left out getting none.',
  ),
  departmentMix: field(
    z.union([z.literal('adaptive'), weights('name')]),
    'W-45',
    'Departments of hires',
    'adaptive: as opening headcount at the level; or weights by department, a department left out getting none.',
  ),
  startDateProfile: field(monthWeights(), 'W-43', 'Start months', 'Weights of January to December.'),
  partTimeShare: field(rate(0, 1), 'W-47', 'Part-time share', 'Share of hires who work part time.'),
  partTimeHours: field(
    hundredths('hours per week', 1, 79),
    'W-47',
    'Part-time hours',
    'Weekly hours of a part-time hire.',
  ),
  fullTimeHours: field(
    hundredths('hours per week', 1, 80),
    'W-47',
    'Full-time hours',
    'Weekly hours of a full-time job, for everybody.',
  ),
  pay: field(
    z.strictObject({
      percentileByLevel: field(
        byLevel(rate(0, 1)),
        'W-47',
        'Position in range',
        'Where in the pay range of the level hires start; every level present.',
      ),
      marketAdjustmentByLevel: field(
        byLevel(rate(-0.5, 1)),
        'W-47',
        'Market adjustment',
        'Raises or lowers the whole starting pay of a level; every level present.',
      ),
      noiseStdDev: field(
        rate(0, 0.25),
        'W-47',
        'Spread',
        'Standard deviation of starting pay around its mean.',
      ),
    }),
    'W-47',
    'Pay of hires',
    'Starting pay of simulated hires.',
  ),
});
