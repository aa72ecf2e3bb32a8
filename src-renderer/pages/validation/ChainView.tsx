import { Badge, Group, Paper, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import type { ChainLink } from '../../../src-shared/api/validation.ts';
import { people } from '../../components/format.ts';
import { WideTable } from '../../components/WideTable.tsx';
import classes from './validation.module.css';

/** The chain of hashes that ends in the fingerprint: each link covers the rows of its year and the link before. */
export function ChainView({
  run,
  chain,
}: {
  readonly run: RunSummary;
  readonly chain: readonly ChainLink[];
}): ReactNode {
  const isLinked = chain.every(({ previous }, index) => index === 0 || previous === chain[index - 1]?.link);
  const isClosed = run.fingerprint === null || run.fingerprint === chain.at(-1)?.link;
  return (
    <Paper withBorder p="md" component="section" aria-label="Chain of the fingerprint">
      <Group justify="space-between" mb="xs" wrap="nowrap" align="flex-start">
        <div>
          <Title order={3} size="h5">
            What does the fingerprint stand on?
          </Title>
          <Text size="xs" c="dimmed">
            Each link is a SHA-256 over every column of its rows and over the link before. The last link is
            the fingerprint of the run.
          </Text>
        </div>
        <Badge flex="none" variant="dot" color={isLinked && isClosed ? 'teal' : 'red'} tt="none">
          {isLinked && isClosed ? 'The chain is whole' : 'The chain is broken'}
        </Badge>
      </Group>
      <WideTable minWidth={600}>
        <Table verticalSpacing={6} aria-label="Links of the fingerprint">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Link</Table.Th>
              <Table.Th scope="col" className={classes['year'] ?? ''}>
                Rows
              </Table.Th>
              <Table.Th scope="col">Hash</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {chain.map(({ position, year, rows, link }) => (
              <Table.Tr key={position}>
                <Table.Th scope="row" fw={400} className={classes['id'] ?? ''}>
                  {year ?? 'Opening'}
                </Table.Th>
                <Table.Td className={classes['cell'] ?? ''}>{people(rows)}</Table.Td>
                <Table.Td className={classes['hash'] ?? ''}>{link}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Paper>
  );
}
