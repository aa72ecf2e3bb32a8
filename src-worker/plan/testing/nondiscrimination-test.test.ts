import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cents, Ppm } from '../../../src-shared/units.ts';
import { basisPoints, meanOf } from './basis-points.ts';
import { correctionDeadlines, qnec } from './correction-options.ts';
import { correctExcess, levelDown } from './excess.ts';
import { CURRENT, nondiscriminationTest, priorYearBenchmark } from './nondiscrimination-test.ts';
import { isWithin, testLimit } from './test-limit.ts';

const cents = (value: number): Cents => value as Cents;
const sum = (list: ArrayLike<number>): number => Array.from(list).reduce((total, value) => total + value, 0);

/** A test of people given as [pay, amount, isHce] in dollars. */
function tested(people: readonly (readonly [number, number, boolean])[], benchmark = CURRENT) {
  const column = (of: (person: readonly [number, number, boolean]) => number): Float64Array =>
    Float64Array.from(people, of);
  const columns = {
    pay: column(([pay]) => pay * 100),
    amount: column(([, amount]) => amount * 100),
    isHce: Uint8Array.from(column(([, , isHce]) => Number(isHce))),
  };
  return nondiscriminationTest(columns, Uint32Array.from(people.keys()), benchmark);
}

describe('basisPoints', () => {
  it('P-9 rounds half up, beyond the exact doubles as well', () => {
    expect(basisPoints(1, 20_000)).toBe(1);
    expect(basisPoints(1, 20_001)).toBe(0);
    expect(basisPoints(9e15 - 2, 9e15)).toBe(10_000);
    expect(basisPoints(4.5e15, 9e15)).toBe(5_000);
    expect(meanOf(725, 2)).toBe(363);
    expect(meanOf(0, 0)).toBeNull();
  });
});

describe('nondiscriminationTest', () => {
  it('P-91 takes the people of the list only and keeps their places', () => {
    const columns = {
      pay: Float64Array.of(1e6, 1e6, 1e6, 1e6),
      amount: Float64Array.of(1e5, 9e5, 3e4, 2e4),
      isHce: Uint8Array.of(1, 1, 0, 0),
    };
    const working = nondiscriminationTest(columns, Uint32Array.of(0, 2), CURRENT);
    expect(working).toMatchObject({
      ratios: Int32Array.of(1_000, 300),
      hces: Uint32Array.of(0),
      nhceCount: 1,
      nhceAverage: 300,
      hceAverage: 1_000,
      limit: 50_000,
      result: 'fail',
      correction: { total: 5e4, permitted: { numerator: 50_000, denominator: 1 } },
    });
  });

  it('P-93 prior-year testing never falls back on this year', () => {
    const people = [
      [100_000, 5_000, true],
      [50_000, 5_000, false],
    ] as const;
    const sources = { simulated: null, given: null, isFirstPlanYear: false, census: null };
    const test = (given: Partial<typeof sources> | { given: number } | { census: number }) =>
      tested(people, priorYearBenchmark({ ...sources, ...given }));
    expect(test({})).toMatchObject({ result: 'notAvailable', nhceAverage: null, limit: null });
    expect(test({ given: 250 })).toMatchObject({ result: 'fail', nhceAverage: 250 });
    expect(test({ isFirstPlanYear: true })).toMatchObject({ result: 'pass', nhceAverage: 300 });
    expect(test({ census: 400 })).toMatchObject({ result: 'pass', nhceAverage: 400 });
    expect(priorYearBenchmark({ simulated: 1, given: 2, isFirstPlanYear: true, census: 4 })).toMatchObject({
      nhceAverage: 1,
    });
    expect(priorYearBenchmark({ simulated: null, given: 2, isFirstPlanYear: true, census: 4 })).toMatchObject(
      { nhceAverage: 2 },
    );
    expect(
      priorYearBenchmark({ simulated: null, given: null, isFirstPlanYear: true, census: 4 }),
    ).toMatchObject({ nhceAverage: 300 });
  });

  it('P-92 without HCEs nothing needs an NHCE average', () => {
    expect(tested([[50_000, 0, false]], { kind: 'average', nhceAverage: null })).toMatchObject({
      result: 'pass',
      reason: 'noHce',
    });
  });
});

describe('correctExcess', () => {
  const hce = fc.record({
    pay: fc.integer({ min: 1_000, max: 36_000_000 }),
    share: fc.integer({ min: 0, max: 3_000 }),
  });
  const group = fc.array(hce, { minLength: 1, maxLength: 40 }).map((people) => {
    const pays = Float64Array.from(people, ({ pay }) => pay);
    const amounts = Float64Array.from(people, ({ pay, share }) => Math.floor((pay * share) / 10_000));
    return {
      pays,
      amounts,
      ratios: Int32Array.from(amounts, (amount, at) => basisPoints(amount, pays[at] ?? 1)),
    };
  });

  it('PINV-21 after step 1 the ratios add up to the limit for each; the shares add up to the total', () => {
    fc.assert(
      fc.property(group, fc.integer({ min: 0, max: 300_000 }), (hces, limit) => {
        const { total, permitted, byRatio, shares } = correctExcess(hces, limit as Ppm);
        expect(sum(byRatio)).toBe(total);
        expect(sum(shares)).toBe(total);
        for (const [at, share] of shares.entries()) {
          expect(share).toBeLessThanOrEqual(hces.amounts[at] ?? 0);
          expect(share).toBeGreaterThanOrEqual(0);
        }
        const before = sum(hces.ratios) * 100;
        if (permitted === null) {
          expect(before).toBeLessThanOrEqual(limit * hces.ratios.length);
          return;
        }
        const { numerator, denominator } = permitted;
        const after = sum(Array.from(hces.ratios, (ratio) => Math.min(ratio * 100 * denominator, numerator)));
        expect(after).toBe(limit * hces.ratios.length * denominator);
      }),
    );
  });

  it('P-96 the level is the smallest: a cent lower would take too much', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, part) => {
          const amounts = Float64Array.from(list);
          const total = Math.floor(sum(list) * part);
          const shares = levelDown(amounts, cents(total));
          const takenAt = (level: number): number => sum(list.map((amount) => Math.max(0, amount - level)));
          let level = 0;
          while (takenAt(level) > total) level++;
          let leftover = total - takenAt(level);
          const expected = list.map((amount) => {
            const extra = amount >= level && leftover > 0 ? 1 : 0;
            leftover -= extra;
            return Math.max(0, amount - level) + extra;
          });
          expect(Array.from(shares)).toEqual(expected);
        },
      ),
    );
  });

  it('P-95 a ratio that was rounded up takes nothing rather than less than nothing', () => {
    // 0.005 % of 1,000.00 is rounded to 0.01 %; the other HCE is far above.
    const hces = {
      ratios: Int32Array.of(1, 0),
      amounts: Float64Array.of(5, 0),
      pays: Float64Array.of(100_000, 100_000),
    };
    const { total, byRatio } = correctExcess(hces, 49 as Ppm);
    expect(Array.from(byRatio)).toEqual([0, 0]);
    expect(total).toBe(0);
  });

  it('P-95 is exact where pay × numerator exceeds the exact doubles', () => {
    const count = 3_000;
    const hces = {
      ratios: new Int32Array(count).fill(1_234),
      amounts: new Float64Array(count).fill(4_442_400),
      pays: new Float64Array(count).fill(36_000_000),
    };
    expect(correctExcess(hces, 100_001 as Ppm).byRatio[0]).toBe(4_442_400 - 3_600_036);
  });
});

describe('testLimit', () => {
  it('PINV-21 does not fall as N rises', () => {
    for (let average = 1; average <= 10_000; average++) {
      expect(testLimit(average)).toBeGreaterThan(testLimit(average - 1));
    }
  });
});

describe('correction options', () => {
  it('P-98 the required average is the smallest that passes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 0, max: 3_000 }),
        (nhceAverage, hceAverage) => {
          const { requiredNhceAverage } = qnec(nhceAverage, hceAverage, cents(1e9));
          expect(isWithin(hceAverage, testLimit(requiredNhceAverage))).toBe(true);
          if (requiredNhceAverage > nhceAverage) {
            expect(isWithin(hceAverage, testLimit(requiredNhceAverage - 1))).toBe(false);
          }
        },
      ),
    );
  });

  it('P-98 deadlines: 15 March, 30 June when automatic for all, 31 December', () => {
    const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
    const { withoutExciseTax, qualification } = correctionDeadlines(2026, false);
    expect([iso(withoutExciseTax), iso(qualification)]).toEqual(['2027-03-15', '2027-12-31']);
    expect(iso(correctionDeadlines(2026, true).withoutExciseTax)).toBe('2027-06-30');
  });
});
