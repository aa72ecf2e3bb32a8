import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { EVENT_TYPES } from '../../../src-shared/vocabulary.ts';
import { foldRelations } from './state-checks.ts';
import type { YearFacts } from './year-facts.ts';
import { inYear, openingRows, paid, startingRows } from './year-relations.ts';

/**
 * The rows of a year counted and added up by department, level and month. Sums of money stay below 2^53, so they are
 * exact as numbers.
 */
export interface Tallies {
  readonly opened: readonly Tally<typeof openedRow>[];
  readonly joined: readonly Tally<typeof joinedRow>[];
  /** Null columns: somebody who is neither employed at opening nor hired. The level is that at leaving. */
  readonly gone: readonly Tally<typeof goneRow>[];
  readonly risen: readonly Tally<typeof risenRow>[];
  readonly raises: number;
  /** Persons that the simulation of the year made. */
  readonly newPersons: number;
  /** HIRE events of people who were employed at the opening of the run, or hired in an earlier year. */
  readonly hiredAgain: number;
  readonly people: readonly Tally<typeof peopleRow>[];
  readonly months: readonly Tally<typeof monthRow>[];
  /** Columns of the summary of the year by name; events by type have names like `RAISE events`. Null if it has none. */
  readonly summary: Readonly<Record<string, number>> | null;
  readonly departmentNames: ReadonlyMap<number, string>;
}

/** Payroll of one month of a department, in cents, as its people were paid. */
export type MonthPayroll = Tally<typeof monthPayrollRow>;

type Tally<Row extends z.ZodType> = Readonly<z.infer<Row>>;

const whole = z.coerce.number();
const openedRow = z.object({ department: whole, level: whole, n: whole });
const joinedRow = z.object({
  department: whole,
  level: whole,
  month: whole,
  is_scheduled: z.boolean(),
  n: whole,
  /** Employed days in the month of hire. */
  days: whole,
});
const goneRow = z.object({
  department: whole.nullable(),
  level: whole.nullable(),
  is_hired: z.boolean().nullable(),
  month: whole,
  is_reduction: z.boolean(),
  n: whole,
  /** Days of the month of leaving after the last day. */
  days: whole,
  severance: whole,
});
const risenRow = z.object({ from_level: whole, to_level: whole, n: whole });
const peopleRow = z.object({
  department: whole,
  level: whole,
  has_left: z.boolean(),
  n: whole,
  annual_pay: whole,
  prorated_pay: whole,
});
const monthRow = z.object({
  month: whole,
  department: whole,
  opening: whole,
  hires: whole,
  terminations: whole,
  closing: whole,
  employed_days: whole,
  payroll_cents: whole,
  severance_cents: whole,
});
const monthPayrollRow = z.object({ department: whole, month: whole, payroll: whole });
const nameRow = z.object({ code: whole, value: z.string() });
const countRow = z.object({ raises: whole, new_persons: whole, hired_again: whole });
const summaryRow = z.record(z.string(), whole);

/** Codes of `reduction` among the categories of terminations and of `scheduled` among those of hires. */
const REDUCTION = 3;
const SCHEDULED = 1;

/** Rows of the year by relation; `opening` are the persons that it starts with. */
export interface YearCounts {
  readonly opening: number;
  readonly hires: number;
  readonly terminations: number;
  readonly promotions: number;
  readonly raises: number;
  readonly people: number;
  readonly hiredAgain: number;
}

/** Adds the tallies up. */
export function countsOf({ opened, joined, gone, risen, raises, people, hiredAgain }: Tallies): YearCounts {
  return {
    opening: headsOf(opened),
    hires: headsOf(joined),
    terminations: headsOf(gone),
    promotions: headsOf(risen),
    raises,
    people: headsOf(people),
    hiredAgain,
  };
}

/** Sum of the counts of some tallies. */
export const headsOf = (rows: readonly { readonly n: number }[]): number =>
  rows.reduce((sum, { n }) => sum + n, 0);

/** Reads the tallies of a year: one small statement for each table. */
export async function readTallies(connection: DuckDBConnection, facts: YearFacts): Promise<Tallies> {
  const where = `WHERE ${inYear(facts)}`;
  const daysAfter = 'last_day(effective_date) - effective_date';
  const read = <Row extends z.ZodType>(row: Row, sql: string): Promise<z.infer<Row>[]> =>
    readRows(connection, row, sql);
  const eventCounts = EVENT_TYPES.map(
    (type) => `coalesce(CAST(event_counts->>'$.${type}' AS BIGINT), 0) AS "${type} events"`,
  );
  const names = await read(
    nameRow,
    `SELECT code, value FROM run_dictionary WHERE run_key = ${facts.runKey} AND kind = 'department'`,
  );
  const [count] = await read(
    countRow,
    `SELECT (SELECT count(*) FROM event_raise ${where}) AS raises,
       (SELECT count(*) FROM run_person WHERE run_key = ${facts.runKey} AND hired_by_year = ${facts.year}) AS new_persons,
       (SELECT count(*) FROM event_hire ${where} AND person IN (
         SELECT person FROM opening_state WHERE run_key = ${facts.runKey}
         UNION ALL SELECT person FROM event_hire
         WHERE run_key = ${facts.runKey} AND simulation_year < ${facts.year})) AS hired_again`,
  );
  const summaries = await read(
    summaryRow,
    `SELECT opening, hires, scheduled_hires, experienced_terminations, reductions, new_hire_terminations, promotions,
       raises, closing, closing_payroll_cents, prorated_payroll_cents, severance_cents, ${eventCounts.join(', ')}
     FROM run_year ${where}`,
  );
  return {
    opened: await read(
      openedRow,
      `SELECT department, level, count(*) AS n FROM (${openingRows(facts)}) GROUP BY ALL ORDER BY ALL`,
    ),
    joined: await read(
      joinedRow,
      `SELECT department, level, month(effective_date) AS month, category = ${SCHEDULED} AS is_scheduled, count(*) AS n,
         sum(${daysAfter} + 1) AS days
       FROM event_hire ${where} GROUP BY ALL ORDER BY ALL`,
    ),
    gone: await read(
      goneRow,
      `SELECT b.department, coalesce(r.level, b.level) AS level, b.is_hired, month(t.effective_date) AS month, t.category = ${REDUCTION} AS is_reduction,
         count(*) AS n, sum(${daysAfter}) AS days, coalesce(sum(t.severance_cents), 0) AS severance
       FROM (SELECT person, effective_date, category, severance_cents FROM event_termination ${where}) t
       LEFT JOIN (SELECT person, department, level, is_hired FROM (${startingRows(facts)})) b ON b.person = t.person
       LEFT JOIN (SELECT person, max(to_level) AS level FROM event_promotion ${where} GROUP BY person) r
         ON r.person = t.person
       GROUP BY ALL ORDER BY ALL`,
    ),
    risen: await read(
      risenRow,
      `SELECT from_level, to_level, count(*) AS n FROM event_promotion ${where} GROUP BY ALL ORDER BY ALL`,
    ),
    raises: count?.raises ?? 0,
    newPersons: count?.new_persons ?? 0,
    hiredAgain: count?.hired_again ?? 0,
    people: await read(
      peopleRow,
      `SELECT department, level, termination_date IS NOT NULL AS has_left, count(*) AS n,
         sum(annual_pay_cents) AS annual_pay, sum(prorated_pay_cents) AS prorated_pay
       FROM snapshot ${where} GROUP BY ALL ORDER BY ALL`,
    ),
    months: await read(
      monthRow,
      `SELECT month, department, opening, hires, terminations, closing, employed_days, payroll_cents, severance_cents
       FROM month_department ${where}`,
    ),
    summary: summaries[0] ?? null,
    departmentNames: new Map(names.map(({ code, value }) => [code, value])),
  };
}

/**
 * Payroll of the months by department: the rounded cumulative pay of each person at the end of the month less that at
 * the end of the month before (W-56).
 */
export function readMonthPayroll(connection: DuckDBConnection, facts: YearFacts): Promise<MonthPayroll[]> {
  const months = facts.monthEnds.map((lastDay, index) => ({ lastDay, month: index + 1 }));
  const rateDays = months.map(
    ({ lastDay, month }) =>
      `CAST(sum(rate * greatest(0, least(until, ${lastDay + 1}) - day)) AS BIGINT) AS rate_days_${month}`,
  );
  const totals = months.map(({ month }) => `sum(${paid(`rate_days_${month}`, facts)}) AS paid_${month}`);
  const differences = months.map(({ month }) => `paid_${month}${month === 1 ? '' : ` - paid_${month - 1}`}`);
  return readRows(
    connection,
    monthPayrollRow,
    `WITH ${foldRelations(facts)},
     person_pay AS (SELECT person, any_value(department) AS department, ${rateDays.join(', ')} FROM segment GROUP BY person),
     total AS (SELECT department, ${totals.join(', ')} FROM person_pay GROUP BY department)
     SELECT department, unnest(range(1, 13)) AS month, unnest([${differences.join(', ')}]) AS payroll FROM total
     ORDER BY ALL`,
  );
}

async function readRows<Row extends z.ZodType>(
  connection: DuckDBConnection,
  row: Row,
  sql: string,
): Promise<z.infer<Row>[]> {
  const reader = await connection.runAndReadAll(sql);
  return z.array(row).parse(reader.getRowObjectsJson());
}
