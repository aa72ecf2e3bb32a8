import { z } from 'zod';
import {
  field,
  rate,
  whole,
  monthDay,
  text,
  levelNumber,
  yearly,
  byLevel,
  monthWeights,
  weight,
  withSomeWeight,
} from '../fields.ts';

const fixedTiming = z.strictObject({
  kind: field(z.literal('fixed'), 'W-50', 'Kind', 'Everybody on one date.'),
  date: field(monthDay(), 'W-50', 'Date', 'The date in every year.'),
});
const monthlyTiming = z.strictObject({
  kind: field(z.literal('monthly'), 'W-50', 'Kind', 'Spread over the months.'),
  weights: field(monthWeights(), 'W-50', 'Month weights', 'Weights of January to December.'),
});
const anniversaryTiming = z.strictObject({
  kind: field(z.literal('anniversary'), 'W-52', 'Kind', 'On the anniversary of the hire date.'),
});

export const compensationSchema = z.strictObject({
  cola: field(
    z.strictObject({
      rate: field(yearly(rate(0, 0.25)), 'W-49', 'COLA rate', 'Raise of everybody hired before the date.'),
      effectiveDate: field(monthDay(), 'W-49', 'COLA date', 'The date in every year.'),
    }),
    'W-49',
    'Cost of living',
    'Across-the-board raise.',
  ),
  promotion: field(
    z.strictObject({
      increaseRate: field(rate(0, 1), 'W-51', 'Increase', 'Middle of the raise that comes with a promotion.'),
      spread: field(
        rate(0, 1),
        'W-51',
        'Spread',
        'The raise lies between increase − spread and increase + spread.',
      ),
      maxIncrease: field(
        rate(0, 1),
        'W-51',
        'Most increase',
        'Cap of the raise; it wins over the range minimum.',
      ),
      byFromLevel: field(
        byLevel(rate(0, 1)),
        'W-51',
        'Increase by level',
        'Raise on promotion out of a level, without spread; a level left out takes the increase above.',
      ),
      floorAtRangeMin: field(
        z.boolean(),
        'W-51',
        'At least range minimum',
        'Whether pay is raised to the minimum of the new level’s range.',
      ),
      timing: field(
        z.discriminatedUnion('kind', [fixedTiming, monthlyTiming]),
        'W-50',
        'Promotion dates',
        'One date for all, or spread over the months.',
      ),
    }),
    'W-51',
    'Promotion raises',
    'Size and date of the raise that comes with a promotion.',
  ),
  merit: field(
    z.strictObject({
      budget: field(
        yearly(rate(0, 0.25)),
        'W-52',
        'Merit budget',
        'Share of eligible payroll spent on merit raises.',
      ),
      byLevelWeights: field(
        withSomeWeight(byLevel(weight()), Object.values),
        'W-52',
        'Weights by level',
        'Relative merit raise by level; every level present.',
      ),
      minServiceMonths: field(
        whole('months', 0, 60),
        'W-52',
        'Service required',
        'Completed months of service before a merit raise.',
      ),
      timing: field(
        z.discriminatedUnion('kind', [fixedTiming, monthlyTiming, anniversaryTiming]),
        'W-52',
        'Merit dates',
        'One date for all, spread over the months, or on each hire anniversary.',
      ),
    }),
    'W-52',
    'Merit raises',
    'Yearly raises from a budget.',
  ),
  market: field(
    z.array(
      z.strictObject({
        year: field(whole('year', 2000, 2100), 'W-49', 'Year', 'The year of the adjustment.'),
        date: field(monthDay(), 'W-49', 'Date', 'Its date.'),
        levels: field(
          z.array(levelNumber()).min(1).optional(),
          'W-49',
          'Levels',
          'Levels that get it; left out means all.',
        ),
        departments: field(
          z.array(text()).min(1).optional(),
          'W-49',
          'Departments',
          'Departments that get it; left out means all.',
        ),
        rate: field(rate(0, 0.5), 'W-49', 'Rate', 'The raise.'),
      }),
    ),
    'W-49',
    'Market adjustments',
    'One-time raises of chosen levels or departments.',
  ),
});
