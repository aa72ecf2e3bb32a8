import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileReference, SaveTarget } from '../../src-shared/api/files.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { writeFileAtomically, type FileSink } from '../files/atomic-write.ts';

/** Where a file came from: the user's own, a copy that was sent to us, or one made for the browser to fetch. */
type Origin = 'own' | 'upload' | 'download';

interface Grant {
  readonly path: string;
  readonly name: string;
  readonly origin: Origin;
}

const UNSAFE_IN_A_NAME = /[\p{Cc}<>:"/\\|?*]/gu;

/** A text as the name of a file on any system. */
export function safeFileName(name: string): string {
  const safe = name.normalize('NFC').replace(UNSAFE_IN_A_NAME, ' ').replace(/\s+/g, ' ').trim();
  const bounded = safe
    .slice(0, 120)
    .toWellFormed()
    .replace(/[. ]+$/, '');
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(bounded);
  return bounded === '' || isDevice || bounded.startsWith('.') ? `file ${bounded}`.trim() : bounded;
}

/**
 * The files that windows may name by id. Paths come from dialogs, drops, uploads and the command line only; a window
 * never gives one. Copies live in a folder that is emptied when the application starts and ends.
 */
export class FileGrants {
  readonly #grants = new Map<string, Grant>();
  readonly #copies: string;

  /** @param copies Folder for uploads and downloads of this session. */
  constructor(copies: string) {
    this.#copies = copies;
  }

  /** Lets windows read or write a file of the user. */
  grant(path: string): Promise<FileReference> {
    return this.#add({ path, name: basename(path), origin: 'own' });
  }

  /** A new place for a copy of a file, to be filled by the caller. */
  async newCopy(name: string, origin: 'upload' | 'download'): Promise<{ fileId: string; path: string }> {
    const safe = safeFileName(name);
    const folder = join(this.#copies, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const grant: Grant = { path: join(folder, safe), name: safe, origin };
    const fileId = randomUUID();
    this.#grants.set(fileId, grant);
    return { fileId, path: grant.path };
  }

  /** Path of a granted file. @throws PlanAlignError FILE_UNKNOWN */
  pathOf(fileId: string): string {
    return this.#find(fileId).path;
  }

  /** Path of a file that was made for the browser to fetch. @throws PlanAlignError FILE_UNKNOWN for every other. */
  download(fileId: string): { readonly path: string; readonly name: string } {
    const { path, name, origin } = this.#find(fileId);
    if (origin !== 'download') throw new PlanAlignError('FILE_UNKNOWN', 'It is not a download.');
    return { path, name };
  }

  /**
   * Writes a file that is asked for, whole or not at all.
   * @throws PlanAlignError FILE_UNKNOWN; of {@link writeFileAtomically}; and what `contents` throws.
   */
  async write(target: SaveTarget, contents: (sink: FileSink) => Promise<void>): Promise<FileReference> {
    const { fileId, path } = await this.target(target);
    try {
      await writeFileAtomically(path, contents);
    } catch (error) {
      await this.drop(fileId);
      throw error;
    }
    return this.reference(fileId);
  }

  /** Where a file that is asked for goes. @throws PlanAlignError FILE_UNKNOWN */
  async target(target: SaveTarget): Promise<{ fileId: string; path: string }> {
    if (target.kind === 'download') return this.newCopy(target.name, 'download');
    return { fileId: target.fileId, path: this.pathOf(target.fileId) };
  }

  /** What a window is told of a file. @throws PlanAlignError FILE_UNKNOWN */
  async reference(fileId: string): Promise<FileReference> {
    const { path, name, origin } = this.#find(fileId);
    const file = await stat(path).catch(() => null);
    return {
      fileId,
      name,
      bytes: file === null ? null : file.size,
      folder: origin === 'own' ? dirname(path) : null,
    };
  }

  /** Forgets a copy and removes it. */
  async drop(fileId: string): Promise<void> {
    const grant = this.#grants.get(fileId);
    if (grant === undefined || grant.origin === 'own') return;
    this.#grants.delete(fileId);
    await rm(dirname(grant.path), { recursive: true, force: true });
  }

  /** Removes every copy. */
  async clear(): Promise<void> {
    this.#grants.clear();
    await rm(this.#copies, { recursive: true, force: true });
  }

  async #add(grant: Grant): Promise<FileReference> {
    const known = [...this.#grants].find(([, { path, origin }]) => path === grant.path && origin === 'own');
    const fileId = known?.[0] ?? randomUUID();
    this.#grants.set(fileId, grant);
    return this.reference(fileId);
  }

  #find(fileId: string): Grant {
    const grant = this.#grants.get(fileId);
    if (grant === undefined) throw new PlanAlignError('FILE_UNKNOWN', '');
    return grant;
  }
}
