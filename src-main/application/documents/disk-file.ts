import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { readText } from '../../files/read-text.ts';
import { MOST_SCENARIO_BYTES } from '../../services/scenarios/scenario-family.ts';

/** What a file was like when it was last read or written here. */
export interface DiskState {
  readonly hash: string;
  readonly modified: number;
  readonly bytes: number;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads a scenario file with what is needed to notice a later change. @throws PlanAlignError FILE_… */
export async function readScenarioFile(path: string): Promise<{ text: string; state: DiskState }> {
  const text = await readText(path, MOST_SCENARIO_BYTES);
  return { text, state: await stateOf(path, text) };
}

/** The state of a file that holds this text. */
export async function stateOf(path: string, text: string): Promise<DiskState> {
  const { mtimeMs, size } = await stat(path);
  return { hash: hashOf(text), modified: mtimeMs, bytes: size };
}

/** The state of a file as it is now. @throws PlanAlignError FILE_…, Error when it is gone meanwhile. */
export async function diskStateOf(path: string): Promise<DiskState> {
  return (await readScenarioFile(path)).state;
}

/** Whether a file no longer is what it was. Its contents are looked at only where time or size differ. */
export async function isChanged(path: string, known: DiskState): Promise<boolean> {
  const now = await stat(path).catch(() => null);
  if (now === null) return true;
  if (now.mtimeMs === known.modified && now.size === known.bytes) return false;
  const text = await readText(path, MOST_SCENARIO_BYTES).catch(() => null);
  return text === null || hashOf(text) !== known.hash;
}
