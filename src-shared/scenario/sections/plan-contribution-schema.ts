import { z } from 'zod';
import { field, rate, whole, dollars, checkBands, type SettingUnit } from '../fields.ts';

/** Conditions for receiving employer money (P-34). */
export const allocationSchema = z.strictObject({
  minimumHours: field(whole('hours', 0, 1_000), 'P-34', 'Hours', 'Hours in the year that are required.'),
  minimumTenureYears: field(
    whole('years', 0, 2),
    'P-34',
    'Service',
    'Completed years of service that are required.',
  ),
  waiveTenureForNewHires: field(
    z.boolean().nullable(),
    'P-34',
    'Waive for new hires',
    'Whether the service condition is waived in the year of hire; null waives it only when it is 0.',
  ),
  requireLastDay: field(z.boolean(), 'P-34', 'Last day', 'Whether employment on 31 December is required.'),
  payNewHireLeavers: field(
    z.boolean(),
    'P-34',
    'Pay new-hire leavers',
    'Exception to the last-day rule for people hired in the year.',
  ),
  payExperiencedLeavers: field(
    z.boolean(),
    'P-34',
    'Pay other leavers',
    'Exception to the last-day rule for people hired earlier.',
  ),
  payDeathDisabilityRetirement: field(
    z.boolean(),
    'P-34',
    'Pay on death, disability, retirement',
    'Exception to the last-day rule by reason of termination.',
  ),
});

const allocation = (of: string) =>
  field(allocationSchema, 'P-34', 'Conditions', `Conditions for receiving the ${of}.`);

const tierSchema = z
  .strictObject({
    min: field(rate(0, 1), 'P-65', 'From', 'Lower end of the tier as a share of pay.'),
    max: field(rate(0, 1), 'P-65', 'To', 'Upper end of the tier as a share of pay.'),
    rate: field(rate(0, 10), 'P-65', 'Rate', 'Match per dollar deferred in the tier.'),
  })
  .superRefine(({ min, max }, context) => {
    if (max > min) return;
    context.addIssue({ code: 'custom', path: ['max'], message: `must be above min, ${min}` });
  });

const tierList = z
  .array(tierSchema)
  .min(1)
  .superRefine((tiers, context) => {
    for (const [index, tier] of tiers.entries()) {
      const before = tiers[index - 1]?.max ?? tier.min;
      if (tier.min === before) continue;
      const message = `must continue the tier before it, which ends at ${before}`;
      context.addIssue({ code: 'custom', path: [index, 'min'], message });
    }
  });

const bounds = (unit: SettingUnit) => ({
  min: field(whole(unit, 0, 250), 'P-5', 'From', 'Lowest value of the band.'),
  max: field(
    whole(unit, 0, 250).nullable(),
    'P-5',
    'Below',
    'The band ends below this value; null for the last band.',
  ),
});

const bandsOf = <Band extends z.ZodType<{ min: number; max: number | null }>>(band: Band) =>
  z.array(band).min(1).superRefine(checkBands);

const matchBand = (unit: SettingUnit) =>
  z.strictObject({
    ...bounds(unit),
    rate: field(rate(0, 10), 'P-65', 'Rate', 'Match per dollar deferred.'),
    maxDeferral: field(rate(0, 1), 'P-65', 'Up to', 'Deferral that is matched, as a share of pay.'),
  });

const tieredBand = z.strictObject({
  ...bounds('years'),
  tiers: field(tierList, 'P-65', 'Tiers', 'Tiers of the band.'),
});

const matchTerms = {
  capPercentOfPay: field(
    rate(0, 1).nullable(),
    'P-66',
    'Cap, share of pay',
    'Most match as a share of pay; null for none.',
  ),
  dollarCap: field(dollars(0).nullable(), 'P-66', 'Cap in dollars', 'Most match of a year; null for none.'),
  frequency: field(
    z.enum(['annual', 'perPayPeriod', 'perPayPeriodWithTrueUp']),
    'P-67, P-68, P-69',
    'Calculated',
    'Once a year, in each pay period, or in each pay period with a true-up.',
  ),
  payFrequency: field(
    z.enum(['weekly', 'biweekly', 'semimonthly', 'monthly']),
    'P-68',
    'Pay periods',
    'Length of a pay period.',
  ),
  matchCatchUp: field(z.boolean(), 'P-64', 'Match catch-up', 'Whether catch-up deferrals are matched.'),
  allocation: allocation('match'),
};

const typeOf = <Type extends string>(type: Type, description: string) =>
  field(z.literal(type), 'P-65, P-71', 'Type', description);

export const matchSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: typeOf('none', 'No match.'), ...matchTerms }),
  z.strictObject({
    type: typeOf('tiered', 'One formula for everybody.'),
    tiers: field(tierList, 'P-65', 'Tiers', 'Contiguous tiers of the deferral.'),
    ...matchTerms,
  }),
  z.strictObject({
    type: typeOf('gradedByService', 'A rate by completed service.'),
    bands: field(bandsOf(matchBand('years')), 'P-65', 'Service bands', 'Rate by completed years of service.'),
    ...matchTerms,
  }),
  z.strictObject({
    type: typeOf('tenureGraded', 'A tiered formula by completed service.'),
    bands: field(bandsOf(tieredBand), 'P-65', 'Service bands', 'Tiers by completed years of service.'),
    ...matchTerms,
  }),
  z.strictObject({
    type: typeOf('pointsBased', 'A rate by points: completed age plus completed service.'),
    bands: field(bandsOf(matchBand('points')), 'P-65', 'Point bands', 'Rate by points.'),
    ...matchTerms,
  }),
]);

const coreRate = () => rate(0, 1);
const coreBand = (unit: SettingUnit) =>
  z.strictObject({
    ...bounds(unit),
    rate: field(coreRate(), 'P-71', 'Rate', 'Contribution as a share of pay.'),
  });

const integrationSchema = z
  .strictObject({
    enabled: field(z.boolean(), 'P-72', 'Integrated', 'Whether pay above the level earns more.'),
    disparityRate: field(rate(0, 1), 'P-72', 'Excess rate', 'Additional share of pay above the level.'),
    levelMode: field(
      z.enum(['wageBase', 'percentOfWageBase', 'fixedDollars']),
      'P-72',
      'Level',
      'The taxable wage base, a share of it, or fixed dollars.',
    ),
    levelValue: field(
      z.number().min(0).nullable(),
      'P-72',
      'Level value',
      'Share of the wage base, or dollars; null when the level is the wage base itself.',
    ),
  })
  .superRefine(({ levelMode, levelValue }, context) => {
    const report = (message: string): void => {
      context.addIssue({ code: 'custom', path: ['levelValue'], message });
    };
    if (levelMode === 'wageBase') return;
    if (levelValue === null || levelValue === 0) report(`must be above 0 for level ${levelMode}`);
    else if (levelMode === 'percentOfWageBase' && levelValue > 1) report('must be a fraction, at most 1');
  });

const coreTerms = {
  integration: field(integrationSchema, 'P-72', 'Permitted disparity', 'Integration with Social Security.'),
  allocation: allocation('core contribution'),
};

export const coreSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: typeOf('none', 'No core contribution.'), ...coreTerms }),
  z.strictObject({
    type: typeOf('flat', 'One rate for everybody.'),
    rate: field(coreRate(), 'P-71', 'Rate', 'Contribution as a share of pay.'),
    ...coreTerms,
  }),
  z.strictObject({
    type: typeOf('gradedByService', 'A rate by completed service.'),
    bands: field(bandsOf(coreBand('years')), 'P-71', 'Service bands', 'Rate by completed years of service.'),
    ...coreTerms,
  }),
  z.strictObject({
    type: typeOf('ageBanded', 'A rate by completed age.'),
    bands: field(bandsOf(coreBand('years')), 'P-71', 'Age bands', 'Rate by completed age.'),
    ...coreTerms,
  }),
  z.strictObject({
    type: typeOf('pointsBased', 'A rate by points: completed age plus completed service.'),
    bands: field(bandsOf(coreBand('points')), 'P-71', 'Point bands', 'Rate by points.'),
    ...coreTerms,
  }),
]);
