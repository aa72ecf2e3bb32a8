import { AppShell, Container, Group, Loader, SegmentedControl, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { THEMES, type Preferences } from '../../src-shared/api/application.ts';
import { changePreferences, useSession } from '../state/session.ts';
import { PageView } from './PageView.tsx';

const THEME_NAMES: Readonly<Record<Preferences['theme'], string>> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
};

function ThemeSwitch({ value }: { readonly value: Preferences['theme'] }): ReactNode {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Theme"
      value={value}
      data={THEMES.map((theme) => ({ value: theme, label: THEME_NAMES[theme] }))}
      onChange={(theme) => void changePreferences({ theme })}
    />
  );
}

/** The frame that every page stands in. */
export function Shell(): ReactNode {
  const session = useSession();
  return (
    <AppShell header={{ height: 52 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between">
          <Title order={1} size="h4">
            PlanAlign Studio
          </Title>
          {session.status === 'connected' && <ThemeSwitch value={session.preferences.theme} />}
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="sm" py="lg">
          {session.status === 'connecting' && <Loader aria-label="Connecting to the application" />}
          {session.status === 'connected' && <PageView />}
          {session.status === 'ended' && <Ended reason={session.reason} />}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function Ended({ reason }: { readonly reason: string }): ReactNode {
  return (
    <div role="alert">
      <Title order={2} size="h3" mb="xs">
        The application has ended
      </Title>
      <Text>
        Start it again to go on. Finished runs and saved files are safe; unsaved edits can be recovered.
      </Text>
      <Text size="sm" c="dimmed" mt="md">
        {reason}
      </Text>
    </div>
  );
}
