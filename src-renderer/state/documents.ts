import { create } from 'zustand';
import type { DocumentService, DocumentState, OpenDocument } from '../../src-shared/api/documents.ts';
import type { ScenarioReading } from '../../src-shared/api/scenarios.ts';
import { isSameJson, type JsonObject } from '../../src-shared/scenario/json-value.ts';
import { applyDelta, deltaOf, type Delta, type SettingPath } from './delta.ts';
import { NO_HISTORY, sealed, stepBack, stepForward, withEdit, type History } from './history.ts';

/** A document that is open in this window. */
export interface EditedDocument extends DocumentState {
  readonly document: JsonObject;
  /** What the application last said of it; an edit on its way may not be in it yet. */
  readonly reading: ScenarioReading;
  /** The settings of its parent, in the version that the document shows; null for a document without one. */
  readonly inherited: JsonObject | null;
  readonly history: History;
  /** What differences are told from: the saved version, or for work that was never saved what it began with. */
  readonly base: JsonObject;
  /** Whether the base is what the file says. */
  readonly isBaseSaved: boolean;
}

interface Documents {
  /** Oldest first. */
  readonly open: readonly EditedDocument[];
  /** The one that is shown and edited; null for none. */
  readonly currentId: string | null;
}

export const useDocuments = create<Documents>(() => ({ open: [], currentId: null }));

/** The document with an id; null when it is not open. */
export const findDocument = ({ open }: Documents, documentId: string | null): EditedDocument | null =>
  open.find((document) => document.documentId === documentId) ?? null;

/** The document that is shown; null for none. */
export const currentDocument = (documents: Documents): EditedDocument | null =>
  findDocument(documents, documents.currentId);

function change(documentId: string, next: (document: EditedDocument) => EditedDocument): void {
  useDocuments.setState(({ open }) => ({
    open: open.map((document) => (document.documentId === documentId ? next(document) : document)),
  }));
}

const stateOf = ({
  documentId,
  title,
  path,
  dirty,
  changedOnDisk,
  parent,
}: DocumentState): DocumentState => ({ documentId, title, path, dirty, changedOnDisk, parent });

/** Shows a document that the application has opened; one that is open here already keeps its history. */
export function showOpened(opened: OpenDocument): void {
  addOpened(opened);
  useDocuments.setState({ currentId: opened.documentId });
}

/** Takes a document into the window without showing it. */
export function addOpened(opened: OpenDocument): void {
  useDocuments.setState((documents) => {
    const { documentId, dirty, document } = opened;
    if (findDocument(documents, documentId) !== null) return {};
    const added: EditedDocument = { ...opened, history: NO_HISTORY, base: document, isBaseSaved: !dirty };
    return { open: [...documents.open, added] };
  });
}

/** Takes a document off the window. */
export function forgetDocument(documentId: string): void {
  useDocuments.setState(({ open, currentId }) => {
    const kept = open.filter((document) => document.documentId !== documentId);
    return {
      open: kept,
      currentId: currentId === documentId ? (kept.at(-1)?.documentId ?? null) : currentId,
    };
  });
}

/** Takes over what the application says of a document: its file, its title, whether it is saved. */
export function updateState(state: DocumentState): void {
  change(state.documentId, (document) => ({ ...document, ...stateOf(state) }));
}

/** What was saved is what differences are told from. */
export function markSaved(state: DocumentState, saved: JsonObject): void {
  change(state.documentId, (document) => ({
    ...document,
    ...stateOf(state),
    dirty: !isSameJson(document.document, saved),
    base: saved,
    isBaseSaved: true,
  }));
}

/** Replaces a document by what its file says. */
export function showReverted(opened: OpenDocument): void {
  change(opened.documentId, (document) => ({
    ...document,
    ...opened,
    history: NO_HISTORY,
    base: opened.document,
    isBaseSaved: true,
  }));
}

/** What is known already stays the same object, so that nothing is drawn again for it. */
const sameOr = (known: JsonObject | null, next: JsonObject | null): JsonObject | null =>
  isSameJson(known, next) ? known : next;

/** Sends the edits of a document to the application: one at a time, and of those that wait only the last. */
class EditQueue {
  #sending: Promise<void> | null = null;
  #isWaiting = false;
  readonly #documentId: string;
  readonly #edit: DocumentService['edit'];

  constructor(documentId: string, edit: DocumentService['edit']) {
    this.#documentId = documentId;
    this.#edit = edit;
  }

  /** Resolves once the application has the document as it is now. */
  send(): Promise<void> {
    this.#isWaiting = true;
    this.#sending ??= this.#work().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #work(): Promise<void> {
    while (this.#isWaiting) {
      this.#isWaiting = false;
      const sent = findDocument(useDocuments.getState(), this.#documentId)?.document;
      if (sent === undefined) return;
      const answer = await this.#edit({ documentId: this.#documentId, document: sent });
      change(this.#documentId, (document) =>
        // An answer to an earlier edit must not undo what was typed since.
        document.document === sent
          ? {
              ...document,
              ...stateOf(answer),
              reading: answer.reading,
              inherited: sameOr(document.inherited, answer.inherited),
            }
          : { ...document, changedOnDisk: answer.changedOnDisk },
      );
    }
  }
}

const queues = new Map<string, EditQueue>();
let sendEdit: DocumentService['edit'] | null = null;
let onFailure: (error: unknown) => void = () => undefined;

/** Says where edits go; a failure is reported once for each edit that could not be sent. */
export function sendEditsTo(edit: DocumentService['edit'], report: (error: unknown) => void): void {
  queues.clear();
  sendEdit = edit;
  onFailure = report;
}

/** Resolves once the application has every edit of a document. */
export async function settleEdits(documentId: string): Promise<void> {
  if (sendEdit === null) return;
  const queue = queues.get(documentId) ?? new EditQueue(documentId, sendEdit);
  queues.set(documentId, queue);
  await queue.send();
}

function take(document: EditedDocument, delta: Delta, history: History): EditedDocument {
  const next = applyDelta(document.document, delta);
  return { ...document, document: next, history, dirty: !isSameJson(next, document.base) };
}

function edited(documentId: string, next: (document: EditedDocument) => EditedDocument): void {
  change(documentId, next);
  settleEdits(documentId).catch(onFailure);
}

/** A setting that gets a value. */
export interface NewValue {
  readonly path: SettingPath;
  readonly value: unknown;
}

/**
 * Edits the document that is shown.
 * @param label Names the edit for undo, as `Target growth to 4%`.
 * @param mergeKey Edits with one key that follow each other are undone at once.
 */
export function editSettings(
  label: string,
  values: readonly NewValue[],
  mergeKey: string | null = null,
): void {
  const { currentId } = useDocuments.getState();
  if (currentId !== null) editDocument(currentId, label, values, mergeKey);
}

/** As {@link editSettings}, of any document that is open: it has its own undo. */
export function editDocument(
  documentId: string,
  label: string,
  values: readonly NewValue[],
  mergeKey: string | null = null,
): void {
  const document = findDocument(useDocuments.getState(), documentId);
  if (document === null) return;
  const delta = deltaOf(document.document, label, values, mergeKey);
  if (delta === null) return;
  edited(document.documentId, (present) => take(present, delta, withEdit(present.history, delta)));
}

/** Ends the joining of edits, when a field is left. */
export function sealEdit(): void {
  const { currentId } = useDocuments.getState();
  if (currentId !== null)
    change(currentId, (document) => ({ ...document, history: sealed(document.history) }));
}

function walk(step: typeof stepBack): string | null {
  const document = currentDocument(useDocuments.getState());
  const found = document === null ? null : step(document.history);
  if (document === null || found === null) return null;
  edited(document.documentId, (present) => take(present, found.delta, found.history));
  return found.delta.label;
}

/** Takes the last edit of the document that is shown back; gives its label, null when there is none. */
export const undo = (): string | null => walk(stepBack);

/** Makes the last undone edit again; gives its label, null when there is none. */
export const redo = (): string | null => walk(stepForward);
