import { basename } from 'node:path';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { PARENT_KEY, parentLinkOf, withoutParent } from '../../../src-shared/scenario/parent-link.ts';
import { fillDocument, parseDocumentText } from '../../../src-shared/scenario/parse-scenario.ts';
import { formatJson, serialiseScenario } from '../../../src-shared/scenario/serialise-scenario.ts';
import { readAsParent, resolveFamily, type ParentVersion } from '../../services/scenarios/scenario-family.ts';
import { readDocument } from '../scenarios/read-document.ts';
import { readScenarioFile, type DiskState } from './disk-file.ts';
import type { Families, Family } from './families.ts';
import type { ParentVersions } from './parent-versions.ts';

/** A document and where it comes from. */
export interface Contents {
  readonly document: JsonObject;
  readonly path: string | null;
  readonly disk: DiskState | null;
  /** What it inherits from; null for nothing. It stays when the document is detached, which can be undone. */
  readonly family: Family | null;
}

/** Everything that a document would have if it left nothing out, so that the editor shows every setting. */
function complete(document: JsonObject): JsonObject {
  try {
    return fillDocument(document).document;
  } catch {
    // A newer version, say: it is shown as it is, with what is wrong.
    return document;
  }
}

/** A document that shows all that it inherits, with the name and version of its parent. */
export const asChild = (document: JsonObject, { path, hash }: ParentVersion): JsonObject => ({
  ...document,
  [PARENT_KEY]: { file: basename(path), hash },
});

/** Documents as files hold them, and as windows edit them: with every setting, inherited ones too. */
export class DocumentContents {
  readonly #families: Families;
  readonly #versions: ParentVersions;

  constructor(families: Families, versions: ParentVersions) {
    this.#families = families;
    this.#versions = versions;
  }

  /** The document of a file, with all that it inherits. */
  async read(path: string): Promise<Contents> {
    const { text, state } = await readScenarioFile(path);
    const given = parseDocumentText(text, path);
    const { document, parent, savedHash } = await resolveFamily(given, path);
    if (parent === null) return { document: complete(document), path, disk: state, family: null };
    const family = await this.#families.of(parent, savedHash);
    return { document: asChild(complete(document), parent), path, disk: state, family };
  }

  /** A recovered document with the parent that it had; whole when the parent is gone and its version not known. */
  async withParent(
    document: JsonObject,
    parentPath: string | null,
  ): Promise<Pick<Contents, 'document' | 'family'>> {
    if (parentPath === null) return { document: withoutParent(document), family: null };
    const hash = parentLinkOf(document)?.hash;
    const known = hash === undefined ? null : await this.#versions.find(hash);
    const parent = await readAsParent(parentPath).catch(() => null);
    if (parent === null) return { document: withoutParent(document), family: null };
    const family = await this.#families.of(parent, null);
    return { document: known === null ? asChild(withoutParent(document), parent) : document, family };
  }

  /** A document as its file says it: a child only what it changes. One that is not valid keeps what was written. */
  textOf(contents: Omit<Contents, 'disk'>): string {
    const { document, path } = contents;
    const { scenario } = readDocument(document);
    const whole = scenario ?? withoutParent(document);
    const child = this.#families.fileOf(contents, whole, path);
    if (child !== null) return formatJson(child);
    return scenario === null ? formatJson(whole) : serialiseScenario(scenario);
  }
}
