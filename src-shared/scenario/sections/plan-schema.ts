import { z } from 'zod';
import {
  byYear,
  checkBands,
  checkUnique,
  dollars,
  field,
  identifier,
  labelField,
  positiveDollars,
  rate,
  text,
  whole,
} from '../fields.ts';
import { coreSchema, matchSchema } from './plan-contribution-schema.ts';
import { autoEscalationSchema, deferralSchema, matchResponseSchema } from './plan-deferral-schema.ts';
import { eligibilitySchema, entrySchema } from './plan-eligibility-schema.ts';
import { autoEnrollmentSchema, voluntaryEnrollmentSchema } from './plan-enrollment-schema.ts';
import { testingSchema } from './plan-testing-schema.ts';
import { forfeituresSchema, vestingSchema } from './plan-vesting-schema.ts';

const segmentName = () => labelField(text(), 'Name', 'Shown to people.');

export const segmentsSchema = z.strictObject({
  behaviourAge: field(
    z
      .array(
        z.strictObject({
          name: segmentName(),
          min: field(whole('years', 0, 150), 'P-36', 'From', 'Lowest age of the segment.'),
          max: field(
            whole('years', 0, 150).nullable(),
            'P-36',
            'Below',
            'The segment ends below this age; null for the last.',
          ),
        }),
      )
      .min(1)
      .superRefine(checkBands)
      .superRefine(checkUnique('name')),
    'P-36',
    'Age segments',
    'Age segments of every behaviour table, youngest first.',
  ),
  income: field(
    z
      .array(
        z.strictObject({
          name: segmentName(),
          min: field(dollars(0), 'P-36', 'From', 'Lowest annual rate of pay of the segment.'),
          max: field(
            dollars(0).nullable(),
            'P-36',
            'Below',
            'The segment ends below this pay; null for the last.',
          ),
        }),
      )
      .min(1)
      .superRefine(checkBands)
      .superRefine(checkUnique('name')),
    'P-36',
    'Income segments',
    'Income segments of every behaviour table, lowest first.',
  ),
});

const LIMIT_ITEMS = [
  'electiveDeferral',
  'catchUp',
  'superCatchUp',
  'annualAdditions',
  'compensation',
  'hceCompensation',
  'keyOfficer',
  'onePercentOwner',
  'rothCatchUpWages',
  'wageBase',
] as const;

const limitOverrides = byYear(z.partialRecord(z.enum(LIMIT_ITEMS), positiveDollars()));

export const limitsSchema = z.strictObject({
  projection: field(
    z.strictObject({
      indexRate: field(
        rate(0, 0.2),
        'P-13',
        'Index rate',
        'Yearly indexing of limits after the last published year.',
      ),
      wageBaseIndexRate: field(
        rate(0, 0.2),
        'P-13',
        'Wage index rate',
        'Yearly indexing of the taxable wage base.',
      ),
    }),
    'P-13',
    'Projection',
    'How limits of years not yet published are projected.',
  ),
  overrides: field(
    limitOverrides,
    'P-14',
    'Overrides',
    'Limits by year and item that replace the published or projected value.',
  ),
});

export const planDesignsSchema = z
  .array(
    z.strictObject({
      id: field(identifier(), 'P-23', 'Id', 'Name by which the timeline refers to the design.'),
      name: labelField(text(), 'Name', 'Name of the design.'),
      eligibility: field(eligibilitySchema, 'P-26', 'Eligibility', 'Conditions for entering the plan.'),
      entry: field(entrySchema, 'P-26', 'Entry', 'Entry dates.'),
      autoEnrollment: field(
        autoEnrollmentSchema,
        'P-39',
        'Automatic enrolment',
        'Automatic enrolment and opt-out.',
      ),
      voluntaryEnrollment: field(
        voluntaryEnrollmentSchema,
        'P-38',
        'Voluntary enrolment',
        'Active elections.',
      ),
      deferral: field(
        deferralSchema,
        'P-44',
        'Deferrals',
        'Elected rates, limits of the plan, catch-up, Roth.',
      ),
      autoEscalation: field(autoEscalationSchema, 'P-49', 'Automatic escalation', 'Yearly increases.'),
      matchResponse: field(matchResponseSchema, 'P-52', 'Match response', 'Reaction to a changed match.'),
      match: field(matchSchema, 'P-65', 'Match', 'Employer match.'),
      core: field(coreSchema, 'P-71', 'Core', 'Core (nonelective) contribution.'),
      vesting: field(vestingSchema, 'P-79', 'Vesting', 'Vesting of employer money.'),
      forfeitures: field(forfeituresSchema, 'P-84', 'Forfeitures', 'Accounts and the use of forfeitures.'),
      testing: field(testingSchema, 'P-119', 'Testing', 'Methods and elections of the compliance tests.'),
    }),
  )
  .superRefine(checkUnique('id'));

export const planTimelineSchema = z
  .array(
    z.strictObject({
      fromYear: field(whole('year', 2000, 2100), 'P-23', 'From year', 'First year the design is in force.'),
      designId: field(text(), 'P-23', 'Design', 'Id of the design.'),
    }),
  )
  .superRefine((entries, context) => {
    for (const [index, { fromYear }] of entries.entries()) {
      const before = entries[index - 1]?.fromYear;
      if (before === undefined || fromYear > before) continue;
      const message = `must be after ${before}, the year of the entry before it`;
      context.addIssue({ code: 'custom', path: [index, 'fromYear'], message });
    }
  });
