import { expect, it } from 'vitest';
import type { GridLayout } from './grid-settings.ts';
import { movedBefore, shownColumns } from './layout.ts';

const layout: GridLayout = [
  { name: 'a', isHidden: false, width: null, pinned: null },
  { name: 'b', isHidden: true, width: null, pinned: 'left' },
  { name: 'c', isHidden: false, width: null, pinned: 'right' },
  { name: 'd', isHidden: false, width: null, pinned: 'left' },
];
const names = (of: GridLayout): string => of.map(({ name }) => name).join('');

it('moves a column before another one and to the end', () => {
  expect(names(movedBefore(layout, 'd', 'a'))).toBe('dabc');
  expect(names(movedBefore(layout, 'a', 'd'))).toBe('bcad');
  expect(names(movedBefore(layout, 'a', null))).toBe('bcda');
  expect(names(movedBefore(layout, 'a', 'a'))).toBe('abcd');
  expect(names(movedBefore(layout, 'x', 'a'))).toBe('abcd');
});

it('names the columns that are shown, those kept in sight at their sides', () => {
  expect(shownColumns(layout)).toEqual(['d', 'a', 'c']);
});
