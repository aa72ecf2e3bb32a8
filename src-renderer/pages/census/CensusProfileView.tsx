import { Alert, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusDetail, CensusProfile, ProfileGroup } from '../../../src-shared/api/censuses.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { money, people, shortMoney } from '../../components/format.ts';
import { connectedHost } from '../../state/session.ts';
import { FailureNote } from '../../components/notes.tsx';
import { useLoaded } from '../../state/use-loaded.ts';
import { DataQuality } from './DataQuality.tsx';
import { DeferralCharts, deferringShare } from './DeferralCharts.tsx';

const LONGEST_LIST = 20;

const average = ({ people: count, annualPayCents }: ProfileGroup): string =>
  count === 0 ? 'n/a' : money(annualPayCents / count);

const groupTable = (name: string, groups: readonly ProfileGroup[]): ChartTable => ({
  columns: [name, 'People', 'Average pay'],
  rows: groups.map((group) => [group.label, people(group.people), average(group)]),
});

/** People by label, standing or lying; long names need room to the left. */
function groupOption(groups: readonly ProfileGroup[], isLying: boolean, colours: ChartColours): PlotOption {
  const names = nameAxis(
    groups.map(({ label }) => label),
    colours,
  );
  // Lying bars have little room for the numbers below them, and carry their own.
  const numbers = { ...numberAxis(people, colours), ...(isLying ? { splitNumber: 3 } : {}) };
  return {
    grid: { left: 4, right: isLying ? 48 : 12, top: 20, bottom: 4, containLabel: true },
    xAxis: isLying ? numbers : names,
    yAxis: isLying
      ? { ...names, inverse: true, axisLabel: { ...names.axisLabel, width: 180, overflow: 'truncate' } }
      : numbers,
    series: [
      {
        type: 'bar',
        name: 'People',
        barMaxWidth: isLying ? 22 : 48,
        itemStyle: { color: colours.hires, borderRadius: 2 },
        data: groups.map((group) => group.people),
        label: {
          show: true,
          position: isLying ? 'right' : 'top',
          color: colours.text,
          fontSize: 11,
          formatter: ({ value }) => people(Number(value)),
        },
        labelLayout: { hideOverlap: true },
        tooltip: { valueFormatter: (value) => people(Number(value)) },
      },
    ],
  };
}

/** The middle half of pay by level as hanging bars, with the median as a point. */
function payOption(levels: CensusProfile['payByLevel'], colours: ChartColours): PlotOption {
  return {
    grid: { left: 4, right: 12, top: 20, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      levels.map(({ label }) => label),
      colours,
    ),
    yAxis: numberAxis(shortMoney, colours),
    series: [
      {
        type: 'bar',
        stack: 'pay',
        silent: true,
        itemStyle: { color: 'transparent' },
        tooltip: { show: false },
        data: levels.map(({ p25 }) => p25),
      },
      {
        type: 'bar',
        name: 'Middle half',
        stack: 'pay',
        barMaxWidth: 48,
        itemStyle: { color: colours.pay, opacity: 0.45, borderRadius: 2 },
        data: levels.map(({ p25, p75 }) => p75 - p25),
        tooltip: { show: false },
      },
      {
        type: 'line',
        name: 'Median',
        symbol: 'rect',
        symbolSize: [26, 4],
        lineStyle: { opacity: 0 },
        itemStyle: { color: colours.text },
        data: levels.map(({ median }) => median),
        label: {
          show: true,
          position: 'top',
          color: colours.text,
          fontSize: 11,
          formatter: ({ value }) => shortMoney(Number(value)),
        },
        tooltip: { valueFormatter: (value) => money(Number(value)) },
      },
    ],
  };
}

const payTable = (levels: CensusProfile['payByLevel']): ChartTable => ({
  columns: ['Level', 'People', '10%', '25%', 'Median', '75%', '90%'],
  rows: levels.map(({ label, people: count, p10, p25, median, p75, p90 }) => [
    label,
    people(count),
    ...[p10, p25, median, p75, p90].map(money),
  ]),
});

/** The largest groups, and the rest as one. */
function largest(groups: readonly ProfileGroup[]): readonly ProfileGroup[] {
  const sorted = [...groups].sort((a, b) => b.people - a.people);
  if (sorted.length <= LONGEST_LIST) return sorted;
  const rest = sorted.slice(LONGEST_LIST - 1);
  return [
    ...sorted.slice(0, LONGEST_LIST - 1),
    {
      label: `${rest.length} others`,
      people: rest.reduce((sum, group) => sum + group.people, 0),
      annualPayCents: rest.reduce((sum, group) => sum + group.annualPayCents, 0),
    },
  ];
}

/** Who is in a census: headcount, pay, and how far the file can be trusted. */
export function CensusProfileView({
  censusId,
  startYear,
}: {
  readonly censusId: string;
  readonly startYear: number;
}): ReactNode {
  const loaded = useLoaded(`${censusId} ${startYear}`, async () => {
    const { censuses } = connectedHost().api;
    const [profile, detail] = await Promise.all([
      censuses.profile({ censusId, startYear }),
      censuses.get({ censusId }),
    ]);
    return { profile, detail };
  });
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading')
    return (
      <Stack role="status" aria-busy="true" aria-label="Loading the profile">
        <Skeleton h={80} />
        <Skeleton h={280} />
      </Stack>
    );
  const { profile, detail } = loaded.value;
  if (profile.people === 0)
    return (
      <Alert color="yellow" title={`Nobody is employed on 1 January ${startYear}`}>
        Check the start year of the scenario and the termination dates of the census.
      </Alert>
    );
  return <Profile profile={profile} detail={detail} />;
}

function Profile({
  profile,
  detail,
}: {
  readonly profile: CensusProfile;
  readonly detail: CensusDetail;
}): ReactNode {
  const { startYear, people: count, annualPayCents, byDeferral } = profile;
  const population = `Employed on 1 January ${startYear}`;
  const departments = largest(profile.byDepartment);
  const facts: readonly (readonly [string, string])[] = [
    ['People', people(count)],
    ['Annual pay', shortMoney(annualPayCents)],
    ['Average pay', money(annualPayCents / count)],
    ['Departments', people(profile.byDepartment.length)],
    ['Deferring', deferringShare(profile)],
  ];
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, sm: facts.length }}>
        {facts.map(([label, value]) => (
          <Paper key={label} withBorder p="sm">
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text size="xl" fw={600}>
              {value}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <DataQuality detail={detail} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title="Where do people work?"
          subtitle={`${population}, by department`}
          height={Math.max(480, departments.length * 28 + 40)}
          option={(colours) => groupOption(departments, true, colours)}
          table={groupTable('Department', departments)}
        />
        <Stack>
          <Chart
            title="How old are they?"
            subtitle={`${population}, by age`}
            height={200}
            option={(colours) => groupOption(profile.byAge, false, colours)}
            table={groupTable('Age', profile.byAge)}
          />
          <Chart
            title="How long have they been here?"
            subtitle={`${population}, by years of service`}
            height={200}
            option={(colours) => groupOption(profile.byTenure, false, colours)}
            table={groupTable('Years of service', profile.byTenure)}
          />
        </Stack>
        <Chart
          title="At which levels?"
          subtitle={`${population}, by level of the file`}
          height={220}
          option={(colours) => groupOption(profile.byLevel, false, colours)}
          table={groupTable('Level', profile.byLevel)}
        />
        <Chart
          title="What do the levels pay?"
          subtitle="Annual pay: median and middle half by level"
          height={220}
          option={(colours) => payOption(profile.payByLevel, colours)}
          table={payTable(profile.payByLevel)}
        />
      </SimpleGrid>
      {byDeferral.length > 0 && <DeferralCharts profile={profile} population={population} />}
    </Stack>
  );
}
