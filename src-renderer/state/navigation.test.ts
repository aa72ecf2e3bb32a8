import { expect, it } from 'vitest';
import { fragmentOf, placeOf } from './navigation.ts';

it('reads the place of an address back as it was written, whatever its parameters', () => {
  const place = { pageId: 'runs', parameters: ['a/b c', '2027'] };
  expect(placeOf(fragmentOf(place))).toEqual(place);
  expect(fragmentOf(place)).toBe('#/runs/a%2Fb%20c/2027');
});

it('opens with the start page', () => {
  expect(placeOf('')).toEqual({ pageId: 'start', parameters: [] });
  expect(placeOf('#/')).toEqual({ pageId: 'start', parameters: [] });
});
