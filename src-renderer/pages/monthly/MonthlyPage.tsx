import { Badge, Group, Stack, Text, Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { MonthlyInfo, MonthlyPivot, MonthlyProgress } from '../../../src-shared/api/monthly.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { Chart } from '../../charts/Chart.tsx';
import { people } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { Placeholder } from '../../components/Placeholder.tsx';
import { useNavigation } from '../../state/navigation.ts';
import { connectedHost, useSession } from '../../state/session.ts';
import { Kept, useLoaded } from '../../state/use-loaded.ts';
import { ResultFrame } from '../results/ResultFrame.tsx';
import { FIGURES } from './figures.ts';
import { fiscalYears, periods } from './fiscal-periods.ts';
import { dimensionsOf, layoutOf, type Layout } from './layout.ts';
import { chartOption, chartTable, chartTitle, monthlyChart } from './monthly-chart.ts';
import { monthlyDrill } from './monthly-drills.ts';
import { neededFigures, Numbers, pivotTable, type Spot } from './pivot-table.ts';
import { preferredStart } from './preferred-start.ts';
import { PivotGrid } from './PivotGrid.tsx';
import { Toolbar } from './Toolbar.tsx';
import { Zones } from './Zones.tsx';

const KEPT_INFO = new Kept<MonthlyInfo>();
const KEPT_PIVOT = new Kept<MonthlyPivot>();

/** Headcount, pay and plan cost by month, for budgets. */
export default function MonthlyPage(): ReactNode {
  return (
    <ResultFrame pageId="monthly" title="Monthly">
      {(run) => <Monthly key={run.runId} run={run} />}
    </ResultFrame>
  );
}

function Monthly({ run }: { readonly run: RunSummary }): ReactNode {
  const [progress, setProgress] = useState<MonthlyProgress | null>(null);
  const loaded = useLoaded(
    run.runId,
    (runId) => connectedHost().api.monthly.prepare({ runId }, setProgress),
    KEPT_INFO,
  );
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading')
    return (
      <Stack gap="xs">
        <Text size="sm" role="status">
          {progress === null
            ? 'Reading the months …'
            : `Adding up the months of ${progress.year}, year ${progress.yearsDone + 1} of ${progress.years}. This happens once a result.`}
        </Text>
        <Placeholder height={90} label="Loading the months" />
        <Placeholder height={360} label="Loading the table" />
      </Stack>
    );
  return <MonthlyView run={run} info={loaded.value} />;
}

function MonthlyView({ run, info }: { readonly run: RunSummary; readonly info: MonthlyInfo }): ReactNode {
  const { runId } = run;
  const view = useNavigation((place) => place.view);
  const start = useSession((session) =>
    session.status === 'connected' ? preferredStart(session.preferences.screens) : 1,
  );
  const layout = layoutOf(view, start);
  const dimensions = dimensionsOf(layout);
  const measures = neededFigures(layout);
  const request = {
    runId,
    groups: [...dimensions],
    filters: layout.filters
      .filter(({ values }) => values.length > 0)
      .map(({ dimension, values }) => ({ dimension, values: [...values] })),
    measures: [...measures],
    basis: layout.basis,
  };
  const key = JSON.stringify(request);
  const loaded = useLoaded(key, () => connectedHost().api.monthly.pivot(request), KEPT_PIVOT);
  // The table before stays until the new one is there: nothing jumps.
  const [before, setBefore] = useState<{ readonly layout: Layout; readonly answer: MonthlyPivot } | null>(
    null,
  );
  if (loaded.state === 'ready' && before?.answer !== loaded.value)
    setBefore({ layout, answer: loaded.value });
  const shown = loaded.state === 'ready' ? { layout, answer: loaded.value } : before;
  return (
    <Stack gap="sm">
      <Zones layout={layout} info={info} />
      {loaded.state === 'failed' ? (
        <FailureNote error={loaded.error} />
      ) : shown === null ? (
        <Placeholder height={360} label="Loading the table" />
      ) : (
        <MonthlyTable run={run} info={info} layout={shown.layout} answer={shown.answer} />
      )}
    </Stack>
  );
}

function MonthlyTable({
  run,
  info,
  layout,
  answer,
}: {
  readonly run: RunSummary;
  readonly info: MonthlyInfo;
  readonly layout: Layout;
  readonly answer: MonthlyPivot;
}): ReactNode {
  const years = fiscalYears(info, layout.fiscalStart);
  // The first whole fiscal year is the one that a budget is made for.
  const wanted = layout.fiscalYear === undefined ? years.find(({ isPartial }) => !isPartial) : undefined;
  const fiscalYear = layout.fiscalYear === undefined ? (wanted?.fiscalYear ?? null) : layout.fiscalYear;
  const shownYear = years.find((year) => year.fiscalYear === fiscalYear);
  const dimensions = dimensionsOf(layout);
  const numbers = new Numbers(answer, dimensions, neededFigures(layout));
  const shown = periods(info, layout.fiscalStart, layout.grain, fiscalYear);
  const table = pivotTable(layout, numbers, shown, info.startYear);
  const drill = (spot: Spot) =>
    monthlyDrill({ runId: run.runId, startYear: info.startYear, layout, numbers }, spot);
  const charted = shown.filter(({ grain }) => grain === layout.grain);
  const chart = monthlyChart(numbers, layout.charted, dimensions[0] ?? null, charted);
  return (
    <>
      <Toolbar run={run} info={info} layout={layout} fiscalYear={fiscalYear} years={years} table={table} />
      <Chart
        title={chartTitle(chart)}
        subtitle={[FIGURES[layout.charted].hint, run.name, shownYear?.label ?? 'all years'].join(' · ')}
        height={chart.series.length > 1 ? 170 : 120}
        option={(colours) => chartOption(chart, colours)}
        table={chartTable(chart)}
        drill={(row, name) => {
          const texts = chart.series.find((series) => series.name === name)?.texts ?? null;
          const period = charted[row] ?? null;
          if (texts?.length === 0) return null;
          const own =
            chart.dimension === null || texts === null ? {} : { [chart.dimension]: texts[0] ?? null };
          return drill({ texts: own, figure: layout.charted, period });
        }}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          Click a number, or press Enter on it, to see the people or events behind it.
          {answer.together > 0 && ` ${people(answer.together)} small groups are shown as one.`}
        </Text>
        <Checks info={info} numbers={numbers} />
      </Group>
      <PivotGrid table={table} label="Months" drill={drill} />
    </>
  );
}

/** Whether what is shown adds up, and agrees with the figures that the run stored. */
function Checks({ info, numbers }: { readonly info: MonthlyInfo; readonly numbers: Numbers }): ReactNode {
  const own = { what: 'Opening, flows and closing of everything shown', ...numbers.check() };
  const checks = [own, ...info.checks];
  const isRight = checks.every(({ different }) => different === 0);
  return (
    <Tooltip
      withinPortal={false}
      multiline
      w={340}
      label={
        <Stack gap={2}>
          {checks.map(({ what, compared, different }) => (
            <Text key={what} size="xs">
              {different === 0 ? '✓' : '✗'} {what}: {people(compared)} figures compared
              {different === 0 ? '' : `, ${people(different)} differ`}
            </Text>
          ))}
        </Stack>
      }
    >
      <Badge variant="dot" color={isRight ? 'teal' : 'red'} tt="none" tabIndex={0}>
        {isRight ? 'Every month adds up' : 'Does not add up'}
      </Badge>
    </Tooltip>
  );
}
