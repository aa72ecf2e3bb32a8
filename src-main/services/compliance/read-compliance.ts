import { z } from 'zod';
import type { TestedYear, TestFigures } from '../../../src-shared/api/compliance.ts';
import type { StoredPersonOfTest } from '../../../src-shared/compliance-columns.ts';
import type { PlanTestRow } from '../../../src-shared/compliance-rows.ts';
import { COVERAGE_PARTS, PLAN_TESTS, type PlanTest } from '../../../src-shared/compliance.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { findNamedRun, type RunRecord } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';

/** Reads the tests of a year of a run back from the store. Percentages, limits and money are in their stored units. */

/** What a person's row says of a test. */
export interface TestedPerson extends StoredPersonOfTest {
  readonly test: PlanTest;
}

/** The tests of one year of a run. */
export interface StoredCompliance {
  readonly run: RunRecord;
  readonly year: number;
  readonly designId: string;
  readonly tests: readonly PlanTestRow[];
  /** Everyone tested, or those from whom a correction takes something or who are owed something. */
  readonly people: readonly TestedPerson[];
}

/** The tests of a year, whoever they are about. */
type TestsOfYear = Pick<StoredCompliance, 'designId' | 'tests'>;

/**
 * The tests of a year, with everyone tested or only those whom a correction concerns.
 * @throws PlanAlignError RUN_UNKNOWN; YEAR_NOT_TESTED for a year that the run does not have, or without a plan.
 */
export async function readCompliance(
  workspace: Workspace,
  reference: string,
  year: number,
  isEveryone: boolean,
): Promise<StoredCompliance> {
  const { key, run } = await findNamedRun(workspace, reference);
  const { designId, tests } = await readTests(workspace, key, run, year);
  return { run, year, designId, tests, people: await peopleRows(workspace, key, year, isEveryone) };
}

/**
 * The tests of a year with their workings: by test, then group, then part.
 * @throws PlanAlignError YEAR_NOT_TESTED for a year that the run does not have, or without a plan.
 */
export async function readTests(
  workspace: Workspace,
  key: number,
  { runId, startYear, endYear, storedYears }: RunRecord,
  year: number,
): Promise<TestsOfYear> {
  if (year < startYear || year >= startYear + storedYears) {
    const stored = storedYears === 0 ? 'none of them is stored' : `of which ${storedYears} are stored`;
    const detail = `Run ${runId} has the years ${startYear} to ${endYear}, ${stored}.`;
    throw new PlanAlignError('YEAR_NOT_TESTED', detail, { year });
  }
  const designs = await workspace.read(
    'SELECT design_id FROM run_year_plan WHERE run_key = $1 AND simulation_year = $2',
    [key, year],
  );
  const [design] = designs;
  if (design === undefined) {
    throw new PlanAlignError('YEAR_NOT_TESTED', `Run ${runId} has no plan in ${year}.`, { year });
  }
  const rows = await workspace.read(
    `SELECT ${FIGURES}, working FROM plan_test WHERE run_key = $1 AND simulation_year = $2`,
    [key, year],
  );
  const tests = inOrder(
    z
      .array(testRow)
      .parse(rows)
      .map((row): PlanTestRow => ({ ...figuresOf(row), working: row.working })),
  );
  if (tests.length === 0) {
    throw new PlanAlignError('YEAR_NOT_TESTED', `Run ${runId} was stored without tests.`, { year });
  }
  return { designId: z.object({ design_id: z.string() }).parse(design).design_id, tests };
}

/** The results of all tested years of a run, in order. */
export async function readTestedYears(workspace: Workspace, key: number): Promise<readonly TestedYear[]> {
  const rows = await workspace.read(
    `SELECT simulation_year, design_id, ${FIGURES} FROM plan_test JOIN run_year_plan USING (run_key, simulation_year)
     WHERE run_key = $1 ORDER BY simulation_year`,
    [key],
  );
  const years = new Map<number, { readonly designId: string; readonly tests: TestFigures[] }>();
  for (const row of z.array(yearFiguresRow).parse(rows)) {
    const { simulation_year: year, design_id: designId } = row;
    const known = years.get(year) ?? { designId, tests: [] };
    known.tests.push(figuresOf(row));
    years.set(year, known);
  }
  return Array.from(years, ([year, { designId, tests }]) => ({ year, designId, tests: inOrder(tests) }));
}

const optional = z.coerce.number().nullable();

const FIGURES =
  'test, part, tested_group, result, reason, nhce_basis_points, hce_basis_points, ratio_basis_points, limit_ppm';

const figuresRow = z.object({
  test: z.enum(PLAN_TESTS),
  part: z.enum(COVERAGE_PARTS).nullable(),
  tested_group: z.enum(['everyone', 'otherwiseExcludable', 'notOtherwiseExcludable']),
  result: z.string(),
  reason: z.string().nullable(),
  nhce_basis_points: optional,
  hce_basis_points: optional,
  ratio_basis_points: optional,
  limit_ppm: optional,
});
const yearFiguresRow = figuresRow.extend({ simulation_year: z.number(), design_id: z.string() });
const testRow = figuresRow.extend({
  working: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.unknown())),
});

const figuresOf = (row: z.output<typeof figuresRow>): TestFigures => ({
  test: row.test,
  part: row.part,
  group: row.tested_group,
  result: row.result,
  reason: row.reason,
  nhceBasisPoints: row.nhce_basis_points,
  hceBasisPoints: row.hce_basis_points,
  ratioBasisPoints: row.ratio_basis_points,
  limitPpm: row.limit_ppm,
});

const GROUPS = ['everyone', 'notOtherwiseExcludable', 'otherwiseExcludable'];

/** Place of a row: by test, then group, then part. */
function placeOf({ test, part, group }: TestFigures): number {
  const ofPart = part === null ? 0 : COVERAGE_PARTS.indexOf(part);
  return PLAN_TESTS.indexOf(test) * 100 + GROUPS.indexOf(group) * 10 + ofPart;
}

const inOrder = <Row extends TestFigures>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((one, other) => placeOf(one) - placeOf(other));

/** The columns of a person in a test, with the id of the employee. */
export const storedPersonRow = z.object({
  employee_id: z.string(),
  is_hce: z.boolean(),
  standing: z.number(),
  pay_cents: optional,
  amount_cents: optional,
  basis_points: optional,
  excess_cents: optional,
  refund_cents: optional,
  recharacterised_cents: optional,
  forfeited_cents: optional,
  distributed_cents: optional,
  additional_cents: optional,
});

/** A row of {@link storedPersonRow} in our own names. */
export const storedPersonOf = (row: z.output<typeof storedPersonRow>): StoredPersonOfTest => ({
  employeeId: row.employee_id,
  isHce: row.is_hce,
  standing: row.standing,
  payCents: row.pay_cents,
  amountCents: row.amount_cents,
  basisPoints: row.basis_points,
  excessCents: row.excess_cents,
  refundCents: row.refund_cents,
  recharacterisedCents: row.recharacterised_cents,
  forfeitedCents: row.forfeited_cents,
  distributedCents: row.distributed_cents,
  additionalCents: row.additional_cents,
});

const personRow = storedPersonRow
  .extend({ test: z.number() })
  .transform((row): TestedPerson => ({ test: PLAN_TESTS[row.test] ?? 'design', ...storedPersonOf(row) }));

/** Columns of what a correction takes or owes. */
const TAKEN = [
  'excess_cents',
  'refund_cents',
  'recharacterised_cents',
  'forfeited_cents',
  'distributed_cents',
  'additional_cents',
];

async function peopleRows(
  workspace: Workspace,
  key: number,
  year: number,
  isEveryone: boolean,
): Promise<readonly TestedPerson[]> {
  const concerned = TAKEN.map((column) => `t.${column} > 0`).join(' OR ');
  const rows = await workspace.read(
    `SELECT t.test, p.employee_id, t.is_hce, t.standing, t.pay_cents, t.amount_cents, t.basis_points,
       ${TAKEN.map((column) => `t.${column}`).join(', ')}
     FROM plan_test_person t JOIN run_person p ON p.run_key = t.run_key AND p.person = t.person
     WHERE t.run_key = $1 AND t.simulation_year = $2 ${isEveryone ? '' : `AND (${concerned})`}
     ORDER BY t.test, p.employee_id`,
    [key, year],
  );
  return z.array(personRow).parse(rows);
}
