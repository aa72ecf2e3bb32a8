import { NO_DAY } from '../../../src-shared/units.ts';
import type { ReasonCount, RowProblem } from './census-report.ts';
import { DISPOSITIONS, type DisposedRows, type Disposition } from './dispositions.ts';
import { issueBit } from './row-checks.ts';
import { bitOf, REASONS, reasonsIn } from './reasons.ts';
import { CENSUS_FIELDS, STAND_INS, type CensusField } from './registry.ts';
import { electionAt, textAt, type RowSource } from './row-facts.ts';
import { BLANK_CODE } from './raw-table.ts';

/** Rows of a file after they were judged, with what is needed to show them. */
export interface JudgedRows {
  readonly source: RowSource;
  readonly disposed: DisposedRows;
  readonly firstRowNumber: number;
}

/** Problems of quarantined and dropped rows, and warnings per reason, that a report lists at most. */
export const MOST_PROBLEMS = 100_000;
export const MOST_WARNINGS = 1_000;
export const LONGEST_TEXT = 200;

/** Rows with a disposition. */
export const countDisposed = (dispositions: Uint8Array, wanted: Disposition): number => {
  const code = DISPOSITIONS.indexOf(wanted);
  return dispositions.reduce((sum, disposition) => sum + (disposition === code ? 1 : 0), 0);
};

/** Rows under each reason (W-24), reasons without rows left out. */
export function countReasons({ disposed: { reasons } }: JudgedRows): readonly ReasonCount[] {
  const rows = new Int32Array(REASONS.length);
  for (const mask of reasons) {
    if (mask === 0) continue;
    for (let bit = 0; bit < REASONS.length; bit += 1)
      if ((mask & (2 ** bit)) !== 0) rows[bit] = (rows[bit] ?? 0) + 1;
  }
  return REASONS.flatMap(({ code, kind, rule, meaning, repair }, index) => {
    const count = rows[index] ?? 0;
    return count === 0 ? [] : [{ code, kind, rule, rows: count, meaning, repair }];
  });
}

const OPTIONAL_MASK =
  bitOf('HOURS_OUT_OF_RANGE') | bitOf('RATE_OUT_OF_RANGE') | bitOf('OPTIONAL_UNPARSEABLE');

/** The optional fields of a row whose cells have one of the given reasons. */
function fieldsAtFault({ columns }: RowSource, row: number, bit: number): readonly CensusField[] {
  const fields = CENSUS_FIELDS.flatMap(({ name }) => {
    const column = columns.get(name);
    const issue = column?.issues[column.column.codes[row] ?? BLANK_CODE] ?? 0;
    return issue !== 0 && issueBit(name, issue) === bit ? [name] : [];
  });
  if (bit === bitOf('RATE_OUT_OF_RANGE') && electionAt(columns, row).isTooHigh) fields.push('rothRate');
  return fields;
}

/** The field whose cell shows a reason: a date that was derived shows the number it comes from. */
function shownField({ columns }: RowSource, field: CensusField): CensusField {
  const standIn = STAND_INS[field];
  return standIn !== undefined && !columns.has(field) && columns.has(standIn) ? standIn : field;
}

/** All reasons of one row, each with its cell. */
function problemsOf({ source, disposed, firstRowNumber }: JudgedRows, row: number): readonly RowProblem[] {
  const { columns } = source;
  const common = {
    row: firstRowNumber + row,
    employeeId: textAt(columns.get('employeeId'), row),
    disposition: DISPOSITIONS[disposed.dispositions[row] ?? 0] ?? 'accepted',
  };
  return reasonsIn(disposed.reasons[row] ?? 0).flatMap(
    ({ code, field, against: other, rule, repair }): RowProblem[] => {
      const bit = bitOf(code);
      if (code === 'ROW_RAGGED')
        return [
          {
            ...common,
            code,
            field,
            column: null,
            text: source.ragged.get(row) ?? '',
            against: null,
            rule,
            repair,
          },
        ];
      const fields =
        (bit & OPTIONAL_MASK) !== 0
          ? fieldsAtFault(source, row, bit)
          : field === null
            ? []
            : [shownField(source, field)];
      const shownOther = other === null ? null : shownField(source, other);
      const against = shownOther === null ? null : `${shownOther} "${textAt(columns.get(shownOther), row)}"`;
      return fields.map((name) => {
        const column = columns.get(name);
        const text = textAt(column, row).slice(0, LONGEST_TEXT);
        return {
          ...common,
          code,
          field: name,
          column: column?.columnName ?? null,
          text,
          against,
          rule,
          repair,
        };
      });
    },
  );
}

/**
 * Every reason of every quarantined and dropped row (W-24), then warnings of accepted rows: in file order, up to a
 * number that keeps the report readable. The counts by reason are always complete.
 */
export function listProblems(judged: JudgedRows): {
  readonly problems: readonly RowProblem[];
  readonly problemsLeftOut: number;
} {
  const { reasons, dispositions } = judged.disposed;
  const problems: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  const listed = new Map<string, number>();
  let leftOut = 0;
  reasons.forEach((mask, row) => {
    if (mask === 0) return;
    const isAccepted = DISPOSITIONS[dispositions[row] ?? 0] === 'accepted';
    if (isAccepted ? isFull(mask, listed) : problems.length >= MOST_PROBLEMS) {
      leftOut += reasonsIn(mask).length;
      return;
    }
    for (const problem of problemsOf(judged, row)) {
      if (!isAccepted) {
        problems.push(problem);
        continue;
      }
      const count = listed.get(problem.code) ?? 0;
      if (count >= MOST_WARNINGS) {
        leftOut += 1;
        continue;
      }
      listed.set(problem.code, count + 1);
      warnings.push(problem);
    }
  });
  return { problems: [...problems, ...warnings], problemsLeftOut: leftOut };
}

/** Whether every warning of a row is of a kind that has been listed often enough. */
const isFull = (mask: number, listed: ReadonlyMap<string, number>): boolean =>
  reasonsIn(mask).every(({ code }) => (listed.get(code) ?? 0) >= MOST_WARNINGS);

/** A cell that no spreadsheet program takes for a formula, quoted where it has to be. */
function safeCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:[.,]\d+)*$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row that was not accepted, and why. */
export interface RejectedRow {
  readonly row: number;
  readonly disposition: string;
  readonly reasons: readonly { readonly code: string; readonly repair: string }[];
}

/**
 * Rows as CSV text (W-24): row number, disposition, reasons and repairs, then the cells of the mapped columns. Null when
 * there are none.
 */
export function rejectsText(
  { source, firstRowNumber }: Pick<JudgedRows, 'source' | 'firstRowNumber'>,
  rejected: readonly RejectedRow[],
): string | null {
  if (rejected.length === 0) return null;
  const columns = CENSUS_FIELDS.flatMap(({ name }) => {
    const column = source.columns.get(name);
    return column === undefined || column.columnName === null ? [] : [column];
  });
  const lines = rejected.map(({ row, disposition, reasons }) =>
    [
      String(firstRowNumber + row),
      disposition,
      reasons.map(({ code }) => code).join(' '),
      reasons.map(({ repair }) => repair).join('; '),
      ...columns.map((column) => textAt(column, row)),
    ]
      .map(safeCell)
      .join(','),
  );
  const header = [
    'row',
    'disposition',
    'reasons',
    'repair',
    ...columns.map(({ columnName }) => columnName ?? ''),
  ];
  return `${header.map(safeCell).join(',')}\n${lines.join('\n')}\n`;
}

/** The quarantined and dropped rows of a file, in file order. */
export function rejectedRows({ disposed }: JudgedRows): readonly RejectedRow[] {
  const rejected: RejectedRow[] = [];
  disposed.reasons.forEach((mask, row) => {
    const disposition = DISPOSITIONS[disposed.dispositions[row] ?? 0];
    if (disposition === 'quarantined' || disposition === 'duplicateDropped')
      rejected.push({ row, disposition, reasons: reasonsIn(mask) });
  });
  return rejected;
}

/** Rows with a termination date after the last day that counts as near. */
export const countTerminationsAfter = ({ disposed }: JudgedRows, day: number): number =>
  disposed.facts.terminationDay.reduce(
    (sum, termination, row) =>
      sum + (termination !== NO_DAY && termination > day && disposed.dispositions[row] === 0 ? 1 : 0),
    0,
  );
