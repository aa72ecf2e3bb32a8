import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeFileAtomically } from '../files/atomic-write.ts';
import { readText } from '../files/read-text.ts';

const MOST_BYTES = 5_000_000;

/**
 * A small JSON file of the data folder that remembers something for the user. A file that is missing or cannot be
 * understood counts as empty: what it holds is convenience, and must never keep the application from starting.
 */
export class SettingsFile<Content> {
  readonly #path: string;
  readonly #schema: z.ZodType<Content>;
  readonly #empty: Content;
  #content: Content | null = null;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(path: string, schema: z.ZodType<Content>, empty: Content) {
    this.#path = path;
    this.#schema = schema;
    this.#empty = empty;
  }

  async read(): Promise<Content> {
    this.#content ??= await this.#load();
    return this.#content;
  }

  /** Replaces the content, in order with other changes. @throws PlanAlignError DISK_FULL, FILE_NOT_WRITTEN */
  change(next: (content: Content) => Content): Promise<Content> {
    const written = this.#lastWrite.then(async () => {
      const content = next(await this.read());
      this.#content = content;
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFileAtomically(this.#path, (sink) => sink.write(`${JSON.stringify(content, null, 2)}\n`));
      return content;
    });
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  async #load(): Promise<Content> {
    try {
      return this.#schema.parse(JSON.parse(await readText(this.#path, MOST_BYTES)));
    } catch {
      return this.#empty;
    }
  }
}
