import { stat } from 'node:fs/promises';
import type { CensusColumns } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { findBundle } from '../../bundle.ts';
import type { CensusReport } from './census-report.ts';
import type { DuplicatesPolicy } from './dispositions.ts';
import { examineCensus, type CensusExamination, type CensusRequest } from './examine-census.ts';
import { examineInThread } from './examine-in-thread.ts';
import { forkHelper, type StartHelper } from './helper-process.ts';
import { EMPTY_MAPPING, mappingOfJoined, type CensusMapping } from './mapping.ts';
import type { ImportControl, ImportStage, RawTable } from './raw-table.ts';
import { isWorkbook, readCensusFile } from './read-census-file.ts';
import type { WorkbookProgram } from './read-workbook.ts';
import type { LevelSettings } from './row-facts.ts';

export interface CensusImportOptions {
  readonly path: string;
  /** A second file that is joined by employee id; none when left out. */
  readonly join?: string;
  /** First simulated year: ages, statuses and two-digit years are judged by it. */
  readonly startYear: number;
  readonly endYear: number;
  /** What the user confirmed (W-16); nothing when left out. */
  readonly mapping?: CensusMapping;
  /** Accept formats that were inferred with confidence `high` (`--accept-inferred`). */
  readonly acceptInferred?: boolean;
  /** Overrides the mapping (`--duplicates`). */
  readonly duplicates?: DuplicatesPolicy;
  /** Refuse the file if any row is quarantined (`--strict`). */
  readonly strict?: boolean;
  /** Levels of a scenario to check the rows against. */
  readonly levels?: LevelSettings;
  /** Hand over the report only: `census` is null then. */
  readonly reportOnly?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: ImportStage, share: number) => void;
  /** Keep the calling thread free: large files are then imported in a thread of their own. */
  readonly inThread?: boolean;
  /** Starts the program that parses workbooks; a process of Node when left out. */
  readonly startHelper?: StartHelper;
  /** Bundled programs; found beside the running code when left out. */
  readonly programs?: { readonly excelProcess: string; readonly censusThread: string };
}

/** An imported census (W-15 … W-26). */
export interface CensusImport {
  readonly columns: CensusColumns;
  readonly report: CensusReport;
  /** Reads the next file of the same source without any question. */
  readonly mapping: CensusMapping;
  /** SHA-256 of the columns: independent of file format, row order and column order (W-25). */
  readonly hash: string;
  /** Quarantined and dropped rows as CSV text; null when there are none. */
  readonly rejects: string | null;
  /** Rows of the joined file that went to nobody, as CSV text; null when there are none. */
  readonly joinRejects: string | null;
}

/** From this size on a thread costs less than it frees. */
const THREAD_BYTES = 1_000_000;

async function isLarge(paths: readonly (string | undefined)[]): Promise<boolean> {
  try {
    const files = paths.filter((path) => path !== undefined);
    const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
    return sizes.reduce((sum, size) => sum + size, 0) >= THREAD_BYTES;
  } catch {
    // Reading it will say what is wrong.
    return false;
  }
}

/**
 * Reads a census file and reports on it without refusing: what the user still has to decide, or why no row is
 * accepted, stands in `refusal`.
 * @throws PlanAlignError FILE_NOT_FOUND, FILE_UNREADABLE, CENSUS_EMPTY, CENSUS_ENCODING, CENSUS_FORMAT,
 * CENSUS_TOO_LARGE, CENSUS_UNSAFE, MAPPING_INVALID or CANCELLED, for what cannot be read at all.
 */
export async function examineCensusFile(options: CensusImportOptions): Promise<CensusExamination> {
  const {
    mapping = EMPTY_MAPPING,
    signal = new AbortController().signal,
    onProgress = () => undefined,
  } = options;
  const control: ImportControl = {
    onProgress,
    throwIfCancelled: () => {
      if (signal.aborted) throw new PlanAlignError('CANCELLED', 'The import was cancelled.');
    },
  };
  const request: CensusRequest = {
    path: options.path,
    join: options.join ?? null,
    startYear: options.startYear,
    endYear: options.endYear,
    mapping,
    acceptInferred: options.acceptInferred ?? false,
    duplicates: options.duplicates ?? mapping.duplicates,
    strict: options.strict ?? false,
    levels: options.levels ?? null,
    reportOnly: options.reportOnly ?? false,
    workbooks: await readWorkbooks(options, mapping, control),
  };
  if (options.inThread === true && (await isLarge([options.path, options.join]))) {
    const bundle = options.programs?.censusThread ?? findBundle('census-thread.mjs');
    return examineInThread(request, bundle, signal, onProgress);
  }
  return examineCensus(request, control);
}

/** The workbooks among the files of an import. Only the main process of the desktop may start processes. */
async function readWorkbooks(
  { path, join, programs, startHelper = forkHelper }: CensusImportOptions,
  mapping: CensusMapping,
  control: ImportControl,
): Promise<CensusRequest['workbooks']> {
  const program = (): WorkbookProgram => ({
    path: programs?.excelProcess ?? findBundle('excel-process.mjs'),
    start: startHelper,
  });
  const tables: Record<string, RawTable> = {};
  if (await isWorkbook(path)) tables[path] = await readCensusFile(path, mapping, control, program());
  if (join !== undefined && (await isWorkbook(join)))
    tables[join] = await readCensusFile(join, mappingOfJoined(mapping), control, program());
  return tables;
}

/**
 * Imports a census file, with the one that is joined to it: every data row is accepted, or listed with the reason why not (W-24).
 * @throws PlanAlignError whatever {@link examineCensusFile} throws; and CENSUS_COLUMN_MISSING,
 * CENSUS_COLUMN_AMBIGUOUS, FORMAT_UNCONFIRMED, CENSUS_NOTHING_ACCEPTED, CENSUS_QUARANTINED or NO_OPENING_STAFF.
 */
export async function importCensus(options: Omit<CensusImportOptions, 'reportOnly'>): Promise<CensusImport> {
  const { census, report, mapping, rejects, joinRejects, refusal } = await examineCensusFile(options);
  if (refusal !== null)
    throw new PlanAlignError(refusal.code, refusal.detail, { file: options.path }, refusal.items);
  if (census === null) throw new RangeError('a census that is not refused has columns');
  return { columns: census.columns, report, mapping, hash: census.hash, rejects, joinRejects };
}
