import type { CensusColumns } from '../../../src-shared/columns.ts';
import { formatIsoDate, parseIsoDate, toDay } from '../../../src-shared/dates.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { buildCensusColumns } from './census-columns.ts';
import { hashCensus } from './census-hash.ts';
import {
  buildMapping,
  type CensusCounts,
  type CensusReport,
  type ReportedColumn,
  type ReportedField,
} from './census-report.ts';
import {
  decidedColumns,
  decideFormats,
  decidePayUnit,
  formatName,
  samplesOf,
  suggestedAsOf,
  type ColumnDecision,
  type PayUnitDecision,
} from './column-formats.ts';
import { refuseMissingColumns, refuseUnconfirmed, type Refusal } from './column-requirements.ts';
import { disposeRows, DISPOSITIONS, type Disposition, type DuplicatesPolicy } from './dispositions.ts';
import { ISSUE } from './field-columns.ts';
import { matchColumns, suggestField, type ColumnMatch } from './header-match.ts';
import type { CensusMapping } from './mapping.ts';
import { fileNotices, rowNotices } from './notices.ts';
import { countStatuses, describeNoOpeningStaff } from './opening-status.ts';
import type { ImportControl, RawTable } from './raw-table.ts';
import { readCensusFile } from './read-census-file.ts';
import { countReasons, exportRejects, listProblems, type JudgedRows } from './report-rows.ts';
import { checkRows } from './row-checks.ts';
import type { CheckSettings, LevelSettings } from './row-facts.ts';
import { collectSources, dropTaxNumbers, refuseBadConstants } from './source-fields.ts';

/** What to import and how; it can cross a thread. */
export interface CensusRequest {
  readonly path: string;
  readonly startYear: number;
  readonly endYear: number;
  readonly mapping: CensusMapping;
  /** Accept what was inferred with confidence `high` (W-16). */
  readonly acceptInferred: boolean;
  readonly duplicates: DuplicatesPolicy;
  /** Refuse the file if any row is quarantined (W-24). */
  readonly strict: boolean;
  /** Levels of a scenario to check against; null checks none (W-21). */
  readonly levels: LevelSettings | null;
  /** Path of the bundled program that parses workbooks; null looks for it beside the running code. */
  readonly excelProcess: string | null;
}

/** Everything an import finds out. `census` is null when the file is refused, and then `refusal` says why. */
export interface CensusExamination {
  readonly report: CensusReport;
  readonly mapping: CensusMapping;
  readonly census: { readonly columns: CensusColumns; readonly hash: string } | null;
  /** Quarantined and dropped rows as CSV text; null when there are none. */
  readonly rejects: string | null;
  readonly refusal: Refusal | null;
}

/** The columns and formats of a file, before its rows are judged. */
interface Interpretation {
  readonly table: RawTable;
  readonly match: ColumnMatch;
  readonly decisions: readonly ColumnDecision[];
  readonly payUnit: PayUnitDecision;
  readonly check: CheckSettings;
  readonly refusal: Refusal | null;
}

function interpret(request: CensusRequest, table: RawTable): Interpretation {
  const { mapping, startYear, acceptInferred } = request;
  const match = dropTaxNumbers(matchColumns(table.headers, mapping), table);
  const asOf = (mapping.asOf === undefined ? null : parseIsoDate(mapping.asOf)) ?? suggestedAsOf(startYear);
  const settings = { mapping, acceptInferred, startYear, asOf, date1904: table.date1904 };
  const decisions = decideFormats(collectSources(table, match, mapping), settings);
  refuseBadConstants(decisions, mapping);
  const payUnit = decidePayUnit(
    decisions.find(({ source }) => source.field === 'annualPay'),
    settings,
  );
  const isDerived = decisions.some(({ source: { field } }) => field === 'age' || field === 'tenureYears');
  const refusal =
    refuseMissingColumns(match, mapping) ??
    refuseUnconfirmed(decisions, payUnit, {
      isNeeded: isDerived,
      isStated: mapping.asOf !== undefined,
      suggestion: formatIsoDate(asOf),
    });
  const check: CheckSettings = {
    startDay: toDay(startYear, 1, 1),
    asOf,
    payUnit: payUnit.unit ?? 'annual',
    payIsFullTimeEquivalent: mapping.payIsFullTimeEquivalent,
    releasePayImplausible: mapping.releasePayImplausible,
    levels: request.levels,
  };
  return { table, match, decisions, payUnit, check, refusal };
}

function reportField({
  source,
  format,
  basis,
  confidence,
  isConfirmed,
  parsed,
  remark,
}: ColumnDecision): ReportedField {
  const { field, columnName, column, counts } = source;
  const sum = (test: (code: number) => boolean): number =>
    counts.reduce((total, count, code) => total + (test(code) ? count : 0), 0);
  const blank = sum((code) => column.texts[code] === '');
  return {
    field,
    column: columnName,
    format: format === null ? null : formatName(format),
    basis,
    confidence,
    isConfirmed,
    remark,
    filled: column.codes.length - blank,
    blank,
    unusable: parsed === null ? 0 : sum((code) => parsed.issues[code] !== ISSUE.none),
    samples: format === null || parsed === null ? [] : samplesOf({ ...source, format, ...parsed }),
  };
}

/** Suggestions are sought for this many unknown columns at most. */
const MOST_SUGGESTIONS = 200;

const reportColumns = ({ match }: Interpretation): readonly ReportedColumn[] =>
  match.columns.map(({ name, use, fields, position }) => ({
    name,
    use,
    fields,
    suggestion: use === 'ignored' && position < MOST_SUGGESTIONS ? suggestField(name) : null,
  }));

/** The report of a file whose rows have not been judged. */
function reportFile(request: CensusRequest, interpretation: Interpretation): CensusReport {
  const { table, match, decisions, payUnit, check } = interpretation;
  return {
    file: { path: request.path, ...table.facts },
    startYear: request.startYear,
    endYear: request.endYear,
    asOf: formatIsoDate(check.asOf),
    isAsOfStated: request.mapping.asOf !== undefined,
    columns: reportColumns(interpretation),
    fields: decisions.map(reportField),
    payUnit,
    counts: null,
    reasons: [],
    problems: [],
    problemsLeftOut: 0,
    notices: fileNotices(table.facts, match, request.mapping),
  };
}

const countDisposed = ({ disposed: { dispositions } }: JudgedRows, wanted: Disposition): number => {
  const code = DISPOSITIONS.indexOf(wanted);
  return dispositions.reduce((sum, disposition) => sum + (disposition === code ? 1 : 0), 0);
};

const MOST_ITEMS = 50;

/** Why the rows of a file are refused as a whole (W-24), or null. */
function refuseRows(request: CensusRequest, report: CensusReport, counts: CensusCounts): Refusal | null {
  const reasons = report.reasons.filter(({ kind }) => kind !== 'warn');
  const byReason = reasons.map(({ code, rows, meaning }) => `${code} (${rows} rows): ${meaning}`);
  if (counts.accepted === 0)
    return {
      code: 'CENSUS_NOTHING_ACCEPTED',
      detail: `None of ${counts.read} rows is accepted: ${reasons.map(({ code, rows }) => `${code} ${rows}`).join(', ')}.`,
      items: byReason,
    };
  if (request.strict && counts.quarantined > 0) {
    const rows = report.problems.filter(({ disposition }) => disposition === 'quarantined');
    const items = rows.slice(0, MOST_ITEMS).map(({ row, employeeId, code, column, text, against }) => {
      const cell = column === null ? '' : `, ${column} "${text}"`;
      return `row ${row} (${employeeId}): ${code}${cell}${against === null ? '' : `, against ${against}`}`;
    });
    if (rows.length > MOST_ITEMS) items.push(`and ${rows.length - MOST_ITEMS} more`);
    return {
      code: 'CENSUS_QUARANTINED',
      detail: `${counts.quarantined} of ${counts.read} rows are quarantined.`,
      items,
    };
  }
  const detail = describeNoOpeningStaff(counts, request.startYear);
  return detail === null ? null : { code: 'NO_OPENING_STAFF', detail, items: [] };
}

/**
 * Reads a census file and judges every row (W-15 … W-26). What the user has to decide comes back as a refusal with the
 * report; files that cannot be read at all throw.
 * @throws PlanAlignError of the catalogue: FILE_…, CENSUS_EMPTY, CENSUS_ENCODING, CENSUS_FORMAT, CENSUS_TOO_LARGE,
 * CENSUS_UNSAFE, MAPPING_INVALID, CANCELLED.
 */
export async function examineCensus(
  request: CensusRequest,
  control: ImportControl,
): Promise<CensusExamination> {
  const { path, mapping, excelProcess } = request;
  const table = await readCensusFile(path, mapping, control, excelProcess);
  if (table.rowCount === 0)
    throw new PlanAlignError('CENSUS_EMPTY', 'The file has headers, but no rows.', { file: path });
  control.onProgress('infer', 0);
  const interpretation = interpret(request, table);
  control.throwIfCancelled();
  const file = reportFile(request, interpretation);
  const refused = (report: CensusReport, refusal: Refusal, rejects: string | null): CensusExamination => ({
    report,
    mapping: buildMapping(report, mapping),
    census: null,
    rejects,
    refusal,
  });
  if (interpretation.refusal !== null) return refused(file, interpretation.refusal, null);
  control.onProgress('check', 0);
  const columns = decidedColumns(interpretation.decisions);
  const source = {
    rowCount: table.rowCount,
    columns,
    hasOtherContent: table.hasOtherContent,
    ragged: table.ragged,
  };
  const checked = checkRows(source, interpretation.check);
  control.throwIfCancelled();
  const disposed = disposeRows(source, checked, interpretation.check, request.duplicates);
  const judged: JudgedRows = { source, disposed, firstRowNumber: table.firstRowNumber };
  const blank = countDisposed(judged, 'blank');
  if (blank === table.rowCount)
    throw new PlanAlignError('CENSUS_EMPTY', `All ${blank} rows of the file are blank.`, { file: path });
  control.throwIfCancelled();
  control.onProgress('build', 0);
  const accepted = acceptedRows(judged);
  const census = buildCensusColumns(columns, disposed, accepted);
  const counts: CensusCounts = {
    read: table.rowCount,
    blank,
    quarantined: countDisposed(judged, 'quarantined'),
    duplicateDropped: countDisposed(judged, 'duplicateDropped'),
    ...countStatuses(census, request.startYear, request.endYear),
  };
  const report: CensusReport = {
    ...file,
    counts,
    reasons: countReasons(judged),
    ...listProblems(judged),
    notices: [...file.notices, ...rowNotices(judged, interpretation.check)],
  };
  control.throwIfCancelled();
  const rejects = exportRejects(judged);
  const refusal = refuseRows(request, report, counts);
  if (refusal !== null) return refused(report, refusal, rejects);
  const hash = hashCensus(census);
  control.onProgress('build', 1);
  return {
    report,
    mapping: buildMapping(report, mapping),
    census: { columns: census, hash },
    rejects,
    refusal: null,
  };
}

function acceptedRows(judged: JudgedRows): Int32Array {
  const rows = new Int32Array(countDisposed(judged, 'accepted'));
  let next = 0;
  judged.disposed.dispositions.forEach((disposition, row) => {
    if (DISPOSITIONS[disposition] !== 'accepted') return;
    rows[next] = row;
    next += 1;
  });
  return rows;
}
