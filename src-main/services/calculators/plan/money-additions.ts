import { z } from 'zod';
import { toPpm } from '../../../../src-shared/arithmetic.ts';
import { DESIGN_DEFAULTS } from '../../../../src-shared/scenario/defaults.ts';
import { matchSchema } from '../../../../src-shared/scenario/sections/plan-contribution-schema.ts';
import { isList } from '../../../../src-shared/scenario/json-value.ts';
import { testingSchema } from '../../../../src-shared/scenario/sections/plan-testing-schema.ts';
import type { Cents } from '../../../../src-shared/units.ts';
import {
  additionsLimit,
  additionsStatus,
  enforceAdditionsLimit,
  totalAdditions,
} from '../../../../src-worker/plan/annual-additions.ts';
import { annualMatchLoss, NOTHING_MATCHED } from '../../../../src-worker/plan/match-loss.ts';
import { formulaOf, matchedDeferral, matchTerms } from '../../../../src-worker/plan/match.ts';
import { defineCalculator } from '../calculator.ts';
import { dollars, positiveMoney, toDollars } from '../fields.ts';
import { designBlock } from './design-block.ts';
import { limitsFor, limitsOfYear, planYear } from './money-fields.ts';

const { warning415 } = testingSchema.parse(DESIGN_DEFAULTS['testing']);
/** The default warning threshold in basis points. */
const WARNING = toPpm(warning415) / 100;

const amount = (description: string) => positiveMoney(`${description}; 0 when left out`).prefault(0);
const step = (description: string) => dollars(description);

export const additionsCalculators = [
  defineCalculator({
    name: 'additions415',
    rule: 'P-75',
    summary: 'Annual additions of a person against the 415(c) limit, and what brings them down to it.',
    input: z.strictObject({
      year: planYear(),
      grossPay: positiveMoney('Pay received in the year'),
      planPay: positiveMoney(
        'Plan pay, on which the match is calculated; gross pay when left out',
      ).optional(),
      deferral: amount('Base deferral, catch-up apart'),
      catchUp: amount('Catch-up, which is no annual addition'),
      unusedCatchUp: amount('Catch-up that the person could still make'),
      match: amount('Match, true-up included'),
      core: amount('Core contribution, excess included'),
      afterTax: amount('After-tax contributions'),
      forfeitures: amount('Reallocated forfeitures'),
      formula: designBlock(
        'match',
        matchSchema,
        'Match formula by which deferrals are matched: a match of the design, or the list of its tiers',
        (given) => (isList(given) ? { type: 'tiered', tiers: given } : given),
      ).refine(({ type }) => type === 'none' || type === 'tiered', {
        error: 'must be one formula: give the tiers of the person’s band',
      }),
      limits: limitsOfYear(),
    }),
    output: z.strictObject({
      limit: dollars('The lesser of the dollar limit and the pay received'),
      additions: dollars('Annual additions before any step'),
      over: step('What exceeds the limit'),
      reclassified: step('Base deferrals that become catch-up'),
      afterTaxReturned: step('After-tax contributions returned'),
      unmatchedReturned: step('Unmatched deferrals returned'),
      matchedReturned: step('Matched deferrals returned'),
      matchForfeited: step('Match given up, with those deferrals or because nothing else was left'),
      coreReduced: step('Core contribution given up'),
      finalAdditions: step('Annual additions after all steps'),
      status: z.enum(['limited', 'atRisk', 'pass']),
      utilisation: z
        .number()
        .meta({ description: 'Final additions as a percentage of the limit, two decimals' }),
    }),
    run: ({ year, grossPay, planPay, catchUp, unusedCatchUp, formula, limits, ...sources }) => {
      const { annualAdditions, compensation } = limitsFor(year, limits);
      const { limit } = additionsLimit(annualAdditions, grossPay);
      const additions = {
        base: sources.deferral,
        match: sources.match,
        core: sources.core,
        reallocated: sources.forfeitures,
        afterTax: sources.afterTax,
      };
      const terms = matchTerms(formula, year);
      const pay = Math.min(planPay ?? grossPay, compensation) as Cents;
      const loss =
        sources.match === 0
          ? NOTHING_MATCHED
          : annualMatchLoss(
              formulaOf(terms, 0, 0),
              matchedDeferral(terms, sources.deferral, catchUp),
              pay,
              terms.dollarCap,
            );
      const correction = enforceAdditionsLimit(additions, limit, unusedCatchUp, loss);
      const { status, utilisation } = additionsStatus(correction, limit, WARNING);
      return {
        limit: toDollars(limit),
        additions: toDollars(totalAdditions(additions)),
        over: toDollars(correction.over),
        reclassified: toDollars(correction.reclassified),
        afterTaxReturned: toDollars(correction.afterTaxReturned),
        unmatchedReturned: toDollars(correction.unmatchedReturned),
        matchedReturned: toDollars(correction.matchedReturned),
        matchForfeited: toDollars(correction.matchForfeited + correction.matchReduced),
        coreReduced: toDollars(correction.coreReduced),
        finalAdditions: toDollars(correction.final),
        status,
        utilisation: utilisation / 100,
      };
    },
  }),
];
