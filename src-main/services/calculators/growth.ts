import { z } from 'zod';
import { averageBridge, growthMetrics, openingLevels } from '../../../src-worker/metrics/growth.ts';
import { defineCalculator } from './calculator.ts';
import { dollars, money, positiveMoney, toDollars } from './fields.ts';

const raise = (kind: string) => money(`${kind}, the amount added to annual pay`).prefault(0);
const raises = {
  cola: raise('COLA'),
  promotion: raise('Promotion'),
  merit: raise('Merit'),
  market: raise('Market adjustment'),
};
const KINDS = ['cola', 'promotion', 'merit', 'market'] as const;
type Raises = Readonly<Record<(typeof KINDS)[number], number>>;

const growthPercent = (metric: string) =>
  z
    .number()
    .nullable()
    .meta({ description: `${metric}, percent of 4 decimals; null where a side is missing` });

const averageAmount = () => z.number().meta({ description: 'Effect on the average, dollars' });
const averagePay = (when: string) =>
  z
    .number()
    .nullable()
    .meta({ description: `Average at ${when}, dollars; null without persons` });

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const raised = (person: Raises): number => sum(KINDS.map((kind) => person[kind]));

export const growthCalculators = [
  defineCalculator({
    name: 'growth',
    rule: 'W-58',
    summary: 'Payroll bridge, average bridge and growth metrics B and C of one year (W-57 to W-59).',
    input: z.strictObject({
      stayers: z
        .array(z.strictObject({ openingPay: positiveMoney('Annual pay at opening'), ...raises }))
        .meta({ description: 'Opening staff still employed at close' })
        .prefault([]),
      leavers: z
        .array(positiveMoney('Annual pay at opening'))
        .meta({ description: 'Opening pay of opening staff who left' })
        .prefault([]),
      hires: z
        .array(z.strictObject({ hirePay: positiveMoney('Annual pay at hire'), ...raises }))
        .meta({ description: 'Hires of the year still employed at close' })
        .prefault([]),
    }),
    output: z.strictObject({
      payroll: z
        .strictObject({
          opening: dollars('Annual pay of opening staff'),
          leavers: dollars('Opening pay of leavers, subtracted'),
          hires: dollars('Hire pay of hires'),
          cola: dollars('COLA'),
          promotion: dollars('Promotions'),
          merit: dollars('Merit'),
          market: dollars('Market adjustments'),
          closing: dollars('Annual pay at close'),
        })
        .meta({ description: 'opening − leavers + hires + cola + promotion + merit + market = closing' }),
      average: z.union([
        z.strictObject({
          opening: averagePay('opening'),
          leaverMix: averageAmount(),
          cola: averageAmount(),
          promotion: averageAmount(),
          merit: averageAmount(),
          market: averageAmount(),
          hireMix: averageAmount(),
          closing: averagePay('close'),
        }),
        z
          .strictObject({
            opening: averagePay('opening'),
            replacement: averageAmount(),
            closing: averagePay('close'),
          })
          .meta({ description: 'Without stayers there is one effect' }),
      ]),
      growthB: growthPercent('Growth of the pay of stayers'),
      growthC: growthPercent('Growth of the average pay of positions'),
    }),
    run: ({ stayers, leavers, hires }) => {
      const stayerOpening = sum(stayers.map(({ openingPay }) => openingPay));
      const leaverPay = sum(leavers);
      const hirePay = sum(hires.map((hire) => hire.hirePay));
      const ofStayers = (kind: keyof Raises): number => sum(stayers.map((person) => person[kind]));
      const ofAll = (kind: keyof Raises): number =>
        ofStayers(kind) + sum(hires.map((person) => person[kind]));
      const opening = stayerOpening + leaverPay;
      const closing = stayerOpening + hirePay + sum([...stayers, ...hires].map(raised));
      const sums = {
        openingHeads: stayers.length + leavers.length,
        opening,
        stayers: stayers.length,
        stayerOpening,
        stayerCola: ofStayers('cola'),
        stayerPromotion: ofStayers('promotion'),
        stayerMerit: ofStayers('merit'),
        stayerMarket: ofStayers('market'),
        closingHeads: stayers.length + hires.length,
        closing,
      };
      const { metrics } = growthMetrics(sums, 0, 0, 0, openingLevels(opening, sums.openingHeads));
      const bridge = averageBridge(sums);
      const ends = {
        opening: bridge.openingCents === null ? null : toDollars(bridge.openingCents),
        closing: bridge.closingCents === null ? null : toDollars(bridge.closingCents),
      };
      const percent = (ppm: number | null): number | null => (ppm === null ? null : ppm / 10_000);
      return {
        payroll: {
          opening: toDollars(opening),
          leavers: toDollars(leaverPay),
          hires: toDollars(hirePay),
          cola: toDollars(ofAll('cola')),
          promotion: toDollars(ofAll('promotion')),
          merit: toDollars(ofAll('merit')),
          market: toDollars(ofAll('market')),
          closing: toDollars(closing),
        },
        average:
          stayers.length === 0
            ? { ...ends, replacement: toDollars(bridge.replacementCents) }
            : {
                ...ends,
                leaverMix: toDollars(bridge.leaverMixCents),
                cola: toDollars(bridge.colaCents),
                promotion: toDollars(bridge.promotionCents),
                merit: toDollars(bridge.meritCents),
                market: toDollars(bridge.marketCents),
                hireMix: toDollars(bridge.hireMixCents),
              },
        growthB: percent(metrics.samePersonsGrowthPpm),
        growthC: percent(metrics.positionGrowthPpm),
      };
    },
  }),
];
