import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PLAN_METHODS } from '../../../src-shared/api/plan-results.ts';
import { Chart } from '../../charts/Chart.tsx';
import { people, percent } from '../../components/format.ts';
import { barsOption, columnsOption, linesOption } from './bar-option.ts';
import { FigureTable } from './FigureTable.tsx';
import { IS_ACTIVE, IS_ELIGIBLE, TAKES_PART, isOfGroup, methodPlace, planPeople } from './plan-drills.ts';
import { METHOD_WORDS, participationOf, TAKING_PART, groupName } from './plan-figures.ts';
import type { PlanPartProps } from './PlanPage.tsx';
import { cohortWords, GROUPING_WORDS } from './plan-view.ts';

const share = (fraction: number | null): string => (fraction === null ? 'n/a' : percent(fraction));

/** Who takes part, by which way, and who does not. */
export function ParticipationPart({ scope, view, plan, detail }: PlanPartProps): ReactNode {
  const { years } = plan;
  const { of, grouping } = view;
  const figures = years.find(({ year }) => year === scope.year);
  if (figures === undefined) return null;
  const whose = cohortWords(scope.cohort);
  const names = years.map(({ year }) => String(year));
  const at = (row: number): typeof scope => ({ ...scope, year: years[row]?.year ?? scope.year });
  const whole = of === 'eligible' ? 'eligible' : 'employed';
  const groupShares = detail.groups.map(({ eligible, active, participants }) => {
    const total = of === 'eligible' ? eligible : active;
    return total === 0 ? null : participants / total;
  });
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title="How many take part?"
          subtitle={`Participants over people eligible, and over people employed, on 31 December; ${whose}`}
          option={(colours) =>
            linesOption(
              names,
              [
                {
                  name: 'Of eligible',
                  colour: colours.employee,
                  values: years.map((year) => participationOf(year, 'eligible')),
                },
                {
                  name: 'Of employed',
                  colour: colours.neutral,
                  values: years.map((year) => participationOf(year, 'active')),
                },
              ],
              percent,
              colours,
            )
          }
          table={{
            columns: ['Year', 'Participants', 'Eligible', 'Employed', 'Of eligible', 'Of employed'],
            rows: years.map((year) => [
              String(year.year),
              people(year.participants),
              people(year.eligible),
              people(year.active),
              share(participationOf(year, 'eligible')),
              share(participationOf(year, 'active')),
            ]),
          }}
          drill={(row) => planPeople(at(row), ...TAKES_PART)}
        />
        <Chart
          title={`How did people come to where they stand in ${scope.year}?`}
          subtitle={`People who have entered the plan and are employed on 31 December; ${whose}`}
          option={(colours) =>
            barsOption(
              PLAN_METHODS.map((method) => METHOD_WORDS[method]),
              PLAN_METHODS.map((method) => figures.methods[method]),
              people,
              colours,
              (index) => (index < TAKING_PART.length ? colours.employee : colours.neutral),
            )
          }
          table={{
            columns: ['Way', 'People', 'Share of eligible'],
            rows: PLAN_METHODS.map((method) => [
              METHOD_WORDS[method],
              people(figures.methods[method]),
              share(figures.eligible === 0 ? null : figures.methods[method] / figures.eligible),
            ]),
          }}
          drill={(row) => {
            const method = PLAN_METHODS[row];
            return method === undefined ? null : methodPlace(scope, method);
          }}
        />
      </SimpleGrid>
      <FigureTable
        title="Participation by year"
        isAddingUp={years.every(
          ({ methods, eligible }) => Object.values(methods).reduce((sum, n) => sum + n, 0) === eligible,
        )}
        adds="The ways add up to the eligible"
        table={{
          columns: ['People on 31 December', ...names],
          rows: [
            ...PLAN_METHODS.map((method) => [
              METHOD_WORDS[method],
              ...years.map(({ methods }) => people(methods[method])),
            ]),
            ['Eligible', ...years.map(({ eligible }) => people(eligible))],
            ['Employed', ...years.map(({ active }) => people(active))],
          ],
        }}
        totalRows={[PLAN_METHODS.length]}
        drill={(row, column) => {
          const method = PLAN_METHODS[row];
          if (method !== undefined) return methodPlace(at(column - 1), method);
          return planPeople(at(column - 1), ...(row === PLAN_METHODS.length ? IS_ELIGIBLE : [IS_ACTIVE]));
        }}
      />
      <Chart
        title={`Where is participation low in ${scope.year}?`}
        subtitle={`Participants over people ${whole} on 31 December, by ${GROUPING_WORDS[grouping]}; ${whose}`}
        option={(colours) =>
          columnsOption(
            detail.groups.map((group) => groupName(grouping, group)),
            [{ name: 'Participation', colour: colours.employee, values: groupShares }],
            percent,
            colours,
          )
        }
        table={{
          columns: ['Group', 'Participants', 'Eligible', 'Employed', 'Participation'],
          rows: detail.groups.map((group, index) => [
            groupName(grouping, group),
            people(group.participants),
            people(group.eligible),
            people(group.active),
            share(groupShares[index] ?? null),
          ]),
        }}
        drill={(row) => {
          const group = detail.groups[row];
          return group === undefined
            ? null
            : planPeople(scope, ...IS_ELIGIBLE, ...isOfGroup(grouping, group));
        }}
      />
    </Stack>
  );
}
