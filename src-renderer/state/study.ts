import { create } from 'zustand';
import type { CensusSummary } from '../../src-shared/api/censuses.ts';
import type { FileReference } from '../../src-shared/api/files.ts';
import { changePreferences, connectedHost, useSession } from './session.ts';

/** The people that scenarios are tried and run on. */
interface Study {
  /** All censuses of the workspace, newest first; null until they are known. */
  readonly censuses: readonly CensusSummary[] | null;
  /** The one that is chosen; null for none. */
  readonly censusId: string | null;
  /** A census file that was dropped or chosen and waits for the import page; null for none. */
  readonly incomingFile: FileReference | null;
  /** Departments of the chosen census; empty until they are known. */
  readonly departments: readonly string[];
}

const SCREEN_KEY = 'study.census';

export const useStudy = create<Study>(() => ({
  censuses: null,
  censusId: null,
  incomingFile: null,
  departments: [],
}));

/** The census that is chosen; null for none. */
export const chosenCensus = ({ censuses, censusId }: Study): CensusSummary | null =>
  censuses?.find((census) => census.censusId === censusId) ?? null;

/** Chooses a census, now and for the next start. */
export async function chooseCensus(censusId: string): Promise<void> {
  useStudy.setState({ censusId });
  const session = useSession.getState();
  if (session.status !== 'connected') return;
  await changePreferences({ screens: { ...session.preferences.screens, [SCREEN_KEY]: censusId } });
}

/** Reads the list of censuses again, after an import for example; keeps the choice if it is still there. */
export async function refreshCensuses(): Promise<void> {
  const censuses = await connectedHost().api.censuses.list();
  const session = useSession.getState();
  const remembered = session.status === 'connected' ? session.preferences.screens[SCREEN_KEY] : null;
  useStudy.setState(({ censusId }) => {
    const wanted = censusId ?? remembered;
    const found = censuses.find((census) => census.censusId === wanted) ?? censuses[0];
    return { censuses, censusId: found?.censusId ?? null };
  });
}

/** Keeps the sample census in the workspace and chooses it. */
export async function chooseSampleCensus(): Promise<void> {
  const { censusId } = await connectedHost().api.censuses.sample();
  await refreshCensuses();
  await chooseCensus(censusId);
}

/** Departments of the chosen census. */
export const departmentNames = (): readonly string[] => useStudy.getState().departments;

/** Reads the departments of the chosen census, for a scenario that begins in a year. */
export async function loadDepartments(startYear: number): Promise<void> {
  const { censusId } = useStudy.getState();
  if (censusId === null) return;
  const { byDepartment } = await connectedHost().api.censuses.profile({ censusId, startYear });
  useStudy.setState({ departments: byDepartment.map(({ label }) => label) });
}

/** Hands a file to the import page, or takes it away. */
export function setIncomingFile(incomingFile: FileReference | null): void {
  useStudy.setState({ incomingFile });
}
