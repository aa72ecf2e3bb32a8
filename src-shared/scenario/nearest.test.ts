import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it.each([
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['same', 'same', 0],
  ['ca', 'ac', 1],
  ['targetGrowhtRate', 'targetGrowthRate', 1],
  ['COLA', 'cola', 0],
])('distance from "%s" to "%s" is %d', (a, b, distance) => {
  expect(nearest(a, [b])).toEqual({ name: b, distance });
});

it('the closest candidate is named, the first of equals', () => {
  expect(nearest('endYaer', ['startYear', 'endYear', 'flowMode'])?.name).toBe('endYear');
  expect(nearest('x', ['b', 'a'])?.name).toBe('b');
  expect(nearest('x', [])).toBeNull();
});
