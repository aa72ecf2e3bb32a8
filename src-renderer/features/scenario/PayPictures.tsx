import { Text, useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { chartColours } from '../../charts/colours.ts';
import { people as peopleText, shortMoney } from '../../components/format.ts';
import { connectedHost } from '../../state/session.ts';
import { useStudy } from '../../state/study.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { payRanges, type PayRange } from './pay-ranges.ts';
import { raiseCalendar } from './raise-calendar.ts';
import { horizon, MONTHS } from './tables/table-shape.ts';
import classes from './scenario.module.css';

/** When raises happen, and how the pay of people lies in the ranges of their levels. */
export function PayPictures({ document }: { readonly document: JsonObject }): ReactNode {
  const year = horizon(document)[0];
  if (year === undefined) return null;
  return (
    <>
      <RaiseCalendar document={document} year={year} />
      <PayRanges document={document} year={year} />
    </>
  );
}

function RaiseCalendar({
  document,
  year,
}: {
  readonly document: JsonObject;
  readonly year: number;
}): ReactNode {
  const rows = raiseCalendar(document, year);
  const title = `When raises happen in ${year}`;
  return (
    <figure style={{ margin: '4px 0 14px' }}>
      <Text component="figcaption" size="xs" c="dimmed" mb={2}>
        {title}
      </Text>
      <table className={classes['calendar']} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">Raise</th>
            {MONTHS.map((month) => (
              <th key={month} scope="col">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, shares, texts, note }, index) => (
            <tr key={`${name} ${String(index)}`}>
              <th scope="row">{name}</th>
              {shares.every((share) => share === 0) ? (
                <td colSpan={MONTHS.length}>{note === '' ? 'None' : note}</td>
              ) : (
                shares.map((share, month) => (
                  <td
                    key={MONTHS[month]}
                    title={note}
                    style={{
                      backgroundColor: `rgba(var(--pa-heat), calc(${share === 0 ? 0 : 0.08 + 0.3 * share} * var(--pa-heat-strength)))`,
                    }}
                  >
                    {texts[month]}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows
        .filter(({ note, shares }) => note !== '' && shares.some((share) => share > 0))
        .map(({ name, note }) => (
          <Text key={name} size="xs" c="dimmed">
            {name}: {note}
          </Text>
        ))}
    </figure>
  );
}

const WIDTH = 500;
const LEFT = 100;
const RIGHT = 14;
const ROW = 24;
const BOTTOM = 18;

function PayRanges({ document, year }: { readonly document: JsonObject; readonly year: number }): ReactNode {
  const censusId = useStudy((study) => study.censusId);
  const profile = useLoaded(`${censusId ?? ''} ${year}`, async () =>
    censusId === null ? null : connectedHost().api.censuses.profile({ censusId, startYear: year }),
  );
  const colours = chartColours(useComputedColorScheme('light'));
  const known = profile.state === 'ready' ? profile.value : null;
  const ranges = payRanges(document, known?.payByLevel ?? []);
  const top = Math.max(0, ...ranges.flatMap(({ max, people }) => [max, people?.p90 ?? 0]));
  if (ranges.length === 0 || top === 0) return null;
  const x = (dollars: number): number => LEFT + (dollars / top) * (WIDTH - LEFT - RIGHT);
  const height = ranges.length * ROW + BOTTOM;
  const hasPeople = ranges.some(({ people }) => people !== null);
  const title = `Pay ranges by level in ${year}, a year`;
  return (
    <figure style={{ margin: '4px 0 14px' }}>
      <Text component="figcaption" size="xs" c="dimmed">
        {title}: bar from minimum to maximum, tick at the midpoint
        {hasPeople ? '; line from the 10th to the 90th percentile of people’s pay, dot at the median' : ''}
      </Text>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        className={classes['picture']}
        role="img"
        aria-label={`${title}: ${ranges.map(describe).join('; ')}`}
      >
        {[0, top / 2, top].map((dollars) => (
          <g key={dollars}>
            <line x1={x(dollars)} x2={x(dollars)} y1={0} y2={height - BOTTOM} stroke={colours.line} />
            <text
              x={x(dollars)}
              y={height - 5}
              fontSize={11}
              fill={colours.muted}
              textAnchor={dollars === 0 ? 'start' : dollars === top ? 'end' : 'middle'}
            >
              {shortMoney(dollars * 100)}
            </text>
          </g>
        ))}
        {ranges.map((range, index) => {
          const middle = index * ROW + ROW / 2;
          return (
            <g key={range.level}>
              <text x={LEFT - 8} y={middle + 4} fontSize={11} fill={colours.text} textAnchor="end">
                {nameOf(range)}
              </text>
              <rect
                x={x(range.min)}
                y={middle - 7}
                width={Math.max(1, x(range.max) - x(range.min))}
                height={14}
                fill={colours.pay}
                fillOpacity={0.3}
              />
              <line
                x1={x(range.mid)}
                x2={x(range.mid)}
                y1={middle - 7}
                y2={middle + 7}
                stroke={colours.pay}
                strokeWidth={2}
              />
              {range.people !== null && (
                <>
                  <line
                    x1={x(range.people.p10)}
                    x2={x(range.people.p90)}
                    y1={middle}
                    y2={middle}
                    stroke={colours.text}
                    strokeWidth={1.5}
                  />
                  <circle cx={x(range.people.median)} cy={middle} r={3.5} fill={colours.text} />
                </>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const LONGEST_NAME = 16;

const nameOf = ({ level, name }: PayRange): string => {
  const text = name === '' || name === level ? `Level ${level}` : name;
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text;
};

function describe(range: PayRange): string {
  const { name, level, min, max, people } = range;
  const bounds = `${name === '' ? `level ${level}` : name} ${shortMoney(min * 100)} to ${shortMoney(max * 100)}`;
  return people === null
    ? bounds
    : `${bounds}, median of ${peopleText(people.count)} people ${shortMoney(people.median * 100)}`;
}
