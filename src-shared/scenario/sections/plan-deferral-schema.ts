import { z } from 'zod';
import { bySegment, field, rate, quantity, whole, isoDate, monthDay } from '../fields.ts';

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
