import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GridColumn, GridCondition, GridKind } from '../../src-shared/api/results.ts';
import { toDay } from '../../src-shared/dates.ts';
import { setLocale } from '../components/format.ts';
import { conditionIn, enteredOf } from './value-entry.ts';

beforeEach(() => {
  setLocale('en-US');
});
afterEach(() => {
  setLocale(null);
});

const column = (kind: GridKind): GridColumn => ({
  name: 'c',
  title: 'c',
  kind,
  description: '',
  choices: [],
  isSummable: false,
  hasFewValues: false,
  isLookedUp: false,
});

describe('what is entered in a filter', () => {
  it.each<[string, GridKind, GridCondition, { operator: string; from: string; to: string }]>([
    [
      'dollars',
      'money',
      { kind: 'number', column: 'c', operator: 'greaterThan', value: 9_000_010 },
      { operator: 'greaterThan', from: '90,000.1', to: '' },
    ],
    [
      'percent',
      'rate',
      { kind: 'between', column: 'c', from: 30_000, to: 65_000 },
      { operator: 'between', from: '3', to: '6.5' },
    ],
    [
      'days',
      'date',
      { kind: 'number', column: 'c', operator: 'lessThan', value: toDay(2025, 3, 1) },
      { operator: 'lessThan', from: '2025-03-01', to: '' },
    ],
    [
      'texts',
      'text',
      { kind: 'text', column: 'c', operator: 'startsWith', value: '=E' },
      { operator: 'startsWith', from: '=E', to: '' },
    ],
    [
      'no value',
      'date',
      { kind: 'blank', column: 'c', isBlank: true },
      { operator: 'blank', from: '', to: '' },
    ],
  ])('is a condition in the units of the store, and shows it again: %s', (_, kind, condition, entered) => {
    expect(conditionIn(column(kind), entered)).toEqual(condition);
    expect(conditionIn(column(kind), enteredOf(column(kind), condition))).toEqual(condition);
  });

  it('is none while it is not complete', () => {
    expect(conditionIn(column('money'), enteredOf(column('money'), undefined))).toBeNull();
    expect(conditionIn(column('money'), { operator: 'between', from: '1', to: '' })).toBeNull();
    expect(conditionIn(column('money'), { operator: 'equals', from: 'x', to: '' })).toBeNull();
    expect(conditionIn(column('text'), { operator: 'contains', from: '', to: '' })).toBeNull();
    expect(conditionIn(column('rate'), { operator: 'equals', from: '3.5%', to: '' })).toMatchObject({
      value: 35_000,
    });
  });
});
