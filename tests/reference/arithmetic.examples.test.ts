import { expect, it } from 'vitest';
import { allocate, normalise } from './allocate.ts';
import { addMonths, day, iso, monthsBetween, yearsBetween } from './calendar.ts';
import { byCodePoint, ceilOf, floorOf, ppm, rnd } from './exact.ts';
import { draw, lnDet, noisePpm, personKey, philox, uniform } from './random.ts';

/** The examples of section 1 of the workforce specification, reproduced by the reference alone. */

const list = (values: readonly bigint[]): number[] => values.map(Number);
const luck = { seed: 42n, replicate: 0 };

it('W-1 rnd is the nearest integer, halves away from zero', () => {
  expect([rnd(5n, 2n), rnd(-5n, 2n), rnd(7n, 3n), rnd(-7n, 3n), rnd(1n, 2n)]).toEqual([3n, -3n, 2n, -2n, 1n]);
});

it('W-2 rates become ppm from their decimal text', () => {
  expect([ppm(0.29), ppm(0.0000005), ppm(1e-7), ppm(28), ppm(-0.5), ppm(0.1 + 0.2)]).toEqual([
    290_000n,
    1n,
    0n,
    28_000_000n,
    -500_000n,
    300_000n,
  ]);
});

it('W-3 counts are exact where binary fractions are not', () => {
  expect(floorOf(100n * ppm(0.29), 1_000_000n)).toBe(29n);
  expect(ceilOf(21n * 1_000_000n, 1_000_000n - ppm(0.3))).toBe(30n);
  expect([floorOf(-1n, 2n), ceilOf(-1n, 2n)]).toEqual([-1n, 0n]);
});

it('W-5 anniversaries keep the day, clamped to the month', () => {
  expect(yearsBetween(day('1990-06-15'), day('2025-06-14'))).toBe(34);
  expect(yearsBetween(day('1990-06-15'), day('2025-06-15'))).toBe(35);
  expect(yearsBetween(day('2004-02-29'), day('2025-02-27'))).toBe(20);
  expect(yearsBetween(day('2004-02-29'), day('2025-02-28'))).toBe(21);
  expect(monthsBetween(day('2024-10-01'), day('2025-04-01'))).toBe(6);
  expect(monthsBetween(day('2024-10-02'), day('2025-04-01'))).toBe(5);
  expect(monthsBetween(day('2024-08-31'), day('2025-02-28'))).toBe(6);
  expect(iso(addMonths(day('2024-03-31'), -1))).toBe('2024-02-29');
  expect(monthsBetween(day('2025-04-01'), day('2025-03-31'))).toBe(-1);
});

it('W-4 days are numbered from 1970-01-01', () => {
  expect([day('1970-01-01'), day('2000-03-01'), day('1969-12-31')]).toEqual([0, 11_017, -1]);
});

it('W-7 Philox4x32-10 and the draws have the known answers', () => {
  const hex = (words: readonly number[]): string => words.map((word) => word.toString(16)).join(' ');
  expect(hex(philox([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  const key = personKey('E0001');
  const words = philox([Number(key % 2n ** 32n), Number(key >> 32n), 2025 * 65_536 + 1, 0], [42, 0]);
  expect(hex(words)).toBe('350157d9 955dd4c8 5cfc209 c02c26e7');
  expect(uniform(draw(luck, key, 2025, 1, 0))).toBe(0.20705174344377963);
  expect(uniform(draw(luck, key, 2026, 1, 0))).toBe(0.4994471098208948);
  expect(uniform(draw({ seed: 42n, replicate: 1 }, key, 2025, 1, 0))).toBe(0.7718296653447263);
  expect(uniform(draw({ seed: 43n, replicate: 0 }, key, 2025, 1, 0))).toBe(0.38770159236017443);
  expect(uniform(draw(luck, personKey('NH-2025-000001'), 2025, 30, 1))).toBe(0.30177330208590336);
});

it('W-8 person keys are FNV-1a 64 of the trimmed, composed id', () => {
  expect(personKey('E0001').toString(16)).toBe('323c0b1db8289993');
  expect(personKey('NH-2025-000001').toString(16)).toBe('2fcaf05e957a5bcf');
  expect(personKey(' Jose\u0301 ').toString(16)).toBe('31f604e649b299c7');
});

it('W-11 lnDet has the known values', () => {
  expect([lnDet(0.5), lnDet(0.1), lnDet(0.999), lnDet(1)]).toEqual([
    -0.6931471805599453, -2.3025850929940455, -0.0010005003335835344, 0,
  ]);
});

it('W-12 noise is the sum of twelve uniforms less six', () => {
  const key = personKey('NH-2025-000001');
  const draws = Array.from({ length: 12 }, (_, index) => uniform(draw(luck, key, 2025, 35, index)));
  expect(draws.reduce((total, u) => total + u, 0) - 6).toBe(-0.05259735983798475);
  expect(noisePpm(draws, 50_000n)).toBe(-2_630n);
  expect(
    noisePpm(
      Array.from({ length: 12 }, () => 0.99),
      50_000n,
    ),
  ).toBe(150_000n);
});

it('W-13 allocate gives integers that sum to the total', () => {
  const weights = [40n, 30n, 20n, 8n, 2n];
  const ten = allocate(10n, weights);
  expect([list(ten.parts), list(ten.carry)]).toEqual([
    [4, 3, 2, 1, 0],
    [0, 0, 0, -200_000, 200_000],
  ]);
  const twenty = allocate(20n, weights);
  expect([list(twenty.parts), list(twenty.carry)]).toEqual([
    [8, 6, 4, 2, 0],
    [0, 0, 0, -400_000, 400_000],
  ]);
  expect(list(allocate(20n, weights, twenty.carry).parts)).toEqual([8, 6, 4, 1, 1]);
  expect(list(allocate(12n, [6n, 3n, 1n], [0n, 0n, 0n], [5n, 5n, 5n]).parts)).toEqual([5, 5, 2]);
  expect(list(normalise([28n, 3n, 7n, 18n, 4n, 5n, 23n, 3n, 4n, 8n, 2n, 2n]))).toEqual([
    261_682, 28_038, 65_421, 168_224, 37_383, 46_729, 214_953, 28_037, 37_383, 74_766, 18_692, 18_692,
  ]);
});

it('W-61 texts are ordered by code point, not by UTF-16 unit', () => {
  expect(['\u{1F600}', '\uFF21', 'b', 'a', 'ab'].sort(byCodePoint)).toEqual([
    'a',
    'ab',
    'b',
    '\uFF21',
    '\u{1F600}',
  ]);
});
