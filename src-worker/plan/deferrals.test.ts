import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRatio } from '../../src-shared/arithmetic.ts';
import {
  catchUpRoom,
  Deferral,
  isRothMandated,
  limitDeferral,
  maximumRateOf,
  requestDeferral,
  rothPart,
} from './deferrals.ts';
import { cents, day, deferralTermsOf, design, ppm, segmentsOf } from './money-fixtures.ts';
import { PlanSegments } from './plan-pay.ts';

const requested = (segments: PlanSegments, terms = deferralTermsOf(2026), isHce = false): Deferral => {
  const result = new Deferral();
  requestDeferral(segments, terms, isHce, result);
  return result;
};

describe('requestDeferral', () => {
  it('P-21, P-58 the plan limit counts the pay of days with a rate in force only', () => {
    const segments = segmentsOf(
      ['2026-01-01', '2026-06-30', 73_000, 0],
      ['2026-07-01', '2026-12-31', 73_000, 5],
    );
    // 184 days at 200: deferral pay 36,800.
    expect(requested(segments)).toMatchObject({ requested: cents(1_840), planLimit: cents(27_600) });
    const terms = deferralTermsOf(2026, { hceMaximumRate: 0.04 });
    expect(requested(segments, terms)).toMatchObject({ planLimit: cents(27_600) });
    expect(requested(segments, terms, true)).toMatchObject({ planLimit: cents(1_472) });
    expect(maximumRateOf(deferralTermsOf(2026), true)).toBe(750_000);
  });

  it('P-57 capped: pay stops counting at the compensation limit, days without a rate included', () => {
    const capped = deferralTermsOf(2026, { payBasis: 'capped', hceMaximumRate: 0.05 });
    // 2,000 a day: 360,000 are reached with the 180th day.
    const early = segmentsOf(['2026-01-01', '2026-12-31', 730_000, 10]);
    expect(requested(early, capped, true)).toMatchObject({
      requested: cents(36_000),
      planLimit: cents(18_000),
    });
    const late = segmentsOf(
      ['2026-01-01', '2026-04-10', 730_000, 0],
      ['2026-04-11', '2026-12-31', 730_000, 10],
    );
    expect(requested(late, capped)).toMatchObject({ requested: cents(16_000), planLimit: cents(120_000) });
    const never = segmentsOf(
      ['2026-01-01', '2026-06-29', 730_000, 0],
      ['2026-06-30', '2026-12-31', 730_000, 10],
    );
    expect(requested(never, capped)).toMatchObject({ requested: 0, planLimit: 0 });
    expect(requested(never)).toMatchObject({ requested: cents(37_000) });
  });

  it('P-1, P-57 one exact rounding, for any pay the product allows', () => {
    const segment = fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      annualRate: fc.oneof(fc.integer({ min: 0, max: 5e7 }), fc.integer({ min: 0, max: 1e12 })),
      rate: fc.integer({ min: 0, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), fc.boolean(), (parts, isCapped) => {
        const terms = deferralTermsOf(2026, { payBasis: isCapped ? 'capped' : 'uncapped' });
        const most = isCapped ? 36_000_000n * 365n : 10n ** 30n;
        const segments = new PlanSegments();
        let from = day('2026-01-01');
        let [asked, deferring, total] = [0n, 0n, 0n];
        for (const { days, annualRate, rate } of parts) {
          const to = (from + days - 1) as typeof from;
          segments.add(from, to, annualRate as typeof terms.electiveDeferral, ppm(rate));
          from = (to + 1) as typeof from;
          const before = total < most ? total : most;
          total += BigInt(annualRate) * BigInt(days);
          const counted = (total < most ? total : most) - before;
          asked += counted * BigInt(rate);
          if (rate > 0) deferring += counted;
        }
        expect(requested(segments, terms)).toMatchObject({
          requested: Number(roundRatio(asked, 365_000_000n)),
          planLimit: Number(roundRatio(deferring * 750_000n, 365_000_000n)),
        });
      }),
    );
  });
});

describe('catchUpRoom and isRothMandated', () => {
  it('P-59 a plan without super catch-up gives the regular amount at 60 to 63', () => {
    const terms = deferralTermsOf(2026, { catchUp: { allowed: true, superCatchUp: false } });
    expect(catchUpRoom(terms, 1964, false)).toBe(cents(8_000));
    expect(catchUpRoom(deferralTermsOf(2026), 1964, false)).toBe(cents(11_250));
    expect(catchUpRoom(deferralTermsOf(2024), 1962, false)).toBe(cents(7_500));
    const none = deferralTermsOf(2026, { catchUp: { allowed: false, superCatchUp: true } });
    expect(catchUpRoom(none, 1964, false)).toBe(0);
  });

  it('P-60 a mandate leaves no room in a plan without Roth', () => {
    const terms = deferralTermsOf(2026, { roth: { ...design.deferral.roth, available: false } });
    expect(catchUpRoom(terms, 1970, true)).toBe(0);
    expect(catchUpRoom(terms, 1970, false)).toBe(cents(8_000));
    expect(catchUpRoom(deferralTermsOf(2026), 1970, true)).toBe(cents(8_000));
    expect(isRothMandated(deferralTermsOf(2025), cents(1e9))).toBe(false);
  });
});

describe('limitDeferral and rothPart', () => {
  const person = fc.record({
    requested: fc.integer({ min: 0, max: 6_000_000 }),
    planLimit: fc.integer({ min: 0, max: 6_000_000 }),
    birthYear: fc.integer({ min: 1940, max: 2005 }),
    wages: fc.option(fc.integer({ min: 0, max: 30_000_000 })),
    rothShare: fc.constantFrom(0, 333_333, 1_000_000),
    rothAvailable: fc.boolean(),
  });

  it('PINV-3, PINV-4, PINV-10, P-61, P-63 hold for any person', () => {
    fc.assert(
      fc.property(person, ({ birthYear, rothShare, rothAvailable, wages, ...amounts }) => {
        const terms = deferralTermsOf(2026, { roth: { available: rothAvailable, electionShare: 0 } });
        const result = Object.assign(new Deferral(), amounts);
        limitDeferral(terms, birthYear, wages as typeof result.base | null, result);
        const { base, catchUp, room, unusedRoom, rothMandated, limitBound } = result;
        expect(base).toBe(Math.min(amounts.requested, amounts.planLimit, 2_450_000));
        expect(catchUp).toBe(Math.min(amounts.requested - base, room));
        expect(unusedRoom).toBe(room - catchUp);
        expect(limitBound === null).toBe(base === amounts.requested);
        if (2026 - birthYear < 50 || (rothMandated && !rothAvailable)) expect(catchUp).toBe(0);
        const roth = rothPart(base, ppm(rothShare), false);
        expect(roth).toBe(Math.round((base * rothShare) / 1_000_000));
        expect(rothPart(catchUp, ppm(rothShare), true)).toBe(catchUp);
      }),
    );
  });

  it('P-58 the bound that cut is the lower one; 402(g) when both are equal', () => {
    const bound = (planLimit: number): unknown => {
      const result = Object.assign(new Deferral(), { requested: 3_000_000, planLimit });
      limitDeferral(deferralTermsOf(2026), 1990, null, result);
      return [result.limitBound, result.base];
    };
    expect(bound(2_449_999)).toEqual(['planLimit', 2_449_999]);
    expect(bound(2_450_000)).toEqual(['402g', 2_450_000]);
    expect(bound(2_450_001)).toEqual(['402g', 2_450_000]);
  });

  it('P-61 the Roth part of a base of 0.01 at one half is 0.01', () => {
    expect(rothPart(cents(0.01), ppm(500_000), false)).toBe(1);
    expect(rothPart(cents(100), ppm(0), false)).toBe(0);
  });
});
