import type { JoinCounts } from '../../../src-shared/api/census-report.ts';
import type { PayUnit } from './formats/pay-unit.ts';
import type { Confidence } from './formats/confidence.ts';
import type { ColumnUse } from './header-match.ts';
import type { FormatBasis } from './column-formats.ts';
import type { Disposition } from './dispositions.ts';
import type { JoinReasonCode } from './join-reasons.ts';
import { joinMappingOf, type CensusMapping, type MappedFormat } from './mapping.ts';
import type { StatusCounts } from './opening-status.ts';
import type { SourceFacts } from './raw-table.ts';
import type { ReasonCode, ReasonKind } from './reasons.ts';
import type { CensusField } from './registry.ts';

/**
 * What an import found, for people and for JSON. Every list is complete but `problems`, which says how many it leaves
 * out.
 */
export interface CensusReport {
  readonly file: SourceFacts & { readonly path: string };
  readonly startYear: number;
  readonly endYear: number;
  readonly asOf: string;
  /** Whether the user stated the as-of date; otherwise it is 31 December before the start year. */
  readonly isAsOfStated: boolean;
  readonly columns: readonly ReportedColumn[];
  readonly fields: readonly ReportedField[];
  readonly payUnit: ReportedPayUnit;
  /** Null when the columns or formats were not settled, so that no row was judged. */
  readonly counts: CensusCounts | null;
  readonly reasons: readonly ReasonCount[];
  readonly problems: readonly RowProblem[];
  readonly problemsLeftOut: number;
  readonly notices: readonly CensusNotice[];
  /** The file that is joined by employee id; absent where none is. */
  readonly join?: JoinReport;
}

/** What an import found in a joined file, and in joining it. */
export interface JoinReport {
  readonly file: SourceFacts & { readonly path: string };
  readonly columns: readonly ReportedColumn[];
  readonly fields: readonly ReportedField[];
  readonly payUnit: ReportedPayUnit;
  /** Null when the columns or formats of either file were not settled. */
  readonly counts: JoinCounts | null;
  /** What became of each field of the joined file but the id. */
  readonly taken: readonly TakenField[];
  readonly reasons: readonly JoinReasonCount[];
  /** Rows are those of the joined file; of the census where the joined file has none (JOIN_NO_ROW). */
  readonly problems: readonly JoinProblem[];
  readonly problemsLeftOut: number;
  readonly notices: readonly CensusNotice[];
}

export interface TakenField {
  readonly field: CensusField;
  /** Whether the census has the field as well. */
  readonly isInBoth: boolean;
  /** Whether the value of the joined file is taken where both have one. */
  readonly wins: boolean;
  /** Rows of the census whose value comes from the joined file. */
  readonly taken: number;
  /** Rows of the census for which the files do not agree. */
  readonly different: number;
}

export type JoinReasonCount = Omit<ReasonCount, 'code'> & { readonly code: ReasonCode | JoinReasonCode };
export type JoinProblem = Omit<RowProblem, 'code' | 'disposition'> & {
  readonly code: ReasonCode | JoinReasonCode;
  readonly disposition: Disposition | 'withoutPerson';
};

/** A column of the file and what became of it (W-15). */
export interface ReportedColumn {
  readonly name: string;
  readonly use: ColumnUse;
  readonly fields: readonly CensusField[];
  /** The field it may be meant for, where it matches none. */
  readonly suggestion: CensusField | null;
}

/** A field that is read, with the format of its column (W-16) and how well it is filled. */
export interface ReportedField {
  readonly field: CensusField;
  /** Null for a constant of the mapping, or generated ids. */
  readonly column: string | null;
  /** As a mapping writes it; null for text, or where it is undecided. */
  readonly format: MappedFormat | null;
  readonly basis: FormatBasis;
  readonly confidence: Confidence;
  readonly isConfirmed: boolean;
  readonly remark: string;
  readonly filled: number;
  readonly blank: number;
  readonly unusable: number;
  readonly samples: readonly { readonly text: string; readonly value: string | null }[];
}

interface ReportedPayUnit {
  readonly unit: PayUnit | null;
  readonly basis: FormatBasis;
  readonly confidence: Confidence;
  readonly isConfirmed: boolean;
  readonly remark: string;
}

/** The reconciliation of W-24: read = blank + quarantined + duplicateDropped + accepted. */
export interface CensusCounts extends StatusCounts {
  readonly read: number;
  readonly blank: number;
  readonly quarantined: number;
  readonly duplicateDropped: number;
}

/** Rows under a reason; a row may count under several. */
export interface ReasonCount {
  readonly code: ReasonCode;
  readonly kind: ReasonKind;
  readonly rule: string;
  readonly rows: number;
  readonly meaning: string;
  readonly repair: string;
}

/** One reason of one row. */
export interface RowProblem {
  /** Row as the file's own program numbers it. */
  readonly row: number;
  readonly employeeId: string;
  readonly disposition: Disposition;
  readonly code: ReasonCode;
  readonly field: CensusField | null;
  readonly column: string | null;
  readonly text: string;
  /** The cell it contradicts (`birthDate "03/11/1998"`); null where it is wrong by itself. */
  readonly against: string | null;
  readonly rule: string;
  readonly repair: string;
}

/** Something about the whole file that the user should know. */
export interface CensusNotice {
  readonly code:
    | 'AFTER_TAX_RATE'
    | 'AS_OF_OLD'
    | 'BALANCE_PARTS_ADDED'
    | 'CONSTANT'
    | 'DATES_DERIVED'
    | 'DEPARTMENT_CASE'
    | 'GENERATED_IDS'
    | 'JOIN_NOT_GIVEN'
    | 'PAY_RELEASED'
    | 'SHEETS'
    | 'TAX_NUMBERS_DROPPED'
    | 'TERMINATION_FAR';
  readonly detail: string;
}

/**
 * The mapping that reads this file, and the next one of its kind, without any question: the columns and formats of
 * the report added to what the user had stated. Unconfirmed formats are left out.
 */
export function buildMapping(report: CensusReport, stated: CensusMapping): CensusMapping {
  const { sheet } = report.file;
  return {
    ...stated,
    ...confirmedReading(report, stated),
    ...(report.isAsOfStated ? { asOf: report.asOf } : {}),
    ...(sheet === null || stated.sheet === undefined ? {} : { sheet }),
    ...(report.join === undefined
      ? {}
      : { join: { ...joinMappingOf(stated), ...confirmedReading(report.join, joinMappingOf(stated)) } }),
  };
}

/** Columns, formats and pay unit of a file as they are stated, and as they were recognised and confirmed. */
function confirmedReading(
  report: Pick<CensusReport, 'fields' | 'payUnit'>,
  stated: Pick<CensusMapping, 'columns' | 'formats'>,
): Pick<CensusMapping, 'columns' | 'formats' | 'payUnit'> {
  const columns: Partial<Record<CensusField, string | null>> = { ...stated.columns };
  const formats: Partial<Record<CensusField, MappedFormat>> = { ...stated.formats };
  for (const { field, column, format, basis, isConfirmed } of report.fields) {
    if (column !== null) columns[field] = column;
    if (format !== null && basis === 'inferred' && isConfirmed) formats[field] = format;
  }
  const { unit, isConfirmed } = report.payUnit;
  return { columns, formats, ...(unit === null || !isConfirmed ? {} : { payUnit: unit }) };
}
