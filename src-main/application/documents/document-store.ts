import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type {
  DocumentService,
  DocumentState,
  OpenDocument,
  ParentChange,
  ParentChoice,
  ParentOffer,
} from '../../../src-shared/api/documents.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { diffDocuments } from '../../../src-shared/scenario/diff-settings.ts';
import { settingsOf } from '../../../src-shared/scenario/family.ts';
import { parentLinkOf } from '../../../src-shared/scenario/parent-link.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import { readAsParent } from '../../services/scenarios/scenario-family.ts';
import type { EventHub } from '../events.ts';
import { safeFileName, type FileGrants } from '../file-grants.ts';
import { readDocument } from '../scenarios/read-document.ts';
import { scenarioTemplate } from '../scenarios/templates.ts';
import type { Backups } from './backups.ts';
import { isChanged, readScenarioFile, stateOf } from './disk-file.ts';
import { asChild, DocumentContents, type Contents } from './document-contents.ts';
import { Families, type Family } from './families.ts';
import type { ParentVersions } from './parent-versions.ts';
import { titleOf, type RecentFiles } from './recent-files.ts';

interface Held extends Contents {
  readonly documentId: string;
  /** Text of the document as it would be saved. */
  readonly text: string;
  /** Text that it was read, saved or begun with; null for contents that were never saved. */
  readonly savedText: string | null;
  readonly changedOnDisk: boolean;
  /** Parents it has had or was offered, by what its link calls them: undo goes back to an earlier one. */
  readonly parents: ReadonlyMap<string, Family>;
}

const ENDING = '.planalign';
/** Edits come many a second; one backup in this many milliseconds holds the last of them. */
const BACKUP_DELAY_MS = 500;
const LOOK_AT_FILES_MS = 2_000;

/** The open documents of the application. */
export class DocumentStore implements DocumentService {
  readonly #held = new Map<string, Held>();
  readonly #backupTimers = new Map<string, NodeJS.Timeout>();
  readonly #files: FileGrants;
  readonly #recent: RecentFiles;
  readonly #backups: Backups;
  readonly #contents: DocumentContents;
  readonly #families: Families;
  readonly #events: EventHub;
  readonly #library: string;
  readonly #clock: () => Date;
  readonly #watch: NodeJS.Timeout;

  constructor(parts: {
    readonly files: FileGrants;
    readonly recent: RecentFiles;
    readonly backups: Backups;
    readonly versions: ParentVersions;
    readonly events: EventHub;
    /** Folder for documents that are saved by name. */
    readonly library: string;
    readonly clock: () => Date;
  }) {
    this.#files = parts.files;
    this.#recent = parts.recent;
    this.#backups = parts.backups;
    this.#families = new Families(parts.versions);
    this.#contents = new DocumentContents(this.#families, parts.versions);
    this.#events = parts.events;
    this.#library = parts.library;
    this.#clock = parts.clock;
    this.#watch = setInterval(() => {
      void this.lookAtFiles();
    }, LOOK_AT_FILES_MS).unref();
  }

  async create({ templateId, name }: Parameters<DocumentService['create']>[0]): Promise<OpenDocument> {
    const base =
      templateId === null ? parseScenario({}).scenario : (await scenarioTemplate(templateId)).scenario;
    return this.#holdSaved({ document: { ...base, name }, path: null, disk: null, family: null });
  }

  async duplicate({ documentId, name }: Parameters<DocumentService['duplicate']>[0]): Promise<OpenDocument> {
    const { document, family } = this.#find(documentId);
    const copy = this.#hold({
      document: { ...document, name },
      path: null,
      disk: null,
      family: family === null ? null : { ...family, savedHash: null },
      savedText: null,
    });
    await this.#backUp(copy.documentId);
    return copy;
  }

  async createChild({
    documentId,
    name,
  }: Parameters<DocumentService['createChild']>[0]): Promise<OpenDocument> {
    const { path } = this.#find(documentId);
    if (path === null) throw new PlanAlignError('DOCUMENT_UNSAVED', '');
    const parent = await readAsParent(path);
    const family = await this.#families.of(parent, null);
    const document = asChild({ ...parent.document, name, description: '' }, parent);
    return this.#holdSaved({ document, path: null, disk: null, family });
  }

  async offerParent({
    documentId,
    parent,
  }: Parameters<DocumentService['offerParent']>[0]): Promise<ParentOffer> {
    const version = await readAsParent(resolve(await this.#pathOfParent(parent)));
    const family = await this.#families.of(version, null);
    const { document, parents, path } = this.#find(documentId);
    if (path !== null && version.files.includes(path))
      throw new PlanAlignError('SCENARIO_PARENT_CYCLE', `“${titleOf(version.path)}” inherits from it.`, {
        file: version.path,
      });
    const file = linkName(parents, version.path);
    this.#change(documentId, { parents: new Map(parents).set(file, family) });
    return {
      title: titleOf(version.path),
      path: version.path,
      link: { file, hash: version.hash },
      differences: diffDocuments(settingsOf(version.document), settingsOf(document)).length,
    };
  }

  async #pathOfParent(choice: ParentChoice): Promise<string> {
    if (choice.kind === 'recent') return this.#recent.pathOf(choice.recentId);
    if (choice.kind === 'file') return this.#files.pathOf(choice.fileId);
    const { path } = this.#find(choice.documentId);
    if (path === null) throw new PlanAlignError('DOCUMENT_UNSAVED', '');
    return path;
  }

  parentChange({ documentId }: { readonly documentId: string }): Promise<ParentChange> {
    return this.#families.change(this.#find(documentId));
  }

  async open({ fileId }: { readonly fileId: string }): Promise<OpenDocument> {
    return this.openPath(this.#files.pathOf(fileId));
  }

  async openRecent({ recentId }: { readonly recentId: string }): Promise<OpenDocument> {
    return this.openPath(await this.#recent.pathOf(recentId));
  }

  /** Opens a file; one that is open already is not opened twice. @throws PlanAlignError FILE_…, SCENARIO_NOT_JSON */
  async openPath(given: string): Promise<OpenDocument> {
    const path = resolve(given);
    const present = [...this.#held.values()].find((held) => held.path === path);
    if (present !== undefined) return this.#opened(present);
    const opened = this.#holdSaved(await this.#contents.read(path));
    await this.#recent.add(path);
    return opened;
  }

  opened(): Promise<readonly OpenDocument[]> {
    return Promise.resolve([...this.#held.values()].map((held) => this.#opened(held)));
  }

  async edit({ documentId, document }: Parameters<DocumentService['edit']>[0]): Promise<OpenDocument> {
    const { family, parents } = this.#find(documentId);
    const named = parents.get(parentLinkOf(document)?.file ?? '');
    const held = this.#change(documentId, { document, family: named ?? family });
    this.#backUpSoon(held);
    return Promise.resolve(this.#opened(held));
  }

  async save({ documentId, overwrite }: Parameters<DocumentService['save']>[0]): Promise<DocumentState> {
    const { path, disk } = this.#find(documentId);
    if (path === null) throw new PlanAlignError('DOCUMENT_UNSAVED', '');
    if (!overwrite && disk !== null && (await isChanged(path, disk)))
      throw new PlanAlignError('DOCUMENT_CHANGED', '', { file: path });
    return this.#write(documentId, path);
  }

  async saveAs({ documentId, target }: Parameters<DocumentService['saveAs']>[0]): Promise<DocumentState> {
    this.#find(documentId);
    if (target.kind === 'chosen')
      return this.#write(documentId, withEnding(this.#files.pathOf(target.fileId)));
    await mkdir(this.#library, { recursive: true });
    const path = withEnding(join(this.#library, safeFileName(target.name)));
    if (existsSync(path) && !target.replace)
      throw new PlanAlignError('FILE_EXISTS', `There is a scenario “${titleOf(path)}”.`, { file: path });
    return this.#write(documentId, path);
  }

  async revert({ documentId }: { readonly documentId: string }): Promise<OpenDocument> {
    const { path } = this.#find(documentId);
    if (path === null) throw new PlanAlignError('DOCUMENT_UNSAVED', '');
    const { text: savedText } = this.#change(documentId, {
      ...(await this.#contents.read(path)),
      changedOnDisk: false,
    });
    const held = this.#change(documentId, { savedText });
    await this.#dropBackup(documentId);
    return this.#opened(held);
  }

  async close({ documentId }: { readonly documentId: string }): Promise<void> {
    this.#find(documentId);
    this.#held.delete(documentId);
    await this.#dropBackup(documentId);
  }

  recent(): ReturnType<DocumentService['recent']> {
    return this.#recent.list();
  }

  forgetRecent({ recentId }: { readonly recentId: string }): Promise<void> {
    return this.#recent.forget(recentId);
  }

  recoverable(): ReturnType<DocumentService['recoverable']> {
    return this.#backups.list(new Set(this.#held.keys()));
  }

  async recover({ backupId }: { readonly backupId: string }): Promise<OpenDocument> {
    const { document: lost, path, parentPath } = await this.#backups.read(backupId);
    const file = path === null ? null : await readScenarioFile(path).catch(() => null);
    const { document, family } = await this.#contents.withParent(lost, parentPath);
    const recovered = this.#hold({
      document,
      family,
      path: file === null ? null : path,
      disk: file?.state ?? null,
      savedText: file?.text ?? null,
    });
    await this.#backUp(recovered.documentId);
    await this.#backups.remove(backupId);
    return recovered;
  }

  discardBackup({ backupId }: { readonly backupId: string }): Promise<void> {
    return this.#backups.remove(backupId);
  }

  /** Path of the file of a document; null while it has none. @throws PlanAlignError DOCUMENT_UNKNOWN */
  pathOf(documentId: string): string | null {
    return this.#find(documentId).path;
  }

  /** Looks whether someone else has changed the files of open documents, and tells the windows of each once. */
  async lookAtFiles(): Promise<void> {
    for (const { documentId, family } of [...this.#held.values()]) {
      const changed = family === null ? null : await this.#families.look(family);
      if (changed === null || this.#held.get(documentId)?.family !== family) continue;
      const before = this.#state(this.#find(documentId));
      const state = this.#state(this.#change(documentId, { family: changed }));
      if (before.parent?.standing !== state.parent?.standing)
        this.#events.emit({ kind: 'documentParentChanged', state });
    }
    for (const { documentId, path, disk } of [...this.#held.values()]) {
      if (path === null || disk === null || !(await isChanged(path, disk))) continue;
      const now = this.#held.get(documentId);
      // It may have been saved, or closed, while its file was read.
      if (now?.disk !== disk || now.changedOnDisk) continue;
      this.#change(documentId, { changedOnDisk: true });
      this.#events.emit({ kind: 'documentChangedOnDisk', documentId });
    }
  }

  /** Ends the watching and writes the backups that are due; documents with unsaved edits are found at the next start. */
  async end(): Promise<void> {
    clearInterval(this.#watch);
    const due = [...this.#backupTimers.keys()];
    for (const timer of this.#backupTimers.values()) clearTimeout(timer);
    this.#backupTimers.clear();
    for (const documentId of due) await this.#backUp(documentId).catch(() => undefined);
  }

  #find(documentId: string): Held {
    const held = this.#held.get(documentId);
    if (held === undefined) throw new PlanAlignError('DOCUMENT_UNKNOWN', '');
    return held;
  }

  /** Holds a document that is what its file says, or that begins like this. */
  #holdSaved(contents: Contents): OpenDocument {
    return this.#hold({ ...contents, savedText: this.#contents.textOf(contents) });
  }

  #hold(given: Contents & Pick<Held, 'savedText'>): OpenDocument {
    const documentId = randomUUID();
    const link = parentLinkOf(given.document);
    const held: Held = {
      ...given,
      documentId,
      text: this.#contents.textOf(given),
      changedOnDisk: false,
      parents: new Map(given.family === null || link === null ? [] : [[link.file, given.family]]),
    };
    this.#held.set(documentId, held);
    return this.#opened(held);
  }

  #change(documentId: string, change: Partial<Held>): Held {
    const changed = { ...this.#find(documentId), ...change };
    const { family, parents } = changed;
    const next: Held = {
      ...changed,
      parents: new Map(
        [...parents].map(([name, known]) => [name, family?.parentPath === known.parentPath ? family : known]),
      ),
    };
    const held = change.document === undefined ? next : { ...next, text: this.#contents.textOf(next) };
    this.#held.set(documentId, held);
    return held;
  }

  #opened(held: Held): OpenDocument {
    const { document } = held;
    return {
      ...this.#state(held),
      document,
      inherited: this.#families.inherited(held),
      reading: readDocument(document),
    };
  }

  #state(held: Held): DocumentState {
    const { documentId, document, text, path, savedText, changedOnDisk } = held;
    const name = document['name'];
    const title = path !== null ? titleOf(path) : typeof name === 'string' && name !== '' ? name : 'Untitled';
    const parent = this.#families.stateOf(held);
    return { documentId, title, path, dirty: text !== savedText, changedOnDisk, parent };
  }

  async #write(documentId: string, path: string): Promise<DocumentState> {
    const before = this.#find(documentId);
    const parent = this.#families.stateOf(before);
    if (parent !== null && before.family?.files.some((file) => file.path === path) === true)
      throw new PlanAlignError('SCENARIO_PARENT_CYCLE', `It inherits from ${titleOf(path)}.`, { file: path });
    const text = this.#contents.textOf({ ...before, path });
    await writeFileAtomically(path, (sink) => sink.write(text));
    const disk = await stateOf(path, text);
    const { document, family } = this.#find(documentId);
    const saved =
      family === null ? null : { ...family, savedHash: parentLinkOf(before.document)?.hash ?? null };
    const held = this.#change(documentId, {
      document,
      path,
      disk,
      family: saved,
      savedText: text,
      changedOnDisk: false,
    });
    // What was edited while the file was written is not in it.
    if (held.text === text) await this.#dropBackup(documentId);
    await this.#recent.add(path);
    return this.#state(held);
  }

  #backUpSoon({ documentId }: Held): void {
    if (this.#backupTimers.has(documentId)) return;
    const timer = setTimeout(() => {
      this.#backupTimers.delete(documentId);
      // A disk that is full now may have room at the next edit; saving will say so.
      this.#backUp(documentId).catch(() => undefined);
    }, BACKUP_DELAY_MS);
    this.#backupTimers.set(documentId, timer);
  }

  async #backUp(documentId: string): Promise<void> {
    const held = this.#held.get(documentId);
    if (held === undefined) return;
    const { title, path, dirty, parent } = this.#state(held);
    if (!dirty) {
      await this.#backups.remove(documentId);
      return;
    }
    await this.#backups.write(documentId, {
      title,
      path,
      parentPath: parent?.path ?? null,
      savedAt: this.#clock().toISOString(),
      document: held.document,
    });
  }

  async #dropBackup(documentId: string): Promise<void> {
    clearTimeout(this.#backupTimers.get(documentId));
    this.#backupTimers.delete(documentId);
    await this.#backups.remove(documentId);
  }
}

/** What a link calls a parent: the name of its file, made another one where that is taken by a file elsewhere. */
function linkName(parents: ReadonlyMap<string, Family>, path: string): string {
  const known = [...parents].find(([, { parentPath }]) => parentPath === path);
  if (known !== undefined) return known[0];
  let name = basename(path);
  while (parents.has(name)) name = `../${name}`;
  return name;
}

const withEnding = (path: string): string => (/\.(planalign|json)$/i.test(path) ? path : `${path}${ENDING}`);
