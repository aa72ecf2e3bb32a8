import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';

/** Values under one name and colour, one for each name of the axis; null for none. */
interface BarSeries {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly (number | null)[];
}

type Format = (value: number) => string;

const drawn = (values: readonly (number | null)[]): (number | '-')[] => values.map((value) => value ?? '-');

/** Upright bars, of several series on each other; the values of a single series stand above them. */
export function columnsOption(
  names: readonly string[],
  series: readonly BarSeries[],
  format: Format,
  colours: ChartColours,
): PlotOption {
  const isSingle = series.length === 1;
  return {
    ...(isSingle
      ? { grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true } }
      : { legend: legendAbove(colours) }),
    xAxis: nameAxis(names, colours),
    yAxis: numberAxis(format, colours),
    series: series.map(({ name, colour, values }) => ({
      type: 'bar',
      name,
      ...(isSingle ? {} : { stack: 'all' }),
      barMaxWidth: 48,
      itemStyle: { color: colour, borderRadius: isSingle ? 2 : 0 },
      data: drawn(values),
      label: {
        show: isSingle,
        position: 'top',
        color: colours.text,
        formatter: ({ value }) => (value === '-' ? '' : format(Number(value))),
      },
      tooltip: { valueFormatter: (value) => (value === '-' ? 'n/a' : format(Number(value))) },
    })),
  };
}

/** Lying bars, the first at the top, each with its value at its end; `colourOf` gives the colour of a bar. */
export function barsOption(
  names: readonly string[],
  values: readonly number[],
  format: Format,
  colours: ChartColours,
  colourOf: (index: number) => string,
): PlotOption {
  return {
    grid: { left: 4, right: 64, top: 4, bottom: 4, containLabel: true },
    yAxis: {
      ...nameAxis(names, colours),
      inverse: true,
      axisLabel: { color: colours.text, interval: 0, lineHeight: 15 },
    },
    xAxis: { ...numberAxis(format, colours), axisLabel: { show: false }, splitLine: { show: false } },
    series: [
      {
        type: 'bar',
        name: 'Value',
        barMaxWidth: 26,
        data: values.map((value, index) => ({
          value,
          itemStyle: { color: colourOf(index), borderRadius: 2 },
        })),
        label: {
          show: true,
          position: 'right',
          color: colours.text,
          formatter: ({ value }) => format(Number(value)),
        },
        tooltip: { valueFormatter: (value) => format(Number(value)) },
      },
    ],
  };
}

/** Lines over the years from zero, each with its last value: that of the higher line above it, of others below. */
export function linesOption(
  names: readonly string[],
  series: readonly BarSeries[],
  format: Format,
  colours: ChartColours,
): PlotOption {
  const highest = Math.max(...series.map(({ values }) => values.at(-1) ?? -Infinity));
  return {
    grid: { left: 4, right: 24, top: 36, bottom: 4, containLabel: true },
    legend: legendAbove(colours),
    xAxis: nameAxis(names, colours),
    yAxis: numberAxis(format, colours),
    series: series.map(({ name, colour, values }, place) => ({
      type: 'line',
      name,
      // The first line is the one in question: it lies above the others.
      z: 2 + series.length - place,
      symbol: 'circle',
      symbolSize: 7,
      lineStyle: { color: colour, width: 2 },
      itemStyle: { color: colour },
      data: drawn(values).map((value, index) => ({
        value,
        label: {
          show: index === values.length - 1 && value !== '-',
          position: value === highest ? ('top' as const) : ('bottom' as const),
          color: colours.text,
          formatter: () => format(Number(value)),
        },
      })),
      tooltip: { valueFormatter: (value) => (value === '-' ? 'n/a' : format(Number(value))) },
    })),
  };
}
