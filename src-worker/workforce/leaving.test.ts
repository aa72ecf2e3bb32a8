import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCents, toPpm } from '../../src-shared/arithmetic.ts';
import { formatIsoDate, parseIsoDate } from '../../src-shared/dates.ts';
import { MILLION, type Cents, type Day } from '../../src-shared/units.ts';
import { TERMINATION_REASONS } from '../../src-shared/vocabulary.ts';
import { DRAW_RANGE } from '../random/draw-source.ts';
import { lnDet } from '../random/deterministic-ln.ts';
import { dayByMonth, monthStarts, startDay, uniformLeaveDay } from './dates.ts';
import { categoryThresholds } from '../random/draws.ts';
import { calibrateHazards, individualRisks } from './hazards.ts';
import { multiplierProduct } from './multipliers.ts';
import { exposureMultiplier } from './same-year-leavers.ts';
import { Contest, lnStay, nthSmallest, raceOrder, selectByRace } from './selection.ts';
import { severancePay, severanceWeeks } from './severance.ts';
import { cumulativeShares, terminationReason } from './termination-reason.ts';

const k = (u: number): number => Math.floor(u * DRAW_RANGE);

const day = (text: string): Day => {
  const parsed = parseIsoDate(text);
  if (parsed === null) throw new RangeError(text);
  return parsed;
};

const hazardsOf = (ratePpm: number, multipliers: number[], retirement: number[] = []) => {
  const hazards = new Int32Array(multipliers.length);
  const calibration = calibrateHazards(
    individualRisks(
      Float64Array.from(multipliers, toPpm),
      Int32Array.from(multipliers, (_, index) => toPpm(retirement[index] ?? 0)),
    ),
    ratePpm * multipliers.length,
    hazards,
  );
  return { hazards: [...hazards], ...calibration };
};

describe('W-34 hazards', () => {
  it('W-34 multiplier products of the example', () => {
    const product = (...factors: [number, number, number]): number => {
      const [age, tenure, level] = factors;
      return multiplierProduct(toPpm(age), toPpm(tenure), toPpm(level));
    };
    expect([
      product(1.25, 1.8, 1),
      product(1, 0.8, 0.9),
      product(0.8, 0.55, 0.8),
      product(0.7, 0.55, 1),
    ]).toEqual([2_250_000, 720_000, 352_000, 385_000]);
  });

  it('W-34 example of four persons', () => {
    expect(hazardsOf(120_000, [2.25, 0.72, 0.352, 0.385], [0, 0, 0, 0.12])).toEqual({
      hazards: [218_506, 69_922, 34_184, 157_389],
      hazardSum: 480_001,
      retirementScaled: false,
      unreachable: false,
    });
  });

  it('W-34 example with a clamp', () => {
    expect(hazardsOf(600_000, [3, 1, 1]).hazards).toEqual([1_000_000, 400_000, 400_000]);
  });

  it('W-34 example with scaled retirement', () => {
    expect(hazardsOf(100_000, [1, 1], [0.3, 0.02])).toMatchObject({
      hazards: [187_500, 12_500],
      retirementScaled: true,
    });
  });

  it('W-34 a rate that nobody with a multiplier can carry is unreachable', () => {
    expect(hazardsOf(100_000, [0, 0]).unreachable).toBe(true);
    expect(hazardsOf(800_000, [1, 0])).toMatchObject({ hazards: [1_000_000, 0], unreachable: true });
    expect(hazardsOf(0, [0, 0])).toMatchObject({ hazards: [0, 0], unreachable: false });
    expect(hazardsOf(1_000_000, [0.3, 5, 1])).toMatchObject({
      hazards: [1_000_000, 1_000_000, 1_000_000],
      unreachable: false,
    });
  });

  it('W-34 groups have the hazards of their members', () => {
    const grouped = new Int32Array(2);
    calibrateHazards(
      {
        count: 2,
        size: Int32Array.of(3, 2),
        multiplier: Float64Array.of(2_000_000, 700_000),
        retirement: Int32Array.of(0, 50_000),
      },
      900_000,
      grouped,
    );
    const each = hazardsOf(180_000, [2, 2, 2, 0.7, 0.7], [0, 0, 0, 0.05, 0.05]).hazards;
    expect([grouped[0], grouped[0], grouped[0], grouped[1], grouped[1]]).toEqual(each);
  });

  it('INV-15 hazards lie in [0, 1] and sum to the target within 1 ppm a person', () => {
    const person = fc.record({
      multiplier: fc.oneof(
        fc.constant(0),
        fc.integer({ min: 1, max: 15_625_000 }).map((m) => m / 1000),
      ),
      retirement: fc.oneof(
        fc.constant(0),
        fc.integer({ min: 0, max: 1000 }).map((r) => r / 1000),
      ),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: MILLION }),
        fc.array(person, { minLength: 1, maxLength: 60 }),
        (rate, people) => {
          const result = hazardsOf(
            rate,
            people.map(({ multiplier }) => multiplier),
            people.map(({ retirement }) => retirement),
          );
          const sum = result.hazards.reduce((a, b) => a + b, 0);
          for (const hazard of result.hazards) {
            expect(hazard).toBeGreaterThanOrEqual(0);
            expect(hazard).toBeLessThanOrEqual(MILLION);
          }
          expect(result.hazardSum).toBe(sum);
          if (!result.unreachable)
            expect(Math.abs(sum - rate * people.length)).toBeLessThanOrEqual(people.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('W-34 equals the rule in exact arithmetic', () => {
    const exact = (target: bigint, m: bigint[], r: bigint[]): number[] => {
      const fixed = new Set<number>();
      for (;;) {
        let rest = target - r.reduce((a, b) => a + b, 0n);
        let weight = 0n;
        for (const [index, own] of m.entries()) {
          if (fixed.has(index)) rest -= 1_000_000n - (r[index] ?? 0n);
          else weight += own;
        }
        const above = m.findIndex(
          (own, index) => !fixed.has(index) && rest * own > (1_000_000n - (r[index] ?? 0n)) * weight,
        );
        if (above >= 0) {
          fixed.add(above);
          continue;
        }
        return m.map((own, index) => {
          if (fixed.has(index)) return 1_000_000;
          const share = weight === 0n ? 0n : (2n * rest * own + weight) / (2n * weight);
          return Number(share + (r[index] ?? 0n));
        });
      }
    };
    const person = fc.record({
      multiplier: fc.integer({ min: 0, max: 20_000_000 }),
      retirement: fc.integer({ min: 0, max: 200_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 200_000, max: MILLION }),
        fc.array(person, { minLength: 1, maxLength: 30 }),
        (rate, people) => {
          const hazards = new Int32Array(people.length);
          const { unreachable } = calibrateHazards(
            individualRisks(
              Float64Array.from(people, ({ multiplier }) => multiplier),
              Int32Array.from(people, ({ retirement }) => retirement),
            ),
            rate * people.length,
            hazards,
          );
          fc.pre(!unreachable);
          expect([...hazards]).toEqual(
            exact(
              BigInt(rate * people.length),
              people.map(({ multiplier }) => BigInt(multiplier)),
              people.map(({ retirement }) => BigInt(retirement)),
            ),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('W-42 exposure: relative risk falls to 0 on 31 December', () => {
    expect([
      exposureMultiplier(toPpm(1.6), toPpm(0.9), 365, 366),
      exposureMultiplier(toPpm(1.6), toPpm(0.9), 1, 365),
      exposureMultiplier(toPpm(1.6), toPpm(0.9), 0, 365),
    ]).toEqual([1_436_066, 3_945, 0]);
  });

  it('W-42 the exposure product is rounded exactly', () => {
    const ppm = fc.integer({ min: 0, max: 25_000_000 });
    fc.assert(
      fc.property(
        ppm,
        ppm,
        fc.integer({ min: 0, max: 366 }),
        fc.constantFrom(365, 366),
        (age, level, days, year) => {
          const numerator = 2n * BigInt(age) * BigInt(level) * BigInt(days) + BigInt(MILLION) * BigInt(year);
          expect(exposureMultiplier(age, level, days, year)).toBe(
            Number(numerator / (2n * BigInt(MILLION) * BigInt(year))),
          );
        },
      ),
    );
  });
});

describe('W-35 selection', () => {
  const hazards = [218_506, 69_922, 34_184, 157_389];
  const draws = [0.5, 0.1, 0.2, 0.4].map(k);

  it('W-35 race keys of the example', () => {
    const keys = hazards.map((hazard, index) =>
      raceOrder(draws[index] ?? 0, hazard, lnStay(hazard)).toFixed(4),
    );
    expect(keys).toEqual(['2.8114', '1.4535', '6.4155', '2.9829']);
  });

  it('W-35 takes the quota by ascending key, in order of choice', () => {
    expect(selectByRace(hazards, draws, 2)).toEqual([1, 0]);
    expect(selectByRace(hazards, draws, 9)).toEqual([1, 0, 3, 2]);
  });

  it('W-35 a hazard of 1 goes first by ascending draw, a hazard of 0 never', () => {
    expect(selectByRace([MILLION, 500_000, 0, MILLION], [0.9, 0.1, 0, 0.2].map(k), 9)).toEqual([3, 0, 1]);
  });

  it('W-36 the largest key is the alignment strength', () => {
    const contest = new Contest();
    for (const [index, hazard] of hazards.entries())
      contest.enter(index, raceOrder(draws[index] ?? 0, hazard, lnStay(hazard)));
    expect(contest.take(2, (a, b) => a - b).largest?.toFixed(4)).toBe('2.8114');
    expect(contest.take(0, (a, b) => a - b).largest).toBeNull();
  });

  it('W-35 leaving on the own draw amounts to a key below 1', () => {
    const hazard = fc.integer({ min: 1, max: MILLION - 1 });
    fc.assert(
      fc.property(hazard, fc.integer({ min: 0, max: 2 ** 30 }), (own, near) => {
        const bound = (own / MILLION) * DRAW_RANGE;
        for (const draw of [
          Math.floor(bound * 0.999),
          Math.min(Math.ceil(bound * 1.001) + near, DRAW_RANGE - 1),
        ])
          expect(raceOrder(draw, own, lnStay(own)) < 1).toBe(draw < bound);
      }),
    );
  });

  it('W-35 equals sorting by key, draw and position', () => {
    const person = fc.record({
      hazard: fc.oneof(fc.constantFrom(0, 5, MILLION), fc.integer({ min: 1, max: MILLION })),
      // Few different draws, so that there are ties.
      draw: fc.integer({ min: 0, max: 7 }).map((eighth) => (eighth * DRAW_RANGE) / 8),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 80 }), fc.integer({ min: 0, max: 90 }), (people, quota) => {
        const sorted = people
          .map((person, position) => ({ ...person, position }))
          .filter(({ hazard }) => hazard > 0)
          .map(({ hazard, draw, position }) => ({
            position,
            draw,
            certain: hazard === MILLION,
            key: hazard === MILLION ? 0 : lnDet(1 - draw / DRAW_RANGE) / lnDet((MILLION - hazard) / MILLION),
          }))
          .sort(
            (a, b) =>
              Number(b.certain) - Number(a.certain) ||
              (a.certain ? a.draw - b.draw : a.key - b.key) ||
              a.position - b.position,
          )
          .slice(0, quota)
          .map(({ position }) => position);
        expect(
          selectByRace(
            people.map((person) => person.hazard),
            people.map((person) => person.draw),
            quota,
          ),
        ).toEqual(sorted);
      }),
      { numRuns: 400 },
    );
  });

  it('W-35 nth smallest equals sorting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
        fc.nat(),
        (values, any) => {
          const rank = any % values.length;
          const sorted = [...values].sort((a, b) => a - b);
          expect(nthSmallest(Float64Array.from(values), values.length, rank)).toBe(sorted[rank]);
        },
      ),
    );
  });
});

describe('W-38 reason', () => {
  const shares = cumulativeShares([0.75, 0.22, 0.01, 0.02].map(toPpm));
  const reason = (u: number, hazard = 157_389, retirement = 120_000): string | undefined =>
    TERMINATION_REASONS[terminationReason(hazard, retirement, shares, k(u))];

  it('W-38 example', () => {
    expect([reason(0.7), reason(0.9), reason(0.95)]).toEqual(['retirement', 'voluntary', 'involuntary']);
    expect([reason(0.762441), reason(0.762443)]).toEqual(['retirement', 'voluntary']);
    expect([reason(0.94061), reason(0.940612)]).toEqual(['voluntary', 'involuntary']);
  });

  it('W-38 without retirement, all four reasons', () => {
    expect([0.1, 0.8, 0.975, 0.999].map((u) => reason(u, 50_000, 0))).toEqual([
      'voluntary',
      'involuntary',
      'disability',
      'death',
    ]);
  });

  it('W-38 where retirement was scaled down every leaver retires', () => {
    expect(reason(0.999999, 187_500, 300_000)).toBe('retirement');
  });
});

describe('W-39, W-43 dates', () => {
  it('W-39 examples', () => {
    const date = (year: number, hire: string, u: number): string | null => {
      const found = uniformLeaveDay(year, day(hire), k(u));
      return found === null ? null : formatIsoDate(found);
    };
    expect([
      date(2025, '2019-04-01', 0.5),
      date(2028, '2019-04-01', 0.5),
      date(2025, '2025-10-01', 0.25),
      date(2025, '2025-12-31', 0.25),
    ]).toEqual(['2025-07-02', '2028-07-02', '2025-10-24', null]);
  });

  it('W-43 example: equal weights, 16 April; 31 December becomes the 30th', () => {
    const months = categoryThresholds(Array.from({ length: 12 }, () => 1));
    expect(formatIsoDate(startDay(2025, months, k(0.30177), k(0.5)))).toBe('2025-04-16');
    expect(formatIsoDate(dayByMonth(monthStarts(2025), months, k(0.9999999), k(0.9999999)))).toBe(
      '2025-12-31',
    );
    expect(formatIsoDate(startDay(2025, months, k(0.9999999), k(0.9999999)))).toBe('2025-12-30');
  });
});

describe('W-40 severance', () => {
  it('W-40 example: 7 years at 78,000 earn 14 weeks', () => {
    const weeks = severanceWeeks(7, toPpm(2), toPpm(2), toPpm(26));
    expect([weeks / MILLION, severancePay(toCents(78_000), weeks)]).toEqual([14, 2_100_000]);
  });

  it('W-40 weeks stay within their bounds', () => {
    expect([0, 40].map((years) => severanceWeeks(years, toPpm(2), toPpm(2), toPpm(26)) / MILLION)).toEqual([
      2, 26,
    ]);
    expect(severancePay(100 as Cents, toPpm(0.5))).toBe(1);
  });
});
