import { Anchor, Table, Text, UnstyledButton, VisuallyHidden, useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { chartColours } from '../../charts/colours.ts';
import { runColour } from '../../charts/run-colours.ts';
import { fragmentOf, type Place } from '../../state/navigation.ts';
import { WideTable } from '../../components/WideTable.tsx';
import classes from './compare.module.css';
import type { Compared } from './compared.ts';
import {
  differenceCell,
  isPartial,
  PARTIAL,
  valueCell,
  type Cell,
  type Column,
  type Precision,
} from './metric-text.ts';
import type { Metric, MetricGroup } from './metrics.ts';

/** What of the runs a table shows: the base, the alternatives, and how they differ. */
export interface Shown {
  readonly before: boolean;
  readonly after: boolean;
  readonly changes: boolean;
}

/** The sign of a run: its colour, round for the base. */
export function RunDot({ index }: { readonly index: number }): ReactNode {
  const scheme = useComputedColorScheme('light');
  return (
    <svg viewBox="0 0 10 10" width={10} height={10} className={classes['dot'] ?? ''} aria-hidden="true">
      {index === 0 ? (
        <circle cx="5" cy="5" r="5" fill={runColour(0, chartColours(scheme))} />
      ) : (
        <rect width="10" height="10" rx="2" fill={runColour(index, chartColours(scheme))} />
      )}
    </svg>
  );
}

interface Line {
  readonly key: string;
  readonly run: Compared;
  readonly isChange: boolean;
  readonly cells: readonly { readonly cell: Cell; readonly place: Place | null }[];
}

function linesOf(
  metric: Metric,
  runs: readonly Compared[],
  columns: readonly Column[],
  { before, after, changes }: Shown,
  precision: Precision,
): readonly Line[] {
  const [base, ...alternatives] = runs;
  if (base === undefined) return [];
  const value = (run: Compared): Line => ({
    key: `${run.runId} value`,
    run,
    isChange: false,
    cells: columns.map((column) => {
      const cell = valueCell(metric, run.years, column, precision);
      return { cell, place: cell.isMissing ? null : metric.place(run.runId, column.year) };
    }),
  });
  const change = (run: Compared): Line => ({
    key: `${run.runId} change`,
    run,
    isChange: true,
    cells: columns.map((column) => {
      const cell = differenceCell(metric, base.years, run.years, column, precision);
      const leads = !cell.isMissing && cell.text !== '–';
      return { cell, place: leads ? metric.place(run.runId, column.year) : null };
    }),
  });
  return [
    ...(before ? [value(base)] : []),
    ...alternatives.flatMap((run) => [...(after ? [value(run)] : []), ...(changes ? [change(run)] : [])]),
  ];
}

/** Metrics by year: of the base, of each alternative, and what it has more or less. */
export function MetricTable({
  caption,
  groups,
  runs,
  columns,
  shown,
  precision,
  focus,
  onFocus,
}: {
  readonly caption: string;
  readonly groups: readonly MetricGroup[];
  readonly runs: readonly Compared[];
  readonly columns: readonly Column[];
  readonly shown: Shown;
  readonly precision: Precision;
  /** The metric that the charts show; null where there are none. */
  readonly focus: string | null;
  readonly onFocus: ((metricId: string) => void) | null;
}): ReactNode {
  const isAnyPartial = groups.some(({ metrics }) =>
    metrics.some((metric) => runs.some(({ years }) => isPartial(metric, years))),
  );
  return (
    <>
      <WideTable>
        <Table
          className={classes['metrics'] ?? ''}
          verticalSpacing={3}
          horizontalSpacing={6}
          aria-label={caption}
          data-precision={precision}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Metric</Table.Th>
              <Table.Th scope="col">Run</Table.Th>
              {columns.map(({ title }) => (
                <Table.Th key={title} scope="col">
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          {groups.map(({ title, metrics }) => (
            <Table.Tbody key={title}>
              <Table.Tr className={classes['group'] ?? ''}>
                <Table.Th scope="rowgroup" colSpan={columns.length + 2}>
                  {title}
                </Table.Th>
              </Table.Tr>
              {metrics.map((metric) => {
                const lines = linesOf(metric, runs, columns, shown, precision);
                return lines.map((line, index) => (
                  <Table.Tr
                    key={`${metric.metricId} ${line.key}`}
                    className={index === 0 ? (classes['first'] ?? '') : ''}
                    data-focus={metric.metricId === focus || undefined}
                  >
                    {index === 0 && (
                      <Table.Th scope="rowgroup" rowSpan={lines.length} className={classes['metric'] ?? ''}>
                        <MetricName metric={metric} isFocus={metric.metricId === focus} onFocus={onFocus} />
                      </Table.Th>
                    )}
                    <Table.Th scope="row" className={classes['run'] ?? ''}>
                      <span className={classes['name'] ?? ''}>
                        <RunDot index={line.run.index} />
                        {/* Below the numbers of the run itself its name would only repeat. */}
                        {line.isChange && shown.after ? (
                          <Text span size="xs" c="dimmed">
                            <VisuallyHidden>{line.run.label}, </VisuallyHidden>difference
                          </Text>
                        ) : (
                          <Text span size="xs" truncate maw={150} title={line.run.label}>
                            {line.run.label}
                          </Text>
                        )}
                      </span>
                    </Table.Th>
                    {line.cells.map(({ cell, place }, column) => (
                      <Table.Td key={columns[column]?.title} title={cell.detail}>
                        <Figure cell={cell} place={place} />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ));
              })}
            </Table.Tbody>
          ))}
        </Table>
      </WideTable>
      {isAnyPartial && (
        <Text size="xs" c="dimmed" mt={4}>
          * {PARTIAL}
        </Text>
      )}
    </>
  );
}

function MetricName({
  metric: { metricId, title },
  isFocus,
  onFocus,
}: {
  readonly metric: Metric;
  readonly isFocus: boolean;
  readonly onFocus: ((metricId: string) => void) | null;
}): ReactNode {
  if (onFocus === null) return title;
  return (
    <UnstyledButton
      className={classes['focus'] ?? ''}
      aria-pressed={isFocus}
      title={`Show ${title.toLowerCase()} in the charts`}
      onClick={() => {
        onFocus(metricId);
      }}
    >
      {title}
    </UnstyledButton>
  );
}

function Figure({ cell, place }: { readonly cell: Cell; readonly place: Place | null }): ReactNode {
  const text = (
    <>
      {cell.text}
      {cell.share !== '' && (
        <Text span size="xs" c="dimmed" className={classes['share'] ?? ''}>
          {cell.share}
        </Text>
      )}
    </>
  );
  if (place === null)
    return cell.isMissing ? (
      <Text span c="dimmed">
        {cell.text}
      </Text>
    ) : (
      text
    );
  return (
    <Anchor href={fragmentOf(place)} inherit c="var(--mantine-color-text)" underline="hover">
      {text}
    </Anchor>
  );
}
