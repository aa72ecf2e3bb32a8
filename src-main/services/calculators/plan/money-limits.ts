import { z } from 'zod';
import { LIMIT_ITEMS, limitsOf } from '../../../../src-worker/plan/limits.ts';
import { defineCalculator } from '../calculator.ts';
import { SCENARIO } from '../defaults.ts';
import { positiveMoney, rate, toDollars } from '../fields.ts';
import { planYear } from './money-fields.ts';

const { projection } = SCENARIO.limits;
const PROVENANCES = ['published', 'projected', 'override'] as const;

const item = () =>
  z.number().nullable().meta({ description: 'Limit, dollars; null where the law has none in the year' });

export const limitCalculators = [
  defineCalculator({
    name: 'limits',
    rule: 'P-12',
    summary: 'The statutory limits of a year: published, projected, or replaced by the caller.',
    input: z.strictObject({
      year: planYear(),
      indexRate: rate('Yearly indexing after the last published year', 0, 0.2).prefault(projection.indexRate),
      wageBaseIndexRate: rate('Yearly indexing of the wage base', 0, 0.2).prefault(
        projection.wageBaseIndexRate,
      ),
      overrides: z
        .record(
          z.string().regex(/^[12]\d{3}$/, 'is not a year'),
          z.partialRecord(z.enum(LIMIT_ITEMS), positiveMoney('Replacing limit')),
        )
        .meta({ description: 'Limits by year and item, dollars; each replaces the limit of its year only' })
        .prefault({}),
    }),
    output: z.strictObject({
      electiveDeferral: item(),
      catchUp: item(),
      superCatchUp: item(),
      annualAdditions: item(),
      compensation: item(),
      hceCompensation: item(),
      keyOfficer: item(),
      onePercentOwner: item(),
      rothCatchUpWages: item(),
      wageBase: item(),
      provenance: z
        .partialRecord(z.enum(LIMIT_ITEMS), z.enum(PROVENANCES))
        .meta({ description: 'Where each limit comes from; without the items the law does not have' }),
    }),
    run: ({ year, indexRate, wageBaseIndexRate, overrides }) => {
      const limits = limitsOf(year, {
        indexRate,
        wageBaseIndexRate,
        overrides: new Map(Object.entries(overrides).map(([of, items]) => [Number(of), items])),
      });
      const value = (name: (typeof LIMIT_ITEMS)[number]): number | null => {
        const limit = limits[name];
        return limit === undefined ? null : toDollars(limit.cents);
      };
      return {
        electiveDeferral: value('electiveDeferral'),
        catchUp: value('catchUp'),
        superCatchUp: value('superCatchUp'),
        annualAdditions: value('annualAdditions'),
        compensation: value('compensation'),
        hceCompensation: value('hceCompensation'),
        keyOfficer: value('keyOfficer'),
        onePercentOwner: value('onePercentOwner'),
        rothCatchUpWages: value('rothCatchUpWages'),
        wageBase: value('wageBase'),
        provenance: Object.fromEntries(
          Object.entries(limits).map(([name, { provenance }]) => [name, provenance]),
        ),
      };
    },
  }),
];
