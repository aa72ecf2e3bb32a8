import { bandName } from '../../components/band-name.ts';
import { people, percent, pointsDifference } from '../../components/format.ts';
import { words } from '../../components/words.ts';
import type { YearGroup } from '../../../src-shared/api/results.ts';
import type { YearSummary } from '../../../src-shared/columns.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { ChartColours } from '../../charts/colours.ts';
import { legendAbove, nameAxis, numberAxis, type PlotOption } from '../../charts/plot.ts';
import { hanging, turnover, type HeadcountBridge } from './overview-figures.ts';

/** A reason for leaving in words; a reduction in force is one of its own here. */
const reasonInWords = (reason: string): string =>
  reason === 'reduction' ? words('eventCategory', reason) : words('terminationReason', reason);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'level' | 'hires' | 'leavers';
}

/** Opening, then hires, leavers and closing of every year. */
function bridgeSteps(bridges: readonly HeadcountBridge[]): readonly Step[] {
  const [first] = bridges;
  if (first === undefined) return [];
  const opening: Step = { name: `Opening\n${first.year}`, from: 0, to: first.opening, kind: 'level' };
  return [
    opening,
    ...bridges.flatMap(({ year, opening: start, hires, leavers, closing }): Step[] => [
      { name: 'Hires', from: start, to: start + hires, kind: 'hires' },
      { name: 'Leavers', from: start + hires, to: start + hires - sum(leavers), kind: 'leavers' },
      { name: `Closing\n${year}`, from: 0, to: closing, kind: 'level' },
    ]),
  ];
}

/** The bridge as bars that hang between the levels they connect. */
export function bridgeOption(bridges: readonly HeadcountBridge[], colours: ChartColours): PlotOption {
  const steps = bridgeSteps(bridges);
  const bars = hanging(steps);
  const colourOf = { level: colours.neutral, hires: colours.hires, leavers: colours.leavers };
  const signOf = { level: '', hires: '+', leavers: '−' };
  return {
    grid: { left: 4, right: 8, top: 16, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      steps.map(({ name }) => name),
      colours,
    ),
    yAxis: numberAxis(people, colours),
    series: [
      {
        type: 'bar',
        stack: 'bridge',
        silent: true,
        itemStyle: { color: 'transparent' },
        tooltip: { show: false },
        data: bars.map(({ base }) => base),
      },
      {
        type: 'bar',
        name: 'People',
        stack: 'bridge',
        barCategoryGap: '18%',
        data: bars.map(({ length }, index) => {
          const kind = steps[index]?.kind ?? 'level';
          return {
            value: length,
            itemStyle: { color: colourOf[kind], borderRadius: 2 },
            label: { formatter: `${signOf[kind]}${people(length)}` },
          };
        }),
        label: { show: true, position: 'top', color: colours.text, fontSize: 11 },
        tooltip: { valueFormatter: (value) => people(Number(value)) },
      },
    ],
  };
}

/** The points of the bridge as a table, one row a bar. */
export function bridgePoints(bridges: readonly HeadcountBridge[]): ChartTable {
  let year = bridges[0]?.year ?? 0;
  return {
    columns: ['Step', 'People'],
    rows: bridgeSteps(bridges).map(({ name, from, to, kind }, index) => {
      if (index > 1 && (index - 1) % 3 === 0) year += 1;
      const title = kind === 'level' ? name.replace('\n', ' ') : `${name} ${year}`;
      return [
        title,
        kind === 'level' ? people(to) : `${to < from ? '−' : '+'}${people(Math.abs(to - from))}`,
      ];
    }),
  };
}

/** The bridge as it is read: years across, from opening to closing, with the check. */
export function bridgeTable(bridges: readonly HeadcountBridge[], reasons: readonly string[]): ChartTable {
  const line = (name: string, value: (bridge: HeadcountBridge) => string): readonly string[] => [
    name,
    ...bridges.map(value),
  ];
  const minus = (count: number): string => (count === 0 ? '–' : `−${people(count)}`);
  return {
    columns: ['Headcount', ...bridges.map(({ year }) => String(year))],
    rows: [
      line('Opening', ({ opening }) => people(opening)),
      line('Hires', ({ hires }) => (hires === 0 ? '–' : `+${people(hires)}`)),
      ...reasons.map((reason, index) =>
        line(`Leavers: ${reasonInWords(reason).toLowerCase()}`, ({ leavers }) => minus(leavers[index] ?? 0)),
      ),
      line('Closing', ({ closing }) => people(closing)),
      line('Adds up', ({ tiesOut }) => (tiesOut ? '✓' : '✗ does not add up')),
    ],
  };
}

/** Turnover of every year. */
export function turnoverOption(years: readonly YearSummary[], colours: ChartColours): PlotOption {
  return {
    grid: { left: 4, right: 16, top: 24, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      years.map(({ year }) => String(year)),
      colours,
    ),
    yAxis: numberAxis(percent, colours),
    series: [
      {
        type: 'bar',
        name: 'Turnover',
        barMaxWidth: 48,
        itemStyle: { color: colours.leavers, borderRadius: 2 },
        data: years.map((year) => turnover(year) ?? '-'),
        label: {
          show: true,
          position: 'top',
          color: colours.text,
          formatter: ({ value }) => percent(Number(value)),
        },
        tooltip: { valueFormatter: (value) => percent(Number(value)) },
      },
    ],
  };
}

export function turnoverTable(years: readonly YearSummary[]): ChartTable {
  const shares = years.map(turnover);
  return {
    columns: ['Year', 'Turnover', 'Change'],
    rows: years.map(({ year }, index) => {
      const share = shares[index] ?? null;
      const before = shares[index - 1] ?? null;
      return [
        String(year),
        share === null ? 'n/a' : percent(share),
        share === null || before === null ? '–' : pointsDifference(share - before),
      ];
    }),
  };
}

/** People by band at the end of the first and of the last year. */
export interface BandComparison {
  readonly first: number;
  readonly last: number;
  readonly bands: readonly { readonly label: string; readonly before: number; readonly after: number }[];
}

export function compareBands(groups: readonly YearGroup[]): BandComparison {
  const years = groups.map(({ year }) => year);
  const first = Math.min(...years);
  const last = Math.max(...years);
  const count = (year: number, label: string): number =>
    groups.find((group) => group.year === year && group.label === label)?.people ?? 0;
  // A year has its bands in their order; one without anybody is missing in it.
  const labelsOf = (year: number): readonly string[] =>
    groups.filter((group) => group.year === year).map(({ label }) => label);
  const longest = [...new Set(years)].sort((a, b) => labelsOf(b).length - labelsOf(a).length);
  const labels = [...new Set(longest.flatMap(labelsOf))];
  return {
    first,
    last,
    bands: labels.map((label) => ({ label, before: count(first, label), after: count(last, label) })),
  };
}

/** Name of the bars of a year. */
export const bandSeries = (year: number): string => `End of ${year}`;

export function bandsOption({ first, last, bands }: BandComparison, colours: ChartColours): PlotOption {
  const series = [
    { year: first, colour: colours.neutral, data: bands.map(({ before }) => before) },
    { year: last, colour: colours.hires, data: bands.map(({ after }) => after) },
  ];
  return {
    legend: legendAbove(colours),
    xAxis: nameAxis(
      bands.map(({ label }) => bandName(label)),
      colours,
    ),
    yAxis: numberAxis(people, colours),
    series: series
      .filter((_, index) => index === 0 || first !== last)
      .map(({ year, colour, data }) => ({
        type: 'bar' as const,
        name: bandSeries(year),
        barMaxWidth: 28,
        itemStyle: { color: colour, borderRadius: 2 },
        data: [...data],
        tooltip: { valueFormatter: (value) => people(Number(value)) },
      })),
  };
}

export const bandsTable = (name: string, { first, last, bands }: BandComparison): ChartTable => ({
  columns: [name, bandSeries(first), ...(first === last ? [] : [bandSeries(last)])],
  rows: bands.map(({ label, before, after }) => [
    bandName(label),
    people(before),
    ...(first === last ? [] : [people(after)]),
  ]),
});
