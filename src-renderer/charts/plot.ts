import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';
import { axisForm } from '../components/format.ts';
import type { ChartColours } from './colours.ts';

use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  LabelLayout,
  CanvasRenderer,
  SVGRenderer,
]);

const FONT = '"Inter Variable", system-ui, sans-serif';

/** What a chart is made of; the frame gives fonts, tooltip and ground. */
export type PlotOption = Pick<EChartsOption, 'xAxis' | 'yAxis' | 'series' | 'grid' | 'legend'>;

/** Axis of names: years, bands. */
export const nameAxis = (names: readonly string[], colours: ChartColours) => ({
  type: 'category' as const,
  data: [...names],
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colours.line } },
  axisLabel: { color: colours.muted, hideOverlap: true, interval: 0, lineHeight: 15 },
});

/** Nothing on an axis: what writes differences has a dash for it, which is no place on a line. */
const zero = (format: (value: number) => string): string => (format(0) === '–' ? '0' : format(0));

/** Axis of numbers from zero, as they are written beside it. */
export function numberAxis(form: (value: number) => string, colours: ChartColours) {
  const write = axisForm(form);
  return {
    type: 'value' as const,
    splitNumber: 4,
    splitLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.muted,
      formatter: (value: number) => (value === 0 ? zero(write) : write(value)),
    },
  };
}

/** Names of the series above the plot. */
export const legendAbove = (colours: ChartColours) => ({
  top: 0,
  left: 0,
  itemWidth: 12,
  itemHeight: 12,
  textStyle: { color: colours.muted },
});

export type Plot = EChartsType;

/** Draws into an element. It takes part in no focus of its own: the frame does. */
export const createPlot = (element: HTMLElement): Plot => init(element, null, { renderer: 'canvas' });

/** The option as it is drawn: with the fonts, tooltip and ground that all charts share. */
const framed = (option: PlotOption, colours: ChartColours): EChartsOption => ({
  grid: { left: 4, right: 12, top: 30, bottom: 4, containLabel: true },
  ...option,
  animationDuration: 150,
  animationDurationUpdate: 120,
  textStyle: { fontFamily: FONT, fontSize: 12, color: colours.text },
  tooltip: {
    trigger: 'axis',
    // Markup in tooltips would need inline styles, which the policy of the page forbids.
    renderMode: 'richText',
    axisPointer: { type: 'shadow' },
    backgroundColor: colours.ground,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontFamily: FONT, fontSize: 12 },
    confine: true,
  },
});

/** Shows a chart; motion only where the system has nothing against it. */
export function showPlot(plot: Plot, option: PlotOption, colours: ChartColours): void {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  plot.setOption({ ...framed(option, colours), animation: !isStill }, { notMerge: true });
}

/** The chart as an SVG document of a size in pixels. */
export function svgOf(
  option: PlotOption,
  colours: ChartColours,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  drawing.setOption({ ...framed(option, colours), backgroundColor: colours.ground, animation: false });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  return svg;
}
