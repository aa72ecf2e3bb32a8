import type { TestedYear, TestFigures } from '../../../src-shared/api/compliance.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { plainNumber, testPercent } from '../../components/format.ts';

/** Figures of the ADP and ACP tests. */

/** The two alternatives of the limit for an NHCE average in basis points, in parts per million (P-92). */
export function alternativesOf(nhceAverage: number): {
  readonly times: number;
  readonly plus: number;
  readonly applies: 'times' | 'plus';
} {
  const times = nhceAverage * 125;
  const plus = Math.min(nhceAverage * 200, nhceAverage * 100 + 20_000);
  return { times, plus, applies: times > plus ? 'times' : 'plus' };
}

const rowOf = ({ tests }: TestedYear, test: 'adp' | 'acp'): TestFigures | undefined =>
  tests.find((row) => row.test === test);

const ofPoints = (points: number | null | undefined): number | null =>
  points === null || points === undefined ? null : points * 100;

/** Averages and limit by year, in parts per million. */
function series(test: 'adp' | 'acp', years: readonly TestedYear[]) {
  const rows = years.map((year) => rowOf(year, test));
  return [
    { name: 'NHCE average', values: rows.map((row) => ofPoints(row?.nhceBasisPoints)) },
    { name: 'Limit', values: rows.map((row) => row?.limitPpm ?? null) },
    { name: 'HCE average', values: rows.map((row) => ofPoints(row?.hceBasisPoints)) },
  ] as const;
}

export const ratioTable = (test: 'adp' | 'acp', years: readonly TestedYear[]): ChartTable => {
  const lines = series(test, years);
  return {
    columns: ['Year', ...lines.map(({ name }) => name)],
    rows: years.map(({ year }, index) => [
      String(year),
      ...lines.map(({ values }) => {
        const value = values[index] ?? null;
        return value === null ? 'n/a' : testPercent(value);
      }),
    ]),
  };
};

/** The limit between the two averages: where the HCE line is above it, the test fails. */
export function ratioOption(
  test: 'adp' | 'acp',
  years: readonly TestedYear[],
  colours: ChartColours,
): PlotOption {
  const looks = {
    'NHCE average': { color: colours.neutral, type: 'solid' },
    Limit: { color: colours.text, type: 'dashed' },
    'HCE average': { color: colours.employee, type: 'solid' },
  } as const;
  return {
    legend: legendAbove(colours),
    xAxis: nameAxis(
      years.map(({ year }) => String(year)),
      colours,
    ),
    yAxis: numberAxis((value) => `${plainNumber(value / 10_000)}%`, colours),
    series: series(test, years).map(({ name, values }) => ({
      type: 'line' as const,
      name,
      data: values.map((value) => value ?? '-'),
      symbol: 'circle',
      symbolSize: 7,
      lineStyle: { width: 2, ...looks[name] },
      itemStyle: { color: looks[name].color },
      tooltip: { valueFormatter: (value: unknown) => testPercent(Number(value)) },
    })),
  };
}
