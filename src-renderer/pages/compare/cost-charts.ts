import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import type { PlotOption } from '../../charts/plot.ts';
import { differenceBars, differenceTable, type Differences } from './compare-charts.ts';
import type { Compared } from './compared.ts';
import type { Column } from './metric-text.ts';
import type { Metric } from './metrics.ts';

/** Number of a metric in each of the columns; null where there is none. */
const valuesIn = (
  metric: Metric,
  { years }: Compared,
  columns: readonly Column[],
): readonly (number | null)[] =>
  columns.map(({ isIn }) => metric.together(years.filter(({ year }) => isIn(year))));

function differencesIn(
  metric: Metric,
  runs: readonly Compared[],
  columns: readonly Column[],
): readonly Differences[] {
  const [base, ...alternatives] = runs;
  if (base === undefined) return [];
  const from = valuesIn(metric, base, columns);
  return alternatives.map((run) => ({
    run,
    values: valuesIn(metric, run, columns).map((value, index) => {
      const before = from[index] ?? null;
      return value === null || before === null ? null : value - before;
    }),
  }));
}

/** Width of a chart that has its row for itself, on a narrow screen. */
const FULL_WIDTH = 980;

/** What the alternatives cost more or less than the base, in each column. */
export const costOption = (
  metric: Metric,
  runs: readonly Compared[],
  columns: readonly Column[],
  colours: ChartColours,
): PlotOption =>
  differenceBars(
    metric,
    differencesIn(metric, runs, columns),
    columns.map(({ title }) => title),
    colours,
    FULL_WIDTH,
  );

/** The numbers of the bars, one row a column of the table below. */
export const costTable = (
  metric: Metric,
  runs: readonly Compared[],
  columns: readonly Column[],
): ChartTable =>
  differenceTable(
    metric,
    differencesIn(metric, runs, columns),
    columns.map(({ title }) => title),
  );
