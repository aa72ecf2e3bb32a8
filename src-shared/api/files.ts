import { z } from 'zod';

/** An id that the application gave out. */
export const idSchema = z.string().min(1).max(200);

/** A name for people, on one line. */
export const nameSchema = z.string().trim().min(1).max(200);

/**
 * A file the user has chosen, dropped, uploaded or been given. The window names it by its id only: a path is never
 * taken from it, so it can reach no file that the user has not pointed at.
 */
export interface FileReference {
  readonly fileId: string;
  /** Name without folders. */
  readonly name: string;
  /** Null for a file that does not exist yet: the target of a save. */
  readonly bytes: number | null;
  /** Folder for people to read; null for an uploaded file, which has none of theirs. */
  readonly folder: string | null;
}

/** A place that the user chose in a dialog of the system. */
export const chosenTarget = z.strictObject({ kind: z.literal('chosen'), fileId: idSchema });

/** Where a new file goes: where the user said in a dialog, or to the browser as a download. */
export const saveTargetSchema = z.discriminatedUnion('kind', [
  chosenTarget,
  z.strictObject({ kind: z.literal('download'), name: nameSchema }),
]);
export type SaveTarget = z.output<typeof saveTargetSchema>;

/** What chosen files are for; it decides the title and the filter of the dialog. */
export const FILE_PURPOSES = ['census', 'mapping', 'scenario'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** What is written to a chosen place. */
export const SAVE_PURPOSES = ['scenario', 'table', 'mapping', 'workbook'] as const;
export type SavePurpose = (typeof SAVE_PURPOSES)[number];

/** Endings of the files of each purpose, without the dot. */
export const FILE_ENDINGS: Readonly<Record<FilePurpose | SavePurpose, readonly string[]>> = {
  census: ['csv', 'tsv', 'txt', 'xlsx', 'parquet'],
  mapping: ['json'],
  scenario: ['planalign', 'json'],
  table: ['csv'],
  workbook: ['xlsx'],
};
