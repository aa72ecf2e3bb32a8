import { expect, it } from 'vitest';
import { blockOf, readCell, type GridColumn } from './ValueGrid.tsx';

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
