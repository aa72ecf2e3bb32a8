import { Badge, Button, Group, Paper, Spoiler, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { ValidationReport } from '../../../src-shared/api/validation.ts';
import { people } from '../../components/format.ts';
import { changeView, useView } from '../../state/navigation.ts';
import { WideTable } from '../../components/WideTable.tsx';
import { checkMatrix, type CheckCell, type CheckRow } from './check-matrix.ts';
import { FindingDrawer } from './FindingDrawer.tsx';
import classes from './validation.module.css';

/** Every rule in every year: passed, with the number of things it looked at, or a way to what broke it. */
export function CheckTable({
  run,
  report,
}: {
  readonly run: RunSummary;
  readonly report: ValidationReport;
}): ReactNode {
  const onlyFindings = useView('only') === 'findings';
  const opened = useView('check');
  const { years, rows } = checkMatrix(report);
  const shown = onlyFindings ? rows.filter(({ failed }) => failed > 0) : rows;
  const [openedId, openedYear] = (opened ?? '').split('@');
  const openedRow = rows.find(({ id }) => id === openedId);
  const openedCell = openedRow?.cells.find((cell) => cell !== null && String(cell.year) === openedYear);
  return (
    <Stack gap="md">
      <Paper withBorder p="md" component="section" aria-label="Checks by year">
        <Group justify="space-between" mb="xs" align="flex-start">
          <div>
            <Title order={3} size="h5">
              What holds in every year?
            </Title>
            <Text size="xs" c="dimmed">
              {people(rows.length)} rules; the number beside a check mark is how many people, events or
              figures were looked at
            </Text>
          </div>
          <Switch
            label="Only findings"
            checked={onlyFindings}
            onChange={(event) => {
              changeView({ only: event.currentTarget.checked ? 'findings' : null });
            }}
          />
        </Group>
        {shown.length === 0 ? (
          <Text py="md" role="status">
            {rows.length === 0
              ? 'No year of this run was checked.'
              : `No findings: every rule held in every year from ${years[0] ?? ''} to ${years.at(-1) ?? ''}.`}
          </Text>
        ) : (
          <WideTable minWidth={700}>
            <Table
              className={classes['matrix'] ?? ''}
              verticalSpacing={6}
              aria-label="Checks by rule and year"
            >
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Rule</Table.Th>
                  <Table.Th scope="col">What it proves</Table.Th>
                  <Table.Th scope="col">Checked by</Table.Th>
                  {years.map((year) => (
                    <Table.Th key={year} scope="col" className={classes['year'] ?? ''}>
                      {year}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => (
                  <MatrixRow key={row.id} row={row} years={years} />
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </Paper>
      {!onlyFindings && <ProvedByTests rules={report.rules} />}
      {openedRow !== undefined && openedCell !== undefined && openedCell !== null && (
        <FindingDrawer run={run} rule={openedRow} cell={openedCell} />
      )}
    </Stack>
  );
}

function MatrixRow({ row, years }: { readonly row: CheckRow; readonly years: readonly number[] }): ReactNode {
  const origins = row.origins.map((origin) => (origin === 'engine' ? 'Engine' : 'Stored rows')).join(', ');
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} className={classes['id'] ?? ''}>
        {row.id}
      </Table.Th>
      <Table.Td className={classes['statement'] ?? ''}>
        {row.statement}
        {row.severity === 'WARN' && (
          <Badge ml="xs" size="sm" variant="light" color="gray" tt="none">
            warns only
          </Badge>
        )}
      </Table.Td>
      <Table.Td className={classes['id'] ?? ''}>{origins}</Table.Td>
      {row.cells.map((cell, index) => (
        <Table.Td key={years[index]} className={classes['cell'] ?? ''}>
          <Cell row={row} cell={cell} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Cell({ row, cell }: { readonly row: CheckRow; readonly cell: CheckCell | null }): ReactNode {
  if (cell === null)
    return (
      <Text span size="sm" c="dimmed" title="Not checked in this year: no plan is in force">
        –
      </Text>
    );
  if (cell.checked === 0 && cell.failed === 0)
    return (
      <Text span size="sm" c="dimmed" title="Nothing in this year that it applies to">
        0
      </Text>
    );
  if (cell.failed === 0)
    return (
      <Text span size="sm">
        {people(cell.checked)}{' '}
        <Text span c="teal" aria-label="passed" role="img">
          ✓
        </Text>
      </Text>
    );
  return (
    <Button
      size="compact-xs"
      variant="light"
      color={row.severity === 'FAIL' ? 'red' : 'yellow'}
      leftSection={<IconAlertTriangle size={14} aria-hidden="true" />}
      aria-label={`${row.id} in ${cell.year}: ${people(cell.failed)} of ${people(cell.checked)} found, show them`}
      onClick={() => {
        changeView({ check: `${row.id}@${cell.year}` });
      }}
    >
      {people(cell.failed)}
    </Button>
  );
}

function ProvedByTests({ rules }: { readonly rules: ValidationReport['rules'] }): ReactNode {
  const proved = rules.filter((rule) => rule.proved === 'tests');
  return (
    <Paper withBorder p="md" component="section" aria-label="Rules proved by tests">
      <Title order={3} size="h5">
        Proved by the tests of the product, not in every run
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        These compare several runs with each other
      </Text>
      <Spoiler maxHeight={52} showLabel="Show all" hideLabel="Show less">
        {proved.map(({ id, statement }) => (
          <Text key={id} size="sm">
            {id}: {statement}
          </Text>
        ))}
      </Spoiler>
    </Paper>
  );
}
