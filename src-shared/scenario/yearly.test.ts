import { expect, it } from 'vitest';
import { valueInYear } from './yearly.ts';

it('W-28 yearly: one number holds for every year', () => {
  expect(valueInYear(0.03, 2031)).toBe(0.03);
});

it.each([
  [2020, 0.05],
  [2026, 0.05],
  [2027, 0.05],
  [2028, -0.1],
  [2040, -0.1],
])(
  'W-28 yearly: a missing year takes the latest earlier entry, before the first the first: %d',
  (year, value) => {
    expect(valueInYear({ 2028: -0.1, 2026: 0.05 }, year)).toBe(value);
  },
);

it('W-28 yearly: a table without entries is a bug, not a zero', () => {
  expect(() => valueInYear({}, 2025)).toThrow(RangeError);
});
