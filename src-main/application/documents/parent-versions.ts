import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { parseJson } from '../../../src-shared/scenario/json-text.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import { readText } from '../../files/read-text.ts';
import { MOST_SCENARIO_BYTES, type ParentVersion } from '../../services/scenarios/scenario-family.ts';

/** Versions that are kept on disk: a planner has a few parents and saves them a few times a day. */
const MOST_VERSIONS = 200;

/**
 * The versions of parents that children were opened or saved with. A child's file names its version only; what has
 * moved since can be told because the version itself is kept here.
 */
export class ParentVersions {
  readonly #folder: string;
  readonly #known = new Map<string, JsonObject>();

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'parents');
  }

  /** A version that was remembered in this session; null for none. */
  get(hash: string): JsonObject | null {
    return this.#known.get(hash) ?? null;
  }

  /** Keeps a version, on disk too. A disk that is full costs only the knowledge of what moved. */
  async remember({ hash, document }: Pick<ParentVersion, 'hash' | 'document'>): Promise<void> {
    this.#known.set(hash, document);
    const path = this.#pathOf(hash);
    if (existsSync(path)) return;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFileAtomically(path, (sink) => sink.write(JSON.stringify(document)));
      await this.#dropOldest();
    } catch {
      // The next child that is opened tries again.
    }
  }

  /** A version of this or an earlier session; null when it is not known on this machine. */
  async find(hash: string): Promise<JsonObject | null> {
    const known = this.#known.get(hash);
    if (known !== undefined) return known;
    const text = await readText(this.#pathOf(hash), MOST_SCENARIO_BYTES).catch(() => '');
    const result = parseJson(text);
    if (!('value' in result) || !isJsonObject(result.value)) return null;
    this.#known.set(hash, result.value);
    return result.value;
  }

  async #dropOldest(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length <= MOST_VERSIONS) return;
    const dated = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    const old = dated.sort((a, b) => b.at - a.at).slice(MOST_VERSIONS);
    for (const { name } of old) await rm(join(this.#folder, name), { force: true });
  }

  #pathOf(hash: string): string {
    return join(this.#folder, `${hash}.json`);
  }
}
