import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents } from '../../../src-shared/units.ts';
import { comparabilityOf, netPercent, summariseChanges, type Presence } from './winners-and-losers.ts';

const DOLLAR = 100 as Cents;
const column = (...values: readonly number[]): Float64Array => Float64Array.from(values);

describe('summariseChanges', () => {
  const people = {
    before: column(185_000, 240_000, 240_000, 0, 77),
    after: column(221_050, 240_099, 239_850, 0, 999),
    pay: column(5_000_000, 4_000_000, 3_000_000, 1_000_000, 1),
  };

  it('P-124 counts, mean, median, share of pay and the largest changes of the people listed', () => {
    expect(summariseChanges(people, Uint32Array.of(0, 1, 2, 3), DOLLAR)).toEqual({
      count: 4,
      winners: 1,
      losers: 1,
      neutral: 2,
      // (36,050 + 99 − 150 + 0) ÷ 4 = 8,999.75; the middle two are 0 and 99.
      total: 35_999,
      average: 9_000,
      median: 50,
      shareOfPay: 28,
      netPercent: 0,
      largest: [0, 2, 1],
    });
  });

  it('P-124 nobody', () => {
    expect(summariseChanges(people, new Uint32Array(0), DOLLAR)).toEqual({
      count: 0,
      winners: 0,
      losers: 0,
      neutral: 0,
      total: 0,
      average: null,
      median: null,
      shareOfPay: null,
      netPercent: null,
      largest: [],
    });
    expect(netPercent(0, 0, 0)).toBeNull();
  });

  it('PINV-27 swapping the runs swaps winners and losers', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 80 }), (pairs) => {
        const before = Float64Array.from(pairs, ([a]) => a);
        const after = Float64Array.from(pairs, ([, b]) => b);
        const pay = new Float64Array(pairs.length).fill(1);
        const everyone = Uint32Array.from(pairs.keys());
        const there = summariseChanges({ before, after, pay }, everyone, DOLLAR);
        const back = summariseChanges({ before: after, after: before, pay }, everyone, DOLLAR);
        expect(there.winners + there.losers + there.neutral).toBe(pairs.length);
        expect([there.winners, there.losers]).toEqual([back.losers, back.winners]);
        expect(there.largest).toEqual(back.largest);
        expect(there.largest.length).toBeLessThanOrEqual(50);
        expect(there.average ?? 0).toBe(0 - (back.average ?? 0));
      }),
    );
  });
});

describe('comparabilityOf', () => {
  const of = (inA: Presence, inB: Presence): string => comparabilityOf(inA, inB, false, false);

  it('P-123 employed in both is compared; otherwise the cause', () => {
    expect(of('employed', 'employed')).toBe('compared');
    expect(of('employed', 'absent')).toBe('onlyInA');
    expect(of('absent', 'employed')).toBe('onlyInB');
    expect(of('employed', 'left')).toBe('terminatedInOne');
    expect(of('left', 'employed')).toBe('terminatedInOne');
    expect([of('left', 'left'), of('absent', 'left'), of('left', 'absent')]).toEqual(
      Array.from({ length: 3 }, () => 'outside'),
    );
  });

  it('P-123 simulated hires only between runs alike', () => {
    expect(comparabilityOf('employed', 'employed', true, true)).toBe('compared');
    expect(comparabilityOf('employed', 'employed', true, false)).toBe('notComparable');
    expect(comparabilityOf('employed', 'absent', true, false)).toBe('notComparable');
    expect(comparabilityOf('left', 'left', true, false)).toBe('outside');
  });
});
