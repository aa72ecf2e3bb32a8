import { expect, it } from 'vitest';
import { z } from 'zod';
import { chartColours } from './colours.ts';
import { svgOf } from './plot.ts';
import { waterfallOption, wrapped } from './waterfall.ts';

const point = z.union([z.number(), z.object({ value: z.number() }).transform(({ value }) => value)]);

it('draws steps that cross zero in two halves and labels each with its amount', () => {
  const colours = chartColours('light');
  const option = waterfallOption(
    [
      { name: 'Hires', amount: 5, colour: '#111111' },
      { name: 'Leavers', amount: -7, colour: '#222222' },
    ],
    { name: 'Difference', amount: -2, colour: '#333333' },
    { axis: String, label: (amount) => `by ${amount}` },
    colours,
  );
  const series = Array.isArray(option.series) ? option.series : [];
  expect(series.slice(0, 4).map(({ data }) => z.array(point).parse(data))).toEqual([
    [0, 0, 0],
    [5, 5, 0],
    [0, 0, 0],
    [0, -2, -2],
  ]);
  const svg = svgOf(option, colours, { width: 600, height: 300 });
  for (const label of ['by 5', 'by -7', 'by -2']) {
    const text = new RegExp(`<text[^>]*>${label}</text>`).exec(svg)?.[0] ?? '';
    expect(text, label).not.toBe('');
    // A label must not fade with the point it stands at.
    expect(text).not.toContain('fill-opacity="0"');
  }
});

it('breaks names into short lines', () => {
  expect(wrapped('Paychecks, true-up and limits')).toBe('Paychecks,\ntrue-up and\nlimits');
  expect(wrapped('Pay')).toBe('Pay');
});
