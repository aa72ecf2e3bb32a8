import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import type { ParentChange, ParentState } from '../../../src-shared/api/documents.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { childOf, parentMoves, resolveChild } from '../../../src-shared/scenario/family.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { PARENT_KEY, parentLinkOf, withoutParent } from '../../../src-shared/scenario/parent-link.ts';
import { readAsParent, type ParentVersion } from '../../services/scenarios/scenario-family.ts';
import { diskStateOf, isChanged, type DiskState } from './disk-file.ts';
import type { ParentVersions } from './parent-versions.ts';
import { titleOf } from './recent-files.ts';

/** What an open child inherits from. Windows name no path: the place of the parent is known here only. */
export interface Family {
  readonly parentPath: string;
  /** The parent and its ancestors as they were when they were last read. */
  readonly files: readonly { readonly path: string; readonly disk: DiskState }[];
  /** What the file of the parent says now: its version, or why it has none. */
  readonly now: { readonly hash: string } | { readonly fault: 'missing' | 'invalid' };
  /** Version that the file of the child was saved with; null where it does not say or there is no file. */
  readonly savedHash: string | null;
}

/** A document and what it inherits from. */
interface Member {
  readonly document: JsonObject;
  readonly family: Family | null;
}

/** Version of the parent that a document was filled in with; null for a document that inherits nothing. */
const heldHash = ({ document, family }: Member): string | null =>
  family === null ? null : (parentLinkOf(document)?.hash ?? null);

async function filesOf(paths: readonly string[]): Promise<Family['files']> {
  return Promise.all(paths.map(async (path) => ({ path, disk: await diskStateOf(path) })));
}

/** Parents of the open documents. */
export class Families {
  readonly #versions: ParentVersions;

  constructor(versions: ParentVersions) {
    this.#versions = versions;
  }

  /** The family of a document that was filled in with a version of its parent. */
  async of(parent: ParentVersion, savedHash: string | null): Promise<Family> {
    await this.#versions.remember(parent);
    return {
      parentPath: parent.path,
      files: await filesOf(parent.files),
      now: { hash: parent.hash },
      savedHash,
    };
  }

  /** All that a document inherits; null when it inherits nothing. */
  inherited(member: Member): JsonObject | null {
    const hash = heldHash(member);
    return hash === null ? null : this.#versions.get(hash);
  }

  /**
   * What a child would say in a file at a path; null for a document that inherits nothing.
   * @throws PlanAlignError SCENARIO_PARENT_MISSING when no relative path leads to the parent.
   */
  fileOf({ document, family }: Member, whole: JsonObject, path: string | null): JsonObject | null {
    const inherited = this.inherited({ document, family });
    if (family === null || inherited === null) return null;
    const file = path === null ? basename(family.parentPath) : relativePath(path, family.parentPath);
    const hash = heldHash({ document, family });
    return { [PARENT_KEY]: { file, hash }, ...childOf(inherited, whole) };
  }

  /** How a document stands to its parent; null for one without. */
  stateOf(member: Member): ParentState | null {
    const hash = heldHash(member);
    const { family } = member;
    if (family === null || hash === null) return null;
    const { parentPath, now, savedHash } = family;
    const standing = 'fault' in now ? now.fault : now.hash === hash ? 'same' : 'changed';
    return {
      title: titleOf(parentPath),
      path: parentPath,
      standing,
      hasMoved: savedHash !== null && savedHash !== hash,
    };
  }

  /** What a change of the parent does to a document: one that waits, else the one since the child was saved. */
  async change(member: Member): Promise<ParentChange> {
    const { document, family } = member;
    const hash = heldHash(member);
    const inherited = this.inherited(member);
    if (family === null || hash === null || inherited === null) return { moves: [], document: null };
    const changes = childOf(inherited, withoutParent(document));
    const { now, savedHash } = family;
    const next = 'hash' in now && now.hash !== hash ? await this.#versions.find(now.hash) : null;
    if (next !== null && 'hash' in now) {
      const link = { file: basename(family.parentPath), hash: now.hash };
      return {
        moves: parentMoves(inherited, next, changes),
        document: { ...resolveChild(next, changes), [PARENT_KEY]: link },
      };
    }
    const saved = savedHash === null || savedHash === hash ? inherited : await this.#versions.find(savedHash);
    return { moves: saved === null ? null : parentMoves(saved, inherited, changes), document: null };
  }

  /** Looks whether the files of a family have changed; null when that makes no difference. */
  async look(family: Family): Promise<Family | null> {
    // One that was missing may come back as it was.
    const isDue =
      'fault' in family.now ||
      (await Promise.all(family.files.map(({ path, disk }) => isChanged(path, disk)))).includes(true);
    if (!isDue) return null;
    try {
      const parent = await readAsParent(family.parentPath);
      await this.#versions.remember(parent);
      return { ...family, files: await filesOf(parent.files), now: { hash: parent.hash } };
    } catch (error) {
      if (!(error instanceof PlanAlignError)) throw error;
      const isMissing = error.code === 'SCENARIO_PARENT_MISSING' || (await isGone(family.parentPath));
      const fault = isMissing ? 'missing' : 'invalid';
      return 'fault' in family.now && family.now.fault === fault ? null : { ...family, now: { fault } };
    }
  }
}

const isGone = async (path: string): Promise<boolean> =>
  diskStateOf(path).then(
    () => false,
    () => true,
  );

function relativePath(child: string, parent: string): string {
  const path = relative(dirname(child), parent);
  if (!isAbsolute(path)) return path.split(sep).join('/');
  throw new PlanAlignError('SCENARIO_PARENT_MISSING', 'It is on another drive than its parent would be.', {
    file: child,
  });
}
