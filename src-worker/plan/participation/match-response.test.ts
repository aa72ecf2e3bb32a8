import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MILLION } from '../../../src-shared/units.ts';
import { DRAW_RANGE } from '../../random/draw-source.ts';
import { cents, deferralTermsOf, design, ppm } from '../money-fixtures.ts';
import {
  MatchResponse,
  matchResponseTerms,
  rateAtDeferralLimit,
  respondToMatch,
  sameMatchBlock,
} from './match-response.ts';

type Settings = typeof design.matchResponse;

function respond(
  rate: number,
  ceiling: number,
  draw: number,
  limits: { readonly limitRate?: number; readonly maximumRate?: number } = {},
  changes: Partial<Settings> = {},
): MatchResponse {
  const terms = matchResponseTerms({ ...design.matchResponse, ...changes });
  const result = new MatchResponse();
  const { limitRate = Infinity, maximumRate = MILLION } = limits;
  respondToMatch(terms, ppm(rate), ppm(ceiling), draw, limitRate, ppm(maximumRate), result);
  return result;
}

const draws = fc.oneof(
  fc.constantFrom(0, DRAW_RANGE - 1),
  fc.integer({ min: 0, max: DRAW_RANGE - 1 }),
  fc
    .integer({ min: 0, max: 1_000 })
    .map((k) => Math.min(DRAW_RANGE - 1, Math.floor((k * DRAW_RANGE) / 1_000))),
);
const rates = fc.integer({ min: 0, max: MILLION });

describe('respondToMatch', () => {
  it('P-53 the branch is that of exact fractions, at every draw', () => {
    const share = fc.integer({ min: 0, max: 1_000 }).map((value) => value / 1_000);
    fc.assert(
      fc.property(draws, share, share, fc.boolean(), (draw, responding, whole, isUp) => {
        const [rate, ceiling] = isUp ? [20_000, 50_000] : [50_000, 20_000];
        const changes = isUp
          ? { upShare: responding, upToCeilingShare: whole }
          : { downShare: responding, downToCeilingShare: whole };
        const u = BigInt(draw) * 1_000_000n;
        const range = BigInt(DRAW_RANGE);
        const [toCeiling, partial] = [
          BigInt(Math.round(responding * 1_000) * Math.round(whole * 1_000)) * range,
          BigInt(Math.round(responding * 1_000)) * 1_000n * range,
        ];
        const side = isUp ? 'up' : 'down';
        const expected = u < toCeiling ? `${side}ToCeiling` : u < partial ? `${side}Partial` : 'none';
        expect(respond(rate, ceiling, draw, {}, changes).branch).toBe(expected);
      }),
    );
  });

  it('P-53 a response stays between rate and ceiling, a partial one on half points but for these two', () => {
    fc.assert(
      fc.property(rates, rates, draws, fc.integer({ min: 0, max: 1_000 }), (rate, ceiling, draw, factor) => {
        const {
          rate: after,
          branch,
          limit,
        } = respond(rate, ceiling, draw, {}, { partialFactor: factor / 1_000 });
        expect(after).toBeGreaterThanOrEqual(Math.min(rate, ceiling));
        expect(after).toBeLessThanOrEqual(Math.max(rate, ceiling));
        expect(limit).toBe('none');
        if (branch === 'none') expect(after).toBe(rate);
        else if (branch.endsWith('ToCeiling')) expect(after).toBe(ceiling);
        else if (after !== rate && after !== ceiling) {
          expect(after % 5_000).toBe(0);
          expect(Math.abs(after - rate - (factor / 1_000) * (ceiling - rate))).toBeLessThanOrEqual(
            2_500.000_001,
          );
        }
      }),
    );
  });

  it('P-54 an upward response stops at the limits but never lowers a rate; a downward one is not limited', () => {
    fc.assert(
      fc.property(rates, rates, draws, rates, rates, (rate, ceiling, draw, limitRate, maximumRate) => {
        const free = respond(rate, ceiling, draw);
        const held = respond(rate, ceiling, draw, { limitRate, maximumRate });
        const most = Math.min(limitRate, maximumRate);
        expect(held.branch).toBe(free.branch);
        const isUp = ceiling > rate;
        expect(held.rate).toBe(isUp ? Math.max(rate, Math.min(free.rate, most)) : free.rate);
        const isHeld = isUp && free.branch !== 'none' && free.rate > most;
        expect(held.limit).toBe(isHeld ? (maximumRate < limitRate ? 'maximumRate' : '402g') : 'none');
      }),
    );
  });

  it('P-53, P-54 an object used before tells nothing of the person before', () => {
    const result = respond(20_000, 60_000, 0, { limitRate: 30_000 });
    expect(result).toEqual({ branch: 'upToCeiling', rate: 30_000, limit: '402g' });
    respondToMatch(matchResponseTerms(design.matchResponse), ppm(10), ppm(10), 0, 5, ppm(5), result);
    expect(result).toEqual({ branch: 'none', rate: 10, limit: 'none' });
  });
});

describe('rateAtDeferralLimit', () => {
  const none = cents(0);

  it('P-54 is rounded down to 0.01 point', () => {
    expect(rateAtDeferralLimit(deferralTermsOf(2026), cents(700_000), none)).toBe(35_000);
    expect(rateAtDeferralLimit(deferralTermsOf(2026), cents(700_000.01), none)).toBe(34_900);
    expect(rateAtDeferralLimit(deferralTermsOf(2026), cents(700_000), cents(8_000))).toBe(46_400);
    expect(rateAtDeferralLimit(deferralTermsOf(2026), none, none)).toBe(Infinity);
  });

  it('P-54 pay counts up to the compensation limit when payBasis is capped', () => {
    const capped = deferralTermsOf(2026, { payBasis: 'capped' });
    // 24,500 ÷ 360,000 = 6.80 %.
    expect(rateAtDeferralLimit(capped, cents(700_000), none)).toBe(68_000);
    expect(rateAtDeferralLimit(capped, cents(350_000), none)).toBe(70_000);
  });
});

describe('sameMatchBlock', () => {
  const match = design.match;

  it('P-52 any setting of the block makes a difference, the order of keys does not', () => {
    const reordered = Object.fromEntries(Object.entries(match).reverse()) as typeof match;
    expect(sameMatchBlock(match, reordered)).toBe(true);
    expect(sameMatchBlock(match, { ...match, dollarCap: 5_000 })).toBe(false);
    expect(sameMatchBlock(match, { ...match, matchCatchUp: !match.matchCatchUp })).toBe(false);
    const allocation = { ...match.allocation, minimumHours: 500 };
    expect(sameMatchBlock(match, { ...match, allocation })).toBe(false);
  });

  it('P-52 another tier or number of tiers is another match', () => {
    const tiered = (...rateOf: readonly number[]): typeof match => ({
      ...match,
      type: 'tiered',
      tiers: rateOf.map((rate, index) => ({ min: index * 0.02, max: index * 0.02 + 0.02, rate })),
    });
    expect(sameMatchBlock(tiered(1, 0.5), tiered(1, 0.5))).toBe(true);
    expect(sameMatchBlock(tiered(1, 0.5), tiered(1, 0.4))).toBe(false);
    expect(sameMatchBlock(tiered(1, 0.5), tiered(1))).toBe(false);
  });
});
