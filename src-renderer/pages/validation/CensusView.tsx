import { Anchor, Badge, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CensusReconciliation } from '../../../src-shared/api/validation.ts';
import { NumberTable } from '../../charts/NumberTable.tsx';
import { people } from '../../components/format.ts';
import { fragmentOf, placeTo } from '../../state/navigation.ts';
import { WideTable } from '../../components/WideTable.tsx';
import { censusSums } from './census-sums.ts';
import classes from './validation.module.css';

const KIND_WORDS = { quarantine: 'Quarantined', drop: 'Dropped', warn: 'Accepted with a note' } as const;

/** What became of every row of the census file (W-24). */
export function CensusView({ census }: { readonly census: CensusReconciliation }): ReactNode {
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        {censusSums(census).map(({ total, parts, addsUp }) => (
          <Paper key={total.name} withBorder p="md" component="section" aria-label={total.name}>
            <Group justify="space-between" mb="xs" wrap="nowrap">
              <Title order={3} size="h5">
                {total.name}
              </Title>
              <Badge flex="none" variant="dot" color={addsUp ? 'teal' : 'red'} tt="none">
                {addsUp ? 'Adds up' : 'Does not add up'}
              </Badge>
            </Group>
            <NumberTable
              caption={`${total.name} and its parts`}
              table={{
                columns: [census.name, 'Rows'],
                rows: [
                  ...parts.map(({ name, rows }) => [name, people(rows)]),
                  [`= ${total.name}`, people(total.rows)],
                ],
              }}
              totalRows={[parts.length]}
            />
          </Paper>
        ))}
      </SimpleGrid>
      <Paper withBorder p="md" component="section" aria-label="Reasons">
        <Group justify="space-between" mb="xs">
          <Title order={3} size="h5">
            Why were rows quarantined, dropped or marked?
          </Title>
          <Anchor href={fragmentOf(placeTo('census'))} size="sm">
            Go to the census
          </Anchor>
        </Group>
        {census.reasons.length === 0 ? (
          <Text size="sm">
            {census.censusId === null
              ? 'The census of this run is not kept in the workspace, so the reasons are not known here.'
              : 'No row had a problem.'}
          </Text>
        ) : (
          <WideTable minWidth={600}>
            <Table verticalSpacing={4} aria-label="Rows by reason">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">What happened</Table.Th>
                  <Table.Th scope="col">Reason</Table.Th>
                  <Table.Th scope="col">What to do</Table.Th>
                  <Table.Th scope="col" className={classes['year'] ?? ''}>
                    Rows
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {census.reasons.map(({ code, kind, rows, meaning, repair }) => (
                  <Table.Tr key={code}>
                    <Table.Td>{KIND_WORDS[kind]}</Table.Td>
                    <Table.Th scope="row" fw={400}>
                      {meaning}
                    </Table.Th>
                    <Table.Td>{repair}</Table.Td>
                    <Table.Td className={classes['cell'] ?? ''}>{people(rows)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </Paper>
    </Stack>
  );
}
