import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './shell/app.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectHost } from './api/connect.ts';
import { styleNonce } from './api/nonce.ts';
import { Shell } from './shell/AppShell.tsx';
import { cssVariables, theme } from './shell/theme.ts';
import { startNavigation } from './state/navigation.ts';
import { startSession, useSession } from './state/session.ts';
import { sessionListener } from './shell/wiring.ts';

const nonce = styleNonce();
// Dialogs keep the page behind them from scrolling with a style of their own, and look for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce });

function App(): ReactNode {
  const chosen = useSession((session) =>
    session.status === 'connected' ? session.preferences.theme : 'system',
  );
  const forced = chosen === 'system' ? {} : { forceColorScheme: chosen };
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      {...forced}
    >
      <Notifications position="bottom-left" />
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
void startSession(connectHost, sessionListener);
