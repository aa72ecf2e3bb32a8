import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { people, money, shortMoney } from '../../components/format.ts';
import type { MonthlyDimension, MonthlyMeasure } from '../../../src-shared/api/monthly.ts';
import { DIMENSIONS, FIGURES } from './figures.ts';
import type { Period } from './fiscal-periods.ts';
import { periodLabel, type Numbers, type Spot } from './pivot-table.ts';

/** The chart above the table: one figure over time, stacked by the first dimension of the table. */

/** Series that have a colour of their own; the smaller ones come together. */
const MOST_SERIES = 8;
const OTHERS = 'Others';

interface Series {
  readonly name: string;
  /** Values of the dimension that are in it; null for everybody. */
  readonly texts: readonly string[] | null;
  readonly values: readonly number[];
}

/** What the chart shows. */
export interface MonthlyChart {
  readonly figure: MonthlyMeasure;
  readonly dimension: MonthlyDimension | null;
  readonly periods: readonly Period[];
  readonly series: readonly Series[];
}

export function monthlyChart(
  numbers: Numbers,
  figure: MonthlyMeasure,
  dimension: MonthlyDimension | null,
  shown: readonly Period[],
): MonthlyChart {
  const valuesOf = (texts: Spot['texts']): number[] =>
    shown.map((period) => numbers.at({ texts, figure, period }) ?? 0);
  if (dimension === null)
    return {
      figure,
      dimension,
      periods: shown,
      series: [{ name: FIGURES[figure].title, texts: null, values: valuesOf({}) }],
    };
  const all = numbers
    .textsOf(dimension, {})
    .map((text) => ({ name: text, texts: [text], values: valuesOf({ [dimension]: text }) }));
  const total = ({ values }: Series): number => values.reduce((sum, value) => sum + value, 0);
  const bySize = [...all].sort((a, b) => total(b) - total(a));
  const kept = bySize.slice(0, all.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES);
  const rest = bySize.slice(kept.length);
  const others = shown.map((_, index) => rest.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  return {
    figure,
    dimension,
    periods: shown,
    series: [
      ...all.filter((series) => kept.includes(series)),
      ...(rest.length === 0 ? [] : [{ name: `${OTHERS} (${rest.length})`, texts: [], values: others }]),
    ],
  };
}

/** The one colour of a figure wherever it is shown. */
function colourOf(figure: MonthlyMeasure, colours: ChartColours): string {
  if (figure === 'payroll') return colours.pay;
  if (figure === 'deferrals') return colours.employee;
  if (['planCost', 'match', 'trueUp', 'core', 'coreExcess'].includes(figure)) return colours.employer;
  if (figure === 'hires' || figure === 'movedIn') return colours.hires;
  return figure === 'opening' || figure === 'closing' ? colours.neutral : colours.leavers;
}

export function chartOption(chart: MonthlyChart, colours: ChartColours): PlotOption {
  const { figure, series, periods } = chart;
  const isMoney = FIGURES[figure].unit === 'money';
  return {
    grid: { left: 4, right: 12, top: series.length > 1 ? 30 : 12, bottom: 4, containLabel: true },
    ...(series.length > 1 ? { legend: { ...legendAbove(colours), type: 'scroll' } } : {}),
    xAxis: {
      ...nameAxis(periods.map(periodLabel), colours),
      axisLabel: { color: colours.muted, hideOverlap: true, lineHeight: 15 },
    },
    yAxis: numberAxis(isMoney ? shortMoney : people, colours),
    series: series.map(({ name, values, texts }, index) => ({
      type: 'bar' as const,
      name,
      stack: 'all',
      barMaxWidth: 44,
      itemStyle: {
        color:
          texts === null
            ? colourOf(figure, colours)
            : texts.length === 0
              ? colours.neutral
              : (colours.alternatives[index % colours.alternatives.length] ?? colours.neutral),
      },
      data: values.map((value) => ({ value })),
      tooltip: { valueFormatter: (value) => (isMoney ? money : people)(Number(value)) },
    })),
  };
}

export function chartTable({ figure, series, periods }: MonthlyChart): ChartTable {
  const format = FIGURES[figure].unit === 'money' ? money : people;
  return {
    columns: ['Period', ...series.map(({ name }) => name)],
    rows: periods.map((period, index) => [
      periodLabel(period),
      ...series.map(({ values }) => format(values[index] ?? 0)),
    ]),
  };
}

/** The question that the chart answers. */
export function chartTitle({ figure, dimension }: MonthlyChart): string {
  const by = dimension === null ? '' : ` by ${DIMENSIONS[dimension].title.toLowerCase()}`;
  return `How does ${FIGURES[figure].title.toLowerCase()} develop${by}?`;
}
