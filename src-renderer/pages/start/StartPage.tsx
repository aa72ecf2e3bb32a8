import { Button, Container, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFileImport, IconFilePlus, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { perform } from '../../actions/perform.ts';
import { RecentFiles } from './RecentFiles.tsx';
import { Recoverable } from './Recoverable.tsx';

interface BeginningProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Beginning({ icon, title, text, children }: BeginningProps): ReactNode {
  return (
    <Paper withBorder p="lg" radius="md">
      <Stack h="100%" justify="space-between" gap="md">
        <div>
          <Group gap="xs" mb={6}>
            {icon}
            <Title order={3} size="h5">
              {title}
            </Title>
          </Group>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Group gap="xs">{children}</Group>
      </Stack>
    </Paper>
  );
}

function Do({
  actionId,
  label,
  isMain = false,
}: {
  readonly actionId: string;
  readonly label: string;
  readonly isMain?: boolean;
}): ReactNode {
  return (
    <Button
      size="sm"
      variant={isMain ? 'filled' : 'default'}
      onClick={() => {
        perform(actionId);
      }}
    >
      {label}
    </Button>
  );
}

/** What a window opens with: ways to begin, and what was left. */
export default function StartPage(): ReactNode {
  return (
    <Container size={1000} py="md">
      <Title order={2} size="h2">
        Plan your workforce
      </Title>
      <Text c="dimmed" mb="lg">
        A census and a scenario give five years of headcount, pay and plan cost. Everything stays on this
        machine.
      </Text>
      <Recoverable />
      <SimpleGrid cols={3} spacing="md" mb="xl">
        <Beginning
          icon={<IconPlayerPlay size={20} stroke={1.6} aria-hidden />}
          title="Look around"
          text="A company of 5,000 people with a retirement plan, ready to change and run."
        >
          <Do actionId="sample.open" label="Open sample study" isMain />
        </Beginning>
        <Beginning
          icon={<IconFileImport size={20} stroke={1.6} aria-hidden />}
          title="Bring your people"
          text="Drop a CSV, Excel or Parquet file anywhere on this window, or choose one."
        >
          <Do actionId="census.import" label="Import census" />
        </Beginning>
        <Beginning
          icon={<IconFilePlus size={20} stroke={1.6} aria-hidden />}
          title="Say what you assume"
          text="Start from a template such as high growth or hiring freeze, or open a scenario file."
        >
          <Do actionId="scenario.new" label="New scenario" />
          <Do actionId="scenario.open" label="Open" />
        </Beginning>
      </SimpleGrid>
      <RecentFiles />
    </Container>
  );
}
