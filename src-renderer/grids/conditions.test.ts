import { describe, expect, it } from 'vitest';
import type { GridColumn, GridCondition, GridKind } from '../../src-shared/api/results.ts';
import { conditionOn, conditionsOf, filterModelOf, holds, withCondition } from './conditions.ts';

const column = (kind: GridKind, name = 'c'): GridColumn => ({
  name,
  title: name,
  kind,
  description: '',
  choices: [],
  isSummable: false,
  hasFewValues: kind === 'choice',
  isLookedUp: false,
});
const inYear: GridCondition = { kind: 'number', column: 'year', operator: 'equals', value: 2027 };
const above: GridCondition = { kind: 'number', column: 'pay', operator: 'greaterThan', value: 100 };
const below: GridCondition = { kind: 'number', column: 'pay', operator: 'lessThan', value: 900 };
const columns = [column('integer', 'year'), column('money', 'pay')];

describe('conditions of a grid', () => {
  it('go to the filters of their columns and come back', () => {
    const model = filterModelOf(columns, [above, inYear, below, { ...above, column: 'gone' }]);
    expect(model).toEqual({ year: [inYear], pay: [above, below] });
    expect(conditionsOf(columns, model)).toEqual([inYear, above, below]);
  });

  it('tick the values of a list that they hold for', () => {
    expect(holds(inYear, '2027')).toBe(true);
    expect(holds(inYear, '2026')).toBe(false);
    expect(holds({ kind: 'between', column: 'c', from: 2, to: 4 }, '4')).toBe(true);
    expect(holds({ kind: 'between', column: 'c', from: 2, to: 4 }, null)).toBe(false);
    expect(holds({ kind: 'oneOf', column: 'c', values: ['Legal', null] }, null)).toBe(true);
    expect(holds({ kind: 'blank', column: 'c', isBlank: false }, 'Legal')).toBe(true);
    expect(holds({ kind: 'text', column: 'c', operator: 'contains', value: 'LEG' }, 'Legal')).toBe(true);
    expect(holds({ kind: 'text', column: 'c', operator: 'notEqual', value: 'Legal' }, null)).toBe(true);
  });

  it('are made from the value of a cell', () => {
    expect(conditionOn(column('choice'), 'Legal', true)).toEqual({
      kind: 'oneOf',
      column: 'c',
      values: ['Legal'],
    });
    expect(conditionOn(column('choice'), 'Legal', false)).toMatchObject({
      kind: 'text',
      operator: 'notEqual',
    });
    expect(conditionOn(column('money'), 1_250, false)).toMatchObject({ operator: 'notEqual', value: 1_250 });
    expect(conditionOn(column('date'), null, true)).toEqual({ kind: 'blank', column: 'c', isBlank: true });
  });

  it('replace each other when a value is wanted, and add up when one is denied', () => {
    expect(withCondition([inYear, above], { ...above, value: 5 }, true)).toEqual([
      inYear,
      { ...above, value: 5 },
    ]);
    expect(withCondition([above], below, false)).toEqual([above, below]);
    expect(withCondition([above, below], above, false)).toEqual([below, above]);
  });
});
