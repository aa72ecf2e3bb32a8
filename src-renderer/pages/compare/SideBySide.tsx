import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Chart } from '../../charts/Chart.tsx';
import { levelsTable, scaleOf, singleOption } from './compare-charts.ts';
import { inYears, type Compared } from './compared.ts';
import { UNITS } from './FiguresTab.tsx';
import { MetricChoice, useMetric } from './MetricChoice.tsx';
import { METRIC_GROUPS, occurring } from './metrics.ts';

/** The metric in focus, a chart for each run, all on one scale. */
export function SideBySide({
  runs,
  common,
}: {
  readonly runs: readonly Compared[];
  readonly common: readonly number[];
}): ReactNode {
  const metric = useMetric();
  const trimmed = runs.map((run) => ({ ...run, years: inYears(run.years, common) }));
  const scale = scaleOf(metric, trimmed, common);
  const [base] = trimmed;
  if (base === undefined) return null;
  return (
    <Stack gap="md">
      <Group>
        <MetricChoice
          groups={occurring(
            METRIC_GROUPS,
            trimmed.flatMap(({ years }) => years),
          )}
        />
        <Text size="sm" c="dimmed">
          All charts have one scale; the dashed line is the base.
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: runs.length > 4 ? 4 : Math.min(3, runs.length) }}>
        {trimmed.map((run) => (
          <Chart
            key={run.runId}
            title={run.label}
            subtitle={`${metric.title} · ${UNITS[metric.kind].toLowerCase()}${run.index === 0 ? ' · base' : ''}`}
            height={200}
            option={(colours) => singleOption(metric, run, base, common, scale, colours, runs.length > 3)}
            table={levelsTable(metric, run.index === 0 ? [run] : [run, base], common)}
            drill={(row) => {
              const year = common[row];
              return year === undefined ? null : metric.place(run.runId, year);
            }}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
