import { List, Loader, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApplicationHealth, ApplicationInfo } from '../../src-shared/api/application.ts';

interface HealthPanelProps {
  readonly info: ApplicationInfo;
  readonly health: ApplicationHealth | null;
}

/** Which program this is and whether everything it needs is in order. */
export function HealthPanel({ info, health }: HealthPanelProps): ReactNode {
  const runtimes = Object.entries(info.runtimes).map(([name, version]) => `${name} ${version}`);
  const facts: readonly (readonly [string, string])[] = [
    ['Version', info.version],
    ['Runs on', `${info.platform}, ${runtimes.join(', ')}`],
    ['Workspace', info.workspace],
    ['Log file', info.logFile],
  ];
  return (
    <section aria-labelledby="about">
      <Title order={2} size="h3" id="about" mb="sm">
        About this application
      </Title>
      <Table variant="vertical" layout="auto" mb="lg">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div aria-live="polite">
        {health === null ? (
          <Loader size="sm" role="status" aria-label="Examining" />
        ) : (
          <Checks health={health} />
        )}
      </div>
    </section>
  );
}

function Checks({ health }: { readonly health: ApplicationHealth }): ReactNode {
  return (
    <>
      <Text fw={600} mb="xs">
        {health.healthy ? 'Everything is in order.' : 'Something is wrong.'}
      </Text>
      <List size="sm" listStyleType="none">
        {health.checks.map(({ name, passed, detail }) => (
          <List.Item key={name} icon={<span aria-hidden="true">{passed ? '✓' : '✗'}</span>}>
            {passed ? '' : 'Failed: '}
            {name}: {detail}
          </List.Item>
        ))}
      </List>
    </>
  );
}
