import { z } from 'zod';
import { field, rate, whole, text } from '../fields.ts';

const EXCLUSION_FIELDS = [
  'department',
  'location',
  'costCentre',
  'jobTitle',
  'flsaStatus',
  'unionMember',
  'level',
] as const;

const excludedClass = z.strictObject({
  field: field(z.enum(EXCLUSION_FIELDS), 'P-31', 'Attribute', 'Employee attribute that defines the class.'),
  values: field(
    z.array(z.union([text(), z.number(), z.boolean()])).min(1),
    'P-31',
    'Values',
    'Values of the attribute that are excluded.',
  ),
});

export const eligibilitySchema = z.strictObject({
  minimumAge: field(whole('years', 0, 21), 'P-26', 'Minimum age', 'Age from which an employee may enter.'),
  serviceBasis: field(
    z.enum(['none', 'days', 'months', 'oneYear', 'hours']),
    'P-26',
    'Service condition',
    'none, a number of days or months since hire, the first anniversary, or hours in a computation period.',
  ),
  waitingDays: field(whole('days', 0, 365), 'P-26', 'Waiting days', 'Days since hire, for basis days.'),
  waitingMonths: field(
    whole('months', 0, 12),
    'P-26',
    'Waiting months',
    'Months since hire, for basis months.',
  ),
  hoursRequired: field(
    whole('hours', 1, 1_000),
    'P-26, P-27',
    'Hours required',
    'Hours in a computation period, for basis hours.',
  ),
  longTermPartTime: field(
    z.boolean(),
    'P-30',
    'Long-term part-time rule',
    'Whether two years of 500 hours open deferrals, for basis hours.',
  ),
  excludedClasses: field(z.array(excludedClass), 'P-31', 'Excluded classes', 'Classes that cannot enter.'),
  bridgeService: field(
    z.boolean(),
    'P-4',
    'Bridge service',
    'Whether service runs from the original hire date.',
  ),
  compensationFrom: field(
    z.enum(['entry', 'year']),
    'P-19',
    'Plan pay from',
    'entry: pay counts from the entry date. year: pay of all days employed in the year.',
  ),
  newHireIneligibility: field(
    z.strictObject({
      source: field(
        z.enum(['none', 'dial', 'censusShare']),
        'P-32',
        'Source',
        'none, the probability below, or the share of ineligible people in the census.',
      ),
      probability: field(rate(0, 1), 'P-32', 'Probability', 'Chance that a hire is barred, for source dial.'),
    }),
    'P-32',
    'Ineligible hires',
    'Share of simulated hires who are barred from the plan.',
  ),
});

export const entrySchema = z.strictObject({
  frequency: field(
    z.enum(['immediate', 'monthly', 'quarterly', 'semiannual', 'annual']),
    'P-26',
    'Entry dates',
    'At once, or on the first day of the month, quarter, half-year or year.',
  ),
});
