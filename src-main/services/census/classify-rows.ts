import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { censusStatus, type CensusStatus } from '../../../src-worker/population/census-status.ts';
import type { CensusCounts } from './census-report.ts';
import {
  disposeRows,
  DISPOSITIONS,
  type DisposedRows,
  type Disposition,
  type DuplicatesPolicy,
} from './dispositions.ts';
import { countCells, parseColumn, type ColumnFormat, type FieldColumn } from './field-columns.ts';
import { countStatuses } from './opening-status.ts';
import { cleanText, type RawColumn } from './raw-table.ts';
import { bitOf, reasonsIn, type ReasonCode } from './reasons.ts';
import { FIELD_NAMES, kindOf, type CensusField } from './registry.ts';
import { checkRows } from './row-checks.ts';
import type { CheckSettings, RowSource } from './row-facts.ts';

/** A row as a calculator gives it: cells by field, dates in ISO, rates as fractions, pay a year. */
export interface ClassifiableRow {
  readonly cells: Partial<Readonly<Record<CensusField, string | number | boolean | null>>>;
  /** The row counts as blank, whatever it holds. */
  readonly isBlank: boolean;
}

export interface ClassifyRequest {
  readonly startYear: number;
  readonly endYear: number;
  readonly asOf: Day;
  readonly duplicates: DuplicatesPolicy;
  readonly rows: readonly ClassifiableRow[];
}

export interface ClassifiedRow {
  readonly disposition: Disposition;
  /** Null for a row that is not accepted. */
  readonly status: CensusStatus | null;
  /** Ascending. */
  readonly reasons: readonly ReasonCode[];
}

const INACTIVE_NO_DATE = bitOf('INACTIVE_NO_DATE');

function formatOf(field: CensusField): ColumnFormat {
  switch (kindOf(field)) {
    case 'date':
      return { kind: 'date', format: 'yyyy-MM-dd' };
    case 'rate':
      return { kind: 'rate', unit: 'fraction' };
    case 'money':
    case 'decimal':
      return { kind: 'amount', mark: '.' };
    case 'yesNo':
      return { kind: 'yesNo', tokens: undefined };
    case 'text':
    case 'code':
    case 'level':
      return { kind: 'text' };
  }
}

/** The cells of one field as a raw column; null when no row has any. */
function rawColumn(field: CensusField, rows: readonly ClassifiableRow[]): RawColumn | null {
  const codeOf = new Map<string, number>([['', 0]]);
  const codes = Int32Array.from(rows, ({ cells, isBlank }) => {
    const text = isBlank ? '' : cleanText(String(cells[field] ?? ''));
    const code = codeOf.get(text) ?? codeOf.size;
    codeOf.set(text, code);
    return code;
  });
  if (codeOf.size === 1) return null;
  return {
    position: FIELD_NAMES.indexOf(field),
    texts: [...codeOf.keys()],
    isDistinct: true,
    codes,
    isNumeric: false,
  };
}

function fieldColumns({ rows, startYear, asOf }: ClassifyRequest): ReadonlyMap<CensusField, FieldColumn> {
  const columns = new Map<CensusField, FieldColumn>();
  for (const field of FIELD_NAMES) {
    const column = rawColumn(field, rows);
    if (column === null) continue;
    const format = formatOf(field);
    const parsed = parseColumn(field, column, format, { startYear, asOf });
    columns.set(field, { field, columnName: field, column, counts: countCells(column), format, ...parsed });
  }
  return columns;
}

/**
 * Dispositions, statuses and reasons of rows that need no format inference: the row checks, duplicates and statuses
 * of the import (W-21 … W-24) for the `census` calculator (W-67). Levels are not checked, since they belong to a
 * scenario.
 */
export function classifyRows(request: ClassifyRequest): {
  readonly rows: readonly ClassifiedRow[];
  readonly counts: CensusCounts;
} {
  const startDay = toDay(request.startYear, 1, 1);
  const settings: CheckSettings = {
    startDay,
    asOf: request.asOf,
    payUnit: 'annual',
    payIsFullTimeEquivalent: false,
    releasePayImplausible: false,
    levels: null,
    joinedPay: null,
  };
  const source: RowSource = {
    rowCount: request.rows.length,
    columns: fieldColumns(request),
    hasOtherContent: new Uint8Array(request.rows.length),
    ragged: new Map(),
  };
  const judged = disposeRows(source, checkRows(source, settings), settings, request.duplicates);
  const { facts, reasons, dispositions } = judged;
  const rows = Array.from(dispositions, (code, row): ClassifiedRow => {
    const disposition = DISPOSITIONS[code] ?? 'accepted';
    const mask = reasons[row] ?? 0;
    const isInactive = (mask & INACTIVE_NO_DATE) !== 0;
    const status = censusStatus(
      facts.hireDay[row] ?? 0,
      facts.terminationDay[row] ?? 0,
      isInactive,
      startDay,
    );
    return {
      disposition,
      status: disposition === 'accepted' ? status : null,
      reasons: reasonsIn(mask)
        .map(({ code: reason }) => reason)
        .sort(),
    };
  });
  return { rows, counts: countRows(request, judged) };
}

function countRows(
  { startYear, endYear }: ClassifyRequest,
  { facts, reasons, dispositions }: DisposedRows,
): CensusCounts {
  const rowsWith = (wanted: Disposition): number[] =>
    [...dispositions.keys()].filter((row) => DISPOSITIONS[dispositions[row] ?? 0] === wanted);
  const accepted = rowsWith('accepted');
  const dates = {
    rowCount: accepted.length,
    hireDay: Int32Array.from(accepted, (row) => facts.hireDay[row] ?? NO_DAY),
    terminationDay: Int32Array.from(accepted, (row) => facts.terminationDay[row] ?? NO_DAY),
    inactiveWithoutDate: Uint8Array.from(accepted, (row) =>
      ((reasons[row] ?? 0) & INACTIVE_NO_DATE) === 0 ? 0 : 1,
    ),
  };
  return {
    read: dispositions.length,
    blank: rowsWith('blank').length,
    quarantined: rowsWith('quarantined').length,
    duplicateDropped: rowsWith('duplicateDropped').length,
    ...countStatuses(dates, startYear, endYear),
  };
}
