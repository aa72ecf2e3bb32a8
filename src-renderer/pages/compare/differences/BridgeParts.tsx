import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type {
  Bridge,
  BridgeMeasure,
  BridgeRow,
  DriverId,
  Grouping,
} from '../../../../src-shared/api/differences.ts';
import type { RunSummary } from '../../../../src-shared/api/runs.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { waterfallOption, wrapped } from '../../../charts/waterfall.ts';
import type { ChartColours } from '../../../charts/colours.ts';
import { NumberTable } from '../../../charts/NumberTable.tsx';
import { nameAxis, numberAxis, type PlotOption } from '../../../charts/plot.ts';
import { runColour } from '../../../charts/run-colours.ts';
import type { Place } from '../../../state/navigation.ts';
import { driverPlace, groupDriverPlace, groupPlace, hereWith, wholePlace } from './bridge-drill.ts';
import {
  besideName,
  DRIVER_HELP,
  DRIVER_NAMES,
  figuresOf,
  groupLabel,
  GROUPING_NAMES,
  MEASURE_NAMES,
  unitOf,
} from './bridge-words.ts';

/** A bridge with what was asked for. */
export interface ShownBridge {
  readonly base: RunSummary;
  readonly other: RunSummary;
  readonly measure: BridgeMeasure;
  readonly year: number | null;
  readonly grouping: Grouping | null;
  /** First common year. */
  readonly first: number;
  readonly bridge: Bridge;
}

/** Drivers that count before anything happens: in the first common year only. */
const OPENING_DRIVERS: readonly DriverId[] = ['opening', 'openingPay'];

/** Positions of the drivers that add or take something in a group. */
const movingInGroups = ({ drivers, byGroup }: Bridge): readonly number[] =>
  [...drivers.keys()].filter((index) => byGroup.some(({ amounts }) => amounts[index] !== 0));

/** Positions of the drivers that add or take something in total. */
const moving = ({ amounts }: Bridge): readonly number[] =>
  [...amounts.keys()].filter((index) => amounts[index] !== 0);

const gainColour = (measure: BridgeMeasure, colours: ChartColours): string =>
  measure === 'headcount' ? colours.hires : measure === 'payroll' ? colours.pay : colours.employer;

function placeOfDriver(
  { base, other, measure, year, first, bridge }: ShownBridge,
  index: number | undefined,
  run: 'base' | 'other',
): Place | null {
  const driver = bridge.drivers[index ?? -1];
  if (driver === undefined) return null;
  // Over all years together the cost of the plan leads on by its years, which are shown below.
  if (measure === 'planCost' && year === null) return null;
  const until = year ?? bridge.years.at(-1) ?? 0;
  // The cost of the plan is that of its year; what is counted on 31 December has grown since the first one.
  const from = measure === 'planCost' && year !== null ? year : first;
  return driverPlace((run === 'base' ? base : other).runId, driver.id, from, until, measure);
}

const SUBJECTS: Readonly<Record<BridgeMeasure, string>> = {
  headcount: 'headcount differ',
  payroll: 'payroll differ',
  planCost: 'the cost of the plan differ',
};

const whenIn = (measure: BridgeMeasure, year: number | null): string =>
  year === null ? 'over all common years' : measure === 'planCost' ? `in ${year}` : `at the end of ${year}`;

/** The waterfall from the base to the other run. */
export function BridgeChart({ shown }: { readonly shown: ShownBridge }): ReactNode {
  const { base, other, measure, year, bridge } = shown;
  const { shortDifference, difference } = figuresOf(measure);
  const bars = moving(bridge);
  const total = bridge.other - bridge.base;
  const nameOf = (index: number): string => DRIVER_NAMES[bridge.drivers[index]?.id ?? 'opening'];
  const amountOf = (index: number): number => bridge.amounts[index] ?? 0;
  if (bars.length === 0)
    return (
      <Paper withBorder p="md">
        <Text size="sm">
          Nothing differs: {MEASURE_NAMES[measure].toLowerCase()} is the same in {base.name} and {other.name}
          {` ${whenIn(measure, year)}`}, and so is everything that leads to it.
        </Text>
      </Paper>
    );
  return (
    <Chart
      title={`Why does ${SUBJECTS[measure]} ${whenIn(measure, year)}?`}
      subtitle={`${unitOf(measure, year)}: what ${other.name} adds to ${base.name}, or takes from it`}
      height={300}
      option={(colours) =>
        waterfallOption(
          bars.map((index) => ({
            name: nameOf(index),
            amount: amountOf(index),
            colour: amountOf(index) < 0 ? colours.leavers : gainColour(measure, colours),
          })),
          { name: 'Difference', amount: total, colour: runColour(1, colours) },
          { axis: shortDifference, label: shortDifference },
          colours,
        )
      }
      table={{
        columns: ['Driver', 'Adds'],
        rows: [
          ...bars.map((index) => [nameOf(index), difference(amountOf(index))]),
          ['Difference', difference(total)],
        ],
      }}
      drill={(row) => placeOfDriver(shown, bars[row], 'other')}
    />
  );
}

/** The bridge in figures, with what each run has of a driver. */
export function BridgeTable({ shown }: { readonly shown: ShownBridge }): ReactNode {
  const { base, other, measure, year, bridge } = shown;
  const { value, difference } = figuresOf(measure);
  const rows = moving(bridge);
  const hasLevels = rows.some((index) => bridge.drivers[index]?.base !== null);
  const level = (amount: number | null | undefined): string =>
    amount === null || amount === undefined ? '' : value(amount);
  const cells = (first: string, here: string, there: string, adds: string): string[] =>
    hasLevels ? [first, here, there, adds] : [first, adds];
  return (
    <Paper withBorder p="md" component="section" aria-label="The bridge in figures">
      <Title order={3} size="h5" mb="xs">
        The bridge in figures
      </Title>
      <NumberTable
        caption={`${MEASURE_NAMES[measure]} from ${base.name} to ${other.name}`}
        table={{
          columns: cells('Driver', base.name, besideName(base, other), 'Adds'),
          rows: [
            cells(base.name, '', '', value(bridge.base)),
            ...rows.map((index) => {
              const driver = bridge.drivers[index];
              return cells(
                DRIVER_NAMES[driver?.id ?? 'opening'],
                level(driver?.base),
                level(driver?.other),
                difference(driver?.amount ?? 0),
              );
            }),
            cells(besideName(base, other), '', '', value(bridge.other)),
          ],
        }}
        totalRows={[0, rows.length + 1]}
        drill={(row, column) => {
          const until = year ?? bridge.years.at(-1) ?? 0;
          if (row === 0 || row === rows.length + 1)
            return year === null ? null : wholePlace((row === 0 ? base : other).runId, until, measure);
          const isBase = hasLevels && column === 1;
          return placeOfDriver(shown, rows[row - 1], isBase ? 'base' : 'other');
        }}
      />
      <Notes bridge={bridge} rows={rows} />
    </Paper>
  );
}

/** What the drivers shown count, where their name does not say it. */
function Notes({ bridge, rows }: { readonly bridge: Bridge; readonly rows: readonly number[] }): ReactNode {
  const notes = rows.flatMap((index) => {
    const id = bridge.drivers[index]?.id;
    const help = id === undefined ? undefined : DRIVER_HELP[id];
    return id === undefined || help === undefined ? [] : [{ id, help }];
  });
  if (notes.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing={2} mt="sm">
      {notes.map(({ id, help }) => (
        <Text key={id} size="xs" c="dimmed">
          <Text span fw={600} inherit>
            {DRIVER_NAMES[id]}:
          </Text>{' '}
          {help}.
        </Text>
      ))}
    </SimpleGrid>
  );
}

/** The bridge of each group; its rows add up to the bridge of everybody. */
export function BridgeByGroup({
  shown,
  grouping,
}: {
  readonly shown: ShownBridge;
  readonly grouping: Grouping;
}): ReactNode {
  const { base, other, measure, year, bridge } = shown;
  const { value, difference } = figuresOf(measure);
  const columns = movingInGroups(bridge);
  const until = year ?? bridge.years.at(-1) ?? 0;
  const groups = bridge.byGroup;
  const name = GROUPING_NAMES[grouping];
  const rowOf = (label: string, row: BridgeRow): string[] => [
    label,
    value(row.base),
    ...columns.map((index) => difference(row.amounts[index] ?? 0)),
    value(row.other),
    difference(row.other - row.base),
  ];
  const placeIn = (run: RunSummary, label: string | undefined): Place | null =>
    label === undefined || label === 'Whole plan'
      ? null
      : groupPlace(run.runId, grouping, label, until, measure);
  return (
    <>
      <Chart
        title={`Where is the difference, by ${name.toLowerCase()}?`}
        subtitle={`${unitOf(measure, year)}: ${other.name} less ${base.name}`}
        option={(colours) => groupOption(shown, colours)}
        table={{
          columns: [name, 'Difference'],
          rows: groups.map((row) => [groupLabel(grouping, row.label), difference(row.other - row.base)]),
        }}
        drill={(row) => placeIn(other, groups[row]?.label)}
      />
      <Paper withBorder p="md" component="section" aria-label={`The bridge by ${name.toLowerCase()}`}>
        <Title order={3} size="h5" mb="xs">
          The bridge by {name.toLowerCase()}
        </Title>
        <NumberTable
          caption={`${MEASURE_NAMES[measure]} by ${name.toLowerCase()}`}
          table={{
            columns: [
              name,
              base.name,
              ...columns.map((index) => DRIVER_NAMES[bridge.drivers[index]?.id ?? 'opening']),
              besideName(base, other),
              'Difference',
            ],
            rows: [
              ...groups.map((row) => rowOf(groupLabel(grouping, row.label), row)),
              rowOf('Total', bridge),
            ],
          }}
          totalRows={[groups.length]}
          drill={(row, column) => {
            const label = groups[row]?.label;
            const run = column === 1 ? base : other;
            const index = columns[column - 2];
            const driver = bridge.drivers[index ?? -1]?.id;
            if (label === undefined) {
              if (driver !== undefined) return placeOfDriver(shown, index, 'other');
              return year === null ? null : wholePlace(run.runId, until, measure);
            }
            return driver === undefined
              ? placeIn(run, label)
              : groupDriverPlace(other.runId, driver, grouping, label, shown.first, until);
          }}
        />
      </Paper>
    </>
  );
}

function groupOption({ measure, grouping, bridge }: ShownBridge, colours: ChartColours): PlotOption {
  const { shortDifference } = figuresOf(measure);
  return {
    grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      bridge.byGroup.map(({ label }) => wrapped(groupLabel(grouping, label))),
      colours,
    ),
    yAxis: numberAxis(shortDifference, colours),
    series: [
      {
        type: 'bar',
        name: 'Difference',
        barMaxWidth: 56,
        data: bridge.byGroup.map((row) => {
          const change = row.other - row.base;
          return {
            value: change,
            itemStyle: {
              color: change < 0 ? colours.leavers : gainColour(measure, colours),
              borderRadius: 2,
            },
            label: {
              show: true,
              position: change < 0 ? ('bottom' as const) : ('top' as const),
              color: colours.text,
              formatter: shortDifference(change),
            },
          };
        }),
        tooltip: { valueFormatter: (each) => shortDifference(Number(each)) },
      },
    ],
  };
}

/** What each year added to the drivers. */
export function BridgeByYear({ shown }: { readonly shown: ShownBridge }): ReactNode {
  const { measure, bridge } = shown;
  const { difference } = figuresOf(measure);
  const rows = moving(bridge);
  const total = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);
  return (
    <Paper withBorder p="md" component="section" aria-label="The bridge by year">
      <Title order={3} size="h5" mb="xs">
        When did it arise?
      </Title>
      <NumberTable
        caption={`${MEASURE_NAMES[measure]}: what each year adds`}
        table={{
          columns: ['Driver', ...bridge.byYear.map(({ year }) => String(year)), 'All'],
          rows: [
            ...rows.map((index) => [
              DRIVER_NAMES[bridge.drivers[index]?.id ?? 'opening'],
              ...bridge.byYear.map(({ amounts }) => difference(amounts[index] ?? 0)),
              difference(bridge.amounts[index] ?? 0),
            ]),
            [
              'Difference',
              ...bridge.byYear.map(({ amounts }) => difference(total(amounts))),
              difference(bridge.other - bridge.base),
            ],
          ],
        }}
        totalRows={[rows.length]}
        drill={(row, column) => {
          const driver = bridge.drivers[rows[row] ?? -1]?.id;
          const at = bridge.byYear[column - 1]?.year;
          if (driver === undefined || at === undefined) return null;
          if (OPENING_DRIVERS.includes(driver) && at !== shown.first) return null;
          const place = driverPlace(shown.other.runId, driver, at, at, measure);
          // What is shown on this page is that of the year.
          return place?.pageId === 'compare' ? hereWith({ ...place.view, year: String(at) }) : place;
        }}
      />
    </Paper>
  );
}
