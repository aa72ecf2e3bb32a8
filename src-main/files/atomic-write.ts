import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PlanAlignError } from '../../src-shared/errors.ts';

/** Where the writer of a file puts its contents, in order; text is written as UTF-8. */
export interface FileSink {
  write(chunk: string | Uint8Array): Promise<void>;
}

/**
 * Writes a whole file or nothing: into a temporary file of the same folder, flushed to the disk, then renamed over
 * the target. Whatever fails, `write` included, leaves the target as it was and no temporary file behind.
 * @throws PlanAlignError DISK_FULL or FILE_NOT_WRITTEN when the file system refuses; and whatever `write` throws.
 */
export async function writeFileAtomically(
  path: string,
  write: (sink: FileSink) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
  const handle = await refusals(path, () => open(temporary, 'wx'));
  try {
    try {
      await write({ write: (chunk) => refusals(path, () => handle.writeFile(chunk)) });
      await refusals(path, () => handle.sync());
    } finally {
      await handle.close();
    }
    await refusals(path, () => rename(temporary, path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Makes the rename itself durable. Some platforms cannot open a folder; the file is complete without it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}

/** Runs one file operation and says a refusal of the file system in terms of the catalogue. */
async function refusals<Result>(path: string, operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    throw new PlanAlignError(full ? 'DISK_FULL' : 'FILE_NOT_WRITTEN', REFUSALS[code] ?? code, { file: path });
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  ENOSPC: 'No space is left on the disk.',
  EDQUOT: 'The disk quota is used up.',
  ENOENT: 'The folder does not exist.',
  ENOTDIR: 'The path leads through something that is not a folder.',
  EISDIR: 'The path is a folder.',
  EACCES: 'Permission was denied.',
  EPERM: 'Permission was denied.',
  EROFS: 'The disk is read-only.',
  EBUSY: 'Another program has the file open.',
};
