import { SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Chart } from '../../charts/Chart.tsx';
import { money, people, percent } from '../../components/format.ts';
import { changeView } from '../../state/navigation.ts';
import { columnsOption, linesOption } from './bar-option.ts';
import { FigureTable } from './FigureTable.tsx';
import { TAKES_PART, classPlace, isAbove, isOfGroup, planPeople } from './plan-drills.ts';
import { ppm, groupName } from './plan-figures.ts';
import type { PlanPartProps } from './PlanPage.tsx';
import { cohortWords, GROUPING_WORDS } from './plan-view.ts';

const CLASSES = ['0%', ...Array.from({ length: 9 }, (_, index) => `${index + 1}%`), '10%+'];
const rate = (parts: number | null): string => (parts === null ? 'n/a' : percent(ppm(parts)));

/** How much people put in. */
export function DeferralPart({ scope, view, plan, detail }: PlanPartProps): ReactNode {
  const { years } = plan;
  const { grouping } = view;
  const whose = cohortWords(scope.cohort);
  const names = years.map(({ year }) => String(year));
  const at = (row: number): typeof scope => ({ ...scope, year: years[row]?.year ?? scope.year });
  const counts = detail.distribution[view.rate];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label="Rate that is distributed"
        value={view.rate}
        data={[
          { value: 'elected', label: 'Elected at year end' },
          { value: 'effective', label: 'Deferred over the year' },
        ]}
        onChange={(chosen) => {
          changeView({ rate: chosen === 'elected' ? null : chosen });
        }}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Chart
          title={`How much do people defer in ${scope.year}?`}
          subtitle={`${people(total)} eligible people employed on 31 December, by ${
            view.rate === 'elected' ? 'the rate in force' : 'deferrals of the year over plan pay'
          }, nearest percent; ${whose}`}
          option={(colours) =>
            columnsOption(
              CLASSES,
              [{ name: 'People', colour: colours.employee, values: counts }],
              people,
              colours,
            )
          }
          table={{
            columns: ['Rate', 'People', 'Share'],
            rows: CLASSES.map((label, index) => [
              label,
              people(counts[index] ?? 0),
              total === 0 ? 'n/a' : percent((counts[index] ?? 0) / total),
            ]),
          }}
          drill={(row) => classPlace(scope, view.rate, row)}
        />
        <Chart
          title="Do people defer more over time?"
          subtitle={`Participants on 31 December: mean elected rate, and deferrals of the year over their plan pay; ${whose}`}
          option={(colours) =>
            linesOption(
              names,
              [
                {
                  name: 'Elected',
                  colour: colours.employee,
                  values: years.map(({ averageRatePpm }) =>
                    averageRatePpm === null ? null : ppm(averageRatePpm),
                  ),
                },
                {
                  name: 'Effective',
                  colour: colours.neutral,
                  values: years.map(({ effectiveRatePpm }) =>
                    effectiveRatePpm === null ? null : ppm(effectiveRatePpm),
                  ),
                },
              ],
              percent,
              colours,
            )
          }
          table={{
            columns: ['Year', 'Elected', 'Effective'],
            rows: years.map((year) => [
              String(year.year),
              rate(year.averageRatePpm),
              rate(year.effectiveRatePpm),
            ]),
          }}
          drill={(row) => planPeople(at(row), ...TAKES_PART)}
        />
      </SimpleGrid>
      <FigureTable
        title="Deferrals by year"
        note="Deferrals of everybody in the year, leavers included; rates of participants on 31 December"
        table={{
          columns: ['Money and rates', ...names],
          rows: [
            ['Deferrals within 402(g)', ...years.map(({ deferralCents }) => money(deferralCents))],
            ['Catch-up', ...years.map(({ catchUpCents }) => money(catchUpCents))],
            [
              'Deferrals and catch-up',
              ...years.map(({ deferralCents, catchUpCents }) => money(deferralCents + catchUpCents)),
            ],
            ['Of pay of everybody', ...years.map(({ employeeRatePpm }) => rate(employeeRatePpm))],
            ['Average elected rate', ...years.map(({ averageRatePpm }) => rate(averageRatePpm))],
            ['Effective rate', ...years.map(({ effectiveRatePpm }) => rate(effectiveRatePpm))],
          ],
        }}
        totalRows={[2]}
        drill={(row, column) => {
          const year = at(column - 1);
          if (row === 1) return planPeople(year, isAbove('catchUp', 0));
          if (row <= 2) return planPeople(year, isAbove('deferral', 0));
          return row === 3 ? planPeople(year) : planPeople(year, ...TAKES_PART);
        }}
      />
      <Chart
        title={`Who defers more in ${scope.year}?`}
        subtitle={`Mean elected rate of participants on 31 December, by ${GROUPING_WORDS[grouping]}; ${whose}`}
        option={(colours) =>
          columnsOption(
            detail.groups.map((group) => groupName(grouping, group)),
            [
              {
                name: 'Average rate',
                colour: colours.employee,
                values: detail.groups.map(({ averageRatePpm }) =>
                  averageRatePpm === null ? null : ppm(averageRatePpm),
                ),
              },
            ],
            percent,
            colours,
          )
        }
        table={{
          columns: ['Group', 'Participants', 'Average rate', 'Deferrals of the year'],
          rows: detail.groups.map((group) => [
            groupName(grouping, group),
            people(group.participants),
            rate(group.averageRatePpm),
            money(group.deferralCents),
          ]),
        }}
        drill={(row) => {
          const group = detail.groups[row];
          return group === undefined ? null : planPeople(scope, ...TAKES_PART, ...isOfGroup(grouping, group));
        }}
      />
    </Stack>
  );
}
