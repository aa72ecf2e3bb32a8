/**
 * What the import found in a file, as the wizard shows it. The census service makes these; fields and reason codes are
 * texts here, because their closed lists belong to its registry (W-15, W-21).
 */
export interface CensusFileReport {
  readonly file: {
    readonly format: 'csv' | 'xlsx' | 'parquet';
    readonly bytes: number;
    readonly encoding: string | null;
    readonly delimiter: string | null;
    readonly sheet: string | null;
    readonly sheets: readonly string[];
  };
  readonly startYear: number;
  readonly endYear: number;
  /** ISO date the file describes. */
  readonly asOf: string;
  /** Whether the user stated it; otherwise it is 31 December before the start year. */
  readonly isAsOfStated: boolean;
  readonly columns: readonly FileColumn[];
  readonly fields: readonly ReadField[];
  readonly payUnit: FormatJudgement & { readonly unit: string | null };
  /** Null while the columns or formats are not settled, so that no row was judged. */
  readonly counts: CensusCounts | null;
  readonly reasons: readonly ReasonCount[];
  readonly problems: readonly RowProblem[];
  readonly problemsLeftOut: number;
  readonly notices: readonly { readonly code: string; readonly detail: string }[];
  /** The file that is joined by employee id; absent where none is. */
  readonly join?: JoinedFileReport;
}

/** What the import found in a file that is joined by employee id, and in joining it. */
export interface JoinedFileReport extends Pick<
  CensusFileReport,
  'columns' | 'fields' | 'payUnit' | 'reasons' | 'problems' | 'problemsLeftOut' | 'notices'
> {
  readonly file: CensusFileReport['file'] & { readonly path: string };
  /** Null while the columns or formats of either file are not settled. */
  readonly counts: JoinCounts | null;
  /** What became of each field of the file but the id. */
  readonly taken: readonly TakenField[];
}

/**
 * The reconciliation of a join. Rows of the joined file: read = joined + withoutPerson + quarantined + duplicateDropped + blank. Rows of the census
 * that are not blank: withRow + withoutRow.
 */
export interface JoinCounts {
  readonly read: number;
  readonly joined: number;
  readonly withoutPerson: number;
  readonly quarantined: number;
  readonly duplicateDropped: number;
  readonly blank: number;
  readonly withRow: number;
  readonly withoutRow: number;
}

interface TakenField {
  readonly field: string;
  /** Whether the census has the field as well. */
  readonly isInBoth: boolean;
  /** Whether the value of the joined file is taken where both have one. */
  readonly wins: boolean;
  /** Rows of the census whose value comes from the joined file. */
  readonly taken: number;
  /** Rows of the census for which the files do not agree. */
  readonly different: number;
}

/** A column of the file and what became of it (W-15). */
interface FileColumn {
  readonly name: string;
  readonly use: 'mapped' | 'ignored' | 'ambiguous' | 'unused' | 'dropped';
  /** Fields it is read as. */
  readonly fields: readonly string[];
  /** The field it may be meant for, where it matches none. */
  readonly suggestion: string | null;
}

/** How sure a format is (W-16). */
interface FormatJudgement {
  readonly basis: 'plain' | 'mapping' | 'inferred';
  readonly confidence: 'high' | 'low';
  readonly isConfirmed: boolean;
  readonly remark: string;
}

/** A field that is read, with the format of its column and how well it is filled. */
interface ReadField extends FormatJudgement {
  readonly field: string;
  /** Null for a constant of the mapping, or generated ids. */
  readonly column: string | null;
  /** As a mapping writes it; null for text, or where it is undecided. */
  readonly format: string | { readonly yes: readonly string[]; readonly no: readonly string[] } | null;
  readonly filled: number;
  readonly blank: number;
  readonly unusable: number;
  readonly samples: readonly { readonly text: string; readonly value: string | null }[];
}

/** The reconciliation of W-24: read = blank + quarantined + duplicateDropped + accepted. */
interface CensusCounts {
  readonly read: number;
  readonly blank: number;
  readonly quarantined: number;
  readonly duplicateDropped: number;
  readonly accepted: number;
  readonly openingActive: number;
  readonly futureHire: number;
  readonly futureHireBeyondHorizon: number;
  readonly former: number;
}

/** Rows under a reason; a row may count under several. */
interface ReasonCount {
  readonly code: string;
  readonly kind: 'quarantine' | 'drop' | 'warn';
  readonly rule: string;
  readonly rows: number;
  readonly meaning: string;
  readonly repair: string;
}

/** One reason of one row. */
interface RowProblem {
  /** Row as the file's own program numbers it. */
  readonly row: number;
  readonly employeeId: string;
  readonly disposition: string;
  readonly code: string;
  readonly field: string | null;
  readonly column: string | null;
  readonly text: string;
  /** The cell it contradicts; null where it is wrong by itself. */
  readonly against: string | null;
  readonly rule: string;
  readonly repair: string;
}
