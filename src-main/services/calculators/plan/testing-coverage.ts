import { z } from 'zod';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import { checkBands } from '../../../../src-shared/scenario/fields.ts';
import { testingSchema } from '../../../../src-shared/scenario/sections/plan-testing-schema.ts';
import { MILLION } from '../../../../src-shared/units.ts';
import { meanOf, WHOLE } from '../../../../src-worker/plan/testing/basis-points.ts';
import {
  benefitsRate,
  imputedRate,
  interestFactors,
} from '../../../../src-worker/plan/testing/benefits-rates.ts';
import { classify } from '../../../../src-worker/plan/testing/classification.ts';
import {
  averageBenefitPercentage,
  coverageRatio,
  coverageTest,
} from '../../../../src-worker/plan/testing/coverage.ts';
import { gatewayRate, rateGroupTest } from '../../../../src-worker/plan/testing/general-test.ts';
import { gradualFault } from '../../../../src-worker/plan/testing/gradual-schedule.ts';
import { defineCalculator } from '../calculator.ts';
import { count, integer, positiveMoney, rate } from '../fields.ts';
import { limitsFor, limitsOfYear, planYear } from './money-fields.ts';
import { fraction, optionalPercent, percent, percentage, testRate } from './testing-fields.ts';

const { crossTestInterest } = testingSchema.parse(DESIGN_DEFAULTS['testing']);

const thousandths = (value: number): number => value / 1_000;
const inPercent = (basis: number | null): number | null => (basis === null ? null : basis / 100);
const mean = (rates: readonly number[]): number | null =>
  meanOf(
    rates.reduce((sum, one) => sum + one, 0),
    rates.length,
  );

/** An age in years: completed years count. */
const testedAge = () =>
  z.number().min(0).max(150).meta({ description: 'Year tested less year of birth' }).transform(Math.floor);

export const coverageCalculators = [
  defineCalculator({
    name: 'classification',
    rule: 'P-105',
    summary: 'The concentration of NHCEs, and the safe and unsafe harbor that follow from it.',
    input: z
      .strictObject({ nhce: count('Non-excludable NHCEs'), hce: count('Non-excludable HCEs') })
      .refine(({ nhce, hce }) => nhce + hce > 0, { error: 'there is nobody', path: ['nhce'] }),
    output: z.strictObject({
      concentration: integer('NHCEs in percent of all, rounded down'),
      safe: percent('Safe harbor'),
      unsafe: percent('Unsafe harbor'),
      midpoint: percent('Mean of both'),
    }),
    run: ({ nhce, hce }) => {
      const { concentration, safe, unsafe, midpoint } = classify(nhce, hce);
      return {
        concentration,
        safe: thousandths(safe),
        unsafe: thousandths(unsafe),
        midpoint: thousandths(midpoint),
      };
    },
  }),
  defineCalculator({
    name: 'coverage',
    rule: 'P-113',
    summary: 'The 410(b) coverage test of one part of the plan.',
    input: z
      .strictObject({
        nhceBenefiting: count('NHCEs who benefit'),
        nhceTotal: count('Non-excludable NHCEs'),
        hceBenefiting: count('HCEs who benefit'),
        hceTotal: count('Non-excludable HCEs'),
        averageBenefit: percentage(
          'Average benefit percentage; needed when the ratio is below 70 % but above the unsafe harbor',
        ).optional(),
      })
      .superRefine(({ averageBenefit, ...counts }, context) => {
        for (const group of ['nhce', 'hce'] as const) {
          if (counts[`${group}Benefiting`] <= counts[`${group}Total`]) continue;
          const message = `exceeds ${group}Total`;
          context.addIssue({ code: 'custom', path: [`${group}Benefiting`], message });
        }
        // Without it, the best it could be decides whether it matters.
        if (averageBenefit !== undefined) return;
        const { result, reason } = coverageTest(counts, WHOLE);
        if (result !== 'review' && reason !== 'averageBenefit') return;
        const message = 'is needed, because the ratio does not decide alone';
        context.addIssue({ code: 'custom', path: ['averageBenefit'], message });
      }),
    output: z.strictObject({
      ratio: optionalPercent(
        'NHCE percentage divided by HCE percentage; null where there is no NHCE or no HCE benefits',
      ),
      result: z.enum(['pass', 'review', 'fail']),
      reason: z
        .enum(['noNhce', 'noHceBenefits', 'ratio', 'averageBenefit'])
        .nullable()
        .meta({ description: 'Why it passes; null when it does not' }),
    }),
    run: ({ averageBenefit, ...counts }) => {
      const { ratio, result, reason } = coverageTest(counts, averageBenefit ?? WHOLE);
      return { ratio: inPercent(ratio), result, reason };
    },
  }),
  defineCalculator({
    name: 'generalTest',
    rule: 'P-104',
    summary: 'The general test of 401(a)(4) by rate groups.',
    input: z.strictObject({
      people: z
        .array(
          z.strictObject({
            hce: z.boolean().meta({ description: 'Whether highly compensated' }).prefault(false),
            rate: testRate('Allocation rate, or benefits rate when cross-testing', 1_000),
            benefitRate: testRate(
              'All benefits as a share of pay, for the average benefit percentage (P-106); the rate when left out',
              1_000,
            ).optional(),
          }),
        )
        .meta({ description: 'Non-excludable employees, those with rate 0 included' }),
      planRatio: percentage(
        'The 410(b) ratio of the plan; when left out, that of the people with a rate above 0',
      ).optional(),
    }),
    output: z.strictObject({
      groups: z
        .array(
          z.strictObject({
            rate: fraction('Rate of the HCEs whose group it is'),
            ratio: optionalPercent('Ratio of the group; null without NHCEs'),
            result: z.enum(['pass', 'fail']),
          }),
        )
        .meta({ description: 'One group per HCE rate above 0, highest first' }),
      midpoint: optionalPercent('Midpoint of the safe and unsafe harbor; null of nobody'),
      threshold: optionalPercent('Ratio that suffices with the average benefit test; null of nobody'),
      averageBenefit: optionalPercent(
        'Average benefit percentage; null where there is no NHCE or HCEs get nothing',
      ),
      result: z.enum(['pass', 'fail']),
    }),
    run: ({ people, planRatio }) => {
      const verdict = (passes: boolean) => (passes ? ('pass' as const) : ('fail' as const));
      const of = (hce: boolean) => people.filter((person) => person.hce === hce);
      const benefiting = (hce: boolean): number => of(hce).filter((person) => person.rate > 0).length;
      const benefits = (hce: boolean) => mean(of(hce).map((person) => person.benefitRate ?? person.rate));
      const ownRatio = coverageRatio({
        nhceBenefiting: benefiting(false),
        nhceTotal: of(false).length,
        hceBenefiting: benefiting(true),
        hceTotal: of(true).length,
      });
      const averageBenefit = averageBenefitPercentage({ nhce: benefits(false), hce: benefits(true) });
      const { groups, midpoint, threshold, passes } = rateGroupTest(
        Float64Array.from(people, (person) => person.rate),
        Uint8Array.from(people, (person) => Number(person.hce)),
        planRatio ?? ownRatio,
        averageBenefit,
      );
      return {
        groups: groups.map((group) => ({
          rate: group.rate / WHOLE,
          ratio: inPercent(group.ratio),
          result: verdict(group.passes),
        })),
        midpoint: midpoint === null ? null : thousandths(midpoint),
        threshold: threshold === null ? null : thousandths(threshold),
        averageBenefit: inPercent(averageBenefit),
        result: verdict(passes),
      };
    },
  }),
  defineCalculator({
    name: 'gateway',
    rule: 'P-109',
    summary: 'The allocation rate of NHCEs that opens the gateway to cross-testing.',
    input: z.strictObject({ topHceRate: rate('Highest allocation rate of an HCE', 0, 10) }),
    output: z.strictObject({
      minimumRate: fraction('A third of it, at most 5 % (which is measured by gross pay)'),
    }),
    run: ({ topHceRate }) => ({ minimumRate: gatewayRate(topHceRate) / MILLION }),
  }),
  defineCalculator({
    name: 'gradualSchedule',
    rule: 'P-110',
    summary: 'Whether core rates by bands rise gradually, which opens the gateway to cross-testing.',
    input: z.strictObject({
      bands: z
        .array(
          z.strictObject({
            min: z.int().min(0).max(250).meta({ description: 'Lowest value of the band' }),
            max: z.int().min(0).max(250).nullable().meta({ description: 'The band ends below; null: last' }),
            rate: rate('Rate of the band'),
          }),
        )
        .min(1)
        .superRefine(checkBands)
        .meta({ description: 'Bands without gap or overlap; the last has max null' }),
      kind: z.enum(['age', 'service', 'points']).meta({ description: 'What the bands count' }),
    }),
    output: z.strictObject({
      ok: z.boolean(),
      code: z
        .enum(['step', 'ratio', 'ratioRises', 'interval'])
        .nullable()
        .meta({ description: 'The first check that fails; null when the schedule is gradual' }),
    }),
    run: ({ bands, kind }) => {
      const code = gradualFault(bands, kind);
      return { ok: code === null, code };
    },
  }),
  defineCalculator({
    name: 'imputedRate',
    rule: 'P-107',
    summary: 'The allocation rate of a person with imputed disparity.',
    input: z
      .strictObject({
        year: planYear(),
        pay: positiveMoney('Capped plan pay'),
        allocation: positiveMoney('Core and reallocated forfeitures'),
        wageBase: positiveMoney('Taxable wage base; that of the year when left out').optional(),
        limits: limitsOfYear(),
      })
      .refine(({ pay }) => pay > 0, { error: 'must be above 0', path: ['pay'] }),
    output: z.strictObject({ rate: fraction('Adjusted rate, rounded to 0.01 percentage point') }),
    run: ({ year, pay, allocation, wageBase, limits }) => ({
      rate: imputedRate(pay, allocation, wageBase ?? limitsFor(year, limits).wageBase) / WHOLE,
    }),
  }),
  defineCalculator({
    name: 'crossRate',
    rule: 'P-108',
    summary: 'The benefits rate of an allocation rate: with interest to age 65.',
    input: z.strictObject({
      rate: rate('Allocation rate', 0, 10),
      age: testedAge(),
      interest: rate('Interest', 0.075, 0.085).prefault(crossTestInterest),
    }),
    output: z.strictObject({ rate: fraction('Benefits rate, rounded to 0.01 percentage point') }),
    run: ({ rate: allocationRate, age, interest }) => ({
      rate: benefitsRate(allocationRate, age, interestFactors(interest)) / WHOLE,
    }),
  }),
];
