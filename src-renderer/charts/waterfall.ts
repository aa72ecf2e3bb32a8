import type { ChartColours } from './colours.ts';
import { nameAxis, numberAxis, type PlotOption } from './plot.ts';

/** One step of a waterfall. */
export interface WaterfallStep {
  readonly name: string;
  readonly amount: number;
  readonly colour: string;
}

/**
 * A waterfall of differences from zero: each step begins where the one before ended; the last bar is the whole
 * difference. Bars that cross zero are drawn in two halves, since bars are stacked from one base.
 */
export function waterfallOption(
  steps: readonly WaterfallStep[],
  total: WaterfallStep,
  format: { readonly axis: (value: number) => string; readonly label: (value: number) => string },
  colours: ChartColours,
): PlotOption {
  let level = 0;
  const bars = steps.map((step) => {
    const from = level;
    level += step.amount;
    return { ...step, from, to: level };
  });
  const all = [...bars, { ...total, from: 0, to: total.amount }];
  const half = (side: 'above' | 'below') => {
    const clip = (value: number): number => (side === 'above' ? Math.max(value, 0) : Math.min(value, 0));
    const ends = all.map(({ from, to }) => [clip(from), clip(to)] as const);
    const inner = ends.map(([a, b]) => (side === 'above' ? Math.min(a, b) : Math.max(a, b)));
    const outer = ends.map(([a, b]) => (side === 'above' ? Math.max(a, b) : Math.min(a, b)));
    return [
      {
        type: 'bar' as const,
        stack: side,
        silent: true,
        itemStyle: { color: 'transparent' },
        tooltip: { show: false },
        data: inner,
      },
      {
        type: 'bar' as const,
        stack: side,
        barWidth: '58%',
        barMaxWidth: 110,
        barGap: '-100%',
        data: outer.map((end, index) => ({
          value: end - (inner[index] ?? 0),
          itemStyle: { color: all[index]?.colour ?? colours.neutral, borderRadius: 2 },
        })),
        tooltip: { show: false },
      },
    ];
  };
  return {
    grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      all.map(({ name }) => wrapped(name)),
      colours,
    ),
    yAxis: numberAxis(format.axis, colours),
    series: [
      ...half('above'),
      ...half('below'),
      {
        type: 'line',
        name: 'Difference',
        silent: true,
        // Labels need a point to stand at, and would fade with it if it had no opacity.
        lineStyle: { opacity: 0 },
        symbol: 'circle',
        symbolSize: 1,
        itemStyle: { color: 'transparent' },
        data: all.map(({ from, to, amount }) => ({
          value: Math.max(from, to),
          label: {
            show: true,
            position: 'top' as const,
            color: colours.text,
            formatter: format.label(amount),
          },
        })),
        tooltip: { show: false },
      },
    ],
  };
}

const LINE = 13;

/** A name in short lines, so that many stand side by side. */
export function wrapped(name: string): string {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
