import { z } from 'zod';
import { factor, field, isoDate, monthDay, quantity, rate, text, whole } from './fields.ts';

/** Employee side of a plan design: who may take part, who does, and at what deferral rate. */

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

const bySegment = (value: z.ZodNumber) => z.array(value).min(1);
const ageRates = (what: string) =>
  field(bySegment(rate(0, 1)), 'P-36', 'By age', `${what} by age segment, youngest first.`);
const ageFactors = () =>
  field(bySegment(factor(25)), 'P-36', 'Age factors', 'Factor by age segment, youngest first.');
const incomeFactors = () =>
  field(bySegment(factor(25)), 'P-36', 'Income factors', 'Factor by income segment, lowest first.');
const dial = () => field(factor(5), 'P-38', 'Dial', 'Scales the probability for everybody.');

/**
 * Factors by lower bound, as a list of single entries: [{"0": 0.7}, {"2": 1}]. The entry with the greatest bound
 * not above the value applies, so the first bound is the lowest value there is.
 */
const stepFactors = (lowest: number) =>
  z
    .array(z.record(z.string().regex(/^\d{1,3}$/, 'is not a whole number'), factor(25)))
    .min(1)
    .superRefine((steps, context) => {
      let previous = -1;
      for (const [index, step] of steps.entries()) {
        const [bound, ...others] = Object.keys(step).map(Number);
        const report = (message: string): void => {
          context.addIssue({ code: 'custom', path: [index], message });
        };
        if (bound === undefined || others.length > 0) report('must have exactly one entry');
        else if (index === 0 && bound !== lowest) report(`the first bound must be ${lowest}`);
        else if (bound <= previous) report('bounds must be ascending');
        previous = bound ?? previous;
      }
    });

export const autoEnrollmentSchema = z.strictObject({
  enabled: field(z.boolean(), 'P-39', 'Automatic enrolment', 'Whether people are enrolled automatically.'),
  arrangement: field(
    z.enum(['ACA', 'EACA', 'QACA']),
    'P-39',
    'Arrangement',
    'Automatic contribution arrangement: plain, eligible (withdrawal possible) or qualified (safe harbor).',
  ),
  scope: field(
    z.enum(['newEntrants', 'allEligible']),
    'P-39',
    'Scope',
    'New entrants only, or also everybody eligible who never enrolled.',
  ),
  hireDateCutoff: field(
    isoDate().nullable(),
    'P-39',
    'Hired on or after',
    'When set, everybody hired on or after this date is in scope.',
  ),
  windowDays: field(whole('days', 0, 365), 'P-39', 'Window', 'Days from entry to automatic enrolment.'),
  graceDays: field(whole('days', 0, 90), 'P-40', 'Grace', 'Days from automatic enrolment to an opt-out.'),
  sweepDate: field(
    monthDay(),
    'P-39',
    'Sweep date',
    'Date on which the people not enrolled before are enrolled.',
  ),
  defaultRate: field(rate(0.01, 0.15), 'P-39', 'Default rate', 'Deferral rate of automatic enrolment.'),
  reenroll: field(
    z.enum(['never', 'annual']),
    'P-39',
    'Re-enrolment',
    'Whether non-participants are swept every year, people who opted out included.',
  ),
  withdrawal: field(
    z.boolean(),
    'P-40',
    'Withdrawal',
    'Whether an opt-out returns the automatic deferrals (EACA and QACA).',
  ),
  optOut: field(
    z.strictObject({
      baseRate: field(rate(0, 1), 'P-40', 'Base rate', 'Probability of opting out before the factors.'),
      ageFactors: ageFactors(),
      incomeFactors: incomeFactors(),
    }),
    'P-40',
    'Opt-out',
    'Who opts out of automatic enrolment.',
  ),
});

const proactiveSchema = z
  .strictObject({
    enabled: field(
      z.boolean(),
      'P-41',
      'Proactive enrolment',
      'Whether people enrol before the automatic date.',
    ),
    ageRates: ageRates('Probability of enrolling early'),
    dial: dial(),
    windowStartDay: field(whole('days', 0, 364), 'P-41', 'First day', 'Earliest days after entry.'),
    windowEndDay: field(
      whole('days', 1, 366),
      'P-41',
      'Last day',
      'Days after entry before which they enrol.',
    ),
  })
  .superRefine(({ windowStartDay, windowEndDay }, context) => {
    if (windowEndDay > windowStartDay) return;
    const message = `must be above windowStartDay, ${windowStartDay}`;
    context.addIssue({ code: 'custom', path: ['windowEndDay'], message });
  });

export const voluntaryEnrollmentSchema = z.strictObject({
  proactive: field(
    proactiveSchema,
    'P-41',
    'Before automatic enrolment',
    'Active elections of people who would be enrolled automatically.',
  ),
  atEntry: field(
    z.strictObject({
      enabled: field(z.boolean(), 'P-42', 'Enrolment at entry', 'Whether people enrol when they enter.'),
      ageRates: ageRates('Probability of enrolling'),
      incomeFactors: incomeFactors(),
      levelFactors: field(stepFactors(1), 'P-42', 'Level factors', 'Factor by lowest job level.'),
      dial: dial(),
      lagDays: field(whole('days', 0, 365), 'P-42', 'Lag', 'Days from entry to enrolment.'),
    }),
    'P-42',
    'At entry',
    'Enrolment of people who are not enrolled automatically.',
  ),
  yearOverYear: field(
    z.strictObject({
      enabled: field(
        z.boolean(),
        'P-43',
        'Later enrolment',
        'Whether non-participants enrol in later years.',
      ),
      ageRates: ageRates('Yearly probability of enrolling'),
      incomeFactors: incomeFactors(),
      tenureFactors: field(stepFactors(0), 'P-43', 'Tenure factors', 'Factor by least completed service.'),
      dial: dial(),
      date: field(monthDay(), 'P-43', 'Date', 'Date of later enrolment in every year.'),
      startRates: field(
        bySegment(rate(0, 1)),
        'P-43',
        'Starting rates',
        'Deferral rate on later enrolment by age segment.',
      ),
      includeOptedOut: field(
        z.boolean(),
        'P-43',
        'Include opt-outs',
        'Whether people who opted out may enrol a year later.',
      ),
    }),
    'P-43',
    'In later years',
    'Yearly enrolment of people who did not enrol at entry.',
  ),
});

export const deferralSchema = z
  .strictObject({
    defaultRates: field(
      z.array(bySegment(rate(0, 1))).min(1),
      'P-44',
      'Elected rates',
      'Deferral rate of an active election: one row per age segment, one column per income segment.',
    ),
    minimumRate: field(rate(0, 1), 'P-45', 'Minimum rate', 'Lowest rate that can be elected.'),
    maximumRate: field(rate(0, 1), 'P-45, P-58', 'Maximum rate', 'Highest rate that can be elected.'),
    hceMaximumRate: field(
      rate(0, 1).nullable(),
      'P-58',
      'Maximum rate of HCEs',
      'Highest rate of highly compensated employees; null for no separate maximum.',
    ),
    payBasis: field(
      z.enum(['uncapped', 'capped']),
      'P-57',
      'Pay basis',
      'Whether deferrals stop once pay reaches the compensation limit.',
    ),
    magnet: field(
      z.strictObject({
        enabled: field(z.boolean(), 'P-45', 'Match magnet', 'Whether the match attracts elections.'),
        probability: field(
          rate(0, 1),
          'P-45',
          'Probability',
          'Chance that a lower election goes to the ceiling.',
        ),
      }),
      'P-45',
      'Match magnet',
      'Elections below the rate that earns the full match move up to it.',
    ),
    catchUp: field(
      z.strictObject({
        allowed: field(z.boolean(), 'P-59', 'Catch-up', 'Whether the plan allows catch-up contributions.'),
        superCatchUp: field(
          z.boolean(),
          'P-59',
          'Super catch-up',
          'Whether ages 60–63 have the higher limit.',
        ),
      }),
      'P-59',
      'Catch-up',
      'Deferrals above the limit from age 50.',
    ),
    roth: field(
      z.strictObject({
        available: field(z.boolean(), 'P-60', 'Roth', 'Whether the plan has a Roth feature.'),
        electionShare: field(rate(0, 1), 'P-48', 'Roth share', 'Share of new participants who choose Roth.'),
      }),
      'P-48, P-60',
      'Roth',
      'Roth deferrals.',
    ),
    censusMissingRate: field(
      rate(0, 1),
      'P-11',
      'Rate when missing',
      'Rate of census participants whose deferral rate is blank.',
    ),
  })
  .superRefine(({ minimumRate, maximumRate }, context) => {
    if (maximumRate >= minimumRate) return;
    const message = `is below minimumRate, ${minimumRate}`;
    context.addIssue({ code: 'custom', path: ['maximumRate'], message });
  });

export const autoEscalationSchema = z.strictObject({
  enabled: field(z.boolean(), 'P-49', 'Automatic escalation', 'Whether rates rise automatically.'),
  scope: field(
    z.enum(['autoEnrolled', 'allParticipants']),
    'P-49',
    'Scope',
    'People enrolled automatically, or all participants.',
  ),
  hireDateCutoff: field(
    isoDate().nullable(),
    'P-49',
    'Hired on or after',
    'When set, only people hired on or after this date.',
  ),
  effectiveDay: field(monthDay(), 'P-49, P-51', 'Date', 'Date of the yearly increase.'),
  increment: field(rate(0.001, 0.05), 'P-49', 'Increment', 'Yearly increase of the deferral rate.'),
  cap: field(rate(0, 1), 'P-49', 'Cap', 'Rate at which escalation ends.'),
  firstEscalationDelayYears: field(
    whole('years', 0, 5),
    'P-49',
    'Delay',
    'Calendar years from enrolment to the first increase.',
  ),
  minimumChange: field(rate(0, 0.01), 'P-49', 'Least change', 'Smaller increases are not made.'),
  optOutProbability: field(
    rate(0, 1),
    'P-50',
    'Opt-out',
    'Probability of refusing escalation for good at the first increase.',
  ),
});

export const matchResponseSchema = z.strictObject({
  enabled: field(z.boolean(), 'P-52', 'Match response', 'Whether participants react to a changed match.'),
  upShare: field(
    rate(0, 1),
    'P-53',
    'React upward',
    'Share who raise their rate when the ceiling is above it.',
  ),
  upToCeilingShare: field(rate(0, 1), 'P-53', 'Up to the ceiling', 'Share of those who go all the way.'),
  downShare: field(
    rate(0, 1),
    'P-53',
    'React downward',
    'Share who lower their rate when the ceiling is below it.',
  ),
  downToCeilingShare: field(rate(0, 1), 'P-53', 'Down to the ceiling', 'Share of those who go all the way.'),
  partialFactor: field(quantity('fraction', 0, 1), 'P-53', 'Part way', 'Part of the gap the others close.'),
});
