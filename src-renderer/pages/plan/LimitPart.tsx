import { Alert, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanLimitCounts } from '../../../src-shared/api/plan-results.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { GridCondition } from '../../../src-shared/api/results.ts';
import { people } from '../../components/format.ts';
import { isOneOf } from '../../state/drill.ts';
import { barsOption } from './bar-option.ts';
import { FigureTable } from './FigureTable.tsx';
import type { Place } from '../../state/navigation.ts';
import { isAbove, isSuperCatchUpAge, planPeople, rothMandatePlace } from './plan-drills.ts';
import type { PlanPartProps } from './PlanPage.tsx';
import { cohortWords } from './plan-view.ts';

interface LimitRow {
  readonly name: string;
  readonly key: keyof PlanLimitCounts;
  /** Conditions of the people; null where they depend on the design of the year. */
  readonly conditions: ((year: number) => readonly GridCondition[]) | null;
}

const CUTS: readonly LimitRow[] = [
  {
    name: 'Deferrals cut by 402(g)',
    key: 'electiveDeferral',
    conditions: () => [isOneOf('deferralLimit', '402g')],
  },
  {
    name: 'Deferrals cut by the plan’s maximum',
    key: 'planLimit',
    conditions: () => [isOneOf('deferralLimit', 'planLimit')],
  },
  { name: 'Additions cut by 415(c)', key: 'annualAdditions', conditions: () => [isAbove('reduced415', 0)] },
  { name: 'Pay above 401(a)(17)', key: 'compensation', conditions: () => [isAbove('payOverLimit', 0)] },
];
const RIGHTS: readonly LimitRow[] = [
  { name: 'Using catch-up', key: 'catchUp', conditions: () => [isAbove('catchUp', 0)] },
  {
    name: 'of them aged 60 to 63, super catch-up',
    key: 'superCatchUp',
    conditions: (year) => [isAbove('catchUp', 0), isSuperCatchUpAge(year)],
  },
  // Whom the mandate meets depends on wages of the year before, which is said below.
  { name: 'of them under the Roth mandate', key: 'rothMandate', conditions: null },
];

/** Which limits people reach, and who uses the rights that depend on one. */
export function LimitPart({ scope, plan }: PlanPartProps): ReactNode {
  const { years, designs } = plan;
  const figures = years.find(({ year }) => year === scope.year);
  if (figures === undefined) return null;
  const rows = [...CUTS, ...RIGHTS];
  const at = (column: number): number => years[column - 1]?.year ?? scope.year;
  const assumed = designs.filter((design) => (design.plan?.limitsNotPublished.length ?? 0) > 0);
  const place = (row: LimitRow | undefined, year: number): Place | null => {
    if (row === undefined) return null;
    if (row.conditions !== null) return planPeople({ ...scope, year }, ...row.conditions(year));
    const design = designs.find((each) => each.year === year)?.plan;
    return rothMandatePlace({ ...scope, year }, design?.rothCatchUpWagesCents ?? null);
  };
  return (
    <Stack gap="md">
      <Chart
        title={`Which limits do people reach in ${scope.year}?`}
        subtitle={`People of the year, leavers included; ${cohortWords(scope.cohort)}`}
        option={(colours) =>
          barsOption(
            rows.map(({ name }) => name),
            rows.map(({ key }) => figures.limits[key] ?? 0),
            people,
            colours,
            (index) => (index < CUTS.length ? colours.neutral : colours.employee),
          )
        }
        table={{
          columns: ['Limit', 'People'],
          rows: rows.map(({ name, key }) => [name, count(figures.limits[key])]),
        }}
        drill={(row) => place(rows[row], scope.year)}
      />
      <FigureTable
        title="People at limits by year"
        note="A person may count in several rows"
        table={{
          columns: ['People', ...years.map(({ year }) => String(year))],
          rows: rows.map(({ name, key }) => [name, ...years.map(({ limits }) => count(limits[key]))]),
        }}
        drill={(row, column) => place(rows[row], at(column))}
      />
      {figures.limits.rothMandate === null && (
        <Alert color="gray" title={`Roth mandate in ${scope.year}: n/a`}>
          The mandate goes by wages of the year before. For the first year they stand in the census, which
          this workspace no longer has.
        </Alert>
      )}
      {assumed.length > 0 && (
        <Alert color="gray" title="Limits that are not published yet">
          Limits of {assumed.map(({ year }) => year).join(', ')} are projected or replaced by the scenario:
          people near them may turn out on the other side.
        </Alert>
      )}
    </Stack>
  );
}

const count = (value: number | null): string => (value === null ? 'n/a' : people(value));
