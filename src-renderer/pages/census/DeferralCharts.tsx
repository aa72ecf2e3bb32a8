import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusProfile, DeferralGroup, ProfileGroup } from '../../../src-shared/api/censuses.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { money, people, percent } from '../../components/format.ts';

const MILLION = 1_000_000;
/** Label of the people who defer nothing. */
const ZERO = '0';
const UNDER_ONE = 'under 1';

const withRate = (profile: CensusProfile): number =>
  profile.byDeferral.reduce((sum, group) => sum + group.people, 0);

/** Share of the people with a rate in the file who defer anything; n/a where no rate is stated. */
export function deferringShare(profile: CensusProfile): string {
  const stated = withRate(profile);
  const none = profile.byDeferral.find(({ label }) => label === ZERO)?.people ?? 0;
  return stated === 0 ? 'n/a' : percent((stated - none) / stated);
}

/** The rates with those in between that nobody has, so that distances are true. */
function withGaps(groups: readonly ProfileGroup[]): readonly ProfileGroup[] {
  const known = new Map(groups.map((group) => [group.label, group]));
  const last = Math.max(...groups.map(({ label }) => Number.parseInt(label, 10) || 0));
  const whole = Array.from({ length: last + 1 }, (_, rate) => String(rate));
  const labels = whole.flatMap((label) => [known.has(`${label}+`) ? `${label}+` : label]);
  const [zero = ZERO, ...rates] = labels;
  return [zero, ...(known.has(UNDER_ONE) ? [UNDER_ONE] : []), ...rates].map(
    (label) => known.get(label) ?? { label, people: 0, annualPayCents: 0 },
  );
}

/** People by rate; those who defer nothing stand apart in grey. */
function rateOption(groups: readonly ProfileGroup[], colours: ChartColours): PlotOption {
  return {
    grid: { left: 4, right: 12, top: 20, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      groups.map(({ label }) => label),
      colours,
    ),
    yAxis: numberAxis(people, colours),
    series: [
      {
        type: 'bar',
        name: 'People',
        barMaxWidth: 48,
        data: groups.map((group) => ({
          value: group.people,
          itemStyle: {
            color: group.label === ZERO ? colours.neutral : colours.employee,
            borderRadius: 2,
          },
        })),
        label: {
          show: true,
          position: 'top',
          color: colours.text,
          fontSize: 11,
          formatter: ({ value }) => (Number(value) === 0 ? '' : people(Number(value))),
        },
        labelLayout: { hideOverlap: true },
        tooltip: { valueFormatter: (value) => people(Number(value)) },
      },
    ],
  };
}

/** Average rates by group. */
function meanOption(groups: readonly DeferralGroup[], colours: ChartColours): PlotOption {
  return {
    grid: { left: 4, right: 12, top: 20, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      groups.map(({ label }) => label),
      colours,
    ),
    yAxis: numberAxis(percent, colours),
    series: [
      {
        type: 'bar',
        name: 'Average rate',
        barMaxWidth: 48,
        itemStyle: { color: colours.employee, borderRadius: 2 },
        data: groups.map(({ meanPpm }) => meanPpm / MILLION),
        label: {
          show: true,
          position: 'top',
          color: colours.text,
          fontSize: 11,
          formatter: ({ value }) => percent(Number(value)),
        },
        tooltip: { valueFormatter: (value) => percent(Number(value)) },
      },
    ],
  };
}

const meanTable = (name: string, groups: readonly DeferralGroup[]): ChartTable => ({
  columns: [name, 'People with a rate', 'Average rate', 'Deferring nothing', 'Share of them'],
  rows: groups.map(({ label, people: count, zero, meanPpm }) => [
    label,
    people(count),
    percent(meanPpm / MILLION),
    people(zero),
    percent(zero / count),
  ]),
});

/** What people elect to defer, how many nothing, and who. */
export function DeferralCharts({
  profile,
  population,
}: {
  readonly profile: CensusProfile;
  readonly population: string;
}): ReactNode {
  const { byDeferral, deferralByAge, deferralByLevel } = profile;
  const stated = withRate(profile);
  const whose = `${population}: ${people(stated)} of ${people(profile.people)} with a rate in the file`;
  return (
    <>
      <Chart
        title="How much do they defer?"
        subtitle={`${whose}, by whole percent of pay`}
        height={220}
        option={(colours) => rateOption(withGaps(byDeferral), colours)}
        table={{
          columns: ['Deferral rate, %', 'People', 'Share', 'Average pay'],
          rows: byDeferral.map(({ label, people: count, annualPayCents }) => [
            label,
            people(count),
            percent(count / stated),
            money(annualPayCents / count),
          ]),
        }}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title="Which ages defer most?"
          subtitle="Average rate by age, those who defer nothing included"
          height={220}
          option={(colours) => meanOption(deferralByAge, colours)}
          table={meanTable('Age', deferralByAge)}
        />
        <Chart
          title="Which levels defer most?"
          subtitle="Average rate by level of the file, those who defer nothing included"
          height={220}
          option={(colours) => meanOption(deferralByLevel, colours)}
          table={meanTable('Level', deferralByLevel)}
        />
      </SimpleGrid>
    </>
  );
}
