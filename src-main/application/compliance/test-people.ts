import { z } from 'zod';
import type { TestPeoplePage, TestPeopleRequest, TestSelection } from '../../../src-shared/api/compliance.ts';
import {
  PERSON_SUMS,
  type PersonOfTest,
  type PersonSort,
  type PersonSum,
} from '../../../src-shared/compliance-columns.ts';
import { storedPersonOf, storedPersonRow } from '../../services/compliance/read-compliance.ts';
import { COVERAGE_PARTS, COVERAGE_STANDINGS, PLAN_TESTS } from '../../../src-shared/compliance.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ReadableRun } from '../results/run-dictionary.ts';

/** The people of a test in an order: only their numbers in the run, so that any page costs the same. */
export interface PeopleOrder {
  readonly persons: Int32Array;
  readonly sums: TestPeoplePage['sums'];
}

const STORED = [
  'excess_cents',
  'refund_cents',
  'recharacterised_cents',
  'forfeited_cents',
  'distributed_cents',
  'additional_cents',
] as const;

/** The rows of a test of a year. HCEs have no row of a test: their events say who they are and why (P-89). */
function rowsOf(key: number, { year, test }: Pick<TestSelection, 'year' | 'test'>): string {
  const where = `run_key = ${key} AND simulation_year = ${year}`;
  if (test === 'hce') {
    const none = STORED.map((column) => `NULL::BIGINT AS ${column}`).join(', ');
    return `SELECT person, true AS is_hce, category AS standing, lookback_pay_cents AS pay_cents,
        threshold_cents AS amount_cents, NULL::INTEGER AS basis_points, ${none}, provenance AS source, pay_rank
      FROM event_hce_status WHERE ${where}`;
  }
  return `SELECT person, is_hce, standing, pay_cents, amount_cents, basis_points, ${STORED.join(', ')},
      NULL::UTINYINT AS source, NULL::INTEGER AS pay_rank
    FROM plan_test_person WHERE ${where} AND test = ${PLAN_TESTS.indexOf(test)}`;
}

const SORT_SQL: Readonly<Record<Exclude<PersonSort, 'department' | 'standing'>, string>> = {
  employeeId: 'p.employee_id',
  isHce: 't.is_hce',
  payCents: 't.pay_cents',
  amountCents: 't.amount_cents',
  basisPoints: 't.basis_points',
  excessCents: 't.excess_cents',
  refundCents: 't.refund_cents',
  recharacterisedCents: 't.recharacterised_cents',
  forfeitedCents: 't.forfeited_cents',
  distributedCents: 't.distributed_cents',
  additionalCents: 't.additional_cents',
  payRank: 't.pay_rank',
};

const SUM_SQL = PERSON_SUMS.map((name) => `CAST(sum(${SORT_SQL[name]}) AS DOUBLE) AS "${name}"`).join(', ');

/** Standing in the part that is chosen, of the three that are packed into one number. */
const standingSql = ({ test, part }: TestSelection): string =>
  test === 'coverage' ? `((t.standing // ${3 ** COVERAGE_PARTS.indexOf(part)}) % 3)` : 't.standing';

/** Conditions of a selection, each as SQL; `$1` is the text that is looked for. */
function conditionsOf(key: number, selection: TestSelection): readonly string[] {
  const conditions: string[] = [];
  if (selection.choice === 'corrected')
    conditions.push(
      `(coalesce(t.refund_cents, 0) + coalesce(t.recharacterised_cents, 0) + coalesce(t.forfeited_cents, 0)
        + coalesce(t.distributed_cents, 0) + coalesce(t.additional_cents, 0) > 0)`,
    );
  if (selection.choice === 'hce') conditions.push('t.is_hce');
  if (selection.choice === 'nhce') conditions.push('NOT t.is_hce');
  if (selection.choice === 'key') conditions.push('t.standing > 0');
  if (selection.standing !== null)
    conditions.push(`${standingSql(selection)} = ${COVERAGE_STANDINGS.indexOf(selection.standing)}`);
  if (selection.search !== '')
    conditions.push(
      `t.person IN (SELECT person FROM run_person WHERE run_key = ${key} AND contains(lower(employee_id), $1))`,
    );
  return conditions;
}

/** What is joined and sorted by. */
function orderOf(
  run: ReadableRun,
  selection: TestSelection,
): { readonly join: string; readonly value: string } {
  const { sort, year } = selection;
  if (sort === 'standing') return { join: '', value: standingSql(selection) };
  if (sort === 'employeeId')
    return {
      join: `JOIN run_person p ON p.run_key = ${run.key} AND p.person = t.person`,
      value: SORT_SQL.employeeId,
    };
  if (sort === 'department') {
    const join = `LEFT JOIN snapshot s ON s.run_key = ${run.key} AND s.simulation_year = ${year} AND s.person = t.person`;
    // Codes in the order of their texts.
    const texts = run.texts.get('department') ?? [];
    const inOrder = [...texts.keys()].sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1));
    const places = Array.from(texts, (_, code) => inOrder.indexOf(code));
    return { join, value: places.length === 0 ? 'NULL' : `([${places.join(', ')}])[s.department + 1]` };
  }
  return { join: '', value: SORT_SQL[sort] };
}

/** The people of a selection in its order, and what they add up to. */
export async function peopleOrder(
  workspace: Workspace,
  run: ReadableRun,
  selection: TestSelection,
): Promise<PeopleOrder> {
  const { join, value } = orderOf(run, selection);
  const conditions = conditionsOf(run.key, selection);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = `(${rowsOf(run.key, selection)}) t`;
  const values = selection.search === '' ? [] : [selection.search.toLowerCase()];
  const direction = selection.isDescending ? 'DESC' : 'ASC';
  const [[sums], persons] = await Promise.all([
    workspace.read(`SELECT ${SUM_SQL} FROM ${rows} ${where}`, values),
    readPersons(
      workspace,
      `SELECT t.person FROM ${rows} ${join} ${where} ORDER BY ${value} ${direction} NULLS LAST, t.person`,
      values,
    ),
  ]);
  return { persons, sums: sumsRow.parse(sums) };
}

const sum = z.number().nullable();
const sumsRow: z.ZodType<Readonly<Record<PersonSum, number | null>>> = z.object({
  payCents: sum,
  amountCents: sum,
  excessCents: sum,
  refundCents: sum,
  recharacterisedCents: sum,
  forfeitedCents: sum,
  distributedCents: sum,
  additionalCents: sum,
});

async function readPersons(
  workspace: Workspace,
  sql: string,
  values: readonly string[],
): Promise<Int32Array> {
  const persons: number[] = [];
  for await (const chunk of workspace.stream(sql, [...values]))
    for (const person of chunk.getColumnValues(0)) persons.push(Number(person));
  return Int32Array.from(persons);
}

const personRow = storedPersonRow.extend({
  person: z.number(),
  department: z.number().nullable(),
  source: z.number().nullable(),
  pay_rank: z.number().nullable(),
});

/** A page of an order. */
export async function peoplePage(
  workspace: Workspace,
  run: ReadableRun,
  request: TestPeopleRequest,
  { persons, sums }: PeopleOrder,
): Promise<TestPeoplePage> {
  const { start, limit, year } = request;
  const wanted = persons.slice(start, start + limit);
  const page = { start, totalRows: persons.length, sums };
  if (wanted.length === 0) return { ...page, people: [] };
  const list = wanted.join(', ');
  const rows = await workspace.read(
    `SELECT t.*, p.employee_id, s.department
     FROM (${rowsOf(run.key, request)} AND person IN (${list})) t
     JOIN run_person p ON p.run_key = ${run.key} AND p.person = t.person
     LEFT JOIN (SELECT person, department FROM snapshot
       WHERE run_key = ${run.key} AND simulation_year = ${year} AND person IN (${list})) s ON s.person = t.person`,
  );
  const departments = run.texts.get('department') ?? [];
  const found = new Map(
    z
      .array(personRow)
      .parse(rows)
      .map((row): [number, PersonOfTest] => [
        row.person,
        {
          ...storedPersonOf(row),
          department: row.department === null ? null : (departments[row.department] ?? null),
          lookBackSource: row.source,
          payRank: row.pay_rank,
        },
      ]),
  );
  return {
    ...page,
    people: Array.from(wanted, (person) => found.get(person)).filter((one) => one !== undefined),
  };
}
