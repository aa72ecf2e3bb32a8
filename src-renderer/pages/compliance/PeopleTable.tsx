import {
  Anchor,
  Button,
  Group,
  Pagination,
  Paper,
  SegmentedControl,
  Select,
  Table,
  Text,
  TextInput,
  Title,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDownload, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { TestPeoplePage, TestSelection } from '../../../src-shared/api/compliance.ts';
import {
  codeOf,
  columnsOfTest,
  numberOf,
  PERSON_SORTS,
  PERSON_SUMS,
  type PeopleTest,
  type PersonColumn,
  type PersonOfTest,
} from '../../../src-shared/compliance-columns.ts';
import { COVERAGE_PARTS } from '../../../src-shared/compliance.ts';
import { tableText } from '../../charts/chart-table.ts';
import { exactMoney, people, testPercent } from '../../components/format.ts';
import { FailureNote } from '../../components/notes.tsx';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { Placeholder } from '../../components/Placeholder.tsx';
import { words } from '../../components/words.ts';
import { personPlace } from '../../state/drill.ts';
import { changeView, fragmentOf, useNavigation } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { WideTable } from '../../components/WideTable.tsx';
import { saveFile } from '../results/save-file.ts';
import classes from './compliance.module.css';
import { PART_NAMES } from './part-names.ts';
import { choicesOf, selectionInView } from './people-view.ts';

const PEOPLE_A_PAGE = 50;

const TITLES: Readonly<Record<PeopleTest, string>> = {
  hce: 'Highly compensated employees',
  coverage: 'Employees of the year',
  adp: 'People of the test',
  acp: 'People of the test',
  amounts: 'People of the general test',
  additions: 'People near the limit or cut to it',
  topHeavy: 'Key employees, and people owed a minimum',
};

const STANDINGS: Readonly<Record<string, string>> = {
  excludable: 'Excludable',
  notBenefiting: 'Not benefiting',
  benefiting: 'Benefiting',
  pass: 'Below the limit',
  atRisk: 'Near the limit',
  limited: 'Cut to the limit',
  officer: 'Officer',
  fivePercentOwner: 'Owner of more than 5%',
  onePercentOwner: 'Owner of more than 1%',
};

const TEXTS: Readonly<Record<PersonColumn['kind'], (value: number) => string>> = {
  text: String,
  integer: String,
  yesNo: (flag) => (flag === 0 ? 'No' : 'Yes'),
  money: exactMoney,
  basisPoints: (points) => testPercent(points * 100),
};

function textOf({ test, part }: TestSelection, { name, kind }: PersonColumn, person: PersonOfTest): string {
  if (kind === 'text') {
    const code = codeOf(test, part, name, person);
    if (name === 'lookBackSource') return words('lookbackSource', code);
    if (name === 'standing') return test === 'hce' ? words('eventCategory', code) : (STANDINGS[code] ?? code);
    return code;
  }
  const value = numberOf(name, person);
  if (value === null || (value === 0 && kind === 'money')) return value === null ? '' : '–';
  return TEXTS[kind](value);
}

/** The people of a test: a page at a time, searched, sorted and summed by the store. */
export function PeopleTable({
  runId,
  year,
  test,
  hasCorrection,
}: {
  readonly runId: string;
  readonly year: number;
  readonly test: PeopleTest;
  /** Whether a correction takes something or owes something. */
  readonly hasCorrection: boolean;
}): ReactNode {
  const view = useNavigation((place) => place.view);
  const { selection, page } = selectionInView(runId, year, test, hasCorrection, view);
  const request = { ...selection, start: (page - 1) * PEOPLE_A_PAGE, limit: PEOPLE_A_PAGE };
  const loaded = useLoaded(JSON.stringify(request), () => connectedHost().api.compliance.people(request));
  // What was shown stays until the next page is there: nothing jumps.
  const last = useRef<TestPeoplePage | null>(null);
  useEffect(() => {
    if (loaded.state === 'ready') last.current = loaded.value;
  }, [loaded]);
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  const shown = loaded.state === 'ready' ? loaded.value : last.current;
  const columns = columnsOfTest(test, hasCorrection);
  return (
    <Paper withBorder p="md" component="section" aria-label={TITLES[test]}>
      <Group justify="space-between" align="flex-end" mb="xs">
        <div>
          <Title order={4} size="h5">
            {TITLES[test]}
          </Title>
          <Text size="xs" c="dimmed" role="status">
            {shown === null
              ? 'Counting …'
              : `${people(shown.totalRows)} ${shown.totalRows === 1 ? 'person' : 'people'}`}
          </Text>
        </div>
        <Group gap="xs">
          <Taking selection={selection} columns={columns} shown={shown} />
        </Group>
      </Group>
      <Choices selection={selection} hasCorrection={hasCorrection} />
      {shown === null ? (
        <Placeholder height={360} label="Loading the people" />
      ) : (
        <>
          <Rows selection={selection} columns={columns} shown={shown} isBusy={loaded.state === 'loading'} />
          {shown.totalRows > PEOPLE_A_PAGE && (
            <Group justify="center" mt="sm">
              <Pagination
                size="sm"
                value={page}
                total={Math.ceil(shown.totalRows / PEOPLE_A_PAGE)}
                onChange={(next) => {
                  changeView({ page: next === 1 ? null : String(next) });
                }}
                getItemProps={(item) => ({ 'aria-label': `Page ${people(item)}` })}
                getControlProps={(control) => ({
                  'aria-label': control === 'next' ? 'Next page' : 'Page before',
                })}
              />
            </Group>
          )}
        </>
      )}
    </Paper>
  );
}

function Choices({
  selection,
  hasCorrection,
}: {
  readonly selection: TestSelection;
  readonly hasCorrection: boolean;
}): ReactNode {
  const { test, choice, part, standing, search } = selection;
  const choices = choicesOf(test, hasCorrection);
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    setTyped(search);
  }, [search]);
  useEffect(() => {
    if (typed === search) return;
    const timer = setTimeout(() => {
      changeView({ find: typed === '' ? null : typed, page: null }, 'refine');
    }, 250);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, search]);
  return (
    <Group gap="xs" mb="xs">
      {choices.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Which people"
          value={choice}
          data={choices.map(({ value, label }) => ({ value, label }))}
          onChange={(who) => {
            changeView({ who, sort: null, page: null });
          }}
        />
      )}
      {test === 'coverage' && (
        <>
          <SegmentedControl
            size="xs"
            aria-label="Part of the plan"
            value={part}
            data={COVERAGE_PARTS.map((value) => ({ value, label: PART_NAMES[value] }))}
            onChange={(next) => {
              changeView({ part: next, page: null });
            }}
          />
          <Select
            size="xs"
            w={160}
            aria-label="Counted as"
            value={standing ?? 'any'}
            allowDeselect={false}
            data={[
              { value: 'any', label: 'Counted as anything' },
              ...['excludable', 'notBenefiting', 'benefiting'].map((value) => ({
                value,
                label: STANDINGS[value] ?? value,
              })),
            ]}
            onChange={(next) => {
              changeView({ as: next === 'any' ? null : next, page: null });
            }}
          />
        </>
      )}
      <TextInput
        size="xs"
        w={200}
        aria-label="Find an employee"
        placeholder="Find an employee"
        leftSection={<IconSearch size={14} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
    </Group>
  );
}

const isNumber = ({ kind }: PersonColumn): boolean => kind !== 'text' && kind !== 'yesNo';

function Rows({
  selection,
  columns,
  shown,
  isBusy,
}: {
  readonly selection: TestSelection;
  readonly columns: readonly PersonColumn[];
  readonly shown: TestPeoplePage;
  readonly isBusy: boolean;
}): ReactNode {
  const { runId, year, test } = selection;
  if (shown.totalRows === 0)
    return (
      <Text size="sm" py="md">
        {selection.search === '' ? 'Nobody.' : `Nobody has “${selection.search}” in the employee id.`}
      </Text>
    );
  return (
    <WideTable>
      <Table
        className={classes['people'] ?? ''}
        verticalSpacing={4}
        horizontalSpacing={8}
        highlightOnHover
        aria-label={TITLES[test]}
        aria-busy={isBusy}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Heading key={column.name} column={column} selection={selection} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.people.map((person) => (
            <Table.Tr key={person.employeeId}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <Table.Th key={column.name} scope="row" fw={400}>
                    <Anchor href={fragmentOf(personPlace(runId, person.employeeId, `${year}-12-31`))} inherit>
                      {person.employeeId}
                    </Anchor>
                  </Table.Th>
                ) : (
                  <Table.Td key={column.name} data-number={isNumber(column)}>
                    {textOf(selection, column, person)}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            {columns.map((column, index) =>
              index === 0 ? (
                <Table.Th key={column.name} scope="row">
                  All {people(shown.totalRows)}
                </Table.Th>
              ) : (
                <Table.Td key={column.name} data-number={isNumber(column)}>
                  {sumText(column, shown)}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </WideTable>
  );
}

function sumText({ name, isSummed }: PersonColumn, { sums }: TestPeoplePage): string {
  const summed = PERSON_SUMS.find((one) => one === name);
  const sum = summed === undefined || !isSummed ? null : sums[summed];
  return sum === null ? '' : exactMoney(sum);
}

function Heading({
  column,
  selection,
}: {
  readonly column: PersonColumn;
  readonly selection: TestSelection;
}): ReactNode {
  const { name, title, description } = column;
  const { sort, isDescending } = selection;
  const isSorted = sort === name;
  const sortable = PERSON_SORTS.some((one) => one === name);
  const Arrow = isDescending ? IconArrowDown : IconArrowUp;
  const direction = isDescending ? 'descending' : 'ascending';
  return (
    <Table.Th scope="col" data-number={isNumber(column)} aria-sort={isSorted ? direction : 'none'}>
      <Tooltip label={description} disabled={description === ''} openDelay={400}>
        {sortable ? (
          <UnstyledButton
            fz="inherit"
            className={classes['sort'] ?? ''}
            onClick={() => {
              // Numbers begin with the largest, names with the first.
              const next = isSorted ? !isDescending : isNumber(column);
              changeView({ sort: `${next ? '-' : ''}${name}`, page: null }, 'refine');
            }}
          >
            {title}
            {isSorted && <Arrow size={12} aria-hidden="true" />}
          </UnstyledButton>
        ) : (
          <span>{title}</span>
        )}
      </Tooltip>
    </Table.Th>
  );
}

/** Ways to take along what is shown. */
function Taking({
  selection,
  columns,
  shown,
}: {
  readonly selection: TestSelection;
  readonly columns: readonly PersonColumn[];
  readonly shown: TestPeoplePage | null;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const { test, year } = selection;
  const copy = (): void => {
    if (shown === null) return;
    const text = tableText({
      columns: columns.map(({ title }) => title),
      rows: shown.people.map((person) => columns.map((column) => textOf(selection, column, person))),
    });
    navigator.clipboard.writeText(text).then(() => {
      reportDone(`${people(shown.people.length)} rows are on the clipboard.`);
    }, reportFailure);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    const { exports } = connectedHost().api;
    await saveFile('table', `${test} ${year} people.csv`, (target) =>
      exports.testPeople({ selection, workId: `csv ${test}`, target }),
    );
    setBusy(false);
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCopy size={16} />}
        disabled={shown === null || shown.people.length === 0}
        onClick={copy}
      >
        Copy this page
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={isBusy}
        leftSection={<IconDownload size={16} />}
        onClick={() => void save()}
      >
        All of them as CSV
      </Button>
    </>
  );
}
