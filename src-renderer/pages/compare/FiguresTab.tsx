import { Chip, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import { Chart } from '../../charts/Chart.tsx';
import { changeView, useView } from '../../state/navigation.ts';
import { differencesOption, differencesTable, levelsOption, levelsTable } from './compare-charts.ts';
import { inYears, yearColumns, type Compared } from './compared.ts';
import { MetricChoice, showMetric, useMetric } from './MetricChoice.tsx';
import { MetricTable, type Shown } from './MetricTable.tsx';
import { METRIC_GROUPS, occurring, type Metric } from './metrics.ts';

/** Unit of a metric, for the line below the title of a chart. */
export const UNITS: Readonly<Record<Metric['kind'], string>> = {
  people: 'People',
  money: 'Dollars',
  rate: 'Percent',
  margin: 'Points below the limit',
};

const PARTS = ['before', 'after', 'changes'] as const;
const PART_NAMES: Readonly<Record<(typeof PARTS)[number], string>> = {
  before: 'Before',
  after: 'After',
  changes: 'Changes',
};

/** Which parts an address asks for; differences first, levels on demand. */
export function partsShown(view: string | null): Shown {
  const asked = (view ?? '').split(' ');
  const [before, after, changes] = PARTS.map((part) => asked.includes(part));
  return before === true || after === true || changes === true
    ? { before: before === true, after: after === true, changes: changes === true }
    : { before: false, after: false, changes: true };
}

/** Metrics by year with their differences, and charts of the metric in focus. */
export function FiguresTab({
  runs,
  common,
}: {
  readonly runs: readonly Compared[];
  readonly common: readonly number[];
}): ReactNode {
  const metric = useMetric();
  const shown = partsShown(useView('show'));
  const charts = useRef<HTMLDivElement>(null);
  const trimmed = runs.map((run) => ({ ...run, years: inYears(run.years, common) }));
  const groups = occurring(
    METRIC_GROUPS,
    trimmed.flatMap(({ years }) => years),
  );
  const [base] = runs;
  const drill = (row: number, series: string | null) => {
    const run = series === null ? base : runs.find(({ label }) => label === series);
    const year = common[row];
    return run === undefined || year === undefined ? null : metric.place(run.runId, year);
  };
  return (
    <Stack gap="md">
      <Group ref={charts}>
        <MetricChoice groups={groups} />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Chart
          title={`${metric.title}: what do the runs come to?`}
          subtitle={`${UNITS[metric.kind]}, all runs on one scale`}
          height={230}
          option={(colours) => levelsOption(metric, trimmed, common, colours)}
          table={levelsTable(metric, trimmed, common)}
          drill={drill}
        />
        <Chart
          title={`${metric.title}: how far from the base?`}
          subtitle={`${metric.kind === 'rate' || metric.kind === 'margin' ? 'Points' : UNITS[metric.kind]} more or less than ${base?.label ?? 'the base'}`}
          height={230}
          option={(colours) => differencesOption(metric, trimmed, common, colours)}
          table={differencesTable(metric, trimmed, common)}
          drill={drill}
        />
      </SimpleGrid>
      <Paper withBorder p="md" component="section" aria-label="Metrics by year">
        <Group justify="space-between" mb="xs">
          <div>
            <Title order={3} size="h5">
              Metrics by year
            </Title>
            <Text size="xs" c="dimmed">
              {common.length < Math.max(...runs.map(({ years }) => years.length))
                ? 'Only the years that all runs have. '
                : ''}
              Choose a metric to see it in the charts; a number leads to its run.
            </Text>
          </div>
          <PartChoice shown={shown} />
        </Group>
        <MetricTable
          caption="Metrics by year"
          groups={groups}
          runs={trimmed}
          columns={yearColumns(common)}
          shown={shown}
          precision="short"
          focus={metric.metricId}
          onFocus={(metricId) => {
            showMetric(metricId);
            charts.current?.scrollIntoView({ block: 'nearest' });
          }}
        />
      </Paper>
    </Stack>
  );
}

function PartChoice({ shown }: { readonly shown: Shown }): ReactNode {
  return (
    <Chip.Group
      multiple
      value={PARTS.filter((part) => shown[part])}
      onChange={(parts) => {
        changeView({ show: PARTS.filter((part) => parts.includes(part)).join(' ') || null });
      }}
    >
      <Group gap={6} role="group" aria-label="What the table shows">
        {PARTS.map((part) => (
          <Chip key={part} value={part} size="xs">
            {PART_NAMES[part]}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
