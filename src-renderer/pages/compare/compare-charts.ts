import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { runColour } from '../../charts/run-colours.ts';
import type { Compared } from './compared.ts';
import { differenceForm, valueForm } from './metric-text.ts';
import type { Metric } from './metrics.ts';

/** Shapes of the points of a run, so that a line is not told by its colour alone. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'roundRect', 'arrow', 'emptyCircle'];

/** Number of a metric in each of the years; null where there is none. */
const valuesOf = (
  metric: Metric,
  { years }: Compared,
  common: readonly number[],
): readonly (number | null)[] =>
  common.map((year) => {
    const found = years.find((each) => each.year === year);
    return found === undefined ? null : metric.of(found);
  });

const points = (values: readonly (number | null)[]): (number | '-')[] => values.map((value) => value ?? '-');

/** Height of a line of text as a share of the plot. */
const TEXT_HEIGHT = 0.08;

interface EndLabel {
  /** Places of the runs whose names stand together, the highest first. */
  readonly indices: readonly number[];
  /** Middle of their ends, as a share of the plot. */
  readonly at: number;
}

const mergedLabel = (a: EndLabel, b: EndLabel): EndLabel => {
  const indices = [...a.indices, ...b.indices];
  return { indices, at: (a.at * a.indices.length + b.at * b.indices.length) / indices.length };
};

const areTouching = (a: EndLabel, b: EndLabel): boolean =>
  Math.abs(a.at - b.at) < ((a.indices.length + b.indices.length) / 2) * TEXT_HEIGHT;

/**
 * Which names stand together at the ends of lines, because the lines end so close to each other that the names would
 * cover each other: groups of places in the list, the highest line first.
 */
export function endGroups(ends: readonly (number | null)[], span: number): readonly (readonly number[])[] {
  const labels = ends
    .flatMap((end, index): readonly EndLabel[] =>
      end === null ? [] : [{ indices: [index], at: span === 0 ? 0 : end / span }],
    )
    .sort((a, b) => b.at - a.at);
  for (;;) {
    const at = labels.findIndex((label, index) => {
      const next = labels[index + 1];
      return next !== undefined && areTouching(label, next);
    });
    const [upper, lower] = at < 0 ? [] : [labels[at], labels[at + 1]];
    if (upper === undefined || lower === undefined) return labels.map(({ indices }) => indices);
    labels.splice(at, 2, mergedLabel(upper, lower));
  }
}

/** The lines of all runs on one scale, each with its name at the end. */
export function levelsOption(
  metric: Metric,
  runs: readonly Compared[],
  common: readonly number[],
  colours: ChartColours,
): PlotOption {
  const show = valueForm(metric.kind, 'short');
  const values = runs.map((run) => valuesOf(metric, run, common));
  const all = values.flat().filter((value) => value !== null);
  const groups = endGroups(
    values.map((line) => line.at(-1) ?? null),
    Math.max(...all) - Math.min(...all),
  );
  // The names of lines that end together stand under each other, at the middle one of them.
  const nameAt = (index: number): string | null => {
    const group = groups.find((indices) => indices[Math.floor(indices.length / 2)] === index);
    return group?.map((place) => runs[place]?.label ?? '').join('\n') ?? null;
  };
  return {
    grid: { left: 4, right: 116, top: 12, bottom: 4, containLabel: true },
    xAxis: { ...nameAxis(common.map(String), colours), boundaryGap: false },
    yAxis: { ...numberAxis(show, colours), scale: true },
    // The base lies below: where an alternative is equal to it, the alternative is seen.
    series: runs.map((run, index) => {
      const name = nameAt(index);
      const colour = runColour(run.index, colours);
      return {
        type: 'line' as const,
        name: run.label,
        symbol: SYMBOLS[run.index] ?? 'circle',
        symbolSize: 7,
        lineStyle: { color: colour, width: run.index === 0 ? 3 : 2 },
        itemStyle: { color: colour },
        data: points(values[index] ?? []),
        endLabel: {
          show: name !== null,
          formatter: name ?? '',
          lineHeight: 14,
          color: colours.text,
          width: 100,
          overflow: 'truncate' as const,
        },
        tooltip: { valueFormatter: (value) => (value === '-' ? 'n/a' : show(Number(value))) },
      };
    }),
  };
}

/** What an alternative has more or less than the base, under each of some names. */
export interface Differences {
  readonly run: Compared;
  readonly values: readonly (number | null)[];
}

/** Width of the names of a legend in pixels, roughly: its sign, the text and the gap to the next. */
const legendLength = (labels: readonly string[]): number =>
  labels.reduce((length, label) => length + 32 + 7 * label.length, 0);

/** Differences of alternatives from the base under some names, as bars from zero. */
export function differenceBars(
  metric: Metric,
  differences: readonly Differences[],
  names: readonly string[],
  colours: ChartColours,
  /** Room for a line of the legend in pixels; a longer one wraps and needs more height. */
  room: number,
): PlotOption {
  const show = differenceForm(metric.kind, 'short');
  const hasLegend = differences.length > 1;
  const lines = Math.ceil(legendLength(differences.map(({ run }) => run.label)) / room);
  return {
    ...(hasLegend ? { legend: legendAbove(colours) } : {}),
    grid: { left: 4, right: 8, top: hasLegend ? 14 + 20 * lines : 22, bottom: 4, containLabel: true },
    // The names stand below the bars, also where those hang from the zero line.
    xAxis: { ...nameAxis(names, colours), axisLine: { onZero: false, lineStyle: { color: colours.line } } },
    yAxis: numberAxis(show, colours),
    series: differences.map(({ run, values }) => ({
      type: 'bar' as const,
      name: run.label,
      barMaxWidth: 40,
      itemStyle: { color: runColour(run.index, colours), borderRadius: 2 },
      data: values.map((value) => ({
        value: value ?? '-',
        label: { position: (value ?? 0) < 0 ? ('bottom' as const) : ('top' as const) },
      })),
      label: {
        show: !hasLegend,
        color: colours.text,
        fontSize: 11,
        formatter: ({ value }: { readonly value: unknown }) => show(Number(value)),
      },
      labelLayout: { hideOverlap: true },
      tooltip: { valueFormatter: (value) => (value === '-' ? 'n/a' : show(Number(value))) },
    })),
  };
}

/** What each alternative has more or less of a metric than the base, year by year. */
function differencesOf(
  metric: Metric,
  runs: readonly Compared[],
  common: readonly number[],
): readonly Differences[] {
  const [base, ...alternatives] = runs;
  const from = base === undefined ? [] : valuesOf(metric, base, common);
  return alternatives.map((run) => ({
    run,
    values: valuesOf(metric, run, common).map((value, index) => {
      const before = from[index] ?? null;
      return value === null || before === null ? null : value - before;
    }),
  }));
}

/** Width of a chart that shares its row with another one, on a narrow screen. */
const HALF_WIDTH = 470;

/** What the alternatives have more or less than the base, as bars from zero. */
export const differencesOption = (
  metric: Metric,
  runs: readonly Compared[],
  common: readonly number[],
  colours: ChartColours,
): PlotOption =>
  differenceBars(metric, differencesOf(metric, runs, common), common.map(String), colours, HALF_WIDTH);

/** Smallest and largest number of a metric in any run and year: the one scale of several charts. Bars start at zero. */
export function scaleOf(
  metric: Metric,
  runs: readonly Compared[],
  common: readonly number[],
): { readonly min: number; readonly max: number } {
  const all = runs.flatMap((run) => valuesOf(metric, run, common)).filter((value) => value !== null);
  return { min: Math.min(0, ...all), max: Math.max(0, ...all) };
}

/** One run as bars on a given scale, the base as a line behind. */
export function singleOption(
  metric: Metric,
  run: Compared,
  base: Compared,
  common: readonly number[],
  scale: { readonly min: number; readonly max: number },
  colours: ChartColours,
  isNarrow: boolean,
): PlotOption {
  const show = valueForm(metric.kind, 'short');
  const tooltip = { valueFormatter: (value: unknown) => (value === '-' ? 'n/a' : show(Number(value))) };
  // Room for the number above the highest bar.
  const room = (scale.max - scale.min) * 0.12;
  const axis = numberAxis(show, colours);
  return {
    grid: { left: 4, right: 8, top: 8, bottom: 4, containLabel: true },
    xAxis: nameAxis(common.map(String), colours),
    yAxis: {
      ...axis,
      min: scale.min,
      max: scale.max + room,
      axisLabel: { ...axis.axisLabel, showMaxLabel: false },
    },
    series: [
      {
        type: 'bar',
        name: run.label,
        barMaxWidth: 44,
        itemStyle: { color: runColour(run.index, colours), borderRadius: 2 },
        // Numbers above all bars of narrow charts would run into each other: the last one says where it ends.
        data: points(valuesOf(metric, run, common)).map((value, index, all) => ({
          value,
          label: { show: !isNarrow || index === all.length - 1 },
        })),
        label: {
          show: true,
          position: 'top',
          color: colours.text,
          fontSize: 11,
          formatter: ({ value }) => show(Number(value)),
        },
        labelLayout: { hideOverlap: true },
        tooltip,
      },
      ...(run.index === 0
        ? []
        : [
            {
              type: 'line' as const,
              name: base.label,
              symbol: 'none',
              lineStyle: { color: colours.neutral, width: 2, type: 'dashed' as const },
              itemStyle: { color: colours.neutral },
              data: points(valuesOf(metric, base, common)),
              tooltip,
            },
          ]),
    ],
  };
}

const cellText = (metric: Metric, value: number | null): string =>
  value === null ? 'n/a' : valueForm(metric.kind, 'exact')(value);

/** The numbers of the lines, one row a year. */
export const levelsTable = (
  metric: Metric,
  runs: readonly Compared[],
  common: readonly number[],
): ChartTable => ({
  columns: ['Year', ...runs.map(({ label }) => label)],
  rows: common.map((year, index) => [
    String(year),
    ...runs.map((run) => cellText(metric, valuesOf(metric, run, common)[index] ?? null)),
  ]),
});

/** The numbers of bars of differences, one row a name. */
export const differenceTable = (
  metric: Metric,
  differences: readonly Differences[],
  names: readonly string[],
): ChartTable => ({
  columns: ['Year', ...differences.map(({ run }) => run.label)],
  rows: names.map((name, index) => [
    name,
    ...differences.map(({ values }) => {
      const value = values[index] ?? null;
      return value === null ? 'n/a' : differenceForm(metric.kind, 'exact')(value);
    }),
  ]),
});

/** The numbers of the bars of differences from the base, one row a year. */
export const differencesTable = (
  metric: Metric,
  runs: readonly Compared[],
  common: readonly number[],
): ChartTable => differenceTable(metric, differencesOf(metric, runs, common), common.map(String));
