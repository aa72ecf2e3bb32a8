import { basename, extname, resolve } from 'node:path';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { runParameters } from '../../../src-worker/workforce/parameters.ts';
import { resourcePath } from '../../resource-folder.ts';
import { saveCensus, type CensusRecord } from '../../store/census-store.ts';
import type { Workspace } from '../../store/workspace.ts';
import { importCensus, type CensusImport } from '../census/import-census.ts';
import { EMPTY_MAPPING, readMapping } from '../census/mapping.ts';

/** How a census file is to be read. */
export interface CensusFileRequest {
  /** Null for the sample census that ships. */
  readonly file: string | null;
  /** A second file that is joined by employee id; null for none. */
  readonly join: string | null;
  /** Mapping file (W-16). */
  readonly mapping: string | null;
  readonly acceptInferred: boolean;
  readonly duplicates: 'default' | 'latest' | null;
  readonly strict: boolean;
  /** Its horizon and levels are what rows are judged by. */
  readonly scenario: Scenario;
  readonly signal: AbortSignal;
  /** `share` runs from 0 to 1 within each of the stages. */
  readonly onProgress: (stage: CensusStage, share: number) => void;
}

export type CensusStage = 'read' | 'infer' | 'check' | 'build';

/** An imported file that is not kept yet. */
export interface CensusFile extends CensusImport {
  /** Absolute path. */
  readonly path: string;
  /** Base name of the file without its extension. */
  readonly name: string;
}

/**
 * Reads a census file for a scenario, in a thread of its own when it is large. The formats of the sample census are
 * known, so it needs no confirmation.
 * @throws PlanAlignError as importCensus and readMapping do.
 */
export async function readStudyCensus(request: CensusFileRequest): Promise<CensusFile> {
  const { scenario, mapping, duplicates, signal, onProgress, strict } = request;
  const path = request.file === null ? resourcePath('sample-census.csv') : resolve(request.file);
  const { levelNames, startRanges, hiring } = runParameters(scenario);
  const imported = await importCensus({
    path,
    ...(request.join === null ? {} : { join: resolve(request.join) }),
    startYear: scenario.simulation.startYear,
    endYear: scenario.simulation.endYear,
    mapping: mapping === null ? EMPTY_MAPPING : await readMapping(resolve(mapping)),
    acceptInferred: request.acceptInferred || path === resourcePath('sample-census.csv'),
    ...(duplicates === null ? {} : { duplicates }),
    strict,
    levels: { names: levelNames, ranges: startRanges, fullTimeHundredths: hiring.fullTimeHours },
    signal,
    onProgress,
    inThread: true,
  });
  return { ...imported, path, name: basename(path, extname(path)) };
}

/** Keeps an imported file in the workspace under a name. */
export function keepCensus(workspace: Workspace, census: CensusFile, name: string): Promise<CensusRecord> {
  return saveCensus(workspace, {
    name,
    sourceFile: census.path,
    hash: census.hash,
    mapping: census.mapping,
    report: census.report,
    columns: census.columns,
  });
}
