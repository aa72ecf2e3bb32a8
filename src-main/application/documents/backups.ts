import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RecoverableDocument } from '../../../src-shared/api/documents.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import { readText } from '../../files/read-text.ts';

const backupSchema = z.strictObject({
  title: z.string(),
  path: z.string().nullable(),
  /** Where the parent is that the document inherits from; left out by a document without one. */
  parentPath: z.string().nullable().default(null),
  savedAt: z.string(),
  document: z.record(z.string(), z.unknown()),
  /** Process that edits the document; while it lives, the backup is not one of a crash. */
  pid: z.int(),
});
export type Backup = z.output<typeof backupSchema>;

const MOST_BYTES = 20_000_000;
const ENDING = '.backup.json';

const isAlive = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Unsaved edits on disk, one file a document, so that a crash loses none. */
export class Backups {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'unsaved');
  }

  /** @throws PlanAlignError DISK_FULL, FILE_NOT_WRITTEN */
  async write(backupId: string, backup: Omit<Backup, 'pid'>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ ...backup, pid: process.pid });
    await writeFileAtomically(this.#pathOf(backupId), (sink) => sink.write(text));
  }

  async remove(backupId: string): Promise<void> {
    await rm(this.#pathOf(backupId), { force: true });
  }

  /** What earlier sessions left, newest first. Documents that are open now are named by `open`. */
  async list(open: ReadonlySet<string>): Promise<readonly RecoverableDocument[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const found: RecoverableDocument[] = [];
    for (const name of names) {
      if (!name.endsWith(ENDING)) continue;
      const backupId = name.slice(0, -ENDING.length);
      const backup = open.has(backupId) ? null : await this.#load(backupId);
      if (backup === null || isAlive(backup.pid)) continue;
      found.push({ backupId, title: backup.title, path: backup.path, savedAt: backup.savedAt });
    }
    return found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  /** @throws PlanAlignError BACKUP_UNKNOWN */
  async read(backupId: string): Promise<Backup> {
    const backup = await this.#load(backupId);
    if (backup === null) throw new PlanAlignError('BACKUP_UNKNOWN', '');
    return backup;
  }

  /** A backup that a crash cut off in the middle cannot be: it is renamed into place when it is whole. */
  async #load(backupId: string): Promise<Backup | null> {
    try {
      return backupSchema.parse(JSON.parse(await readText(this.#pathOf(backupId), MOST_BYTES)));
    } catch {
      return null;
    }
  }

  /** @throws PlanAlignError BACKUP_UNKNOWN for an id that is no name of a file here. */
  #pathOf(backupId: string): string {
    if (!/^[0-9a-f-]{1,64}$/.test(backupId)) throw new PlanAlignError('BACKUP_UNKNOWN', '');
    return join(this.#folder, `${backupId}${ENDING}`);
  }
}
