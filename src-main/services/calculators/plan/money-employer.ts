import { z } from 'zod';
import {
  coreSchema,
  matchSchema,
} from '../../../../src-shared/scenario/sections/plan-contribution-schema.ts';
import { MILLION, type Cents } from '../../../../src-shared/units.ts';
import { coreBase, coreExcess, coreTerms } from '../../../../src-worker/plan/core.ts';
import { integrationLevel, permittedDisparity } from '../../../../src-worker/plan/disparity.ts';
import {
  computeMatch,
  formulaOf,
  Match,
  matchedDeferral,
  matchTerms,
} from '../../../../src-worker/plan/match.ts';
import { Paychecks } from '../../../../src-worker/plan/paychecks.ts';
import { defineCalculator } from '../calculator.ts';
import { dollars, positiveMoney, rate, toDollars } from '../fields.ts';
import { designBlock } from './design-block.ts';
import { completedYearsField, limitsFor, limitsOfYear, planYear } from './money-fields.ts';

const optionalYears = (description: string) =>
  completedYearsField(`${description}; needed by formulas in bands`).optional();
const tenureYears = () => optionalYears('Service on the settlement date');
const age = () => optionalYears('Age on the settlement date');

interface Person {
  readonly tenureYears?: number | undefined;
  readonly age?: number | undefined;
}

/** Reports the facts that the bands of a formula need and the caller left out. */
function checkFacts(type: string, person: Person, context: z.RefinementCtx): void {
  const needs: Readonly<Record<string, readonly (keyof Person)[]>> = {
    gradedByService: ['tenureYears'],
    tenureGraded: ['tenureYears'],
    ageBanded: ['age'],
    pointsBased: ['tenureYears', 'age'],
  };
  for (const fact of needs[type] ?? []) {
    if (person[fact] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [fact], message: `is needed for ${type}` });
  }
}

const sum = (amounts: readonly number[]): Cents =>
  amounts.reduce((total, amount) => total + amount, 0) as Cents;

export const employerCalculators = [
  defineCalculator({
    name: 'match',
    rule: 'P-65',
    summary: 'The match of a year: annual, per pay period, or per pay period with a true-up.',
    input: z
      .strictObject({
        year: planYear(),
        match: designBlock('match', matchSchema, 'Match of the design; what is left out takes its default'),
        planPay: positiveMoney(
          'Plan pay; the compensation limit is applied here. Left out: the pay of the periods',
        ).optional(),
        deferral: positiveMoney('Base deferral of the year, catch-up apart; or give `periods`').optional(),
        periods: z
          .array(
            z.strictObject({
              pay: positiveMoney('Pay'),
              deferral: positiveMoney('All that is deferred, catch-up included'),
            }),
          )
          .min(1)
          .meta({ description: 'Paychecks of the year in order; needed unless frequency is annual' })
          .optional(),
        catchUp: positiveMoney(
          'Catch-up of the year: in addition to `deferral`, or the last dollars of the periods',
        ).prefault(0),
        tenureYears: tenureYears(),
        age: age(),
        limits: limitsOfYear(),
      })
      .superRefine(({ match, planPay, deferral, periods, catchUp, ...person }, context) => {
        const report = (path: string, message: string): void => {
          context.addIssue({ code: 'custom', path: [path], message });
        };
        checkFacts(match.type, person, context);
        if ((deferral === undefined) === (periods === undefined)) {
          report('deferral', 'is needed, or periods, but not both');
        }
        if (planPay === undefined && periods === undefined) report('planPay', 'is needed without periods');
        if (periods === undefined && match.frequency !== 'annual') {
          report('periods', `are needed for frequency ${match.frequency}`);
        }
        if (periods !== undefined && catchUp > sum(periods.map((period) => period.deferral))) {
          report('catchUp', 'exceeds the deferrals of the periods');
        }
      }),
    output: z.strictObject({
      amount: dollars('Match of the year, true-up included'),
      perPeriod: dollars('The part that the paychecks earned; 0 when the match is calculated annually'),
      trueUp: dollars('The part that tops them up to the annual match'),
    }),
    run: ({ year, match, deferral, periods = [], catchUp, limits, ...person }) => {
      const terms = matchTerms(match, year);
      const formula = formulaOf(terms, person.tenureYears ?? 0, person.age ?? 0);
      const { compensation } = limitsFor(year, limits);
      const base = deferral ?? ((sum(periods.map((period) => period.deferral)) - catchUp) as Cents);
      const matched = matchedDeferral(terms, base, catchUp);
      const planPay = person.planPay ?? sum(periods.map(({ pay }) => pay));

      const paychecks = new Paychecks();
      paychecks.clear(periods.length);
      let [paid, deferred] = [0, 0];
      for (const period of periods) {
        const pay = Math.min(period.pay, Math.max(0, compensation - paid));
        paychecks.add(pay as Cents, Math.min(period.deferral, Math.max(0, matched - deferred)) as Cents);
        paid += period.pay;
        deferred += period.deferral;
      }
      const result = new Match();
      computeMatch(terms, formula, Math.min(planPay, compensation) as Cents, matched, paychecks, result);
      return {
        amount: toDollars(result.match + result.trueUp),
        perPeriod: match.frequency === 'annual' ? 0 : toDollars(result.match),
        trueUp: toDollars(result.trueUp),
      };
    },
  }),
  defineCalculator({
    name: 'magnetCeiling',
    rule: 'P-46',
    summary: 'The smallest deferral rate that earns the greatest match as a share of pay.',
    input: z
      .strictObject({
        match: designBlock('match', matchSchema, 'Match of the design; what is left out takes its default'),
        tenureYears: tenureYears(),
        age: age(),
      })
      .superRefine(({ match, ...person }, context) => {
        checkFacts(match.type, person, context);
      }),
    output: z.strictObject({
      ceiling: z.number().meta({ description: 'Deferral rate, fraction, rounded up to 0.01 point' }),
    }),
    run: ({ match, tenureYears: service = 0, age: years = 0 }) => ({
      // The year decides the pay periods only, which have no part in the ceiling.
      ceiling: formulaOf(matchTerms(match, 2026), service, years).ceiling / MILLION,
    }),
  }),
  defineCalculator({
    name: 'core',
    rule: 'P-71',
    summary: 'Core contribution of a person who is allocation-eligible, with permitted disparity.',
    input: z
      .strictObject({
        year: planYear(),
        core: designBlock('core', coreSchema, 'Core of the design; what is left out takes its default'),
        planPay: positiveMoney('Plan pay; the compensation limit is applied here'),
        age: age(),
        tenureYears: tenureYears(),
        limits: limitsOfYear(),
      })
      .superRefine(({ core, ...person }, context) => {
        checkFacts(core.type, person, context);
      }),
    output: z.strictObject({
      base: dollars('Base contribution'),
      excess: dollars('Contribution on pay above the integration level'),
      total: dollars('Sum of both'),
    }),
    run: ({ year, core, planPay, age: years = 0, tenureYears: service = 0, limits }) => {
      const ofYear = limitsFor(year, limits);
      const terms = coreTerms(core, ofYear);
      const pay = Math.min(planPay, ofYear.compensation) as Cents;
      const base = coreBase(terms, pay, service, years);
      const excess = coreExcess(terms, pay);
      return { base: toDollars(base), excess: toDollars(excess), total: toDollars(base + excess) };
    },
  }),
  defineCalculator({
    name: 'disparity',
    rule: 'P-73',
    summary: 'Whether the disparity of an integrated core contribution is permitted in a year.',
    input: z
      .strictObject({
        year: planYear(),
        baseRate: rate('Lowest base rate'),
        disparityRate: rate('Rate on pay above the level'),
        levelMode: z
          .enum(['wageBase', 'percentOfWageBase', 'fixedDollars'])
          .meta({ description: 'The taxable wage base, a share of it, or fixed dollars' })
          .prefault('wageBase'),
        levelValue: z
          .number()
          .min(0)
          .max(1e10)
          .nullable()
          .meta({ description: 'Share of the wage base as a fraction, or dollars, by levelMode' })
          .prefault(null),
        wageBase: positiveMoney('Taxable wage base; that of the year when left out').optional(),
        limits: limitsOfYear(),
      })
      .superRefine(({ levelMode, levelValue }, context) => {
        const report = (message: string): void => {
          context.addIssue({ code: 'custom', path: ['levelValue'], message });
        };
        if (levelMode === 'wageBase') return;
        if (levelValue === null) report(`is needed for ${levelMode}`);
        else if (levelMode === 'percentOfWageBase' && levelValue > 1) report('is a fraction, at most 1');
      }),
    output: z.strictObject({
      level: dollars('Integration level'),
      factor: z.number().meta({
        description: 'Most disparity at this level, fraction; 0 where the level exceeds the wage base',
      }),
      maximum: z.number().meta({ description: 'The lesser of the factor and the base rate, fraction' }),
      valid: z.boolean(),
    }),
    run: ({ year, baseRate, disparityRate, levelMode, levelValue, limits, ...given }) => {
      const wageBase = given.wageBase ?? limitsFor(year, limits).wageBase;
      const level = integrationLevel(levelMode, levelValue, wageBase);
      const { factor, maximum, valid } = permittedDisparity(level, wageBase, baseRate, disparityRate);
      return { level: toDollars(level), factor: factor / MILLION, maximum: maximum / MILLION, valid };
    },
  }),
];
