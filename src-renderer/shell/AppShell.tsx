import { AppShell, Loader, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../state/session.ts';
import { Dialogs } from './Dialogs.tsx';
import { DiskNotice } from './DiskNotice.tsx';
import { DropZone } from './DropZone.tsx';
import { PageView } from './PageView.tsx';
import { Palette } from './Palette.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';
import classes from './shell.module.css';

/** The frame that every page stands in. */
export function Shell(): ReactNode {
  const session = useSession();
  const isConnected = session.status === 'connected';
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 0 }}
      padding="md"
      transitionDuration={0}
    >
      <AppShell.Header>
        <TopBar />
      </AppShell.Header>
      <AppShell.Navbar p="xs" withBorder>
        {isConnected && <Sidebar />}
      </AppShell.Navbar>
      <AppShell.Main className={classes['main'] ?? ''}>
        {session.status === 'connecting' && (
          <Loader role="status" aria-label="Connecting to the application" />
        )}
        {session.status === 'ended' && <Ended reason={session.reason} />}
        {isConnected && (
          <>
            <DiskNotice />
            {/* Charts and grids hold texts they have drawn: other formats draw them anew. */}
            <PageView key={session.preferences.locale} />
            <Dialogs />
            <Palette />
            {session.info.access === 'owner' && <DropZone />}
          </>
        )}
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
