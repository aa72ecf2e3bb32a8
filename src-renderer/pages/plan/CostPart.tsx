import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanYearFigures, PlanYears } from '../../../src-shared/api/plan-results.ts';
import { Chart } from '../../charts/Chart.tsx';
import { money, moneyDifference, people, percent, shortMoney } from '../../components/format.ts';
import { columnsOption } from './bar-option.ts';
import { FigureTable } from './FigureTable.tsx';
import { grossCostOf } from '../results/overview-drills.ts';
import { forfeituresPlace, isAbove, planPeople, vestedPlace, type PlanScope } from './plan-drills.ts';
import { costOf } from './plan-figures.ts';
import type { PlanPartProps } from './PlanPage.tsx';
import { cohortWords } from './plan-view.ts';

const POLICY_WORDS = {
  offset: 'reduce employer contributions',
  expenses: 'pay plan expenses',
  reallocate: 'are shared out among participants',
} as const;

/** Vesting, forfeitures, and what the plan costs the employer. */
export function CostPart({ scope, plan }: PlanPartProps): ReactNode {
  const { years } = plan;
  const whose = cohortWords(scope.cohort);
  const names = years.map(({ year }) => String(year));
  const at = (row: number): PlanScope => ({ ...scope, year: years[row]?.year ?? scope.year });
  const balance = ({ vesting }: PlanYearFigures): number =>
    vesting.matchBalanceCents + vesting.coreBalanceCents;
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title="What does the employer contribute?"
          subtitle={`Match, true-up and core of the year, before forfeitures; ${whose}`}
          option={(colours) =>
            columnsOption(
              names,
              [
                {
                  name: 'Match and true-up',
                  colour: colours.employer,
                  values: years.map(({ matchCents, trueUpCents }) => matchCents + trueUpCents),
                },
                {
                  name: 'Core',
                  colour: colours.employerLight,
                  values: years.map(({ coreCents, coreExcessCents }) => coreCents + coreExcessCents),
                },
              ],
              shortMoney,
              colours,
            )
          }
          table={{
            columns: ['Year', 'Match and true-up', 'Core', 'Gross cost'],
            rows: years.map((year) => [
              String(year.year),
              money(year.matchCents + year.trueUpCents),
              money(year.coreCents + year.coreExcessCents),
              money(costOf(year)),
            ]),
          }}
          drill={(row, series) => planPeople(at(row), isAbove(series === 'Core' ? 'core' : 'match', 0))}
        />
        <Chart
          title="How much of the employer’s money is vested?"
          subtitle={`Match and core accounts of people employed on 31 December; ${whose}`}
          option={(colours) =>
            columnsOption(
              names,
              [
                {
                  name: 'Vested',
                  colour: colours.employer,
                  values: years.map(({ vesting }) => vesting.vestedCents),
                },
                {
                  name: 'Not vested',
                  colour: colours.neutral,
                  values: years.map((year) => balance(year) - year.vesting.vestedCents),
                },
              ],
              shortMoney,
              colours,
            )
          }
          table={{
            columns: ['Year', 'Vested', 'Not vested', 'Accounts', 'Vested share'],
            rows: years.map((year) => [
              String(year.year),
              money(year.vesting.vestedCents),
              money(balance(year) - year.vesting.vestedCents),
              money(balance(year)),
              balance(year) === 0 ? 'n/a' : percent(year.vesting.vestedCents / balance(year)),
            ]),
          }}
          drill={(row) => vestedPlace(at(row), null)}
        />
      </SimpleGrid>
      {scope.cohort === 'all' && <NetCost plan={plan} scope={scope} />}
      <FigureTable
        title="Vesting and forfeitures by year"
        note={`People employed on 31 December with match or core in their accounts, and leavers of the year; ${whose}`}
        table={{
          columns: ['People and money', ...names],
          rows: [
            ['Fully vested', ...years.map(({ vesting }) => people(vesting.fullyVested))],
            ['Partly vested', ...years.map(({ vesting }) => people(vesting.partlyVested))],
            ['Not vested', ...years.map(({ vesting }) => people(vesting.notVested))],
            ['Leavers who forfeit', ...years.map(({ vesting }) => people(vesting.forfeiting))],
            ['Forfeited match', ...years.map(({ vesting }) => money(vesting.forfeitedMatchCents))],
            ['Forfeited core', ...years.map(({ vesting }) => money(vesting.forfeitedCoreCents))],
          ],
        }}
        drill={(row, column) => {
          const part = (['fully', 'partly', 'not'] as const)[row];
          const scoped = at(column - 1);
          return part === undefined ? planPeople(scoped, isAbove('forfeited', 0)) : vestedPlace(scoped, part);
        }}
      />
    </Stack>
  );
}

/** From gross cost to net cash, with the pool of forfeitures beside it: the plan as a whole (P-84, P-85). */
function NetCost({ plan, scope }: { readonly plan: PlanYears; readonly scope: PlanScope }): ReactNode {
  const designs = plan.designs.flatMap(({ year, plan: design }) =>
    design === null ? [] : [{ year, ...design }],
  );
  const policies = [...new Set(designs.map(({ forfeiturePolicy }) => forfeiturePolicy))];
  const hasExpenses = designs.some(({ expensesCents }) => expensesCents > 0);
  const isPartial = designs.some((design) => design.isPartial);
  const row = (name: string, value: (design: (typeof designs)[number]) => string): string[] => [
    name,
    ...designs.map(value),
  ];
  const used = ({ forfeiturePolicy, appliedCents }: (typeof designs)[number]): number =>
    forfeiturePolicy === 'reallocate' ? 0 : appliedCents;
  const tiesOut = designs.every((design) => {
    const figures = plan.years.find(({ year }) => year === design.year);
    return (
      figures !== undefined &&
      costOf(figures) === design.grossCostCents &&
      figures.vesting.forfeitedMatchCents + figures.vesting.forfeitedCoreCents === design.createdCents &&
      design.grossCostCents + design.expensesCents - used(design) === design.netCashCents
    );
  });
  const cost = [
    row('Gross contributions', ({ grossCostCents }) => money(grossCostCents)),
    ...(hasExpenses ? [row('Plan expenses', ({ expensesCents }) => money(expensesCents))] : []),
    row('Forfeitures used', (design) => moneyDifference(-used(design))),
    row(
      'Net cash cost',
      ({ netCashCents, isPartial: part }) => `${money(netCashCents)}${part ? ' (partial)' : ''}`,
    ),
    row('Of pay of everybody', ({ netCashBasisPoints }) =>
      netCashBasisPoints === null ? 'n/a' : percent(netCashBasisPoints / 10_000),
    ),
  ];
  const forfeituresUsed = hasExpenses ? 2 : 1;
  const pool = [
    row('Forfeitures created', ({ createdCents }) => money(createdCents)),
    row('Usable in the year', ({ availableCents }) => money(availableCents)),
    row('Carried on', ({ carriedCents }) => money(carriedCents)),
    row('of it overdue', ({ overdueCents }) => money(overdueCents)),
  ];
  return (
    <FigureTable
      title="From gross to net cost"
      note={`Forfeitures ${policies.map((policy) => POLICY_WORDS[policy]).join(' or ')}, from the year after they arise.${
        isPartial
          ? ' Partial: opening balances are missing, so forfeitures of money contributed before the first year are not counted.'
          : ''
      }`}
      isAddingUp={tiesOut}
      adds="People, events and totals agree"
      table={{
        columns: ['Plan as a whole', ...designs.map(({ year }) => String(year))],
        rows: [...cost, ...pool],
      }}
      totalRows={[cost.length - 2]}
      drill={(index, column) => {
        const year = designs[column - 1]?.year ?? scope.year;
        const { runId, startYear } = scope;
        switch (index) {
          case 0:
            return grossCostOf(runId, year);
          case forfeituresUsed:
          case cost.length + 1:
            // What can be used came into the pool in the years before.
            return year > startYear ? forfeituresPlace(runId, startYear, year - 1) : null;
          case cost.length:
            return forfeituresPlace(runId, year, year);
          default:
            return null;
        }
      }}
    />
  );
}
