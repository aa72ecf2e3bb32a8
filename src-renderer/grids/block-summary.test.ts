import { expect, it } from 'vitest';
import type { GridColumn, GridKind } from '../../src-shared/api/results.ts';
import { summariesOf } from './block-summary.ts';

const column = (name: string, kind: GridKind): GridColumn => ({
  name,
  title: name,
  kind,
  description: '',
  choices: [],
  isSummable: false,
  hasFewValues: false,
  isLookedUp: false,
});

it('adds up money with money, rates with rates, and no years or texts', () => {
  const columns = [
    column('year', 'integer'),
    column('type', 'choice'),
    column('pay', 'money'),
    column('bonus', 'money'),
    column('rate', 'rate'),
  ];
  const rows = [
    { year: 2026, type: 'RAISE', pay: 300, bonus: null, rate: 10 },
    { year: 2027, type: 'RAISE', pay: 100, bonus: 500, rate: null },
  ];
  expect(summariesOf(columns, rows)).toEqual([
    { kind: 'money', count: 3, sum: 900, average: 300, least: 100, most: 500 },
    { kind: 'rate', count: 1, sum: 10, average: 10, least: 10, most: 10 },
  ]);
  expect(summariesOf(columns, [])).toEqual([]);
});
