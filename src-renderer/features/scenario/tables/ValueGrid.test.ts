import { expect, it } from 'vitest';
import { blockOf, filledDown, readCell, type GridColumn } from './ValueGrid.tsx';

const RATE: GridColumn = { key: 'rate', title: 'Rate', unit: 'fraction', kind: 'number', isOptional: false };

it('reads a block as spreadsheets copy it', () => {
  expect(blockOf('1\t2\r\n3\t4\r\n')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
});

it('reads a cell by its column', () => {
  expect(readCell('3.5%', RATE)).toEqual({ value: 0.035 });
  expect(readCell('x', RATE)).toEqual({ problem: '“x” is not a number' });
  expect(readCell('', RATE)).toEqual({ problem: '“” is not a number' });
  expect(readCell('', { ...RATE, isOptional: true })).toEqual({ value: null });
  expect(readCell('1, 3', { ...RATE, unit: null, kind: 'list' })).toEqual({ value: [1, 3] });
  expect(readCell(' Sales; Legal ', { ...RATE, unit: null, kind: 'list' })).toEqual({
    value: ['Sales', 'Legal'],
  });
  expect(readCell(' ', { ...RATE, unit: null, kind: 'text' })).toEqual({ problem: 'must not be empty' });
});

it('fill down repeats the first of the chosen cells, or the one above a single cell', () => {
  const valueAt = (row: number, column: number): string => `${row}.${column}`;
  expect(filledDown({ row: 1, column: 2, to: 3 }, valueAt)).toEqual([
    { row: 2, column: 2, value: '1.2' },
    { row: 3, column: 2, value: '1.2' },
  ]);
  expect(filledDown({ row: 3, column: 0, to: 1 }, valueAt).map(({ row }) => row)).toEqual([2, 3]);
  expect(filledDown({ row: 2, column: 0, to: 2 }, valueAt)).toEqual([{ row: 2, column: 0, value: '1.0' }]);
  expect(filledDown({ row: 0, column: 0, to: 0 }, valueAt)).toEqual([]);
});
