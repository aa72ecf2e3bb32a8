import { Text, useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { chartColours } from '../../charts/colours.ts';
import { percent } from '../../components/format.ts';
import type { PictureLine } from './plan-pictures.ts';
import classes from './scenario.module.css';

const WIDTH = 480;
const HEIGHT = 150;
const LEFT = 46;
const RIGHT = 84;
const TOP = 10;
const BOTTOM = 22;

/** A small picture of lines over one axis, with the name of each at its end. */
export function LinePicture({
  title,
  lines,
  showX,
  isStepped = false,
}: {
  readonly title: string;
  readonly lines: readonly PictureLine[];
  readonly showX: (x: number) => string;
  readonly isStepped?: boolean;
}): ReactNode {
  const colours = chartColours(useComputedColorScheme('light'));
  const all = lines.flatMap(({ points }) => points);
  const lastX = Math.max(...all.map(([x]) => x), 0);
  const top = Math.max(...all.map(([, y]) => y), 0);
  if (lastX === 0 || top === 0) return null;
  const x = (value: number): number => LEFT + (value / lastX) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const pathOf = ({ points }: PictureLine): string =>
    points
      .map(([px, py], index) => {
        if (index === 0) return `M${x(px)} ${y(py)}`;
        return isStepped ? `H${x(px)}V${y(py)}` : `L${x(px)} ${y(py)}`;
      })
      .join('');
  const ends = lines.map(({ points, name }) => ({ name, end: points.at(-1)?.[1] ?? 0 }));
  const summary = ends.map(({ name, end }) => `${name} ends at ${percent(end)}`).join(', ');
  const ticks = [0, lastX / 3, (2 * lastX) / 3, lastX];
  return (
    <figure style={{ margin: '4px 0 12px' }}>
      <Text component="figcaption" size="xs" c="dimmed">
        {title}
      </Text>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={classes['picture']}
        role="img"
        aria-label={`${title}: ${summary}`}
      >
        {[0, top].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} stroke={colours.line} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" fontSize={11} fill={colours.muted}>
              {percent(value)}
            </text>
          </g>
        ))}
        {ticks.map((value) => (
          <text
            key={value}
            x={x(value)}
            y={HEIGHT - 6}
            textAnchor="middle"
            fontSize={11}
            fill={colours.muted}
          >
            {showX(value)}
          </text>
        ))}
        {lines.map((line, index) => (
          <path
            key={line.name}
            d={pathOf(line)}
            fill="none"
            stroke={colours.employer}
            strokeWidth={2}
            strokeDasharray={index === 0 ? undefined : `${2 + index * 3} 3`}
          />
        ))}
        {ends
          .filter(({ end }, index) => ends.findIndex((other) => other.end === end) === index)
          .map(({ end }) => (
            <text key={end} x={WIDTH - RIGHT + 8} y={y(end) + 4} fontSize={11} fill={colours.text}>
              {ends
                .filter((other) => other.end === end)
                .map(({ name }) => name)
                .join(', ')}
            </text>
          ))}
      </svg>
    </figure>
  );
}
