import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlanAlignError, type ErrorCode } from '../../../src-shared/errors.ts';
import { resolveChild, settingsOf } from '../../../src-shared/scenario/family.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { migrate } from '../../../src-shared/scenario/migrations.ts';
import { parentLinkOf, type ParentLink } from '../../../src-shared/scenario/parent-link.ts';
import { parseDocumentText, parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { formatJson } from '../../../src-shared/scenario/serialise-scenario.ts';
import { readText } from '../../files/read-text.ts';

/** Largest scenario file that is read. */
export const MOST_SCENARIO_BYTES = 20_000_000;

/** Nobody follows more ancestors by eye; a longer line is a mistake. */
const MOST_ANCESTORS = 8;

/** A parent as a child inherits from it. */
export interface ParentVersion {
  /** Absolute path of its file. */
  readonly path: string;
  /** Every setting of the parent, checked. */
  readonly document: JsonObject;
  /** The version by its settings: what a child can inherit, names aside. */
  readonly hash: string;
  /** Files whose change changes this version: the parent and its own ancestors. */
  readonly files: readonly string[];
}

/** The version of a complete parent. */
export function parentHash(document: JsonObject): string {
  return createHash('sha256')
    .update(formatJson(settingsOf(document)))
    .digest('hex')
    .slice(0, 16);
}

/** A document from a file with everything it inherits, and the parent it inherits from; null for none. */
export interface ReadFamily {
  /** What the file leaves to defaults is still left out, and nothing is checked. It names no parent. */
  readonly document: JsonObject;
  readonly parent: ParentVersion | null;
  /** Version of the parent that the file was saved with; null where it does not say. */
  readonly savedHash: string | null;
}

/**
 * Resolves a document to all that it inherits.
 * @param file absolute path of its file
 * @throws PlanAlignError SCENARIO_PARENT_…, SCENARIO_INVALID for a parent that is not named rightly, SCENARIO_TOO_NEW.
 */
export async function resolveFamily(document: JsonObject, file: string): Promise<ReadFamily> {
  const link = parentLinkOf(document, file);
  if (link === null) return { document, parent: null, savedHash: null };
  const parent = await readParent(file, link, [file]);
  return {
    document: resolveChild(parent.document, migrate(document)),
    parent,
    savedHash: link.hash ?? null,
  };
}

/**
 * Reads the scenario at a path as a parent: whole, with its own ancestors, and valid.
 * @param line files that inherit from it, the youngest first
 * @throws PlanAlignError SCENARIO_PARENT_…
 */
export async function readAsParent(path: string, line: readonly string[] = []): Promise<ParentVersion> {
  if (line.includes(path)) {
    const names = [...line, path].map((file) => basename(file));
    throw new PlanAlignError('SCENARIO_PARENT_CYCLE', `${names.join(' → ')}.`, { file: line[0] ?? path }, [
      ...line,
    ]);
  }
  if (line.length > MOST_ANCESTORS)
    throw new PlanAlignError(
      'SCENARIO_PARENT_DEPTH',
      `More than ${MOST_ANCESTORS}.`,
      { file: line[0] ?? path },
      [...line],
    );
  try {
    const given = parseDocumentText(await readText(path, MOST_SCENARIO_BYTES), path);
    const link = parentLinkOf(given, path);
    const above = link === null ? null : await readParent(path, link, [...line, path]);
    const whole = above === null ? given : resolveChild(above.document, migrate(given));
    const document = parseScenario(whole, path).scenario;
    return { path, document, hash: parentHash(document), files: [path, ...(above?.files ?? [])] };
  } catch (error) {
    throw asParentFault(error, path);
  }
}

async function readParent(child: string, link: ParentLink, line: readonly string[]): Promise<ParentVersion> {
  return readAsParent(placeOfParent(child, link), line);
}

/** Where a parent is: as the child says, or beside the child, where files land that are sent or copied together. */
function placeOfParent(child: string, { file }: ParentLink): string {
  const folder = dirname(child);
  const places = [resolve(folder, file), join(folder, basename(file))];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new PlanAlignError('SCENARIO_PARENT_MISSING', `There is no ${places[0] ?? file}.`, {
    file: child,
    setting: 'parent.file',
  });
}

const FAMILY_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'SCENARIO_PARENT_MISSING',
  'SCENARIO_PARENT_INVALID',
  'SCENARIO_PARENT_CYCLE',
  'SCENARIO_PARENT_DEPTH',
]);

/** What is wrong with a parent is said as such: the child itself may be right. */
function asParentFault(error: unknown, path: string): unknown {
  if (!(error instanceof PlanAlignError) || FAMILY_CODES.has(error.code)) return error;
  const { detail, place, items } = error;
  return new PlanAlignError('SCENARIO_PARENT_INVALID', detail, { ...place, file: path }, items);
}
