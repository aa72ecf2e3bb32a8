import {
  Alert,
  Badge,
  Group,
  Paper,
  SegmentedControl,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunOverview } from '../../../src-shared/api/results.ts';
import type { RunResult, RunSummary } from '../../../src-shared/api/runs.ts';
import { Chart } from '../../charts/Chart.tsx';
import { NumberTable } from '../../charts/NumberTable.tsx';
import { people } from '../../components/format.ts';
import { isOneOf } from '../../state/drill.ts';
import { changeView, useView, type Place } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import {
  bandSeries,
  bandsOption,
  bandsTable,
  bridgeOption,
  bridgePoints,
  bridgeTable,
  compareBands,
  turnoverOption,
  turnoverTable,
  type BandComparison,
} from './headcount-charts.ts';
import { KeyFigures } from './KeyFigures.tsx';
import {
  bridgeBar,
  bridgeCell,
  deferralBin,
  deferralsOf,
  employerMoneyOf,
  growthPart,
  leaversPlace,
  participantsOf,
  peopleAtClose,
} from './overview-drills.ts';
import { headcountBridges, leaverReasons, payGrowth } from './overview-figures.ts';
import {
  binsOption,
  binsTable,
  costOption,
  costTable,
  deferralBins,
  deferralOption,
  deferralTable,
  growthOption,
  growthTable,
  participationOption,
  participationTable,
  payrollOption,
  payrollTable,
} from './pay-charts.ts';
import { ResultFrame } from './ResultFrame.tsx';
import { FailureNote } from '../../components/notes.tsx';
import { Kept, useLoaded } from '../../state/use-loaded.ts';

const KEPT = new Kept<{ readonly result: RunResult; readonly overview: RunOverview }>();

/** What happens to headcount, pay, turnover and plan cost in a run. */
export default function OverviewPage(): ReactNode {
  return (
    <ResultFrame pageId="overview" title="Overview">
      {(run) => <Overview key={run.runId} run={run} />}
    </ResultFrame>
  );
}

function Overview({ run }: { readonly run: RunSummary }): ReactNode {
  const loaded = useLoaded(
    run.runId,
    async (runId) => {
      const { api } = connectedHost();
      const [result, overview] = await Promise.all([
        api.runs.result({ runId }),
        api.results.overview({ runId }),
      ]);
      return { result, overview };
    },
    KEPT,
  );
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading')
    return (
      <Stack role="status" aria-busy="true" aria-label="Loading the figures">
        <Skeleton h={96} />
        <Skeleton h={320} />
      </Stack>
    );
  return <Figures {...loaded.value} />;
}

function YearChoice({
  years,
  value,
  onChange,
}: {
  readonly years: readonly number[];
  readonly value: number;
  readonly onChange: (year: number) => void;
}): ReactNode {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Year of pay growth and deferral rates"
      value={String(value)}
      data={years.map(String)}
      onChange={(year) => {
        onChange(Number(year));
      }}
    />
  );
}

function Figures({
  result,
  overview,
}: {
  readonly result: RunResult;
  readonly overview: RunOverview;
}): ReactNode {
  const { years, plan } = result;
  const { runId } = result.run;
  const last = years.at(-1);
  const shown = Number(useView('year'));
  if (last === undefined) return <Alert color="gray">The run has no year.</Alert>;
  const year = years.find((other) => other.year === shown) ?? last;
  const bridges = headcountBridges(years, overview);
  const reasons = leaverReasons(overview);
  const table = bridgeTable(bridges, reasons);
  const growth = payGrowth(year.averageBridge);
  const age = compareBands(overview.byAge);
  const tenure = compareBands(overview.byTenure);
  const warnings = years.flatMap(({ year: at, warnings: list }) =>
    list.map((warning) => ({ ...warning, year: at })),
  );
  const yearAt = (row: number): number => years[row]?.year ?? last.year;
  const planYearAt = (row: number): number => plan[row]?.year ?? last.year;
  const binCount = deferralBins(overview, year.year).length;
  const bandPlace = (
    column: 'ageBand' | 'tenureBand',
    { first, last: end, bands }: BandComparison,
    row: number,
    series: string | null,
  ): Place => {
    const at = series === bandSeries(first) ? first : end;
    return peopleAtClose(runId, at, isOneOf(column, bands[row]?.label ?? ''));
  };
  const isAddingUp = bridges.every(({ tiesOut }) => tiesOut);
  return (
    <Stack gap="md">
      <KeyFigures runId={runId} years={years} plan={plan} />
      {warnings.length > 0 && (
        <Alert color="yellow" title={`${people(warnings.length)} notes on this result`}>
          {warnings.slice(0, 5).map(({ code, message, year: at }) => (
            <Text key={`${at} ${code} ${message}`} size="sm">
              {at}: {message}
            </Text>
          ))}
        </Alert>
      )}
      <Chart
        title="How does headcount get from opening to closing?"
        subtitle="People on 31 December; hires and leavers of the year"
        height={300}
        option={(colours) => bridgeOption(bridges, colours)}
        table={bridgePoints(bridges)}
        drill={(bar) => bridgeBar(runId, bridges, bar)}
      />
      <Paper withBorder p="md" component="section" aria-label="Headcount bridge">
        <Group justify="space-between" mb="xs">
          <Title order={3} size="h5">
            Headcount bridge
          </Title>
          <Badge variant="dot" color={isAddingUp ? 'teal' : 'red'} tt="none">
            {isAddingUp ? 'Every year adds up' : 'Does not add up'}
          </Badge>
        </Group>
        <NumberTable
          table={table}
          caption="Headcount bridge by year"
          totalRows={[table.rows.length - 2]}
          drill={(row, column) => bridgeCell(runId, bridges, reasons, row, column)}
        />
      </Paper>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title="What does the payroll become?"
          subtitle="Annual rates of everyone employed on 31 December"
          option={(colours) => payrollOption(years, colours)}
          table={payrollTable(years)}
          drill={(row) => peopleAtClose(runId, yearAt(row))}
        />
        <Chart
          title="How many leave?"
          subtitle="Leavers of the year over average headcount"
          option={(colours) => turnoverOption(years, colours)}
          table={turnoverTable(years)}
          drill={(row) => leaversPlace(runId, yearAt(row))}
        />
      </SimpleGrid>
      <Group justify="space-between">
        <Title order={3} size="h4">
          One year in detail
        </Title>
        <YearChoice
          years={years.map(({ year: each }) => each)}
          value={year.year}
          onChange={(each) => {
            changeView({ year: String(each) });
          }}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, md: plan.length > 0 ? 2 : 1 }}>
        {growth === null ? (
          <Alert color="gray" title="No growth of average pay">
            Nobody was employed at one end of {year.year}.
          </Alert>
        ) : (
          <Chart
            title={`What moves average pay in ${year.year}?`}
            subtitle={`Points of the opening average; the parts sum to the growth ${growth.tiesOut ? '✓' : '✗'}`}
            option={(colours) => growthOption(growth, colours)}
            table={growthTable(growth)}
            drill={(row) => growthPart(runId, year.year, growth.parts[row]?.name ?? '')}
          />
        )}
        {plan.length > 0 && (
          <Chart
            title={`How much do people defer in ${year.year}?`}
            subtitle="Employed on 31 December and in the plan, by whole percent of pay"
            option={(colours) => binsOption(deferralBins(overview, year.year), colours)}
            table={binsTable(deferralBins(overview, year.year))}
            drill={(bin) => deferralBin(runId, year.year, bin, binCount - 1)}
          />
        )}
      </SimpleGrid>
      {plan.length > 0 && (
        <SimpleGrid cols={{ base: 1, md: 3 }}>
          <Chart
            title="How many take part?"
            subtitle="Participants over eligible on 31 December"
            option={(colours) => participationOption(plan, colours)}
            table={participationTable(plan)}
            drill={(row) => participantsOf(runId, planYearAt(row))}
          />
          <Chart
            title="What do employees put in?"
            subtitle="Deferrals and catch-up of the year"
            option={(colours) => deferralOption(plan, colours)}
            table={deferralTable(plan)}
            drill={(row) => deferralsOf(runId, planYearAt(row))}
          />
          <Chart
            title="What does the plan cost the employer?"
            subtitle="Contributions of the year, before forfeitures"
            option={(colours) => costOption(plan, colours)}
            table={costTable(plan)}
            drill={(row, series) =>
              employerMoneyOf(
                runId,
                planYearAt(row),
                series === null ? null : series === 'Core' ? 'core' : 'match',
              )
            }
          />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title="Does the workforce grow older?"
          subtitle="Age bands of everyone employed at the end of the year"
          option={(colours) => bandsOption(age, colours)}
          table={bandsTable('Age', age)}
          drill={(row, series) => bandPlace('ageBand', age, row, series)}
        />
        <Chart
          title="How long have people been here?"
          subtitle="Tenure bands of everyone employed at the end of the year"
          option={(colours) => bandsOption(tenure, colours)}
          table={bandsTable('Tenure', tenure)}
          drill={(row, series) => bandPlace('tenureBand', tenure, row, series)}
        />
      </SimpleGrid>
    </Stack>
  );
}
