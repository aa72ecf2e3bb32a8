import { createHash } from 'node:crypto';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { compareCodePoints } from './canonical-json.ts';
import { readTexts } from './column-reader.ts';
import { findRun } from './run-queries.ts';
import { LOGGED_TYPES, type Field, type LoggedType } from './logged-events.ts';
import type { Workspace } from './workspace.ts';

/** Columns in front of the payload, in the order in which {@link lineOf} reads them. */
const ENVELOPE = ['type', 'employee_id', 'category', 'event_id', 'effective_day'] as const;

/**
 * The log hash of W-61: SHA-256 over one canonical JSON line for each event, ordered by year, employee id (code
 * points) and sequence, each ended by a line feed. A line holds the content of the event, which is everything but run
 * and sequence; what does not apply is left out. The database sorts; memory is bounded.
 * @throws PlanAlignError RUN_UNKNOWN, STORE_FAILED.
 */
export async function logHash(workspace: Workspace, runId: string): Promise<string> {
  const { key, run } = await findRun(workspace, runId);
  const hash = createHash('sha256');
  const fieldNames = [...new Set(LOGGED_TYPES.flatMap(({ payload }) => payload.map(({ name }) => name)))];
  const readers = new Map(
    LOGGED_TYPES.map(({ type, payload }) => {
      const sorted = [...payload].sort((a, b) => compareCodePoints(a.name, b.name));
      const fields = sorted.map(({ name, isDate }) => ({
        name,
        isDate,
        column: ENVELOPE.length + fieldNames.indexOf(name),
      }));
      return [type, fields];
    }),
  );
  for (let year = run.startYear; year <= run.endYear; year += 1) {
    const events = LOGGED_TYPES.map((type) => eventQuery(type, key, year)).join('\n  UNION ALL BY NAME\n');
    const columns = [...ENVELOPE, ...fieldNames.map((name) => `"${name}"`)].join(', ');
    const sql = `SELECT ${columns} FROM (${events}) ORDER BY employee_id, sequence`;
    for await (const chunk of workspace.stream(sql)) {
      const types = readTexts(chunk, 0);
      for (let row = 0; row < types.length; row += 1) {
        const fields = readers.get(types[row] ?? '') ?? [];
        hash.update(`${JSON.stringify(lineOf(chunk, row, year, run.replicate, fields))}\n`);
      }
    }
  }
  return hash.digest('hex');
}

function eventQuery({ type, table, category, payload }: LoggedType, runKey: number, year: number): string {
  const fields = payload.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
  const id = `concat_ws('|', p.employee_id, e.simulation_year, '${type}', ${category},
    strftime(e.effective_date, '%Y-%m-%d'), e.duplicate_index)`;
  return `SELECT '${type}' AS type, p.employee_id, e.sequence, ${category} AS category,
    substr(sha256(${id}), 1, 32) AS event_id, CAST(e.effective_date - DATE '1970-01-01' AS INTEGER) AS effective_day,
    ${fields}
  FROM ${table} e JOIN run_person p ON p.run_key = e.run_key AND p.person = e.person
  WHERE e.run_key = ${runKey} AND e.simulation_year = ${year} AND p.run_key = ${runKey}`;
}

/** A field and the column of the query that holds it. */
interface LoggedField extends Pick<Field, 'name' | 'isDate'> {
  readonly column: number;
}

/** The content of one event, keys in code-point order. */
function lineOf(
  chunk: DuckDBDataChunk,
  row: number,
  year: number,
  replicate: number,
  fields: readonly LoggedField[],
): object {
  const item = (column: number): unknown => chunk.getColumnVector(column).getItem(row);
  const payload: Record<string, unknown> = {};
  for (const { name, isDate, column } of fields) {
    const value = item(column);
    if (value !== null) payload[name] = isDate ? formatIsoDate(Number(value) as Day) : value;
  }
  return {
    category: item(2),
    effectiveDate: formatIsoDate(Number(item(4)) as Day),
    employeeId: item(1),
    eventId: item(3),
    payload,
    replicate,
    type: item(0),
    year,
  };
}
