import { expect, it } from 'vitest';
import { conditionsInView, CONDITIONS_VIEW, isNumber, isOneOf, peoplePlace } from './drill.ts';
import { fragmentOf, placeOf } from './navigation.ts';

it('carries conditions through an address unchanged', () => {
  const conditions = [isOneOf('department', 'R&D / "Labs"', 'Ventas ñ'), isNumber('year', 2027)];
  const place = placeOf(fragmentOf(peoplePlace('run', conditions)));
  expect(conditionsInView(place.view[CONDITIONS_VIEW] ?? null)).toEqual(conditions);
});

it('shows everything for an address that is not understood', () => {
  expect(conditionsInView(null)).toEqual([]);
  expect(conditionsInView('[{"kind":"sql","column":"1; DROP TABLE run"}]')).toEqual([]);
  expect(conditionsInView('nonsense')).toEqual([]);
});
