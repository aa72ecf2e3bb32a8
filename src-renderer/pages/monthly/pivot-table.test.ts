import { describe, expect, it } from 'vitest';
import type { MonthlyMeasure, MonthlyPivot } from '../../../src-shared/api/monthly.ts';
import { periods } from './fiscal-periods.ts';
import { layoutOf } from './layout.ts';
import { groupsOf, neededFigures, Numbers, pivotTable, spotAt, type PivotTable } from './pivot-table.ts';
import { tableAsCsv, tableAsHtml, tableAsTsv } from './pivot-text.ts';

const YEARS = { startYear: 2025, endYear: 2026 };
const MONTHS = 24;

/** Two departments of two levels, with one hire a month each and a leaver every other month, paid $100.01 a head. */
function answer(groups: readonly (readonly string[])[], measures: readonly MonthlyMeasure[]): MonthlyPivot {
  const valueOf = (measure: MonthlyMeasure, group: number, month: number): number => {
    const opening = 10 * (group + 1) + Math.ceil(month / 2);
    const leaves = month % 2;
    const values: Partial<Record<MonthlyMeasure, number>> = {
      opening,
      hires: 1,
      leavers: leaves,
      closing: opening + 1 - leaves,
      payroll: 10_001 * opening,
    };
    return values[measure] ?? 0;
  };
  return {
    groups,
    together: 0,
    months: MONTHS,
    values: measures.map((measure) =>
      Float64Array.from({ length: groups.length * MONTHS }, (_, index) =>
        valueOf(measure, Math.floor(index / MONTHS), index % MONTHS),
      ),
    ),
  };
}

function tableOf(
  view: Readonly<Record<string, string>>,
  groups: readonly (readonly string[])[],
  fiscalYear: number | null = null,
): PivotTable {
  const layout = layoutOf(view, 1);
  const measures = neededFigures(layout);
  const numbers = new Numbers(answer(groups, measures), groupsOf(layout), measures);
  return pivotTable(
    layout,
    numbers,
    periods(YEARS, layout.fiscalStart, layout.grain, fiscalYear),
    YEARS.startYear,
  );
}
const shown = ({ rows, columns, numbers }: PivotTable): (string | number | null)[][] =>
  rows.map((row) => [row.labels.join(' / '), ...columns.map((column) => numbers.at(spotAt(row, column)))]);

const TWO = [
  ['Sales', 'Staff'],
  ['Sales', 'Manager'],
  ['=Ops', 'Staff'],
];

describe('the table of the monthly view', () => {
  it('shows opening of the first and closing of the last month, sums of the rest, and checks them', () => {
    const table = tableOf({ by: 'year', start: '7', figures: 'opening,hires,leavers,closing,payroll' }, [[]]);
    expect(table.columns.map(({ labels, isTotal, hint }) => [labels[0], isTotal, hint])).toEqual([
      ['FY 2025 (partial)', false, 'Jan 2025 – Jun 2025: 6 of 12 months, the run has no more of it'],
      ['FY 2026', false, 'Jul 2025 – Jun 2026'],
      ['FY 2027 (partial)', false, 'Jul 2026 – Dec 2026: 6 of 12 months, the run has no more of it'],
    ]);
    expect(shown(table)).toEqual([
      ['Opening headcount', 10, 13, 19],
      ['Hires', 6, 12, 6],
      ['Leavers', 3, 6, 3],
      ['Closing headcount', 13, 19, 22],
      ['Adds up', 1, 1, 1],
      ['Payroll', 10_001 * 69, 10_001 * 192, 10_001 * 123],
    ]);
    expect(table.numbers.check()).toEqual({ compared: 48, different: 0 });
  });

  it.each(Array.from({ length: 12 }, (_, index) => String(index + 1)))(
    'has the same sums over fiscal years that begin in month %s',
    (start) => {
      const { rows, columns, numbers } = tableOf({ by: 'year', start, figures: 'payroll,hires' }, TWO);
      const sums = rows.map((row) =>
        columns.reduce((sum, column) => sum + (numbers.at(spotAt(row, column)) ?? 0), 0),
      );
      const months = tableOf({ start, figures: 'payroll,hires' }, TWO);
      const inMonths = months.rows.map((row) =>
        months.columns
          .filter(({ spot }) => spot.period?.grain === 'month')
          .reduce((sum, column) => sum + (months.numbers.at(spotAt(row, column)) ?? 0), 0),
      );
      expect(sums).toEqual(inMonths);
    },
  );

  it('adds up each dimension and both of them', () => {
    const view = { by: 'year', figures: 'hires', rows: 'department,level', columns: 'figures,time' };
    expect(shown(tableOf(view, TWO))).toEqual([
      ['Sales / Staff', 12, 12],
      ['Sales / Manager', 12, 12],
      ['Sales / All levels', 24, 24],
      ['=Ops / Staff', 12, 12],
      ['All departments / Staff', 24, 24],
      ['All departments / Manager', 12, 12],
      ['All departments / All levels', 36, 36],
    ]);
    const across = tableOf({ by: 'year', figures: 'hires', rows: 'time', columns: 'department,figures' }, [
      ['Sales'],
      ['Legal'],
    ]);
    expect(across.columns.map(({ labels }) => labels)).toEqual([
      ['Sales', 'Hires'],
      ['Legal', 'Hires'],
      ['All departments', 'Hires'],
    ]);
    expect(shown(across)).toEqual([
      ['2025', 12, 12, 24],
      ['2026', 12, 12, 24],
    ]);
  });

  it('is taken along as numbers with cents, and calculates nothing', () => {
    const table = tableOf({ by: 'year', figures: 'closing,payroll', rows: 'department,figures' }, [
      ['=Ops'],
      ['R&D, "x"'],
    ]);
    expect(tableAsTsv(table).split('\n').slice(0, 4)).toEqual([
      'Department\tFigure\t2025\t2026',
      "'=Ops\tClosing headcount\t16\t22",
      "'=Ops\tPayroll\t15601.56\t22802.28",
      'R&D, "x"\tClosing headcount\t26\t32',
    ]);
    expect(tableAsCsv(table).split('\r\n')[3]).toBe('"R&D, ""x""",Closing headcount,26,32');
    expect(tableAsHtml(table)).toContain(
      '<tr><td>R&amp;D, "x"</td><td>Closing headcount</td><td align="right">26</td><td align="right">32</td></tr>',
    );
  });
});
