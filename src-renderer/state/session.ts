import { create } from 'zustand';
import type {
  ApplicationEvent,
  ApplicationHealth,
  ApplicationInfo,
  ChangedPreferences,
  Preferences,
} from '../../src-shared/api/application.ts';
import type { Host } from '../api/connect.ts';

/** How the page stands with its application. */
export type SessionState =
  | { readonly status: 'connecting' }
  | {
      readonly status: 'connected';
      readonly host: Host;
      readonly info: ApplicationInfo;
      readonly preferences: Preferences;
      /** Null until it has been examined. */
      readonly health: ApplicationHealth | null;
    }
  /** The application could not be reached, or is gone. */
  | { readonly status: 'ended'; readonly reason: string };

export const useSession = create<SessionState>(() => ({ status: 'connecting' }));

/** The application that the window is connected to. @throws Error before and after: screens are shown in between only. */
export function connectedHost(): Host {
  const session = useSession.getState();
  if (session.status !== 'connected') throw new Error('the window is not connected');
  return session.host;
}

const readsOnly = (session: SessionState): boolean =>
  session.status === 'connected' && session.info.access === 'reader';

/** Whether this window belongs to somebody who only reads. */
export const isReader = (): boolean => readsOnly(useSession.getState());
export const useIsReader = (): boolean => useSession(readsOnly);

/** What the rest of the window does when it is connected, and when something happens without being asked for. */
export interface SessionListener {
  onConnected(host: Host): void;
  onEvent(event: ApplicationEvent): void;
}

/** Connects the page and keeps its state current until the connection ends. */
export async function startSession(connect: () => Promise<Host>, listener: SessionListener): Promise<void> {
  try {
    const host = await connect();
    const { application } = host.api;
    const [info, preferences] = await Promise.all([application.info(), application.preferences()]);
    useSession.setState({ status: 'connected', host, info, preferences, health: null }, true);
    listener.onConnected(host);
    application
      .watch((event) => {
        if (event.kind === 'preferences') useSession.setState({ preferences: event.preferences });
        listener.onEvent(event);
      })
      // It ends with the connection, which is reported below.
      .catch(() => undefined);
    // The machine is the owner's to look after.
    if (info.access === 'owner')
      void application.health({ verify: false }).then(
        (health) => {
          useSession.setState({ health });
        },
        () => undefined,
      );
    useSession.setState({ status: 'ended', reason: await host.ended }, true);
  } catch (error) {
    useSession.setState(
      { status: 'ended', reason: error instanceof Error ? error.message : String(error) },
      true,
    );
  }
}

/** Changes what the user prefers, at once on the screen and for good in the application. */
export async function changePreferences(changed: ChangedPreferences): Promise<void> {
  const session = useSession.getState();
  if (session.status !== 'connected') return;
  useSession.setState({ preferences: await session.host.api.application.setPreferences(changed) });
}
