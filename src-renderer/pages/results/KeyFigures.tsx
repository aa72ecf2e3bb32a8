import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunResult } from '../../../src-shared/api/runs.ts';
import type { YearSummary } from '../../../src-shared/columns.ts';
import {
  people,
  peopleDifference,
  percent,
  pointsDifference,
  shortMoney,
  shortMoneyDifference,
} from '../../components/format.ts';
import { fragmentOf, placeTo, type Place } from '../../state/navigation.ts';
import classes from './results.module.css';
import { hiresOf, leaversPlace, participantsOf, peopleAtClose } from './overview-drills.ts';
import { leaversOf, participation } from './overview-figures.ts';

interface KeyFigure {
  readonly label: string;
  readonly value: string;
  readonly difference: string;
  /** Whom, or what, it counts. */
  readonly behind: Place;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function figuresOf(
  runId: string,
  years: readonly YearSummary[],
  plan: RunResult['plan'],
): readonly KeyFigure[] {
  const [first] = years;
  const last = years.at(-1);
  if (first === undefined || last === undefined) return [];
  const opening = first.payrollBridge.openingCents;
  const [planFirst] = plan;
  const planLast = plan.at(-1);
  const workforce: readonly KeyFigure[] = [
    {
      label: `Headcount, end of ${last.year}`,
      value: people(last.closing),
      difference: `${peopleDifference(last.closing - first.opening)} from ${people(first.opening)}`,
      behind: peopleAtClose(runId, last.year),
    },
    {
      label: 'Hires, all years',
      value: people(sumOf(years.map(({ hires }) => hires))),
      difference: `${people(last.hires)} in ${last.year}`,
      behind: hiresOf(runId, null),
    },
    {
      label: 'Leavers, all years',
      value: people(sumOf(years.map(leaversOf))),
      difference: `${people(leaversOf(last))} in ${last.year}`,
      behind: leaversPlace(runId, null),
    },
    {
      label: `Payroll, end of ${last.year}`,
      value: shortMoney(last.closingPayrollCents),
      difference: `${shortMoneyDifference(last.closingPayrollCents - opening)} from ${shortMoney(opening)}`,
      behind: peopleAtClose(runId, last.year),
    },
  ];
  if (planFirst === undefined || planLast === undefined) return workforce;
  const now = participation(planLast);
  const then = participation(planFirst);
  return [
    ...workforce,
    {
      label: `Employer plan cost, ${planLast.year}${planLast.partial ? ' (partial)' : ''}`,
      value: shortMoney(planLast.netCashCents),
      difference: `${shortMoneyDifference(planLast.netCashCents - planFirst.netCashCents)} from ${planFirst.year}`,
      behind: placeTo('plan', [runId], { year: String(planLast.year), part: 'cost' }),
    },
    {
      label: `Participation, ${planLast.year}`,
      value: now === null ? 'n/a' : percent(now),
      difference:
        now === null || then === null ? '' : `${pointsDifference(now - then)} from ${planFirst.year}`,
      behind: participantsOf(runId, planLast.year),
    },
  ];
}

/** The answer at a glance: six figures with where they come from. */
export function KeyFigures({
  runId,
  years,
  plan,
}: {
  readonly runId: string;
  readonly years: readonly YearSummary[];
  readonly plan: RunResult['plan'];
}): ReactNode {
  const figures = figuresOf(runId, years, plan);
  return (
    <SimpleGrid
      cols={{ base: 2, sm: 3, lg: figures.length }}
      component="ul"
      className={classes['figures'] ?? ''}
    >
      {figures.map(({ label, value, difference, behind }) => (
        <Paper key={label} component="li" withBorder p="sm">
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Anchor href={fragmentOf(behind)} c="inherit" className={classes['figure'] ?? ''}>
            {value}
          </Anchor>
          <Text size="xs" className={classes['difference'] ?? ''}>
            {difference}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
