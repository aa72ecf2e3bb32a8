import { z } from 'zod';
import { field, rate, isoDate } from '../fields.ts';

const TEST_METHODS = ['current', 'prior'] as const;

export const testingSchema = z.strictObject({
  safeHarbor: field(
    z.enum(['none', 'basicMatch', 'enhancedMatch', 'nonelective', 'qacaMatch', 'qacaNonelective']),
    'P-119',
    'Safe harbor',
    'Safe harbor the plan claims.',
  ),
  adpMethod: field(z.enum(TEST_METHODS), 'P-93', 'ADP method', 'Year of the NHCE average in the ADP test.'),
  acpMethod: field(z.enum(TEST_METHODS), 'P-99', 'ACP method', 'Year of the NHCE average in the ACP test.'),
  priorYear: field(
    z.strictObject({
      nhceAdp: field(rate(0, 1).nullable(), 'P-93', 'NHCE ADP', 'NHCE average of the year before the first.'),
      nhceAcp: field(rate(0, 1).nullable(), 'P-99', 'NHCE ACP', 'NHCE average of the year before the first.'),
    }),
    'P-93',
    'Prior year',
    'Averages for prior-year testing of the first year; null when unknown.',
  ),
  firstPlanYear: field(
    z.boolean(),
    'P-93, P-115',
    'First plan year',
    'Whether the plan is new in the first year.',
  ),
  topPaidGroup: field(z.boolean(), 'P-88', 'Top-paid group', 'Whether HCEs by pay must be in the top 20%.'),
  excludeLtpt: field(
    z.boolean(),
    'P-90',
    'Exclude long-term part-time',
    'Whether people who are only long-term part-time eligible are left out of tests.',
  ),
  otherwiseExcludable: field(
    z.enum(['none', 'excludeNhce', 'separate']),
    'P-90, P-111',
    'Otherwise excludable',
    'Treatment of people below age 21 or one year of service in tests.',
  ),
  generalTestBasis: field(
    z.enum(['allocations', 'benefits', 'best']),
    'P-108',
    'General test basis',
    'Rates compared in the general test.',
  ),
  crossTestInterest: field(rate(0.075, 0.085), 'P-108', 'Interest', 'Interest rate of cross-testing.'),
  imputeDisparity: field(
    z.boolean(),
    'P-107',
    'Impute disparity',
    'Whether the general test imputes disparity.',
  ),
  warning415: field(
    rate(0.5, 1),
    'P-77',
    '415 warning',
    'Share of the 415 limit from which a person is at risk.',
  ),
  topHeavyExcludeOtherwise: field(
    z.boolean(),
    'P-116',
    'Top-heavy: exclude otherwise excludable',
    'Whether otherwise excludable people get no top-heavy minimum.',
  ),
  planEstablishedOn: field(
    isoDate().nullable(),
    'P-121',
    'Plan established',
    'Date the plan was established; null when unknown.',
  ),
  employerEstablishedOn: field(
    isoDate().nullable(),
    'P-121',
    'Employer established',
    'Date the employer was established; null when unknown.',
  ),
  exempt414A: field(
    z.boolean(),
    'P-121',
    'Exempt from 414A',
    'Church, governmental or SIMPLE plan, exempt from mandatory automatic enrolment.',
  ),
});
