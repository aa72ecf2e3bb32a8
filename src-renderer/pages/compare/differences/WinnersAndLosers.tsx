import { Group, NumberInput, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import {
  CHANGE_GROUPINGS,
  CHANGE_MEASURES,
  type ChangeReport,
  type ChangeRequest,
} from '../../../../src-shared/api/differences.ts';
import type { RunSummary } from '../../../../src-shared/api/runs.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { NumberTable } from '../../../charts/NumberTable.tsx';
import type { ChartColours } from '../../../charts/colours.ts';
import { nameAxis, numberAxis, type PlotOption } from '../../../charts/plot.ts';
import { moneyDifference, people, percent } from '../../../components/format.ts';
import { FailureNote } from '../../../components/notes.tsx';
import { Placeholder } from '../../../components/Placeholder.tsx';
import { changeView, useView } from '../../../state/navigation.ts';
import { connectedHost } from '../../../state/session.ts';
import { useLoaded } from '../../../state/use-loaded.ts';
import { hereWith } from './bridge-drill.ts';
import { besideName, IDENTITY_WORDS } from './bridge-words.ts';
import { binName, CHANGE_MEASURE_NAMES, shortBinName, signedPercent } from './change-words.ts';
import { ChangeList } from './ChangeList.tsx';
import { ChangeGroups } from './ChangeGroups.tsx';

const ALL_YEARS = 'all';
/** Dollars up to which a change is none, unless chosen otherwise (P-122). */
const USUAL_TOLERANCE = 1;
const MOST_TOLERANCE = 1_000;

/** The tolerance in the address, in dollars. */
function toleranceIn(text: string | null): number {
  const dollars = text === null ? NaN : Number(text);
  return Number.isFinite(dollars) && dollars >= 0 && dollars <= MOST_TOLERANCE ? dollars : USUAL_TOLERANCE;
}

/** Who receives more employer money in the other run than in the base, and who less (P-122 to P-124). */
export function WinnersAndLosers({
  base,
  other,
}: {
  readonly base: RunSummary;
  readonly other: RunSummary;
}): ReactNode {
  const chosenMeasure = useView('money');
  const measure = CHANGE_MEASURES.find((each) => each === chosenMeasure) ?? 'total';
  const chosenYear = useView('year');
  const first = Math.max(base.startYear, other.startYear);
  const last = Math.min(base.endYear, other.endYear);
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const year = chosenYear === ALL_YEARS ? null : (years.find((each) => String(each) === chosenYear) ?? last);
  const dollars = toleranceIn(useView('tolerance'));
  const request: ChangeRequest = {
    baseId: base.runId,
    otherId: other.runId,
    measure,
    year,
    tolerance: Math.round(dollars * 100),
  };
  const loaded = useLoaded(JSON.stringify(request), () => connectedHost().api.differences.changes(request));
  // What is being typed stands in the field until it has gone into the address.
  const [typed, setTyped] = useState<number | string | null>(null);
  const changeTolerance = useDebouncedCallback((value: number) => {
    setTyped(null);
    changeView({ tolerance: value === USUAL_TOLERANCE ? null : String(value), start: null }, 'refine');
  }, 250);
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-end">
        <Select
          label="Compare"
          w={190}
          value={measure}
          data={CHANGE_MEASURES.map((value) => ({ value, label: CHANGE_MEASURE_NAMES[value] }))}
          allowDeselect={false}
          onChange={(value) => {
            changeView({ money: value, start: null });
          }}
        />
        <Select
          label="In"
          w={190}
          value={year === null ? ALL_YEARS : String(year)}
          data={[
            ...years.map((each) => ({ value: String(each), label: String(each) })),
            { value: ALL_YEARS, label: 'All common years' },
          ]}
          allowDeselect={false}
          onChange={(value) => {
            changeView({ year: value, start: null });
          }}
        />
        <NumberInput
          label="No change up to"
          w={150}
          prefix="$"
          min={0}
          max={MOST_TOLERANCE}
          decimalScale={2}
          clampBehavior="strict"
          stepHoldDelay={400}
          stepHoldInterval={100}
          value={typed ?? dollars}
          onChange={(value) => {
            setTyped(value);
            if (typeof value === 'number') changeTolerance(value);
          }}
        />
      </Group>
      {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
      {loaded.state === 'loading' && <Placeholder label="Loading winners and losers" height={420} />}
      {loaded.state === 'ready' && (
        <Report report={loaded.value} base={base} other={other} request={request} />
      )}
      <ChangeList base={base} other={other} request={request} />
    </Stack>
  );
}

function Report({
  report,
  base,
  other,
  request,
}: {
  readonly report: ChangeReport;
  readonly base: RunSummary;
  readonly other: RunSummary;
  readonly request: ChangeRequest;
}): ReactNode {
  const { everybody, bins } = report;
  const when = request.year === null ? 'all common years together' : String(request.year);
  const shownBins = trimmed(bins);
  return (
    <>
      <Headline report={report} />
      <Text size="sm" c="dimmed">
        {whoIsCompared(report, request.year)}
      </Text>
      {everybody.count > 0 && (
        <>
          <Chart
            title="How much does each person gain or lose?"
            subtitle={`People by the change of ${CHANGE_MEASURE_NAMES[request.measure].toLowerCase()} from ${base.name} to ${other.name}, dollars in ${when}`}
            option={(colours) => binsOption(shownBins, colours)}
            table={{
              columns: ['Change', 'People'],
              rows: shownBins.map((bin) => [binName(bin), people(bin.people)]),
            }}
            drill={(row) => hereWith({ class: shownBins[row]?.class ?? null, start: null })}
          />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            {CHANGE_GROUPINGS.map((grouping) => (
              <ChangeGroups key={grouping} grouping={grouping} groups={report.groups[grouping]} />
            ))}
            <WhoIsCompared report={report} base={base} other={other} />
          </SimpleGrid>
        </>
      )}
    </>
  );
}

function Headline({ report: { everybody } }: { readonly report: ChangeReport }): ReactNode {
  const { count, winners, losers, neutral, average, median, total, shareOfPay } = everybody;
  const share = (part: number): string => (count === 0 ? '' : `${percent(part / count)} of them`);
  const known = (cents: number | null): string => (cents === null ? 'n/a' : moneyDifference(cents));
  return (
    <Paper withBorder p="md" component="section" aria-label="Winners and losers">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
        <Figure name="Winners" text={people(winners)} note={share(winners)} />
        <Figure name="Losers" text={people(losers)} note={share(losers)} />
        <Figure name="No change" text={people(neutral)} note={share(neutral)} />
        <Figure name="Median change" text={known(median)} note="per person compared" />
        <Figure name="Average change" text={known(average)} note="per person compared" />
        <Figure
          name="Change in total"
          text={known(count === 0 ? null : total)}
          note={shareOfPay === null ? '' : `${signedPercent(shareOfPay)} of their pay`}
        />
      </SimpleGrid>
    </Paper>
  );
}

function Figure({
  name,
  text,
  note,
}: {
  readonly name: string;
  readonly text: string;
  readonly note: string;
}): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz="1.35rem" fw={600} lh={1.3}>
        {text}
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </div>
  );
}

/** Who is compared, who is not, and why (P-123). */
function whoIsCompared(report: ChangeReport, year: number | null): string {
  const { everybody, employed, identity } = report;
  const end = year ?? report.years.at(-1) ?? 0;
  return `${people(everybody.count)} of the ${people(employed.either)} people employed on 31 December ${end} in either run are compared. ${IDENTITY_WORDS[identity]}`;
}

/** The people of both runs: those compared, and the others by cause. */
function WhoIsCompared({
  report: { everybody, excluded, employed },
  base,
  other,
}: {
  readonly report: ChangeReport;
  readonly base: RunSummary;
  readonly other: RunSummary;
}): ReactNode {
  const rows = [
    ['Employed at the end of the year in both', everybody.count],
    ['Left in one of the runs', excluded.terminatedInOne],
    [`Only in ${base.name}`, excluded.onlyInBase],
    [`Only in ${besideName(base, other)}`, excluded.onlyInOther],
    ['Simulated hires, other people in each run', excluded.notComparable],
    ['Employed at the end of the year in either', employed.either],
  ] as const;
  return (
    <Paper withBorder p="md" component="section" aria-label="Who is compared">
      <Title order={3} size="h5" mb={4}>
        Who is compared
      </Title>
      <NumberTable
        caption="People of the two runs"
        table={{ columns: ['People', 'Count'], rows: rows.map(([name, count]) => [name, people(count)]) }}
        totalRows={[0, rows.length - 1]}
      />
    </Paper>
  );
}

/** The bins from the outermost with anybody in it to the other, and always the middle. */
function trimmed(bins: ChangeReport['bins']): ChangeReport['bins'] {
  const middle = bins.findIndex((bin) => bin.class === 'neutral');
  const first = bins.findIndex((bin, index) => bin.people > 0 || index === middle - 1);
  const last = bins.findLastIndex((bin, index) => bin.people > 0 || index === middle + 1);
  return bins.slice(first, last + 1);
}

function binsOption(bins: ChangeReport['bins'], colours: ChartColours): PlotOption {
  const colourOf = { winner: colours.hires, neutral: colours.neutral, loser: colours.leavers };
  return {
    grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true },
    xAxis: nameAxis(bins.map(shortBinName), colours),
    yAxis: numberAxis(people, colours),
    series: [
      {
        type: 'bar',
        name: 'People',
        barCategoryGap: '8%',
        data: bins.map((bin) => ({
          value: bin.people,
          itemStyle: { color: colourOf[bin.class], borderRadius: 2 },
          label: {
            show: bin.people > 0,
            position: 'top' as const,
            color: colours.text,
            formatter: people(bin.people),
          },
        })),
        tooltip: { valueFormatter: (value) => people(Number(value)) },
      },
    ],
  };
}
