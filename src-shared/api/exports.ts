import { z } from 'zod';
import type { CallsOf } from './calls.ts';
import { censusMappingSchema } from './censuses.ts';
import { testSelectionSchema } from './compliance.ts';
import { idSchema, saveTargetSchema, type FileReference } from './files.ts';
import { gridSelectionSchema } from './results.ts';
import { scenarioDocumentSchema } from './scenarios.ts';

const target = { target: saveTargetSchema };
const scenarioRequest = z.strictObject({ document: scenarioDocumentSchema, ...target });
const rejectsRequest = z.strictObject({ fileId: idSchema, ...target });
const mappingRequest = z.strictObject({ mapping: censusMappingSchema, ...target });
const gridRequest = z.strictObject({
  selection: gridSelectionSchema,
  columns: z.array(z.string().min(1).max(100)).min(1).max(200),
  /** Names this work for `application.cancel`. */
  workId: idSchema,
  ...target,
});
const testPeopleRequest = z.strictObject({
  selection: testSelectionSchema,
  /** Names this work for `application.cancel`. */
  workId: idSchema,
  ...target,
});
const workbookRequest = z.strictObject({
  runId: idSchema,
  /** Names this work for `application.cancel`. */
  workId: idSchema,
  ...target,
});

/**
 * Files for use elsewhere, written whole or not at all. A file that was asked for as a download is answered with a
 * reference that the host bridge delivers.
 */
export interface ExportService {
  /** A copy of a scenario. */
  scenario(request: z.output<typeof scenarioRequest>): Promise<FileReference>;
  /** The rows that the last reading of a census file did not accept, as CSV. Throws REJECTS_NONE when there are none. */
  rejects(request: z.output<typeof rejectsRequest>): Promise<FileReference>;
  /** A mapping for next year's file. */
  mapping(request: z.output<typeof mappingRequest>): Promise<FileReference>;
  /** All rows of a grid as CSV, in its order. Money is in dollars, rates as fractions, dates as yyyy-MM-dd. */
  grid(request: z.output<typeof gridRequest>): Promise<FileReference>;
  /** All people of a compliance test as CSV, in its order. Money is in dollars, ratios are in percent. */
  testPeople(request: z.output<typeof testPeopleRequest>): Promise<FileReference>;
  /** A complete run as a workbook: everyone in every year, metrics, events, and what the run was made of. */
  workbook(request: z.output<typeof workbookRequest>): Promise<FileReference>;
}

export const exportCalls: CallsOf<ExportService> = {
  scenario: [scenarioRequest],
  rejects: [rejectsRequest],
  mapping: [mappingRequest],
  grid: [gridRequest],
  testPeople: [testPeopleRequest],
  workbook: [workbookRequest],
};
