import { z } from 'zod';
import { bySegment, field, rate, factor, whole, isoDate, monthDay } from '../fields.ts';

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
