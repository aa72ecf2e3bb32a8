import { describe, expect, it } from 'vitest';
import type { GridColumn, GridKind } from '../../src-shared/api/results.ts';
import { toDay } from '../../src-shared/dates.ts';
import { conditionOf, conditionsOf } from './grid-conditions.ts';

const column = (kind: GridKind, name = 'c'): GridColumn => ({
  name,
  title: name,
  kind,
  description: '',
  choices: [],
  isSummable: false,
  hasFewValues: false,
});

describe('conditions of a grid', () => {
  it('are in the units of the store: cents, parts per million, days', () => {
    expect(conditionOf(column('money'), { type: 'greaterThan', filter: 90_000.1 })).toEqual({
      kind: 'number',
      column: 'c',
      operator: 'greaterThan',
      value: 9_000_010,
    });
    expect(conditionOf(column('rate'), { type: 'inRange', filter: 3, filterTo: 6.5 })).toEqual({
      kind: 'between',
      column: 'c',
      from: 30_000,
      to: 65_000,
    });
    expect(conditionOf(column('date'), { type: 'lessThan', dateFrom: '2025-03-01 00:00:00' })).toEqual({
      kind: 'number',
      column: 'c',
      operator: 'lessThan',
      value: toDay(2025, 3, 1),
    });
    expect(conditionOf(column('text'), { type: 'startsWith', filter: '=E' })).toEqual({
      kind: 'text',
      column: 'c',
      operator: 'startsWith',
      value: '=E',
    });
    expect(conditionOf(column('date'), { type: 'blank' })).toEqual({
      kind: 'blank',
      column: 'c',
      isBlank: true,
    });
  });

  it('leave out what is not complete', () => {
    expect(conditionOf(column('money'), { type: 'equals', filter: null })).toBeNull();
    expect(conditionOf(column('money'), { type: 'inRange', filter: 1 })).toBeNull();
    expect(conditionOf(column('text'), { type: 'contains', filter: '' })).toBeNull();
    expect(conditionOf(column('integer'), { type: 'odd', filter: 1 })).toBeNull();
    expect(
      conditionsOf([column('text', 'a'), column('integer', 'b')], { b: { type: 'equals', filter: 2 } }),
    ).toEqual([{ kind: 'number', column: 'b', operator: 'equals', value: 2 }]);
  });
});
