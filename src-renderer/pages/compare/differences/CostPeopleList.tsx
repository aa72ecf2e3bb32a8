import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CostPeople, PlanCostDriver } from '../../../../src-shared/api/differences.ts';
import type { RunSummary } from '../../../../src-shared/api/runs.ts';
import { NumberTable } from '../../../charts/NumberTable.tsx';
import { exactMoney, moneyDifference, people } from '../../../components/format.ts';
import { FailureNote } from '../../../components/notes.tsx';
import { Placeholder } from '../../../components/Placeholder.tsx';
import { changeView, useView } from '../../../state/navigation.ts';
import { connectedHost } from '../../../state/session.ts';
import { useLoaded } from '../../../state/use-loaded.ts';
import { PART_VIEW } from './bridge-drill.ts';
import { besideName, DRIVER_HELP, DRIVER_NAMES } from './bridge-words.ts';
import { Pager } from './Pager.tsx';
import { personBeside } from './person-beside.ts';

const ROWS = 50;

/** The people behind a driver of the cost of the plan, and what it makes of each. */
export function CostPeopleList({
  base,
  other,
  year,
  driver,
}: {
  readonly base: RunSummary;
  readonly other: RunSummary;
  readonly year: number;
  readonly driver: PlanCostDriver;
}): ReactNode {
  const start = Math.max(0, Number(useView('start')) || 0);
  const key = JSON.stringify({ baseId: base.runId, otherId: other.runId, year, driver, start });
  const loaded = useLoaded(key, () =>
    connectedHost().api.differences.costPeople({
      baseId: base.runId,
      otherId: other.runId,
      year,
      driver,
      start,
      limit: ROWS,
    }),
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={`People behind: ${DRIVER_NAMES[driver]}`}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Title order={3} size="h5">
            {DRIVER_NAMES[driver]} in {year}, person by person
          </Title>
          <Text size="xs" c="dimmed">
            {DRIVER_HELP[driver]}. Employer contributions of the year; largest amount first.
          </Text>
        </div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowLeft size={16} />}
          onClick={() => {
            changeView({ [PART_VIEW]: null, start: null });
          }}
        >
          Back to the bridge
        </Button>
      </Group>
      {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
      {loaded.state === 'loading' && <Placeholder label="Loading the people" height={400} />}
      {loaded.state === 'ready' && <Rows list={loaded.value} base={base} other={other} driver={driver} />}
    </Paper>
  );
}

const amount = (cents: number | null): string => (cents === null ? 'n/a' : exactMoney(cents));

function Rows({
  list,
  base,
  other,
  driver,
}: {
  readonly list: CostPeople;
  readonly base: RunSummary;
  readonly other: RunSummary;
  readonly driver: PlanCostDriver;
}): ReactNode {
  if (list.totalRows === 0)
    return <Text size="sm">Nobody: this driver adds nothing for any single person.</Text>;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm">
          {people(list.totalRows)} people, {moneyDifference(list.total)} together
        </Text>
        <Pager
          start={list.start}
          shown={list.people.length}
          total={list.totalRows}
          limit={ROWS}
          onStart={(start) => {
            changeView({ start: start === 0 ? null : String(start) });
          }}
        />
      </Group>
      <NumberTable
        caption={`People behind ${DRIVER_NAMES[driver]}`}
        table={{
          columns: ['Employee', base.name, besideName(base, other), 'This part'],
          rows: list.people.map((person) => [
            person.employeeId,
            amount(person.base),
            amount(person.other),
            moneyDifference(person.amount),
          ]),
        }}
        drill={(row, column) => {
          const person = list.people[row];
          if (person === undefined || column !== 3) return null;
          return person.base === null
            ? personBeside(other.runId, base.runId, person.employeeId)
            : personBeside(base.runId, other.runId, person.employeeId);
        }}
      />
      <Text size="xs" c="dimmed">
        A figure of the last column opens the person, with both runs side by side.
      </Text>
    </Stack>
  );
}
