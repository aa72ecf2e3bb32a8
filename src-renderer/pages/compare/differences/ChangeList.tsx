import {
  Anchor,
  Badge,
  Button,
  CloseButton,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import {
  CHANGE_CLASSES,
  CHANGE_GROUPINGS,
  type ChangedPeople,
  type ChangeListRequest,
  type ChangeRequest,
} from '../../../../src-shared/api/differences.ts';
import type { RunSummary } from '../../../../src-shared/api/runs.ts';
import { bandName } from '../../../components/band-name.ts';
import { exactMoney, money, moneyDifference } from '../../../components/format.ts';
import { FailureNote } from '../../../components/notes.tsx';
import { Placeholder } from '../../../components/Placeholder.tsx';
import { changeView, fragmentOf, useView } from '../../../state/navigation.ts';
import { connectedHost } from '../../../state/session.ts';
import { useLoaded } from '../../../state/use-loaded.ts';
import { WideTable } from '../../../components/WideTable.tsx';
import { saveFile } from '../../results/save-file.ts';
import { CHANGE_GROUPING_NAMES, CLASS_NAMES, signedPercent, SORT_NAMES } from './change-words.ts';
import classes from './differences.module.css';
import { Pager } from './Pager.tsx';
import { personBeside } from './person-beside.ts';

const ROWS = 50;
const SORTS = ['size', 'gain', 'loss'] as const;

/** The group in the address: `level 3`. */
function groupIn(text: string | null): ChangeListRequest['group'] {
  const [name, key] = (text ?? '').split(' ');
  const grouping = CHANGE_GROUPINGS.find((each) => each === name);
  return grouping === undefined || key === undefined || !/^\d+$/.test(key)
    ? null
    : { grouping, key: Number(key) };
}

/** Everybody compared, sorted by the change; searched, narrowed to a class or group, and saved as a table. */
export function ChangeList({
  base,
  other,
  request,
}: {
  readonly base: RunSummary;
  readonly other: RunSummary;
  readonly request: ChangeRequest;
}): ReactNode {
  const search = useView('search') ?? '';
  const chosenClass = useView('class');
  const shownClass = CHANGE_CLASSES.find((each) => each === chosenClass) ?? null;
  const chosenSort = useView('sort');
  const sort = SORTS.find((each) => each === chosenSort) ?? 'size';
  const group = groupIn(useView('group'));
  const start = Math.max(0, Number(useView('start')) || 0);
  const list = { ...request, search, class: shownClass, group, sort };
  const loaded = useLoaded(JSON.stringify({ ...list, start }), () =>
    connectedHost().api.differences.changedPeople({ ...list, start, limit: ROWS }),
  );
  // What is being typed stands in the field until it has gone into the address.
  const [typed, setTyped] = useState<string | null>(null);
  const changeSearch = useDebouncedCallback((text: string) => {
    setTyped(null);
    changeView({ search: text === '' ? null : text, start: null }, 'refine');
  }, 250);
  return (
    <Paper withBorder p="md" component="section" aria-label="Person by person">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5">
          Person by person
        </Title>
        <CsvButton base={base} other={other} list={list} />
      </Group>
      <Group gap="sm" mb="xs">
        <TextInput
          aria-label="Search an employee"
          placeholder="Employee id"
          leftSection={<IconSearch size={16} />}
          w={180}
          value={typed ?? search}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            changeSearch(event.currentTarget.value.trim());
          }}
        />
        <SegmentedControl
          aria-label="Who is listed"
          value={shownClass ?? 'everyone'}
          data={[
            { value: 'everyone', label: 'Everyone' },
            ...CHANGE_CLASSES.map((value) => ({ value, label: CLASS_NAMES[value] })),
          ]}
          onChange={(value) => {
            changeView({ class: value === 'everyone' ? null : value, start: null });
          }}
        />
        <Select
          aria-label="Order"
          w={190}
          value={sort}
          data={SORTS.map((value) => ({ value, label: SORT_NAMES[value] }))}
          allowDeselect={false}
          onChange={(value) => {
            changeView({ sort: value === 'size' ? null : value, start: null });
          }}
        />
        {group !== null && (
          <Badge
            variant="light"
            tt="none"
            size="lg"
            rightSection={
              <CloseButton
                size="xs"
                aria-label="Show every group"
                onClick={() => {
                  changeView({ group: null, start: null });
                }}
              />
            }
          >
            One group by {CHANGE_GROUPING_NAMES[group.grouping].toLowerCase()}
          </Badge>
        )}
      </Group>
      {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
      {loaded.state === 'loading' && <Placeholder label="Loading the people" height={400} />}
      {loaded.state === 'ready' && <Rows page={loaded.value} base={base} other={other} />}
    </Paper>
  );
}

function Rows({
  page,
  base,
  other,
}: {
  readonly page: ChangedPeople;
  readonly base: RunSummary;
  readonly other: RunSummary;
}): ReactNode {
  if (page.totalRows === 0) return <Text size="sm">Nobody meets these choices.</Text>;
  const pager = (
    <Pager
      start={page.start}
      shown={page.people.length}
      total={page.totalRows}
      limit={ROWS}
      onStart={(start) => {
        changeView({ start: start === 0 ? null : String(start) });
      }}
    />
  );
  return (
    <Stack gap="xs">
      {pager}
      <WideTable minWidth={820}>
        <Table
          className={`${classes['numbers'] ?? ''} ${classes['words'] ?? ''}`}
          verticalSpacing={3}
          aria-label="What each person receives in the two runs"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Employee</Table.Th>
              <Table.Th scope="col">{base.name}</Table.Th>
              <Table.Th scope="col">{other.name}</Table.Th>
              <Table.Th scope="col">Change</Table.Th>
              <Table.Th scope="col">Of pay</Table.Th>
              <Table.Th scope="col">Level</Table.Th>
              <Table.Th scope="col">Age</Table.Th>
              <Table.Th scope="col">Tenure</Table.Th>
              <Table.Th scope="col">HCE</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {page.people.map((person) => (
              <Table.Tr key={person.employeeId}>
                <Table.Th scope="row" fw={400}>
                  <Anchor href={fragmentOf(personBeside(base.runId, other.runId, person.employeeId))} inherit>
                    {person.employeeId}
                  </Anchor>
                </Table.Th>
                <Table.Td>{exactMoney(person.base)}</Table.Td>
                <Table.Td>{exactMoney(person.other)}</Table.Td>
                <Table.Td>{moneyDifference(person.change)}</Table.Td>
                <Table.Td title={`Pay in the base: ${money(person.pay)}`}>
                  {person.pay === 0 ? 'n/a' : signedPercent((person.change * 10_000) / person.pay)}
                </Table.Td>
                <Table.Td>{person.level}</Table.Td>
                <Table.Td>{bandName(person.ageBand)}</Table.Td>
                <Table.Td>{bandName(person.tenureBand)}</Table.Td>
                <Table.Td>{person.isHce ? 'Yes' : 'No'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {pager}
    </Stack>
  );
}

/** Saves the list as a table; while that goes on it is the way to stop it. */
function CsvButton({
  base,
  other,
  list,
}: {
  readonly base: RunSummary;
  readonly other: RunSummary;
  readonly list: Omit<ChangeListRequest, 'start' | 'limit'>;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const { api } = connectedHost();
  const workId = `changes ${base.runId} ${other.runId}`;
  const save = async (): Promise<void> => {
    setBusy(true);
    await saveFile('table', `${base.name} to ${other.name}.csv`, (target) =>
      api.differences.changeFile({ ...list, workId, target }),
    );
    setBusy(false);
  };
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={16} />}
      onClick={() => {
        void (isBusy ? api.application.cancel({ workId }) : save());
      }}
    >
      {isBusy ? 'Cancel the export' : 'Save as CSV'}
    </Button>
  );
}
