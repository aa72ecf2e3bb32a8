import { Alert, SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CoreBands, MatchTiers, PlanYearDetail } from '../../../src-shared/api/plan-results.ts';
import { Chart } from '../../charts/Chart.tsx';
import { money, people, percent, plainNumber, shortMoney } from '../../components/format.ts';
import { barsOption, columnsOption } from './bar-option.ts';
import { FigureTable } from './FigureTable.tsx';
import {
  HAS_LEFT,
  IS_ACTIVE,
  TAKES_PART,
  isAbove,
  isFrom,
  isOfGroup,
  planPeople,
  type PlanScope,
} from './plan-drills.ts';
import { isNumber } from '../../state/drill.ts';
import { bandWords, ppm, groupName } from './plan-figures.ts';
import type { PlanPartProps } from './PlanPage.tsx';
import { cohortWords, GROUPING_WORDS } from './plan-view.ts';

/** What is noticed of match left on the table: a dollar. */
const NOTICED = isFrom('matchLeft', 100);

/** What the employer gives, by tier and band, and what people leave on the table. */
export function EmployerPart({ scope, view, plan, detail }: PlanPartProps): ReactNode {
  const { grouping } = view;
  const whose = cohortWords(scope.cohort);
  const figures = plan.years.find(({ year }) => year === scope.year);
  if (figures === undefined) return null;
  const { groups } = detail;
  const sum = (value: (group: (typeof groups)[number]) => number): number =>
    groups.reduce((total, group) => total + value(group), 0);
  const total = {
    match: sum(({ matchCents }) => matchCents),
    core: sum(({ coreCents }) => coreCents),
    left: sum(({ leftCents }) => leftCents),
  };
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <TierChart scope={scope} tiers={detail.tiers} whose={whose} />
        <LeftChart scope={scope} detail={detail} whose={whose} />
      </SimpleGrid>
      <Chart
        title={`Who receives the employer’s money in ${scope.year}?`}
        subtitle={`Match with true-up, and core, of the year, leavers included, by ${GROUPING_WORDS[grouping]}; ${whose}`}
        option={(colours) =>
          columnsOption(
            groups.map((group) => groupName(grouping, group)),
            [
              { name: 'Match', colour: colours.employer, values: groups.map(({ matchCents }) => matchCents) },
              {
                name: 'Core',
                colour: colours.employerLight,
                values: groups.map(({ coreCents }) => coreCents),
              },
            ],
            shortMoney,
            colours,
          )
        }
        table={{
          columns: ['Group', 'Match', 'Core'],
          rows: groups.map((group) => [
            groupName(grouping, group),
            money(group.matchCents),
            money(group.coreCents),
          ]),
        }}
        drill={(row, series) => {
          const group = groups[row];
          if (group === undefined) return null;
          const column = series === 'Core' ? 'core' : 'match';
          return planPeople(scope, isAbove(column, 0), ...isOfGroup(grouping, group));
        }}
      />
      <FigureTable
        title={`Match and core by ${GROUPING_WORDS[grouping]}`}
        isAddingUp={
          total.match === figures.matchCents + figures.trueUpCents &&
          total.core === figures.coreCents + figures.coreExcessCents &&
          total.left === figures.leftCents
        }
        adds="Adds up to the year"
        table={{
          columns: ['Group', 'Participants', 'Match', 'Core', 'Match left on the table'],
          rows: [
            ...groups.map((group) => [
              groupName(grouping, group),
              people(group.participants),
              money(group.matchCents),
              money(group.coreCents),
              money(group.leftCents),
            ]),
            [
              'Everybody',
              people(figures.participants),
              money(total.match),
              money(total.core),
              money(total.left),
            ],
          ],
        }}
        totalRows={[groups.length]}
        drill={(row, column) => {
          const group = groups[row];
          const of = group === undefined ? [] : isOfGroup(grouping, group);
          const conditions = [TAKES_PART, [isAbove('match', 0)], [isAbove('core', 0)], [NOTICED]][column - 1];
          return planPeople(scope, ...(conditions ?? []), ...of);
        }}
      />
      <CoreTable core={detail.core} scope={scope} />
    </Stack>
  );
}

function TierChart({
  scope,
  tiers,
  whose,
}: {
  readonly scope: PlanScope;
  readonly tiers: PlanYearDetail['tiers'];
  readonly whose: string;
}): ReactNode {
  if ('unknown' in tiers)
    return (
      <Alert color="gray" title="Match by tier: n/a">
        {tiers.unknown === 'noMatch'
          ? 'The plan has no match.'
          : 'The match is worked out paycheck by paycheck, and the run keeps the amounts of the year: which tier paid what in which paycheck cannot be told from them.'}
      </Alert>
    );
  const rows = tierRows(tiers);
  const total = rows.reduce((sum, { cents }) => sum + cents, 0);
  return (
    <Chart
      title={`How much of the match does each tier pay in ${scope.year}?`}
      subtitle={`Match of the year, leavers included, after caps and limits, which cut the last tier first; ${whose}`}
      height={Math.max(220, rows.length * 44)}
      option={(colours) =>
        barsOption(
          rows.map(({ name }) => name),
          rows.map(({ cents }) => cents),
          shortMoney,
          colours,
          () => colours.employer,
        )
      }
      table={{
        columns: ['Tier', 'People', 'Match', 'Share'],
        rows: rows.map(({ name, people: heads, cents }) => [
          name,
          heads === null ? '' : people(heads),
          money(cents),
          total === 0 ? 'n/a' : percent(cents / total),
        ]),
      }}
      drill={() => planPeople(scope, isAbove('match', 0))}
    />
  );
}

const PPM_PER_PERCENT = 10_000;
/** A rate of a formula in percent, with the decimals it has. */
const plainPercent = (parts: number): string => plainNumber(parts / PPM_PER_PERCENT);

interface TierRow {
  readonly name: string;
  readonly people: number | null;
  readonly cents: number;
}

/** One row a tier of a band; what no tier explains, which is rare, is a row of its own. */
function tierRows({ by, bands }: MatchTiers): readonly TierRow[] {
  const other = bands.reduce((sum, { otherCents }) => sum + otherCents, 0);
  return [
    ...bands.flatMap(({ band, tiers }) =>
      tiers.map(({ fromPpm, toPpm, ratePpm, people: heads, cents }): TierRow => ({
        name: `${by === 'everybody' ? '' : `${bandWords(band, by)}\n`}${plainPercent(ratePpm)}% on ${plainPercent(fromPpm)} to ${plainPercent(toPpm)}% of pay`,
        people: heads,
        cents,
      })),
    ),
    ...(other === 0 ? [] : [{ name: 'Not of a tier of the year', people: null, cents: other }]),
  ];
}

function LeftChart({
  scope,
  detail,
  whose,
}: {
  readonly scope: PlanScope;
  readonly detail: PlanYearDetail;
  readonly whose: string;
}): ReactNode {
  const { participants, notParticipating, leavers } = detail.left;
  const parts = [
    { name: 'Participants below the ceiling', of: participants, conditions: TAKES_PART },
    {
      name: 'Not taking part',
      of: notParticipating,
      conditions: [IS_ACTIVE, isNumber('deferralRate', 0)],
    },
    { name: 'Left during the year', of: leavers, conditions: [HAS_LEFT] },
  ];
  return (
    <Chart
      title={`Who leaves match on the table in ${scope.year}?`}
      subtitle={`Match at the ceiling of the formula less the match, people with a right to match; ${whose}`}
      height={220}
      option={(colours) =>
        barsOption(
          parts.map(({ name, of }) => `${name}\n${people(of.people)} people`),
          parts.map(({ of }) => of.cents),
          shortMoney,
          colours,
          () => colours.neutral,
        )
      }
      table={{
        columns: ['Who', 'People', 'Left on the table'],
        rows: parts.map(({ name, of }) => [name, people(of.people), money(of.cents)]),
      }}
      drill={(row) => planPeople(scope, ...(parts[row]?.conditions ?? []), NOTICED)}
    />
  );
}

function CoreTable({
  core,
  scope,
}: {
  readonly core: CoreBands | null;
  readonly scope: PlanScope;
}): ReactNode {
  if (core === null)
    return (
      <Alert color="gray" title={`No core contribution in ${scope.year}`}>
        The plan design in force has none.
      </Alert>
    );
  const { bands, excess, by } = core;
  const all = [...bands, ...(excess === null ? [] : [excess])];
  return (
    <FigureTable
      title={`Core by the bands of its formula in ${scope.year}`}
      table={{
        columns: ['Band', 'Rate', 'People', 'Core'],
        rows: [
          ...bands.map(({ band, ratePpm, people: heads, cents }) => [
            bandWords(band, by),
            percent(ppm(ratePpm)),
            people(heads),
            money(cents),
          ]),
          ...(excess === null
            ? []
            : [
                [
                  `On pay above ${money(excess.levelCents)}`,
                  percent(ppm(excess.ratePpm)),
                  people(excess.people),
                  money(excess.cents),
                ],
              ]),
          ['Total', '', '', money(all.reduce((sum, { cents }) => sum + cents, 0))],
        ],
      }}
      totalRows={[all.length]}
      drill={(row, column) =>
        column < 2 || row >= bands.length
          ? null
          : bands.length === 1
            ? planPeople(scope, isAbove('core', 0))
            : null
      }
    />
  );
}
