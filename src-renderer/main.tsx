import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectHost } from './api/connect.ts';
import { styleNonce } from './api/nonce.ts';
import { Shell } from './shell/AppShell.tsx';
import { theme } from './shell/theme.ts';
import { startNavigation } from './state/navigation.ts';
import { startSession, useSession } from './state/session.ts';

const nonce = styleNonce();

function App(): ReactNode {
  const chosen = useSession((session) =>
    session.status === 'connected' ? session.preferences.theme : 'system',
  );
  const forced = chosen === 'system' ? {} : { forceColorScheme: chosen };
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce} {...forced}>
      <Shell />
    </MantineProvider>
  );
}

startNavigation();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void startSession(connectHost);
