import { expect, it } from 'vitest';
import { fragmentOf, placeOf, placeTo } from './navigation.ts';

it('reads the place of an address back as it was written, whatever it shows and however', () => {
  const place = placeTo('runs', ['a/b c?', '2027'], { by: 'Job & level', where: '[{"a":"1=2"}]' });
  expect(placeOf(fragmentOf(place))).toEqual(place);
  expect(fragmentOf(placeTo('runs', ['a/b c', '2027']))).toBe('#/runs/a%2Fb%20c/2027');
  expect(fragmentOf(placeTo('monthly', ['r'], { year: '2027' }))).toBe('#/monthly/r?year=2027');
});

it('opens with the start page', () => {
  expect(placeOf('')).toEqual(placeTo('start'));
  expect(placeOf('#/')).toEqual(placeTo('start'));
});
