import { Paper, SegmentedControl, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Chart } from '../../charts/Chart.tsx';
import { changeView, useView } from '../../state/navigation.ts';
import { costOption, costTable } from './cost-charts.ts';
import { inYears, runningColumns, yearColumns, type Compared } from './compared.ts';
import { MetricTable } from './MetricTable.tsx';
import { COST_GROUPS, metricOf, occurring } from './metrics.ts';

const ALL = { before: true, after: true, changes: true };

/** What the employer pays: plan and payroll, by year and added up. */
export function CostTab({
  runs,
  common,
}: {
  readonly runs: readonly Compared[];
  readonly common: readonly number[];
}): ReactNode {
  const isRunning = useView('sum') === 'running';
  const trimmed = runs.map((run) => ({ ...run, years: inYears(run.years, common) }));
  const columns = isRunning ? runningColumns(common) : yearColumns(common);
  // All years together would dwarf the single ones.
  const charted = isRunning ? columns : columns.filter(({ year }) => year !== null);
  const cost = metricOf('netCash');
  const [base] = runs;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Plan cost is net cash: contributions less the forfeitures used. Pay is what was earned in the year.
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="How years are added up"
          value={isRunning ? 'running' : 'year'}
          data={[
            { value: 'year', label: 'Year by year' },
            { value: 'running', label: 'Added up so far' },
          ]}
          onChange={(value) => {
            changeView({ sum: value === 'running' ? value : null });
          }}
        />
      </Group>
      <Chart
        title={`How much more or less does the plan cost than in ${base?.label ?? 'the base'}?`}
        subtitle={`Employer cost of the plan, net cash, in dollars, ${isRunning ? 'added up from the first year' : 'in each year'}`}
        height={220}
        option={(colours) => costOption(cost, trimmed, charted, colours)}
        table={costTable(cost, trimmed, charted)}
        drill={(row, series) => {
          const run = runs.find(({ label }) => label === series) ?? runs[1];
          return run === undefined ? null : cost.place(run.runId, charted[row]?.year ?? null);
        }}
      />
      <Paper withBorder p="md" component="section" aria-label="Employer cost">
        <Title order={3} size="h5" mb="xs">
          {isRunning ? 'Employer cost, added up so far' : 'Employer cost by year'}
        </Title>
        <MetricTable
          caption="Employer cost"
          groups={occurring(
            COST_GROUPS,
            trimmed.flatMap(({ years }) => years),
          )}
          runs={trimmed}
          columns={columns}
          shown={ALL}
          precision="exact"
          focus={null}
          onFocus={null}
        />
      </Paper>
    </Stack>
  );
}
