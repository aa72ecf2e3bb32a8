import { ceilRatio, roundQuotient, toPpm } from '../../../src-shared/arithmetic.ts';
import { isSameJson } from '../../../src-shared/scenario/json-value.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { MILLION, type Cents, type Ppm } from '../../../src-shared/units.ts';
import type { RESPONSE_LIMITS } from '../../../src-shared/vocabulary.ts';
import { DRAW_RANGE } from '../../random/draw-source.ts';
import { yesThreshold } from '../../random/draws.ts';
import type { DeferralTerms } from '../deferrals.ts';

/** How participants answer a changed match (P-52 to P-54). */

type Design = Scenario['planDesigns'][number];

/** What a person does, by the sign of the gap and the draw (P-53). */
export const RESPONSE_BRANCHES = [
  'none',
  'upToCeiling',
  'upPartial',
  'downToCeiling',
  'downPartial',
] as const;
export type ResponseBranch = (typeof RESPONSE_BRANCHES)[number];

/** Draws below `responds` respond, those below `toCeiling` by the whole gap. */
interface ResponseThresholds {
  readonly share: Ppm;
  readonly responds: number;
  readonly toCeiling: number;
}

/** The match response of a design. */
export interface MatchResponseTerms {
  readonly enabled: boolean;
  readonly up: ResponseThresholds;
  readonly down: ResponseThresholds;
  readonly partialFactor: Ppm;
}

/** Partial responses go to multiples of half a point; rates of P-54 are rounded down to 0.01 point. */
const PARTIAL_STEP = 5_000;
const LIMIT_STEP = 100;

const EXACT_MILLION = BigInt(MILLION);

/** u < share and u < share × toCeilingShare as comparisons of the integer draw, exact (W-9). */
function responseThresholds(share: Ppm, toCeilingShare: Ppm): ResponseThresholds {
  const whole = BigInt(share) * BigInt(toCeilingShare) * BigInt(DRAW_RANGE);
  return {
    share,
    responds: yesThreshold(share),
    toCeiling: Number(ceilRatio(whole, EXACT_MILLION ** 2n)),
  };
}

/** Resolves the match response of a design. */
export function matchResponseTerms(settings: Design['matchResponse']): MatchResponseTerms {
  return {
    enabled: settings.enabled,
    up: responseThresholds(toPpm(settings.upShare), toPpm(settings.upToCeilingShare)),
    down: responseThresholds(toPpm(settings.downShare), toPpm(settings.downToCeilingShare)),
    partialFactor: toPpm(settings.partialFactor),
  };
}

/** P-52: whether two designs have the same match: every setting of the block, in whatever order it is written. */
export function sameMatchBlock(a: Design['match'], b: Design['match']): boolean {
  return isSameJson(a, b);
}

/**
 * P-54: the deferral rate, rounded down to 0.01 point, at which a full year at the pay in force reaches the elective
 * deferral limit and the person's catch-up room; Infinity without pay. Pay counts as it does for deferrals (P-57).
 */
export function rateAtDeferralLimit(terms: DeferralTerms, annualRate: Cents, room: Cents): number {
  const counted = Math.min(annualRate, terms.countedRateDays / terms.daysOfYear);
  if (counted <= 0) return Infinity;
  return Math.floor(((terms.electiveDeferral + room) * (MILLION / LIMIT_STEP)) / counted) * LIMIT_STEP;
}

/** The response of one person; filled again for each. */
export class MatchResponse {
  branch: ResponseBranch = 'none';
  /** The rate in force after it. */
  rate = 0 as Ppm;
  /** What held an upward response down (P-54). */
  limit: (typeof RESPONSE_LIMITS)[number] = 'none';
}

/** P-53: what a draw means for a gap between ceiling and rate: process 109 above 0, process 110 below. */
function branchOf({ up, down }: MatchResponseTerms, gap: number, draw: number): ResponseBranch {
  if (gap > 0 && draw < up.responds) return draw < up.toCeiling ? 'upToCeiling' : 'upPartial';
  if (gap < 0 && draw < down.responds) return draw < down.toCeiling ? 'downToCeiling' : 'downPartial';
  return 'none';
}

/** rate + factor × gap, rounded to half a point and kept between rate and ceiling (P-53). */
function partialRate(factor: Ppm, rate: Ppm, ceiling: Ppm): number {
  const exact = rate * MILLION + factor * (ceiling - rate);
  const rounded = roundQuotient(exact, PARTIAL_STEP * MILLION) * PARTIAL_STEP;
  return Math.min(Math.max(rounded, Math.min(rate, ceiling)), Math.max(rate, ceiling));
}

/**
 * P-53, P-54: the response of a participant with a rate to the new ceiling of their match. `draw` is that of the process
 * of the gap's sign. `limitRate` is {@link rateAtDeferralLimit}; it and the plan's maximum bound an upward response, which
 * never lowers a rate.
 */
export function respondToMatch(
  terms: MatchResponseTerms,
  rate: Ppm,
  ceiling: Ppm,
  draw: number,
  limitRate: number,
  maximumRate: Ppm,
  result: MatchResponse,
): void {
  const branch = branchOf(terms, ceiling - rate, draw);
  result.branch = branch;
  result.limit = 'none';
  result.rate = rate;
  if (branch === 'none') return;
  const isWhole = branch === 'upToCeiling' || branch === 'downToCeiling';
  const target = isWhole ? ceiling : partialRate(terms.partialFactor, rate, ceiling);
  const most = Math.min(limitRate, maximumRate);
  if (ceiling < rate || target <= most) {
    result.rate = target as Ppm;
    return;
  }
  result.rate = Math.max(rate, most) as Ppm;
  result.limit = maximumRate < limitRate ? 'maximumRate' : '402g';
}
