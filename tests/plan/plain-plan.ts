import type { EventEnvelope, RunOpening, YearBatch } from '../../src-shared/columns.ts';
import { NO_CODE, NO_DAY } from '../../src-shared/units.ts';
import {
  ALLOCATION_REASONS,
  BARRED_REASONS,
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  DEFERRAL_LIMITS,
  ELIGIBILITY_CATEGORIES,
  EMPLOYER_SOURCES,
  ENROLLMENT_CATEGORIES,
  ENROLLMENT_SOURCES,
  ENTRY_BASES,
  HCE_CATEGORIES,
  LOOKBACK_SOURCES,
  MATCH_REASONS,
  PLAN_STATUSES,
  RESPONSE_LIMITS,
  VESTING_REASONS,
  type EventType,
} from '../../src-shared/vocabulary.ts';
import { iso } from '../reference/calendar.ts';
import { byCodePoint } from '../reference/exact.ts';
import type { Row, Value } from '../reference/rows.ts';

/**
 * The plan side of a run as plain rows: days become dates, codes words, and what does not apply null. A column keeps its
 * name, but `…Day` is called `…Date`.
 */

export interface PlainEvent {
  readonly employeeId: string;
  readonly type: EventType;
  readonly category: string;
  readonly date: string;
  readonly sequence: number;
  readonly payload: Row;
}

export interface PlainPlanYear {
  readonly year: number;
  /** By person, in the order of the log. */
  readonly events: readonly PlainEvent[];
  readonly planSnapshot: readonly Row[];
  /** Null in a year without a plan. */
  readonly planSummary: Row | null;
}

const FLAGS = ['hce', 'magnet', 'owner', 'balancesMissing'];
const LISTS: Readonly<Record<string, readonly string[]>> = {
  basis: ENTRY_BASES,
  entryBasis: ENTRY_BASES,
  planStatus: PLAN_STATUSES,
  enrollmentSource: ENROLLMENT_SOURCES,
  limitBound: DEFERRAL_LIMITS,
  limitApplied: RESPONSE_LIMITS,
  matchReason: MATCH_REASONS,
  coreReason: ALLOCATION_REASONS,
  provenance: LOOKBACK_SOURCES,
  lookbackSource: LOOKBACK_SOURCES,
};

function wordOf(list: readonly string[], code: number): string {
  const word = list[code];
  if (word === undefined) throw new Error(`${code} is no code of ${list.join(', ')}`);
  return word;
}

function plain(name: string, value: number, reasons: readonly string[]): readonly [string, Value] {
  const list = name === 'reason' ? reasons : LISTS[name];
  if (list !== undefined) return [name, wordOf(list, value)];
  if (FLAGS.includes(name)) return [name, value === 1];
  if (name.endsWith('Day')) return [name.replace(/Day$/, 'Date'), value === NO_DAY ? null : iso(value)];
  const isMissing =
    Number.isNaN(value) || (name.endsWith('Ppm') && value === -1) || (name === 'band' && value === NO_CODE);
  return [name, isMissing ? null : value];
}

/** One row of columns; `reasons` is the list of a column `reason`. */
function rowAt(columns: object, row: number, skip: readonly string[], reasons: readonly string[] = []): Row {
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([name]) => !skip.includes(name))
      .map(([name, values]: [string, ArrayLike<number>]) => plain(name, values[row] ?? Number.NaN, reasons)),
  );
}

const ENVELOPE = ['rowCount', 'person', 'sequence', 'rank', 'effectiveDay', 'category', 'duplicateIndex'];

function eventsOf(
  type: EventType,
  table: EventEnvelope,
  persons: readonly string[],
  categories: readonly string[],
  reasons?: readonly string[],
): PlainEvent[] {
  return Array.from({ length: table.rowCount }, (_, row) => ({
    employeeId: persons[table.person[row] ?? -1] ?? '',
    type,
    category: wordOf(categories, table.category[row] ?? -1),
    date: iso(table.effectiveDay[row] ?? 0),
    sequence: table.sequence[row] ?? 0,
    payload: rowAt(table, row, ENVELOPE, reasons),
  }));
}

/** The plan of one year; `persons` are the ids known so far, those of the year are appended. */
export function plainPlanYear(persons: string[], batch: YearBatch): PlainPlanYear {
  persons.push(...batch.newPersonIds);
  const { plan, snapshot } = batch;
  const { summary } = plan;
  const events = [
    ...eventsOf('DC_PLAN_ELIGIBILITY', plan.eligibility, persons, ELIGIBILITY_CATEGORIES, BARRED_REASONS),
    ...eventsOf('DC_PLAN_ENROLLMENT', plan.enrollments, persons, ENROLLMENT_CATEGORIES),
    ...eventsOf('DC_PLAN_DEFERRAL_CHANGE', plan.deferralChanges, persons, DEFERRAL_CHANGE_CATEGORIES),
    ...eventsOf('DC_PLAN_CONTRIBUTION', plan.contributions, persons, CONTRIBUTION_CATEGORIES),
    ...eventsOf('DC_PLAN_VESTING', plan.vesting, persons, EMPLOYER_SOURCES, VESTING_REASONS),
    ...eventsOf('DC_PLAN_FORFEITURE', plan.forfeitures, persons, EMPLOYER_SOURCES),
    ...eventsOf('HCE_STATUS', plan.hceStatus, persons, HCE_CATEGORIES),
  ];
  events.sort((a, b) => byCodePoint(a.employeeId, b.employeeId) || a.sequence - b.sequence);
  return {
    year: batch.year,
    events,
    planSnapshot: summary === null ? [] : stateRows(plan.snapshot, snapshot.person, persons),
    planSummary: summary === null ? null : { ...summary },
  };
}

const stateRows = (columns: object, person: Int32Array, names: readonly string[]): Row[] =>
  Array.from(person, (index, row) => ({ employeeId: names[index] ?? '', ...rowAt(columns, row, []) }));

/** The plan state in which people open the run. */
export const plainPlanOpening = (run: RunOpening): Row[] =>
  stateRows(run.planOpening, run.opening.person, run.dictionaries.censusPersonIds);
