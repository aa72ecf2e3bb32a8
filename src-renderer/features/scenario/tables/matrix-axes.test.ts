import { describe, expect, it } from 'vitest';
import { fillDocument, parseScenario } from '../../../../src-shared/scenario/parse-scenario.ts';
import { withValues } from '../copy-settings.ts';
import {
  matrixAxes,
  withMatrixColumn,
  withMatrixRow,
  withoutMatrixColumn,
  withoutMatrixRow,
  type MatrixAxes,
} from './matrix-axes.ts';

const document = fillDocument({}).document;
const axes = matrixAxes(document, ['workforce', 'retirement', 'table', 'rates']);
if (axes === null) throw new Error('the retirement table has axes');

const tableAfter = (change: (axes: MatrixAxes) => Parameters<typeof withValues>[1]) =>
  parseScenario(withValues(document, change(axes))).scenario.workforce.retirement.table;

describe('W-34 the retirement table', () => {
  it('takes another row and another column, and stays valid', () => {
    const rows = tableAfter(withMatrixRow);
    expect(rows.ages).toEqual([55, 60, 62, 65, 67, 70, 71]);
    expect(rows.rates.at(-1)).toEqual(rows.rates.at(-2));
    const columns = tableAfter(withMatrixColumn);
    expect(columns.service).toEqual([0, 5, 10, 15]);
    expect(columns.rates[1]).toEqual([0, 0.03, 0.06, 0.06]);
  });

  it('loses a row or a column with its rates, and service still begins at 0', () => {
    const rows = tableAfter((present) => withoutMatrixRow(present, 1));
    expect([rows.ages, rows.rates.length]).toEqual([[55, 62, 65, 67, 70], 5]);
    const columns = tableAfter((present) => withoutMatrixColumn(present, 0));
    expect([columns.service, columns.rates[0]]).toEqual([
      [0, 10],
      [0.01, 0.03],
    ]);
  });

  it('is the only matrix with axes of its own', () => {
    expect(matrixAxes(document, ['planDesigns', 0, 'deferral', 'defaultRates'])).toBeNull();
  });
});
