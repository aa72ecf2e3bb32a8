import { expect, it } from 'vitest';
import { allocate } from './allocate.ts';
import { day, iso } from './calendar.ts';
import { at, cents, ppm } from './exact.ts';
import { bernoulli, calibrate, race, reason, strength } from './hazards.ts';
import { assignByQuota, birthDates, hirePay, startDate } from './hires.ts';
import { severanceWeeks } from './leavers.ts';
import { grown, levelFromPay, type Range } from './levels.ts';
import { solve, type Solution } from './solver.ts';
import { defaultScenario } from './scenarios.ts';
import { readScenario } from './read-scenario.ts';

/** The examples of sections 2 to 6 of the workforce specification, reproduced by the reference alone. */

const M = 1_000_000n;
const k = (u: number): bigint => BigInt(Math.floor(u * 2 ** 53));
const parameters = readScenario(defaultScenario);
const ranges: readonly Range[] = parameters.levels;
const money = (dollars: number): bigint => cents(dollars);

it.each([
  [52_000, 1, 'below'],
  [79_999, 1, 'in-range'],
  [80_000, 2, 'in-range'],
  [160_000, 4, 'in-range'],
  [500_000, 5, 'above'],
])('W-27 pay %d is level %d, %s', (pay, level, basis) => {
  expect(levelFromPay(money(pay), 0n, 4_000n, ranges)).toEqual({ level, basis });
});

it('W-27 gaps go to the nearest range, overlaps to the nearest midpoint', () => {
  const range = (level: number, min: number, max: number): Range => ({
    level,
    name: `L${level}`,
    min: money(min),
    max: money(max),
  });
  const gapped = [range(1, 56_000, 80_000), range(2, 81_000, 120_000)];
  expect(levelFromPay(money(80_500), 0n, 4_000n, gapped)).toEqual({ level: 1, basis: 'gap' });
  expect(levelFromPay(money(80_600), 0n, 4_000n, gapped)).toEqual({ level: 2, basis: 'gap' });
  const overlapping = [range(4, 161_000, 300_000), range(5, 275_000, 500_000)];
  expect(levelFromPay(money(290_000), 0n, 4_000n, overlapping).level).toBe(4);
  expect(levelFromPay(money(45_000), 2_000n, 4_000n, ranges)).toEqual({ level: 2, basis: 'in-range' });
});

it('W-29 ranges grow with one rounding a year', () => {
  expect([0, 1, 2].map((years) => grown(money(56_000), ppm(0.02), years))).toEqual([
    money(56_000),
    money(57_120),
    money(58_262.4),
  ]);
  expect(grown(money(80_000), ppm(0.02), 3)).toBe(money(84_896.64));
});

const solveFor = (
  n: number,
  nE: number,
  nP: number,
  [growth, experienced, newHire]: readonly [number, number, number],
  more: Partial<Parameters<typeof solve>[0]> = {},
): Solution =>
  solve({
    n: BigInt(n),
    nE: BigInt(nE),
    nP: BigInt(nP),
    growth: ppm(growth),
    experiencedRate: ppm(experienced),
    newHireRate: ppm(newHire),
    path: BigInt(n) * M,
    carry: 0n,
    scheduledLeavers: 0n,
    scheduledHires: 0n,
    scheduledHireLeavers: 0n,
    cap: BigInt(n),
    hiresNotAtRisk: 0n,
    ...more,
  });

it.each([
  [1000, 1000, 0, 0.03, 0.12, 0.25, 1030, 120, 0, 200, 50],
  [1030, 880, 150, 0.03, 0.12, 0.25, 1061, 143, 0, 232, 58],
  [10000, 10000, 0, 0.03, 0.12, 0.25, 10300, 1200, 0, 2000, 500],
  [1000, 1000, 0, 0, 0.12, 0.25, 1000, 120, 0, 160, 40],
  [950, 880, 70, -0.05, 0.12, 0.25, 903, 123, 0, 102, 26],
  [1000, 1000, 0, -0.2, 0.12, 0.25, 800, 120, 80, 0, 0],
  [1000, 1000, 0, 0.03, 0.12, 0.9, 1030, 120, 0, 1500, 1350],
  [21, 21, 0, 0, 1, 0.3, 21, 21, 0, 30, 9],
])('W-31 n %d (%d, %d), rates %d %d %d', (n, nE, nP, g, rE, rN, target, leavers, reduction, hires, tN) => {
  const found = solveFor(n, nE, nP, [g, rE, rN]);
  expect(
    [found.target, found.leavers, found.reduction, found.hires, found.newHireLeavers, found.raised].map(
      Number,
    ),
  ).toEqual([target, leavers, reduction, hires, tN, 0]);
});

it('W-31 the path is not rounded and leaver fractions carry over', () => {
  let n = 10;
  let nP = 0;
  let path = 10n * M;
  let carry = 0n;
  const years: string[] = [];
  const carries: number[] = [];
  for (let year = 0; year < 5; year += 1) {
    const found = solveFor(n, n - nP, nP, [0.03, 0.12, 0.25], { path, carry });
    years.push([found.target, found.leavers, found.hires, found.newHireLeavers].join(':'));
    ({ path, carry } = found);
    carries.push(Number(carry) / 1e6);
    n = Number(found.target);
    nP = Number(found.hires - found.newHireLeavers);
  }
  expect(years).toEqual(['10:1:2:1', '11:1:3:1', '11:2:3:1', '11:1:2:1', '12:2:4:1']);
  expect(carries).toEqual([0.2, 0.53, 0.11, 0.69, 0.14]);
});

it('W-31 hires already committed raise the target instead of causing layoffs', () => {
  const found = solveFor(100, 100, 0, [0.03, 0.12, 0.25], { scheduledHires: 40n });
  expect([
    found.leavers,
    found.hires,
    found.newHireLeavers,
    found.reduction,
    found.raised,
    found.target,
  ]).toEqual([12n, 40n, 10n, 0n, 15n, 118n]);
});

it('W-33 random leavers are split between the strata', () => {
  const weights = [880n * ppm(0.12), 150n * ppm(0.25)];
  expect(allocate(143n, weights, [0n, 0n], [880n, 150n]).parts).toEqual([106n, 37n]);
});

const example = {
  multipliers: [2.25, 0.72, 0.352, 0.385].map(ppm),
  retirements: [0, 0, 0, 0.12].map(ppm),
};

it('W-34 hazards sum to the target; certain ones are fixed; retirement alone is scaled', () => {
  const found = calibrate(ppm(0.48), example.multipliers, example.retirements);
  expect(found.hazards.map(Number)).toEqual([218_506, 69_922, 34_184, 157_389]);
  const clamped = calibrate(ppm(1.8), [3, 1, 1].map(ppm), [0n, 0n, 0n]);
  expect(clamped.hazards.map(Number)).toEqual([1_000_000, 400_000, 400_000]);
  const scaledDown = calibrate(ppm(0.2), [ppm(1), ppm(1)], [ppm(0.3), ppm(0.02)]);
  expect(scaledDown).toEqual({ hazards: [187_500n, 12_500n], scaled: true, unreachable: false });
  expect(calibrate(ppm(0.2), [0n, 0n], [0n, 0n]).unreachable).toBe(true);
});

it('W-35 W-36 exact mode takes the smallest race keys, stochastic mode the keys below 1', () => {
  const { hazards } = calibrate(ppm(0.48), example.multipliers, example.retirements);
  const draws = [0.5, 0.1, 0.2, 0.4];
  const candidates = hazards.map((hazard, i) => ({
    id: String(i + 1),
    key: BigInt(i),
    hazard,
    draw: k(at(draws, i)),
  }));
  const keys = race(candidates, 4n).map((one) => [one.id, one.raceKey?.toFixed(4)]);
  expect(keys).toEqual([
    ['2', '1.4535'],
    ['1', '2.8114'],
    ['4', '2.9829'],
    ['3', '6.4155'],
  ]);
  expect(strength(race(candidates, 2n))?.toFixed(4)).toBe('2.8114');
  expect(bernoulli(candidates)).toEqual([]);
});

it('W-35 certain persons come first by ascending draw, hazard 0 never', () => {
  const person = (id: string, hazard: bigint, u: number) => ({ id, key: BigInt(id), hazard, draw: k(u) });
  const candidates = [
    person('1', M, 0.9),
    person('2', 0n, 0),
    person('3', 500_000n, 0.0001),
    person('4', M, 0.2),
  ];
  expect(race(candidates, 4n).map((one) => one.id)).toEqual(['4', '1', '3']);
});

it('W-38 retirement takes its share of the hazard, then the other reasons', () => {
  const shares = parameters.reasonShares;
  const of = (u: number): string => reason(157_389n, 120_000n, shares, k(u));
  expect([of(0.7), of(0.9), of(0.95), of(0.940611), of(0.940612)]).toEqual([
    'retirement',
    'voluntary',
    'involuntary',
    'voluntary',
    'involuntary',
  ]);
});

it('W-40 severance is in weeks of the pay in force', () => {
  expect(severanceWeeks(parameters, day('2018-03-01'), day('2025-06-30'))).toBe(14n * M);
  expect(severanceWeeks(parameters, day('2025-03-01'), day('2025-06-30'))).toBe(2n * M);
  expect(severanceWeeks(parameters, day('1990-03-01'), day('2025-06-30'))).toBe(26n * M);
});

it('W-43 the start month is drawn by weight, the day within it', () => {
  const profile = parameters.hiring.startProfile;
  expect(iso(startDate(2025, profile, k(0.30177), k(0.5)))).toBe('2025-04-16');
  expect(iso(startDate(2025, profile, k(0.9999), k(0.9999)))).toBe('2025-12-30');
});

it('W-44 levels follow today’s mix and the smallest draws take the lowest level', () => {
  expect(allocate(200n, [512n, 301n, 150n, 32n, 5n]).parts).toEqual([103n, 60n, 30n, 6n, 1n]);
  expect(assignByQuota([2n, 1n], [0.61, 0.07, 0.4].map(k)).map((index) => index + 1)).toEqual([2, 1, 1]);
});

it('W-46 birth dates are all dates whose age at hire lies in the bracket', () => {
  const { first, last } = birthDates(day('2025-03-10'), 25, 30);
  expect([iso(first), iso(last), last - first + 1]).toEqual(['1995-03-11', '2000-03-10', 1_827]);
  expect(iso(birthDates(day('2025-02-28'), 25, 30).last)).toBe('2000-02-29');
});

it('W-47 starting pay is rounded once', () => {
  const [first, second] = [at(ranges, 0), at(ranges, 1)];
  expect(hirePay(first, ppm(0.25), 0n, 0n, 4_000n, 4_000n)).toBe(money(62_000));
  expect(hirePay(first, ppm(0.25), 0n, 0n, 2_000n, 4_000n)).toBe(money(31_000));
  expect(hirePay(second, ppm(0.3), ppm(0.05), -2_630n, 4_000n, 4_000n)).toBe(money(96_345.94));
});
