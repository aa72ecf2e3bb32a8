import { describe, expect, it } from 'vitest';
import { DEFAULT_FIGURES } from './figures.ts';
import { filterView, layoutOf, moved, shownFigures } from './layout.ts';

/** The layout after changes of the address. */
const after = (view: Readonly<Record<string, string>>, change: Readonly<Record<string, string | null>>) =>
  layoutOf(
    Object.fromEntries(
      Object.entries({ ...view, ...change }).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
    1,
  );

describe('the layout in the address', () => {
  it('is figures by month at first, with fiscal years as preferred', () => {
    expect(layoutOf({}, 7)).toEqual({
      rows: ['figures'],
      columns: ['time'],
      filters: [],
      figures: DEFAULT_FIGURES,
      basis: 'earned',
      grain: 'month',
      fiscalStart: 7,
      fiscalYear: undefined,
      charted: 'closing',
    });
  });

  it('takes nothing from an address that says nonsense', () => {
    expect(
      layoutOf(
        {
          rows: 'x,department,department',
          columns: 'department',
          start: '13',
          year: 'x',
          'only.level': '{',
          by: 'week',
        },
        1,
      ),
    ).toEqual({
      ...layoutOf({}, 1),
      rows: ['department'],
      columns: ['time', 'figures'],
      filters: [{ dimension: 'level', values: [] }],
    });
  });

  it('moves fields between rows, columns and filters', () => {
    const first = layoutOf({}, 1);
    const byDepartment = moved(first, 'department', 'rows', 'figures');
    expect(after({}, byDepartment)).toMatchObject({ rows: ['department', 'figures'], columns: ['time'] });
    const two = moved(after({}, byDepartment), 'level', 'columns');
    expect(after({}, two)).toMatchObject({ rows: ['department', 'figures'], columns: ['time', 'level'] });
    const third = moved(after({}, two), 'location', 'rows');
    expect(after({}, third)).toMatchObject({ rows: ['figures', 'location'], columns: ['time', 'level'] });
    const filtered = moved(after({}, third), 'level', 'filters');
    expect(after({}, filtered)).toMatchObject({
      columns: ['time'],
      filters: [{ dimension: 'level', values: [] }],
    });
    const out = moved(after({}, { ...filtered, 'only.level': filterView(['Staff']) }), 'level', null);
    expect(after({}, { ...filtered, ...out })).toMatchObject({ filters: [] });
    expect(moved(first, 'time', 'filters')).toEqual({});
    expect(after({}, moved(first, 'time', 'rows', 'figures'))).toMatchObject({
      rows: ['time', 'figures'],
      columns: [],
    });
  });

  it('shows promotions with levels, where headcount is followed', () => {
    const moves = ['movedIn', 'movedOut'];
    const has = (view: Readonly<Record<string, string>>): boolean =>
      moves.every((figure) => shownFigures(layoutOf(view, 1)).some((shown) => shown === figure));
    expect(has({})).toBe(false);
    expect(has({ rows: 'level,figures' })).toBe(true);
    expect(has({ 'only.level': filterView(['Staff']) })).toBe(true);
    expect(has({ rows: 'level,figures', figures: 'payroll' })).toBe(false);
  });
});
