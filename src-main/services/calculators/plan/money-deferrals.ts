import { z } from 'zod';
import { shareOf } from '../../../../src-shared/arithmetic.ts';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import { deferralSchema } from '../../../../src-shared/scenario/sections/plan-deferral-schema.ts';
import {
  Deferral,
  deferralTerms,
  limitDeferral,
  maximumRateOf,
  requestDeferral,
} from '../../../../src-worker/plan/deferrals.ts';
import { PlanSegments } from '../../../../src-worker/plan/plan-pay.ts';
import { proratedPay } from '../../../../src-worker/workforce/pay-segments.ts';
import { defineCalculator } from '../calculator.ts';
import { dollars, positiveMoney, rate, toDollars } from '../fields.ts';
import { checkSegments, limitsFor, limitsOfYear, planYear, segmentShape } from './money-fields.ts';

const settings = deferralSchema.parse(DESIGN_DEFAULTS['deferral']);

export const deferralCalculators = [
  defineCalculator({
    name: 'pay',
    rule: 'P-18',
    summary: 'Pay of a year from its segments: rate × days ÷ days of the year, rounded once.',
    input: z
      .strictObject({
        year: planYear(),
        segments: z
          .array(z.strictObject(segmentShape))
          .meta({ description: 'Days employed, or days in the plan, at each annual rate' }),
      })
      .superRefine(checkSegments),
    output: z.strictObject({ amount: dollars('Pay of the year') }),
    run: ({ year, segments }) => ({ amount: toDollars(proratedPay(year, segments)) }),
  }),
  defineCalculator({
    name: 'deferral',
    rule: 'P-57',
    summary: 'Deferrals of a year within the limits of law and plan: base, catch-up, Roth mandate.',
    input: z
      .strictObject({
        year: planYear(),
        birthYear: z.int().min(1800).max(2100).meta({ description: 'Year of birth; age is year less it' }),
        segments: z
          .array(z.strictObject({ ...segmentShape, rate: rate('Deferral rate in force') }))
          .meta({ description: 'Days in the plan at each rate of pay and deferral; or give `requested`' })
          .optional(),
        requested: positiveMoney('What the rates ask for, instead of segments').optional(),
        deferralPay: positiveMoney(
          'With `requested`: pay of the days with a positive deferral rate',
        ).optional(),
        priorYearWages: positiveMoney(
          'FICA wages from this employer in the year before; null or left out for none',
        )
          .nullable()
          .prefault(null),
        rothAvailable: z
          .boolean()
          .meta({ description: 'Whether the plan has a Roth feature' })
          .prefault(settings.roth.available),
        catchUpAllowed: z
          .boolean()
          .meta({ description: 'Whether the plan has catch-up' })
          .prefault(settings.catchUp.allowed),
        hceMaximumRate: z
          .number()
          .min(0)
          .max(1)
          .nullable()
          .meta({ description: 'Maximum rate of HCEs, fraction; null or left out for none of their own' })
          .prefault(settings.hceMaximumRate),
        isHce: z.boolean().meta({ description: 'Whether the person is an HCE of the year' }).prefault(false),
        limits: limitsOfYear(),
      })
      .superRefine(checkSegments)
      .superRefine(({ segments, requested, deferralPay }, context) => {
        const given = requested !== undefined && deferralPay !== undefined;
        const partly = requested !== undefined || deferralPay !== undefined;
        if (segments === undefined ? given : !partly) return;
        context.addIssue({
          code: 'custom',
          message: 'needs either segments, or requested together with deferralPay',
        });
      }),
    output: z.strictObject({
      requested: dollars('What the rates ask for'),
      base: dollars('Deferrals within the limits'),
      catchUp: dollars('Catch-up'),
      total: dollars('Base and catch-up; the rest of what was requested is not withheld'),
      limitBound: z
        .enum(['402g', 'planLimit'])
        .nullable()
        .meta({ description: 'Limit that cut the base; null when none did' }),
      rothMandate: z.boolean().meta({ description: 'Whether every catch-up dollar must be Roth' }),
      unusedCatchUp: dollars('Catch-up that the person could still make'),
    }),
    run: ({ year, segments, limits, ...person }) => {
      const terms = deferralTerms(
        {
          ...settings,
          hceMaximumRate: person.hceMaximumRate,
          catchUp: { ...settings.catchUp, allowed: person.catchUpAllowed },
          roth: { ...settings.roth, available: person.rothAvailable },
        },
        limitsFor(year, limits),
        year,
      );
      const deferral = new Deferral();
      if (segments === undefined) {
        deferral.requested = person.requested ?? deferral.requested;
        deferral.planLimit = shareOf(
          person.deferralPay ?? deferral.planLimit,
          maximumRateOf(terms, person.isHce),
        );
      } else {
        const planSegments = new PlanSegments();
        for (const { from, to, annualRate, rate: deferralRate } of segments) {
          planSegments.add(from, to, annualRate, deferralRate);
        }
        requestDeferral(planSegments, terms, person.isHce, deferral);
      }
      limitDeferral(terms, person.birthYear, person.priorYearWages, deferral);
      return {
        requested: toDollars(deferral.requested),
        base: toDollars(deferral.base),
        catchUp: toDollars(deferral.catchUp),
        total: toDollars(deferral.base + deferral.catchUp),
        limitBound: deferral.limitBound,
        rothMandate: deferral.rothMandated,
        unusedCatchUp: toDollars(deferral.unusedRoom),
      };
    },
  }),
];
