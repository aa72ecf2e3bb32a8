import type { CensusColumns } from '../../../src-shared/columns.ts';
import { formatIsoDate, toDay } from '../../../src-shared/dates.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { buildCensusColumns } from './census-columns.ts';
import { hashCensus } from './census-hash.ts';
import { buildMapping, type CensusCounts, type CensusNotice, type CensusReport } from './census-report.ts';
import {
  refuseJoinWithoutIds,
  refuseMissingColumns,
  refuseUnconfirmed,
  type Refusal,
} from './column-requirements.ts';
import { disposeRows, DISPOSITIONS, type DuplicatesPolicy } from './dispositions.ts';
import { interpretFile, payTermsOf, reportReading } from './interpret-file.ts';
import {
  joinCensus,
  rowsOf,
  withoutNeedlessStandIns,
  type JoinedCensus,
  type TwoReadings,
} from './join-census.ts';
import { reportJoinedFile } from './join-report.ts';
import { mappingOfJoined, type CensusMapping } from './mapping.ts';
import { fileNotices, rowNotices } from './notices.ts';
import { countStatuses, describeNoOpeningStaff } from './opening-status.ts';
import type { ImportControl, RawTable } from './raw-table.ts';
import { readCensusFile } from './read-census-file.ts';
import {
  countDisposed,
  countReasons,
  listProblems,
  rejectedRows,
  rejectsText,
  type JudgedRows,
} from './report-rows.ts';
import { checkRows } from './row-checks.ts';
import type { CheckSettings, LevelSettings, RowSource } from './row-facts.ts';

/** What to import and how; it can cross a thread. */
export interface CensusRequest {
  readonly path: string;
  /** The file that is joined by employee id; null for none. */
  readonly join: string | null;
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
  /** Whether only the report is wanted: no columns are handed over, and none are hashed. */
  readonly reportOnly: boolean;
  /** The workbooks among the files, by path: they are read by a process of their own before. */
  readonly workbooks: Readonly<Record<string, RawTable>>;
}

/** Rows that were not accepted, as CSV text; null when there are none. */
interface Rejects {
  /** Quarantined and dropped rows of the census. */
  readonly rejects: string | null;
  /** Rows of the joined file that went to nobody. */
  readonly joinRejects: string | null;
}

/**
 * Everything an import finds out. `census` is null when only the report was wanted, or when the file is refused, and
 * then `refusal` says why.
 */
export interface CensusExamination extends Rejects {
  readonly report: CensusReport;
  readonly mapping: CensusMapping;
  readonly census: { readonly columns: CensusColumns; readonly hash: string } | null;
  readonly refusal: Refusal | null;
}

/** What both files say, and what has to be decided before rows are judged. */
interface Interpretation extends TwoReadings {
  readonly check: CheckSettings;
  readonly refusal: Refusal | null;
}

function interpret(request: CensusRequest, table: RawTable, joinedTable: RawTable | null): Interpretation {
  const { mapping, startYear } = request;
  const readings = withoutNeedlessStandIns({
    census: interpretFile(table, mapping, request),
    joined: joinedTable === null ? null : interpretFile(joinedTable, mappingOfJoined(mapping), request),
  });
  const { census, joined } = readings;
  const isDerived = [census, joined].some((file) =>
    file?.decisions.some(({ source: { field } }) => field === 'age' || field === 'tenureYears'),
  );
  const elsewhere = new Set(joined?.match.positionOf.keys());
  elsewhere.delete('employeeId');
  const refusal =
    refuseMissingColumns(census.match, mapping, elsewhere) ??
    (joined === null ? null : refuseJoinWithoutIds(census.match, joined.match)) ??
    refuseUnconfirmed(census, joined, {
      isNeeded: isDerived,
      isStated: mapping.asOf !== undefined,
      suggestion: formatIsoDate(census.asOf),
    });
  const check: CheckSettings = {
    startDay: toDay(startYear, 1, 1),
    asOf: census.asOf,
    ...payTermsOf(census),
    joinedPay: null,
    releasePayImplausible: mapping.releasePayImplausible,
    levels: request.levels,
  };
  return { ...readings, check, refusal };
}

/** Says so when a mapping that was saved for two files reads one. */
const noticeJoinNotGiven = ({ mapping, join }: CensusRequest): readonly CensusNotice[] =>
  mapping.join === undefined || join !== null
    ? []
    : [
        {
          code: 'JOIN_NOT_GIVEN',
          detail: 'The mapping also reads a second file that is joined by employee id; none was given.',
        },
      ];

/** The report of files whose rows have not been judged. */
function reportFile(request: CensusRequest, { census, joined }: Interpretation): CensusReport {
  const { table, match, asOf } = census;
  return {
    file: { path: request.path, ...table.facts },
    startYear: request.startYear,
    endYear: request.endYear,
    asOf: formatIsoDate(asOf),
    isAsOfStated: request.mapping.asOf !== undefined,
    ...reportReading(census),
    counts: null,
    reasons: [],
    problems: [],
    problemsLeftOut: 0,
    notices: [...fileNotices(table.facts, match, request.mapping), ...noticeJoinNotGiven(request)],
    ...(joined === null || request.join === null ? {} : { join: reportJoinedFile(request.join, joined) }),
  };
}

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
  const lost = report.join?.counts?.quarantined ?? 0;
  if (request.strict && lost > 0)
    return {
      code: 'CENSUS_QUARANTINED',
      detail: `${lost} rows of the joined file are quarantined.`,
      items: (report.join?.reasons ?? [])
        .filter(({ code, kind }) => kind === 'quarantine' && !code.startsWith('JOIN_'))
        .map(({ code, rows, meaning }) => `${code} (${rows} rows): ${meaning}`),
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

/** Reads a file, which must have rows. Of two files each takes half of the stage. */
async function readRows(
  path: string,
  mapping: CensusMapping,
  { workbooks, join }: CensusRequest,
  control: ImportControl,
): Promise<RawTable> {
  const half = path === join ? 0.5 : 0;
  const onProgress: ImportControl['onProgress'] =
    join === null
      ? control.onProgress
      : (stage, share) => {
          control.onProgress(stage, half + share / 2);
        };
  const table = workbooks[path] ?? (await readCensusFile(path, mapping, { ...control, onProgress }, null));
  if (table.rowCount === 0)
    throw new PlanAlignError('CENSUS_EMPTY', 'The file has headers, but no rows.', { file: path });
  return table;
}

/** Rows to be judged: of the census, with what was joined to them. */
function collectRows(
  request: CensusRequest,
  { census, joined, check }: Interpretation,
): { readonly source: RowSource; readonly check: CheckSettings; readonly joined: JoinedCensus | null } {
  if (joined === null || request.join === null) return { source: rowsOf(census), check, joined: null };
  const result = joinCensus(census, joined, check, { mapping: request.mapping, path: request.join });
  return { source: result.source, check: result.check, joined: result };
}

/**
 * Reads a census file, and a second one that is joined to it by employee id where there is one, and judges every row
 * (W-15 … W-26). What the user has to decide comes back as a refusal with the report; files that cannot be read at all
 * throw.
 * @throws PlanAlignError of the catalogue: FILE_…, CENSUS_EMPTY, CENSUS_ENCODING, CENSUS_FORMAT, CENSUS_TOO_LARGE,
 * CENSUS_UNSAFE, MAPPING_INVALID, CANCELLED.
 */
export async function examineCensus(
  request: CensusRequest,
  control: ImportControl,
): Promise<CensusExamination> {
  const { path, mapping, join } = request;
  const table = await readRows(path, mapping, request, control);
  const joinedTable = join === null ? null : await readRows(join, mappingOfJoined(mapping), request, control);
  control.onProgress('infer', 0);
  const interpretation = interpret(request, table, joinedTable);
  control.throwIfCancelled();
  const file = reportFile(request, interpretation);
  const refused = (report: CensusReport, refusal: Refusal, rejects: Rejects): CensusExamination => ({
    report,
    mapping: buildMapping(report, mapping),
    census: null,
    ...rejects,
    refusal,
  });
  if (interpretation.refusal !== null)
    return refused(file, interpretation.refusal, { rejects: null, joinRejects: null });
  control.onProgress('check', 0);
  const { source, check, joined } = collectRows(request, interpretation);
  const checked = checkRows(source, check);
  control.throwIfCancelled();
  const disposed = disposeRows(source, checked, check, request.duplicates);
  const judged: JudgedRows = { source, disposed, firstRowNumber: table.firstRowNumber };
  const blank = countDisposed(disposed.dispositions, 'blank');
  if (blank === table.rowCount)
    throw new PlanAlignError('CENSUS_EMPTY', `All ${blank} rows of the file are blank.`, { file: path });
  control.throwIfCancelled();
  control.onProgress('build', 0);
  const accepted = acceptedRows(judged);
  const census = buildCensusColumns(source.columns, disposed, accepted);
  const counts: CensusCounts = {
    read: table.rowCount,
    blank,
    quarantined: countDisposed(disposed.dispositions, 'quarantined'),
    duplicateDropped: countDisposed(disposed.dispositions, 'duplicateDropped'),
    ...countStatuses(census, request.startYear, request.endYear),
  };
  const report: CensusReport = {
    ...file,
    counts,
    reasons: countReasons(judged),
    ...listProblems(judged),
    notices: [...file.notices, ...rowNotices(judged, check)],
    ...(joined === null ? {} : { join: joined.report }),
  };
  control.throwIfCancelled();
  const rejects: Rejects = {
    rejects: rejectsText(judged, rejectedRows(judged)),
    joinRejects: joined?.rejects ?? null,
  };
  const refusal = refuseRows(request, report, counts);
  if (refusal !== null) return refused(report, refusal, rejects);
  const result = request.reportOnly ? null : { columns: census, hash: hashCensus(census) };
  control.onProgress('build', 1);
  return {
    report,
    mapping: buildMapping(report, mapping),
    census: result,
    ...rejects,
    refusal: null,
  };
}

function acceptedRows(judged: JudgedRows): Int32Array {
  const rows = new Int32Array(countDisposed(judged.disposed.dispositions, 'accepted'));
  let next = 0;
  judged.disposed.dispositions.forEach((disposition, row) => {
    if (DISPOSITIONS[disposition] !== 'accepted') return;
    rows[next] = row;
    next += 1;
  });
  return rows;
}
