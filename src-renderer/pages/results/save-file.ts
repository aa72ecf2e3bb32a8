import type { FileReference, SavePurpose, SaveTarget } from '../../../src-shared/api/files.ts';
import { reportDone, reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';

/**
 * Writes a file where the user says, or as a download where there is no such dialog; tells how it went.
 * @returns Whether it was written.
 */
export async function saveFile(
  purpose: SavePurpose,
  name: string,
  write: (target: SaveTarget) => Promise<FileReference>,
): Promise<boolean> {
  const { bridge } = connectedHost();
  try {
    let target: SaveTarget = { kind: 'download', name };
    if (bridge.canChooseTarget) {
      const chosen = await bridge.chooseTarget(purpose, name);
      if (chosen === null) return false;
      target = { kind: 'chosen', fileId: chosen.fileId };
    }
    const file = await write(target);
    await bridge.deliver(file);
    reportDone(`Saved ${file.name}.`);
    return true;
  } catch (error) {
    reportFailure(error);
    return false;
  }
}
