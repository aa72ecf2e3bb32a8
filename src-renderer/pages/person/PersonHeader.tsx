import { Anchor, Badge, Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { hasPlan, stateOn } from '../../../src-shared/person/state.ts';
import { exactMoney } from '../../components/format.ts';
import { words } from '../../components/words.ts';
import { eventsPlace, isOneOf, peoplePlace } from '../../state/drill.ts';
import { fragmentOf } from '../../state/navigation.ts';
import { dateText, levelText } from './event-words.ts';
import { lastDay } from './person-charts.ts';
import { standingText } from './StateTables.tsx';
import classes from './person.module.css';

const ORIGIN_WORDS = {
  opening: 'From the census',
  scheduledHire: 'From the census, joins later',
  simulatedHire: 'Simulated hire',
} as const;

/** Who it is, and how they stand on the day shown. */
export function PersonHeader({
  history,
  day,
}: {
  readonly history: PersonHistory;
  readonly day: number;
}): ReactNode {
  const { runId, employeeId, origin, opening, events } = history;
  const state = stateOn(history, day);
  // Before the hire: as they will be hired.
  const known = state ?? stateOn(history, lastDay(history));
  const openingPay = opening?.annualPay ?? events.find((event) => event.type === 'HIRE')?.payload.annualPay;
  const isHce = history.events.some(
    ({ type, year }) => type === 'HCE_STATUS' && dateText(day).startsWith(String(year)),
  );
  if (known === null) return null;
  const facts: readonly (readonly [string, string])[] = [
    ['Department', known.department],
    ['Location', known.location ?? 'n/a'],
    ['Job', known.jobTitle ?? 'n/a'],
    ['Level', levelText(known.level, history.levelNames)],
    ['Hired', dateText(known.hireDay)],
    ['Age', state === null ? 'n/a' : String(state.age)],
    ['Tenure', state === null ? 'n/a' : `${state.tenure} years`],
    [
      opening === null ? 'Pay at hire → now' : 'Pay at the opening → now',
      `${openingPay === undefined ? 'n/a' : exactMoney(openingPay)} → ${state === null ? 'n/a' : exactMoney(state.annualPay)}`,
    ],
  ];
  return (
    <Paper withBorder px="md" py="sm" component="section" aria-label={`Person ${employeeId}`}>
      <Group justify="space-between" align="center" mb={6}>
        <Group gap="xs">
          <Title order={3} size="h3">
            {employeeId}
          </Title>
          <Badge variant="light" tt="none" color={state?.standing === 'employed' ? 'teal' : 'gray'}>
            {standingText(state)}
          </Badge>
          <Badge variant="default" tt="none">
            {ORIGIN_WORDS[origin]}
          </Badge>
          {isHce && (
            <Badge variant="default" tt="none">
              {words('eventType', 'HCE_STATUS')}
            </Badge>
          )}
          {opening?.balancesMissing === true && hasPlan(history) && (
            <Badge variant="default" tt="none">
              Opening balances not known: counted as 0
            </Badge>
          )}
        </Group>
        <Group gap="md">
          <Anchor size="sm" href={fragmentOf(eventsPlace(runId, [isOneOf('employeeId', employeeId)]))}>
            Events in the log
          </Anchor>
          <Anchor size="sm" href={fragmentOf(peoplePlace(runId, [isOneOf('employeeId', employeeId)]))}>
            Rows in people
          </Anchor>
        </Group>
      </Group>
      <dl className={classes['facts'] ?? ''}>
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}
