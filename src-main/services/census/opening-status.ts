import type { CensusColumns, TextColumn } from '../../../src-shared/columns.ts';
import { toDay, yearOf } from '../../../src-shared/dates.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { NO_CODE, NO_DAY, type Day } from '../../../src-shared/units.ts';
import { censusStatus } from '../../../src-worker/population/census-status.ts';
import { isImplausibleBirth } from './row-checks.ts';

/** Accepted rows by status at simulation start (W-23): accepted = openingActive + futureHire + former. */
export interface StatusCounts {
  readonly accepted: number;
  readonly openingActive: number;
  readonly futureHire: number;
  /** Future hires after the end year: not simulated. */
  readonly futureHireBeyondHorizon: number;
  readonly former: number;
}

/** What decides the status of accepted rows. */
type StatusDates = Pick<CensusColumns, 'rowCount' | 'hireDay' | 'terminationDay' | 'inactiveWithoutDate'>;

/** Counts accepted rows by status from their dates (W-23). */
export function countStatuses(columns: StatusDates, startYear: number, endYear: number): StatusCounts {
  const startDay = toDay(startYear, 1, 1);
  const counts = {
    accepted: columns.rowCount,
    openingActive: 0,
    futureHire: 0,
    futureHireBeyondHorizon: 0,
    former: 0,
  };
  for (let row = 0; row < columns.rowCount; row += 1) {
    const hire = columns.hireDay[row] ?? NO_DAY;
    const isInactive = columns.inactiveWithoutDate[row] === 1;
    const status = censusStatus(hire, columns.terminationDay[row] ?? NO_DAY, isInactive, startDay);
    counts[status] += 1;
    if (status === 'futureHire' && yearOf(hire as Day) > endYear) counts.futureHireBeyondHorizon += 1;
  }
  return counts;
}

/** Why a census without anybody employed at the start is refused (W-24), in words; null when somebody is. */
export const describeNoOpeningStaff = (counts: StatusCounts, startYear: number): string | null =>
  counts.openingActive > 0
    ? null
    : `Nobody is employed on 1 January ${startYear}: of ${counts.accepted} accepted rows ${counts.former} have left before and ${counts.futureHire} join later.`;

/** A stored row that the checks for another start year do not accept. */
interface RecheckedRow {
  readonly employeeId: string;
  readonly code: 'BIRTH_IMPLAUSIBLE';
}

export interface RecheckedCensus {
  readonly columns: CensusColumns;
  readonly counts: StatusCounts;
  readonly quarantined: readonly RecheckedRow[];
}

/**
 * Applies to a stored census what depends on the start year (W-21, W-23): plausible ages and the statuses. Rows that
 * fail are taken out; the columns are the same object when none does. What depends on the file (formats, duplicates,
 * the as-of date) was settled when it was imported.
 * @throws PlanAlignError NO_OPENING_STAFF
 */
export function recheckForStart(columns: CensusColumns, startYear: number, endYear: number): RecheckedCensus {
  const startDay = toDay(startYear, 1, 1);
  const kept: number[] = [];
  const quarantined: RecheckedRow[] = [];
  for (let row = 0; row < columns.rowCount; row += 1) {
    const birth = (columns.birthDay[row] ?? NO_DAY) as Day;
    const hire = (columns.hireDay[row] ?? NO_DAY) as Day;
    if (isImplausibleBirth(birth, hire, startDay))
      quarantined.push({ employeeId: columns.employeeId[row] ?? '', code: 'BIRTH_IMPLAUSIBLE' });
    else kept.push(row);
  }
  const remaining = quarantined.length === 0 ? columns : takeRows(columns, kept);
  const counts = countStatuses(remaining, startYear, endYear);
  const refusal = describeNoOpeningStaff(counts, startYear);
  if (refusal !== null) throw new PlanAlignError('NO_OPENING_STAFF', refusal);
  return { columns: remaining, counts, quarantined };
}

const isTextColumn = (value: object): value is TextColumn => 'values' in value && 'codes' in value;

/** Some rows of a census, in their order; dictionaries keep only the texts that remain. */
function takeRows(columns: CensusColumns, rows: readonly number[]): CensusColumns {
  const taken = takeFrom(columns, rows);
  return taken as CensusColumns;
}

function takeFrom(value: unknown, rows: readonly number[]): unknown {
  if (typeof value === 'number') return rows.length;
  if (value instanceof Int32Array) return Int32Array.from(rows, (row) => value[row] ?? 0);
  if (value instanceof Uint8Array) return Uint8Array.from(rows, (row) => value[row] ?? 0);
  if (value instanceof Int8Array) return Int8Array.from(rows, (row) => value[row] ?? 0);
  if (value instanceof Float64Array) return Float64Array.from(rows, (row) => value[row] ?? 0);
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return rows.map((row) => list[row]);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isTextColumn(value)) return takeTexts(value, rows);
  const entries = Object.entries<unknown>(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, inner]) => [key, takeFrom(inner, rows)]));
}

function takeTexts(column: TextColumn, rows: readonly number[]): TextColumn {
  const used = new Set(rows.map((row) => column.codes[row] ?? NO_CODE));
  const place = new Int32Array(column.values.length).fill(NO_CODE);
  const values = column.values.filter((_, code) => used.has(code));
  let next = 0;
  for (let code = 0; code < place.length; code += 1)
    if (used.has(code)) {
      place[code] = next;
      next += 1;
    }
  return {
    values,
    codes: Int32Array.from(rows, (row) => place[column.codes[row] ?? NO_CODE] ?? NO_CODE),
  };
}
