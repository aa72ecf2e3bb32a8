import { FILE_ENDINGS, type FileReference } from '../../src-shared/api/files.ts';
import type { DocumentService, DocumentState, OpenDocument } from '../../src-shared/api/documents.ts';
import { PlanAlignError, type ErrorCode } from '../../src-shared/errors.ts';
import { PARENT_KEY } from '../../src-shared/scenario/parent-link.ts';
import { reportDone } from '../components/notify.ts';
import { askChoice, askName, askParent, askTemplate, showParentChange } from '../state/dialogs.ts';
import {
  currentDocument,
  editDocument,
  editSettings,
  findDocument,
  forgetDocument,
  markSaved,
  settleEdits,
  showOpened,
  showReverted,
  useDocuments,
  type EditedDocument,
} from '../state/documents.ts';
import { goTo } from '../state/navigation.ts';
import { connectedHost } from '../state/session.ts';
import { setIncomingFile } from '../state/study.ts';

const service = (): DocumentService => connectedHost().api.documents;

const hasCode = (error: unknown, code: ErrorCode): boolean =>
  error instanceof PlanAlignError && error.code === code;

/** Shows a document in the editor. */
function edit(opened: OpenDocument): void {
  showOpened(opened);
  goTo('scenario');
}

/** Begins a scenario from a template that the user chooses. */
export async function newScenario(): Promise<void> {
  const chosen = await askTemplate();
  if (chosen !== null) edit(await service().create(chosen));
}

/** Begins a scenario from the default assumptions without a question, for the first run. */
export async function openBaseline(): Promise<void> {
  edit(await service().create({ templateId: null, name: 'Baseline' }));
}

/** Opens a file that was chosen, dropped or double-clicked: a scenario in the editor, a census in the import. */
export async function openFile(file: FileReference): Promise<void> {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (FILE_ENDINGS.scenario.includes(ending)) {
    edit(await service().open({ fileId: file.fileId }));
    return;
  }
  setIncomingFile(file);
  goTo('census');
}

/** Lets the user choose a scenario file and opens it. */
export async function openScenario(): Promise<void> {
  const file = await connectedHost().bridge.chooseFile('scenario');
  if (file !== null) await openFile(file);
}

/** Lets the user choose a census file and hands it to the import. */
export async function chooseCensusFile(): Promise<void> {
  const file = await connectedHost().bridge.chooseFile('census');
  if (file === null) return;
  setIncomingFile(file);
  goTo('census');
}

/** Opens a file of the recent ones. */
export async function openRecent(recentId: string): Promise<void> {
  edit(await service().openRecent({ recentId }));
}

/** Opens what a crash left. */
export async function recover(backupId: string): Promise<void> {
  edit(await service().recover({ backupId }));
}

/** Begins a scenario that is a copy of the one that is shown. */
export async function duplicateScenario(): Promise<void> {
  const document = shown();
  const name = await askName('Duplicate scenario', 'Name of the copy', `${document.title} copy`, 'Duplicate');
  if (name === null) return;
  await settleEdits(document.documentId);
  edit(await service().duplicate({ documentId: document.documentId, name }));
}

/** Begins a scenario that inherits from the file of the one that is shown; saves that first. */
export async function newChild(): Promise<void> {
  const parent = shown();
  if (parent.path === null || parent.dirty) {
    const choice = await askChoice(
      `Save “${parent.title}” first?`,
      'A child inherits from the file of its parent, so what it should inherit has to be saved.',
      [{ value: 'save', label: 'Save', look: 'primary' }],
    );
    if (choice === null || !(await saveDocument(parent))) return;
  }
  const { title, documentId } = shown();
  const name = await askName(
    'New child scenario',
    `Name of the child of “${title}”`,
    `${title} variant`,
    'Create child',
  );
  if (name !== null) edit(await service().createChild({ documentId, name }));
}

/** Makes the scenario that is shown a child of another file: its values stay, and it states only what differs. */
export async function attachScenario(): Promise<void> {
  const { documentId } = shown();
  await settleEdits(documentId);
  const offer = await askParent(documentId);
  if (offer !== null)
    editDocument(documentId, `Attach to ${offer.title}`, [{ path: [PARENT_KEY], value: offer.link }]);
}

/** Makes the scenario that is shown whole: it states everything that it inherited. */
export function detachScenario(): void {
  const { parent } = shown();
  if (parent !== null)
    editSettings(`Detach from ${parent.title}`, [{ path: [PARENT_KEY], value: undefined }]);
}

/** Shows what a change of the parent moves in the scenario that is shown. */
export async function showParentMoves(): Promise<void> {
  const { documentId } = shown();
  await settleEdits(documentId);
  await showParentChange(documentId);
}

function shown(): EditedDocument {
  const document = currentDocument(useDocuments.getState());
  if (document === null) throw new Error('no scenario is shown');
  return document;
}

/** Does something to a document as it is now, and keeps what differs from what was written as unsaved. */
async function write(documentId: string, save: () => Promise<DocumentState>): Promise<void> {
  await settleEdits(documentId);
  const written = findDocument(useDocuments.getState(), documentId)?.document;
  const state = await save();
  if (written !== undefined) markSaved(state, written);
  reportDone(`Saved “${state.title}”.`);
}

/** Saves a document to its file, or asks for one. Gives whether it is saved. */
async function saveDocument(document: EditedDocument): Promise<boolean> {
  const { documentId } = document;
  if (document.path === null) return saveDocumentAs(document);
  try {
    await write(documentId, () => service().save({ documentId, overwrite: false }));
    return true;
  } catch (error) {
    if (!hasCode(error, 'DOCUMENT_CHANGED')) throw error;
  }
  const choice = await askChoice(
    'The file has changed',
    `Someone else has changed “${document.title}” since it was opened. Replacing it loses what they did.`,
    [
      { value: 'as', label: 'Save under another name', look: 'primary' },
      { value: 'replace', label: 'Replace the file', look: 'danger' },
    ],
  );
  if (choice === 'as') return saveDocumentAs(document);
  if (choice !== 'replace') return false;
  await write(documentId, () => service().save({ documentId, overwrite: true }));
  return true;
}

/** Saves a document where the user says. Gives whether it is saved. */
async function saveDocumentAs({ documentId, title }: EditedDocument): Promise<boolean> {
  const { bridge } = connectedHost();
  if (bridge.canChooseTarget) {
    const file = await bridge.chooseTarget('scenario', `${title}.planalign`);
    if (file === null) return false;
    const target = { kind: 'chosen', fileId: file.fileId } as const;
    await write(documentId, () => service().saveAs({ documentId, target }));
    return true;
  }
  const name = await askName('Save scenario as', 'Name', title, 'Save');
  if (name === null) return false;
  const saveAs = (replace: boolean): Promise<void> =>
    write(documentId, () => service().saveAs({ documentId, target: { kind: 'library', name, replace } }));
  try {
    await saveAs(false);
    return true;
  } catch (error) {
    if (!hasCode(error, 'FILE_EXISTS')) throw error;
  }
  const choice = await askChoice('Replace the scenario?', `There is a scenario “${name}” already.`, [
    { value: 'replace', label: 'Replace', look: 'danger' },
  ]);
  if (choice !== 'replace') return false;
  await saveAs(true);
  return true;
}

/** Saves the scenario that is shown. */
export async function saveScenario(): Promise<void> {
  await saveDocument(shown());
}

/** Saves the scenario that is shown where the user says. */
export async function saveScenarioAs(): Promise<void> {
  await saveDocumentAs(shown());
}

/** Hands a copy of the scenario that is shown to the user as a file. */
export async function exportScenario(): Promise<void> {
  const { api, bridge } = connectedHost();
  const { document, title } = shown();
  const name = `${title}.planalign`;
  const chosen = bridge.canChooseTarget ? await bridge.chooseTarget('scenario', name) : null;
  if (bridge.canChooseTarget && chosen === null) return;
  const target =
    chosen === null
      ? ({ kind: 'download', name } as const)
      : ({ kind: 'chosen', fileId: chosen.fileId } as const);
  await bridge.deliver(await api.exports.scenario({ document, target }));
}

/** Drops the edits of the scenario that is shown, once the user has agreed. */
export async function revertScenario(): Promise<void> {
  const { documentId, title, dirty } = shown();
  if (dirty) {
    const choice = await askChoice(
      'Revert to the saved version?',
      `The edits of “${title}” since it was saved are dropped. This cannot be undone.`,
      [{ value: 'revert', label: 'Revert', look: 'danger' }],
    );
    if (choice !== 'revert') return;
  }
  await settleEdits(documentId);
  showReverted(await service().revert({ documentId }));
}

/** Closes the scenario that is shown; asks first when that would lose edits. */
export async function closeScenario(): Promise<void> {
  const document = shown();
  if (document.dirty) {
    const choice = await askChoice(
      `Save changes to “${document.title}”?`,
      'Changes that are not saved are lost when the scenario is closed.',
      [
        { value: 'save', label: 'Save', look: 'primary' },
        { value: 'discard', label: 'Close without saving', look: 'danger' },
      ],
    );
    if (choice === null) return;
    if (choice === 'save' && !(await saveDocument(document))) return;
  }
  await settleEdits(document.documentId);
  await service().close({ documentId: document.documentId });
  forgetDocument(document.documentId);
  if (currentDocument(useDocuments.getState()) === null) goTo('start');
}
