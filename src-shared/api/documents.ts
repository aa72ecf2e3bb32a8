import { z } from 'zod';
import type { ParentMove } from '../scenario/family.ts';
import type { JsonObject } from '../scenario/json-value.ts';
import type { ParentLink } from '../scenario/parent-link.ts';
import type { CallsOf } from './calls.ts';
import { chosenTarget, idSchema, nameSchema } from './files.ts';
import { editedDocumentSchema, type ScenarioReading } from './scenarios.ts';

/** How an open document stands to the parent it inherits from. */
export interface ParentState {
  /** Name of the parent's file without its ending. */
  readonly title: string;
  /** Path of the parent's file, for people to read. */
  readonly path: string;
  /** What the parent's file is now, compared with the version that the document shows. */
  readonly standing: 'same' | 'changed' | 'missing' | 'invalid';
  /** Whether the document shows another version of the parent than its own file was saved with. */
  readonly hasMoved: boolean;
}

/** What a change of the parent does to a child. */
export interface ParentChange {
  /** The settings of the parent that changed; null when the version before is not known on this machine. */
  readonly moves: readonly ParentMove[] | null;
  /** The child with the change taken over; null when it shows it already. */
  readonly document: JsonObject | null;
}

/** A file that can be the parent of a document. */
export interface ParentOffer {
  readonly title: string;
  /** For people to read. */
  readonly path: string;
  /** What makes it the parent: the value of the key `parent` of the document. */
  readonly link: ParentLink;
  /** Settings that the document would state of its own; it would inherit all others, with the values they have. */
  readonly differences: number;
}

/** Where an open document stands. */
export interface DocumentState {
  readonly documentId: string;
  /** Title of the window: the file name without its ending, or the name of the scenario. */
  readonly title: string;
  /** Path of the file, for people to read; null while it was never saved. */
  readonly path: string | null;
  /** Whether it differs from the file. */
  readonly dirty: boolean;
  /** Whether the file was written or removed by someone else since it was read or saved here. */
  readonly changedOnDisk: boolean;
  /** Null for a document that inherits nothing. */
  readonly parent: ParentState | null;
}

/** A document with its contents. */
export interface OpenDocument extends DocumentState {
  /** Every setting, inherited ones too. That of a child has the key `parent`: without it the document is whole. */
  readonly document: JsonObject;
  /** The settings of the parent in the version that the document shows; null for a document without a parent. */
  readonly inherited: JsonObject | null;
  readonly reading: ScenarioReading;
}

/** A file that was opened or saved before. */
export interface RecentDocument {
  readonly recentId: string;
  readonly title: string;
  readonly path: string;
  /** ISO text in UTC. */
  readonly openedAt: string;
  /** False when the file is gone or cannot be reached now. */
  readonly exists: boolean;
}

/** Unsaved work that a crash left behind. */
export interface RecoverableDocument {
  readonly backupId: string;
  readonly title: string;
  readonly path: string | null;
  /** ISO text in UTC. */
  readonly savedAt: string;
}

const createRequest = z.strictObject({
  /** Null for the default scenario. */
  templateId: idSchema.nullable(),
  name: nameSchema,
});
const duplicateRequest = z.strictObject({ documentId: idSchema, name: nameSchema });
const fileRequest = z.strictObject({ fileId: idSchema });
const recentRequest = z.strictObject({ recentId: idSchema });
const documentRequest = z.strictObject({ documentId: idSchema });
const parentRequest = z.strictObject({
  documentId: idSchema,
  parent: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open'), documentId: idSchema }),
    z.strictObject({ kind: z.literal('recent'), recentId: idSchema }),
    z.strictObject({ kind: z.literal('file'), fileId: idSchema }),
  ]),
});
export type ParentChoice = z.output<typeof parentRequest>['parent'];
const editRequest = z.strictObject({ documentId: idSchema, document: editedDocumentSchema });
const saveRequest = z.strictObject({
  documentId: idSchema,
  /** Replace the file although someone else has changed it. */
  overwrite: z.boolean(),
});

/** Where a document is saved: a place chosen in a dialog, or under a name among the scenarios of the data folder. */
const documentTarget = z.discriminatedUnion('kind', [
  chosenTarget,
  z.strictObject({ kind: z.literal('library'), name: nameSchema, replace: z.boolean() }),
]);
const saveAsRequest = z.strictObject({ documentId: idSchema, target: documentTarget });
const backupRequest = z.strictObject({ backupId: idSchema });

type Request<Schema extends z.ZodType> = z.output<Schema>;

/** Scenario files: what is open, saved, recent, and recovered. Undo is the window's; the last edit is kept here. */
export interface DocumentService {
  create(request: Request<typeof createRequest>): Promise<OpenDocument>;
  /** A new document with the contents of an open one. */
  duplicate(request: Request<typeof duplicateRequest>): Promise<OpenDocument>;
  /**
   * A new document that inherits from the file of an open one. Throws DOCUMENT_UNSAVED when that has none, and
   * SCENARIO_PARENT_INVALID when what was saved is not valid.
   */
  createChild(request: Request<typeof duplicateRequest>): Promise<OpenDocument>;
  /**
   * What a document would be as the child of a file; an edit that sets its link makes it so. Throws DOCUMENT_UNSAVED
   * when that has no file, and SCENARIO_PARENT_… when it cannot be the parent.
   */
  offerParent(request: Request<typeof parentRequest>): Promise<ParentOffer>;
  /** What the last change of the parent does to a document, or would do once it is taken over. */
  parentChange(request: Request<typeof documentRequest>): Promise<ParentChange>;
  open(request: Request<typeof fileRequest>): Promise<OpenDocument>;
  openRecent(request: Request<typeof recentRequest>): Promise<OpenDocument>;
  /** The documents that are open, with their contents: a window that is loaded again finds them here. */
  opened(): Promise<readonly OpenDocument[]>;
  /** Takes an edit: it is checked, and kept in a backup within a second. */
  edit(request: Request<typeof editRequest>): Promise<OpenDocument>;
  /** Saves to its file. Throws DOCUMENT_UNSAVED without one, DOCUMENT_CHANGED if someone else changed the file. */
  save(request: Request<typeof saveRequest>): Promise<DocumentState>;
  saveAs(request: Request<typeof saveAsRequest>): Promise<DocumentState>;
  /** Reads the file again and drops what was edited. */
  revert(request: Request<typeof documentRequest>): Promise<OpenDocument>;
  /** Closes it and drops its backup: the window has asked whether to save. */
  close(request: Request<typeof documentRequest>): Promise<void>;
  recent(): Promise<readonly RecentDocument[]>;
  forgetRecent(request: Request<typeof recentRequest>): Promise<void>;
  recoverable(): Promise<readonly RecoverableDocument[]>;
  /** Opens what a crash left, unsaved. */
  recover(request: Request<typeof backupRequest>): Promise<OpenDocument>;
  discardBackup(request: Request<typeof backupRequest>): Promise<void>;
}

export const documentCalls: CallsOf<DocumentService> = {
  create: [createRequest],
  duplicate: [duplicateRequest],
  createChild: [duplicateRequest],
  offerParent: [parentRequest],
  parentChange: [documentRequest],
  open: [fileRequest],
  openRecent: [recentRequest],
  opened: [],
  edit: [editRequest],
  save: [saveRequest],
  saveAs: [saveAsRequest],
  revert: [documentRequest],
  close: [documentRequest],
  recent: [],
  forgetRecent: [recentRequest],
  recoverable: [],
  recover: [backupRequest],
  discardBackup: [backupRequest],
};
