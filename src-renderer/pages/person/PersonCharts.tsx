import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { hasPlan } from '../../../src-shared/person/state.ts';
import { Chart } from '../../charts/Chart.tsx';
import { eventsPlace, isNumber, isOneOf } from '../../state/drill.ts';
import {
  accountsOption,
  accountsTable,
  accountYears,
  DEFERRAL,
  LEVEL,
  PAY,
  stepOption,
  stepPoints,
  stepTable,
  type StepFigure,
} from './person-charts.ts';

const HEIGHT = 150;

/** What became of a person over the years of the run; beside it, in grey, what became of them in the other run. */
export function PersonCharts({
  histories,
  names,
}: {
  /** The person in this run, and in the other one if there is any. */
  readonly histories: readonly PersonHistory[];
  /** What the runs are called. */
  readonly names: readonly string[];
}): ReactNode {
  const [history] = histories;
  if (history === undefined) return null;
  const { runId, employeeId } = history;
  const steps = (figure: StepFigure, name: string, subtitle: string, types: readonly string[]): ReactNode => {
    const points = stepPoints(history, figure);
    const first = points[0]?.value ?? 0;
    const last = points.at(-1)?.value ?? 0;
    const change =
      first === last ? figure.axisText(last) : `${figure.axisText(first)} → ${figure.axisText(last)}`;
    return (
      <Chart
        title={`${name}: ${change}`}
        subtitle={subtitle}
        height={HEIGHT}
        option={(colours) => stepOption(histories, names, figure, colours)}
        table={stepTable(histories, names, figure)}
        drill={(row) => {
          const day = points[row]?.day;
          return day === undefined
            ? null
            : eventsPlace(runId, [
                isOneOf('employeeId', employeeId),
                isOneOf('type', ...types),
                isNumber('date', day),
              ]);
        }}
      />
    );
  };
  const years = accountYears(history);
  const total = years.at(-1);
  return (
    <SimpleGrid cols={{ base: 2, lg: hasPlan(history) ? 4 : 2 }} spacing="sm">
      {steps(PAY, 'Pay', 'Annual rate in dollars', ['HIRE', 'RAISE', 'PROMOTION'])}
      {steps(LEVEL, 'Level', 'Job level', ['HIRE', 'PROMOTION'])}
      {hasPlan(history) && (
        <>
          {steps(DEFERRAL, 'Defers', 'Rate in force, share of pay', [
            'DC_PLAN_ENROLLMENT',
            'DC_PLAN_DEFERRAL_CHANGE',
          ])}
          <Chart
            title={`Accounts: ${total === undefined ? 'n/a' : PAY.axisText(total.employee + total.vested + total.unvested)}`}
            subtitle="Dollars in the plan at year end"
            height={HEIGHT}
            option={(colours) => accountsOption(years, colours)}
            table={accountsTable(years)}
            drill={(row) => {
              const year = years[row]?.year;
              return year === undefined
                ? null
                : eventsPlace(runId, [
                    isOneOf('employeeId', employeeId),
                    isOneOf('type', 'DC_PLAN_CONTRIBUTION', 'DC_PLAN_FORFEITURE'),
                    isNumber('year', year),
                  ]);
            }}
          />
        </>
      )}
    </SimpleGrid>
  );
}
