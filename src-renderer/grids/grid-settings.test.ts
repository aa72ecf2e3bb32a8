import { expect, it } from 'vitest';
import { layoutFor, settingsOf, sortInView, sortView, withView, type SavedView } from './grid-settings.ts';

const view = (name: string): SavedView => ({ name, layout: [], conditions: [], sort: [] });

it('reads settings that it wrote, and nothing else', () => {
  const kept = {
    layout: [{ name: 'year', isHidden: true, width: 90, pinned: 'left' }],
    sort: [{ column: 'year', descending: true }],
    views: [view('Leavers')],
  };
  expect(settingsOf(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  for (const other of [undefined, null, { ...kept, views: [{ name: '' }] }, { ...kept, more: 1 }])
    expect(settingsOf(other)).toEqual({ layout: [], sort: [], views: [] });
});

it('places columns that a layout does not know last, and forgets those that are gone', () => {
  const known = { name: 'pay', isHidden: true, width: 120, pinned: null };
  const gone = { name: 'bonus', isHidden: false, width: null, pinned: null };
  expect(layoutFor([{ name: 'year' }, { name: 'pay' }], [gone, known])).toEqual([
    known,
    { name: 'year', isHidden: false, width: null, pinned: null },
  ]);
});

it('writes an order into an address and reads it again', () => {
  const sort = [
    { column: 'annualPay', descending: true },
    { column: 'year', descending: false },
  ];
  expect(sortView(sort)).toBe('annualPay.desc,year.asc');
  expect(sortInView(sortView(sort))).toEqual(sort);
  expect(sortInView(sortView([]))).toEqual([]);
  expect(sortInView(null)).toBeNull();
  expect(sortInView('x.up,; DROP.asc')).toEqual([]);
});

it('keeps one view of a name', () => {
  const sorted = { ...view('B'), sort: [{ column: 'year', descending: true }] };
  expect(withView([view('A'), view('B')], sorted)).toEqual([view('A'), sorted]);
  expect(withView([view('C')], view('A')).map(({ name }) => name)).toEqual(['A', 'C']);
});
