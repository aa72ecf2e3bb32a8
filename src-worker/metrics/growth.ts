import { roundRatio } from '../../src-shared/arithmetic.ts';
import type { AverageBridge, GrowthMetrics } from '../../src-shared/columns.ts';
import { MILLION } from '../../src-shared/units.ts';

/** Sums over the people of a year from which growth is measured (W-57, W-59). Money in cents of annual rates. */
export interface GrowthSums {
  readonly openingHeads: number;
  readonly opening: number;
  /** Stayers: opening staff still employed at close. Their opening pay, and their raises by kind. */
  readonly stayers: number;
  readonly stayerOpening: number;
  readonly stayerCola: number;
  readonly stayerPromotion: number;
  readonly stayerMerit: number;
  readonly stayerMarket: number;
  readonly closingHeads: number;
  readonly closing: number;
}

/** A ratio of two exact sums. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const ratio = (numerator: number | bigint, denominator: number | bigint): Ratio | null =>
  BigInt(denominator) === 0n ? null : { numerator: BigInt(numerator), denominator: BigInt(denominator) };

const rounded = (value: Ratio | null): number | null =>
  value === null ? null : Number(roundRatio(value.numerator, value.denominator));

/** rnd((current / prior − 1) × M); null where a side is missing or the prior is 0. */
function growthPpm(current: Ratio | null, prior: Ratio | null): number | null {
  if (current === null || prior === null || prior.numerator === 0n) return null;
  const scale = current.denominator * prior.numerator;
  return Number(roundRatio((current.numerator * prior.denominator - scale) * BigInt(MILLION), scale));
}

/** What the next year compares with (W-57). */
export interface GrowthLevels {
  /** A: average paid, Σ prorated × D / Σ employed days. */
  readonly paid: Ratio | null;
  /** C: average closing rate. */
  readonly position: Ratio | null;
}

/** The levels before the first year: A is unknown, C is that of the opening staff. */
export function openingLevels(openingPay: number, openingHeads: number): GrowthLevels {
  return { paid: null, position: ratio(openingPay, openingHeads) };
}

/** W-57: growth metrics A, B and C of a year and the levels for the next one. */
export function growthMetrics(
  sums: GrowthSums,
  proratedPay: number,
  employedDays: number,
  daysOfYear: number,
  prior: GrowthLevels,
): { readonly metrics: GrowthMetrics; readonly levels: GrowthLevels } {
  const paid = ratio(BigInt(proratedPay) * BigInt(daysOfYear), employedDays);
  const position = ratio(sums.closing, sums.closingHeads);
  return {
    metrics: {
      paidAverageCents: rounded(paid),
      paidGrowthPpm: growthPpm(paid, prior.paid),
      samePersonsGrowthPpm: growthPpm(ratio(stayerClosing(sums), 1), ratio(sums.stayerOpening, 1)),
      positionAverageCents: rounded(position),
      positionGrowthPpm: growthPpm(position, prior.position),
    },
    levels: { paid, position },
  };
}

const stayerClosing = (sums: GrowthSums): number =>
  sums.stayerOpening + sums.stayerCola + sums.stayerPromotion + sums.stayerMerit + sums.stayerMarket;

/**
 * W-59: average-pay bridge. Each running average is rounded to cents and effects are differences, so they add up
 * exactly. Without stayers, or where a side is missing, there is one effect at most: replacement.
 */
export function averageBridge(sums: GrowthSums): AverageBridge {
  const openingCents = rounded(ratio(sums.opening, sums.openingHeads));
  const closingCents = rounded(ratio(sums.closing, sums.closingHeads));
  const running = [0, sums.stayerCola, sums.stayerPromotion, sums.stayerMerit, sums.stayerMarket];
  let pay = sums.stayerOpening;
  const averages = running.map((raise) => {
    pay += raise;
    return rounded(ratio(pay, sums.stayers));
  });
  const [stay, cola, promotion, merit, market] = averages.map((average) => average ?? 0);
  if (
    sums.stayers === 0 ||
    openingCents === null ||
    closingCents === null ||
    stay === undefined ||
    cola === undefined ||
    promotion === undefined ||
    merit === undefined ||
    market === undefined
  ) {
    return {
      openingCents,
      leaverMixCents: 0,
      colaCents: 0,
      promotionCents: 0,
      meritCents: 0,
      marketCents: 0,
      hireMixCents: 0,
      replacementCents: openingCents === null || closingCents === null ? 0 : closingCents - openingCents,
      closingCents,
    };
  }
  return {
    openingCents,
    leaverMixCents: stay - openingCents,
    colaCents: cola - stay,
    promotionCents: promotion - cola,
    meritCents: merit - promotion,
    marketCents: market - merit,
    hireMixCents: closingCents - market,
    replacementCents: 0,
    closingCents,
  };
}
