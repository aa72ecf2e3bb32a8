import { useMemo } from 'react';
import type { GridSelection } from '../../src-shared/api/results.ts';
import { reportFailure } from '../components/notify.ts';
import { changePreferences, useSession } from '../state/session.ts';
import { settingsKey, settingsOf, type GridSettings } from './grid-settings.ts';

const kept = (relation: GridSelection['relation']): unknown => {
  const session = useSession.getState();
  return session.status === 'connected' ? session.preferences.screens[settingsKey(relation)] : undefined;
};

/** Changes are made one after the other, each to what the one before has left. */
let lastChange: Promise<unknown> = Promise.resolve();

/** What the user prefers of the grids of a relation, and how to change it for good. */
export function useGridSettings(
  relation: GridSelection['relation'],
): readonly [GridSettings, (changed: Partial<GridSettings>) => void] {
  const stored = useSession((session) =>
    session.status === 'connected' ? session.preferences.screens[settingsKey(relation)] : undefined,
  );
  const settings = useMemo(() => settingsOf(stored), [stored]);
  const change = (changed: Partial<GridSettings>): void => {
    lastChange = lastChange.then(async () => {
      const session = useSession.getState();
      if (session.status !== 'connected') return;
      const { screens } = session.preferences;
      const next = { ...settingsOf(kept(relation)), ...changed };
      await changePreferences({ screens: { ...screens, [settingsKey(relation)]: next } });
    });
    lastChange.catch(reportFailure);
    lastChange = lastChange.catch(() => undefined);
  };
  return [settings, change];
}
