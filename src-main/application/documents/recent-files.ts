import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import type { RecentDocument } from '../../../src-shared/api/documents.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { SettingsFile } from '../settings-file.ts';

const schema = z.array(z.strictObject({ path: z.string(), openedAt: z.string() }));
type Entry = z.output<typeof schema>[number];

const MOST = 15;

/** Name of a document for people. */
export const titleOf = (path: string): string => basename(path, extname(path));

const idOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);

/** The files that were opened or saved last, newest first. */
export class RecentFiles {
  readonly #file: SettingsFile<Entry[]>;
  readonly #clock: () => Date;
  readonly #onAdd: (path: string) => void;

  /** @param onAdd Hears of each file that is added. */
  constructor(dataFolder: string, clock: () => Date, onAdd: (path: string) => void = () => undefined) {
    this.#file = new SettingsFile(join(dataFolder, 'recent-files.json'), schema, []);
    this.#clock = clock;
    this.#onAdd = onAdd;
  }

  async list(): Promise<readonly RecentDocument[]> {
    return (await this.#file.read()).map(({ path, openedAt }) => ({
      recentId: idOf(path),
      title: titleOf(path),
      path,
      openedAt,
      exists: existsSync(path),
    }));
  }

  /** Puts a file at the top. A list that cannot be written does not keep a document from being opened. */
  async add(path: string): Promise<void> {
    this.#onAdd(path);
    const entry: Entry = { path, openedAt: this.#clock().toISOString() };
    const withEntry = (entries: Entry[]): Entry[] =>
      [entry, ...entries.filter((other) => other.path !== path)].slice(0, MOST);
    await this.#file.change(withEntry).catch(() => undefined);
  }

  async forget(recentId: string): Promise<void> {
    await this.#file.change((entries) => entries.filter(({ path }) => idOf(path) !== recentId));
  }

  /** @throws PlanAlignError FILE_UNKNOWN */
  async pathOf(recentId: string): Promise<string> {
    const found = (await this.#file.read()).find(({ path }) => idOf(path) === recentId);
    if (found === undefined) throw new PlanAlignError('FILE_UNKNOWN', 'It is not among the recent files.');
    return found.path;
  }
}
