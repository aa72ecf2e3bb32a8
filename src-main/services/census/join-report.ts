import type { JoinCounts } from '../../../src-shared/api/census-report.ts';
import type { JoinProblem, JoinReasonCount, JoinReport } from './census-report.ts';
import { reportReading, type FileReading } from './interpret-file.ts';
import type { JoinedColumns } from './join-columns.ts';
import { joinReason, type JoinReasonCode } from './join-reasons.ts';
import type { RowPairs } from './join-rows.ts';
import type { JoinMapping } from './mapping.ts';
import { fileNotices } from './notices.ts';
import {
  countDisposed,
  countReasons,
  listProblems,
  LONGEST_TEXT,
  MOST_PROBLEMS,
  MOST_WARNINGS,
  rejectedRows,
  rejectsText,
  type JudgedRows,
  type RejectedRow,
} from './report-rows.ts';
import type { CensusField } from './registry.ts';
import { textAt, type FieldColumns, type RowSource } from './row-facts.ts';

/** Two files whose rows have been paired. */
export interface PairedFiles {
  /** The census as its own file has it. */
  readonly census: RowSource;
  readonly censusIsBlank: Uint8Array;
  readonly censusFirstRowNumber: number;
  readonly joined: JudgedRows;
  readonly pairs: RowPairs;
  readonly fields: JoinedColumns['fields'];
  readonly mapping: JoinMapping;
}

/** The report of a joined file whose rows have not been judged. */
export const reportJoinedFile = (path: string, reading: FileReading): JoinReport => ({
  file: { path, ...reading.table.facts },
  ...reportReading(reading),
  counts: null,
  taken: [],
  reasons: [],
  problems: [],
  problemsLeftOut: 0,
  notices: fileNotices(reading.table.facts, reading.match, reading.mapping),
});

/** Rows of the census that are not blank and have no row in the joined file. */
const personsWithoutRow = ({ censusIsBlank, pairs: { partner } }: PairedFiles): readonly number[] =>
  [...partner.keys()].filter((row) => partner[row] === -1 && censusIsBlank[row] === 0);

function countJoin(files: PairedFiles, withoutRow: number): JoinCounts {
  const { joined, pairs, censusIsBlank } = files;
  const { dispositions } = joined.disposed;
  const withoutPerson = pairs.unpaired.size;
  return {
    read: dispositions.length,
    joined: countDisposed(dispositions, 'accepted') - withoutPerson,
    withoutPerson,
    quarantined: countDisposed(dispositions, 'quarantined'),
    duplicateDropped: countDisposed(dispositions, 'duplicateDropped'),
    blank: countDisposed(dispositions, 'blank'),
    withRow: censusIsBlank.reduce((sum, isBlank) => sum + 1 - isBlank, 0) - withoutRow,
    withoutRow,
  };
}

/** Collects problems; warnings up to a number per reason that keeps the report readable. */
class ProblemCollector {
  readonly problems: JoinProblem[] = [];
  readonly rows = new Map<JoinReasonCode, number>();
  leftOut = 0;
  readonly #listed = new Map<JoinReasonCode, number>();

  count(code: JoinReasonCode, rows: number): void {
    if (rows > 0) this.rows.set(code, rows);
  }

  add(code: JoinReasonCode, problem: Omit<JoinProblem, 'code' | 'rule' | 'repair'>): void {
    const { kind, repair } = joinReason(code);
    const listed = this.#listed.get(code) ?? 0;
    if (listed >= (kind === 'warn' ? MOST_WARNINGS : MOST_PROBLEMS)) {
      this.leftOut += 1;
      return;
    }
    this.#listed.set(code, listed + 1);
    this.problems.push({ ...problem, code, rule: 'W-15', repair });
  }
}

const cell = (columns: FieldColumns, field: CensusField, row: number): string =>
  textAt(columns.get(field), row).slice(0, LONGEST_TEXT);

function collectUnpaired({ joined, pairs, census }: PairedFiles, found: ProblemCollector): void {
  const { columns } = joined.source;
  const counts = new Map<JoinReasonCode, number>();
  for (const [row, { code, censusId }] of [...pairs.unpaired].sort(([a], [b]) => a - b)) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
    const employeeId = cell(columns, 'employeeId', row);
    const idColumn = census.columns.get('employeeId')?.columnName ?? '';
    found.add(code, {
      row: joined.firstRowNumber + row,
      employeeId,
      disposition: 'withoutPerson',
      field: 'employeeId',
      column: columns.get('employeeId')?.columnName ?? null,
      text: employeeId,
      against: censusId === null ? null : `${idColumn} "${censusId}"`,
    });
  }
  for (const [code, rows] of counts) found.count(code, rows);
}

function collectPersons(
  { census, censusFirstRowNumber }: PairedFiles,
  persons: readonly number[],
  found: ProblemCollector,
): void {
  found.count('JOIN_NO_ROW', persons.length);
  for (const row of persons) {
    const employeeId = cell(census.columns, 'employeeId', row);
    found.add('JOIN_NO_ROW', {
      row: censusFirstRowNumber + row,
      employeeId,
      disposition: 'accepted',
      field: 'employeeId',
      column: census.columns.get('employeeId')?.columnName ?? null,
      text: employeeId,
      against: null,
    });
  }
}

function collectDifferences({ census, joined, pairs, fields }: PairedFiles, found: ProblemCollector): void {
  const persons = new Set<number>();
  for (const { field, different } of fields)
    for (const row of different) {
      persons.add(row);
      const joinedRow = pairs.partner[row] ?? -1;
      found.add('JOIN_DIFFERENT', {
        row: joined.firstRowNumber + joinedRow,
        employeeId: cell(census.columns, 'employeeId', row),
        disposition: 'accepted',
        field,
        column: joined.source.columns.get(field)?.columnName ?? null,
        text: cell(joined.source.columns, field, joinedRow),
        against: `${census.columns.get(field)?.columnName ?? field} "${cell(census.columns, field, row)}"`,
      });
    }
  found.count('JOIN_DIFFERENT', persons.size);
}

/**
 * Everything the joining of two files found: every row of both is accounted for (W-24), differences are counted and
 * listed by field.
 */
export function reportJoin(file: JoinReport, files: PairedFiles): JoinReport {
  const { joined, fields, mapping, census } = files;
  const found = new ProblemCollector();
  const persons = personsWithoutRow(files);
  collectUnpaired(files, found);
  collectPersons(files, persons, found);
  collectDifferences(files, found);
  const own = listProblems(joined);
  const joinReasons = [...found.rows].map(([code, rows]): JoinReasonCount => {
    const { kind, meaning, repair } = joinReason(code);
    return { code, kind, meaning, repair, rule: 'W-15', rows };
  });
  return {
    ...file,
    counts: countJoin(files, persons.length),
    taken: fields.map(({ field, taken, different }) => ({
      field,
      isInBoth: census.columns.has(field),
      wins: mapping.wins.includes(field),
      taken,
      different: different.length,
    })),
    reasons: [...countReasons(joined), ...joinReasons],
    problems: [...own.problems, ...found.problems],
    problemsLeftOut: own.problemsLeftOut + found.leftOut,
  };
}

/** The rows of a joined file that went to nobody, as CSV text; null when there are none. */
export function joinRejects({ joined, pairs }: PairedFiles): string | null {
  const unpaired = [...pairs.unpaired].map(([row, { code }]): RejectedRow => ({
    row,
    disposition: 'withoutPerson',
    reasons: [joinReason(code)],
  }));
  const rejected = [...rejectedRows(joined), ...unpaired].sort((a, b) => a.row - b.row);
  return rejectsText(joined, rejected);
}
