import { createHash } from 'node:crypto';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { compareCodePoints } from './canonical-json.ts';
import { readTexts } from './column-reader.ts';
import { findRun } from './run-queries.ts';
import type { Workspace } from './workspace.ts';

/** A field of a payload in the log, and the SQL that gives its value: a number, a text, yes/no or a day number. */
interface Field {
  readonly name: string;
  readonly sql: string;
  readonly isDate: boolean;
}

const field = (name: string, sql: string): Field => ({ name, sql, isDate: false });
/** Cents as a number: they are below 2^53. */
const cents = (name: string, column: string): Field => field(name, `CAST(${column} AS DOUBLE)`);
const date = (name: string, column: string): Field => ({
  name,
  sql: `CAST(${column} - DATE '1970-01-01' AS INTEGER)`,
  isDate: true,
});
/** The text of a code of run_dictionary. */
const entry = (name: string, kind: string, column: string): Field =>
  field(
    name,
    `(SELECT d.value FROM run_dictionary d WHERE d.run_key = e.run_key AND d.kind = '${kind}' AND d.code = ${column})`,
  );

interface LoggedType {
  readonly type: string;
  readonly table: string;
  readonly category: string;
  readonly payload: readonly Field[];
}

/** The payload of each type (W-60), draws included. */
const LOGGED_TYPES: readonly LoggedType[] = [
  {
    type: 'HIRE',
    table: 'event_hire',
    category: 'hire_category_name(e.category)',
    payload: [
      field('level', 'e.level'),
      cents('annualPayCents', 'e.annual_pay_cents'),
      date('birthDate', 'e.birth_date'),
      entry('department', 'department', 'e.department'),
      entry('location', 'location', 'e.location'),
      entry('costCentre', 'cost_centre', 'e.cost_centre'),
      entry('jobTitle', 'job_title', 'e.job_title'),
      field('scheduledHoursHundredths', 'e.scheduled_hours_hundredths'),
      field('flsaStatus', 'flsa_status_name(e.flsa_status)'),
      field('unionMember', 'e.union_member'),
      cents('rangeMinCents', 'e.range_min_cents'),
      cents('rangeMaxCents', 'e.range_max_cents'),
      field('percentilePpm', 'e.percentile_ppm'),
      field('marketPpm', 'e.market_ppm'),
      field('noisePpm', 'e.noise_ppm'),
      field(
        'donorId',
        '(SELECT d.employee_id FROM run_person d WHERE d.run_key = e.run_key AND d.person = e.donor)',
      ),
      field('monthDraw', 'e.month_draw'),
      field('dayDraw', 'e.day_draw'),
      field('levelDraw', 'e.level_draw'),
      field('departmentDraw', 'e.department_draw'),
      field('ageBandDraw', 'e.age_band_draw'),
      field('birthDateDraw', 'e.birth_date_draw'),
      field('partTimeDraw', 'e.part_time_draw'),
      field('donorDraw', 'e.donor_draw'),
    ],
  },
  {
    type: 'TERMINATION',
    table: 'event_termination',
    category: 'termination_category_name(e.category)',
    payload: [
      field('reason', 'termination_reason_name(e.reason)'),
      cents('payInForceCents', 'e.pay_in_force_cents'),
      field('ageYears', 'e.age_years'),
      field('tenureYears', 'e.tenure_years'),
      field('hazardPpm', 'e.hazard_ppm'),
      field('retirementPpm', 'e.retirement_ppm'),
      field('rule', 'termination_rule_name(e.rule)'),
      field('draw', 'e.draw'),
      field('raceKey', 'e.race_key'),
      field('quota', 'e.quota'),
      field('reasonDraw', 'e.reason_draw'),
      field('dateDraw', 'e.date_draw'),
      field('dayDraw', 'e.day_draw'),
      cents('severanceCents', 'e.severance_cents'),
    ],
  },
  {
    type: 'PROMOTION',
    table: 'event_promotion',
    category: 'promotion_category_name(e.category)',
    payload: [
      field('fromLevel', 'e.from_level'),
      field('toLevel', 'e.to_level'),
      cents('previousPayCents', 'e.previous_pay_cents'),
      cents('newPayCents', 'e.new_pay_cents'),
      field('increasePpm', 'e.increase_ppm'),
      field('hazardPpm', 'e.hazard_ppm'),
      field('draw', 'e.draw'),
      field('raceKey', 'e.race_key'),
      field('monthDraw', 'e.month_draw'),
      field('dayDraw', 'e.day_draw'),
      field('increaseDraw', 'e.increase_draw'),
      field('floorApplied', 'e.floor_applied'),
      field('capApplied', 'e.cap_applied'),
    ],
  },
  {
    type: 'RAISE',
    table: 'event_raise',
    category: 'raise_category_name(e.category)',
    payload: [
      cents('previousPayCents', 'e.previous_pay_cents'),
      cents('newPayCents', 'e.new_pay_cents'),
      cents('amountCents', 'e.amount_cents'),
      field('ratePpm', 'e.rate_ppm'),
      field('level', 'e.level'),
      field('budgetPpm', 'e.budget_ppm'),
      field('weightPpm', 'e.weight_ppm'),
    ],
  },
];

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
