import { z } from 'zod';
import type { CallsOf, Listener } from './calls.ts';
import { listener } from './calls.ts';
import type { CensusFileReport } from './census-report.ts';
import { idSchema, nameSchema } from './files.ts';
import { scenarioDocumentSchema } from './scenarios.ts';

/** How a census file is read (W-16), as a mapping file says it; what is left out is recognised or asked for. */
export const censusMappingSchema = z.record(z.string(), z.unknown());
export type CensusMappingDocument = Readonly<z.output<typeof censusMappingSchema>>;

const year = z.int().min(1900).max(2200);

/** How the rows of a file are judged. */
const reading = {
  fileId: idSchema,
  /** A second file that is joined by employee id, as the join of the mapping says; none when left out. */
  joinFileId: idSchema.optional(),
  mapping: censusMappingSchema,
  /** Take formats that were recognised beyond doubt without asking (W-16). */
  acceptInferred: z.boolean(),
  startYear: year,
  endYear: year,
  /** Names this work for `application.cancel`. */
  workId: idSchema,
};

const inspectRequest = z.strictObject(reading);
const importRequest = z.strictObject({
  ...reading,
  name: nameSchema,
  /** Refuse the file if any row is quarantined (W-24). */
  strict: z.boolean(),
});
const previewRequest = z.strictObject({
  fileId: idSchema,
  mapping: censusMappingSchema,
  rows: z.int().min(1).max(1_000),
});
const censusRequest = z.strictObject({ censusId: idSchema });
const mappingFileRequest = z.strictObject({
  /** The mapping. */
  fileId: idSchema,
  /** The census that it is to read. */
  censusFileId: idSchema,
});
const joinMappingRequest = z.strictObject({
  mapping: censusMappingSchema,
  /** The file that is joined. */
  joinFileId: idSchema,
});
const suggestionsRequest = z.strictObject({ censusId: idSchema, document: scenarioDocumentSchema });
const profileRequest = z.strictObject({ censusId: idSchema, startYear: year });

/** How far a file has been read: `share` runs from 0 to 1 within each stage. */
export interface CensusProgress {
  readonly stage: 'read' | 'infer' | 'check' | 'build' | 'keep';
  readonly share: number;
}

/** The first rows of a file as they stand in it, before anything is interpreted. */
export interface CensusPreview {
  readonly format: 'csv' | 'xlsx' | 'parquet';
  /** Sheets of a workbook; empty for any other file. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headers: readonly string[];
  /** Number of the first row as the file's own program shows it. */
  readonly firstRow: number;
  /** Null in columns of a workbook that no field is read from: opening those would take as long as the import. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A mapping that was saved for an earlier file, without what does not suit this one. */
export interface SavedMapping {
  readonly mapping: CensusMappingDocument;
  /** Columns that it reads and this file does not have; their fields are recognised anew. */
  readonly lostColumns: readonly { readonly field: string; readonly column: string }[];
  /** A sheet that this file does not have; null for none. */
  readonly lostSheet: string | null;
  /** ISO date that the earlier file described; this one describes another, so it is not taken over. Null for none. */
  readonly earlierDate: string | null;
}

/** What an import would do. */
export interface CensusInspection {
  readonly report: CensusFileReport;
  /** Reads this file, and the next one of its kind, without any question. */
  readonly mapping: CensusMappingDocument;
  /** What must be decided first, or why no row is accepted; null when the file can be imported. */
  readonly refusal: {
    readonly code: string;
    readonly detail: string;
    readonly items: readonly string[];
  } | null;
  /** Whether there are rows that were not accepted; `exports.rejects` writes them. */
  readonly hasRejects: boolean;
  /** Whether there are rows of the joined file that went to nobody; `exports.rejects` writes them by its id. */
  readonly hasJoinRejects: boolean;
}

/** A census of the workspace. */
export interface CensusSummary {
  readonly censusId: string;
  readonly name: string;
  readonly sourceFile: string;
  /** SHA-256 of the accepted rows. */
  readonly hash: string;
  /** Accepted rows. */
  readonly rows: number;
  /** ISO text in UTC. */
  readonly importedAt: string;
  readonly importedBy: string;
}

export interface CensusDetail extends CensusSummary {
  readonly mapping: CensusMappingDocument;
  readonly report: CensusFileReport;
}

export interface ImportedCensus extends CensusInspection {
  readonly census: CensusSummary;
}

/** A field of the census registry (W-15, P-11). */
export interface CensusFieldEntry {
  readonly name: string;
  readonly kind: string;
  readonly need: 'required' | 'alternative' | 'optional';
  readonly meaning: string;
  readonly whenBlank: string;
  /** What a mapping may say of the format of its column; empty where there is nothing to say. */
  readonly formats: readonly string[];
}

/** People under one label. */
export interface ProfileGroup {
  readonly label: string;
  readonly people: number;
  readonly annualPayCents: number;
}

/** Distribution of annual pay in cents. Quantiles are of the sorted values, the lower one where two qualify. */
export interface PayDistribution {
  readonly label: string;
  readonly people: number;
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
}

/** Deferral rates of people whose rate the file states. */
export interface DeferralGroup {
  readonly label: string;
  readonly people: number;
  /** Of them with a rate of zero. */
  readonly zero: number;
  /** Mean of their rates, those of zero included, in ppm, rounded down. */
  readonly meanPpm: number;
}

/** The people who are employed on 1 January of the start year, in numbers. */
export interface CensusProfile {
  readonly startYear: number;
  readonly people: number;
  readonly annualPayCents: number;
  readonly byDepartment: readonly ProfileGroup[];
  readonly byLevel: readonly ProfileGroup[];
  /** By whole years of age, in fives. */
  readonly byAge: readonly ProfileGroup[];
  /** By whole years of tenure, in bands of 0–1, 2–4, 5–9 and so on. */
  readonly byTenure: readonly ProfileGroup[];
  readonly payByLevel: readonly PayDistribution[];
  /**
   * By elected deferral rate: exactly zero, then whole percents without their fraction, the last band open. People
   * without a rate in the file are not in it, nor in the two below.
   */
  readonly byDeferral: readonly ProfileGroup[];
  readonly deferralByAge: readonly DeferralGroup[];
  readonly deferralByLevel: readonly DeferralGroup[];
}

/**
 * A figure that a suggestion sets: now and then, one number or the two ends of a range. Money is cents, a rate or a share
 * is a fraction.
 */
export interface SuggestedFigure {
  readonly label: string;
  readonly unit: 'money' | 'rate' | 'hours';
  /** Null where the scenario states no single figure. */
  readonly before: readonly number[] | null;
  readonly after: readonly number[];
}

/** What a census supports for settings of a scenario, and on how many people it rests. */
export interface CensusSuggestion {
  readonly id: string;
  readonly title: string;
  /** How it is counted, in a sentence or two. */
  readonly reason: string;
  readonly sample: number;
  /** Who the sample is, after its number: `people hired in 2022–2024`. */
  readonly sampleOf: string;
  /** Smallest sample that supports it. */
  readonly minimum: number;
  /** Why it cannot be supported; null where it can. Then there are figures and settings. */
  readonly shortfall: string | null;
  readonly figures: readonly SuggestedFigure[];
  readonly settings: readonly {
    readonly path: readonly (string | number)[];
    readonly value: unknown;
  }[];
  /** Whether the scenario has these values already. */
  readonly isInForce: boolean;
}

/** Censuses: files as they come in, and what the workspace keeps. */
export interface CensusService {
  fields(): Promise<readonly CensusFieldEntry[]>;
  preview(request: z.output<typeof previewRequest>): Promise<CensusPreview>;
  /** Reads a whole file and judges every row, and keeps nothing. */
  inspect(
    request: z.output<typeof inspectRequest>,
    onProgress: Listener<CensusProgress>,
  ): Promise<CensusInspection>;
  /** Reads a file and keeps the accepted rows. Throws what the refusal of `inspect` says. */
  import(
    request: z.output<typeof importRequest>,
    onProgress: Listener<CensusProgress>,
  ): Promise<ImportedCensus>;
  /** The sample census, kept in the workspace on first use. */
  sample(): Promise<CensusSummary>;
  /** All censuses, newest first. */
  list(): Promise<readonly CensusSummary[]>;
  get(request: z.output<typeof censusRequest>): Promise<CensusDetail>;
  profile(request: z.output<typeof profileRequest>): Promise<CensusProfile>;
  /**
   * What the census supports for settings of a scenario, most useful first; settings of other sections are left alone.
   * Throws CENSUS_UNKNOWN, and what reading the scenario throws.
   */
  suggestions(request: z.input<typeof suggestionsRequest>): Promise<readonly CensusSuggestion[]>;
  /** A mapping that was saved, as far as it suits a census file. Throws MAPPING_INVALID. */
  savedMapping(request: z.output<typeof mappingFileRequest>): Promise<SavedMapping>;
  /** A mapping whose join reads what a file that is to be joined has. Throws MAPPING_INVALID. */
  suitJoin(request: z.output<typeof joinMappingRequest>): Promise<SavedMapping>;
}

export const censusCalls: CallsOf<CensusService> = {
  fields: [],
  preview: [previewRequest],
  inspect: [inspectRequest, listener()],
  import: [importRequest, listener()],
  sample: [],
  list: [],
  get: [censusRequest],
  profile: [profileRequest],
  suggestions: [suggestionsRequest],
  savedMapping: [mappingFileRequest],
  suitJoin: [joinMappingRequest],
};
